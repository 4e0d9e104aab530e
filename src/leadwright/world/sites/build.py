"""Builds the site of a firm: its pages, robots.txt and sitemap, or what it does instead."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from leadwright.world.sites.agency import AGENCY
from leadwright.world.sites.answer import Answer
from leadwright.world.sites.frame import Theme
from leadwright.world.sites.hostile import HOSTILE
from leadwright.world.sites.market import SELLER
from leadwright.world.sites.pages import build_pages
from leadwright.world.sites.plain import PLAIN
from leadwright.world.sites.shopify import HEADLESS, SHOPIFY
from leadwright.world.sites.woo import WOO
from leadwright.world.truth import Business

_PLAIN_TEXT = "text/plain; charset=utf-8"
_MISSING = Answer("<!doctype html><title>404</title><h1>Page not found</h1>", 404)


@dataclass(frozen=True, slots=True)
class Site:
    """What one host answers; ``fallback`` is for every path that is not in ``pages``."""

    pages: Mapping[str, Answer]
    fallback: Answer = field(default=_MISSING)

    def answer(self, path: str) -> Answer:
        """Answer ``path``; a slash at its end makes no difference."""
        for spelling in (path, path.rstrip("/"), f"{path}/"):
            if spelling in self.pages:
                return self.pages[spelling]
        return self.fallback


def build_site(business: Business) -> Site:
    """Render the site of ``business``, which must have a host of its own."""
    if business.reach in ("dead", "hostile"):
        answer = HOSTILE[business.extra["how"]]
        # A host that refuses all connections has no robots.txt either; the others keep one that lets everybody in.
        open_door = {"/robots.txt": Answer("User-agent: *\nAllow: /\n", content_type=_PLAIN_TEXT)}
        return Site({} if answer.trick == "abort" else open_door, answer)
    theme = _theme(business)
    pages = build_pages(business, theme)
    pages["/sitemap.xml"] = _sitemap(business, list(theme.paths.values()))
    pages["/robots.txt"] = _robots(business, theme)
    pages["/files/logo.png"] = Answer(b"\x89PNG\r\n\x1a\n", content_type="image/png")
    return Site(pages)


def _theme(business: Business) -> Theme:
    if business.extra.get("headless"):
        return HEADLESS
    kinds = {"agency": AGENCY, "seller": SELLER, "tool": PLAIN, "other": PLAIN}
    return kinds.get(business.kind) or (WOO if business.platform == "woocommerce" else SHOPIFY)


def _robots(business: Business, theme: Theme) -> Answer:
    how = business.extra["how"]
    if business.reach == "robots":
        closed = {"503": Answer("busy", 503), "403": Answer("no", 403)}
        return closed.get(how, Answer("User-agent: *\nDisallow: /\n", content_type=_PLAIN_TEXT))
    delay = f"Crawl-delay: {business.extra['crawl_delay']}\n" if "crawl_delay" in business.extra else ""
    return Answer(f"{theme.robots}{delay}Sitemap: http://{business.key}/sitemap.xml\n", content_type=_PLAIN_TEXT)


def _sitemap(business: Business, paths: list[str]) -> Answer:
    every = paths + [ware.path for ware in business.wares]
    places = "".join(f"<url><loc>http://{business.key}{path}</loc></url>" for path in every)
    body = f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'
    return Answer(body, content_type="application/xml; charset=utf-8")
