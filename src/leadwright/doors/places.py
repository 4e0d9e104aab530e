"""What a person reads of the places that are watched."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from leadwright.doors.render import Data, Look


def overview(data: Data, look: Look) -> Iterator[RenderableType]:
    """Show the watches with terms and standing, then the places that nobody watches with what to expect of them."""
    plan = data["plan"] | {f"{name}_today": number for name, number in data["today"].items()}
    yield look.door("collected", **plan)
    heads = ("watch", "source", "terms", "permitted", "looked", "then")
    yield look.table(heads, (watched(one, look) for one in data["watches"]))
    yield look.door("unwatched")
    rest = (
        (name, look.say(row["kind"], of="terms"), look.say(name, of="rule"), look.say(name, of="expect"))
        for name, row in data["unwatched"].items()
    )
    yield look.table(("source", "terms", "rule", "expect"), rest)


def watched(one: Data, look: Look) -> Sequence[object]:
    """Show one watch as a row."""
    watch = one["watch"]
    permitted = f"{watch['permitted']} ({watch['since']})" if watch["permitted"] else None
    terms = look.say(watch["terms"], of="terms")
    return watch["name"], watch["source"], terms, permitted, look.when(one["looked"]), stands(one, look)


def stands(one: Data, look: Look) -> Text:
    """Say what comes next: a moment, or what the watch waits for."""
    if one["state"] in {"held", "parked"}:
        return Text(look.say(one["why"] or one["state"], one["facts"]), style="yellow")
    if one["why"]:
        return Text(f"{look.when(one['due'])}: {look.say(one['why'], one['facts'])}")
    return Text(look.when(one["due"]) if one["due"] else one["watch"]["every"])


def siteless(data: Sequence[Data], look: Look) -> Iterator[RenderableType]:
    """Show posts that name no site."""
    yield look.table(("looked", "title", "post"), ((look.when(one["at"]), one["title"], one["post"]) for one in data))
