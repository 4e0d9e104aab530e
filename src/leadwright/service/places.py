"""The places that are watched: their terms, what each brought, posts whose site a person finds, and forgetting."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from leadwright.consequences import Submit, follow
from leadwright.domain.errors import UserError
from leadwright.domain.lead import Sighting
from leadwright.domain.rules import Terms
from leadwright.ledger import beside
from leadwright.ledger.codec import encode
from leadwright.ledger.database import Database
from leadwright.ledger.forgetting import Forgotten, forget
from leadwright.ledger.projections import Given, keep
from leadwright.ledger.tables import events, notices
from leadwright.ledger.views import places, stored
from leadwright.ledger.views.leads import siteless
from leadwright.ledger.views.places import Standing, Today, Watched
from leadwright.ports import Clock
from leadwright.sources.links import is_own_site, tidy


@dataclass(frozen=True, slots=True)
class Overview:
    """The watches as they stand, the day beside the plan, and the kinds of places that nobody watches yet, by name."""

    today: Today
    plan: Today
    watches: tuple[Standing, ...]
    unwatched: Mapping[str, Terms]


class Places:
    """Where the house looks, and under which terms."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        ring: Callable[[], None],
        *,
        watched: Sequence[Watched],
        terms: Mapping[str, Terms],
        plan: Today,
    ) -> None:
        """Know the ``watched``, the ``terms`` of places and the ``plan`` of a day; ``ring`` wakes the engine."""
        self._database, self._clock, self._ring = database, clock, ring
        self._watched, self._terms, self._plan = tuple(watched), terms, plan

    async def overview(self) -> Overview:
        """Give every watch with its terms, what permits it and how it stands, and what else could be watched."""
        here = {one.place for one in self._watched}
        rest = {name: terms for name, terms in self._terms.items() if name not in here}
        now = self._clock.now()

        def do(conn: sa.Connection) -> Overview:
            found = places.standings(conn, self._watched)
            return Overview(places.today(conn, found, now), self._plan, found, rest)

        return await self._database.read(do)

    async def record_permissions(self) -> int:
        """Keep what permits the use of a place as an event, once for each wording; give how many were new."""
        now = self._clock.now()
        said = {one.name: encode(permit(one)) for one in self._watched if one.permitted}

        def do(conn: sa.Connection) -> int:
            asked = sa.select(events.c.key, events.c.meta).where(events.c.type == "permitted")
            known = {(row.key, row.meta) for row in conn.execute(asked)}
            told = {"type": "permitted", "ts": now, "cause": "operator"}
            rows = [{**told, "key": name, "meta": meta} for name, meta in said.items() if (name, meta) not in known]
            if rows:
                conn.execute(events.insert(), rows)
            return len(rows)

        return await self._database.write(do) if said else 0

    async def found_site(self, post: str, url: str, *, by: str) -> str:
        """Say which site is behind a post of the *find the site* list; give the sighting's key.

        UserError where no such post waits, or where the URL is no business's own site.
        """
        if not is_own_site(url):
            raise UserError(f"{url} is no business's own site: name it whole, such as https://shop.example")
        now, site = self._clock.now(), tidy(url)

        def do(conn: sa.Connection) -> str:
            waits = next((one for one in siteless(conn) if post in {one.post, one.key}), None)
            (sighting, *_) = stored.of_keys(conn, Sighting, [waits.key]) if waits else [None]
            if waits is None or sighting is None:
                raise UserError(f"no post {post} waits for its site: see `leadwright find`")
            found = replace(sighting, site=site, factors=())
            read = [what for what in follow(found) if isinstance(what, Submit)]
            keep(conn, [Given(found, read[0].brand)], now=now)
            beside.apply(conn, read, now=now, cause=by, database_key=self._database.key)
            conn.execute(notices.update().where(notices.c.id == waits.notice).values(seen_at=now))
            return found.key

        key = await self._database.write(do)
        self._ring()
        return key

    async def forget(self, what: str, *, by: str) -> Forgotten:
        """Forget a source, a watch or one post by its URL, and brands that are known from nowhere else.

        UserError where nothing of this name was ever read.
        """
        now = self._clock.now()
        gone = await self._database.write(lambda conn: forget(conn, what, now=now, by=by))
        if not gone.posts:
            raise UserError(f"nothing was read from {what}: name a source, a watch or the URL of a post")
        return gone


def permit(one: Watched) -> dict[str, str | None]:
    """Give what permits a watch as facts."""
    return {
        "place": one.place,
        "text": one.permitted,
        "date": one.since.isoformat() if one.since else None,
        "terms": one.read or one.written or None,
    }
