"""What the operator allows: letters, rules, pauses, and a held brand let go; each in one transaction with its event."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leadwright.domain.decision import CONFIRM, Decision
from leadwright.domain.errors import UserError
from leadwright.domain.masking import masked_facts
from leadwright.ledger.brands import same_brand
from leadwright.ledger.checks import RULES, value_of
from leadwright.ledger.codec import decode, encode
from leadwright.ledger.database import Database
from leadwright.ledger.decisions import decision_of
from leadwright.ledger.journal import note, ready
from leadwright.ledger.rows import put
from leadwright.ledger.tables import confirmations, events, meta, outreach
from leadwright.ledger.views.brand import known_as
from leadwright.ledger.views.held import REMEDIES
from leadwright.ledger.waking import ask_again
from leadwright.ports import Clock

PAUSED, RULE = "paused", "approval-rule"
OPEN = ("draft", "held")


class Approvals:
    """The operator's word."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Keep it in ``database``."""
        self._database, self._clock = database, clock

    async def approve(self, keys: Iterable[str], *, by: str) -> list[str]:
        """Approve letters as they are written; give the keys of those that were open and not approved before."""
        now, wanted = self._clock.now(), set(keys)

        def do(conn: sa.Connection) -> list[str]:
            waiting = outreach.c.draft.in_(wanted), outreach.c.status.in_(OPEN), outreach.c.approved_at.is_(None)
            rows = conn.execute(sa.select(outreach).where(*waiting).order_by(outreach.c.id).with_for_update()).all()
            found = [row.draft for row in rows]
            chosen = outreach.update().where(outreach.c.draft.in_(found))
            conn.execute(chosen.values(approved_at=now, approved_by=by))
            for row in rows:
                note(conn, "approved", row, now=now, cause=by)
            ready(conn, now=now, codes=("needs-approval",), keys=found)
            return found

        return await self._database.write(do)

    async def unapprove(self, keys: Iterable[str], *, by: str) -> list[str]:
        """Take approvals back of letters that have not left; give their keys."""
        now, wanted = self._clock.now(), set(keys)

        def do(conn: sa.Connection) -> list[str]:
            given = outreach.c.draft.in_(wanted), outreach.c.status.in_(OPEN), outreach.c.approved_at.is_not(None)
            rows = conn.execute(sa.select(outreach).where(*given).order_by(outreach.c.id).with_for_update()).all()
            found = [row.draft for row in rows]
            chosen = outreach.update().where(outreach.c.draft.in_(found))
            conn.execute(chosen.values(approved_at=None, approved_by=None, slot_at=None))
            for row in rows:
                note(conn, "unapproved", row, now=now, cause=by)
            return found

        return await self._database.write(do)

    async def approved_by_hand(self) -> int:
        """Count the letters that a person has approved; from 20 on a rule is offered."""
        asked = sa.select(sa.func.count()).where(outreach.c.approved_at.is_not(None), outreach.c.approved_by != "rule")
        return await self._database.read(lambda conn: conn.scalar(asked) or 0)

    async def set_rule(self, kind: str, *, by: str, on: bool = True) -> None:
        """Approve ``first-touches`` or ``answers`` by rule from now on, or no more."""
        if kind not in RULES.values():
            raise UserError(f"there are rules for {' and '.join(RULES.values())}, not for {kind!r}")

        def do(conn: sa.Connection) -> None:
            kept = set(decode(list[str], value_of(conn, RULE) or "[]"))
            write(conn, RULE, encode(sorted(kept | {kind} if on else kept - {kind})))
            self._note(conn, "rule-set" if on else "rule-ended", by, rule=kind)
            ready(conn, now=self._clock.now(), codes=("needs-approval",))

        await self._database.write(do)

    async def rules(self) -> tuple[str, ...]:
        """Give the rules that stand."""
        kept = await self._database.read(lambda conn: value_of(conn, RULE))
        return tuple(decode(list[str], kept or "[]"))

    async def pause(self, reason: str, *, by: str) -> None:
        """Let nothing leave until it is resumed."""

        def do(conn: sa.Connection) -> None:
            write(conn, PAUSED, reason)
            self._note(conn, "paused", by, reason=reason)

        await self._database.write(do)

    async def resume(self, *, by: str) -> None:
        """End the pause; what missed its moment is planned anew, without a burst."""

        def do(conn: sa.Connection) -> None:
            if conn.execute(meta.delete().where(meta.c.key == PAUSED)).rowcount:
                self._note(conn, "resumed", by)
            ready(conn, now=self._clock.now(), codes=("paused",))

        await self._database.write(do)

    async def paused(self) -> str | None:
        """Give the reason of the pause, or None."""
        return await self._database.read(lambda conn: value_of(conn, PAUSED))

    async def release_brand(self, brand: str, *, reason: str, by: str) -> int:
        """Confirm with a reason what the gate holds for a person; give how many letters are asked about again.

        The gate decides what a reason can release: never a block, a suppression or a missing passport. UserError where
        no letter of the brand is held for that; it names what would help.
        """
        if not reason.strip():
            raise UserError("say why this letter may leave: the reason is stored with it")
        now = self._clock.now()

        def do(conn: sa.Connection) -> int:
            names = same_brand(conn, known_as(conn, brand) or brand)
            _confirm(conn, names, reason=reason.strip(), by=by, at=now)
            self._note(conn, "released", by, brand=names[0], reason=reason.strip())
            return ask_again(conn, names, now=now)

        return await self._database.write(do)

    def _note(self, conn: sa.Connection, kind: str, by: str, *, brand: str | None = None, **facts: str) -> None:
        said = {"type": kind, "meta": encode(masked_facts(facts)), "ts": self._clock.now(), "cause": by}
        conn.execute(events.insert().values(brand=brand, stage="send", **said))


def _confirm(conn: sa.Connection, names: Sequence[str], *, reason: str, by: str, at: datetime) -> None:
    """Keep the reason with what holds each letter of the brand: it releases this and nothing else."""
    waits = outreach.c.brand.in_(names), outreach.c.status.in_(("held", "blocked"))
    rows = conn.execute(sa.select(outreach).where(*waits).order_by(outreach.c.id)).all()
    said = [(row, _newest(row)) for row in rows]
    held = [(row, one) for row, one in said if row.status == "held" and one and CONFIRM in one.remedy]
    if not held:
        told = [_helps(row, one) for row, one in said]
        raise UserError(*(told or [f"nothing of {names[0]} is held for a reason: 'leadwright held' lists what is"]))
    for row, one in held:
        names_it = {"draft": row.draft, "code": one.code, "country": one.country, "edition": one.edition}
        conn.execute(confirmations.insert().values(**names_it, reason=reason, by=by, at=at))


def _newest(row: sa.Row[Any]) -> Decision | None:
    """Give the gate's decision that keeps a letter; None where another check does."""
    said = decision_of(row.decision)
    return said if said and said.code == row.reason else None


def _helps(row: sa.Row[Any], said: Decision | None) -> str:
    """Say why a reason does not release a letter, and what would."""
    helps = said.remedy if said else REMEDIES.get(row.reason or "", ())
    told = f"what helps: {', '.join(helps)}; 'leadwright held' shows how" if helps else "nothing a person adds helps"
    return f"{row.draft} is {row.status} ({row.reason or 'it is being asked about'}), which no reason releases: {told}"


def write(conn: sa.Connection, key: str, value: str) -> None:
    """Keep a piece of the house's state."""
    put(conn, meta, [{"key": key, "value": value}], keys=("key",))
