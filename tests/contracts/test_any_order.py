"""Whatever order claims, crashes, mails and people come in: no letter twice, and none after a stop."""

import itertools
from collections import Counter
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadwright.domain.errors import Later
from leadwright.domain.letter import Draft, Letter, Sent
from leadwright.ledger.suppression import suppress
from tests.contracts.letterbox import BOX, TUESDAY, Letterbox, mail, outcome

numbers = itertools.count()
FATES = ("confirmed", "late", "crash", "refused", "lost but left", "lost")
STEPS = st.one_of(
    st.tuples(st.just("claim"), st.integers(0, 2), st.sampled_from(FATES)),
    st.tuples(st.sampled_from(("confirm", "settle", "restart", "wait")), st.integers(0, 2), st.just("")),
    st.tuples(st.sampled_from(("copy", "reply", "stop", "resume", "suppress")), st.integers(0, 2), st.just("")),
)


class Brand:
    """One brand's letters, and what the world knows of them that the ledger may not."""

    def __init__(self, box: Letterbox, letters: list[Draft]) -> None:
        self.box, self.letters = box, letters
        self.left: Counter[str] = Counter()  # by the draft's key: copies that are out
        self.out: dict[str, Letter] = {}  # by Message-ID
        self.claimed: dict[str, Letter] = {}
        self.silent = self.stopped = False
        self.runs = itertools.count()

    async def step(self, what: str, which: int, fate: str) -> None:
        if what == "claim":
            await self.claim(self.letters[which], fate)
        else:
            await getattr(self, what)()

    async def claim(self, draft: Draft, fate: str) -> None:
        """Claim a letter when its moment comes, and hand it over with this fate."""
        run = f"{draft.key} {next(self.runs)}"
        said = await outcome(self.box.outbox.claim(draft, run=run))
        if isinstance(said, Later) and said.code in {"slot", "no-room", "mailbox-stale"} and said.when:
            self.box.clock.moment = max(said.when, self.box.clock.moment)
            await self.box.sweep()
            said = await outcome(self.box.outbox.claim(draft, run=run))
        if not isinstance(said, Letter):
            return
        assert not self.silent
        assert not self.stopped
        row = await self.box.row(draft.key)
        assert (row.status, row.message_id) == ("claimed", said.message_id)
        self.claimed[said.message_id] = said
        if fate not in {"refused", "lost"}:
            self.left[draft.key] += 1
            self.out[said.message_id] = said
        if fate == "confirmed":
            assert isinstance(await self.box.outbox.confirm(said), Sent)
        elif fate == "refused":
            await self.box.outbox.unclaim(said, reason="451")
        elif fate in {"lost", "lost but left"}:
            await self.box.outbox.doubt(said, reason=fate)

    async def confirm(self) -> None:
        """The slowest run says at last that its letter left."""
        for letter in self.out.values():
            await self.box.outbox.confirm(letter)

    async def settle(self) -> None:
        """A person looks, and says what is true."""
        for doubt in await self.box.doubts.all():
            if doubt.message_id in self.claimed:
                fate = "sent" if doubt.message_id in self.out else "not-sent"
                await self.box.doubts.settle(doubt.message_id, fate, by="anna")

    async def restart(self) -> None:
        await self.box.doubts.mark_dead_claims()

    async def wait(self) -> None:
        self.box.clock.moment += timedelta(days=2)
        await self.box.sweep()

    async def copy(self) -> None:
        """The Sent folder holds what left."""
        await self.box.sweep(*(mail(BOX.address, message_id=letter.message_id) for letter in self.out.values()))

    async def reply(self) -> None:
        if self.out:
            letter = next(iter(self.out.values()))
            answer = mail(letter.to, message_id=f"<re-{letter.message_id[1:]}", In_Reply_To=letter.message_id)
            await self.box.sweep(answer)
            self.silent = True

    async def stop(self) -> None:
        await self.box.mailboxes.stop("main", "bounces")
        self.stopped = True

    async def resume(self) -> None:
        await self.box.mailboxes.resume("main", by="anna")
        self.stopped = False

    async def suppress(self) -> None:
        now, brand = self.box.clock.now(), self.letters[0].brand
        await suppress(self.box.database, "brand", value=brand, reason="stop", now=now, cause="anna")
        self.silent = True

    async def check(self) -> None:
        """No copy too many; what left is never open again; what is stored as sent has left."""
        assert all(copies <= 1 for copies in self.left.values())
        for draft in self.letters:
            row = await self.box.row(draft.key)
            if self.left[draft.key]:
                assert row.status in {"claimed", "doubt", "sent"}
            if row.status == "sent":
                assert row.message_id in self.out


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=25))
async def test_any_order_of_claims_crashes_mails_and_people(
    letterbox: Letterbox, steps: list[tuple[str, int, str]]
) -> None:
    letterbox.clock.moment = max(TUESDAY, letterbox.clock.moment)
    brand = Brand(letterbox, await letterbox.ready(f"shop{next(numbers)}.test"))
    await brand.resume()
    for step in steps:
        await brand.step(*step)
        await brand.check()
