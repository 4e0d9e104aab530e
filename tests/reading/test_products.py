"""Products and prices as pages say them, and which of them counts."""

import time
from decimal import Decimal

import pytest

from leadwright.domain.lead import Product
from leadwright.reading.page import read_page
from leadwright.reading.products import products_in, products_of
from tests.reading.sites import page

LAMP = "https://www.glow.test/products/lamp"


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def product(offers: str, more: str = "") -> str:
    return ld(f'{{"@context":"https://schema.org","@type":"Product","name":"Lamp",{more}"offers":{offers}}}')


def read(body: str, *, url: str = LAMP, head: str = "") -> Product:
    found = products_in(read_page(page(body, url, head=head)))
    assert found, body
    return found[0]


def price(body: str, *, url: str = LAMP, head: str = "") -> tuple[str, str | None]:
    one = read(body, url=url, head=head)
    return str(one.price), one.currency


@pytest.mark.parametrize(
    ("offers", "expected"),
    [
        ('{"price":"9.50","priceCurrency":"EUR"}', ("9.50", "EUR")),
        ('{"price":"1.299,00","priceCurrency":"EUR"}', ("1299.00", "EUR")),
        ('{"price":"$168.00"}', ("168.00", None)),
        ('{"price":"599.00.00 SEK"}', ("599.00", "SEK")),
        ('{"@type":"AggregateOffer","lowPrice":5,"highPrice":9,"priceCurrency":"GBP"}', ("5", "GBP")),
        # several variants: the first in stock
        (
            """[{"price":9,"priceCurrency":"EUR","availability":"http://schema.org/OutOfStock"},
            {"price":11,"priceCurrency":"EUR","availability":"http://schema.org/InStock"}]""",
            ("11", "EUR"),
        ),
        # a subscription beside a single purchase
        (
            """[{"price":8,"priceCurrency":"EUR","priceSpecification":{"billingDuration":"P1M","price":8}},
            {"price":10,"priceCurrency":"EUR"}]""",
            ("10", "EUR"),
        ),
        # without tax and with it
        (
            """{"priceCurrency":"EUR","priceSpecification":[{"price":10,"valueAddedTaxIncluded":false},
            {"price":12,"valueAddedTaxIncluded":true}]}""",
            ("12", "EUR"),
        ),
    ],
)
def test_offers(offers: str, expected: tuple[str, str | None]) -> None:
    assert price(product(offers)) == expected


def test_was_and_now() -> None:
    rules = (
        '{"priceSpecification":[{"price":"20","priceCurrency":"EUR","priceType":"https://schema.org/ListPrice"},'
        '{"price":"18","priceCurrency":"EUR"}]}'
    )
    one = read(product(rules))
    assert (one.price, one.list_price, one.currency) == (Decimal(18), Decimal(20), "EUR")


def test_identity_of_a_product_and_of_its_variant() -> None:
    offers = (
        '[{"price":9,"priceCurrency":"EUR","sku":"L-S","url":"/products/lamp?variant=11","gtin13":"4006381333931"},'
        '{"price":12,"priceCurrency":"EUR","sku":"L-M","url":"/products/lamp?variant=12"}]'
    )
    one = read(product(offers, '"sku":"L",'))
    assert (one.sku, one.gtin, one.variant, one.price) == ("L", "4006381333931", "11", Decimal(9))
    other = read(product(offers), url=f"{LAMP}?variant=12")
    assert (other.price, other.sku, other.variant, other.gtin) == (Decimal(12), "L-M", "12", None)


@pytest.mark.parametrize("gtin", ["4006381333932", "0000000000000", "123", "lamp", "12345678901234567"])
def test_a_number_with_a_wrong_check_digit_is_no_gtin(gtin: str) -> None:
    assert read(product('{"price":9}', f'"gtin":"{gtin}",')).gtin is None


def test_a_group_is_one_product() -> None:
    body = ld(
        '{"@type":"ProductGroup","name":"Lamp","hasVariant":[{"@type":"Product","name":"Lamp red","sku":"R","offers":'
        '{"price":9,"priceCurrency":"EUR"}},{"@type":"Product","name":"Lamp blue","offers":{"price":9}}]}'
    )
    found = products_in(read_page(page(body)))
    assert [(one.name, one.price, one.currency, one.variant) for one in found] == [("Lamp", Decimal(9), "EUR", "R")]


MICRO = """<div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Lamp</h1>
<div itemprop="brand" itemscope itemtype="https://schema.org/Brand"><b itemprop="name">Glow</b></div>
<span itemprop="sku">L1</span><div itemprop="offers" itemscope itemtype="https://schema.org/Offer">{}
<link itemprop="availability" href="https://schema.org/InStock"></div></div>"""


@pytest.mark.parametrize(
    ("offer", "expected"),
    [
        ('<i itemprop="price">1.299,00 €</i>', ("1299.00", "EUR")),
        ('<i itemprop="price">1.299 kr</i><meta itemprop="priceCurrency" content="SEK">', ("1299", "SEK")),
        ('<meta itemprop="price" content="19,95"><meta itemprop="priceCurrency" content="EUR">', ("19.95", "EUR")),
        ('<meta itemprop="lowPrice" content="5"><meta itemprop="priceCurrency" content="GBP">', ("5", "GBP")),
    ],
)
def test_microdata(offer: str, expected: tuple[str, str]) -> None:
    one = read(MICRO.format(offer))
    assert (str(one.price), one.currency) == expected
    assert (one.name, one.sku, one.availability, one.source) == ("Lamp", "L1", "InStock", "microdata")


def test_rdfa() -> None:
    body = """<div vocab="https://schema.org/" typeof="Product"><h1 property="name">Lamp</h1>
    <div property="offers" typeof="Offer"><span property="price" content="19.95">19,95</span>
    <meta property="priceCurrency" content="EUR">
    <link property="availability" href="https://schema.org/InStock"></div></div>"""
    one = read(body)
    assert (one.price, one.currency, one.availability, one.source) == (Decimal("19.95"), "EUR", "InStock", "rdfa")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("product:price:amount=48,00 product:price:currency=USD", "48.00 USD None"),
        ("product:price:amount=150 product:sale_price:amount=120 product:price:currency=EUR", "120 EUR 150"),
        ("og:price:amount=1,299.00 og:price:currency=SEK", "1299.00 SEK None"),
    ],
)  # fmt: skip
def test_open_graph(head: str, expected: str) -> None:
    pairs = (pair.split("=") for pair in f"og:title=Lamp {head}".split())
    one = read("<h1>Lamp</h1>", head="".join(f"<meta property={name} content='{value}'>" for name, value in pairs))
    assert f"{one.price} {one.currency} {one.list_price}" == expected
    assert one.source == "og"


OG = """<meta property=og:title content=Lamp><meta property=og:price:currency content=EUR>
<meta property=og:price:amount content={}>"""


def test_where_sources_differ_the_shown_one_counts() -> None:
    data = product('{"price":"19","priceCurrency":"EUR"}')
    assert price(f"{data}<h1>Lamp</h1><p>19,95 €</p>", head=OG.format("19.95")) == ("19.95", "EUR")
    assert price(f"{data}<h1>Lamp</h1><p>19 €</p>", head=OG.format("19.95")) == ("19", "EUR")
    assert price(f"{data}<h1>Lamp</h1>", head=OG.format("19.95")) == ("19", "EUR")
    both = f"{data}<h1>Lamp</h1><p>19 € 25 €</p><div class='product-detail-price'>25 €</div>"
    assert price(both, head=OG.format("25")) == ("25", "EUR")


def test_data_that_does_not_know_of_the_reduction() -> None:
    head = OG.format("120.00") + "<meta property=og:price:standard_amount content=150.00>"
    one = read(product('{"price":"150.00","priceCurrency":"EUR"}'), head=head)
    assert (one.price, one.list_price) == (Decimal("120.00"), Decimal("150.00"))


@pytest.mark.parametrize(
    ("said", "shown", "expected"),
    [
        ('"4995","priceCurrency":"EUR"', "49,95 €", ("49.95", "EUR")),  # cents
        ('"4995","priceCurrency":"EUR"', "4.995 €", ("4995", "EUR")),
        ('"4995","priceCurrency":"EUR"', "", ("4995", "EUR")),
        ('"1.299","priceCurrency":"EUR"', "1.299 €", ("1299", "EUR")),
        ('"250","priceCurrency":"MDL"', "250 lei", ("250", "MDL")),  # a dot for thousands
        ('"49.95","priceCurrency":"USD"', "49,95 €", ("49.95", "EUR")),  # the page shows another currency
        ('"49.95","priceCurrency":"USD"', "$49.95", ("49.95", "USD")),
    ],
)
def test_the_shown_price_is_the_check(said: str, shown: str, expected: tuple[str, str]) -> None:
    data = product(f'{{"price":{said}}}')
    assert price(f"{data}<h1>Lamp</h1><p>{shown}</p>") == expected


def test_a_round_amount_for_another_reason_moves_no_point() -> None:
    data = product('{"price":"2000","priceCurrency":"EUR"}')
    assert price(f"{data}<p>Free delivery from 20 €</p>") == ("2000", "EUR")
    assert price(f"{data}<div class=product-detail-price>20 €</div>") == ("20.00", "EUR")


def test_the_product_that_the_title_names_comes_first() -> None:
    others = ld('{"@type":"Product","name":"Bulb","offers":{"price":3,"priceCurrency":"EUR"}}')
    assert read(others + product('{"price":9,"priceCurrency":"EUR"}'), head="<title>Lamp | Glow</title>").name == "Lamp"


def test_a_price_of_nothing_gives_way() -> None:
    data = product('{"price":"0","priceCurrency":"EUR"}')
    assert price(data, head=OG.format("19.95")) == ("19.95", "EUR")
    assert price(data) == ("0", "EUR")


def test_a_price_in_the_menu_or_a_review_proves_nothing() -> None:
    data = product('{"price":"4995","priceCurrency":"EUR"}')
    assert price(f"{data}<nav>49,95 €</nav><div class=review>49,95 €</div>") == ("4995", "EUR")


@pytest.mark.parametrize(
    "body",
    [
        "<title>Lamp | Glow</title><h1>Lamp</h1><p>12,50 €</p><button>In den Warenkorb</button>",
        "<title>Lamp</title><h1>Lamp</h1><form>12,50 €<input type=submit value='Ajouter au panier'></form><p>9 €</p>",
        "<title>Lamp</title><h1>Lamp</h1><form><del>15 €</del> 12,50 €<button>カートに入れる</button></form>",
        "<title>Lamp</title><h1>Lamp</h1><span itemprop=price>12,50 €</span><p>3,00 €</p>",
        "<title>Lamp</title><h1>Lamp</h1><div id=our_price_display>12,50 €</div><p>3,00 €</p>",
    ],
)
def test_a_page_without_data_shows_its_price(body: str) -> None:
    one = read(f"<main>{body}</main>")
    assert (one.name, one.price, one.currency, one.source) == ("Lamp", Decimal("12.50"), "EUR", "shown")


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Lamps</h1><p>12,50 €</p>",  # nothing to buy with
        "<h1>Lamps</h1><div>5 €<button>Add to cart</button></div><div>6 €<button>Add to cart</button></div>",
        "<h1>Lamp</h1><p>12 € or 15 €</p><button>Buy now</button>",
        "<h1>Lamp</h1><button>Buy now</button><p>our best</p>",
        "<h1>Lamp</h1><p>Lights 5 rooms</p><button>Buy now</button>",
        "<p>12,50 €</p><button>Buy now</button>",  # no name
    ],
)
def test_no_price_is_invented(body: str) -> None:
    assert products_in(read_page(page(f"<main>{body}</main>", LAMP))) == ()


@pytest.mark.parametrize("offer", ["Course 12 €<button>Buy now</button>", "Lamp <b itemprop=price>12 €</b>"])
def test_a_home_page_with_one_price_is_no_product(offer: str) -> None:
    body = f"<title>Glow</title><h1>Glow</h1><p>{offer}</p>"
    assert products_in(read_page(page(f"<main>{body}</main>", "https://www.glow.test/"))) == ()


def test_the_currency_that_a_pages_scripts_name() -> None:
    body = (
        "<title>Lamp</title><h1>Lamp</h1><div id=our_price_display>{}</div><script>x={{'currencyCode':'{}'}}</script>"
    )
    assert price(body.format("$12.50", "CAD")) == ("12.50", "CAD")
    assert price(body.format("$12.50", "EUR")) == ("12.50", None)
    assert price(body.format("$12.50", "CAD") + "<script>{'currencyCode':'USD'}</script>") == ("12.50", None)


def test_ten_products_of_a_visit_each_once_and_a_list_fills_the_gaps() -> None:
    lamp = page(product('{"price":"9.00","priceCurrency":"EUR"}'), LAMP)
    rows = (
        '{"products":[{"title":"Lamp","handle":"lamp","variants":[{"id":5,"sku":"L1","price":"9.00","available":true}]}'
    )
    rows += "".join(
        f',{{"title":"T{n}","handle":"t{n}","variants":[{{"id":{n},"price":"{n}.00"}}]}}' for n in range(1, 20)
    )
    listed = page("<!doctype", "https://www.glow.test/products.json")
    docs = [read_page(page("<h1>Glow</h1>")), read_page(lamp)]
    data = read_page(type(listed)(listed.url, listed.url, 200, listed.at, f"{rows}]}}".encode(), listed.sha256))
    found = products_of([*docs, data])
    assert len(found) == 10
    assert (found[0].name, found[0].sku, found[0].variant, found[0].availability) == ("Lamp", "L1", "5", "InStock")
    assert (found[0].source, found[0].url) == ("jsonld", LAMP)
    assert {one.currency for one in found} == {"EUR"}  # Lamp costs the same in both


def test_names_are_text() -> None:
    assert read(product('{"price":9}').replace("Lamp", "Women&apos;s  Lamp")).name == "Women's Lamp"


@pytest.mark.parametrize(
    "data",
    [
        '{"@type":"Product"}', '{"@type":"Product","name":5}',
        '{"@type":"Product","name":"A","offers":[[],5,{"price":{}}]}',
        '{"@type":["Product"],"name":["A"],"offers":{"offers":{"offers":{"offers":{"price":1}}}}}',
    ],
)  # fmt: skip
def test_broken_data_is_no_price(data: str) -> None:
    assert all(one.price is None for one in products_in(read_page(page(ld(data)))))


@pytest.mark.parametrize(
    "body",
    [
        "<b itemprop=price>9" * 20_000 + "<p itemtype=https://schema.org/Product>",
        "<div itemtype=https://schema.org/Product itemprop=offers><b itemprop=name>A</b>" * 5_000,
        ("<div typeof='Product'>" * 300 + "<b property=price>9</b>") * 50,
        "<title>A</title><h1>A</h1>" + "<div class=price>5 €<button>Buy now</button></div>" * 20_000,
        "<h1>A</h1>" + "<i class=price>5 € </i>" * 50_000,
        ld('{"@type":"Product","name":"A","offers":[' + ",".join(['{"price":1}'] * 50_000) + "]}"),
        "<h1>A</h1>" + "<div id=our_price_display>" * 20_000 + "5 €",
    ],
)
def test_hostile_pages_cost_little(body: str) -> None:
    doc = read_page(page(body, LAMP))
    started = time.process_time()
    products_in(doc)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        ("R$ 69,90 <p>3x de R$ 23,30 sem juros</p>", ("69.90", "BRL")),
        ("14,90 €* <p>Inhalt: 0.5 kg (29,80 €* / 1 kg)</p>", ("14.90", "EUR")),
        ("£120.00 <p>ex. VAT: £100.00</p>", ("120.00", "GBP")),
        ("£120.00 <p>Excl. VAT: £100.00</p>", ("120.00", "GBP")),
        ("12,00 zł <p>24,00 zł / kg</p>", ("12.00", "PLN")),
    ],
)
def test_other_ways_to_reckon_a_price_stand_aside(around: str, expected: tuple[str, str]) -> None:
    body = f"<title>Lamp</title><h1>Lamp</h1><div>{around}<button>Comprar</button></div>"
    assert price(body, url="https://www.glow.test/produtos/lamp/") == expected


def test_the_body_names_a_products_own_page() -> None:
    body = "<h1>Lamp</h1><div>£12.50 <button>Add to cart</button></div>"
    for named in ("class=product-product-50", "class='page catalog-product-view'", "class=is-ctl-product"):
        assert price(f"</head><body {named}>{body}", url="https://www.glow.test/lamp", head="<title>Lamp</title>") == (
            "12.50",
            "GBP",
        )
    assert not products_in(read_page(page(body, "https://www.glow.test/lamp", head="<title>Lamp</title>")))
