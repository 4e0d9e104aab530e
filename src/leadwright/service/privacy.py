"""Who never hears from us again."""

from dataclasses import dataclass

import sqlalchemy as sa

from leadwright.consequences import Cancel, Consequence, State, Suppress
from leadwright.domain.errors import UserError
from leadwright.domain.identity import normal
from leadwright.ledger import beside
from leadwright.ledger.brands import same_brand
from leadwright.ledger.database import Database
from leadwright.ledger.journal import letter, note
from leadwright.ledger.views import people
from leadwright.ports import Clock

CODE = "stopped-by-hand"


@dataclass(frozen=True, slots=True)
class Stop:
    """One entry of the suppression list; ``new`` where it was not there before."""

    kind: str  # address, domain, brand
    value: str
    new: bool


@dataclass(frozen=True, slots=True)
class Stopped:
    """What a stop came to."""

    stops: tuple[Stop, ...]
    letters: tuple[str, ...]  # keys of waiting letters that were cancelled


class Privacy:
    """The suppression list: it only grows."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Keep it in ``database``."""
        self._database, self._clock = database, clock

    async def stop(self, address_or_domain: str, reason: str, *, by: str) -> Stopped:
        """Never write again to an address and the brand it belongs to, or to a domain and its brands; for good.

        One transaction: the list, the waiting letters of those brands (cancelled), an event for each.
        UserError for what is neither an address nor a domain.
        """
        what, now = plain(address_or_domain), self._clock.now()

        def do(conn: sa.Connection) -> Stopped:
            brands = brands_of(conn, what)
            listed = entries(what, brands)
            fresh = [entry for entry in listed if not people.listed(conn, self._database.key, *entry)]
            waiting = people.waiting_letters(conn, brands)
            said: list[Consequence] = [Suppress(kind, value, reason) for kind, value in fresh]
            said += [Cancel(brand, CODE) for brand in brands]
            said += [State(brand, "stopped", CODE) for brand in brands]
            beside.apply(conn, said, now=now, cause=by, database_key=self._database.key)
            for key in waiting:
                note(conn, "cancelled", letter(conn, key), now=now, cause=by, code=CODE, reason=reason)
            for kind, _ in fresh:
                note(conn, "suppressed", None, now=now, cause=by, what=kind, reason=reason)
            return Stopped(tuple(Stop(*entry, new=entry in fresh) for entry in listed), tuple(waiting))

        return await self._database.write(do)

    async def stopped(self, address: str) -> bool:
        """Say whether nothing may be sent to an address."""
        what = plain(address)
        return await self._database.read(lambda conn: people.why_stopped(conn, self._database.key, what)) is not None


def plain(text: str) -> str:
    """Give the one form of an address, or a domain or brand in lower case; UserError where it is neither."""
    what = normal(text).removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    if "." not in what or any(c.isspace() for c in what):
        raise UserError(f"{text!r} is neither an address nor a domain: write name@shop.example or shop.example")
    return what


def brands_of(conn: sa.Connection, what: str) -> tuple[str, ...]:
    """Give the known brands behind an address or a domain."""
    found = people.brands_of_address(conn, what) if "@" in what else (what,)
    return tuple(dict.fromkeys(name for brand in found for name in same_brand(conn, brand)))


def entries(what: str, brands: tuple[str, ...]) -> list[tuple[str, str]]:
    """Say what goes on the list: an address with its brands; a domain as such and as a brand."""
    first = [("address", what)] if "@" in what else [("domain", what)] if "/" not in what else []
    return [*first, *(("brand", brand) for brand in brands)]
