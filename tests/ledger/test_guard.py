"""A ledger whose triggers are gone, switched off or changed refuses nothing: it is not opened, or mended."""

import pytest
import sqlalchemy as sa

from leadwright.domain.errors import UserError
from leadwright.ledger import triggers
from leadwright.ledger.database import Database
from tests.ledgers import KEY


@pytest.mark.parametrize("kind", ["sqlite_url", "empty_postgres_url"])
def test_a_ledger_without_one_of_its_triggers_is_not_opened(request: pytest.FixtureRequest, kind: str) -> None:
    url = str(request.getfixturevalue(kind))
    Database.open(url, key=KEY, create=True).dispose()
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    dialect = engine.dialect.name
    for rule in triggers.rules(dialect):
        with engine.begin() as conn:
            triggers.drop(conn, rule)
            assert triggers.missing(conn) == (rule.name,)
            triggers.make(conn, rule)
    with engine.begin() as conn:
        triggers.drop(conn, next(rule for rule in triggers.rules(dialect) if rule.name == "listed_update"))
    with pytest.raises(UserError, match=r"no longer refuses.*listed_update"):
        Database.open(url, key=KEY)
    assert Database.mend(url, key=KEY) == ("listed_update",)
    Database.open(url, key=KEY).dispose()
    with pytest.raises(UserError, match="another hash key"):
        Database.mend(url, key=b"z" * 32)


def test_a_trigger_that_is_switched_off_counts_as_none(empty_postgres_url: str) -> None:
    Database.open(empty_postgres_url, key=KEY, create=True).dispose()
    with sa.create_engine(empty_postgres_url).begin() as conn:
        conn.exec_driver_sql("ALTER TABLE outreach DISABLE TRIGGER passport_insert")
    with pytest.raises(UserError, match=r"no longer refuses.*passport_insert"):
        Database.open(empty_postgres_url, key=KEY)


@pytest.mark.parametrize("kind", ["sqlite_url", "empty_postgres_url"])
def test_a_trigger_that_says_something_else_is_made_anew(request: pytest.FixtureRequest, kind: str) -> None:
    url = str(request.getfixturevalue(kind))
    Database.open(url, key=KEY, create=True).dispose()
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    rule = next(rule for rule in triggers.rules(engine.dialect.name) if rule.name == "passport_insert")
    with engine.begin() as conn:
        triggers.drop(conn, rule)
        if engine.dialect.name == "sqlite":
            conn.exec_driver_sql(triggers.text("sqlite", rule).replace("WHEN ", "WHEN 0 AND "))
        else:
            triggers.make(conn, rule)
            conn.exec_driver_sql(
                "CREATE OR REPLACE FUNCTION refuse_passport_insert() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RETURN NEW; END $$"
            )
        assert triggers.older(conn)
    Database.open(url, key=KEY).dispose()
    with engine.begin() as conn:
        assert not triggers.older(conn)
