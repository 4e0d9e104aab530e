"""One TOML file in, one frozen :class:`Config` out.

Unknown keys are refused and every mistake is reported at once with its place. Secrets never stand in the file: they
are named by reference and read when they are needed. Pauses, approvals and stops are state, not configuration.
This is the only reader of the environment.
"""

import os
import re
import subprocess
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

from leadwright.domain.errors import UserError
from leadwright.domain.law import code_of
from leadwright.tables.law import is_country

LEAST_POLL, MOST_POLL = 10, 300  # seconds between two looks into a mailbox
HARD_CAP = 40  # letters a day and mailbox, whatever else is configured


def country_code(text: str) -> str:
    """Give the code of a country (ISO 3166-1 alpha-2), in capitals and for UK and EL as GB and GR."""
    code = code_of(text)
    if not is_country(code):
        raise ValueError("no country has this code: give the two letters of ISO 3166, as in GB or DE")
    return code


CountryCode = Annotated[str, AfterValidator(country_code)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=20)]  # written out, stored and shown


class Table(BaseModel):
    """A table of the file: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Secret(Table):
    """Where a secret lives: ``{ env = "X" }``, ``{ file = "key" }`` or ``{ command = ["pass", "mail"] }``."""

    env: str | None = None
    file: Path | None = None
    command: tuple[str, ...] | None = None

    @model_validator(mode="before")
    @classmethod
    def refuse_plain(cls, value: Any) -> Any:
        """A secret in the file itself is refused, and never echoed."""
        if not isinstance(value, dict):
            raise ValueError(
                'a secret never stands here: write { env = "NAME" }, { file = "PATH" } or { command = [...] }'
            )
        if len(value) != 1:
            raise ValueError("name exactly one of env, file and command")
        return value

    def is_open(self, folder: Path) -> bool:
        """Whether a file of it can be read by others than its owner."""
        path = folder / self.file if self.file else None
        return path is not None and path.exists() and bool(path.stat().st_mode & 0o077)

    def reveal(self, folder: Path) -> str:
        """Read it; relative files lie beside the configuration. Raises UserError with what to change."""
        if self.env is not None:
            if self.env not in os.environ:
                raise UserError(f"the environment has no {self.env}: set it before you start Leadwright")
            return os.environ[self.env]
        if self.file is not None:
            path = folder / self.file
            try:
                return path.read_text(encoding="utf-8").strip()
            except OSError as error:
                raise UserError(f"cannot read the secret in {path}: {error.strerror}") from None
        try:
            done = subprocess.run(self.command or (), check=True, capture_output=True, text=True, timeout=30)
        except (OSError, subprocess.SubprocessError) as error:
            raise UserError(
                f"the command {(self.command or ('',))[0]!r} gave no secret: {type(error).__name__}"
            ) from None
        return done.stdout.strip()


class OperatorTable(Table):
    """Who writes: stands in every letter."""

    name: str = Field(min_length=2)
    company: str = Field(min_length=2)
    country: CountryCode
    postal: str = Field(min_length=8)
    site: str | None = None
    signature: str = ""
    offers: tuple[Literal["prices", "catalogue", "analytics", "orders"], ...] = Field(min_length=1)
    public_url: str | None = Field(default=None, pattern=r"^https?://[^\s]+$")
    abroad_reason: Reason | None = None  # why one's own law does not bind letters abroad
    booking: str | None = Field(default=None, pattern=r"^https?://[^\s]+$")


class ServerTable(Table):
    """One mail server; ``plain`` security is for loopback only."""

    host: str
    port: int = Field(gt=0, lt=65536)
    security: Literal["tls", "starttls", "plain"] = "tls"

    @model_validator(mode="after")
    def refuse_plain_elsewhere(self) -> "ServerTable":
        """A password never crosses a network in the clear."""
        if self.security == "plain" and self.host not in {"127.0.0.1", "localhost", "::1"}:
            raise ValueError('security = "plain" is for 127.0.0.1 only: use "tls" or "starttls"')
        return self


class MailboxTable(Table):
    """A mailbox that letters leave from, and whose answers are read."""

    address: str = Field(pattern=r"^[^@\s]{1,64}@[^@\s]{1,255}$")
    user: str | None = None
    password: Secret
    smtp: ServerTable
    imap: ServerTable
    zone: str = "UTC"
    cap: int = Field(default=30, ge=1, le=HARD_CAP)
    age: Literal["new", "established"] = "new"
    append_sent: bool = False
    poll_seconds: int = Field(default=MOST_POLL, ge=LEAST_POLL, le=MOST_POLL * 3)

    @field_validator("zone")
    @classmethod
    def known_zone(cls, value: str) -> str:
        """Zones are IANA names."""
        if value not in available_timezones():
            raise ValueError(f"{value!r} is no time zone such as Europe/Lisbon")
        return value


class PermissionTable(Table):
    """What permits the use of a place that may be read by permission only; kept as an event and shown."""

    text: str = Field(min_length=20)
    date: date
    terms: str | None = Field(default=None, pattern=r"^https?://[^\s]+$")  # URL of the terms that were read


class WatchTable(BaseModel):
    """A public source to look at; the other keys are the source's own options, checked by it."""

    model_config = ConfigDict(extra="allow", frozen=True)
    source: str
    permission: PermissionTable | None = None
    daily: int = Field(default=200, ge=1, le=20_000)  # posts a day (UTC) that are taken; the rest waits for tomorrow
    every: str = Field(default="6h", pattern=r"^\d{1,4}[mhd]$")
    cron: str | None = None

    @property
    def options(self) -> Mapping[str, Any]:
        """The source's own keys."""
        return self.model_extra or {}


class PlanTable(Table):
    """What collecting should come to; the report compares, nothing is forced."""

    sources: int = Field(default=2, ge=1, le=50)  # that are looked at a day
    addresses: int = Field(default=30, ge=1, le=1_000)  # that may be used, a day


class LedgerTable(Table):
    """Where everything is remembered; the hash key is made by ``init`` and belongs into every backup."""

    url: str = "sqlite:///leadwright.db"
    key: Secret = Secret(file=Path("leadwright.key"))


class CrawlerTable(Table):
    """How we introduce ourselves to sites, and at which pace we read."""

    contact: str = ""  # a URL or an address that site owners can turn to
    pace_seconds: float = Field(default=1.0, ge=1.0)
    timeout_seconds: float = Field(default=20.0, ge=1.0, le=120.0)  # for one whole answer


class ValidationTable(Table):
    """How much is asked about an address before it is written to."""

    probe: bool = False  # ask mail servers too: once a domain and day, twenty times a day, never the large providers
    timeout_seconds: float = Field(default=6.0, ge=1.0, le=30.0)  # for all DNS questions about one domain


class RetentionTable(Table):
    """How long what is kept: shorter than the law of the house, never longer. In days."""

    never_contacted_days: int = Field(default=30, ge=1, le=30)  # a lead to whom nothing left
    unanswered_days: int = Field(default=181, ge=1, le=181)  # six months after the last letter
    answered_days: int = Field(default=730, ge=1, le=730)  # twenty-four months after the last word of either side
    pages_days: int = Field(default=90, ge=1, le=90)  # the pages as they were read
    backups_days: int = Field(default=35, ge=1, le=35)


class BackupTable(Table):
    """Where backups go."""

    folder: str = "backups"  # beside the configuration


class WorldTable(Table):
    """The demo world's addresses: names that resolve to ports of this machine, and nothing else does."""

    names: Mapping[str, int] = {}
    mail: Mapping[str, tuple[str, ...]] = {}  # a domain's mail servers; "." alone: it takes no mail (RFC 7505)
    marketplaces: tuple[str, ...] = ()


class WebTable(Table):
    """The dashboard's own address, for this machine only."""

    port: int = Field(default=8470, ge=0, lt=65536)


class PublicTable(Table):
    """The recipient's page on this machine; a reverse proxy gives it ``operator.public_url`` and TLS."""

    port: int = Field(default=8471, ge=0, lt=65536)


class OverrideTable(Table):
    """The operator's own reading of one country's law, with a written reason."""

    action: Literal["send", "hold", "block"]
    reason: Reason


class Config(Table):
    """All settings; see docs/reference/configuration.md."""

    live: bool = False
    language: Literal["en", "ru"] = "en"
    operator: OperatorTable
    mailbox: Mapping[str, MailboxTable] = Field(min_length=1)
    watch: Mapping[str, WatchTable] = {}
    plan: PlanTable = PlanTable()
    playbooks: tuple[str, ...] = ("shopify-dtc",)
    ledger: LedgerTable = LedgerTable()
    crawler: CrawlerTable = CrawlerTable()
    validation: ValidationTable = ValidationTable()
    dashboard: WebTable = WebTable()
    public: PublicTable = PublicTable()
    law: Mapping[CountryCode, OverrideTable] = {}
    retention: RetentionTable = RetentionTable()
    backup: BackupTable = BackupTable()
    world: WorldTable | None = None
    folder: Path = Field(default=Path(), exclude=True)

    @field_validator("law", mode="before")
    @classmethod
    def refuse_two_readings(cls, value: object) -> object:
        """One country has one reading, whatever it is called."""
        codes = [code_of(name) for name in value] if isinstance(value, Mapping) else []
        if twice := sorted({code for code in codes if codes.count(code) > 1}):
            raise ValueError(f"two readings of {', '.join(twice)}: keep one")
        return value

    def hash_key(self) -> bytes:
        """Read the key of all keyed hashes; at least 32 characters."""
        key = self.ledger.key.reveal(self.folder)
        if len(key) < 32:
            raise UserError("the hash key is too short: let `leadwright init` make it, or use 32 characters and more")
        return key.encode()

    def journal(self) -> Path:
        """Give the journal beside the ledger; with PostgreSQL it lies beside the configuration."""
        url = self.ledger_url()
        start = "sqlite:///"
        return Path(
            f"{url.removeprefix(start)}.journal" if url.startswith(start) else self.folder / "leadwright.journal"
        )

    def backup_folder(self) -> Path:
        """Give the folder of backups."""
        return self.folder / self.backup.folder

    def ledger_url(self) -> str:
        """Give the database URL; a relative SQLite file lies beside the configuration."""
        start = "sqlite:///"
        path = self.ledger.url.removeprefix(start)
        if self.ledger.url.startswith(start) and not Path(path).is_absolute():
            return f"{start}{(self.folder / path).resolve()}"
        return self.ledger.url


def load(path: Path) -> Config:
    """Read ``path``. Raises UserError with every mistake at once, each with its place."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UserError(f"there is no {path}: run `leadwright init`, or name the file with --config") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path} cannot be read: {error}") from None
    return parse(text, path)


def parse(text: str, path: Path) -> Config:
    """Check the text of a configuration that lies (or will lie) at ``path``."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{path} is not TOML: {error}") from None
    try:
        return Config.model_validate({**tables, "folder": path.parent.resolve()})
    except ValidationError as error:
        raise UserError(*(mistake(one, text, path) for one in error.errors())) from None


def mistake(error: Any, text: str, path: Path) -> str:
    """Say one mistake with its place; values are never repeated, they might be secret."""
    place: Sequence[Any] = error["loc"]
    names = [str(part) for part in place]
    number = line_of(names, text)
    where = f"{path}:{number}" if number else str(path)
    said = error["msg"].removeprefix("Value error, ")
    if error["type"] == "extra_forbidden":
        said = "no such key: remove it or look for a misspelling"
    if error["type"] == "missing":
        said = "is missing"
    return f"{where}: {'.'.join(names)}: {said}"


def line_of(names: Sequence[str], text: str) -> int | None:
    """Find the line of a dotted place: the key within its table, else the table's heading."""
    heading, found = "", None
    for number, line in enumerate(text.splitlines(), 1):
        if match := re.match(r"\s{0,80}\[([^\]]{1,200})\]", line):
            heading = match[1].strip()
            if heading and ".".join(names).startswith(heading):
                found = number
        elif match := re.match(r"\s{0,80}([\w.-]{1,100})\s{0,80}=", line):
            whole = f"{heading}.{match[1]}" if heading else match[1]
            if ".".join(names) == whole or ".".join(names).startswith(whole + "."):
                return number
    return found
