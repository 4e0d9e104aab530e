"""A ledger moves whole, also when it is cut off, and never into something that is there already."""

from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from leadwright.domain.errors import UserError
from leadwright.ledger import move as moving
from leadwright.ledger.database import Database, engine_of
from leadwright.ledger.move import Report, move
from leadwright.ledger.tables import events, evidence, items, leads, meta, outreach, pages, suppression
from tests.ledgers import KEY, administer

NOW = datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC)
BRANDS = ["zürich.test", "Zebra.test", "alpha.test", "ключ.test", "a-b.test", "a_b.test"]  # each database sorts its way


def quiet(table: str, done: int, total: int) -> None:
    """Say nothing."""


@pytest.fixture
def source(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A ledger with something of everything; chunks are small."""
    monkeypatch.setattr(moving, "CHUNK", 2)
    engine = engine_of(sa.make_url(sqlite_url), size=1, read_only=False)
    with engine.begin() as conn:
        fill(conn)
    engine.dispose()
    return sqlite_url


def fill(conn: sa.Connection) -> None:
    def add(table: sa.Table, *rows: dict[str, Any]) -> None:
        conn.execute(table.insert(), rows)

    known = {"source": "feed", "website": "w", "created_at": NOW, "updated_at": NOW, "replied": True, "score": 3}
    add(leads, *({**known, "id": 10 + n, "brand": brand} for n, brand in enumerate(BRANDS)))
    proof = {"brand": BRANDS[0], "url": "u", "at": NOW, "way": "mailto", "snippet": 'a "b" \\ \n', "robots": "none"}
    add(evidence, {**proof, "id": 1, "address": "a@b.test", "sha256": "0", "source": "feed", "terms": "open"})
    letter = {
        "lead_id": 10, "brand": BRANDS[0], "touch": 1, "stage": "first", "template": "t", "mailbox": "m",
        "recipient": "a@b.test", "subject": "s", "status": "sent", "created_at": NOW,
        "decision": '{"action":"send","edition":"e","rule":"r"}', "evidence_id": 1, "sent_at": NOW,
        "recipient_hash": "a" * 64, "brand_hash": "b" * 64,
    }  # fmt: skip
    names = ({"id": n, "touch": n, "draft": f"{BRANDS[0]}#{n}", "message_id": f"<{n}@us.test>"} for n in (1, 2, 3))
    add(outreach, *({**letter, **name} for name in names))
    add(events, *({"type": "done", "meta": "{}", "ts": NOW, "brand": brand} for brand in BRANDS))
    add(items, *({"kind": kind, "key": b, "body": "{}", "at": NOW} for kind in ("Lead", "Draft") for b in BRANDS))
    page = {"home": "h", "asked": "a", "status": 200, "at": NOW, "sha256": "0", "robots": "allowed", "headers": "{}"}
    add(pages, *({**page, "url": f"u{n}", "place": n, "html": bytes(range(256))} for n in range(3)))
    add(suppression, {"kind": "address", "hash": "a" * 64, "reason": "a stop after the letters", "ts": NOW})
    add(meta, {"key": "paused", "value": "yes"})


async def everything(url: str) -> dict[str, list[tuple[Any, ...]]]:
    database = Database.open(url, key=KEY)

    def read(conn: sa.Connection) -> dict[str, list[tuple[Any, ...]]]:
        tables = (leads, evidence, outreach, events, items, pages, suppression, meta)
        return {t.name: sorted((tuple(row) for row in conn.execute(sa.select(t))), key=repr) for t in tables}

    found = await database.read(read)
    await database.close()
    return found


async def test_everything_is_there_and_goes_on(source: str, empty_postgres_url: str) -> None:
    told: list[tuple[str, int, int]] = []
    report = move(source, empty_postgres_url, key=KEY, progress=lambda *step: told.append(step))
    assert await everything(source) == await everything(empty_postgres_url)
    assert not report.resumed
    assert {table.table: table.rows for table in report.tables if table.rows} == {
        "leads": 6, "evidence": 1, "outreach": 3, "events": 6, "items": 12, "pages": 3, "suppression": 1, "meta": 1,
    }  # fmt: skip
    assert [step for step in told if step[0] == "leads"] == [("leads", 2, 6), ("leads", 4, 6), ("leads", 6, 6)]
    target = Database.open(empty_postgres_url, key=KEY)
    more = leads.insert().values(brand="new.test", source="s", website="w", created_at=NOW, updated_at=NOW)
    assert await target.write(lambda conn: conn.execute(more.returning(leads.c.id)).scalar()) == 16
    await target.close()


async def test_a_move_that_is_cut_off_goes_on(source: str, empty_postgres_url: str) -> None:
    class Killed(BaseException):
        pass

    def until_items(table: str, done: int, total: int) -> None:
        if (table, done) == ("items", 4):
            raise Killed

    with pytest.raises(Killed):
        move(source, empty_postgres_url, key=KEY, progress=until_items)
    with pytest.raises(UserError, match="move again"):
        Database.open(empty_postgres_url, key=KEY)
    told: list[tuple[str, int, int]] = []
    report = move(source, empty_postgres_url, key=KEY, progress=lambda *step: told.append(step))
    assert report.resumed
    assert [step for step in told if step[0] == "items"] == [("items", n, 12) for n in (6, 8, 10, 12)]
    assert await everything(source) == await everything(empty_postgres_url)


def test_a_source_that_changed_between_two_attempts_is_noticed(source: str, empty_postgres_url: str) -> None:
    def cut(table: str, done: int, total: int) -> None:
        if table == "outreach":  # after leads, which it refers to
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        move(source, empty_postgres_url, key=KEY, progress=cut)
    administer(source, "UPDATE leads SET score = 4 WHERE id = 11")
    with pytest.raises(UserError, match="table leads differs"):
        move(source, empty_postgres_url, key=KEY, progress=quiet)


def test_a_target_with_anything_in_it_is_refused(source: str, empty_postgres_url: str) -> None:
    move(source, empty_postgres_url, key=KEY, progress=quiet)
    with pytest.raises(UserError, match="not empty"):
        move(source, empty_postgres_url, key=KEY, progress=quiet)


def test_a_strangers_database_is_refused(source: str, empty_postgres_url: str) -> None:
    administer(empty_postgres_url, "CREATE TABLE orders (id int)")
    with pytest.raises(UserError, match="other tables"):
        move(source, empty_postgres_url, key=KEY, progress=quiet)


def test_only_from_sqlite_to_postgresql(source: str, postgres_url: str) -> None:
    for one, other, words in ((postgres_url, source, "only a SQLite"), (source, f"{source}2", "to PostgreSQL only")):
        with pytest.raises(UserError, match=words):
            move(one, other, key=KEY, progress=quiet)


def test_not_while_a_run_is_at_work(source: str, empty_postgres_url: str) -> None:
    running = Database.open(source, key=KEY)
    running.lock()
    with pytest.raises(UserError, match="another run is at work"):
        move(source, empty_postgres_url, key=KEY, progress=quiet)
    running.dispose()


def test_nobody_writes_to_the_source_meanwhile(source: str, empty_postgres_url: str) -> None:
    refusals: list[str] = []

    def write(table: str, done: int, total: int) -> None:
        if refusals:
            return
        engine = sa.create_engine(source, poolclass=sa.NullPool, connect_args={"timeout": 0.05})
        with pytest.raises(sa.exc.OperationalError, match="locked") as refusal, engine.begin() as conn:
            conn.execute(sa.update(leads).values(score=9))
        refusals.append(str(refusal.value))

    report: Report = move(source, empty_postgres_url, key=KEY, progress=write)
    assert refusals
    assert report.rows == 33
