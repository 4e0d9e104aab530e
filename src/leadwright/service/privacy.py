"""Who never hears from us again."""

from leadwright.domain.errors import UserError
from leadwright.domain.identity import normal, read_token
from leadwright.ledger.database import Database
from leadwright.ledger.stops import Stopped, stop
from leadwright.ledger.views import people
from leadwright.ports import Clock

LINK = "opt-out link"  # the reason that is kept


class Privacy:
    """The suppression list: it only grows."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Keep it in ``database``."""
        self._database, self._clock = database, clock

    async def stop(self, address_or_domain: str, reason: str, *, by: str) -> Stopped:
        """Never write again to an address and the brand it belongs to, or to a domain and its brand; for good.

        One transaction: the list, the waiting letters of those brands (cancelled), the events.
        UserError for what is neither an address nor a domain.
        """
        what, now, key = plain(address_or_domain), self._clock.now(), self._database.key
        return await self._database.write(lambda conn: stop(conn, what, reason=reason, by=by, now=now, key=key))

    async def stop_link(self, token: str, *, by: str) -> bool:
        """Stop everything to the brand that a signed opt-out link names; False, and nothing done, for any other text.

        Says the same again when it is asked again, as a mail client may.
        """
        said = read_token(self._database.key, token)
        if said is None or said[0] != "brand":
            return False
        what, now, key = said[1], self._clock.now(), self._database.key
        await self._database.write(lambda conn: stop(conn, what, reason=LINK, by=by, now=now, key=key))
        return True

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
