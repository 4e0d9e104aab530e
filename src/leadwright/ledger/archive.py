"""A backup: one file that holds a whole ledger as it stood at one moment, and says what it is.

It is a zip archive of the ledger as a SQLite file, whatever database it was copied from, of the hash key without which
the ledger cannot be opened, and of a manifest that is sealed with that key. Readable by its owner only.
"""

import hmac
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import msgspec

from leadwright.domain.errors import UserError

MANIFEST, LEDGER, KEY = "manifest.json", "ledger.db", "key"
FORMAT = 1
CHUNK = 1 << 20  # bytes


class Manifest(msgspec.Struct, frozen=True):
    """What a backup is; ``seal`` is the HMAC-SHA256 of all before it, under the ledger's hash key."""

    format: int
    version: str  # of leadwright
    schema: str  # of the ledger
    taken: datetime
    kind: str  # of the database it was copied from: sqlite, postgresql
    fingerprint: str  # of the hash key
    sha256: str  # of the ledger's file
    rows: dict[str, int]  # by table
    journal: int  # number of the last line of the journal at that moment, and its mac
    mac: str
    seal: str = ""

    def sealed(self, key: bytes) -> "Manifest":
        """Seal it."""
        return msgspec.structs.replace(self, seal=self.seal_of(key))

    def seal_of(self, key: bytes) -> str:
        """Give the seal that it must have."""
        said = msgspec.json.encode(msgspec.structs.replace(self, seal=""), order="deterministic")
        return hmac.new(key, b"backup\0" + said, "sha256").hexdigest()


def pack(target: Path, manifest: Manifest, ledger: Path, key: bytes) -> None:
    """Write a backup, whole or not at all; UserError where the place cannot be written to."""
    part = target.with_name(f"{target.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest.sealed(key))))
                archive.writestr(KEY, key)
                archive.write(ledger, LEDGER)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UserError(f"cannot write the backup {target}: {error.strerror}") from error


@contextmanager
def opened(source: Path) -> Iterator[zipfile.ZipFile]:
    """Open a backup; UserError where it is none."""
    try:
        with zipfile.ZipFile(source) as archive:
            yield archive
    except FileNotFoundError as error:
        raise UserError(f"there is no {source}") from error
    except (OSError, zipfile.BadZipFile, KeyError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        raise UserError(f"{source} is no backup, or is damaged: {error}") from error


def manifest_of(source: Path) -> Manifest:
    """Read what a backup says it is; nothing of that is proved yet."""
    with opened(source) as archive:
        try:
            return msgspec.json.decode(archive.read(MANIFEST), type=Manifest)
        except msgspec.DecodeError as error:
            raise UserError(f"{source} is no backup of this kind: {error}") from error


def key_in(source: Path) -> bytes:
    """Give the hash key that lies in a backup."""
    with opened(source) as archive:
        return archive.read(KEY)


def unpack(source: Path, folder: Path, *, key: bytes) -> tuple[Manifest, Path]:
    """Prove a backup and write its ledger into ``folder``; UserError where it was changed or is another key's."""
    manifest = manifest_of(source)
    if manifest.format > FORMAT:
        raise UserError(f"{source} was made by a newer leadwright ({manifest.version}): upgrade this one")
    if not hmac.compare_digest(key_in(source), key):
        raise UserError(f"{source} belongs to another hash key: put back the key file that was made with it")
    if not hmac.compare_digest(manifest.seal, manifest.seal_of(key)):
        raise UserError(f"{source} was changed since it was made: its manifest does not fit its seal")
    target = folder / LEDGER
    with opened(source) as archive, archive.open(LEDGER) as packed, target.open("wb") as file:
        target.chmod(0o600)
        for block in iter(lambda: packed.read(CHUNK), b""):
            file.write(block)
    if digest(target) != manifest.sha256:
        raise UserError(f"{source} is damaged: its ledger does not fit its digest")
    return manifest, target


def digest(path: Path) -> str:
    """Give the SHA-256 of a file, hex."""
    with path.open("rb") as file:
        return sha_of(file)


def sha_of(file: BinaryIO) -> str:
    """Give the SHA-256 of what is left of an open file, hex."""
    total = sha256()
    for block in iter(lambda: file.read(CHUNK), b""):
        total.update(block)
    return total.hexdigest()
