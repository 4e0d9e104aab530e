"""Where domains take their mail, asked of a real name server over UDP on 127.0.0.1."""

import time

import pytest

from leadwright.adapters.dns import ResolvedNames, TableNames
from leadwright.domain.validity import Route
from tests.adapters.nameserver import NameServer, name_server

HOST = ["A 203.0.113.7", "AAAA 2001:db8::7"]
ADDRESSES = ("203.0.113.7", "2001:db8::7")
ZONE: dict[str, list[str] | str] = {
    "mx.test": HOST,
    "late.test": "SILENT",
    "broken.test": "SERVFAIL",
    "closed.test": "REFUSED",
    "empty.test": ["TXT nothing"],
    "plain.test": ["MX 20 mx2.test.", "MX 10 MX.test."],
    "implicit.test": HOST,
    "null.test": ["MX 0 ."],
    "mixed.test": ["MX 0 .", "MX 10 mx.test."],
    "nowhere.test": ["MX 10 gone.test.", "MX 20 empty.test."],
    "second.test": ["MX 10 gone.test.", "MX 20 mx.test."],
    "unsure.test": ["MX 10 gone.test.", "MX 20 broken.test."],
    "number.test": ["MX 10 203.0.113.7."],
    "many.test": [f"MX {n} gone{n}.test." for n in range(9)],
    "private.test": ["MX 10 house.test."],
    "house.test": ["A 127.0.0.1"],
}
SAYS = {
    "plain.test": Route("mx", ("mx.test", "mx2.test"), ADDRESSES),
    "implicit.test": Route("no-mx", ("implicit.test",), ADDRESSES),
    "null.test": Route("null-mx"),
    "mixed.test": Route("mx", ("mx.test",), ADDRESSES),
    "gone.test": Route("no-domain"),
    "empty.test": Route("no-mail-server"),
    "nowhere.test": Route("mx-nowhere"),
    "second.test": Route("mx", ("gone.test", "mx.test"), ADDRESSES),
    "unsure.test": Route("mx", ("gone.test", "broken.test")),
    "number.test": Route("mx", ("203.0.113.7",)),
    "many.test": Route("mx", tuple(f"gone{n}.test" for n in range(9))),
    "private.test": Route("mx", ("house.test",), ("127.0.0.1",)),
    "broken.test": Route("dns-silent"),
    "closed.test": Route("dns-silent"),
    "late.test": Route("dns-silent"),
}


def names(server: NameServer, seconds: float = 2.0) -> ResolvedNames:
    return ResolvedNames(servers=["127.0.0.1"], port=server.port, seconds=seconds)


@pytest.mark.parametrize("domain", SAYS)
async def test_what_a_domain_says(domain: str) -> None:
    async with name_server(ZONE) as server:
        assert await names(server, 0.5 if domain == "late.test" else 2.0).route(domain) == SAYS[domain]


@pytest.mark.parametrize("domain", ["gone.test", "empty.test", "nowhere.test"])
async def test_a_denial_is_not_believed_from_a_server_that_denies_everything(domain: str) -> None:
    async with name_server(ZONE, honest=False) as server:
        assert await names(server).route(domain) == Route("dns-silent")


async def test_all_questions_together_take_a_bounded_time() -> None:
    slow = {f"mx{n}.test": "SILENT" for n in range(5)}
    zone = {**ZONE, **slow, "slow.test": [f"MX {n} mx{n}.test." for n in range(5)]}
    async with name_server(zone) as server:
        began = time.perf_counter()
        assert (await names(server, 0.4).route("slow.test")).found in {"mx", "dns-silent"}
        assert time.perf_counter() - began < 2


async def test_answers_are_kept() -> None:
    async with name_server(ZONE) as server:
        asking = names(server)
        first = await asking.route("plain.test")
        count = len(server.asked)
        assert await asking.route("plain.test") == first
        assert len(server.asked) == count


@pytest.mark.parametrize("domain", ["a" * 64 + ".test", ".".join(["abcdefgh"] * 40), "..", "", "ä.test"])
async def test_names_that_cannot_be_asked_for_are_silent(domain: str) -> None:
    async with name_server(ZONE) as server:
        assert (await names(server).route(domain)).found in {"dns-silent", "no-domain", "no-mail-server"}


async def test_nobody_listens() -> None:
    assert await ResolvedNames(servers=["127.0.0.1"], port=9, seconds=0.3).route("plain.test") == Route("dns-silent")


async def test_a_table_asks_nobody() -> None:
    table = TableNames({"a.test": ("mx1.a.test",), "b.test": (".",), "c.test": ()})
    found = {domain: (await table.route(domain)).found for domain in ("a.test", "b.test", "c.test", "d.test")}
    assert found == {"a.test": "mx", "b.test": "null-mx", "c.test": "no-mail-server", "d.test": "dns-silent"}
