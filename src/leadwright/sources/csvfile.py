"""A CSV file the operator keeps: one business a row.

What is read
    The columns ``company``, ``website``, and where there are any ``notes``, ``added`` (a day, such as 2026-03-31),
    ``email`` and ``source`` (where the row was found, kept as the operator's statement), ``consent`` (the words by
    which somebody at this address agreed to be written to) and ``consent_at`` (the day). Other columns are left alone.
    UTF-8 with or without byte order mark; comma, semicolon or tab.
Terms
    ``open``: the operator answers for the list. An address in it counts only where the brand's own page shows it too,
    or where the row says in which words they agreed, and when.
Pace
    The file is on this machine; each look reads it anew and gives the rows that were not given before.
The site
    The column ``website``; a row without one goes to the *find the site* list.
"""

import csv
import io
import re
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, field_validator

from leadwright.domain.errors import UserError
from leadwright.domain.evidence import SNIPPET_LENGTH
from leadwright.domain.lead import Invitation, Sighting, Watch
from leadwright.sources.files import beside, read_bytes
from leadwright.sources.given import not_given
from leadwright.sources.links import TEXT_KEPT, TITLE_KEPT, host_of, tidy
from leadwright.sources.reach import Reach
from leadwright.sources.signals import signals_of

BYTES = 20_000_000
ROWS = 20_000
PROBLEMS = 20  # shown at once
AGREED = "what they agreed to, as the operator's list says"
REQUIRED = ("company", "website")
OPTIONAL = ("notes", "added", "email", "source", "consent", "consent_at")

_ADDRESS = re.compile(r"[^@\s<>]{1,64}@[^@\s<>]{1,200}\.[^@\s<>]{2,60}")


class CsvOptions(BaseModel):
    """The keys of a ``[watch.NAME]`` table with ``source = "csv"``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: Path

    beside_configuration = field_validator("path")(beside)


class CsvFile:
    """One file."""

    Options = CsvOptions
    place = "csv"
    apis: frozenset[str] = frozenset()

    def __init__(self, options: CsvOptions) -> None:
        """Read the file the options name."""
        self._path = options.path

    async def look(self, watch: Watch, bookmark: str | None, reach: Reach) -> AsyncIterator[Sighting]:
        """Give the rows that were not given before, oldest first."""
        found = read_rows(read_text(self._path), self._path.name, watch=watch, seen=reach.clock.now())
        for sighting in not_given(found, bookmark, each=False):
            yield sighting


def read_text(path: Path) -> str:
    """Read a file as UTF-8. Raises UserError where it is not there, too large, or in another encoding."""
    raw = read_bytes(path, BYTES, too_large="split it")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        raise UserError(f"{path.name}: row {row} is not UTF-8; save the file as 'CSV UTF-8'") from None


def read_rows(text: str, name: str, *, watch: Watch, seen: datetime) -> list[Sighting]:
    """Read the rows of a file into sightings, oldest first; UserError names the rows and columns that are wrong."""
    if "\0" in text:
        raise UserError(f"{name}: row {text.count(chr(10), 0, text.index(chr(0))) + 1} holds bytes that are no text")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    found: dict[str, Sighting] = {}
    problems: list[str] = []
    try:
        columns = _columns(next(reader, []), name)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            row = {column: cells[place].strip() for column, place in columns.items() if place < len(cells)}
            wrong = _wrong(row)
            problems += [f"{name}: row {reader.line_num}, {one}" for one in wrong]
            if not wrong:
                sighting = _sighting(row, name, watch=watch, seen=seen)
                found.setdefault(sighting.key, sighting)
            if len(found) > ROWS:
                raise UserError(f"{name}: more than {ROWS} rows; split it")
    except csv.Error as error:
        problems.append(f"{name}: row {reader.line_num}: {error}")
    if problems:
        more = len(problems) - PROBLEMS
        raise UserError(*problems[:PROBLEMS], *([f"{name}: and {more} more"] if more > 0 else []))
    return sorted(found.values(), key=lambda sighting: sighting.at)


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def _columns(heading: list[str], name: str) -> Mapping[str, int]:
    """Give the place of each column we know; the first of two with the same name."""
    places: dict[str, int] = {}
    for place, title in enumerate(heading):
        places.setdefault(title.strip().lower(), place)
    missing = [column for column in REQUIRED if column not in places]
    if missing:
        known = ", ".join((*REQUIRED, *OPTIONAL))
        raise UserError(f"{name}: row 1 has no column {' and no column '.join(missing)}; columns we know: {known}")
    return {column: places[column] for column in (*REQUIRED, *OPTIONAL) if column in places}


def _wrong(row: Mapping[str, str]) -> list[str]:
    problems = []
    if not row.get("company") and not row.get("website"):
        problems.append("company and website: both are empty")
    if row.get("website") and _website(row["website"]) is None:
        problems.append("website: not an address of a site, such as https://example.com")
    if row.get("added") and _day(row["added"]) is None:
        problems.append("added: not a day such as 2026-03-31")
    if row.get("email") and not _ADDRESS.fullmatch(row["email"]):
        problems.append("email: not one e-mail address")
    return [*problems, *_unsaid(row)]


def _unsaid(row: Mapping[str, str]) -> list[str]:
    """Say what a consent lacks: whose it is, its words, and the day; half of one is none."""
    words, day = row.get("consent", ""), row.get("consent_at", "")
    if not words and not day:
        return []
    problems = [] if row.get("email") else ["consent: whose? the column email is empty"]
    if not words:
        problems.append("consent: their words are missing")
    if _day(day) is None:
        problems.append("consent_at: not a day such as 2026-03-31")
    return problems


def _website(text: str) -> str | None:
    url = text if "://" in text else f"https://{text}"
    host = host_of(url)
    return tidy(url) if "." in host and not any(mark in url for mark in ' \t\n<>"') else None


def _day(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _sighting(row: Mapping[str, str], name: str, *, watch: Watch, seen: datetime) -> Sighting:
    company, notes = row.get("company", ""), row.get("notes", "")[:TEXT_KEPT]
    site = _website(row["website"]) if row.get("website") else None
    stated = f"\n\nFound at: {row['source']}" if row.get("source") else ""
    return Sighting(
        source=watch.source,
        url=f"file:{name}#{site or company}",
        title=company[:TITLE_KEPT],
        text=f"{notes}{stated}".strip(),
        at=min(_day(row.get("added", "")) or seen, seen),
        seen=seen,
        site=site,
        watch=watch.name,
        said=signals_of(company, notes),
        email=row.get("email") or None,
        invitation=_invitation(row, seen),
    )


def _invitation(row: Mapping[str, str], seen: datetime) -> Invitation | None:
    """Give the consent of a row; one of the future was not given yet."""
    day = _day(row.get("consent_at", ""))
    if not row.get("consent") or day is None or day > seen:
        return None
    return Invitation(row["email"].lower(), row["consent"][:SNIPPET_LENGTH], day, "csv", AGREED)
