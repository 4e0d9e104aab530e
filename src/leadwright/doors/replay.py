"""The chain on saved pages: every page of a folder is announced, read and judged, and everything stops at drafts."""

import asyncio
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from leadwright.config import load
from leadwright.doors.demo_files import DemoFiles, write_files
from leadwright.wiring import Surroundings, open_desk
from leadwright.world.clock import JumpClock
from leadwright.world.replay import ReplayServer

START = datetime(2026, 4, 27, 6, 0, tzinfo=UTC)
WATCH = """[watch.saved-{number}]
source = "feed"
url = "{url}"
link = "site"
"""
CLOSED_PORT = 9  # discard: nobody listens, and no letter is to leave


@dataclass(frozen=True)
class Replayed:
    """Counts alone: what became of the pages, by stage and reason, and of the brands that fit, by decision."""

    pages: int
    hosts: int
    seconds: float
    stages: tuple[tuple[str, str, str, int], ...]  # stage, state, code, how many
    mailable: tuple[tuple[str, str, int, str], ...]  # send, hold or block; code; how many; what helps
    faults: int

    def as_json(self) -> dict[str, Any]:
        """Give everything as JSON-able data."""
        return {
            "pages": self.pages,
            "hosts": self.hosts,
            "seconds": self.seconds,
            "faults": self.faults,
            "stages": [dict(zip(("stage", "state", "code", "n"), row, strict=True)) for row in self.stages],
            "mailable": [dict(zip(("decision", "code", "n", "remedy"), row, strict=True)) for row in self.mailable],
        }


async def replay(saved: Path, folder: Path) -> Replayed:
    """Play the saved pages of ``saved`` (with its manifest.jsonl); the ledger goes into ``folder``."""
    clock = JumpClock(START)
    async with AsyncExitStack() as stack:
        server = ReplayServer(saved, clock)
        await server.start()
        stack.push_async_callback(server.stop)
        watches = "\n".join(WATCH.format(number=n, url=url) for n, url in enumerate(server.feeds))
        where = DemoFiles(server.port, sorted(server.hosts), CLOSED_PORT, CLOSED_PORT, live=False, watches=watches)
        surroundings = Surroundings(clock=clock, seed=b"replay", lockstep=True, owner="replay", create=True)
        desk = open_desk(load(write_files(folder, where)), surroundings)
        stack.push_async_callback(desk.close)
        began = perf_counter()
        await desk.once()
        summary = await desk.reports.mailable_summary()
        counts = Counter(desk.engine.counts)
        return Replayed(
            pages=server.count,
            hosts=len(server.pages),
            seconds=round(perf_counter() - began, 1),
            stages=tuple((*key, number) for key, number in sorted(counts.items())),
            mailable=tuple(
                sorted((one.action, one.code, one.brands, ", ".join(one.remedy)) for one in summary.reasons)
            ),
            faults=sum(number for (_, _, code), number in counts.items() if code == "fault"),
        )


def render(outcome: Replayed) -> str:
    """Show the counts as aligned text."""
    lines = [f"{outcome.pages} pages of {outcome.hosts} hosts in {outcome.seconds} s, {outcome.faults} faults", ""]
    lines += [f"{stage:<12} {state:<8} {code:<18} {number:>6}" for stage, state, code, number in outcome.stages]
    lines += ["", "brands that fit and have a usable address"]
    lines += [f"{decision:<12} {code:<27} {number:>6}  {remedy}" for decision, code, number, remedy in outcome.mailable]
    return "\n".join(line.rstrip() for line in lines)


def command(saved: Path, folder: Path) -> Replayed:
    """Run ``leadwright demo --replay DIR``."""
    return asyncio.run(replay(saved, folder))
