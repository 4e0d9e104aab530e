"""The world's own record: what its servers took, what its people wrote, who asked to be left alone.

The judge reads this and never the product's word for it. For a world that lives in a process of its own every line
is also appended to a file as JSON: what the servers have confirmed is in the file before the confirmation leaves.
"""

import base64
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Accepted:
    """A letter that the submission server took for one recipient."""

    at: datetime
    message_id: str
    mail_from: str
    rcpt: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Delivered:
    """A letter that reached its reader's mailbox."""

    at: datetime
    message_id: str
    rcpt: str
    business: str


@dataclass(frozen=True, slots=True)
class Planted:
    """A mail that was put into the operator's mailbox, and what it truly means."""

    at: datetime
    message_id: str
    business: str
    tag: str
    category: str
    stops: bool
    suppresses: bool
    text: str
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Stopped:
    """A person has asked, in words or by a click, not to be written to again."""

    at: datetime
    business: str
    address: str
    how: str  # words, or by the link: click link erase


@dataclass(frozen=True, slots=True)
class Clicked:
    """Something pressed behind the letter's link; ``status`` is that of the HTTP answer, 0 where there was none."""

    at: datetime
    business: str
    address: str
    url: str
    status: int


Line = Accepted | Delivered | Planted | Stopped | Clicked
KINDS: dict[str, type[Line]] = {
    "accepted": Accepted,
    "delivered": Delivered,
    "planted": Planted,
    "stopped": Stopped,
    "clicked": Clicked,
}


class WorldLog:
    """What happened in the world, in order."""

    def __init__(self, path: Path | None = None) -> None:
        """Keep the record in memory and, where ``path`` is given, append each line to that file."""
        self.letters: list[Accepted] = []
        self.deliveries: list[Delivered] = []
        self.replies: list[Planted] = []
        self.stops: list[Stopped] = []
        self.clicks: list[Clicked] = []
        self._file = path.open("a", encoding="utf-8") if path else None

    def accepted(self, at: datetime, message_id: str, *, mail_from: str, rcpt: str, raw: bytes) -> None:
        """Record a letter that the submission server takes; to be called before it says so."""
        self._add(Accepted(at, message_id, mail_from, rcpt, raw))

    def delivered(self, at: datetime, message_id: str, *, rcpt: str, business: str) -> None:
        """Record that a letter has reached its reader."""
        self._add(Delivered(at, message_id, rcpt, business))

    def planted(
        self,
        at: datetime,
        message_id: str,
        *,
        business: str,
        tag: str,
        category: str,
        stops: bool,
        suppresses: bool,
        text: str,
        sender: str = "",
    ) -> None:
        """Record a mail put into a mailbox of the operator."""
        self._add(Planted(at, message_id, business, tag, category, stops, suppresses, text, sender))

    def stopped(self, at: datetime, business: str, *, address: str, how: str = "words") -> None:
        """Record that a person asked to be left alone."""
        self._add(Stopped(at, business, address, how))

    def clicked(self, at: datetime, business: str, *, address: str, url: str, status: int) -> None:
        """Record a one-click opt-out and the answer that it got."""
        self._add(Clicked(at, business, address, url, status))

    def as_json(self) -> list[dict[str, Any]]:
        """Give every line as JSON-able data, sorted by kind and then by time."""
        lists: list[list[Any]] = [self.letters, self.deliveries, self.replies, self.stops, self.clicks]
        return [_row(line) for lines in lists for line in lines]

    def close(self) -> None:
        """Close the file, if there is one."""
        if self._file:
            self._file.close()
            self._file = None

    @classmethod
    def read(cls, path: Path) -> "WorldLog":
        """Read the record that another process keeps; a half-written last line is left out."""
        log = cls()
        for text in path.read_text(encoding="utf-8").splitlines(keepends=True):
            if text.endswith("\n"):
                log._add(_line(json.loads(text)))
        return log

    def _add(self, line: Line) -> None:
        match line:
            case Accepted():
                self.letters.append(line)
            case Delivered():
                self.deliveries.append(line)
            case Planted():
                self.replies.append(line)
            case Stopped():
                self.stops.append(line)
            case Clicked():
                self.clicks.append(line)
        if self._file:
            self._file.write(json.dumps(_row(line), ensure_ascii=False) + "\n")
            self._file.flush()


def _row(line: Line) -> dict[str, Any]:
    row = asdict(line)
    row["at"] = line.at.isoformat()
    if isinstance(line, Accepted):
        row["raw"] = base64.b64encode(line.raw).decode()
    return {"line": type(line).__name__.lower(), **row}


def _line(row: dict[str, Any]) -> Line:
    kind = KINDS[row.pop("line")]
    row["at"] = datetime.fromisoformat(row["at"])
    if kind is Accepted:
        row["raw"] = base64.b64decode(row["raw"])
    return kind(**row)
