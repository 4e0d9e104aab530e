"""Alembic's entry: runs the steps on the connection it is handed."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from leadwright.ledger import triggers
from leadwright.ledger.columns import Moment
from leadwright.ledger.tables import leads


def render(kind: str, thing: Any, into: AutogenContext) -> str | Literal[False]:
    """Write our own type by its name."""
    if kind == "type" and isinstance(thing, Moment):
        into.imports.add("from leadwright.ledger.columns import Moment")
        return "Moment()"
    return False


conn = context.config.attributes["connection"]
# batch mode: SQLite cannot alter a column in place, so the table is copied; the copy loses its triggers, and those of
# other tables that ask it stand in the way
triggers.drop_all(conn)
context.configure(connection=conn, target_metadata=leads.metadata, render_as_batch=True, render_item=render)
context.run_migrations()
if conn.dialect.has_table(conn, "suppression"):  # not while the first revision is being written
    triggers.create(conn)
