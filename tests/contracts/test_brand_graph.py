"""Why names are one brand, what follows when brands merge or part, and that no stop is lost by either."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from leadwright.consequences import Cancel, Hold, Join, Postpone, Release, State, Suppress
from leadwright.domain.brand import Tie
from leadwright.domain.errors import Drop, UserError
from leadwright.domain.lead import Contact
from leadwright.ledger import tables as t
from leadwright.ledger.brands import Change, Seen, published, same_brand, tie
from leadwright.ledger.database import Database
from leadwright.ledger.joins import LedgerBrands, merge_by_hand, split_by_hand
from leadwright.ledger.suppression import stopped, suppress
from tests.contracts.letterbox import TUESDAY, Letterbox, StillClock, apply

PAGE = ("https://one.test/imprint", "ab" * 32)


def vat(name: str = "GB123456789") -> Tie:
    return Tie(name, "number", *PAGE)


async def tied(database: Database, site: str, *ties: Tie, by: str = "", agency: bool = False) -> Change:
    seen = Seen(by or f"feed {site}", TUESDAY)
    return await database.write(lambda conn: tie(conn, site, ties, seen=seen, key=database.key, agency=agency))


async def same(database: Database, name: str) -> set[str]:
    return set(await database.read(lambda conn: same_brand(conn, name)))


async def rows(database: Database, table: sa.Table) -> list[Any]:
    return list(await database.read(lambda conn: conn.execute(sa.select(table).order_by(*table.primary_key)).all()))


async def by_hand(database: Database, do: Any, one: str, other: str) -> Change:
    said: dict[str, Any] = {"reason": "I know them", "by": "anna", "now": TUESDAY, "key": database.key}
    return await database.write(lambda conn: do(conn, one, other, **said))


async def test_every_reason_is_kept_with_its_page_once(database: Database) -> None:
    await tied(database, "one.test", vat(), Tie("one.myshopify.com", "myshopify", *PAGE))
    await tied(database, "one.test", vat(), by="another")
    first, second = await rows(database, t.edges)
    assert (first.a, first.b, first.kind, first.url, first.sha256, first.sighting) == (
        *("one.test", "GB123456789", "number"),
        *PAGE,
        "feed one.test",
    )
    assert (second.b, second.kind, second.undone_at) == ("one.myshopify.com", "myshopify", None)
    assert await same(database, "one.myshopify.com") == {"one.test", "one.myshopify.com"}


@pytest.mark.parametrize("kind", ["number", "address", "social", "company"])
async def test_what_two_sites_show_makes_them_one(database: Database, kind: str) -> None:
    await tied(database, "one.test", Tie("x", kind, *PAGE))
    change = await tied(database, "two.test", Tie("x", kind, *PAGE))
    assert await same(database, "two.test") == {"one.test", "two.test"}
    assert change.merged == []  # two.test was not known before: nothing of it has to be told
    await tied(database, "three.test")
    change = await tied(database, "three.test", Tie("x", kind, *PAGE))
    assert change.merged == [("three.test", "one.test")]


@pytest.mark.parametrize("kind", ["number", "address", "social", "company"])
async def test_what_many_unrelated_sites_show_ties_none_of_them(database: Database, kind: str) -> None:
    clients = ["ash.test", "birch.test", "cedar.test", "fir.test", "oak.test"]
    for site in clients:
        await tied(database, site, Tie("of an agency", kind, *PAGE), vat(f"own of {site}"))
    assert [await same(database, site) for site in clients] == [{site} for site in clients]
    shown = [row for row in await rows(database, t.edges) if row.b == "of an agency"]
    assert {(row.undone_by, row.undone_why) for row in shown} == {("house", "shared")}
    assert len(shown) == len(clients)
    assert "of an agency" not in {row.name for row in await rows(database, t.brands)}


async def test_the_shops_of_one_firm_in_many_countries_are_one(database: Database) -> None:
    sites = [f"glow.{end}" for end in ("test", "co.uk", "fr", "se", "ie")]
    for site in sites:
        await tied(database, site, vat(), Tie("info@glow.test", "address", *PAGE))
    assert await same(database, "glow.ie") == set(sites)


@pytest.mark.parametrize("agency_first", [True, False])
async def test_what_an_agency_leaves_with_its_clients_ties_none(letterbox: Letterbox, agency_first: bool) -> None:
    database = letterbox.database
    await letterbox.brand("agency.test", kind="agency")
    mark = Tie("hello@agency.test", "address", *PAGE)
    order = ["agency.test", "ash.test", "oak.test"] if agency_first else ["ash.test", "oak.test", "agency.test"]
    for site in order:
        await tied(database, site, mark)
    await apply(letterbox, Join("agency.test", (), agency=True))
    assert [await same(database, site) for site in order] == [{site} for site in order]
    reasons = {(row.a, row.undone_why) for row in await rows(database, t.edges)}
    assert reasons == {("ash.test", "agency"), ("oak.test", "agency"), ("agency.test", None)}


async def test_an_address_at_a_mailbox_provider_ties_nobody_and_is_known_as_theirs(database: Database) -> None:
    for site in ("one.test", "two.test"):
        await tied(database, site, Tie("ann@gmail.com", "freemail", *PAGE))
    assert await same(database, "one.test") == {"one.test"}
    assert await database.read(lambda conn: published(conn, ["two.test"])) == ["ann@gmail.com"]


async def test_a_contact_without_a_brand_is_dropped(database: Database) -> None:
    nobodys = Contact("https://gmail.com/", "paste x", "paste", "open", ())
    with pytest.raises(Drop, match="no-brand"):
        await LedgerBrands(database, StillClock()).join(nobodys)  # type: ignore[arg-type]


class TestByHand:
    async def test_a_person_merges_and_splits_with_a_reason(self, database: Database) -> None:
        for site in ("one.test", "two.test", "three.test"):
            await tied(database, site)
        await by_hand(database, merge_by_hand, "one.test", "two.test")
        assert await same(database, "two.test") == {"one.test", "two.test"}
        change = await by_hand(database, split_by_hand, "one.test", "two.test")
        assert change.parted == [("two.test", "one.test")]
        assert await same(database, "two.test") == {"two.test"}
        (edge,) = await rows(database, t.edges)
        assert (edge.kind, edge.sighting) == ("person", "anna: I know them")
        assert (edge.undone_by, edge.undone_why, edge.undone_at) == ("anna", "I know them", TUESDAY)
        await by_hand(database, merge_by_hand, "two.test", "one.test")
        assert await same(database, "two.test") == {"one.test", "two.test"}
        kinds = [(row.type, row.brand) for row in await rows(database, t.events)]
        assert kinds == [("merged", "two.test"), ("split", "two.test"), ("merged", "two.test")]

    async def test_an_undone_edge_does_not_come_back_from_the_same_evidence(self, database: Database) -> None:
        for site in ("one.test", "two.test"):
            await tied(database, site, vat())
        await by_hand(database, split_by_hand, "one.test", "two.test")
        for site in ("two.test", "one.test"):
            await tied(database, site, vat(), by="seen again")
        assert await same(database, "two.test") == {"two.test"}
        await tied(database, "two.test", Tie("one.test", "redirect", *PAGE))
        assert await same(database, "two.test") == {"one.test", "two.test"}

    async def test_other_names_go_with_the_nearer(self, database: Database) -> None:
        await tied(database, "one.test", Tie("old-one.test", "redirect"), vat())
        await tied(database, "two.test", Tie("old-two.test", "redirect"), vat(), Tie("info@two.test", "address"))
        await by_hand(database, split_by_hand, "one.test", "two.test")
        assert await same(database, "old-one.test") == {"one.test", "old-one.test"}
        assert await same(database, "old-two.test") == {"two.test", "old-two.test"}
        names = {row.name: row.brand for row in await rows(database, t.brands)}
        assert (names["info@two.test"], names["GB123456789"]) == ("two.test", "one.test")

    @pytest.mark.parametrize(("one", "other"), [("one.test", "two.test"), ("one.test", "nobody.test")])
    async def test_what_is_not_one_cannot_be_split(self, database: Database, one: str, other: str) -> None:
        for site in ("one.test", "two.test"):
            await tied(database, site)
        with pytest.raises(UserError):
            await by_hand(database, split_by_hand, one, other)

    async def test_a_merge_of_one_with_itself_or_a_stranger_is_refused(self, database: Database) -> None:
        await tied(database, "one.test")
        for other in ("one.test", "nobody.test"):
            with pytest.raises(UserError):
                await by_hand(database, merge_by_hand, "one.test", other)


class TestStops:
    async def is_stopped(self, database: Database, name: str) -> bool:
        def look(conn: sa.Connection) -> bool:
            return stopped(conn, database.key, same_brand(conn, name)) is not None

        return await database.read(look)

    async def test_a_merge_makes_a_stop_of_either_count_for_both(self, letterbox: Letterbox) -> None:
        one, *_ = await letterbox.ready("one.test")
        await letterbox.brand("two.test")
        await suppress(letterbox.database, "brand", value="two.test", reason="x", now=TUESDAY, cause="anna")
        await by_hand(letterbox.database, merge_by_hand, "one.test", "two.test")
        assert await self.is_stopped(letterbox.database, "one.test")
        await letterbox.sweep()
        assert (await letterbox.refusal(one)).code == "suppressed"

    async def test_no_split_loses_a_stop(self, letterbox: Letterbox) -> None:
        database = letterbox.database
        for site in ("one.test", "two.test", "three.test"):
            await tied(database, site, vat())
        await apply(letterbox, Suppress("brand", "one.test", "unsubscribe"))
        await by_hand(database, split_by_hand, "one.test", "two.test")
        assert [await self.is_stopped(database, f"{site}.test") for site in ("one", "two", "three")] == [True] * 3

    async def test_who_parts_from_a_brand_stopped_before_it_joined_stays_stopped(self, letterbox: Letterbox) -> None:
        database = letterbox.database
        await tied(database, "one.test")
        await apply(letterbox, Suppress("brand", "one.test", "unsubscribe"))
        await tied(database, "two.test")
        assert not await self.is_stopped(database, "two.test")
        await by_hand(database, merge_by_hand, "one.test", "two.test")
        await by_hand(database, split_by_hand, "one.test", "two.test")
        assert await same(database, "two.test") == {"two.test"}
        assert await self.is_stopped(database, "two.test")

    async def test_a_person_who_said_no_is_found_again_behind_another_shop(self, letterbox: Letterbox) -> None:
        one, *_ = await letterbox.ready("one.test")
        await tied(letterbox.database, "one.test", Tie("ann@gmail.com", "freemail", *PAGE))
        await apply(letterbox, Suppress("address", "ann@gmail.com", "hard-bounce"))
        await letterbox.leave(one)  # her mailbox is gone, the shop's is not
        two, *_ = await letterbox.ready("two.test")
        await tied(letterbox.database, "two.test", Tie("ann@gmail.com", "freemail", *PAGE))
        await apply(letterbox, Suppress("person", "Ann@gmail.com", "unsubscribe"))
        assert (await letterbox.refusal(two)).code == "suppressed"


class TestOneSequence:
    async def merged(self, letterbox: Letterbox) -> None:
        await by_hand(letterbox.database, merge_by_hand, "one.test", "two.test")

    async def statuses(self, letterbox: Letterbox, brand: str) -> set[tuple[str, str | None]]:
        return {(row.status, row.reason) for row in await letterbox.rows(t.outreach) if row.brand == brand}

    async def test_letters_of_the_second_name_are_cancelled(self, letterbox: Letterbox) -> None:
        await letterbox.ready("one.test")
        two, *_ = await letterbox.ready("two.test")
        await letterbox.leave(two)
        await self.merged(letterbox)
        assert await self.statuses(letterbox, "one.test") == {("cancelled", "same-brand")}
        assert ("draft", None) in await self.statuses(letterbox, "two.test")
        states = {row.brand: (row.state, row.reason) for row in await letterbox.rows(t.leads)}
        assert states["one.test"] == ("dropped", "same-brand")

    async def test_letters_of_the_first_found_stay_where_none_has_left(self, letterbox: Letterbox) -> None:
        await letterbox.ready("one.test")
        await letterbox.ready("two.test")
        await self.merged(letterbox)
        assert await self.statuses(letterbox, "one.test") == {("draft", None)}
        assert await self.statuses(letterbox, "two.test") == {("cancelled", "same-brand")}

    async def test_a_split_lets_them_wait_again(self, letterbox: Letterbox) -> None:
        await letterbox.ready("one.test")
        await letterbox.ready("two.test")
        await self.merged(letterbox)
        await by_hand(letterbox.database, split_by_hand, "one.test", "two.test")
        assert await self.statuses(letterbox, "two.test") == {("draft", None)}

    async def test_what_is_learnt_late_merges_too(self, letterbox: Letterbox) -> None:
        await letterbox.ready("one.test")
        await letterbox.ready("two.test")
        profile = (Tie("instagram.com/lamps", "social", *PAGE),)
        await apply(letterbox, Join("one.test", profile), Join("two.test", profile))
        assert await self.statuses(letterbox, "two.test") == {("cancelled", "same-brand")}


class TestAllNames:
    @pytest.fixture
    async def both(self, letterbox: Letterbox) -> Letterbox:
        """Two names of one brand, of which both have letters: the merge was found by a machine of an older version."""
        await letterbox.ready("one.test")
        await letterbox.ready("two.test")
        row = {"name": "one.test", "brand": "one.test", "kind": "domain", "why": "x", "ts": TUESDAY}
        await letterbox.do(t.brands.insert().values([row, {**row, "name": "two.test"}]))
        return letterbox

    async def test_a_stop_of_one_name_ends_the_letters_of_all(self, both: Letterbox) -> None:
        await apply(both, Cancel("two.test", "reply-negative"), State("two.test", "replied", "no"))
        assert {row.status for row in await both.rows(t.outreach)} == {"cancelled"}
        assert {row.brand: row.state for row in await both.rows(t.leads)} == {
            "one.test": "stopped",
            "two.test": "replied",
        }

    async def test_no_deal_of_one_name_is_lost_by_an_answer_to_another(self, both: Letterbox) -> None:
        await apply(both, State("one.test", "deal", "call"))
        await apply(both, State("two.test", "stopped", "unsubscribe"))
        assert {row.brand: row.state for row in await both.rows(t.leads)} == {
            "one.test": "deal",
            "two.test": "stopped",
        }

    async def test_all_names_are_silent_until_the_mail_is_understood(self, both: Letterbox) -> None:
        await apply(both, Hold("two.test", "<m>"))
        assert {(row.brand, row.mail) for row in await both.rows(t.holds)} == {("one.test", "<m>"), ("two.test", "<m>")}
        await both.do(t.brands.update().where(t.brands.c.name == "two.test").values(brand="two.test"))  # a split
        await apply(both, Release("two.test", "<m>"))
        assert await both.rows(t.holds) == []

    async def test_all_names_wait_for_the_end_of_an_absence(self, both: Letterbox) -> None:
        await both.do(t.outreach.update().values(slot_at=TUESDAY))
        await apply(both, Postpone("one.test", (TUESDAY + timedelta(days=9)).date()))
        assert {row.slot_at for row in await both.rows(t.outreach)} == {None}

    async def test_a_stop_is_listed_under_all_names(self, both: Letterbox) -> None:
        await apply(both, Suppress("brand", "two.test", "complaint"))
        for name in ("one.test", "two.test"):
            key = both.database.key
            assert await both.database.read(lambda conn, name=name, key=key: stopped(conn, key, (name,)))
