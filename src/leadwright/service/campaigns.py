"""What goes out: what the operator adds, reads, approves, pauses; and how the house stands."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import sqlalchemy as sa

from leadwright.consequences import Submit, follow
from leadwright.domain.lead import Sighting
from leadwright.ledger import beside
from leadwright.ledger.approval import Approvals
from leadwright.ledger.checks import RULES, House, value_of
from leadwright.ledger.database import Database
from leadwright.ledger.mailboxes import Mailboxes
from leadwright.ledger.notices import Notices
from leadwright.ledger.projections import Given, keep
from leadwright.ledger.store import Store
from leadwright.ledger.views import house as stands
from leadwright.ledger.views import letters, rehearsal, stored
from leadwright.ledger.views.letters import DraftView
from leadwright.ledger.views.page import MOST, PAGE, bounded
from leadwright.pipeline import PIPELINE
from leadwright.ports import Clock
from leadwright.reading.invitations import invitation_in

Parse = Callable[[str, datetime], Sequence[Sighting]]
"""From what a person pasted, and now, to what was seen in it."""

OFFERED_AFTER = 20  # approvals by hand until a rule is offered
CLOSED = "source-closed"
SILENT = 1800.0  # seconds without a sign of life after which a loop counts as stopped


@dataclass(frozen=True, slots=True)
class Status:
    """How the house stands, and the one thing to do next."""

    live: bool
    paused: str | None
    beats: tuple[stands.Beat, ...]
    mailboxes: tuple[stands.MailboxView, ...]
    stages: tuple[stands.StageView, ...]
    waiting: int  # letters that wait for approval
    doubts: int
    rules: tuple[str, ...]
    offer_rule: bool  # enough was approved by hand that a rule may be set
    notices: tuple[stands.Notice, ...]
    next: str  # code of what to do next


class Campaigns:
    """The operator's hand on everything that goes out."""

    def __init__(
        self,
        database: Database,
        store: Store,
        clock: Clock,
        ring: Callable[[], None],
        *,
        parse: Parse,
        house: House,
    ) -> None:
        """Work on ``database``; ``ring`` wakes the engine, ``house`` is what the gate knows of the operator."""
        self._database, self._store, self._clock, self._ring = database, store, clock, ring
        self._parse, self._house = parse, house
        self._approvals = Approvals(database, clock)
        self._mailboxes, self._notices = Mailboxes(database, clock), Notices(database, clock)

    async def add(self, text: str) -> list[str]:
        """Take a URL or a post's text; give the keys of what was seen in it and was not known before."""
        now = self._clock.now()
        seen = [replace(one, invitation=invitation_in(one, self._house.tables)) for one in self._parse(text, now)]

        def do(conn: sa.Connection) -> list[str]:
            known = stored.known(conn, Sighting, [sighting.key for sighting in seen])
            fresh = {sighting.key: sighting for sighting in seen if sighting.key not in known}
            beside_all = [what for sighting in fresh.values() for what in follow(sighting)]
            brands = {what.key: what.brand for what in beside_all if isinstance(what, Submit)}
            keep(conn, [Given(sighting, brands.get(key)) for key, sighting in fresh.items()], now=now)
            beside.apply(conn, beside_all, now=now, cause="operator", database_key=self._database.key)
            return list(fresh)

        added = await self._database.write(do)
        self._ring()
        return added

    async def drafts(self, status: str = "waiting", *, after: int = 0, limit: int = PAGE) -> list[DraftView]:
        """Give letters that have not left, ordered by id: ``waiting`` for approval, ``held``, or ``all``.

        Ask for the next page with ``after`` = the last id.
        """
        return await self._database.read(lambda conn: letters.drafts(conn, status, after=after, limit=bounded(limit)))

    async def approve(self, keys: Iterable[str], by: str) -> list[str]:
        """Approve letters word for word; give the keys of those that were waiting."""
        approved = await self._approvals.approve(keys, by=by)
        self._ring()
        return approved

    async def approve_all(self, by: str) -> int:
        """Approve every letter that waits at this moment; give how many."""
        approved = after = 0
        while page := await self._waiting(after):
            approved += len(await self._approvals.approve([key for _, key in page], by=by))
            after = page[-1][0]
        self._ring()
        return approved

    async def _waiting(self, after: int) -> Sequence[tuple[int, str]]:
        return await self._database.read(lambda conn: letters.waiting_keys(conn, after=after, limit=MOST))

    async def unapprove(self, keys: Iterable[str], by: str) -> list[str]:
        """Take approvals back of letters that have not left."""
        return await self._approvals.unapprove(keys, by=by)

    async def rule(self, kind: str | None, by: str) -> tuple[str, ...]:
        """Approve all letters of a kind (``first``, ``answer``) from now on; None ends all rules. Give what stands.

        UserError for any other kind.
        """
        if kind is not None:
            await self._approvals.set_rule(RULES.get(kind, kind), by=by)
        else:
            for standing in await self._approvals.rules():
                await self._approvals.set_rule(standing, by=by, on=False)
        self._ring()
        return await self.rules()

    async def rules(self) -> tuple[str, ...]:
        """Give the rules that stand: ``first-touches``, ``answers``."""
        return await self._approvals.rules()

    async def pause(self, reason: str, by: str) -> None:
        """Let nothing leave until :meth:`resume`."""
        await self._approvals.pause(reason, by=by)

    async def resume(self, by: str) -> None:
        """End the pause; what missed its moment is planned anew."""
        await self._approvals.resume(by=by)
        self._ring()

    async def resume_mailbox(self, name: str, by: str) -> None:
        """Let a mailbox send again that was stopped."""
        await self._mailboxes.resume(name, by=by)
        self._ring()

    async def reopen(self) -> int:
        """Look again at sources that had closed their door; give how many."""
        opened = await self._store.release(brand=None, codes=(CLOSED,), now=self._clock.now())
        self._ring()
        return opened

    async def retry(self, pattern: str | None = None) -> int:
        """Try parked work again: all, or where stage, key or brand fits ``pattern`` (``*``: any text)."""
        tried = await self._store.retry(pattern, now=self._clock.now())
        self._ring()
        return tried

    async def release(self, brand: str, *, reason: str, by: str) -> int:
        """Confirm with a reason what the gate holds for a person; give how many letters are asked about again."""
        released = await self._approvals.release_brand(brand, reason=reason, by=by)
        self._ring()
        return released

    async def seen(self, notices: Collection[int]) -> int:
        """Put notices aside, also those of posts whose site was looked for; give how many were new."""
        return await self._notices.seen(notices)

    async def dry(self, day: date | None = None) -> list[DraftView]:
        """Give the letters that would leave on ``day`` (today), as they would leave, at the moments they would take.

        The real gate is asked and everything it writes is taken back; only ``live`` and the freshness of the last
        sweep are not asked.
        """
        now = self._clock.now()
        return await self._database.write(lambda conn: rehearsal.rehearse(conn, self._house, now=now, day=day))

    async def status(self) -> Status:
        """Give how the house stands."""
        now = self._clock.now()
        by_hand, rules = await self._approvals.approved_by_hand(), await self._approvals.rules()
        live, boxes = self._house.live, self._house.operator.mailboxes

        def do(conn: sa.Connection) -> Status:
            return Status(
                live=live,
                paused=value_of(conn, "paused"),
                beats=stands.beats(conn, now),
                mailboxes=tuple(stands.mailbox(conn, box, now=now) for box in boxes),
                stages=stands.stages(conn, PIPELINE.names),
                waiting=letters.waiting(conn),
                doubts=stands.count_doubts(conn),
                rules=rules,
                offer_rule=by_hand >= OFFERED_AFTER and RULES["first"] not in rules,
                notices=stands.unseen(conn),
                next="",
            )

        return next_of(await self._database.read(do))


def next_of(status: Status) -> Status:
    """Say what to do next: the gravest first."""
    asked = (
        ("resume-mailbox", any(box.stopped for box in status.mailboxes)),
        ("settle-doubts", status.doubts > 0),
        ("retry-parked", any(stage.parked for stage in status.stages)),
        ("resume", status.paused is not None),
        ("start-run", all(beat.age > SILENT for beat in status.beats)),
        ("approve", status.waiting > 0),
        ("set-live", not status.live),
        ("see-held", any(stage.held for stage in status.stages)),
    )
    return replace(status, next=next((code for code, holds in asked if holds), "nothing"))
