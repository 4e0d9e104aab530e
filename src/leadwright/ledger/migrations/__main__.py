"""Writes the next revision: what the tables have and the newest revision has not."""

import sys

import sqlalchemy as sa
from alembic import command

from leadwright.ledger import migrations
from leadwright.ledger.migrations.steps import settings


def main(words: list[str]) -> None:
    """Compare and write; ``words`` say what changes."""
    number = f"{len(migrations.known()) + 1:04}"
    config = settings()
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    with sa.create_engine("sqlite://").begin() as conn:
        config.attributes["connection"] = conn
        if migrations.known():
            command.upgrade(config, "head")
        command.revision(config, " ".join(words), autogenerate=True, rev_id=number)


if __name__ == "__main__":
    main(sys.argv[1:])
