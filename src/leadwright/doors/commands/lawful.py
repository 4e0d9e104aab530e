"""The command that explains the law of a country."""

from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from leadwright.config import load
from leadwright.doors import law as shown
from leadwright.doors.commands.talk import HERE, AsJson, ConfigPath, give, plain
from leadwright.doors.render import Look
from leadwright.doors.words import Words
from leadwright.wiring.law import laws_of


def law(
    country: Annotated[
        str | None, typer.Argument(metavar="COUNTRY", help="A code (GB, uk) or a name; all rows without one.")
    ] = None,
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """What the law of a country lets you do, with its sources and your own reading; no legal advice."""
    known = load(config) if config != HERE or HERE.exists() else None
    look = Look(Words(known.language if known else "en"), ZoneInfo("UTC"))
    laws = laws_of(known)
    if country is None:
        rows = laws.all()
        give(rows, *shown.rows(plain(rows), look), as_json=as_json)
    else:
        row = laws.of(country)
        give(row, *shown.row(plain(row), look), as_json=as_json)
    return 0
