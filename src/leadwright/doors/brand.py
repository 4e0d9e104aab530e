"""What a person reads of one brand: its names, and why they are one."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.rule import Rule
from rich.text import Text

from leadwright.doors.render import Data, Look, clean


def brand(data: Data, look: Look) -> Iterator[RenderableType]:
    """Show the names of a brand, then each reason with its page, and who took it back."""
    yield Rule(Text(clean(data["brand"])), align="left")
    if data["stopped"]:
        yield Text(look.say("suppressed", {"reason": data["stopped"]}), style="red")
    names = (
        (one["name"], one["kind"], look.name(one["state"], of="lead"), look.when(one["since"])) for one in data["names"]
    )
    yield look.table(("name", "kind", "state", "since"), names)
    if data["reasons"]:
        yield look.table(("name", "because", "page", "since", "undone"), (reason(one, look) for one in data["reasons"]))


def reason(one: Data, look: Look) -> tuple[object, ...]:
    """Show one reason as a row."""
    page = one["url"] or one["sighting"]
    pair = f"{one['a']} – {one['b']}"
    return pair, look.say(one["kind"], of="edge"), page, look.when(one["at"]), undone(one, look)


def undone(one: Data, look: Look) -> Text | None:
    """Say who took a reason back, when and why."""
    if not one["undone_at"]:
        return None
    house = one["undone_by"] == "house"
    why = look.say(one["undone_why"], of="edge") if house else f"{one['undone_by']}: {one['undone_why']}"
    return Text(clean(why if house else f"{look.when(one['undone_at'])} {why}"), style="yellow")
