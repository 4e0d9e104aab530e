"""Commands about what people agreed to: consent add, consent withdraw."""

from typing import Annotated

import typer

from leadwright.doors.commands.talk import BY, HERE, AsJson, ConfigPath, Talk

Whose = Annotated[str, typer.Argument(metavar="ADDRESS", help="Whose it is, as name@shop.example.")]


def add(
    address: Whose,
    words: Annotated[str, typer.Option(help="Their words, at most 300 characters of them.")] = "",
    at: Annotated[str, typer.Option(metavar="DAY", help="When they said so, such as 2026-03-31.")] = "",
    scope: Annotated[str, typer.Option(help="What for; without it, offers of help with their business.")] = "",
    way: Annotated[str, typer.Option(help="mail, form, bot or person.")] = "person",
    page: Annotated[str | None, typer.Option(metavar="URL", help="Where it can be read, where it can.")] = None,
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Keep that somebody asked to be written to; what waits for it is decided anew by the next run."""
    talk = Talk.about(config, as_json)
    done = talk.at_desk(
        lambda desk: desk.consents.add(address, words=words, at=at, scope=scope, way=way, page=page, by=BY)
    )
    talk.say("consent-kept" if done.new else "consent-known", email=done.address, count=done.letters)
    if not done.brands:
        talk.say("consent-of-nobody", email=done.address)
    talk.give(done)
    return 0


def withdraw(address: Whose, config: ConfigPath = HERE, as_json: AsJson = False) -> int:
    """End what somebody agreed to; letters that need it are held again."""
    talk = Talk.about(config, as_json)
    ended = talk.at_desk(lambda desk: desk.consents.withdraw(address, by=BY))
    talk.say("consent-withdrawn", count=ended)
    talk.give({"withdrawn": ended})
    return 0
