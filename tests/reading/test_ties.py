"""What ties other names to a site's brand, and what does not."""

import pytest

from leadwright.domain.brand import Tie
from leadwright.domain.lead import Contact
from leadwright.reading.contact import contact_of
from leadwright.reading.prospect import prospect_of
from leadwright.writing.playbooks import load_playbooks
from tests.reading.sites import TABLES, lead, page, sighting, site

FIRM = (
    "<footer><p>Glow Lamps Ltd, 12 High Street, Leeds LS1 4DY, United Kingdom</p><p>Tel +44 113 496 0000</p>{}</footer>"
)


def ties(body: str, url: str = "https://www.glow.test/", *, asked: str = "", head: str = "") -> set[tuple[str, str]]:
    return {(one.name, one.kind) for one in contact(body, url, asked=asked, head=head).ties}


def contact(body: str, url: str, *, asked: str = "", head: str = "") -> Contact:
    return contact_of(sighting(), site(page(body, url, asked=asked, head=head)), TABLES)


def firm(body: str, brand: str = "glow.test") -> set[tuple[str, str]]:
    html = page(f"<h1>Glow Lamps</h1>{body}", f"https://www.{brand}/", head="<title>Glow Lamps</title>")
    found = prospect_of(lead(brand), site(html), tables=TABLES, playbooks=load_playbooks())
    return {(one.name, one.kind) for one in found.ties}


def test_a_redirect_an_address_and_a_number_tie_with_their_page() -> None:
    body = "<footer><a href='mailto:info+web@glow.test'>Write</a><p>VAT no. GB 123 4567 89</p></footer>"
    found = contact(body, "https://www.glow.test/", asked="https://old-glow.test/").ties
    assert set(found) == {
        Tie("old-glow.test", "redirect", "https://www.glow.test/", "ab" * 32),
        Tie("info@glow.test", "address", "https://www.glow.test/", "ab" * 32),
        Tie("GB123456789", "number", "https://www.glow.test/", "ab" * 32),
    }


@pytest.mark.parametrize("quote", ['"', "'"])
def test_the_host_at_shopify_is_named_by_the_storefronts_script(quote: str) -> None:
    head = f"<script>var Shopify = Shopify || {{}};\nShopify.shop = {quote}Glow-Lamps.myshopify.com{quote};</script>"
    assert ties("<p>Lamps</p>", head=head) == {("glow-lamps.myshopify.com", "myshopify")}
    asked = "https://glow-lamps.myshopify.com/"
    assert ties("<p>Lamps</p>", head=head, asked=asked) == {("glow-lamps.myshopify.com", "myshopify")}


def test_what_ties_nobody() -> None:
    freemail = "<a href='mailto:glowlamps@gmail.com'>Write</a>"
    assert ties(freemail) == {("glowlamps@gmail.com", "freemail")}
    assert ties("<footer><a href='mailto:privacy@glow.test'>Write</a></footer>") == set()
    assert ties("<footer><p>Glow GmbH, Amtsgericht Köln, HRB 12345</p></footer>") == set()
    stall = "<p>Lamps</p><footer>Etsy Ireland, VAT IE9777587C</footer>"
    assert ties(stall, "https://www.etsy.com/shop/glow") == set()


def test_a_company_ties_with_country_form_and_one_more_sign() -> None:
    found = {name for name, kind in firm(FIRM.format("")) if kind == "company"}
    assert "GB glowlampsltd ltd +441134960000" in found
    assert all(name.startswith("GB glowlampsltd ltd ") for name in found)
    assert firm("<footer><p>Glow Lamps Ltd</p></footer>") == set()
    assert firm("<footer><p>Glow Lamps, 12 High Street, Leeds LS1 4DY</p><p>Tel +44 113 496 0000</p></footer>") == set()


@pytest.mark.parametrize(
    ("links", "tied"),
    [
        (
            "<footer><a href='https://www.instagram.com/glow.lamps/'>Instagram</a></footer>",
            {"instagram.com/glow.lamps"},
        ),
        ("<footer><a href='https://twitter.com/brightideas'>X</a></footer>", {"x.com/brightideas"}),
        ("<p>Our friends <a href='https://www.instagram.com/candle.co/'>there</a></p>", set()),
        ("<p>We are <a href='https://www.instagram.com/glowlamps/'>here</a></p>", {"instagram.com/glowlamps"}),
        (
            "<footer><a href='https://instagram.com/glowlamps'>us</a> <a href='https://instagram.com/theme.co'>theme</a></footer>",
            {"instagram.com/glowlamps"},
        ),
        ("<footer><a href='https://www.facebook.com/sharer/sharer.php?u=x'>Share</a></footer>", set()),
        ("<footer><a href='https://www.facebook.com/shopify'>Powered by</a></footer>", set()),
        ("<footer><a href='https://github.com/someone'>Made by</a></footer>", set()),
        ("<footer><a href='https://www.linkedin.com/in/ann-glow'>Ann</a></footer>", set()),
    ],
)
def test_only_profiles_that_are_surely_its_own_tie(links: str, tied: set[str]) -> None:
    assert {name for name, kind in firm(links) if kind == "social"} == tied
