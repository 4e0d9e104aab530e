"""The answer to somebody who asks what is held about them, as a file that they can read."""

from collections.abc import Iterator, Mapping
from typing import Any

from leadwright.config import Config
from leadwright.doors.words import Words

LONGEST = 2_000  # characters of one value; the whole is in the JSON


def answer(found: Mapping[str, Any], config: Config, words: Words) -> str:
    """Write the answer as Markdown: who we are, what we hold and why, for how long, who gets it, and their rights."""
    return "\n".join(_lines(found, config, words)) + "\n"


def _lines(found: Mapping[str, Any], config: Config, words: Words) -> Iterator[str]:
    def say(code: str, **facts: Any) -> str:
        return words.say(code, facts, of="access")

    who = config.operator
    yield f"# {say('title', who=found['asked'])}"
    yield from (
        "",
        say("made", at=found["at"]),
        "",
        say("controller", name=who.name, company=who.company, place=who.postal),
    )
    hosts = sorted({server.host for box in config.mailbox.values() for server in (box.smtp, box.imap)})
    yield from ("", say("purpose"), "", say("recipients", hosts=", ".join(hosts)))
    yield from ("", say("until", at=found["until"]) if found["until"] else say("until-none"))
    yield from ("", say("stopped", why=found["stopped"]) if found["stopped"] else say("not-stopped"))
    yield from ("", say("rights"))
    if not found["known"]:
        yield from ("", say("nothing"))
    for name, rows in {**found["held"], "hashes": found["hashes"]}.items():
        if rows:
            yield from ("", f"## {say(name)}")
            for row in rows:
                yield ""
                yield from _row(row)


def _row(row: Mapping[str, Any]) -> Iterator[str]:
    for name, value in row.items():
        text = shown(value)
        yield f"- {name}: {text}" if "\n" not in text else f"- {name}:\n\n{indented(text)}\n"


def shown(value: Any) -> str:
    """Give a value as text; what lies deeper is flattened."""
    if isinstance(value, Mapping):
        text = "; ".join(f"{name}: {shown(one)}" for name, one in value.items() if one not in (None, "", [], {}))
    elif isinstance(value, list | tuple):
        text = "; ".join(shown(one) for one in value)
    else:
        text = str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} [...]"


def indented(text: str) -> str:
    """Give a text as a Markdown block that nothing in it can end."""
    return "\n".join(f"        {line}" for line in text.splitlines())
