"""What people agreed to, as a person of the house keeps it: whose words, when, and what for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from leadwright.domain.errors import UserError
from leadwright.domain.evidence import SNIPPET_LENGTH
from leadwright.domain.identity import normal
from leadwright.domain.roles import MALFORMED, role_of
from leadwright.domain.rules import Tables
from leadwright.ledger.consents import OFFERS, keep_consent, withdraw
from leadwright.ledger.database import Database
from leadwright.ledger.journal import record
from leadwright.ledger.views import people
from leadwright.ledger.waking import ask_again
from leadwright.ports import Clock

WAYS = ("mail", "form", "bot", "person")  # by which a person of the house may have heard it


@dataclass(frozen=True, slots=True)
class Agreed:
    """A consent that was kept, and how many letters are asked about again; ``new`` where it was not there before."""

    address: str
    brands: tuple[str, ...]
    new: bool
    letters: int


class Consents:
    """Consent as evidence: it has words, a moment and a scope, is of one address, and ends when it is withdrawn."""

    def __init__(self, database: Database, clock: Clock, ring: Callable[[], None], *, tables: Tables) -> None:
        """Keep it in ``database``; ``ring`` wakes the engine."""
        self._database, self._clock, self._ring, self._tables = database, clock, ring, tables

    async def add(
        self, address: str, *, words: str, at: str, by: str, scope: str = "", page: str | None = None, way: str = ""
    ) -> Agreed:
        """Keep that somebody asked to be written to; their held letters are asked about again by the next run.

        UserError for half a consent, for one of the future, and for whoever is on the suppression list.
        """
        what, now, key = self._address(address), self._clock.now(), self._database.key
        moment, words, way = day(at, now), words.strip(), way or "person"
        if not words:
            raise UserError("a consent needs their words: --words 'yes, send me the offer'")
        if way not in WAYS:
            raise UserError(f"there is no way {way!r}: {', '.join(WAYS)}")
        row = {"address": what, "way": way, "words": words[:SNIPPET_LENGTH], "scope": scope.strip() or OFFERS}

        def do(conn: sa.Connection) -> Agreed:
            if why := people.why_stopped(conn, key, what):
                raise UserError(f"{what} said no ({why}): no consent lifts that, only they can write to you")
            brands = people.brands_of_address(conn, what)
            said = {**row, "brand": brands[0] if brands else None, "url": page, "by": by, "at": moment}
            new = keep_consent(conn, said, key=key)
            if new:
                record(conn, "consented", brands[0] if brands else None, now=now, by=by, way=way, scope=row["scope"])
            return Agreed(what, brands, new, ask_again(conn, brands, now=now))

        done = await self._database.write(do)
        self._ring()
        return done

    async def withdraw(self, address: str, *, by: str) -> int:
        """End what an address has agreed to; gives how many consents ended. UserError where there is none."""
        what, now, key = self._address(address), self._clock.now(), self._database.key

        def do(conn: sa.Connection) -> int:
            ended = withdraw(conn, now=now, key=key, addresses=[what])
            if not ended:
                raise UserError(f"{what} has agreed to nothing that still stands; leadwright stop ends all letters")
            brands = people.brands_of_address(conn, what)
            record(conn, "withdrawn", brands[0] if brands else None, now=now, by=by, count=ended)
            return ended

        return await self._database.write(do)

    def _address(self, text: str) -> str:
        what = normal(text)
        if role_of(what, self._tables.roles) == MALFORMED:
            raise UserError(f"{text!r} is no address: write name@shop.example")
        return what


def day(text: str, now: datetime) -> datetime:
    """Read when they said so: a day, or a moment in ISO 8601; UserError for anything else, and for the future."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise UserError(f"{text!r} is no day: write when they said so, such as 2026-03-31") from None
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    if moment > now:
        raise UserError(f"{text} has not come yet: write when they said so")
    return moment
