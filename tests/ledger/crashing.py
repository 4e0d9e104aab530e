"""A worker that is killed over and over (SIGKILL): at each of its statements, and at any moment between them.

    python crashing.py URL KEYS

Lets ``make`` take KEYS things, each of which gives one thing more, one work row and one count. One process is forked
for each death; prints how many were killed.
"""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

import sqlalchemy as sa

from leadwright.consequences import Count, Submit
from leadwright.ledger.database import Database
from leadwright.ledger.store import Store
from leadwright.ledger.work import Ended, Result, Task

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BATCH = 4
STATEMENTS = 36  # of claims and commits of two batches and more
MOMENTS = 12


@dataclass(frozen=True, slots=True)
class Thing:
    key: str
    brand: str | None = None


def result(task: Task) -> Result:
    beside = (Submit("look", f"of {task.key}"), Count("things", "all", "made"))
    return Result(task, (Thing(f"of {task.key}"),), beside, Ended("done"))


async def work(url: str, prepare: Callable[[], None]) -> None:
    """Do all there is to do, as a run does that knows its predecessor to be dead."""
    database = Database.open(url, key=b"k" * 32)
    database.lock()
    store = Store(database, kinds={"make": Thing, "look": Thing})
    prepare()
    await store.recover(now=NOW, everything=True)
    lease = NOW + timedelta(minutes=2)
    while tasks := await store.claim([("make", BATCH)], now=NOW, owner="me", lease_until=lease):
        assert await store.commit([result(task) for task in tasks], now=NOW) == []
    await database.close()


def die_at(statement: int) -> None:
    """Let this process be killed as it comes to its n-th statement or commit."""
    done = count(1)

    def step(*_: object) -> None:
        if next(done) == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    sa.event.listen(sa.Engine, "before_cursor_execute", step)
    sa.event.listen(sa.Engine, "commit", step)


def child(url: str, prepare: Callable[[], None], *, patience: float | None = None) -> bool:
    """Work in a process of its own, killed after ``patience`` seconds; gives whether it was killed."""
    pid = os.fork()
    if pid == 0:
        asyncio.run(work(url, prepare))
        os._exit(0)
    if patience is not None:
        threading.Event().wait(patience)
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    assert not os.WIFEXITED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


async def begin(url: str, number: int) -> None:
    database = Database.open(url, key=b"k" * 32, create=True)
    store = Store(database, kinds={"make": Thing, "look": Thing})
    await store.keep([Thing(str(n)) for n in range(number)], now=NOW)
    await store.submit([Submit("make", str(n)) for n in range(number)], now=NOW, cause="test")
    await database.close()


def main(url: str, number: int) -> None:
    asyncio.run(begin(url, number))
    killed = sum(child(url, lambda n=n: die_at(n)) for n in range(1, STATEMENTS))
    killed += sum(child(url, lambda: None, patience=0.02 + n / 500) for n in range(MOMENTS))
    assert not child(url, lambda: None)
    print(killed)  # noqa: T201 - the answer


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
