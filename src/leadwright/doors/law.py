"""What a person reads of the law of a country; it is no legal advice and says so."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from leadwright.doors.render import Data, Look


def rows(data: Sequence[Data], look: Look) -> Iterator[RenderableType]:
    """Show every row of the table, one line each."""
    headings = ("country", "name", "action", "generic", "named", "sole_trader", "found")
    yield look.table(headings, (line(one, look) for one in data))
    yield from closing(data[0], look)


def line(one: Data, look: Look) -> tuple[object, ...]:
    """Show one row on a line."""
    cells = (look.say(cell["says"], of="law") for cell in one["cells"])
    return one["code"], one["name"], standing(one, look), *cells, one["confidence"]


def standing(one: Data, look: Look) -> str:
    """Say what the gate does there: the operator's own reading goes before the row."""
    said = look.say(one["action"], of="action")
    if own := one["override"]:
        return look.say("own-action", {"action": look.say(own["action"], of="action"), "row": said}, of="law")
    return said


def row(one: Data, look: Look) -> Iterator[RenderableType]:
    """Explain one row."""
    yield Text(f"{one['name']} ({one['code']}): {standing(one, look)}", style="bold")
    if not one["listed"]:
        yield Text(look.say("unlisted", {"country": one["code"]}), style="yellow")
    if own := one["override"]:
        facts = {"action": look.say(own["action"], of="action"), "reason": own["reason"]}
        yield Text(look.say("own-reading", facts, of="law"), style="yellow")
    yield look.table(("fact", "found"), [(look.say(name, of="law"), said) for name, said in told(one, look) if said])
    yield from closing(one, look)


def told(one: Data, look: Look) -> Iterator[tuple[str, str]]:
    """Give what a row says, by name."""
    yield "regime", one["regime"]
    for cell in one["cells"]:
        yield cell["kind"], cell_in_words(cell, look)
    yield "elements", ", ".join(element(need, look) for need in one["elements"])
    yield "collection", look.say(f"by-{one['collection']}", of="law")
    yield "deadline", one["optout_deadline"]
    yield "senders", look.say(f"binds-{one['binds_senders']}", {"source": one["binds_source"]}, of="law")
    yield "notes", one["notes"]
    yield "source", f"{one['source']} ({one['source_kind']})"
    yield "confidence", one["confidence"]


def cell_in_words(cell: Data, look: Look) -> str:
    """Say what a cell allows, and under which conditions."""
    said = look.say(cell["says"], of="law")
    needs = "; ".join(look.say(f"if-{need}", of="law") for need in cell["needs"])
    return f"{said}: {needs}" if needs else said


def element(need: str, look: Look) -> str:
    """Name an element of the letter; what follows a colon is how the row wants it."""
    name, _, how = need.partition(":")
    said = look.say(f"show-{name}", of="law") if look.words.knows(f"show-{name}", of="law") else name
    return f"{said} ({how})" if how else said


def closing(one: Data, look: Look) -> Iterator[RenderableType]:
    """Say which edition this is, and what it is not."""
    yield Text(look.say("edition", {"edition": one["edition"]}, of="law"), style="dim")
    yield Text(look.say("no-advice", of="law"), style="bold")
