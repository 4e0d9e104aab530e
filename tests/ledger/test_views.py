"""Long lists: pages that neither repeat nor lose a row, through indexes."""

from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from leadwright.ledger.database import Database
from leadwright.ledger.tables import leads, messages, pages, rollups, work
from leadwright.ledger.views import held, house, letters, mails, numbers
from leadwright.ledger.views import leads as listed
from leadwright.ledger.views.page import MOST, bounded, page

NOW = datetime(2026, 5, 5, 9, 30, tzinfo=UTC)


def lead(n: int, **more: Any) -> dict[str, Any]:
    row = {"brand": f"b{n}.test", "source": "feed", "website": f"http://b{n}.test/", "email": f"info@b{n}.test"}
    return row | {"company": f"Firm {n}", "created_at": NOW, "updated_at": NOW, "state": "ready", **more}


def waits(n: int, code: str) -> dict[str, Any]:
    return {"stage": "send", "key": f"b{n}.test#1", "brand": f"b{n}.test", "state": "held", "code": code, "due": NOW}


async def fill(database: Database, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    await database.write(lambda conn: conn.execute(table.insert(), rows))


async def test_leads_are_paged_from_the_newest(database: Database) -> None:
    await fill(database, leads, [lead(n, state="waiting" if n % 2 else "ready") for n in range(25)])
    found, after = [], None
    for _ in range(5):
        part = await database.read(
            lambda conn, a=after: listed.page_of(conn, search=None, state="ready", after=a, limit=4)
        )
        found += [row.brand for row in part.rows]
        after = part.next
        if after is None:
            break
    assert found == [f"b{n}.test" for n in range(24, -1, -2)]


@pytest.mark.parametrize(("words", "brand"), [("FIRM 7", "b7.test"), ("info@b7.", "b7.test"), ("b7", "b7.test")])
async def test_leads_are_found_by_their_beginnings(database: Database, words: str, brand: str) -> None:
    await fill(database, leads, [lead(n) for n in range(9)])
    part = await database.read(lambda conn: listed.page_of(conn, search=words, state=None, after=None, limit=5))
    assert [row.brand for row in part.rows] == [brand]
    for odd in ("%", "b_.test", "\\"):
        none = await database.read(
            lambda conn, odd=odd: listed.page_of(conn, search=odd, state=None, after=None, limit=5)
        )
        assert none.rows == (), odd


async def test_approvals_are_no_part_of_what_is_held(database: Database) -> None:
    await fill(database, leads, [lead(1)])
    await fill(
        database, work, [waits(1, "needs-legal-form"), waits(2, "needs-approval"), waits(3, "paused"), waits(4, "x")]
    )
    first = await database.read(lambda conn: held.held(conn, after=0, limit=2))
    assert [(row.code, row.company, row.remedies) for row in first.rows] == [
        ("needs-legal-form", "Firm 1", ()),
        ("paused", None, ("resume",)),
    ]
    assert first.next
    rest = await database.read(lambda conn: held.held(conn, after=first.next or 0, limit=2))
    assert [row.code for row in rest.rows] == ["x"]
    assert rest.next is None


async def test_pages_closed_to_us_are_offered_where_they_may_say_what_is_missing(database: Database) -> None:
    await fill(database, leads, [lead(1), lead(2)])
    for n, why in ((0, None), (1, "robots"), (2, "timeout")):
        page = {
            "home": "http://b1.test/",
            "url": f"http://b1.test/{n}",
            "place": n,
            "asked": "",
            "status": 0,
            "at": NOW,
        }
        await fill(database, pages, [{**page, "sha256": "", "robots": "", "headers": "{}", "why": why}])
    facts = '{"remedy": "country, confirm"}'
    asked = [{**waits(n, "country-unknown"), "facts": facts} for n in (1, 2)]
    await fill(database, work, [*asked, {**waits(1, "paused"), "key": "b1.test#2", "facts": "{}"}])
    rows = (await database.read(lambda conn: held.held(conn, after=0, limit=9))).rows
    assert [(row.key, row.closed) for row in rows] == [
        ("b1.test#1", ("http://b1.test/1",)), ("b2.test#1", ()), ("b1.test#2", ()),
    ]  # fmt: skip


async def test_replies_are_paged_from_the_newest(database: Database) -> None:
    rows = [
        {"direction": "in", "subject": f"s{n}", "body": "b", "ts": NOW, "message_id": f"m{n}", "brand": "b1.test"}
        | {"mailbox": "main", "tag": "positive", "category": "interested"}
        for n in range(3)
    ]
    await fill(database, messages, rows)
    first = await database.read(lambda conn: mails.replies(conn, after=None, limit=2))
    assert [(row.key, row.text) for row in first.rows] == [("m2", "b"), ("m1", "b")]
    rest = await database.read(lambda conn: mails.replies(conn, after=first.next, limit=2))
    assert [row.key for row in rest.rows] == ["m0"]


async def test_weeks_without_letters_are_shown_too(database: Database) -> None:
    def row(scope: str, name: str, week: str, n: int, counter: str = "sent") -> dict[str, Any]:
        return {"scope": scope, "name": name, "week": week, "counter": counter, "n": n}

    counted = [
        row("letters", "first", "2026-W52", 7),
        row("letters", "followup", "2027-W01", 2),
        row("letters", "answer", "2027-W01", 9),
        row("replies", "negative", "2027-W01", 3, "received"),
        row("replies", "bounce", "2027-W01", 5, "received"),
        row("replies", "positive", "2027-W01", 1, "received"),
        row("deals", "booked", "2027-W01", 1, "moved"),
        row("stage", "send", "2026-W50", 4, "parked"),
        row("stage", "send", "2026-W53", 2, "parked"),
    ]
    await fill(database, rollups, counted)
    weeks = await database.read(numbers.weeks)
    assert [(w.week, w.number, w.letters, w.firsts, w.replies, w.positive, w.booked, w.faults) for w in weeks] == [
        ("2026-W52", 1, 7, 7, 0, 0, 0, 0),
        ("2026-W53", 2, 0, 0, 0, 0, 0, 2),
        ("2027-W01", 3, 2, 0, 4, 1, 1, 0),
    ]


async def test_sources_are_counted_from_the_first_event_on(database: Database) -> None:
    rows = [
        {"scope": "source", "name": "feed", "week": "2026-W19", "counter": "addresses", "n": 6},
        {"scope": "source", "name": "feed", "week": "2026-W10", "counter": "addresses", "n": 90},
    ]
    await fill(database, rollups, rows)
    (source,) = await database.read(lambda conn: numbers.sources(conn, now=NOW, weeks=1))
    assert (source.addresses, source.days) == (6, 1.4)
    assert source.a_day(source.addresses) == pytest.approx(4.29, abs=0.1)


def test_a_page_knows_whether_there_is_more() -> None:
    assert page(["a", "b", "c"], [1, 2, 3], limit=2).next == 2
    assert page(["a", "b"], [1, 2], limit=2).next is None
    assert page([], [], limit=2).rows == ()
    assert [bounded(n) for n in (-3, 7, 10**9)] == [1, 7, MOST]


@pytest.mark.parametrize(
    "view",
    [
        pytest.param(lambda conn: letters.drafts(conn, "waiting", after=0, limit=9), id="drafts"),
        pytest.param(lambda conn: held.held(conn, after=0, limit=9), id="held"),
        pytest.param(
            lambda conn: listed.page_of(conn, search=None, state="ready", after=9, limit=9), id="leads of a state"
        ),
        pytest.param(numbers.weeks, id="weeks"),
        pytest.param(house.count_doubts, id="doubts"),
    ],
)
def test_dashboards_read_through_indexes(sqlite_url: str, view: Any) -> None:
    engine = sa.create_engine(sqlite_url)
    asked: list[tuple[str, Any]] = []

    @sa.event.listens_for(engine, "before_cursor_execute")
    def note(_conn: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        asked.append((statement, parameters))

    with engine.connect() as conn:
        view(conn)
        plans = [
            (statement, row[3])
            for statement, parameters in list(asked)
            for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    engine.dispose()
    scans = [plan for _, plan in plans if plan.startswith("SCAN ")]
    assert not scans, scans
