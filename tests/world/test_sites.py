import json
import re
from datetime import UTC, datetime
from html import unescape

import pytest

from leadwright.world.make import make_world
from leadwright.world.sites.answer import HTML
from leadwright.world.sites.build import Site, build_site
from leadwright.world.sites.frame import money
from leadwright.world.sites.market import build_market
from leadwright.world.truth import Business
from leadwright.world.words import read_words

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
WORLD = [business for seed in (1, 2, 3) for business in make_world(seed, START).businesses]
OWN = [b for b in WORLD if "/" not in b.key and b.reach not in ("dead", "hostile")]


def source(site: Site) -> str:
    return "\n".join(answer.data.decode("utf-8", "replace") for answer in site.pages.values())


def pages_of(site: Site) -> list[tuple[str, str]]:
    return [(path, answer.data.decode()) for path, answer in site.pages.items() if answer.content_type == HTML]


def of(reach: str, how: str) -> list[Business]:
    found = [b for b in OWN if b.reach == reach and b.extra["how"].startswith(how)]
    assert found, (reach, how)
    return found


def test_same_truth_gives_the_same_bytes() -> None:
    for business in OWN[:20]:
        assert source(build_site(business)) == source(build_site(business))


def test_every_published_address_can_be_read() -> None:
    for business in OWN:
        text = unescape(source(build_site(business)))
        for address in business.published:
            assert address in text, (business.key, business.extra["how"])


@pytest.mark.parametrize(
    ("way", "pattern"),
    [
        ("mailto@", 'href="mailto:{}"'),
        ("text@", ": {}</p>"),
        ("jsonld@", '"email": "{}"'),
        ("mailto20@", 'href="mailto:%20{}?subject=Hello"'),
    ],
)
def test_an_address_stands_as_the_truth_says(way: str, pattern: str) -> None:
    for business in of("mail", way):
        assert pattern.format(business.address) in source(build_site(business))


def test_entities_leave_no_plain_address() -> None:
    for business in of("mail", "entity"):
        if "json_escape" not in business.extra:
            text = source(build_site(business))
            assert str(business.address) not in text
            assert "".join(f"&#{ord(sign)};" for sign in str(business.address)) in text


@pytest.mark.parametrize("where", ["contact", "about", "imprint"])
def test_an_address_of_one_page_is_on_that_page_only(where: str) -> None:
    kept = [
        b for b in OWN if b.reach == "mail" and b.extra["how"].endswith(f"@{where}") and "json_escape" not in b.extra
    ]
    assert kept
    for business in kept:
        site = build_site(business)
        shown = [path for path, text in pages_of(site) if str(business.address) in unescape(text)]
        assert len(shown) == 1, shown
        assert shown != ["/"]


def test_traps_are_on_the_sites() -> None:
    kinds = set()
    for business in OWN:
        text = source(build_site(business))
        for kind, value in business.extra.items():
            if kind.startswith("trap_") and kind not in ("trap_market", "trap_hidden"):
                assert value in text, (business.key, kind)
                kinds.add(kind)
    assert {"trap_retina", "trap_widget", "trap_theme", "trap_typo", "trap_poison", "trap_noreply"} <= kinds


def test_hidden_addresses_are_not_in_the_bytes() -> None:
    for business in [b for b in OWN if b.reach == "hidden"]:
        assert business.extra["trap_hidden"] not in unescape(source(build_site(business)))
    assert "data-cfemail=" in source(build_site(of("hidden", "cloudflare")[0]))
    assert " at " in source(build_site(of("hidden", "words")[0]))
    assert "/files/mail.png" in source(build_site(of("hidden", "image")[0]))


def test_a_refusal_stands_beside_the_address() -> None:
    for business in [b for b in OWN if b.reach == "refused"]:
        refusal = read_words("phrases")[business.language]["refusal"]
        near = [text for _, text in pages_of(build_site(business)) if business.extra["trap_refused"] in text]
        assert near
        assert all(refusal in text for text in near)


def test_a_sending_country_shows_its_evidence() -> None:
    for business in [b for b in OWN if b.gate == "send"]:
        text = unescape(source(build_site(business)))
        assert business.extra["postal"] in text
        assert str(business.legal_name) in text


def test_a_site_of_no_country_tells_none() -> None:
    unknown = [b for b in OWN if b.country == "ZZ"]
    assert unknown
    for business in unknown:
        assert "tel:" not in source(build_site(business))


def test_the_hero_is_on_the_home_page() -> None:
    for business in [b for b in OWN if b.hero]:
        assert str(business.hero) in unescape(build_site(business).answer("/").data.decode())


def test_the_owners_name_is_shown_where_the_truth_has_it() -> None:
    named = [b for b in OWN if b.contact_name]
    assert named
    assert all(str(b.contact_name) in source(build_site(b)) for b in named)


def test_shopify_shops_show_their_goods() -> None:
    for business in [b for b in OWN if b.platform == "shopify" and "headless" not in b.extra]:
        site = build_site(business)
        assert "Shopify.shop" in site.answer("/").data.decode()
        rows = json.loads(site.answer("/products.json").data)["products"]
        assert [row["variants"][0]["price"] for row in rows] == [f"{ware.price:.2f}" for ware in business.wares]
        if business.reach == "mail":
            assert "Disallow: /policies/" in site.answer("/robots.txt").data.decode()
        cents = json.loads(site.answer(f"{business.wares[0].path}.js").data)["price"]
        assert cents == int(business.wares[0].price * 100)


def test_woo_shops_answer_the_store_api_in_minor_units() -> None:
    for business in [b for b in OWN if b.platform == "woocommerce"]:
        site = build_site(business)
        assert "woocommerce" in site.answer("/").data.decode()
        for row, ware in zip(
            json.loads(site.answer("/wp-json/wc/store/v1/products").data), business.wares, strict=True
        ):
            unit = row["prices"]["currency_minor_unit"]
            assert int(row["prices"]["price"]) == int(ware.price.scaleb(unit))


def test_every_link_of_the_navigation_leads_somewhere() -> None:
    for business in OWN:
        site = build_site(business)
        home = site.answer("/").data.decode()
        navigation = home[home.index("<nav>") : home.index("</nav>")]
        for path in re.findall(r'href="([^"]{1,200})"', navigation):
            assert site.answer(path).status == 200
        for ware in business.wares:
            text = site.answer(ware.path).data.decode()
            assert money(ware.price, ware.currency) in text


def test_values_are_escaped() -> None:
    poisoned = [b for b in OWN if "poison" in b.extra]
    assert poisoned
    for business in poisoned:
        home = build_site(business).answer("/").data.decode()
        assert "&lt;script&gt;" in home
        assert "<script>alert" not in home


def test_robots_close_the_door() -> None:
    answers = {b.extra["how"]: build_site(b).answer("/robots.txt") for b in OWN if b.reach == "robots"}
    assert answers["503"].status == 503
    assert answers["403"].status == 403
    assert b"Disallow: /\n" in answers["disallow"].data


def test_the_marketplace_lists_its_sellers() -> None:
    sellers = [b for b in WORLD if b.kind == "seller"]
    pages = build_market(sellers)
    for seller in sellers:
        shop = pages[f"/shop/{seller.extra['slug']}"].data.decode()
        assert ("/" in seller.key) == ('rel="me"' not in shop)
        assert seller.extra["trap_market"] in shop
        assert not any(address in shop for address in seller.published)
