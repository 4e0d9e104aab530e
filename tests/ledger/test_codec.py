"""What is written is read back the same, also by a version that knows more or fewer fields."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from leadwright.chain import Item
from leadwright.domain.evidence import Evidence, Fact
from leadwright.domain.lead import (
    Address,
    Contact,
    Factor,
    Field,
    Form,
    Hidden,
    Lead,
    Product,
    Prospect,
    Sighting,
    Watch,
)
from leadwright.domain.letter import Deal, Draft, Grounded, Reply, Sent, Verdict
from leadwright.ledger.codec import ITEMS, Codec, decode, encode, facts_of

NOW = datetime(2026, 3, 2, 9, 0, 0, 7, tzinfo=UTC)
PROOF = Evidence("https://shop.test/", NOW, "ab" * 32, 'a "quoted" \\ line\n\t\x00 ключ 🛒', "mailto")
FACT = Fact("A shop", PROOF, 0.1)
ADDRESS = Address("hello@shop.test", usable=True, why="mailto", rank=0, evidence=PROOF)
FORM, HIDDEN, DAY = Form("contact", "u", (Field("a", "email"),)), Hidden("rot13", "u", "s"), date(2026, 4, 1)
DRAFT = Draft(
    "shop.test", 1, "first", "hello@shop.test", "main", "Hello", "Words", "en", "t/first/A", None,
    grounds=(Grounded("A sentence.", PROOF),), problems=("no [company]",),
)  # fmt: skip
EXAMPLES: tuple[Item, ...] = (
    Watch("w", "feed"),
    Sighting("feed", "u", "t", "text", NOW, NOW, None, "open", said=("help", "launch")),
    Contact("s", "k", "feed", "open", ("shop.test",), (ADDRESS,), (FORM,), (HIDDEN,)),
    Lead("shop.test", "s", "feed", "k", "open", ADDRESS, NOW),
    Prospect(
        "shop.test", "s", "shop", FACT, factors=(Factor("size", -3, "why"),), country_signs=(FACT,), address=ADDRESS,
        products=(Product("Mug", "u", Decimal("12.90"), "EUR"),),
    ),
    DRAFT,
    Sent("d", "shop.test", 1, "first", "main", "<1@us.test>", NOW, "t", next="d2", next_at=NOW),
    Reply("m", "b", "s", NOW, "a@b.test", "auto", "absence", ("away",), "text", human=False, stops=False, until=DAY),
    Verdict("r", "b", "positive", "ask", answer=replace(DRAFT, touch=0, answers="<m>"), at=NOW),
    Deal("shop.test", "talking", NOW, "r"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Own:
    """A kind of item that only one chain knows."""

    key: str


@pytest.mark.parametrize("item", EXAMPLES, ids=lambda item: type(item).__name__)
def test_items_come_back_the_same(item: Item) -> None:
    assert Codec(()).read(type(item).__name__, encode(item)) == item


def test_every_item_of_the_product_has_an_example() -> None:
    assert [type(item) for item in EXAMPLES] == list(ITEMS)


def test_a_chain_brings_its_own_kinds() -> None:
    assert Codec([Own]).read("Own", encode(Own("x"))) == Own("x")
    with pytest.raises(KeyError):
        Codec(()).read("Own", encode(Own("x")))


def test_fields_come_and_go() -> None:
    assert decode(Watch, '{"name": "w", "source": "feed", "newer": 1}') == Watch("w", "feed")
    assert decode(Deal, f'{{"brand": "b", "stage": "won", "since": {encode(NOW)}, "reply": "r"}}').note == ""


@pytest.mark.parametrize("body", ["", "{", "[]", '{"name": "w"}', '{"name": "w", "source": 1}'])
def test_what_does_not_fit_is_a_value_error(body: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Codec(()).read("Watch", body)


def test_the_same_facts_are_the_same_text() -> None:
    assert encode({"b": 1, "a": None}) == encode({"a": None, "b": 1}) == '{"a":null,"b":1}'
    assert facts_of('{"a":null,"b":1.5}') == {"a": None, "b": 1.5}
    assert facts_of(None) == {}
