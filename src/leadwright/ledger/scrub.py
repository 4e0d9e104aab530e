"""Rewrites a database, so that what was deleted is nowhere in its files.

``secure_delete`` overwrites what a DELETE frees, but a row that a full page once handed to its neighbour leaves a copy
behind that no DELETE knows of (measured: 170 of 6,667 rows). So the file is built anew from what it still holds, and
the write-ahead log is emptied into it. PostgreSQL keeps dead rows until its tables are rewritten; its own log and
dumps made elsewhere are the operator's.
"""

import sqlite3

import sqlalchemy as sa

from leadwright.domain.errors import UserError
from leadwright.ledger.columns import metadata

TIMES = 3  # each waits for readers as long as the busy timeout


def scrub(engine: sa.Engine) -> None:
    """Rewrite the database behind a writer's engine; blocks, and needs room for a second copy.

    UserError where the disk is too full, or where somebody goes on reading the old state: nothing is lost, but the
    log still holds what was deleted.
    """
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
            conn.exec_driver_sql(f"VACUUM (FULL) {', '.join(table.name for table in metadata.sorted_tables)}")
        return
    handle = engine.raw_connection()
    driver = handle.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    try:
        driver.execute("VACUUM")
        if not any(emptied(driver) for _ in range(TIMES)):
            raise UserError(
                "another program goes on reading the ledger, its log still holds what was deleted: close it"
            )
    except sqlite3.Error as error:
        raise UserError(
            f"what was deleted is still in the ledger's files ({error}): make room and try again"
        ) from error
    finally:
        handle.close()


def emptied(driver: sqlite3.Connection) -> bool:
    """Write the log back into the file and cut it to nothing; False where a reader holds on to the old state."""
    busy, _, _ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
