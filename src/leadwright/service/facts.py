"""What a person adds so that nothing that is held is a dead end: facts of a business, and addresses they read.

An address is stated with the page where it stands. The page is read once, politely, so that its hash, its status and
the verdict of robots.txt are kept with it; what its owner hides from programs a person may still read.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

import sqlalchemy as sa

from leadwright.domain.brand import brand_of
from leadwright.domain.errors import Drop, Later, UserError
from leadwright.domain.evidence import Fact
from leadwright.domain.lead import Address
from leadwright.domain.rules import Tables
from leadwright.domain.site import Page
from leadwright.domain.stated import page_of, value_of, why_never_read, within, words_of
from leadwright.domain.validity import INVALID
from leadwright.ledger import stating
from leadwright.ledger.database import Database
from leadwright.ledger.facts import Added, added
from leadwright.ledger.stating import Known, Stated
from leadwright.ports import Clock, Validator, Web
from leadwright.reading.stated import Seen, kind_and_desk, seen_on, why_nobodys

NOBODYS = {
    "malformed": "is no address: write it as name@shop.example, also where the page spells it out",
    "never-role": "belongs to a desk that is never a contact (abuse, privacy, jobs, press and the like)",
    "placeholder": "is an example, nobody's address",
    "platform": "belongs to the platform, not to the shop",
    "vendor": "belongs to a maker of apps or themes, not to the shop",
    "disposable": "is thrown away within the hour",
}
UNREAD = {
    "robots": "robots.txt does not let us read it, so it proves no address for us: name another page",
    "challenge": "a challenge page stood in the way, and nothing is bypassed: name another page",
    "status": "the server answered with an error ({detail}): open it in a browser and copy the URL that shows it",
    "not-html": "it is no web page: name the page that shows the address",
}


@dataclass(frozen=True, slots=True)
class FactAdded:
    """A fact that was kept, and how many letters are asked about again."""

    brand: str
    kind: str
    value: str
    letters: int


@dataclass(frozen=True, slots=True)
class ContactAdded:
    """An address that was kept; ``readable`` where its page shows it to programs too, else a person's word is kept."""

    brand: str
    address: str
    page: str
    readable: bool
    snippet: str
    letters: int


class Facts:
    """What people add."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        ring: Callable[[], None],
        *,
        tables: Tables,
        web: Callable[[], AbstractAsyncContextManager[Web]],
        validator: Validator,
    ) -> None:
        """Keep them in ``database``; ``ring`` wakes the engine, ``web`` opens the polite reader."""
        self._database, self._clock, self._ring = database, clock, ring
        self._tables, self._web, self._validator = tables, web, validator

    async def add(self, who: str, kind: str, value: str, *, words: str, page: str | None, by: str) -> FactAdded:
        """Keep a fact of a business with a person's words; what waits for it is decided anew by the next run.

        UserError for a value that nobody knows, for who is not known, and for who was stopped or erased.
        """
        kept = value_of(kind, value, self._tables)
        row = {"kind": kind, "value": kept, "url": page_of(page), "words": words_of(words)}
        now, key = self._clock.now(), self._database.key

        def do(conn: sa.Connection) -> FactAdded:
            known = stating.known(conn, who)
            letters = stating.add_fact(conn, known, row, by=by, now=now, key=key)
            return FactAdded(known.brand, kind, kept, letters)

        done = await self._database.write(do)
        self._ring()
        return done

    async def of(self, who: str) -> Sequence[Added]:
        """Give all that people added to a brand, the newest first; the newest of a kind counts."""
        return await self._database.read(lambda conn: added(conn, stating.known(conn, who).names))

    async def contact(
        self, who: str, address: str, *, page: str, words: str = "", name: str = "", by: str
    ) -> ContactAdded:
        """Let the letters of a brand go to an address that a person read at ``page``; the page is read once.

        UserError where that address is no contact of theirs, where the page does not let itself be read, where it
        refuses advertising, and where only a person's ``words`` can say what stands there and there are none.
        """
        to, url = address.strip().removeprefix("mailto:").lower(), page_of(page)
        if url is None:
            raise UserError("say with --page where the address stands: no address is used without its page")
        said = words_of(words) if words.strip() else ""
        person = within(" ".join(name.split()), "name")
        known = await self._database.read(lambda conn: self._may(conn, who, to, url, said=said))
        kind, desk = kind_and_desk(to, known.domains, self._tables)
        validity = await self._validator.check(to)
        if validity.verdict == INVALID:
            raise UserError(
                f"no mail can arrive at {to} ({', '.join(validity.proofs)}): look whether it is spelled right"
            )
        read = await self._read(url)
        self._fits(known, read, url, said=said)
        seen = self._seen(read, to, said)
        stated = Stated(
            Address(to, usable=True, why="person", rank=0, evidence=seen.evidence, kind=kind, desk=desk),
            said,
            seen.readable,
            validity,
            Fact(person, seen.evidence) if person else None,
        )
        letters = await self._keep(who, stated, by=by)
        return ContactAdded(known.brand, to, seen.evidence.url, seen.readable, seen.evidence.snippet, letters)

    def _may(self, conn: sa.Connection, who: str, to: str, url: str, *, said: str) -> Known:
        """Refuse before anything is read what could not be kept."""
        known = stating.known(conn, who)
        if why := why_nobodys(to, known.domains, self._tables):
            raise UserError(f"{to or 'this'} {NOBODYS[why]}")
        self._owns(known, url, said=said)
        stating.refuse(conn, known, to, key=self._database.key)
        return known

    def _owns(self, known: Known, url: str, *, said: str) -> None:
        if why := why_never_read(url):
            raise UserError(f"{url}: {why}")
        if brand_of(url, self._tables) not in known.names and not said:
            raise UserError(
                f"{url} is no page of {known.brand}: name one of theirs, or say with --words where they say that the "
                "address is theirs"
            )

    def _fits(self, known: Known, read: Page, url: str, *, said: str) -> None:
        """See that a page that led on to another one led to nobody else."""
        if read.url != url:
            self._owns(known, read.url, said=said)

    async def _read(self, url: str) -> Page:
        """Read one page by the manners of every visit; UserError says what to try where it cannot be read."""
        try:
            async with self._web() as web:
                site = await web.visit(url, choose=lambda _: ())
        except Later as later:
            what = (
                "asks for patience: try again in an hour" if later.code == "asked-to-wait" else "cannot be reached now"
            )
            raise UserError(f"{url} {what}; nothing was added ({later.code})") from later
        except Drop as closed:
            raise UserError(f"{url} cannot be read: {closed}") from closed
        if site.home is not None:
            return site.home
        why = site.unread[0] if site.unread else None
        told = UNREAD.get(why.why, "").format(detail=why.detail) if why else ""
        told = told or f"no answer ({why.why if why else 'nothing'}): look whether you are online, and whether it opens"
        raise UserError(f"{url} cannot be read: {told}")

    def _seen(self, read: Page, to: str, said: str) -> Seen:
        seen = seen_on(read, to, said, self._tables)
        if seen.refusal:
            raise UserError(f'{read.url} refuses advertising ("{seen.refusal}"): nobody is written to there')
        if not seen.readable and not said:
            raise UserError(
                f"{read.url} does not show {to} to programs: where you can read it there, say with --words what stands "
                "there, word for word; your words are kept as its evidence"
            )
        return seen

    async def _keep(self, who: str, stated: Stated, *, by: str) -> int:
        now, key = self._clock.now(), self._database.key

        def do(conn: sa.Connection) -> int:  # while the page was read they may have been erased, or become one brand
            return stating.add_contact(conn, stating.known(conn, who), stated, by=by, now=now, key=key)

        letters = await self._database.write(do)
        self._ring()
        return letters
