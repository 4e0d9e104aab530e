"""The journal beside the database: who must not be written to, who was erased, and which letters left.

It outlives the ledger: a restore of an old backup replays it. Each line is one JSON object with a keyed hash, never an
address, numbered and chained to the line before by HMAC-SHA256 (RFC 2104), so that a changed, missing or added line
shows. Lines are written and synced before the transaction they belong to commits: after a crash the journal may know
more than the ledger, which only ever means one letter less. Processes take turns by a lock of the operating system.
"""

import fcntl
import hmac
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import sqlalchemy as sa

SUPPRESS, ERASE, APPROACH, WITHDRAW = "suppress", "erase", "approach", "withdraw"
OPTION = "logbook"  # execution option of the writing engine
PENDING = "logbook lines"  # in the info of a connection: what its transaction will have said
TAIL = 4096  # bytes at the end in which the last line is looked for; no line is as long


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that must survive the ledger; ``kind`` says of what the hash is: address, domain, brand, letter ..."""

    what: str  # suppress erase approach withdraw
    kind: str
    hash: str
    reason: str
    at: datetime


class Line(msgspec.Struct, frozen=True):
    """One line of the file; ``mac`` covers it and the line before."""

    n: int
    at: datetime
    what: str
    kind: str
    hash: str
    reason: str
    mac: str = ""

    @property
    def entry(self) -> Entry:
        """What it says."""
        return Entry(self.what, self.kind, self.hash, self.reason, self.at)


@dataclass(frozen=True, slots=True)
class Told:
    """What a journal says: its proven lines, and the number of the first line that does not fit, where there is one."""

    lines: tuple[Line, ...]
    broken: int | None = None

    @property
    def last(self) -> int:
        """The number of the last proven line; 0 where there is none."""
        return self.lines[-1].n if self.lines else 0

    @property
    def mac(self) -> str:
        """The mac of the last proven line."""
        return self.lines[-1].mac if self.lines else ""

    def goes_on_from(self, number: int, mac: str) -> bool:
        """Say whether it is whole and goes on from a line that it once ended with."""
        if self.broken is not None or number > self.last:
            return False
        return number == 0 or self.lines[number - 1].mac == mac


class Logbook:
    """The journal's file."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Keep it at ``path``, sealed with the ledger's hash key."""
        self.path, self._key = path, key

    def append(self, entries: Sequence[Entry]) -> None:
        """Write lines after the last whole one and sync them to the disk; OSError where that fails."""
        if not entries:
            return
        with os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            n, mac = last_of(file)
            for entry in entries:
                n += 1
                line = Line(n, entry.at, entry.what, entry.kind, entry.hash, entry.reason)
                mac = self._mac(mac, line)
                file.write(msgspec.json.encode(msgspec.structs.replace(line, mac=mac)) + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def read(self) -> Told:
        """Read and prove every line; a torn last line was never part of a committed transaction and is passed over."""
        lines: list[Line] = []
        mac = ""
        if not self.path.exists():
            return Told(())
        with self.path.open("rb") as file:
            for raw in file:
                if not raw.endswith(b"\n"):
                    break
                line = line_of(raw)
                if line is None or line.n != len(lines) + 1 or not hmac.compare_digest(line.mac, self._mac(mac, line)):
                    return Told(tuple(lines), broken=len(lines) + 1)
                lines.append(line)
                mac = line.mac
        return Told(tuple(lines))

    def lay_aside(self) -> Path:
        """Rename the file, so that a new one begins; gives its name."""
        names = (Path(f"{self.path}.broken-{number}") for number in range(1, 1000))
        aside = next(name for name in names if not name.exists())
        self.path.rename(aside)
        return aside

    def _mac(self, before: str, line: Line) -> str:
        said = msgspec.json.encode([before, line.n, line.at, line.what, line.kind, line.hash, line.reason])
        return hmac.new(self._key, b"journal\0" + said, "sha256").hexdigest()


def last_of(file: BinaryIO) -> tuple[int, str]:
    """Give number and mac of the last whole line, and leave the file's position behind it; a torn line is cut off."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - TAIL))
    tail = file.read()
    end = tail.rfind(b"\n") + 1
    file.seek(max(0, size - TAIL) + end)
    file.truncate()
    lines = tail[:end].splitlines()
    if not lines:
        return 0, ""
    last = line_of(lines[-1])
    return (last.n, last.mac) if last else (0, "")  # what follows an unreadable line does not fit, and shows


def line_of(raw: bytes) -> Line | None:
    """Read one line; None where it is none."""
    try:
        return msgspec.json.decode(raw, type=Line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def attach(engine: sa.Engine, book: Logbook) -> None:
    """Let every transaction of an engine write its lines into the journal before it commits."""
    engine.update_execution_options(**{OPTION: book})

    @sa.event.listens_for(engine, "commit")
    def say(conn: sa.Connection) -> None:
        book.append(conn.info.pop(PENDING, ()))

    @sa.event.listens_for(engine, "rollback")
    def forget(conn: sa.Connection) -> None:
        conn.info.pop(PENDING, None)


def enter(conn: sa.Connection, entries: Iterable[Entry]) -> None:
    """Say something in the journal together with the caller's transaction; nothing where the ledger has none."""
    if of(conn) is not None:
        conn.info.setdefault(PENDING, []).extend(entries)


def of(conn: sa.Connection) -> Logbook | None:
    """Give the journal of a connection's ledger."""
    found: Any = conn.get_execution_options().get(OPTION)
    return found if isinstance(found, Logbook) else None
