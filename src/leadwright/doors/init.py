"""From answers to a configuration: what ``leadwright init`` asks, checks and writes.

Answers come from a person or from a TOML file; both pass the same checks, and the finished text is read back by
:mod:`leadwright.config` before it is written. The password itself is never asked for, only the name of the variable
that will hold it.
"""

import json
import os
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any
from zoneinfo import available_timezones

from leadwright.config import Config, parse
from leadwright.domain.errors import UserError
from leadwright.doors.words import Words

Answers = Mapping[str, str]
OFFERS = ("prices", "catalogue", "analytics", "orders")
AGES = ("new", "established")
OTHER = "other"  # the provider whose servers must be named
KEY_FILE = "leadwright.key"
KEY_BYTES = 32
SECURITY = {465: "tls", 993: "tls", 587: "starttls", 143: "starttls"}  # RFC 8314: TLS from the start where it can be
CONSUMER = frozenset({"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "yahoo.com", "icloud.com"})
QUERIES = {
    "shopify-dtc": "shopify",
    "woocommerce": "woocommerce",
    "etsy-handmade": "etsy",
    "agency": "ecommerce agency",
}


@dataclass(frozen=True)
class Question:
    """One thing to ask; ``default`` gives what counts where nothing is said, None where an answer is needed."""

    key: str
    fits: Callable[[str], bool] = bool
    default: Callable[[Answers], str | None] = lambda _: None
    choices: Callable[[], Sequence[str]] = tuple
    asked: Callable[[Answers], bool] = lambda _: True


def told(pattern: str) -> Callable[[str], bool]:
    """Accept what the pattern matches as a whole."""
    return lambda text: re.fullmatch(pattern, text) is not None


def perhaps(pattern: str) -> Callable[[str], bool]:
    """Accept nothing, too."""
    return lambda text: not text or re.fullmatch(pattern, text) is not None


def one_of(choices: Callable[[], Sequence[str]]) -> Callable[[str], bool]:
    """Accept one of the choices."""
    return lambda text: text in choices()


def elsewhere(answers: Answers) -> bool:
    """Whether the provider is none that we know."""
    return answers.get("provider") == OTHER


@cache
def presets() -> Mapping[str, Any]:
    """Give the providers that we know."""
    return tomllib.loads(files("leadwright.doors").joinpath("presets.toml").read_text(encoding="utf-8"))


@cache
def playbooks() -> tuple[str, ...]:
    """Give the names of the niches that come with the package."""
    folder = files("leadwright").joinpath("playbooks")
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


def offers_of(text: str) -> list[str]:
    """Take a list of offers apart, as a person writes it."""
    return [word for word in re.split(r"[\s,;]{1,20}", text.strip()) if word]


HOST = r"[A-Za-z0-9.-]{1,253}(?::\d{1,5})?"
URL = r"https?://\S{3,300}"

QUESTIONS: tuple[Question, ...] = (
    Question("name", told(r".{2,100}")),
    Question("company", told(r".{2,150}")),
    Question("country", told(r"[A-Z]{2}")),
    Question("postal", told(r"(?s).{8,300}")),
    Question("site", perhaps(URL), lambda _: ""),
    Question("signature", told(r"(?s).{2,300}"), lambda said: said.get("name")),
    Question("provider", one_of(lambda: tuple(presets())), choices=lambda: tuple(presets())),
    Question("address", told(r"[^@\s\"<>]{1,64}@[^@\s\"<>]{1,255}")),
    Question("user", perhaps(r"\S{1,200}"), lambda _: ""),
    Question("smtp", told(HOST), asked=elsewhere),
    Question("imap", told(HOST), asked=elsewhere),
    Question("password_env", told(r"[A-Z_][A-Z0-9_]{0,100}"), lambda _: "LEADWRIGHT_MAILBOX_PASSWORD"),
    Question("zone", lambda text: text in available_timezones()),
    Question("age", one_of(lambda: AGES), lambda _: "new", choices=lambda: AGES),
    Question("playbook", one_of(playbooks), choices=playbooks),
    Question(
        "offers", lambda text: bool(offers_of(text)) and set(offers_of(text)) <= set(OFFERS), choices=lambda: OFFERS
    ),
    Question("public_url", perhaps(URL), lambda _: ""),
    Question(
        "query", told(r".{2,100}"), lambda said: QUERIES.get(said.get("playbook", "shop"), said.get("playbook", "shop"))
    ),
    Question("contact", told(r"\S{5,300}"), lambda said: said.get("site") or said.get("address")),
)


def complaint(question: Question, answer: str, words: Words) -> str:
    """Say what is wrong with an answer, and what would be right."""
    said = f"{question.key}: {words.say(question.key, of='wrong')}"
    if question.choices():
        said += " " + ", ".join(question.choices())
    if question.key == "zone":
        ends = {zone.rpartition("/")[2].lower(): zone for zone in sorted(available_timezones())}
        near = get_close_matches(answer.rpartition("/")[2].lower().replace(" ", "_"), ends, n=3)
        said += " " + ", ".join(ends[one] for one in near)
    return said.strip()


def read_answers(path: Path) -> Answers:
    """Read a TOML file of answers; lists become words with commas. UserError says what is wrong with the file."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"{path} is not TOML: {error}") from None
    return {key: ", ".join(map(str, value)) if isinstance(value, list) else str(value) for key, value in said.items()}


def completed(answers: Answers, words: Words) -> Answers:
    """Fill in what may be left out; UserError names every missing, wrong and unknown answer at once."""
    whole: dict[str, str] = {key: answer for key, answer in answers.items() if key != "language"}
    problems: list[str] = []
    for question in QUESTIONS:
        if not question.asked(whole):
            continue
        answer = whole.get(question.key)
        if answer is None:
            answer = question.default(whole)
        if answer is None:
            problems.append(f"{question.key}: {words.say('missing', of='wrong')} {words.say(question.key, of='ask')}")
        elif not question.fits(answer):
            problems.append(complaint(question, answer, words))
        else:
            whole[question.key] = answer
    known = {question.key for question in QUESTIONS}
    problems += [f"{key}: {words.say('unknown', of='wrong')}" for key in sorted(whole.keys() - known)]
    if problems:
        raise UserError(*problems)
    return whole


def quoted(text: str) -> str:
    """Write a text as a TOML basic string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def server(preset: Mapping[str, Any], answers: Answers, kind: str) -> str:
    """Write the table of the smtp or imap server: the preset's, or the one that was named as host or host:port."""
    if kind in preset:
        row = preset[kind]
        host, port, security = row["host"], row["port"], row["security"]
    else:
        host, _, named = answers[kind].partition(":")
        port = int(named or {"smtp": 465, "imap": 993}[kind])
        security = SECURITY.get(port, "tls")
    return f"{{ host = {quoted(host)}, port = {port}, security = {quoted(security)} }}"


def compose(answers: Answers, language: str) -> str:
    """Write the configuration, with its comments in the operator's language, from complete answers."""
    preset = presets()[answers["provider"]]
    page = files("leadwright.doors").joinpath("words", f"file.{language}.txt").read_text(encoding="utf-8")
    written = {key: quoted(value) for key, value in answers.items()}
    written |= {
        "playbooks": ", ".join(playbooks()),
        "provider": preset["title"],
        "hint": preset["hint"][language],
        "offers": json.dumps(offers_of(answers["offers"])),
        "smtp": server(preset, answers, "smtp"),
        "imap": server(preset, answers, "imap"),
        "append_sent": json.dumps(preset["append_sent"]),
    }
    examples = {"site": '"https://..."', "user": '"..."', "public_url": '"https://..."'}
    for key, example in examples.items():
        written[key] = f"{key} = {quoted(answers[key])}" if answers[key] else f"# {key} = {example}"
    return Template(page).substitute(written)


def checked(answers: Answers, language: str, *, path: Path) -> tuple[str, Config]:
    """Compose the text and read it back as it will be read; UserError where the configuration refuses it."""
    text = compose(answers, language)
    return text, parse(text, path)


def backup_of(path: Path) -> Path:
    """Give the first free name for a copy of what is there: leadwright.toml.1, then .2 ..."""
    number = 1
    while (kept := path.with_name(f"{path.name}.{number}")).exists():
        number += 1
    return kept


def write(text: str, path: Path) -> Path | None:
    """Write the file; what was there before is kept beside it, and its new name is given."""
    kept = None
    if path.exists():
        kept = backup_of(path)
        path.rename(kept)
    path.write_text(text, encoding="utf-8")
    return kept


def make_key(folder: Path) -> bool:
    """Make the hash key, readable for its owner alone; False where there is one, which is never replaced."""
    try:
        handle = os.open(folder / KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(os.urandom(KEY_BYTES).hex() + "\n")
    return True


def is_consumer(address: str) -> bool:
    """Whether the address is a consumer's mailbox, whose provider forbids cold letters."""
    return address.rpartition("@")[2].lower() in CONSUMER
