"""Commands about one brand and its names: brand show, brand merge, brand split."""

from typing import Annotated, Any

import typer

from leadwright.domain.errors import UserError
from leadwright.doors import brand as shown
from leadwright.doors.commands.talk import BY, HERE, AsJson, ConfigPath, Talk, plain

Name = Annotated[str, typer.Argument(metavar="NAME", help="A domain, a URL or an address of the brand.")]
One = Annotated[str, typer.Argument(metavar="A", help="A domain of the one.")]
Other = Annotated[str, typer.Argument(metavar="B", help="A domain of the other.")]
Why = Annotated[str, typer.Option(help="Why; kept with your decision.")]


def show(name: Name, config: ConfigPath = HERE, as_json: AsJson = False) -> int:
    """All names of a brand, and every reason why they are one."""
    talk = Talk.about(config, as_json)
    found = talk.at_desk(lambda desk: desk.leads.brand(name))
    if found is None:
        raise UserError(talk.words.say("unknown-journey", {"name": name}, of="door"))
    talk.give(found, *shown.brand(plain(found), talk.look))
    return 0


def merge(a: One, b: Other, reason: Why = "", config: ConfigPath = HERE, as_json: AsJson = False) -> int:
    """Two names are one brand: one sequence, and a stop of either counts for both."""
    talk = reasoned(config, as_json, reason)
    return told(talk, talk.at_desk(lambda desk: desk.leads.merge(a, b, reason=reason, by=BY)), "brand-merged")


def split(a: One, b: Other, reason: Why = "", config: ConfigPath = HERE, as_json: AsJson = False) -> int:
    """Two names are two brands; who was stopped stays stopped under both."""
    talk = reasoned(config, as_json, reason)
    return told(talk, talk.at_desk(lambda desk: desk.leads.split(a, b, reason=reason, by=BY)), "brand-split")


def reasoned(config: ConfigPath, as_json: bool, reason: str) -> Talk:
    """Begin to talk about what must have a reason."""
    talk = Talk.about(config, as_json)
    if not reason.strip():
        raise UserError(talk.words.say("needs-reason", of="door"))
    return talk


def told(talk: Talk, views: Any, code: str) -> int:
    """Show the brands as they are now."""
    talk.say(code)
    talk.give(views, *(line for view in plain(views) for line in shown.brand(view, talk.look)))
    return 0
