"""Sites of e-commerce agencies: services, clients, team."""

from html import escape

from leadwright.world.sites.answer import Answer
from leadwright.world.sites.frame import Theme, frame, words
from leadwright.world.truth import Business

_CLIENTS = ("a tea merchant", "two furniture makers", "a bike shop with three branches", "a skincare brand")


def _pages(business: Business) -> dict[str, Answer]:
    text = words(business)
    services = "".join(f"<h2>{escape(name)}</h2><p>{escape(text['service_text'])}</p>" for name in text["services"])
    clients = "".join(f"<li>{client}</li>" for client in _CLIENTS)
    mains = {"/services": services, "/clients": f"<h1>Clients</h1><ul>{clients}</ul>"}
    return {path: Answer(frame(business, AGENCY, business.company, main, marks={})) for path, main in mains.items()}


def _foot(business: Business) -> str:  # noqa: ARG001  # the same words for all
    # Badges of platforms an agency works with say nothing of the platform its own site runs on.
    return '<p><a href="/services">Services</a> <a href="/clients">Clients</a> · Shopify Partner · WooExpert</p>'


AGENCY = Theme(
    paths={"home": "/", "about": "/team", "contact": "/contact", "imprint": "/imprint", "journal": "/notes"},
    foot=_foot,
    pages=_pages,
)
