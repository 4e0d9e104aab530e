"""Commands that set the house up, check it and move it: init, doctor, ledger move, ledger mend."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from leadwright.config import Config
from leadwright.domain.errors import Scalar, UserError
from leadwright.doors import init as house
from leadwright.doors import render
from leadwright.doors.commands.talk import HERE, AsJson, ConfigPath, Talk, plain
from leadwright.doors.words import LANGUAGES, Words
from leadwright.service.desk import Desk
from leadwright.service.doctor import BAD, Check, next_step, tried
from leadwright.service.moving import mend_ledger, move_ledger
from leadwright.wiring import Surroundings, open_desk


def init(
    language: Annotated[str | None, typer.Option(help="en or ru.")] = None,
    answers: Annotated[Path | None, typer.Option(help="A TOML file of answers; nothing is asked then.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write the file anew; the old one is kept beside it.")] = False,
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Ask what is needed, show what will be written, and write the configuration, its key and its ledger."""
    given = house.read_answers(answers) if answers else {}
    words = Words(spoken(language or given.get("language"), interactive=answers is None))
    if config.exists() and not force:
        raise UserError(words.say("exists", {"path": str(config)}, of="init"))
    said = house.completed(given if answers else ask(words), words)
    text, made = house.checked(said, words.language, path=config)
    narrate(words, "shown", path=str(config))
    typer.echo(text, err=True)
    if answers is None and not typer.confirm(words.say("write", of="init"), default=True, err=True):
        narrate(words, "left")
        return 0
    kept = found(words, text, made, path=config)
    told(words, said)
    talk = Talk(made, as_json)
    talk.give({"config": str(config), "kept": str(kept) if kept else None, "ledger": made.ledger_url()})
    return 0


def spoken(language: str | None, *, interactive: bool) -> str:
    """Give the language; a person who named none is asked."""
    if language is None and interactive:
        language = str(typer.prompt("English or Russian? По-английски или по-русски? (en, ru)", default="en", err=True))
    language = language or "en"
    if language not in LANGUAGES:
        raise UserError(f"there is no language {language!r}; there are {', '.join(LANGUAGES)}")
    return language


def narrate(words: Words, code: str, **facts: Scalar) -> None:
    """Say something on stderr."""
    typer.echo(words.say(code, facts, of="init"), err=True)


def ask(words: Words) -> house.Answers:
    """Ask a person, each question until its answer fits."""
    narrate(words, "begin")
    said: dict[str, str] = {}
    for question in house.QUESTIONS:
        if not question.asked(said):
            continue
        prompt = words.say(question.key, of="ask")
        if question.choices():
            prompt += f" ({', '.join(question.choices())})"
        while True:
            default = question.default(said)
            answer = str(typer.prompt(prompt, default=default, show_default=bool(default), err=True)).strip()
            if question.fits(answer):
                break
            typer.echo(house.complaint(question, answer, words), err=True)
        said[question.key] = answer
    return said


def found(words: Words, text: str, made: Config, *, path: Path) -> Path | None:
    """Write the file and the key, and make the ledger; give the name that an older file now has."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = house.write(text, path)
    if kept:
        narrate(words, "kept", path=str(kept))
    narrate(words, "written", path=str(path))
    key = path.parent / house.KEY_FILE
    narrate(words, "key" if house.make_key(path.parent) else "key-kept", path=str(key))

    async def create() -> None:
        desk = open_desk(made, Surroundings(create=True))
        await desk.close()

    asyncio.run(create())
    narrate(words, "ledger", url=made.ledger_url())
    return kept


def told(words: Words, said: house.Answers) -> None:
    """Say what to switch on at the provider, and the next step."""
    preset = house.presets()[said["provider"]]
    narrate(words, "hint", provider=preset["title"], hint=preset["hint"][words.language])
    if house.is_consumer(said["address"]):
        narrate(words, "consumer", address=said["address"])
    narrate(words, "next", variable=said["password_env"])


def doctor(
    to_self: Annotated[
        bool, typer.Option("--send-to-self", help="Send each mailbox a mail to itself and wait for it.")
    ] = False,
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Check everything that must be right before a letter leaves, and name the single next step."""
    talk = Talk.about(config, as_json)

    async def look(desk: Desk) -> list[Check]:
        checks = await desk.doctor.check()
        if not to_self:
            return checks
        return [*checks, *[await tried(f"self {name}", partial(back, desk, name)) for name in talk.config.mailbox]]

    checks = talk.at_desk(look)
    following = next_step(checks)
    found = {"checks": plain(checks), "next": following.next if following else None}
    talk.give(found, *render.checks(found, talk.look))
    return int(any(check.state == BAD for check in checks))


async def back(desk: Desk, mailbox: str) -> dict[str, Scalar]:
    """Send a mail from a mailbox to itself; give how long it took to come back, and to which folder."""
    trip = await desk.selfmail.round_trip(mailbox)
    return {"seconds": round(trip.seconds, 1), "folder": trip.folder}


def ledger_move(
    url: Annotated[str, typer.Argument(metavar="URL", help="postgresql://USER:PASSWORD@HOST/DATABASE, empty.")],
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Move the ledger from SQLite to PostgreSQL: copy, compare, go on where a move was cut off; the source stays."""
    talk = Talk.about(config, as_json)

    def progress(table: str, done: int, rows: int) -> None:
        typer.echo(f"{table}: {done}/{rows}", err=True)

    report = move_ledger(talk.config, url, progress=progress)
    talk.say("moved", rows=report.rows)
    talk.give({**plain(report), "rows": report.rows})
    return 0


def ledger_mend(config: ConfigPath = HERE, as_json: AsJson = False) -> int:
    """Make anew the triggers by which the ledger refuses what no letter may be; what was changed meanwhile stays."""
    talk = Talk.about(config, as_json)
    names = mend_ledger(talk.config)
    talk.say("mended", number=len(names))
    talk.give({"made": list(names)})
    return 0
