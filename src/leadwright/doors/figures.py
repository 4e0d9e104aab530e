"""The chain in numbers, and the plan: what went in and out, who may be written to, what the sources brought."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from leadwright.doors.render import Data, Look

REASONS = 4  # of one stage that are shown, the most frequent
AIMS = ("letters", "replies", "calls", "pilots")


def report(data: Data, look: Look) -> Iterator[RenderableType]:
    """Show the funnel, the mailable share, the sources, and the plan."""
    yield heading("funnel", look)
    yield look.table(("stage", "in", "out", "dropped", "held", "parked"), (step(one, look) for one in data["funnel"]))
    yield from mailable(data["mailable_summary"], look)
    yield heading("sources", look)
    sources = (source(one) for one in data["sources"])
    yield look.table(("source", "sightings", "leads", "addresses", "a-day", "replies"), sources)
    yield from kpi(data["kpi"], look)


def source(one: Data) -> Sequence[object]:
    """Show what one source brought."""
    a_day = f"{one['addresses'] / one['days']:.1f}"
    return one["name"], one["sightings"], one["leads"], one["addresses"], a_day, one["replies"]


def heading(code: str, look: Look) -> Text:
    """Show what the table below is about."""
    return Text(look.say(code, of="door"), style="bold")


def step(one: Data, look: Look) -> Sequence[object]:
    """Show one stage of the funnel, with why things ended there."""
    reasons = [f"{reason['items']} × {look.say(reason['code'])}" for reason in one["dropped"][:REASONS]]
    if more := sum(reason["items"] for reason in one["dropped"][REASONS:]):
        reasons.append(f"{more} × …")
    name = look.say(one["name"], of="stage")
    return f"{one['name']}: {name}", one["taken"], one["gave"], "\n".join(reasons), one["held"], one["parked"]


def mailable(data: Data, look: Look) -> Iterator[RenderableType]:
    """Show how many of those who fit and have an address end where: by country, then by reason with the remedy."""
    yield heading("mailable", look)
    whole = (look.say("all", of="heading"), *counts(data["whole"]))
    countries = ((country(one["country"], look), *counts(one)) for one in data["countries"])
    yield look.table(("country", "brands", *ACTIONS, "share"), (whole, *countries) if data["countries"] else ())
    yield look.table(("brands", "action", "why", "countries", "remedy"), (reason(one, look) for one in data["reasons"]))


ACTIONS = ("send", "hold", "block", "undecided")


def counts(one: Data) -> Sequence[object]:
    """Show how many brands end in each action, and the share of those that may be written to."""
    return one["brands"], *(one[action] for action in ACTIONS), f"{one['send'] / (one['brands'] or 1):.0%}"


def country(code: str | None, look: Look) -> str:
    """Name a country by its code, and that which is not known."""
    return code or look.say("no-country", of="heading")


def reason(one: Data, look: Look) -> Sequence[object]:
    """Show how many brands end in one action for one reason, where, and what would change it."""
    remedies = "\n".join(look.say(remedy, of="remedy") for remedy in one["remedy"])
    places = ", ".join(f"{country(code, look)} {number}" for code, number in one["countries"])
    return one["brands"], look.say(one["action"], of="action"), look.say(one["code"]), places, remedies


def kpi(data: Data, look: Look) -> Iterator[RenderableType]:
    """Show what came of the plan so far, and the rates."""
    yield heading("kpi", look)
    rows = [row for one in data["measured"] for row in aims(one, look)]
    yield look.table(("week", "measure", "done", "expected"), rows)
    whole = data["whole"]
    shares = {name: f"{whole[count] / (whole['brands'] or 1):.1%}" for name, count in RATES.items()}
    yield look.door("rates", **{name: whole[name] for name in ("brands", "answered", "booked", "pilots")}, **shares)
    yield look.door("stable" if data["stable"] else "not-stable")


RATES = {"replies": "answered", "positives": "positive"}


def aims(one: Data, look: Look) -> Iterator[Sequence[object]]:
    """Show what the plan expects of some weeks, beside what they brought."""
    plan = one["plan"]
    named = "week" if plan["first"] == plan["last"] else "weeks"
    weeks = look.say(named, {"first": plan["first"], "last": plan["last"]}, of="door")
    for name in AIMS:
        if expected := plan[name]:
            least, most = expected
            style = "green" if one[name] >= least else "red" if one["over"] else ""
            yield weeks, look.say(name, of="heading"), Text(str(one[name]), style=style), f"{least}-{most}"
