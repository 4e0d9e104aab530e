"""What a polite visit brings back: the pages of one site as they were served."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its text and where it came from; ``sha256`` is of the bytes served, hex.

    The text is kept as UTF-8, which a parser takes as it is: as a ``str``, one emoji makes every character four bytes.
    """

    url: str  # after redirects
    asked: str  # the URL that was asked for
    status: int
    at: datetime  # aware, UTC
    utf8: bytes
    sha256: str
    robots: str = "allowed"  # allowed, or none where the site has no robots.txt
    headers: Mapping[str, str] = field(default_factory=dict)  # lower-case names
    sitemaps: tuple[str, ...] = ()  # that robots.txt names, as it names them

    @property
    def html(self) -> str:
        """The text, decoded anew each time; a :class:`leadwright.reading.page.Doc` keeps it."""
        return self.utf8.decode(errors="replace")


@dataclass(frozen=True, slots=True)
class Unread:
    """A page that was not read, and why: a code such as ``robots``, ``status``, ``too-large``, ``timeout``."""

    url: str
    why: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """The pages of one visit, home first; ``pages`` is empty where nothing could be read."""

    asked: str
    pages: tuple[Page, ...]
    unread: tuple[Unread, ...] = ()

    @property
    def home(self) -> Page | None:
        """The first page, after redirects."""
        return self.pages[0] if self.pages else None
