"""What a host answers at a path."""

from collections.abc import Mapping
from dataclasses import dataclass, field

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer; ``trick`` names what the server does instead of answering properly."""

    body: str | bytes = ""
    status: int = 200
    content_type: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)
    trick: str | None = None  # endless line drip bomb abort
    dated: bool = True  # whether it carries Last-Modified; what changes with the clock does not

    @property
    def data(self) -> bytes:
        """Give the body as it goes over the wire."""
        return self.body.encode() if isinstance(self.body, str) else self.body


def moved(url: str, status: int = 301) -> Answer:
    """Send the visitor to ``url``."""
    return Answer("", status, headers={"Location": url})
