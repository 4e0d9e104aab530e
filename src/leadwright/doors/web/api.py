"""The same data as JSON: each address is a use case of the desk, asked with its own arguments.

Only reading: what changes something is a form of the pages, or a command. Times are ISO 8601 in UTC; lists go on with
``after`` = the ``next`` of the page before.
"""

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter

from leadwright.service.desk import Desk

UseCase = Callable[..., Any]


def api(desk: Desk) -> APIRouter:
    """Make the routes below ``/api``; what they take and give stands in /api/openapi.json."""
    router = APIRouter(prefix="/api", tags=["desk"])
    for path, use_case in use_cases(desk).items():
        router.add_api_route(f"/{path}", use_case, methods=["GET"])
    return router


def use_cases(desk: Desk) -> Mapping[str, UseCase]:
    """Say which use case answers which address."""
    return {
        "status": desk.campaigns.status,
        "drafts": desk.campaigns.drafts,
        "rules": desk.campaigns.rules,
        "funnel": desk.reports.funnel,
        "kpi": desk.reports.kpi,
        "mailable": desk.reports.mailable,
        "mailable_summary": desk.reports.mailable_summary,
        "sources": desk.reports.sources,
        "places": desk.places.overview,
        "leads": desk.leads.page,
        "journey": desk.leads.journey,
        "held": desk.leads.held,
        "find-the-site": desk.leads.find_the_site,
        "replies": desk.inbox.replies,
        "unmatched": desk.inbox.unmatched,
        "doubts": desk.inbox.doubts,
    }
