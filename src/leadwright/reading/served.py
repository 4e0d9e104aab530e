"""What a server sent: a page for people, or a document for machines, which is never read as a page."""

from codecs import BOM_UTF8

from leadwright.domain.site import Page

_PROSE = ("text/html", "application/xhtml+xml")


def is_payload(page: Page) -> bool:
    """Say whether a document is JSON: by its brackets, unless its type says that it is a page."""
    kind = page.headers.get("content-type", "").partition(";")[0].strip().lower()
    first, last = page.utf8[:200].removeprefix(BOM_UTF8).lstrip()[:1], page.utf8[-200:].rstrip()[-1:]
    return kind not in _PROSE and first + last in {b"{}", b"[]"}


def is_sitemap(page: Page) -> bool:
    """Say whether a document is a sitemap, or a list of sitemaps (sitemaps.org, protocol 0.9)."""
    head = page.utf8[:2000]
    return b"<urlset" in head or b"<sitemapindex" in head


def is_data(page: Page) -> bool:
    """Say whether a document is for machines: JSON or a sitemap."""
    return is_payload(page) or is_sitemap(page)
