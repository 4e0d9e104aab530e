"""Commands that move the house on: add, pause, resume, retry."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from leadwright.domain.errors import UserError
from leadwright.doors.commands.talk import BY, HERE, AsJson, ConfigPath, Talk

STDIN = "-"


def add(
    text: Annotated[list[str], typer.Argument(metavar="URL|TEXT|-", help="A URL, a post's text, or - for stdin.")],
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Add what you found yourself; it is read by the next run."""
    talk = Talk.about(config, as_json)
    pasted = pasted_of(text)
    added = talk.at_desk(lambda desk: desk.campaigns.add(pasted))
    for key in added:
        talk.say("added", key=key)
    if not added:
        talk.say("added-none")
    talk.give({"added": added})
    return 0


def pasted_of(text: Sequence[str]) -> str:
    """Give what was pasted, from the command line or stdin."""
    pasted = sys.stdin.read() if list(text) == [STDIN] else " ".join(text)
    if not pasted.strip():
        raise UserError("there is nothing to add: name a URL, or a text, or - with a text on stdin")
    return pasted


def pause(
    reason: Annotated[str, typer.Argument(help="Why; you will read it again.")],
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Let nothing leave until resume; sources and answers are still read."""
    talk = Talk.about(config, as_json)
    talk.at_desk(lambda desk: desk.campaigns.pause(reason, by=BY))
    talk.say("paused")
    talk.give({"paused": reason})
    return 0


def resume(
    mailbox: Annotated[str | None, typer.Argument(help="A stopped mailbox; without it the pause ends.")] = None,
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Go on after a pause, or let a stopped mailbox send again."""
    talk = Talk.about(config, as_json)
    if mailbox is None:
        talk.at_desk(lambda desk: desk.campaigns.resume(by=BY))
        talk.say("resumed")
    else:
        if mailbox not in talk.config.mailbox:
            raise UserError(f"there is no mailbox {mailbox!r}; there are {', '.join(talk.config.mailbox)}")
        talk.at_desk(lambda desk: desk.campaigns.resume_mailbox(mailbox, by=BY))
        talk.say("resumed-mailbox", mailbox=mailbox)
    talk.give({"resumed": mailbox or "all"})
    return 0


def retry(
    pattern: Annotated[str | None, typer.Argument(help="Only this stage, key or brand; * stands for any text.")] = None,
    sources: Annotated[bool, typer.Option("--sources", help="Look again at sources that closed their door.")] = False,
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Try parked work again, or sources that had closed their door."""
    talk = Talk.about(config, as_json)
    if sources and pattern:
        raise UserError("--sources opens all closed sources: leave the pattern out")
    count = talk.at_desk(lambda desk: desk.campaigns.reopen() if sources else desk.campaigns.retry(pattern))
    talk.say("retried", count=count)
    talk.give({"retried": count})
    return 0
