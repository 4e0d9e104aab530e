"""Every step of the schema's history ends in the tables as declared, with all that the database refuses."""

import shutil
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.migration import MigrationContext
from alembic.operations import Operations

from leadwright.domain.errors import UserError
from leadwright.domain.identity import keyed
from leadwright.ledger import migrations, triggers
from leadwright.ledger.columns import metadata
from leadwright.ledger.database import Database, engine_of
from leadwright.ledger.guard import fingerprint
from leadwright.ledger.migrations import steps
from leadwright.ledger.tables import approaches
from tests.ledgers import KEY

NEXT = """
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "0003", "0002", None, None
def upgrade():
    with op.batch_alter_table("outreach", recreate="always" if op.get_bind().dialect.name == "sqlite" else "auto") as t:
        t.add_column(sa.Column("colour", sa.Text(), server_default="red", nullable=False))
"""
POSTGRES = """
    SELECT 'column', table_name, column_name, concat_ws(' ', data_type, is_nullable, column_default)
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'alembic_version'
    UNION ALL SELECT 'index', tablename, indexname, indexdef
    FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'alembic_version'
    UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)
    FROM pg_trigger WHERE NOT tgisinternal
"""


def picture(conn: sa.Connection) -> set[tuple[str, ...]]:
    """Everything there is in a database, in words that can be compared."""
    if conn.dialect.name == "postgresql":
        return {tuple(row) for row in conn.exec_driver_sql(POSTGRES)}
    seen = set()
    for kind, name, table, sql in conn.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_master"):
        if kind == "table" and name != "alembic_version":
            seen |= {("column", name, *map(str, row[1:])) for row in conn.exec_driver_sql(f"PRAGMA table_info({name})")}
            keys = conn.exec_driver_sql(f"PRAGMA foreign_key_list({name})")
            seen |= {("foreign key", name, *map(str, row[2:])) for row in keys}
            for index in conn.exec_driver_sql(f"PRAGMA index_list({name})").all():
                columns = [row[2] for row in conn.exec_driver_sql(f"PRAGMA index_info({index[1]})")]
                seen.add(("index", name, str(index[2:]), *columns))
        elif table != "alembic_version":
            seen.add((kind, name, " ".join((sql or "").replace('"', "").split())))
    return seen


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_migrated_and_fresh_are_the_same(request: pytest.FixtureRequest, tmp_path: Path, kind: str) -> None:
    pictures = []
    migrated = str(request.getfixturevalue({"sqlite": "sqlite_url", "postgresql": "postgres_url"}[kind]))
    fresh = f"sqlite:///{tmp_path / 'x'}" if kind == "sqlite" else str(request.getfixturevalue("empty_postgres_url"))
    for url in (migrated, fresh):
        engine = sa.create_engine(url, poolclass=sa.NullPool)
        with engine.begin() as conn:
            if url == fresh:
                metadata.create_all(conn)
                triggers.create(conn)
            pictures.append(picture(conn))
    assert pictures[0] == pictures[1]
    assert sum(row[0] == "trigger" for row in pictures[0]) == len(triggers.rules(kind))


def test_alembic_sees_no_difference(ledger_url: str) -> None:
    engine = sa.create_engine(ledger_url, poolclass=sa.NullPool)
    with engine.begin() as conn:
        context = MigrationContext.configure(conn, opts={"compare_type": True, "target_metadata": metadata})
        from_here = [str(step) for step in differences(context)]
    assert from_here == []


def differences(context: MigrationContext) -> list[object]:
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415 - drags in its templates

    return list(compare_metadata(context, metadata))


def test_a_copied_table_gets_its_triggers_back(sqlite_url: str) -> None:
    engine = engine_of(sa.make_url(sqlite_url), size=1, read_only=False)
    with engine.begin() as conn:
        whole = picture(conn)
        conn.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for rule in triggers.rules("sqlite"):
            if rule.table != "outreach":  # those that ask another table would keep it from being copied
                triggers.drop(conn, rule)
        with Operations(MigrationContext.configure(conn)).batch_alter_table("outreach", recreate="always"):
            pass
        assert sum(row[0] == "trigger" for row in picture(conn)) < len(triggers.rules("sqlite"))
        migrations.upgrade(conn)
        assert {row for row in picture(conn) if row[0] == "trigger"} == {row for row in whole if row[0] == "trigger"}
    engine.dispose()


@pytest.fixture
def a_step_further(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The code of a version that has one revision more."""
    shutil.copytree(migrations.HERE, tmp_path / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "migrations/versions/0003_colour.py").write_text(NEXT)
    monkeypatch.setattr(steps, "HERE", tmp_path / "migrations")
    monkeypatch.setattr(migrations, "HEAD", "0003")


@pytest.mark.parametrize("kind", ["sqlite_url", "empty_postgres_url"])
async def test_an_older_ledger_is_migrated_with_all_it_holds(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    url, said = str(request.getfixturevalue(kind)), []
    Database.open(url, key=KEY, create=True).dispose()
    engine = engine_of(sa.make_url(url), size=1, read_only=False)
    with engine.begin() as conn:
        conn.exec_driver_sql(
            "INSERT INTO leads (id, brand, source, website, created_at, updated_at) "
            "VALUES (7, 'shop.test', 'feed', 'w', '2026-03-02', '2026-03-02')"
        )
        conn.exec_driver_sql(
            "INSERT INTO outreach (id, lead_id, draft, brand, touch, stage, template, mailbox, recipient, subject, "
            "status, created_at) VALUES (1, 7, 'd', 'shop.test', 1, 'first', 't', 'm', 'r', 's', 'draft', '2026-03-02')"
        )
    request.getfixturevalue("a_step_further")
    database = Database.open(url, key=KEY, say=said.append)
    rows = await database.read(lambda conn: conn.exec_driver_sql("SELECT lead_id, colour FROM outreach").all())
    seen = await database.read(picture)
    await database.close()
    engine.dispose()
    assert [tuple(row) for row in rows] == [(7, "red")]
    assert sum(row[0] == "trigger" for row in seen) == len(triggers.rules(sa.make_url(url).get_backend_name()))
    (line,) = said
    assert line.startswith("schema 0002 is older than 0003")
    if kind == "sqlite_url":
        copy = Path(line.split(" at ")[-1])
        assert copy.name.endswith(".schema-0002.1.bak")
        assert sqlite3.connect(copy).execute("SELECT count(*) FROM outreach").fetchone() == (1,)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_whom_an_older_ledger_approached_is_remembered(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    url = f"sqlite:///{tmp_path / 'x'}" if kind == "sqlite" else str(request.getfixturevalue("empty_postgres_url"))
    engine = engine_of(sa.make_url(url), size=1, read_only=False)
    with engine.begin() as conn, monkeypatch.context() as patched:
        patched.setattr(triggers, "create", lambda conn: None)  # those of that version did not ask for the new columns
        config = steps.settings()
        config.attributes["connection"] = conn
        command.upgrade(config, "0001")
        conn.exec_driver_sql(f"INSERT INTO meta (key, value) VALUES ('key', '{fingerprint(KEY)}')")
        conn.exec_driver_sql(
            "INSERT INTO leads (id, brand, source, website, created_at, updated_at) "
            "VALUES (7, 'shop.test', 'feed', 'w', '2026-03-02', '2026-03-02')"
        )
        for number, status in ((1, "sent"), (2, "draft")):
            conn.exec_driver_sql(
                "INSERT INTO outreach (lead_id, draft, brand, touch, stage, template, mailbox, recipient, subject, "
                f"status, created_at, claimed_at) VALUES (7, 'd{number}', 'shop{number}.test', 1, 'first', 't', 'm', "
                f"'info@shop{number}.test', 's', '{status}', '2026-03-01', '2026-03-02 09:00:00')"
            )
    with pytest.raises(UserError, match="another hash key"):
        Database.open(url, key=b"z" * 32)
    with engine.begin() as conn:
        assert migrations.revision(conn) == "0001"
    engine.dispose()
    database = Database.open(url, key=KEY)
    with database._writer.begin() as conn:
        known = {(row.kind, row.hash) for row in conn.execute(sa.select(approaches))}
    database.dispose()
    assert known == {hashed("address", "info@shop1.test"), hashed("brand", "shop1.test")}


def hashed(kind: str, name: str) -> tuple[str, str]:
    return kind, keyed(KEY, kind, name)
