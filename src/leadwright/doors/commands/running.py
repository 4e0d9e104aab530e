"""Commands that stay: run and serve."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext, suppress
from typing import Annotated

import typer

from leadwright.domain.errors import UserError
from leadwright.doors import render
from leadwright.doors.commands.looking import troubled
from leadwright.doors.commands.talk import HERE, AsJson, ConfigPath, Talk, plain
from leadwright.doors.journal import open_journal, step
from leadwright.doors.public import public_app
from leadwright.doors.serving import served as served_here
from leadwright.doors.web.app import serve as serve_dashboard
from leadwright.service.campaigns import Status
from leadwright.service.desk import Desk
from leadwright.service.recipients import Recipients
from leadwright.wiring import Surroundings
from leadwright.wiring.recipients import open_recipients

JsonLogs = Annotated[bool, typer.Option("--json-logs", help="One JSON object a line on stderr.")]
Port = Annotated[int | None, typer.Option(help="The dashboard's port on this machine.")]


def run(
    once: Annotated[bool, typer.Option("--once", help="Do all that is due, then end.")] = False,
    dry: Annotated[bool, typer.Option("--dry", help="Show the letters that would leave today; send nothing.")] = False,
    dashboard: Annotated[bool, typer.Option(help="Serve the dashboard too.")] = True,
    public: Annotated[bool, typer.Option(help="Serve the recipients' page too, where letters link to one.")] = True,
    port: Port = None,
    json_logs: JsonLogs = False,
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Work until Ctrl-C: look, read, write, send what is approved, read answers. A letter under way finishes."""
    talk = Talk.about(config, as_json)
    if once and dry:
        raise UserError("--once works and --dry only shows: choose one")
    open_journal(as_json=json_logs)
    if dry:
        return rehearse(talk)
    surroundings = Surroundings(say=lambda line: typer.echo(line, err=True), observe=step)
    at = (talk.config.dashboard.port if port is None else port) if dashboard and not once else None
    stands = talk.at_desk(lambda desk: work(desk, talk, once=once, port=at, public=public), surroundings)
    talk.give(stands, *render.status(plain(stands), talk.look))
    return int(troubled(stands))


def rehearse(talk: Talk) -> int:
    """Show the letters that would leave today."""
    found = talk.at_desk(lambda desk: desk.campaigns.dry())
    talk.say("dry", count=len(found))
    talk.give(found, *render.drafts(plain(found), talk.look))
    return 0


async def work(desk: Desk, talk: Talk, *, once: bool, port: int | None, public: bool = True) -> Status:
    """Run the house until it ends or is told to, and say how it stands then."""
    stop_on_signals(desk, talk)
    if once:
        await desk.once()
        return await desk.campaigns.status()
    talk.say("started")
    served = asyncio.create_task(served_at(desk, talk, port=port)) if port is not None else None
    if served is not None:
        served.add_done_callback(lambda _: desk.stop())  # a port that is taken ends the run, and says so below
    try:
        async with recipients_page(desk, talk) if public else nullcontext():
            await desk.run()
    finally:
        if served is not None:
            served.cancel()
            with suppress(asyncio.CancelledError):
                await served
    talk.say("ended")
    return await desk.campaigns.status()


@asynccontextmanager
async def recipients_page(desk: Desk, talk: Talk) -> AsyncIterator[None]:
    """Serve the recipients' page while the house runs, where letters link to one."""
    link = desk.config.operator.public_url
    if link is None:
        yield
        return
    async with page_served(desk.recipients, talk, desk.config.public.port):
        yield


@asynccontextmanager
async def page_served(recipients: Recipients, talk: Talk, port: int) -> AsyncIterator[None]:
    """Serve the recipients' page while the block runs, and say where."""
    change = "port under [public], or let only one of `leadwright public` and `leadwright run` serve the page"
    async with served_here(public_app(recipients), port, change=change) as at:
        talk.say("public-page", url=recipients.operator.link or "", port=at)
        yield


def stop_on_signals(desk: Desk, talk: Talk) -> None:
    """Let Ctrl-C and SIGTERM end the run in order; a second one changes nothing, a letter under way is not cut."""

    def stop() -> None:
        talk.say("stopping")
        desk.stop()

    loop = asyncio.get_running_loop()
    for which in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(which, stop)


async def served_at(desk: Desk, talk: Talk, *, port: int) -> None:
    """Serve the dashboard until cancelled, and say where."""
    await serve_dashboard(desk, port, say=lambda url: talk.say("dashboard", url=url))


def serve(port: Port = None, config: ConfigPath = HERE, as_json: AsJson = False) -> int:
    """Serve the dashboard alone, beside a run elsewhere or without one."""
    talk = Talk.about(config, as_json)
    at = talk.config.dashboard.port if port is None else port

    async def show(desk: Desk) -> None:
        served = asyncio.create_task(served_at(desk, talk, port=at))
        loop = asyncio.get_running_loop()
        for which in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(which, served.cancel)
        with suppress(asyncio.CancelledError):
            await served

    talk.at_desk(show)
    return 0


def public(
    port: Annotated[int | None, typer.Option(help="The page's port on this machine.")] = None,
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Serve the recipients' page alone, in a process of its own: only it faces the internet."""
    talk = Talk.about(config, as_json)

    async def show() -> None:
        ended = asyncio.Event()
        loop = asyncio.get_running_loop()
        for which in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(which, ended.set)
        at = talk.config.public.port if port is None else port
        async with open_recipients(talk.config) as recipients, page_served(recipients, talk, at):
            await ended.wait()

    asyncio.run(show())
    return 0
