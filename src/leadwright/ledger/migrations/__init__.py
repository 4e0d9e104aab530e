"""The schema's history, run from within the package: no ini file, no command of Alembic's.

A revision is one file in ``versions``, numbered. After a change of :mod:`leadwright.ledger.tables` write the next one
with ``python -m leadwright.ledger.migrations WHAT CHANGES`` and read it; data it must rewrite is added by hand. Tests
compare a ledger that took every step with the tables as declared.

Alembic is loaded only when there is something to migrate (:mod:`leadwright.ledger.migrations.steps`): it would cost
every start half a second and 11 MB.
"""

from pathlib import Path
from pkgutil import resolve_name

import sqlalchemy as sa

HERE = Path(__file__).parent
STEPS = frozenset(file.stem[:4] for file in HERE.glob("versions/[0-9]*.py"))
HEAD = max(STEPS, default="base")
VERSION = sa.table("alembic_version", sa.column("version_num", sa.Text))  # the name is Alembic's


def upgrade(conn: sa.Connection) -> None:
    """Bring the database to the newest revision within the caller's transaction; its triggers are made anew."""
    resolve_name("leadwright.ledger.migrations.steps:upgrade")(conn)


def revision(conn: sa.Connection) -> str | None:
    """Give the database's revision; None where it has none."""
    if not sa.inspect(conn).has_table(VERSION.name):
        return None
    found: str | None = conn.scalar(sa.select(VERSION.c.version_num))
    return found


def known() -> frozenset[str]:
    """Give every revision this version knows."""
    return STEPS
