"""One approach per brand, whatever names it goes by."""

import asyncio
from typing import Any

import sqlalchemy as sa

from leadwright.domain.lead import Address, Contact
from leadwright.ledger.brands import same_brand
from leadwright.ledger.database import Database
from leadwright.ledger.joins import LedgerBrands
from leadwright.ledger.tables import brands, events, seen
from tests.contracts.letterbox import TUESDAY, Letterbox, StillClock, seen_on


def contact(
    *domains: str, sighting: str = "", email: str = "", kind: str = "generic", ids: tuple[str, ...] = ()
) -> Contact:
    page = seen_on(f"https://{domains[0]}/", TUESDAY)
    found = (Address(email, usable=True, why="mailto", rank=0, evidence=page, kind=kind or "generic"),) if email else ()
    return Contact(f"https://{domains[0]}/", sighting or domains[0], "feed", "open", domains, found, identities=ids)


def graph(database: Database) -> LedgerBrands:
    return LedgerBrands(database, StillClock())  # type: ignore[arg-type]


async def rows(database: Database, table: sa.Table) -> list[Any]:
    return list(await database.read(lambda conn: conn.execute(sa.select(table)).all()))


async def test_the_first_contact_of_a_brand_is_new_also_when_its_run_is_repeated(database: Database) -> None:
    first = contact("glow.test", "glow.example", email="info@glow.test", ids=("GB123",))
    assert await graph(database).join(first) == ("glow.test", True)
    assert await graph(database).join(first) == ("glow.test", True)
    assert await graph(database).join(contact("glow.test", sighting="another")) == ("glow.test", False)
    assert {(row.name, row.kind) for row in await rows(database, brands)} == {
        ("glow.test", "domain"),
        ("glow.example", "domain"),
        ("info@glow.test", "address"),
        ("GB123", "number"),
    }
    assert {row.sighting for row in await rows(database, seen)} == {"glow.test", "another"}


async def test_it_joins_by_redirect_address_and_register_number(database: Database) -> None:
    join = graph(database).join
    await join(contact("glow.test", "old-glow.test", email="Info@glow.test", ids=("GB123",)))
    assert await join(contact("old-glow.test", sighting="a")) == ("glow.test", False)
    assert await join(contact("lamps.test", sighting="b", email="info+lamps@glow.test")) == ("glow.test", False)
    assert await join(contact("glow-outlet.test", sighting="c", ids=("GB123",))) == ("glow.test", False)
    assert await join(contact("lamps.test", sighting="d")) == ("glow.test", False)
    assert await join(contact("dark.test", email="info@dark.test", ids=("GB999",))) == ("dark.test", True)


async def test_a_freemail_address_joins_nobody(database: Database) -> None:
    join = graph(database).join
    await join(contact("one.test", email="agency@gmail.com", kind="freemail"))
    assert await join(contact("two.test", email="agency@gmail.com", kind="freemail")) == ("two.test", True)


async def test_two_brands_found_to_be_one_keep_their_keys(database: Database) -> None:
    join = graph(database).join
    await join(contact("one.test"))
    await join(contact("two.test"))
    assert await join(contact("one.test", "two.test", sighting="both")) == ("one.test", False)
    assert await database.read(lambda conn: same_brand(conn, "two.test")) == ("two.test", "one.test")
    assert await database.read(lambda conn: same_brand(conn, "nobody.test")) == ("nobody.test",)
    (event,) = [row for row in await rows(database, events) if row.type == "merged"]
    assert event.brand == "two.test"


async def test_the_brand_that_was_written_to_keeps_the_name(letterbox: Letterbox) -> None:
    join = graph(letterbox.database).join
    await join(contact("old.test"))
    await join(contact("glow.test"))
    one, *_ = await letterbox.ready()
    await letterbox.send(one)
    assert await join(contact("old.test", "glow.test", sighting="both")) == ("glow.test", False)


async def test_joins_at_once_agree(database: Database) -> None:
    other = Database.open(database.url.render_as_string(hide_password=False), key=database.key)
    try:
        said = await asyncio.gather(
            *(graph(one).join(contact("glow.test", sighting=f"s{n}")) for n, one in enumerate((database, other) * 4))
        )
    finally:
        await other.close()
    assert sorted(said) == [("glow.test", False)] * 7 + [("glow.test", True)]
