"""What is told of a shop's data: true, exact, and silent where either side may be right."""

import pytest

from leadwright.domain.evidence import Fact
from leadwright.reading.finding import findings_of
from leadwright.reading.page import read_page
from leadwright.reading.products import products_of
from tests.reading.sites import page

LAMP = "https://www.glow.test/products/lamp"
OG = "<meta property=og:title content='Lamp'><meta property=og:price:currency content=EUR>"


def ld(price: str, *, currency: str = "EUR", name: str = "Lamp", sku: str = "L1", more: str = "") -> str:
    offer = f'{{"price":"{price}","priceCurrency":"{currency}","availability":"https://schema.org/InStock"{more}}}'
    text = f'{{"@type":"Product","name":"{name}","sku":"{sku}","offers":[{offer}]}}'
    return f'<script type="application/ld+json">{text}</script>'


def place(price: str) -> str:
    return f"<div class='product-detail-price'>{price}</div>"


def found(body: str, *, url: str = LAMP, head: str = "") -> tuple[Fact, ...]:
    docs = [read_page(page(body, url, head=head))]
    return findings_of(docs, products_of(docs))


@pytest.mark.parametrize(
    ("body", "head", "said"),
    [
        (
            ld("19.00") + "<h1>Lamp</h1>" + place("19,95 €"), "",
            "“Lamp” has the price 19.00 EUR in the structured data of its page, which shows 19.95 EUR",
        ),
        (
            ld("1995") + "<h1>Lamp</h1>" + place("19,95 €"), "",
            "“Lamp” has the price 1995 EUR in the structured data of its page, which shows 19.95 EUR",
        ),
        (
            ld("19.95", currency="USD") + "<h1>Lamp</h1>" + place("19,95 €"), "",
            "“Lamp” has the price 19.95 USD in the structured data of its page, which shows 19.95 EUR",
        ),
        (
            ld("19.00") + "<h1>Lamp</h1>", OG + "<meta property=og:price:amount content=19.95>",
            "“Lamp” has the price 19.00 EUR in its page's structured data and 19.95 EUR in its Open Graph tags",
        ),
        (
            ld("29", more=',"priceSpecification":{"price":"25","priceType":"ListPrice"}'), "",
            "“Lamp” has the price 29 EUR, above its list price 25 EUR, in its page's structured data",
        ),
        (ld("0"), "", "“Lamp” has the price 0 in its page's structured data"),
        (ld("5", sku=""), "", "the product “Lamp” has no SKU in its page's structured data"),
    ],
)  # fmt: skip
def test_what_differs_is_told_with_its_place(body: str, head: str, said: str) -> None:
    facts = found(body, head=head)
    assert [fact.value for fact in facts] == [said]
    assert facts[0].evidence.url == LAMP
    assert facts[0].evidence.snippet.startswith("Lamp")


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (ld("19.95") + place("19,95 €"), ""),
        (ld("19.95") + place("19,95 €"), OG + "<meta property=og:price:amount content='19,95'>"),
        (ld("19.95", currency="USD") + place("18,20 €"), ""),  # another country's price
        (ld("19.95", currency="USD"), OG + "<meta property=og:price:amount content=18.20>"),
        (ld("19.95") + "<p>Spare bulb 3,00 €</p>", ""),  # not at the product's own place
        (ld("19.95") + place("15,00 € 19,00 €"), ""),
        (ld("19.95") + place("<del>25 €</del> 19,95 €"), ""),
        (ld("19.95", more='},{"price":"25","priceCurrency":"EUR"') + place("25,00 €"), ""),  # variants
        (ld("19.95"), OG.replace("Lamp", "Bulb") + "<meta property=og:price:amount content=3>"),  # another product
        ("<title>Lamp</title><h1>Lamp</h1>" + place("19,95 €"), ""),  # no data, nothing to say of it
        (ld("19.95") + place("ask us"), ""),
    ],
)
def test_no_false_alarm(body: str, head: str) -> None:
    assert found(body, head=head) == ()


def test_data_of_another_page_is_not_this_pages() -> None:
    assert found(ld("19.00").replace('"sku"', '"url":"/products/bulb","sku"') + place("19,95 €")) == ()
    assert len(found(ld("19.00").replace('"sku"', '"url":"/products/lamp?variant=5","sku"') + place("19,95 €"))) == 1


def test_two_products_with_one_sku_and_counts_that_can_be_proved() -> None:
    urls = [f"https://www.glow.test/products/{one}" for one in ("lamp", "bulb", "shade")]
    bodies = [ld("5"), ld("6", name="Bulb"), ld("7", name="Shade", sku="")]
    docs = [read_page(page(body, url)) for body, url in zip(bodies, urls, strict=True)]
    said = [fact.value for fact in findings_of(docs, products_of(docs))]
    assert said == [
        "“Lamp” and “Bulb” carry the same SKU L1 in their pages' data",
        "1 of the 3 products we read have no SKU in their structured data, “Shade” for one",
    ]
