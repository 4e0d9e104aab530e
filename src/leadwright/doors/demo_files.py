"""The files of the demo's operator: a configuration like a user's, pointed at the world's own ports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from json import dumps
from pathlib import Path

ADDRESS = "robin@hale-automation.test"
PASSWORD = "a mailbox of the demo world"
KEY = "the demo's key is no secret: it guards nothing but a made-up world"


@dataclass(frozen=True)
class DemoFiles:
    """Where the world answers.

    ``public`` is the host of the opt-out links, ``watches`` replaces the usual sources, ``mail`` names the mail servers
    of domains; of a domain that it does not name nothing is known.
    """

    web_port: int
    hosts: Sequence[str]
    smtp_port: int
    imap_port: int
    public: str | None = None
    append_sent: bool = False
    live: bool = True
    watches: str | None = None
    ledger: str = "sqlite:///leadwright.db"
    mail: Mapping[str, Sequence[str]] = field(default_factory=dict)


def write_files(folder: Path, where: DemoFiles) -> Path:
    """Write configuration, key and password into ``folder``; give the path of the configuration."""
    package = files("leadwright.doors")
    text = package.joinpath("demo.toml").read_text(encoding="utf-8")
    filled = text.format(
        live=str(where.live).lower(),
        address=ADDRESS,
        public_url=f'public_url = "https://{where.public}"' if where.public else "",
        ledger=where.ledger,
        smtp=where.smtp_port,
        imap=where.imap_port,
        append=str(where.append_sent).lower(),
        watches=where.watches or package.joinpath("demo_watches.toml").read_text(encoding="utf-8"),
        names="\n".join(f'"{host}" = {where.web_port}' for host in where.hosts),
        mail="\n".join(f'"{domain}" = {dumps(list(servers))}' for domain, servers in where.mail.items()),
    )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "leadwright.key").write_text(KEY)
    (folder / "mailbox.password").write_text(PASSWORD)
    path = folder / "leadwright.toml"
    path.write_text(filled, encoding="utf-8")
    return path
