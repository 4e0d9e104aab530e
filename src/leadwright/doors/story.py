"""A lead's journey as a story: when, at which stage, what happened, why, and what shows it."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from leadwright.doors.render import Data, Look, clean
from leadwright.doors.standing import standing

QUIET = frozenset({"text", "key"})  # facts that the lines below or the letters show in full
PROOFS = 6  # of one item; the rest is counted


def journey(data: Data, look: Look) -> Iterator[RenderableType]:
    """Tell everything that is known of one brand or site, then how its address stands."""
    if data["steps"]:
        yield from happened(data, look)
    elif not data["known"]:
        yield look.door("unknown-journey", name=data["asked"])
        return
    yield from standing(data["standing"], look, asked=data["asked"])


def happened(data: Data, look: Look) -> Iterator[RenderableType]:
    """Tell who they are, every step, and what still waits."""
    head = ", ".join(filter(None, (data["brand"], data["company"], data["email"])))
    state = f"  {look.say(data['state'], of='lead')}" if data["state"] else ""
    yield Rule(Text(clean(f"{head}{state}")), align="left")
    if data["stopped"]:
        yield Text(look.say("suppressed", {"reason": data["stopped"]}), style="red")
    if data["validity"]:
        yield checked(data["validity"], look)
    for step in data["steps"]:
        yield from told(step, look)
    for mail in data["silent"]:
        yield Text(clean(f"! {look.say('brand-held')} {mail}"), style="yellow")
    for one in data["pending"]:
        yield waiting(one, look)


def checked(said: Data, look: Look) -> Text:
    """Tell what was last learnt of the address, why, and how long ago."""
    facts = {"verdict": said["verdict"], "reasons": ", ".join(said["reasons"]), "at": look.when(said["at"])}
    line = look.say("validity", {**facts, "email": said["address"], "age": look.age(said["age"])}, of="door")
    return Text(line, style="red" if said["verdict"] == "invalid" else "dim")


def told(step: Data, look: Look) -> Iterator[RenderableType]:
    """Tell one step: a line, and below it what it gave with its evidence."""
    stage = f"{look.say(step['stage'], of='stage')}: " if step["stage"] else ""
    happened = look.say(step["type"], of="event")
    why = reason(step, look)
    yield Text(clean(f"{look.when(step['at'])}  {stage}{happened}" + (f". {why}" if why else "")), style="bold")
    if rule := step["facts"].get("rule"):
        yield below(clean(rule))
    if remedy := step["facts"].get("remedy"):
        yield below("→ " + "; ".join(look.say(code, of="remedy") for code in str(remedy).split(", ")))
    if step["fault"]:
        yield below(clean(step["fault"].strip().splitlines()[-1]))
    for item in step["gave"]:
        yield from given(item, look)


def reason(step: Data, look: Look) -> str:
    """Say why: the code in words, else the plain facts of what a person or the house did."""
    if step["code"]:
        return look.say(step["code"], step["facts"])
    facts = [f"{name}: {value}" for name, value in step["facts"].items() if value not in (None, "")]
    return ", ".join(facts)


def given(item: Data, look: Look) -> Iterator[RenderableType]:
    """Tell what a step gave: its facts, then where each was read."""
    facts = ", ".join(f"{name}: {value}" for name, value in item["facts"].items() if name not in QUIET)
    yield below(clean(f"{item['kind']}: {facts}"))
    proofs: Sequence[Data] = item["proofs"]
    for proof in proofs[:PROOFS]:
        where = look.say("read-at", {"url": proof["url"], "way": proof["way"], "at": look.when(proof["at"])}, of="door")
        value = " ".join(str(proof["value"]).split())[:120]
        yield below(clean(f"{proof['what']} = {value}: {where}"), depth=4)
    if len(proofs) > PROOFS:
        yield below(f"+{len(proofs) - PROOFS}", depth=4)


def waiting(one: Data, look: Look) -> Text:
    """Tell work that is not ended."""
    said = f"… {look.when(one['due'])}  {look.say(one['stage'], of='stage')}: {look.say(one['state'], of='work')}"
    why = f". {look.say(one['code'], one['facts'])}" if one["code"] else ""
    return Text(clean(said + why), style="yellow" if one["state"] != "ready" else "")


def below(text: str, *, depth: int = 2) -> Padding:
    """Set a line below its step."""
    return Padding(Text(text, style="dim"), (0, 0, 0, depth + 16))
