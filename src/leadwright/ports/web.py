"""Polite reading of public pages.

The answer keeps the manners: robots.txt first (RFC 9309; 5xx, 401, 403 and 429 on it mean no), one request at a time
and a pause per host, a bounded number of pages and bytes, no private address at any hop, and a stop at the first
challenge page. A page that may not or cannot be read is a finding (:class:`~leadwright.domain.site.Unread`).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from leadwright.domain.site import Page, Site

Choose = Callable[[Page], Sequence[str]]
"""From the home page, the URLs worth a visit, best first."""


class Web(Protocol):
    """The public web."""

    async def visit(self, url: str, *, choose: Choose) -> Site:
        """Read a site: its home and the pages ``choose`` names, at most eight.

        Raises Later where the host asks us to come back (429, 503 with Retry-After) or cannot be reached for now.
        A site that is closed to us or gone comes back without pages, with the reason under ``unread``.
        """

    async def fetch(self, url: str, *, headers: Mapping[str, str] | None = None) -> Page:
        """Read one document, such as a feed; ``html`` holds its decoded text, whatever its type.

        Raises Later where the host asks for patience, Drop(code ``unread``) where it refuses or is not there.
        """
