"""The schema's history, run from within the package: no ini file, no command of Alembic's.

A new revision is one file in ``versions``; ``HEAD`` names the newest. Tests compare a ledger that took every step
with the tables as declared.
"""

from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

HEAD = "0001"


def upgrade(conn: sa.Connection, revision: str = HEAD) -> None:
    """Bring the database to ``revision`` within the caller's transaction."""
    config = settings()
    config.attributes["connection"] = conn
    command.upgrade(config, revision)


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
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
