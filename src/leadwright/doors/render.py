"""What a person reads in the terminal: tables and letters, made from the same plain data that ``--json`` prints.

What is shown was partly written by strangers: control characters, terminal commands and marks that turn the direction
of text are taken out, and nothing is read as markup.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from shlex import quote
from typing import Any
from zoneinfo import ZoneInfo

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from leadwright.domain.errors import Scalar
from leadwright.doors.words import Words

Data = Mapping[str, Any]
"""A result as plain data: names of fields to texts, numbers, lists and further data; times as ISO 8601."""

STYLES = {"ok": "green", "warn": "yellow", "bad": "bold red", "unknown": "dim"}
SHORT = 400  # characters of an answer that a list shows
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})  # control, format (with the direction marks), surrogates, private use


def clean(text: object) -> str:
    """Give text that cannot command a terminal: only its lines and what is visible in them."""
    kept = (c if c == "\n" or unicodedata.category(c) not in UNSEEN else " " for c in str(text))
    return "".join(kept)


@dataclass(frozen=True)
class Look:
    """How things are shown: in which words, and in which time zone."""

    words: Words
    zone: ZoneInfo

    def say(self, code: str, facts: Mapping[str, Scalar] | None = None, *, of: str = "reason") -> str:
        """Say a code in words that are safe to show."""
        return clean(self.words.say(code, facts, of=of))

    def name(self, code: str | None, *, of: str) -> str:
        """Name a state or a kind; a dash where there is none."""
        return self.say(code, of=of) if code else "–"

    def door(self, code: str, **facts: Scalar) -> Text:
        """Say something of the door's own."""
        return Text(self.say(code, facts, of="door"))

    def when(self, moment: str | None) -> str:
        """Show a moment in the operator's zone, to the minute."""
        return f"{datetime.fromisoformat(moment).astimezone(self.zone):%Y-%m-%d %H:%M}" if moment else "–"

    def age(self, seconds: float) -> str:
        """Show how long ago."""
        minutes = int(seconds) // 60
        if minutes >= 60 * 72:
            return f"{minutes // 60 // 24} d"
        return f"{int(seconds)} s" if minutes < 1 else f"{minutes} min" if minutes < 120 else f"{minutes // 60} h"

    def table(self, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> RenderableType:
        """Lay rows out below headings, which are codes; say so where there are none."""
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for heading in headings:
            table.add_column(self.say(heading, of="heading"), overflow="fold")
        for row in rows:
            table.add_row(*(cell if isinstance(cell, Text) else clean("–" if cell is None else cell) for cell in row))
        return table if table.row_count else self.door("no-rows")


def status(data: Data, look: Look) -> Iterator[RenderableType]:
    """Show how the house stands: live or not, mailboxes, work, loops, notices, and what to do next."""
    yield look.door("live" if data["live"] else "not-live")
    if data["paused"] is not None:
        yield Text(look.say("paused", {"reason": data["paused"]}), style="yellow")
    yield look.table(("mailbox", "state", "today", "swept", "slot"), (mailbox(one, look) for one in data["mailboxes"]))
    busy = [one for one in data["stages"] if any(one[state] for state in ("ready", "running", "held", "parked"))]
    if busy:
        rows = ([look.say(one["name"], of="stage"), *(one[n] or "" for n in STATES)] for one in busy)
        yield look.table(("stage", *STATES), rows)
    if data["beats"]:
        yield look.table(("loop", "age"), ((one["name"], look.age(one["age"])) for one in data["beats"]))
    yield look.door("waiting", count=data["waiting"])
    if data["doubts"]:
        yield Text(look.say("doubts", {"count": data["doubts"]}, of="door"), style="red")
    for notice in data["notices"]:
        yield Text(f"• {look.when(notice['at'])}  {look.say(notice['code'], notice['facts'], of='notice')}")
    if data["offer_rule"]:
        yield look.door("rule-offer")
    yield following(data["next"], look)


STATES = ("ready", "running", "held", "parked")


def mailbox(one: Data, look: Look) -> Sequence[object]:
    """Show what a mailbox may do today."""
    state = Text(look.say(one["stopped"]), style="red") if one["stopped"] else look.say("ok", of="check")
    today = f"{one['sent']}/{one['cap']}"
    return f"{one['name']} <{one['address']}>", state, today, look.when(one["swept_at"]), look.when(one["next_slot"])


def following(code: str, look: Look) -> Text:
    """Show the one thing to do next."""
    return Text(f"→ {look.say('next', of='door')}: {look.say(code, of='next')}", style="bold")


def leads(data: Data, look: Look) -> Iterator[RenderableType]:
    """Show one page of leads."""
    rows = (
        (
            one["brand"],
            one["company"],
            one["email"],
            one["platform"],
            one["country"],
            one["source"],
            one["score"],
            state_of(one, look),
        )
        for one in data["rows"]
    )
    yield look.table(("brand", "company", "email", "platform", "country", "source", "score", "state"), rows)
    yield from more(data, look)


def state_of(one: Data, look: Look) -> str:
    """Show where a lead stands, and why."""
    said = look.name(one["state"], of="lead")
    reason = one["reason"]
    if not reason:
        return said
    table = next((table for table in ("category", "deal") if look.words.knows(reason, of=table)), "reason")
    return f"{said}: {look.say(reason, of=table)}"


def more(data: Data, look: Look) -> Iterator[RenderableType]:
    """Say how to see the next page, where there is one."""
    if data["next"] is not None:
        yield look.door("more", after=data["next"])


def held(data: Data, look: Look) -> Iterator[RenderableType]:
    """Show what waits for a person: what is missing, and what would help."""
    if not data["rows"]:
        yield look.door("no-rows")
    for one in data["rows"]:
        named = [one["brand"] or one["key"], one["company"], look.say(one["stage"], of="stage")]
        state = look.say(one["state"], of="work")
        yield Text(clean(f"{'  '.join(filter(None, named))}: {state}"), style="bold")
        yield Padding(Text(look.say(one["code"], one["facts"])), (0, 0, 0, 2))
        yield from helps(one, look)
    yield from more(data, look)


def helps(one: Data, look: Look) -> Iterator[RenderableType]:
    """Show what would help, each with the command to type, on a line of its own so that it can be copied."""
    for remedy in one["remedies"]:
        yield Padding(Text(f"→ {look.say(remedy, of='remedy')}"), (0, 0, 0, 2))
        if one["brand"] and look.words.knows(remedy, of="command"):
            command = look.say(remedy, typed(one), of="command")
            yield Group(Text(f"      {command}", style="cyan", no_wrap=True, overflow="ignore"))
    for url in one["hidden"]:
        yield Padding(Text(look.say("hidden-there", {"url": url}, of="door")), (0, 0, 0, 2))
    for url in one["closed"]:
        yield Padding(Text(look.say("read-by-hand", {"url": url}, of="door")), (0, 0, 0, 2))


def typed(one: Data) -> Mapping[str, str]:
    """Give what a command is filled with, quoted for a shell: strangers chose their URLs and addresses."""
    said = {"brand": one["brand"] or "DOMAIN", "email": one["address"] or "ADDRESS", "page": one["page"] or "URL"}
    return {name: quote(clean(value)) for name, value in said.items()}


def facts(data: Sequence[Data], look: Look) -> RenderableType:
    """Show what people added to a brand."""
    rows = (
        (look.when(one["at"]), look.say(one["kind"], of="fact"), one["value"], one["words"], one["url"], one["by"])
        for one in data
    )
    return look.table(("time", "fact", "value", "words", "page", "by"), rows)


def siteless(data: Sequence[Data], look: Look) -> Iterator[RenderableType]:
    """Show posts that name no site."""
    for one in data:
        yield Text(f"• {look.say('find-the-site', {'title': one['title'], 'post': one['post']}, of='notice')}")


def drafts(data: Sequence[Data], look: Look) -> Iterator[RenderableType]:
    """Show letters word for word, each with its passport, the gate's decision and what stands against it."""
    if not data:
        yield look.door("no-rows")
    for one in data:
        yield from letter(one, look)


def letter(one: Data, look: Look) -> Iterator[RenderableType]:
    """Show one letter as it would leave."""
    kind = look.say(one["kind"], of="kind")
    yield Rule(Text(clean(f"{one['key']}  {kind}  {look.name(one['status'], of='letter')}")), align="left")
    yield Text(clean(f"{look.say('to', of='door')}: {one['to']}"))
    yield Text(clean(f"{look.say('subject', of='door')}: {one['subject']}"), style="bold")
    yield Padding(Text(clean(one["body"])), (1, 0, 1, 2))
    for said in beneath(one, look):
        yield Text(f"· {said}", style="dim")
    for problem in one["problems"]:
        yield Text(f"! {clean(look.words.line(problem, of='problem'))}", style="red")
    if one["code"]:
        yield Text(f"! {look.say(one['code'])}", style="yellow")


def beneath(one: Data, look: Look) -> Iterator[str]:
    """Say what a letter rests on and when it would leave."""
    if passport := one["passport"]:
        facts = {"url": passport["url"], "way": passport["way"], "at": look.when(passport["at"])}
        yield look.say("see-page", facts, of="door")
    for ground in one["grounds"]:
        yield f"{look.say('see-ground', {'url': ground['url']}, of='door')}: {clean(ground['sentence'])}"
    if decision := one["decision"]:
        said = look.say(decision["code"], {"country": decision["country"]})
        yield look.say("gate", {"action": decision["action"], "said": said}, of="door")
    if moment := one["sent_at"] or one["slot_at"]:
        yield look.say("planned" if not one["sent_at"] else "left", {"at": look.when(moment)}, of="door")


def inbox(data: Data, look: Look) -> Iterator[RenderableType]:
    """Show what came back, newest first, and below it what belongs to none of our letters."""
    replies = (
        (look.when(one["at"]), one["brand"], reading(one, look), one["subject"], one["text"][:SHORT])
        for one in data["replies"]["rows"]
    )
    yield look.table(("time", "brand", "tag", "subject", "text"), replies)
    yield from more(data["replies"], look)
    for one in data["unmatched"]["rows"]:
        said = look.say("unmatched-mail", {"mail": one["key"]}, of="notice")
        yield Text(clean(f"• {look.when(one['at'])}  {said} {one['sender'] or ''}: {one['subject']}"))


def reading(one: Data, look: Look) -> str:
    """Show what a mail was understood as, and the words that decided."""
    if not one["tag"]:
        return look.say("brand-held")
    said = look.say(one["category"] or one["tag"], of="category")
    words = ", ".join(one["words"])
    return f"{said} ({words})" if words else said


def doubts(data: Sequence[Data], look: Look) -> Iterator[RenderableType]:
    """Show the letters of which nobody knows whether they left."""
    rows = (
        (
            one["message_id"],
            one["draft"],
            one["subject"],
            look.when(one["claimed_at"]),
            look.name(one["reason"], of="reason"),
        )
        for one in data
    )
    yield look.table(("id", "letter", "subject", "time", "why"), rows)


def checks(data: Data, look: Look) -> Iterator[RenderableType]:
    """Show the doctor's findings, and the single next step."""
    rows = (
        (
            looked_at(one["name"], look),
            Text(look.say(one["state"], of="check"), style=STYLES.get(one["state"], "")),
            look.say(one["code"], one["facts"], of="check"),
            look.say("measured" if one["measured"] else "inferred", of="door"),
        )
        for one in data["checks"]
    )
    yield look.table(("check", "state", "found", "how"), rows)
    yield following(data["next"], look) if data["next"] else look.door("nothing-to-do")


def looked_at(name: str, look: Look) -> str:
    """Name what was looked at: its kind in words, and which one of them."""
    kind, _, which = name.partition(" ")
    return f"{look.say(kind, of='looked')} {which}".rstrip()
