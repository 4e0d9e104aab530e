"""Fresh ledgers for tests: each is a copy of one that was migrated once a session, on both databases.

A folder of tests takes the fixtures by a conftest.py that says ``from tests.ledgers import *``.
"""

import itertools
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from leadwright.ledger.columns import metadata
from leadwright.ledger.database import Database
from tests.postgres import postgres

__all__ = [
    "database", "empty_postgres_url", "ledger_url", "postgres", "postgres_template", "postgres_url", "sqlite_template",
    "sqlite_url",
]  # fmt: skip

KEY = b"the key of the tests, 32 bytes ."
numbers = itertools.count(1)


def made(url: str) -> str:
    """Make an empty ledger and close it."""
    database = Database.open(url, key=KEY, create=True)
    database.dispose()
    return url


def administer(url: str, *statements: str) -> None:
    """Run statements that no transaction may hold, such as CREATE DATABASE."""
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as conn:
        for statement in statements:
            conn.exec_driver_sql(statement)


@contextmanager
def postgres_database(server: str) -> Iterator[str]:
    """Make an empty database on the server, dropped afterwards."""
    name = f"ledger_{next(numbers)}"
    administer(server, f"CREATE DATABASE {name}")
    yield sa.make_url(server).set(database=name).render_as_string(hide_password=False)
    administer(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "ledger.db"
    made(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres: str) -> Iterator[str]:
    with postgres_database(postgres) as url:
        yield made(url)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh migrated ledger in a file."""
    shutil.copy(sqlite_template, tmp_path / "ledger.db")
    return f"sqlite:///{tmp_path / 'ledger.db'}"


@pytest.fixture
def postgres_url(postgres_template: str) -> str:
    """A migrated ledger on PostgreSQL, emptied: ten times faster than a new copy. Leave its schema as it is."""
    administer(postgres_template, "; ".join(EMPTYING))
    return postgres_template


EMPTYING = (
    """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()""",
    "SET session_replication_role = replica",  # no triggers: suppression refuses to be emptied
    *(f"DELETE FROM {table.name}" for table in metadata.sorted_tables if table.name != "meta"),
    "DELETE FROM meta WHERE key <> 'key'",
    *(
        f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), 1, false)"
        for table in metadata.sorted_tables
        if "id" in table.c
    ),
)


@pytest.fixture
def empty_postgres_url(postgres: str) -> Iterator[str]:
    """An empty database on PostgreSQL, to do anything with."""
    with postgres_database(postgres) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_url(request: pytest.FixtureRequest) -> str:
    """A fresh migrated ledger, once on each database."""
    return str(request.getfixturevalue({"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]))


@pytest.fixture
async def database(ledger_url: str) -> AsyncIterator[Database]:
    """A fresh open ledger, once on each database."""
    database = Database.open(ledger_url, key=KEY)
    yield database
    await database.close()
