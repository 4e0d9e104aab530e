"""Alembic's part of the schema's history."""

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from leadwright.ledger.migrations import HERE


def upgrade(conn: sa.Connection) -> None:
    """Bring the database to the newest revision within the caller's transaction; its triggers are made anew."""
    config = settings()
    config.attributes["connection"] = conn
    command.upgrade(config, "head")


def settings() -> Config:
    """Tell Alembic where the revisions are."""
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
