"""Commands that set the house up and check it: init, doctor."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from leadwright.config import Config
from leadwright.domain.errors import Scalar, UserError
from leadwright.doors import init as house
from leadwright.doors import render
from leadwright.doors.commands.talk import HERE, AsJson, ConfigPath, Talk, plain
from leadwright.doors.words import LANGUAGES, Words
from leadwright.service.doctor import BAD, next_step
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


def doctor(config: ConfigPath = HERE, as_json: AsJson = False) -> int:
    """Check everything that must be right before a letter leaves, and name the single next step."""
    talk = Talk.about(config, as_json)
    checks = talk.at_desk(lambda desk: desk.doctor.check())
    following = next_step(checks)
    found = {"checks": plain(checks), "next": following.next if following else None}
    talk.give(found, *render.checks(found, talk.look))
    return int(any(check.state == BAD for check in checks))
