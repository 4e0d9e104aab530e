"""The schema's history, run from within the package: no ini file, no command of Alembic's.

A revision is one file in ``versions``, numbered. After a change of :mod:`leadwright.ledger.tables` write the next one
with ``python -m leadwright.ledger.migrations WHAT CHANGES`` and read it; data it must rewrite is added by hand. Tests
compare a ledger that took every step with the tables as declared.
"""

from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

HERE = Path(__file__).parent
HEAD = max((file.stem[:4] for file in HERE.glob("versions/[0-9]*.py")), default="base")


def upgrade(conn: sa.Connection) -> None:
    """Bring the database to the newest revision within the caller's transaction; its triggers are made anew."""
    config = settings()
    config.attributes["connection"] = conn
    command.upgrade(config, "head")


def revision(conn: sa.Connection) -> str | None:
    """Give the database's revision; None where it has none."""
    return MigrationContext.configure(conn).get_current_revision()


@cache
def known() -> frozenset[str]:
    """Give every revision this version knows."""
    return frozenset(step.revision for step in ScriptDirectory.from_config(settings()).walk_revisions())


def settings() -> Config:
    """Tell Alembic where the revisions are."""
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
