"""Who never hears from us again."""

import re

import sqlalchemy as sa

from leadwright.domain.brand import SHELVES, key_of
from leadwright.domain.errors import UserError
from leadwright.domain.identity import normal, read_token
from leadwright.domain.rules import Tables
from leadwright.ledger.database import Database
from leadwright.ledger.stops import Stopped, stop, stop_hashed
from leadwright.ledger.views import people
from leadwright.ports import Clock

LINK = "opt-out link"  # the reason that is kept
DOMAIN = re.compile(r"[^\s/@:]{1,250}\.[^\s/@:]{1,63}(?:/|\Z)")
ADDRESS = re.compile(r"[\d.]+\Z")  # of a host, as numbers


class Privacy:
    """The suppression list: it only grows."""

    def __init__(self, database: Database, clock: Clock, tables: Tables) -> None:
        """Keep it in ``database``; ``tables`` tell a brand's domain from everybody's."""
        self._database, self._clock, self._tables = database, clock, tables

    async def stop(self, address_or_domain: str, reason: str, *, by: str) -> Stopped:
        """Never write again to an address and the brand it belongs to, or to a domain and its brand; for good.

        One transaction: the list, the waiting letters of those brands (cancelled), the events.
        UserError for what is neither an address nor a domain, and for what many share. A stop that would protect
        nobody is never reported as done.
        """
        what, now, key = plain(address_or_domain, self._tables), self._clock.now(), self._database.key

        def do(conn: sa.Connection) -> Stopped:
            done = stop(conn, what, reason=reason, by=by, now=now, key=key)
            if people.why_stopped(conn, key, what) is None:
                raise UserError(
                    f"a stop of {address_or_domain!r} would protect nobody: write the address or the domain"
                )
            return done

        return await self._database.write(do)

    async def stop_link(self, token: str, *, by: str) -> bool:
        """Stop everything to the brand that a signed opt-out link names; False, and nothing done, for any other text.

        Says the same again when it is asked again, as a mail client may.
        """
        now, key = self._clock.now(), self._database.key
        hashed = read_token(key, token)
        if hashed is None:
            return False
        await self._database.write(lambda conn: stop_hashed(conn, hashed, reason=LINK, by=by, now=now, key=key))
        return True

    async def stopped(self, address: str) -> bool:
        """Say whether nothing may be sent to an address."""
        what = plain(address, self._tables)
        return await self._database.read(lambda conn: people.why_stopped(conn, self._database.key, what)) is not None


def plain(text: str, tables: Tables) -> str:
    """Give the one form of an address, or the brand that a domain or a URL belongs to.

    UserError where it is neither, or where many share it: a stop of a mail provider, a platform or a public suffix
    would stop everybody there or protect nobody.
    """
    what = normal(text)
    domain = what.rpartition("@")[2] if "/@" not in what else what
    if not DOMAIN.match(domain) or any(c.isspace() for c in what):
        raise UserError(f"{text!r} is neither an address nor a domain: write name@shop.example or shop.example")
    if domain != what:
        return what
    brand = key_of(what, tables)
    if why := shared(brand, tables):
        raise UserError(f"{brand} {why}")
    return brand


def shared(brand: str, tables: Tables) -> str | None:
    """Say why a brand's key names many and not one, and what to write instead; None where it names one."""
    host, _, path = brand.partition("/")
    if host in tables.hosts and path in {"", *SHELVES}:
        return f"is a platform of many shops: write the one shop, such as name.{host} or {host}/name"
    if path:
        return None
    if host in tables.freemail or host in tables.disposable:
        return f"is a mail provider that anybody may use: write the whole address, such as name@{host}"
    if tables.registrable(host) is None and not ADDRESS.match(host):
        return f"is a public suffix below which anybody may register: write the whole domain, such as shop.{host}"
    return None
