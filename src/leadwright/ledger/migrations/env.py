"""Alembic's entry: runs the steps on the connection it is handed."""

from alembic import context

from leadwright.ledger import triggers
from leadwright.ledger.tables import metadata

conn = context.config.attributes["connection"]
# batch mode: SQLite cannot alter a column in place, so the table is copied; the copy loses its triggers
context.configure(connection=conn, target_metadata=metadata, render_as_batch=True, transactional_ddl=True)
context.run_migrations()
triggers.create(conn)
