"""The product against a world in another process, killed (SIGKILL) where each plan says, and started again.

    python product.py FOLDER < PLANS

A plan is a line and one run, in a process of its own; what a run leaves behind is all that the next one knows:

    outbox.claim:before:3   killed as it comes to its third such call; ``after``: as that call returns
    random:0.8              killed 0.8 real seconds after it began to work, wherever it is
    until:5                 works to the fifth day and stops as it should
    sleep:14                nobody runs until the fourteenth day
    wait:1.5                nobody runs for 1.5 real seconds: what the dead had leased is free by then
    settle:20               as ``until``, with an operator who knows of each letter in doubt whether it left

Prints one line of JSON for each plan. Plans of calls that follow from a mishap of the mail server bring it about.
"""

import asyncio
import json
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from leadwright.config import load
from leadwright.domain.errors import Fatal
from leadwright.domain.letter import Letter
from leadwright.doors.world_process import LOG
from leadwright.engine import runner
from leadwright.ledger.store import Store
from leadwright.ports import Outbox
from leadwright.ports.mailer import Mailer, NotTaken, Unknown
from leadwright.service.desk import Desk
from leadwright.wiring import Surroundings, open_desk
from leadwright.world.clock import JumpClock
from leadwright.world.log import WorldLog
from tests.crash.world import START

PACE = 0.002  # real seconds that a jump of the clock takes at least: people in the world must keep up
LEASE = timedelta(seconds=1)  # real time; only a ledger that many processes may share waits for it
MOST_DAYS = 60
MOMENT = "moment"  # the file that keeps it
WATCHED: dict[Any, str] = {Outbox: "outbox", Mailer: "mailer", Store: "store"}
MISHAPS: dict[str, Callable[[], Exception]] = {
    "outbox.unclaim": lambda: NotTaken("451 4.7.1 later", permanent=False, status="4.7.1"),
    "outbox.refuse": lambda: NotTaken("550 5.1.1 no such user", permanent=True, status="5.1.1"),
    "outbox.stop_mailbox": lambda: Fatal("mailbox-refused", mailbox="main"),
    "outbox.doubt": lambda: Unknown("the line was lost after the final dot"),
}


@dataclass
class Plan:
    """When to die."""

    text: str
    calls: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.what, *rest = self.text.split(":")
        self.number = float(rest[-1])
        self.place = f"{self.what}:{rest[0]}"

    def step(self, place: str) -> None:
        """Come to a place, and die there where it is the planned one."""
        self.calls[place] += 1
        if place == self.place and self.calls[place] == self.number:
            os.kill(os.getpid(), signal.SIGKILL)

    @property
    def days(self) -> float:
        """How far to work."""
        return self.number if self.what in {"until", "settle"} else MOST_DAYS


class Watched:
    """An answer to a port whose every call comes by the plan, before and after."""

    def __init__(self, name: str, answer: Any, plan: Plan) -> None:
        self._name, self._answer, self._plan = name, answer, plan

    def __getattr__(self, method: str) -> Any:
        call = getattr(self._answer, method)

        async def stepping(*args: Any, **named: Any) -> Any:
            self._plan.step(f"{self._name}.{method}:before")
            given = await call(*args, **named)
            self._plan.step(f"{self._name}.{method}:after")
            return given

        return stepping


class Mishap:
    """A mailer whose server fails as the plan needs it; a letter that ends in doubt has left all the same."""

    def __init__(self, answer: Any, plan: Plan) -> None:
        self._answer, self._plan = answer, plan

    async def hand_over(self, letter: Letter) -> None:
        failing = MISHAPS.get(self._plan.what)
        if failing is None or self._plan.what == "outbox.doubt":
            await self._answer.hand_over(letter)
        if failing:
            raise failing()


class KeptClock(JumpClock):
    """A clock whose moment is kept in a file: whatever anybody was told, a later run goes on from there."""

    def __init__(self, path: Path) -> None:
        kept = path.read_text() if path.exists() else START.isoformat()
        super().__init__(datetime.fromisoformat(kept), pace=PACE)
        self._file = os.open(path, os.O_CREAT | os.O_WRONLY)
        self._kept = self._now

    def now(self) -> datetime:
        moment = super().now()
        if moment > self._kept:
            os.pwrite(self._file, f"{moment.isoformat(timespec='microseconds')}".encode(), 0)
            self._kept = moment
        return moment


async def work(folder: Path, plan: Plan) -> None:
    """Open the house, let its operator do what they do every morning, and work as far as the plan says."""

    def around(port: Any, answer: Any) -> Any:
        name = WATCHED.get(port)
        inner = Mishap(answer, plan) if name == "mailer" else answer
        return Watched(name, inner, plan) if name else answer

    clock = KeptClock(folder / MOMENT)
    surroundings = Surroundings(clock=clock, seed=b"crash", lockstep=True, create=True, around=around)
    desk = open_desk(load(folder / "leadwright.toml"), surroundings)
    await operate(desk, folder, settle=plan.what == "settle")
    await desk.run(until=START + timedelta(days=plan.days))
    await desk.close()


async def operate(desk: Desk, folder: Path, *, settle: bool) -> None:
    """Approve by rule, resume what stopped, and where asked say of each letter in doubt what became of it."""
    for kind in ("first", "answer") if not await desk.campaigns.rules() else ():
        await desk.campaigns.rule(kind, "operator")
    await desk.campaigns.resume_mailbox("main", "operator")
    left = {letter.message_id for letter in WorldLog.read(folder / LOG).letters}
    for doubt in await desk.inbox.doubts() if settle else ():
        await desk.inbox.settle(doubt.message_id, "sent" if doubt.message_id in left else "not-sent", by="operator")


def run(folder: Path, text: str) -> dict[str, Any]:
    """Carry out one plan in a process of its own; say how it ended."""
    began = perf_counter()
    if text.startswith("sleep:"):
        (folder / MOMENT).write_text((START + timedelta(days=Plan(text).number)).isoformat(timespec="microseconds"))
        return {"plan": text, "killed": False, "failed": False, "seconds": 0.0}
    if text.startswith("wait:"):
        threading.Event().wait(Plan(text).number)
        return {"plan": text, "killed": False, "failed": False, "seconds": Plan(text).number}
    pid = os.fork()
    if pid == 0:
        asyncio.run(work(folder, Plan(text)))
        os._exit(0)
    if text.startswith("random:"):
        threading.Event().wait(float(text.partition(":")[2]))
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    failed = not killed and status != 0
    return {"plan": text, "killed": killed, "failed": failed, "seconds": round(perf_counter() - began, 2)}


def main(folder: Path) -> None:
    """Carry out every plan that is asked for."""
    runner.LEASE = LEASE
    for line in sys.stdin:
        print(json.dumps(run(folder, line.strip())), flush=True)  # noqa: T201 - the answer


if __name__ == "__main__":
    main(Path(sys.argv[1]))
