"""The journal beside the ledger: complete before the commit, and no line of it can change, vanish or be added."""

import json
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from leadwright.domain.identity import keyed
from leadwright.ledger import logbook
from leadwright.ledger.database import Database
from leadwright.ledger.logbook import SUPPRESS, Entry, Logbook
from leadwright.ledger.suppression import remember
from leadwright.ledger.tables import suppression
from tests.ledgers import KEY

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def entry(name: str = "a") -> Entry:
    return Entry(SUPPRESS, "address", keyed(KEY, "address", name), "asked", NOW)


@pytest.fixture
def book(tmp_path: Path) -> Logbook:
    return Logbook(tmp_path / "journal", KEY)


def test_what_was_written_is_read_in_order(book: Logbook) -> None:
    assert book.read() == logbook.Told(())
    book.append([entry("a"), entry("b")])
    book.append([entry("c")])
    told = book.read()
    assert [line.n for line in told.lines] == [1, 2, 3]
    assert [line.entry for line in told.lines] == [entry("a"), entry("b"), entry("c")]
    assert (told.last, told.broken) == (3, None)
    assert book.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("harm", "broken"),
    [
        (lambda lines: [lines[0], lines[1].replace("asked", "never"), *lines[2:]], 2),
        (lambda lines: [lines[0], *lines[2:]], 2),
        (lambda lines: lines[1:], 1),
        (lambda lines: [lines[1], lines[0], lines[2]], 1),
        (lambda lines: [*lines, lines[-1]], 4),
        (lambda lines: [*lines, "no line at all\n"], 4),
    ],
    ids=["changed", "taken out", "begun later", "exchanged", "doubled", "added"],
)
def test_tampering_shows(book: Logbook, harm, broken: int) -> None:  # type: ignore[no-untyped-def]
    book.append([entry("a"), entry("b"), entry("c")])
    lines = book.path.read_text().splitlines(keepends=True)
    book.path.write_text("".join(harm(lines)))
    assert book.read().broken == broken
    assert len(book.read().lines) == broken - 1
    book.append([entry("d")])
    assert book.read().broken is not None, "writing on does not heal it"


def test_another_key_proves_nothing(book: Logbook) -> None:
    book.append([entry()])
    assert Logbook(book.path, b"another key").read().broken == 1


def test_a_torn_line_is_cut_off_and_written_over(book: Logbook) -> None:
    book.append([entry("a")])
    with book.path.open("a") as file:
        file.write('{"n":2,"at":"2026')
    assert book.read().last == 1
    book.append([entry("b")])
    assert (book.read().last, book.read().broken) == (2, None)


def test_writers_take_turns(book: Logbook) -> None:
    threads = [threading.Thread(target=lambda: [book.append([entry()]) for _ in range(10)]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (book.read().last, book.read().broken) == (80, None)


async def test_a_transaction_is_in_the_journal_before_it_is_in_the_ledger(ledger_url: str, tmp_path: Path) -> None:
    database = Database.open(ledger_url, key=KEY, journal=tmp_path / "journal")
    assert database.journal
    assert await database.write(lambda conn: remember(conn, [entry("a")])) == 1
    assert await database.write(lambda conn: remember(conn, [entry("a")])) == 0, "known already"
    assert database.journal.read().last == 1

    def fails(conn: sa.Connection) -> None:
        remember(conn, [entry("b")])
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await database.write(fails)
    await database.write(lambda conn: remember(conn, [entry("c")]))
    assert [line.entry for line in database.journal.read().lines] == [entry("a"), entry("c")]
    database.journal.path.unlink()
    database.journal.path.mkdir()  # it cannot be written to
    with pytest.raises(OSError, match="director"):
        await database.write(lambda conn: remember(conn, [entry("d")]))
    count = sa.select(sa.func.count()).select_from(suppression)
    assert await database.read(lambda conn: conn.scalar(count)) == 2, "no commit without its line"
    await database.close()


def test_no_line_holds_more_than_hashes(book: Logbook) -> None:
    book.append([entry("anna@glow.test")])
    assert set(json.loads(book.path.read_text())) == {"n", "at", "what", "kind", "hash", "reason", "mac"}
    assert "glow" not in book.path.read_text()


async def test_no_reason_names_anybody(ledger_url: str, tmp_path: Path) -> None:
    database = Database.open(ledger_url, key=KEY, journal=tmp_path / "journal")
    await database.write(lambda conn: remember(conn, [replace(entry(), reason="asked by anna@glow.test")]))
    kept = await database.read(lambda conn: conn.scalar(sa.select(suppression.c.reason)))
    assert "glow" not in f"{kept}{(tmp_path / 'journal').read_text()}"
    await database.close()
