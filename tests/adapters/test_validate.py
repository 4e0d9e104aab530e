"""All that is learnt of an address: grammar, lists, DNS over UDP and the mail server, together and in order."""

from collections.abc import Mapping
from typing import Any

import pytest

from leadwright.adapters.connect import Guard
from leadwright.adapters.dice import SeededDice
from leadwright.adapters.dns import ResolvedNames, TableNames
from leadwright.adapters.probe import SmtpProbe
from leadwright.adapters.validate import MailValidator, Probing, parents, parts_of
from leadwright.domain.validity import Validity
from leadwright.tables import load_tables
from tests.adapters.nameserver import name_server
from tests.adapters.test_probe import Server, smtp_server
from tests.contracts.letterbox import TUESDAY, StillClock

TABLES = load_tables()
TABLE = {
    "shop.test": ("mx.shop.test",),
    "null.test": (".",),
    "none.test": (),
    "gmail.com": ("gmail-smtp-in.l.google.com",),
    "hosted.test": ("aspmx.l.google.com", "mx.hosted.test"),
    "yopmail.com": ("mx.yopmail.com",),
    "xn--bcher-kva.test": ("mx.shop.test",),
}


class Turns:
    """Counts who was asked about, and says whether they may be."""

    def __init__(self, *, may: bool = True) -> None:
        self.asked: list[str] = []
        self._may = may

    async def __call__(self, domain: str) -> bool:
        self.asked.append(domain)
        return self._may


class NoProbe:
    """Whoever asks it is wrong."""

    async def ask(self, address: str, stranger: str, **_: Any) -> str:
        raise AssertionError(address)


async def check(
    address: str, *, table: Mapping[str, tuple[str, ...]] = TABLE, probing: Probing | None = None
) -> Validity:
    validator = MailValidator(TableNames(table), StillClock(), tables=TABLES, probing=probing)  # type: ignore[arg-type]
    return await validator.check(address)


@pytest.mark.parametrize(
    ("address", "verdict", "reasons"),
    [
        ("info@shop.test", "unknown", ("mx", "probe-off")),
        ("Info@SHOP.test", "unknown", ("mx", "probe-off")),
        ("info@bücher.test", "unknown", ("mx", "probe-off")),
        ("info@null.test", "invalid", ("null-mx",)),
        ("info@none.test", "invalid", ("no-mail-server",)),
        ("info@elsewhere.test", "unknown", ("dns-silent", "probe-off")),
        ("glow.lamps@gmail.com", "unknown", ("mx", "freemail", "probe-off")),
        ("glow@yopmail.com", "invalid", ("disposable",)),
        ("glow@mx.yopmail.com", "invalid", ("disposable",)),
        ("info@localhost", "invalid", ("bad-syntax",)),
        ("info@shop", "invalid", ("bad-syntax",)),
        ("info@@shop.test", "invalid", ("bad-syntax",)),
        ("in fo@shop.test", "invalid", ("bad-syntax",)),
        ("info@shop..test", "invalid", ("bad-syntax",)),
        ("a" * 65 + "@shop.test", "invalid", ("bad-syntax",)),
        ("info@[203.0.113.7]", "invalid", ("bad-syntax",)),
        ("info@shop.test\r\nRCPT TO:<x@y.test>", "invalid", ("bad-syntax",)),
        ("Ann <info@shop.test>", "invalid", ("bad-syntax",)),
        ("", "invalid", ("bad-syntax",)),
    ],
)
async def test_what_is_said_of_an_address(address: str, verdict: str, reasons: tuple[str, ...]) -> None:
    assert await check(address) == Validity(verdict, reasons, TUESDAY)


@pytest.mark.parametrize(
    "good",
    [
        "first.last+tag@shop.test",
        "o'neil@shop.co.uk",
        "x@a.io",
        "почта@магазин.test",
        '"a b"@shop.test',
        "a_b-c@shop.test",
    ],
)
def test_addresses_that_look_odd_and_are_right(good: str) -> None:
    assert parts_of(good) is not None


@pytest.mark.parametrize("address", ["a@gmail.com", "info@hosted.test"])
async def test_the_large_providers_are_never_probed_and_cost_no_turn(address: str) -> None:
    may = Turns()
    probing = Probing(NoProbe(), may, SeededDice(b"1"))  # type: ignore[arg-type]
    assert "large-provider" in (await check(address, probing=probing)).reasons
    assert may.asked == []


async def test_a_turn_is_spent_only_where_a_server_is_known_and_asked() -> None:
    may = Turns(may=False)
    probing = Probing(NoProbe(), may, SeededDice(b"1"))  # type: ignore[arg-type]
    assert (await check("info@shop.test", probing=probing)).reasons == ("mx", "no-answer")  # it has no address
    for dead in ("info@null.test", "info@none.test", "no address", "glow@yopmail.com"):
        await check(dead, probing=probing)
    assert may.asked == []
    async with name_server({"shop.test": ["MX 1 mx.shop.test."], "mx.shop.test": ["A 127.0.0.1"]}) as dns:
        names = ResolvedNames(servers=["127.0.0.1"], port=dns.port)
        validator = MailValidator(names, StillClock(), tables=TABLES, probing=probing)  # type: ignore[arg-type]
        assert (await validator.check("info@shop.test")).reasons == ("mx", "probe-spent")
        assert (await validator.check("почта@shop.test")).reasons == ("mx", "no-answer")
    assert may.asked == ["shop.test"]


@pytest.mark.parametrize(
    ("answer", "verdict", "reasons"),
    [
        ("250 2.1.5 Ok", "valid", ("taken", "mx")),
        ("550 5.1.1 no such user", "invalid", ("no-mailbox", "mx")),
        ("550 5.7.1 no", "unknown", ("mx", "policy")),
        ("450 4.2.0 later", "unknown", ("mx", "greylisted")),
    ],
)
async def test_from_dns_to_the_mail_server(answer: str, verdict: str, reasons: tuple[str, ...]) -> None:
    server = Server(rcpt=lambda address: answer if address == "info@shop.test" else "550 5.1.1 who?")
    zone = {"shop.test": ["MX 1 mx.shop.test."], "mx.shop.test": ["A 127.0.0.1"]}
    async with smtp_server(server), name_server(zone) as dns:
        probe = SmtpProbe(hello="ours.test", make=Guard({"mx": ("127.0.0.1", server.port)}), port=server.port)
        validator = MailValidator(
            ResolvedNames(servers=["127.0.0.1"], port=dns.port),
            StillClock(),  # type: ignore[arg-type]
            tables=TABLES,
            probing=Probing(probe, Turns(), SeededDice(b"1")),
        )
        assert await validator.check("info@shop.test") == Validity(verdict, reasons, TUESDAY)


def test_the_names_above_a_name() -> None:
    assert list(parents("MX.Shop.co.uk.")) == ["mx.shop.co.uk", "shop.co.uk", "co.uk"]
    assert list(parents("test")) == ["test"]
