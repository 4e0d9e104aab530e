"""Commands of data protection: show, forget, retention run, record, backup, restore."""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from leadwright.domain.errors import UserError
from leadwright.doors import documents
from leadwright.doors.access import answer
from leadwright.doors.commands.talk import BY, HERE, AsJson, ConfigPath, Talk, plain
from leadwright.service import keeping
from leadwright.wiring import real_clock


def show(
    who: Annotated[str, typer.Argument(metavar="ADDRESS|DOMAIN", help="Who asks what is held about them.")],
    out: Annotated[Path | None, typer.Option(help="A file to write it to.")] = None,
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Everything that is held about somebody, as they may ask for it (GDPR Art. 15); nothing of third persons."""
    talk = Talk.about(config, as_json)
    found = plain(talk.at_desk(lambda desk: desk.show(who)))
    text = answer(found, talk.config, talk.words)
    if as_json:
        text = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    if out is None:
        sys.stdout.write(text)
        return 0
    written(out, text)
    talk.say("shown-to", file=str(out))
    return 0


def written(path: Path, text: str) -> None:
    """Write a file that is readable by its owner only; UserError where that cannot be done or it exists."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise UserError(f"cannot write {path}: {error.strerror}") from error


def record(
    out: Annotated[Path | None, typer.Option(help="A folder to write the two documents to.")] = None,
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """The processing record (GDPR Art. 30) and the balancing test, filled in; no legal advice."""
    talk = Talk.about(config, as_json)
    facts = talk.at_desk(lambda desk: desk.records.facts())
    filled = {name: documents.filled(name, facts, talk.words.language, real_clock().now()) for name in documents.NAMES}
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for name, text in filled.items():
            written(out / f"{name}-{real_clock().now():%Y-%m-%d}.md", text)
            talk.say("shown-to", file=str(out / f"{name}-{real_clock().now():%Y-%m-%d}.md"))
    elif not as_json:
        sys.stdout.write("\n".join(filled.values()))
    if as_json:
        talk.give(facts)
    return 0


def forget(
    who: Annotated[str, typer.Argument(metavar="ADDRESS|DOMAIN", help="Who asked to be erased.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Erase a person with their brand: keyed hashes and dates stay, so that nobody collects or writes to them again."""
    talk = Talk.about(config, as_json)
    if not yes and not typer.confirm(talk.words.say("forget-sure", {"who": who}, of="door"), err=True):
        talk.say("forget-left")
        return 1
    done = talk.at_desk(lambda desk: desk.rights.forget(who, by=BY))
    talk.say("erased", rows=sum(done.erased.rows.values()), touched=done.erased.touched)
    if done.left:
        talk.say("unscrubbed", why=done.left)
    talk.give(done)
    return int(bool(done.left))


def retention_run(
    dry: Annotated[bool, typer.Option("--dry", help="Only count what would be erased.")] = False,
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Erase what has been kept for long enough; leadwright run does so every day."""
    talk = Talk.about(config, as_json)
    done = talk.at_desk(lambda desk: desk.retention.run(dry=dry))
    counts = {"brands": sum(done.brands.values()), "rows": sum(done.rows.values()), "files": len(done.files)}
    talk.say("retention-would" if dry else "retention-done", **counts)
    for kind, number in done.brands.items():
        talk.say(f"retention-{kind}", brands=number)
    if done.left:
        talk.say("unscrubbed", why=done.left)
    if done.journal:
        talk.say("journal-broken", why=done.journal)
    talk.give(done)
    return int(bool(done.left or done.journal))


def backup(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="Without it, a file of the backup folder.")
    ] = None,
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Copy the whole ledger and its key into one file, also while a run is at work."""
    talk = Talk.about(config, as_json)
    done = asyncio.run(keeping.backup(talk.config, real_clock().now(), file))
    talk.say("backed-up", file=done.file, rows=done.rows, bytes=done.bytes)
    if done.expired:
        talk.say("backups-expired", files=len(done.expired))
    if done.journal:
        talk.say("journal-broken", why=done.journal)
    talk.give(done)
    return int(bool(done.journal))


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup, from either kind of database.")],
    accept_loss: Annotated[
        bool, typer.Option("--accept-loss", help="Also where nobody knows what was said since the backup.")
    ] = False,
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Put a backup in the place of the ledger; stops, erasures and letters since then are replayed."""
    talk = Talk.about(config, as_json)
    done = asyncio.run(keeping.restore(talk.config, real_clock().now(), file, accept_loss=accept_loss))
    talk.say("restored", taken=f"{done.taken:%Y-%m-%d %H:%M}")
    replayed = done.replayed
    talk.say("replayed", suppressed=replayed.suppressed, erased=replayed.erased, cancelled=replayed.cancelled)
    if replayed.doubted:
        talk.say("restored-doubts", count=replayed.doubted)
    if done.aside:
        talk.say("laid-aside", place=done.aside)
    for lost in done.lost:
        talk.say("lost", what=lost)
    if done.journal:
        talk.say("journal-broken", why=done.journal)
    talk.give(done)
    return int(bool(done.lost or done.journal))
