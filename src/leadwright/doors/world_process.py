"""The demo world as a process of its own, on the real clock: something to run the product against."""

import asyncio
import signal
import sys
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from leadwright.config import load
from leadwright.doors.demo_files import ADDRESS, PASSWORD, DemoFiles, write_files
from leadwright.wiring import Surroundings, open_desk, real_clock
from leadwright.world.dice import Dice
from leadwright.world.log import WorldLog
from leadwright.world.mail import MailWorld
from leadwright.world.make import make_world
from leadwright.world.refusals import has_firm
from leadwright.world.sources import write_csv
from leadwright.world.truth import Made
from leadwright.world.web import WebServer
from leadwright.world.zone import mail_zone

READY = "world.ready"  # appears in the folder when the world answers
LOG = "world.jsonl"  # what happened, line by line
OLD = timedelta(days=30)  # so long ago the world's run began: all its posts are public


@dataclass(frozen=True)
class Open:
    """How the world is opened."""

    seed: int = 1
    shops: int | None = None  # only so many businesses that may be written to, and the posts about them
    delay: timedelta | None = None  # how long every person takes to answer; None is their own time
    sent_copies: bool = True


def smaller(made: Made, shops: int | None) -> Made:
    """Keep the first ``shops`` ordinary businesses that may be written to, and what was posted about them."""
    if shops is None:
        return made
    ordinary = [b for b in made.businesses if b.fits and b.address and not has_firm(b.planted)]
    kept = [b for b in ordinary if b.gate == "send" and b.kind == "shop"][:shops]
    keys = {b.key for b in kept}
    return replace(made, businesses=tuple(kept), posts=tuple(p for p in made.posts if p.business in keys))


async def serve(what: Open, folder: Path) -> None:
    """Open the world, write the product's configuration into ``folder``, and answer until cancelled."""
    clock = real_clock()
    made = smaller(make_world(what.seed, clock.now() - OLD), what.shops)
    log = WorldLog(folder / LOG)
    async with AsyncExitStack() as stack:
        web = WebServer(made, clock)
        mail = MailWorld(made.businesses, clock, Dice(what.seed), log, delay=what.delay, sent_copies=what.sent_copies)
        await web.start()
        stack.push_async_callback(web.stop)
        await mail.start()
        stack.push_async_callback(mail.stop)
        write_csv(made, folder, clock.now())
        files = DemoFiles(
            web.port,
            sorted(web.hosts),
            mail.submission_port,
            mail.imap_port,
            append_sent=not what.sent_copies,
            mail=mail_zone(made.businesses),
        )
        await mail.add_mailbox(ADDRESS, PASSWORD)
        await open_desk(load(write_files(folder, files)), Surroundings(create=True)).close()  # an empty ledger is there
        (folder / READY).write_text("")
        await asyncio.get_running_loop().create_future()


def command(*, seed: int, folder: Path, shops: int | None = None, answer_seconds: float | None = None) -> int:
    """Run ``leadwright world`` until it is stopped."""
    delay = None if answer_seconds is None else timedelta(seconds=answer_seconds)
    folder.mkdir(parents=True, exist_ok=True)
    print(f"the world of seed {seed}: configuration in {folder}/leadwright.toml, stop with Ctrl-C", file=sys.stderr)  # noqa: T201
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(Open(seed, shops, delay), folder))
    return 0
