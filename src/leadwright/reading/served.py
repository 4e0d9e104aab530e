"""What a server sent: a page for people, or a document for machines, which is never read as a page."""

from leadwright.domain.site import Page

_PROSE = ("text/html", "application/xhtml+xml")


def is_payload(page: Page) -> bool:
    """Say whether a document is JSON: by its brackets, unless its type says that it is a page."""
    kind = page.headers.get("content-type", "").partition(";")[0].strip().lower()
    first, last = page.html[:200].lstrip("\ufeff \t\r\n")[:1], page.html[-200:].rstrip()[-1:]
    return kind not in _PROSE and f"{first}{last}" in {"{}", "[]"}


def is_sitemap(page: Page) -> bool:
    """Say whether a document is a sitemap, or a list of sitemaps (sitemaps.org, protocol 0.9)."""
    head = page.html[:2000]
    return "<urlset" in head or "<sitemapindex" in head


def is_data(page: Page) -> bool:
    """Say whether a document is for machines: JSON or a sitemap."""
    return is_payload(page) or is_sitemap(page)
