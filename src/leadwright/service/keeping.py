"""Backups of the ledger, and what a restore must never lose: who said no, who was erased, what has left."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path

import sqlalchemy as sa

from leadwright.config import Config
from leadwright.domain.errors import UserError
from leadwright.ledger import lasting, placing, snapshot
from leadwright.ledger.archive import FORMAT, Manifest, digest, key_in, pack, unpack
from leadwright.ledger.database import Database
from leadwright.ledger.guard import fingerprint
from leadwright.ledger.lasting import Replayed
from leadwright.ledger.logbook import Entry, Logbook, Told
from leadwright.ledger.migrations import HEAD
from leadwright.ledger.tables import meta

NAME = "leadwright-{0:%Y%m%dT%H%M%S}Z.backup"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made."""

    file: str
    taken: datetime
    rows: int
    bytes: int
    expired: tuple[str, ...]  # older files that went
    journal: str | None = None  # what is wrong with the journal, where something is


@dataclass(frozen=True, slots=True)
class Current:
    """What the ledger in place says, where it can be read."""

    entries: tuple[Entry, ...]
    backup: datetime | None  # when a backup of it was last taken


@dataclass(frozen=True, slots=True)
class Restored:
    """A restore: what was put back, what was done again, and where the former ledger lies."""

    taken: datetime
    replayed: Replayed
    aside: str | None
    lost: tuple[str, ...]  # what nobody knows any more, as it was accepted
    journal: str | None = None  # where a journal that could not be proved lies now


async def backup(config: Config, now: datetime, file: Path | None = None) -> Backup:
    """Copy the ledger as it stands, also while a run is at work; into the backup folder where no file is named.

    Backups in that folder and copies beside the ledger that are older than the configuration allows go.
    """
    key, folder = config.hash_key(), config.backup_folder()
    target = file or folder / NAME.format(now)
    if target.exists():
        raise UserError(f"{target} exists: name another file")
    prepare(target.parent, mine=file is None)
    database = Database.open(config.ledger_url(), key=key, journal=config.journal())
    try:
        wrong = await proved(database)
        await database.write(lambda conn: snapshot.mark(conn, now))
        assert database.journal
        told = database.journal.read()  # before the copy: what it holds more than the copy is replayed
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as place:
            copy = Path(place) / "ledger.db"
            rows = snapshot.snapshot(database, copy)
            kind = "sqlite" if database.path else "postgresql"
            manifest = Manifest(
                FORMAT,
                version("leadwright"),
                HEAD,
                now,
                kind,
                fingerprint(key),
                digest(copy),
                rows,
                told.last,
                told.mac,
            )
            pack(target, manifest, copy, key)
    finally:
        await database.close()
    gone = expire(config, now)
    return Backup(str(target), now, sum(rows.values()), target.stat().st_size, tuple(map(str, gone)), wrong)


def prepare(folder: Path, *, mine: bool) -> None:
    """See that there is a folder; our own is for its owner only."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700 if mine else 0o777)
    except OSError as error:
        raise UserError(f"cannot make the folder {folder}: {error.strerror}") from error


async def proved(database: Database) -> str | None:
    """Prove the journal and write into it what it lacks; one that does not prove is laid aside and made anew.

    Gives what was wrong, where something was.
    """
    book, key = database.journal, database.key
    if book is None:
        return None
    told, wrong = book.read(), None
    if told.broken is not None:
        wrong = f"line {told.broken} does not follow from the line before; the file lies at {book.lay_aside()}"
    await database.write(lambda conn: lasting.catch_up(conn, book, key=key))
    return wrong


def expire(config: Config, now: datetime) -> list[Path]:
    """Delete backups in our folder, and copies beside the ledger, that are too old; gives which."""
    limit = now - timedelta(days=config.retention.backups_days)
    gone = [path for path in sorted(config.backup_folder().glob("leadwright-*.backup")) if taken_at(path) < limit]
    url = config.ledger_url()
    if url.startswith("sqlite:///"):
        path = Path(url.removeprefix("sqlite:///"))
        gone += placing.aside_files(path, now=now, days=config.retention.backups_days)
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def taken_at(path: Path) -> datetime:
    """Give when a backup was taken: as its name says, else when the file was written."""
    try:
        return datetime.strptime(f"{path.name}+0000", "leadwright-%Y%m%dT%H%M%SZ.backup%z")
    except ValueError:
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone()


async def restore(config: Config, now: datetime, file: Path, *, accept_loss: bool = False) -> Restored:
    """Put a backup in the place of the ledger, whatever database that is, and replay what was said since.

    Suppressions, approaches, erasures and withdrawn consents of the backup, of the ledger in place and of the journal
    are united; whoever was erased since is erased again; a letter that may have left since ends. UserError, and
    nothing done, where neither a newer ledger nor a whole journal tells what was said since, unless ``accept_loss``:
    then every letter that waits ends. The ledger in place is laid aside, never lost.
    """
    key = key_of(config, file)
    url = config.ledger_url()
    with placing.alone(url, key=key), tempfile.TemporaryDirectory(dir=room(config), prefix=".restore-") as place:
        manifest, fresh = unpack(file, Path(place), key=key)
        book = Logbook(config.journal(), key)
        told, current = book.read(), await current_of(url, key)
        lost = losses(manifest, told, current, now)
        if lost and not accept_loss:
            raise UserError(*lost, "to restore it all the same, add --accept-loss: every letter that waits is ended")
        entries = [*(current.entries if current else ()), *(line.entry for line in told.lines)]
        replayed = await made_new(fresh, entries, manifest, unsure=bool(lost), now=now, key=key)
        aside = placing.place(fresh, url, key=key, now=now)
    database = Database.open(url, key=key, journal=config.journal())
    try:
        wrong = await proved(database)
    finally:
        await database.close()
    return Restored(manifest.taken, replayed, aside, tuple(lost), wrong)


def key_of(config: Config, file: Path) -> bytes:
    """Give the hash key; where its file is gone it is put back from the backup."""
    place = config.ledger.key.file
    if place is not None and not (config.folder / place).exists():
        key = key_in(file)
        (config.folder / place).touch(mode=0o600)
        (config.folder / place).write_bytes(key + b"\n")
    return config.hash_key()


def room(config: Config) -> Path:
    """Give the folder in which a ledger is made ready: on the disk where it will lie."""
    url = config.ledger_url()
    return Path(url.removeprefix("sqlite:///")).parent if url.startswith("sqlite:///") else config.folder


async def current_of(url: str, key: bytes) -> Current | None:
    """Give what the ledger in place says; None where there is none, or it cannot be read."""
    try:
        database = Database.open(url, key=key)
    except UserError:
        return None
    try:
        return await database.read(lambda conn: Current(tuple(lasting.entries_of(conn, key)), snapshot.marked(conn)))
    except (UserError, sa.exc.DBAPIError):
        return None
    finally:
        await database.close()


def losses(manifest: Manifest, told: Told, current: Current | None, now: datetime) -> list[str]:
    """Say what nobody knows of the time since a backup; nothing where the ledger in place or the journal knows all."""
    if current and current.backup is not None and current.backup >= manifest.taken:
        return []
    if told.last > 0 and told.goes_on_from(manifest.journal, manifest.mac):
        return []
    if told.broken is not None:
        why = f"line {told.broken} of the journal was changed, or lines before it are missing"
    elif not told.lines:
        why = "there is no journal"
    elif told.last < manifest.journal:
        why = f"the journal ends at line {told.last}, and had {manifest.journal} when the backup was made"
    else:
        why = "the journal does not go on from where the backup was made"
    days = max(0, (now - manifest.taken).days)
    since = f"{manifest.taken:%Y-%m-%d %H:%M} UTC, {days} days ago"
    return [
        f"{why}, and no ledger in place knows what was said since this backup was made ({since})",
        "lost would be every stop and every erasure since then, so that these people could be written to again",
        "lost would be which letters have left since then",
    ]


async def made_new(
    fresh: Path, entries: Sequence[Entry], manifest: Manifest, *, unsure: bool, now: datetime, key: bytes
) -> Replayed:
    """Bring a restored ledger up to date, within its own folder: schema, replay, no remains of who is erased."""
    database = Database.open(f"sqlite:///{fresh}", key=key)
    try:
        replayed = await database.write(
            lambda conn: lasting.replay(conn, entries, since=manifest.taken, unsure=unsure, now=now, key=key)
        )
        await database.write(lambda conn: conn.execute(sa.delete(meta).where(meta.c.key == lasting.UNSCRUBBED)))
        await database.scrub()
    finally:
        await database.close()
    return replayed
