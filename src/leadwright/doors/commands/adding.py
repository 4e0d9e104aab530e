"""Commands by which a person adds what reading did not find: fact add, fact list, contact add."""

from typing import Annotated

import typer

from leadwright.doors import render
from leadwright.doors.commands.talk import BY, HERE, AsJson, ConfigPath, Talk, plain

Who = Annotated[str, typer.Argument(metavar="DOMAIN", help="A domain, a URL or an address of the brand.")]


def fact_add(
    who: Who,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="country, legal-form or function.")],
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="GB; Ltd; what the person is responsible for: buys the stock.")
    ],
    words: Annotated[str, typer.Option(help="What you read or know, word for word; kept with the fact.")] = "",
    page: Annotated[str | None, typer.Option(metavar="URL", help="The page that says so, where there is one.")] = None,
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Add a fact that reading did not find; what waits for it is decided anew by the next run."""
    talk = Talk.about(config, as_json)
    done = talk.at_desk(lambda desk: desk.facts.add(who, kind, value, words=words, page=page, by=BY))
    talk.say("fact-added", brand=done.brand, kind=done.kind, value=done.value, count=done.letters)
    talk.give(done)
    return 0


def fact_list(who: Who, config: ConfigPath = HERE, as_json: AsJson = False) -> int:
    """The facts that people added to a brand, the newest first; the newest of a kind counts."""
    talk = Talk.about(config, as_json)
    found = talk.at_desk(lambda desk: desk.facts.of(who))
    talk.give(found, render.facts(plain(found), talk.look))
    return 0


def contact_add(
    who: Who,
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="The address, as name@shop.example.")],
    page: Annotated[str, typer.Option(metavar="URL", help="The page where it stands; it is read once.")] = "",
    words: Annotated[str, typer.Option(help="What stands there, where the page hides it from programs.")] = "",
    name: Annotated[str, typer.Option(help="Whose address it is, as the page says.")] = "",
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Add an address that you read on a page of theirs; their letters go there from now on."""
    talk = Talk.about(config, as_json)
    done = talk.at_desk(lambda desk: desk.facts.contact(who, address, page=page, words=words, name=name, by=BY))
    talk.say(
        "contact-added" if done.readable else "contact-stated", brand=done.brand, email=done.address, url=done.page
    )
    talk.say("asked-again", count=done.letters)
    talk.give(done)
    return 0
