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
from tests.postgres import postgres

from leadwright.ledger.database import Database

__all__ = ["database", "ledger_url", "postgres", "postgres_template", "postgres_url", "sqlite_template", "sqlite_url"]

KEY = b"the key of the tests, 32 bytes ."
numbers = itertools.count(1)


def made(url: str) -> str:
    """Make an empty ledger and close it."""
    database = Database.open(url, key=KEY, create=True)
    database.dispose()
    return url


def administer(url: str, statement: str) -> None:
    """Run a statement that no transaction may hold, such as CREATE DATABASE."""
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as conn:
        conn.exec_driver_sql(statement)


@contextmanager
def postgres_copy(server: str, template: str | None = None) -> Iterator[str]:
    """Make a database on the server, a copy of ``template`` or empty; dropped afterwards."""
    name = f"ledger_{next(numbers)}"
    administer(server, f"CREATE DATABASE {name} TEMPLATE {template or 'template0'}")
    yield str(sa.make_url(server).set(database=name).render_as_string(hide_password=False))
    administer(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "ledger.db"
    made(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres: str) -> str:
    administer(postgres, "CREATE DATABASE template_ledger")
    made(str(sa.make_url(postgres).set(database="template_ledger").render_as_string(hide_password=False)))
    return "template_ledger"


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh migrated ledger in a file."""
    shutil.copy(sqlite_template, tmp_path / "ledger.db")
    return f"sqlite:///{tmp_path / 'ledger.db'}"


@pytest.fixture
def postgres_url(postgres: str, postgres_template: str) -> Iterator[str]:
    """A fresh migrated ledger on PostgreSQL."""
    with postgres_copy(postgres, postgres_template) as url:
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
