"""Polite reading of public pages.

The answer keeps the manners: robots.txt first (RFC 9309; 5xx, 401, 403 and 429 on it mean no), one request at a time
and a pause per host, a bounded number of pages and bytes, no private address at any hop, and a stop at the first
challenge page. A page that may not or cannot be read is a finding (:class:`~leadwright.domain.site.Unread`).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from leadwright.domain.site import Page, Site

Choose = Callable[[Sequence[Page]], Sequence[str]]
"""From the pages read so far, home first, the URLs worth a visit, best first; none is asked for twice."""


class Web(Protocol):
    """The public web."""

    async def visit(self, url: str, *, choose: Choose) -> Site:
        """Read a site: its home and the pages ``choose`` names, at most eight.

        ``choose`` is asked with the home page, and again whenever all it named has been read, until it names nothing
        new: a list of products or a sitemap leads on to a product. What it names may be JSON or XML instead of HTML.

        Raises Later where the host asks us to come back (429, 503 with Retry-After) or cannot be reached for now.
        A site that is closed to us or gone comes back without pages, with the reason under ``unread``.
        """

    async def fetch(self, url: str, *, headers: Mapping[str, str] | None = None, body: bytes | None = None) -> Page:
        """Read one document, such as a feed; ``html`` holds its decoded text, whatever its type.

        With a ``body`` it is asked for by POST, as APIs want it; such a request is not led on to another place.
        Raises Later where the host asks for patience, Drop(code ``unread``) where it refuses or is not there.
        """
