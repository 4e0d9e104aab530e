"""Commands that only look: status, leads, why, held, report."""

from typing import Annotated, Any

import typer

from leadwright.domain.errors import UserError
from leadwright.doors import figures, render, story
from leadwright.doors.commands.talk import BY, HERE, AsJson, ConfigPath, Talk, plain
from leadwright.service.campaigns import Status
from leadwright.service.desk import Desk

After = Annotated[int | None, typer.Option(help="Go on after this number, as the page before says.")]
Limit = Annotated[int, typer.Option(min=1, max=500, help="Rows of one page.")]


def status(
    seen: Annotated[bool, typer.Option("--seen", help="Put the notices aside that are shown.")] = False,
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """How the house stands, and the one thing to do next."""
    talk = Talk.about(config, as_json)

    async def look(desk: Desk) -> Status:
        stands = await desk.campaigns.status()
        if seen:
            talk.say("seen", count=await desk.campaigns.seen([notice.id for notice in stands.notices]))
        return stands

    stands = talk.at_desk(look)
    talk.give(stands, *render.status(plain(stands), talk.look))
    return int(troubled(stands))


def troubled(stands: Status) -> bool:
    """Whether something is parked, stopped or in doubt."""
    stopped = any(box.stopped for box in stands.mailboxes)
    return stopped or stands.doubts > 0 or any(stage.parked for stage in stands.stages)


def leads(
    search: Annotated[str | None, typer.Option(help="Brand, company or address begins with this.")] = None,
    state: Annotated[
        str | None, typer.Option(help="found, ready, waiting, contacted, replied, stopped, deal ...")
    ] = None,
    after: After = None,
    limit: Limit = 50,
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Everybody who was found, newest first."""
    talk = Talk.about(config, as_json)
    if state is not None and state not in (states := talk.words.codes(of="lead")):
        raise UserError(f"there is no state {state!r}; there are {', '.join(sorted(states))}")
    page = talk.at_desk(lambda desk: desk.leads.page(search=search, state=state, after=after, limit=limit))
    talk.give(page, *render.leads(plain(page), talk.look))
    return 0


def why(
    who: Annotated[str, typer.Argument(metavar="DOMAIN|ADDRESS", help="Or a post's URL, or a number of the log.")],
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """The whole journey of a domain or an address, with the reason of every step, and what letters to it rest on."""
    talk = Talk.about(config, as_json)

    async def tell(desk: Desk) -> Any:
        found = await desk.leads.journey(who)
        if not found.known and (near := [row.brand for row in (await desk.leads.page(search=who, limit=20)).rows]):
            if len(near) > 1:
                raise UserError(
                    talk.words.say("ambiguous", {"name": who}, of="door"), *(f"  {brand}" for brand in near)
                )
            found = await desk.leads.journey(near[0])
        return found

    found = talk.at_desk(tell)
    if not found.known:
        raise UserError(talk.words.say("unknown-journey", {"name": who}, of="door"))
    letters = render.drafts(plain(found.letters), talk.look) if found.letters else ()
    talk.give(found, *story.journey(plain(found), talk.look), *letters)
    return 0


def held(
    release: Annotated[str | None, typer.Option(metavar="DOMAIN", help="Confirm what the gate holds for you.")] = None,
    reason: Annotated[str, typer.Option(help="Why it may leave; stored with the letter.")] = "",
    after: Annotated[int, typer.Option(help="Go on after this number.")] = 0,
    limit: Limit = 50,
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """What waits for a fact or a decision of yours, what is missing and what would help."""
    talk = Talk.about(config, as_json)
    if release is not None:
        return let_go(talk, release, reason=reason)

    async def look(desk: Desk) -> Any:
        page = await desk.leads.held(after=after, limit=limit)
        return {**plain(page), "siteless": plain(await desk.leads.find_the_site())}

    found = talk.at_desk(look)
    talk.give(found, *render.held(found, talk.look), *render.siteless(found["siteless"], talk.look))
    return 0


def let_go(talk: Talk, brand: str, *, reason: str) -> int:
    """Release what the gate holds, with a reason."""
    if not reason.strip():
        raise UserError(talk.words.say("needs-reason", of="door"))
    released = talk.at_desk(lambda desk: desk.campaigns.release(brand, reason=reason, by=BY))
    talk.say("released", count=released)
    talk.give({"released": released})
    return 0


def report(
    weeks: Annotated[int, typer.Option(min=1, max=104, help="How many weeks.")] = 8,
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """The chain in numbers: funnel, who may be written to, sources, and the plan."""
    talk = Talk.about(config, as_json)

    async def look(desk: Desk) -> Any:
        reports = desk.reports
        shares = await reports.mailable()
        return {
            "funnel": plain(await reports.funnel()),
            "mailable": plain(shares),
            "mailable_summary": plain(reports.added_up(shares)),
            "sources": plain(await reports.sources()),
            "kpi": plain(await reports.kpi(weeks)),
        }

    found = talk.at_desk(look)
    talk.give(found, *figures.report(found, talk.look))
    return 0
