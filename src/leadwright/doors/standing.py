"""What letters to somebody rest on, in lines: pages, decisions, what people added, refusals, erasure."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from leadwright.doors.render import Data, Look, clean


def standing(data: Data, look: Look, *, asked: str) -> Iterator[RenderableType]:
    """Tell how an address stands; of somebody who was erased, only what is kept in hashes."""
    who = ", ".join(data["addresses"]) or asked
    yield Rule(Text(look.say("standing", {"who": who}, of="door")), align="left")
    for one in data["passports"]:
        yield from passport(one, look)
    if not data["passports"] and not data["erased"]:
        yield Text(look.say("stands-no-passport", of="door"), style="yellow")
    for one in data["letters"]:
        yield from letter(one, look)
    for one in data["confirmations"]:
        yield look.door("stands-confirmed", **said(one, look))
    for one in data["facts"]:
        yield look.door("stands-fact", what=one["kind"], **said(one, look))
        yield below(f"“{one['words']}”")
    for one in data["consents"]:
        facts = {**said(one, look), "withdrawn": look.when(one["withdrawn_at"]) if one["withdrawn_at"] else None}
        yield look.door("stands-consent", **facts)
        yield below(f"“{one['words']}”")
    yield from kept(data, look)


def passport(one: Data, look: Look) -> Iterator[RenderableType]:
    """Tell where an address was published, as it was read and read again."""
    facts = said(one, look)
    yield look.door("stands-passport", **facts)
    yield below(look.say("stands-read", facts, of="door"))
    yield below(f"“{' '.join(one['snippet'].split())}”")
    for again in one["rereads"]:
        facts = {**said(again, look), "status": again["status"] or None}
        yield below(look.say("stands-reread", facts, of="door"))


def letter(one: Data, look: Look) -> Iterator[RenderableType]:
    """Tell what the gate said of a letter, by which rule, and all that stands against it."""
    names = {name: one[name] for name in ("letter", "kind", "status", "reason")}
    if not (decision := one["decision"]):
        yield look.door("stands-unasked", **names)
        return
    country = {"country": decision["country"]}
    why = look.say(decision["code"], country)
    yield look.door("stands-letter", **names, **country, action=decision["action"], said=why)
    yield below(look.say("stands-rule", {name: decision[name] for name in ("rule", "edition")}, of="door"))
    if decision["reasons"]:
        yield below(look.say("stands-against", {"reasons": ", ".join(decision["reasons"])}, of="door"))


def kept(data: Data, look: Look) -> Iterator[RenderableType]:
    """Tell what outlives an erasure."""
    for one in data["suppressed"]:
        yield Text(look.say("stands-listed", said(one, look), of="door"), style="red")
    if not data["suppressed"]:
        yield look.door("stands-free")
    code = "stands-approached" if data["approached"] else "stands-unapproached"
    yield look.door(code, at=look.when(data["approached"]))
    for one in data["erased"]:
        yield Text(look.say("stands-erased", said(one, look), of="door"), style="red")


def said(one: Data, look: Look) -> Data:
    """Give the plain facts of a row, its moment as it is shown."""
    plain = {name: value for name, value in one.items() if isinstance(value, str | int)}
    return {**plain, "at": look.when(one["at"])}


def below(text: str) -> Padding:
    """Set a line below what it is about."""
    return Padding(Text(clean(text), style="dim"), (0, 0, 0, 4))
