"""What every validator keeps to."""

from collections.abc import AsyncIterator

import pytest

from leadwright.adapters.dns import Names, ResolvedNames, TableNames
from leadwright.adapters.validate import MailValidator
from leadwright.domain.validity import DECIDES, INVALID, UNKNOWN, VALID
from leadwright.ledger.database import Database
from leadwright.ledger.validity import LedgerValidator
from leadwright.ports import Validator
from leadwright.tables import load_tables
from tests.adapters.nameserver import name_server
from tests.contracts.letterbox import StillClock

ZONE: dict[str, list[str] | str] = {
    "lives.test": ["MX 10 mx.lives.test."],
    "mx.lives.test": ["A 203.0.113.7"],
    "null.test": ["MX 0 ."],
    "none.test": ["TXT nothing"],
    "silent.test": "SERVFAIL",
}
TABLE = {"lives.test": ("mx.lives.test",), "null.test": (".",), "none.test": ()}


class TestValidator:
    @pytest.fixture(params=["world", "dns", "kept"])
    async def validator(self, request: pytest.FixtureRequest, database: Database) -> AsyncIterator[Validator]:
        clock = StillClock()
        async with name_server(ZONE) as server:
            names: Names = TableNames(TABLE)
            if request.param != "world":
                names = ResolvedNames(servers=["127.0.0.1"], port=server.port)
            asker = MailValidator(names, clock, tables=load_tables())  # type: ignore[arg-type]
            kept = LedgerValidator(database, clock, asker.check)  # type: ignore[arg-type]
            yield kept if request.param == "kept" else asker

    @pytest.mark.parametrize(
        ("address", "verdict"),
        [
            ("info@lives.test", UNKNOWN),
            ("info@silent.test", UNKNOWN),
            ("info@null.test", INVALID),
            ("info@none.test", INVALID),
            ("info", INVALID),
        ],
    )
    async def test_the_verdict(self, validator: Validator, address: str, verdict: str) -> None:
        assert (await validator.check(address)).verdict == verdict

    @pytest.mark.parametrize(
        "text", ["", "@", "a@b@c", "x" * 5000, "a@" + "b." * 200 + "test", "\x00@\x00", "a@b\r\nc"]
    )
    async def test_it_never_fails(self, validator: Validator, text: str) -> None:
        assert (await validator.check(text)).verdict in {VALID, UNKNOWN, INVALID}

    async def test_a_verdict_has_reasons_and_a_moment(self, validator: Validator) -> None:
        said = await validator.check("info@null.test")
        assert said.at.tzinfo is not None
        assert DECIDES[said.reasons[0]] == said.verdict

    async def test_the_same_question_has_the_same_answer(self, validator: Validator) -> None:
        assert await validator.check("info@lives.test") == await validator.check("info@lives.test")
