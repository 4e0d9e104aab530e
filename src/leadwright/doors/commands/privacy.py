"""Commands of data protection: forget, retention run, backup, restore."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from leadwright.doors.commands.talk import BY, HERE, AsJson, ConfigPath, Talk
from leadwright.service import keeping
from leadwright.wiring import real_clock


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
