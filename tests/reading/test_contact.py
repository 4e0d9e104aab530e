import pytest

from leadwright.domain.lead import Contact
from leadwright.domain.site import Unread
from leadwright.reading.contact import contact_of
from tests.reading.sites import TABLES, page, sighting, site


def contact(*bodies: str, url: str = "https://www.glow.test/", asked: str = "") -> Contact:
    pages = [page(bodies[0], url, asked=asked)]
    pages += [page(body, f"{url}contact") for body in bodies[1:]]
    return contact_of(sighting(), site(*pages), TABLES)


def codes(found: Contact) -> dict[str, str]:
    return {one.address: one.why if not one.usable else "ok" for one in found.addresses}


def test_ways_of_publication_and_their_evidence() -> None:
    found = contact(
        "<p>Write to <a href='MAILTO:Hello@Glow.test?subject=Hi%20there'>us</a></p><p>or ring. anna@glow.test</p>"
        "<script type='application/ld+json'>{'@type':'x'}</script>"
        '<script type="application/ld+json">{"@type":"Organization","email":"mailto:team@glow.test"}</script>'
    )
    ways = {one.address: one.evidence.way for one in found.addresses}
    assert ways == {"hello@glow.test": "mailto", "anna@glow.test": "text", "team@glow.test": "jsonld"}
    for one in found.addresses:
        assert one.evidence.url == "https://www.glow.test/"
        assert one.evidence.sha256 == "ab" * 32
        assert one.address in one.evidence.snippet.lower()
        assert len(one.evidence.snippet) <= 300


def test_imprint_is_a_way() -> None:
    pages = page("<p>Shop</p>"), page("<p>Glow Ltd, hello@glow.test</p>", "https://www.glow.test/impressum")
    assert contact_of(sighting(), site(*pages), TABLES).addresses[0].evidence.way == "imprint"


@pytest.mark.parametrize(
    ("body", "address", "code"),
    [
        ("<p>name@example.com</p>", "name@example.com", "placeholder"),
        ("<p>your@email.com</p>", "your@email.com", "placeholder"),
        ("<p>john@doe.com</p>", "john@doe.com", "placeholder"),
        ("<p>Contact us: noreply@glow.test</p>", "noreply@glow.test", "never-role"),
        ("<p>no-reply-7@glow.test</p>", "no-reply-7@glow.test", "never-role"),
        ("<p>legal@glow.test</p>", "legal@glow.test", "never-role"),
        ("<p>press@glow.test</p>", "press@glow.test", "never-role"),
        ("<p>help@klaviyo.com</p>", "help@klaviyo.com", "vendor"),
        ("<footer>Site by Studio Nine studio@nine.test</footer>", "studio@nine.test", "agency-credit"),
        ("<footer>Theme by Pix (support@pix.test)</footer>", "support@pix.test", "agency-credit"),
        ("<p>Lost parcel? Ask the courier: claims@parcel.test</p>", "claims@parcel.test", "other-brand"),
        ("<blockquote>Lovely! jude@home.test</blockquote>", "jude@home.test", "other-brand"),
        ("<blockquote>Lovely! jude@gmail.com</blockquote>", "jude@gmail.com", "other-brand"),
        ("<p>hello@glow.test or hello@golw.test</p>", "hello@golw.test", "typo-twin"),
        ("<p>glowshop@gmial.com</p>", "glowshop@gmial.com", "typo-twin"),
        ("<p>uryyb@tybj.grfg</p>", "uryyb@tybj.grfg", "rot13"),
        ("<div style='display: none'>trap@glow.test</div>", "trap@glow.test", "invisible"),
        ("<p>hello@glow.test</p><p>Please do not send unsolicited offers.</p>", "hello@glow.test", "refusal"),
        ("<p>info@glow.test - Keine Werbung!</p>", "info@glow.test", "refusal"),
    ],
)
def test_addresses_that_must_not_be_used(body: str, address: str, code: str) -> None:
    found = contact(body)
    assert codes(found)[address] == code
    assert found.best is None or found.best.address != address


@pytest.mark.parametrize(
    "body",
    [
        "<img src='logo@2x.png'> logo@2x.png banner@3x.webp",
        "<script>var support='support@vendor.test'</script>",
        "<script src='https://cdn.test/npm/swiper@11.0.5/swiper.js'></script> swiper@11.0.5",
        "<style>@media</style> a@b @glow glow@ foo@localhost x@y.local",
        "<input type=email placeholder='you@domain.com'>",
    ],
)
def test_what_is_no_address(body: str) -> None:
    assert contact(body).addresses == ()


def test_prefixes_are_cut_off() -> None:
    found = contact(
        "<a href='mailto:%20info@glow.test'>mail</a><p>u003ehi@glow.test</p><p>&#105;nfo2@glow&#46;test</p>"
    )
    assert set(codes(found)) == {"info@glow.test", "hi@glow.test", "info2@glow.test"}


def test_own_name_elsewhere_freemail_and_a_stated_owner_are_usable() -> None:
    found = contact(
        "<p>Shop</p>",
        "<p>Contact us: hello@glow.shop</p><p>or <a href='mailto:glowcandles@gmail.com'>mail us</a></p>"
        "<p>Email: owner@annaberg.test</p>",
    )
    assert codes(found) == {"hello@glow.shop": "ok", "glowcandles@gmail.com": "ok", "owner@annaberg.test": "ok"}
    assert {one.address: one.kind for one in found.addresses}["glowcandles@gmail.com"] == "freemail"


def test_ranking_and_kinds() -> None:
    found = contact("<p>support@glow.test sales@glow.test info@glow.test anna.berg@glow.test owner@glow.test</p>")
    order = [one.address.split("@")[0] for one in found.addresses]
    assert order == ["owner", "anna.berg", "info", "sales", "support"]
    assert [one.rank for one in found.addresses] == [0, 1, 2, 3, 4]
    kinds = {one.address.split("@")[0]: one.kind for one in found.addresses}
    assert kinds == {
        "owner": "generic",
        "anna.berg": "named",
        "info": "generic",
        "sales": "generic",
        "support": "generic",
    }


def test_a_refusal_on_the_contact_page_counts_for_all() -> None:
    found = contact("<p>hello@glow.test</p>", "<h1>Contact</h1><p>No cold emails, please.</p>")
    assert codes(found) == {"hello@glow.test": "refusal"}


def test_a_promise_about_the_newsletter_is_no_refusal() -> None:
    found = contact("<p>hello@glow.test</p><p>Join us. We never send unsolicited marketing or spam emails.</p>")
    assert codes(found) == {"hello@glow.test": "ok"}


@pytest.mark.parametrize(
    ("body", "way"),
    [
        (
            "<a href='/cdn-cgi/l/email-protection#a1'><span data-cfemail=a1b2>[protected]</span></a>",
            "cloudflare",
        ),
        ("<p>Write to hello (at) glow (dot) test</p>", "spelled"),
        ("<p>hello at glow dot com</p>", "spelled"),
        ("<p>kontakt [at] glow [punkt] de</p>", "spelled"),
        ("<img src='/img/email-address.png' alt=''>", "image"),
        ("<a href=\"javascript:linkTo_UnCryptMailto('ocknvq')\">mail</a>", "rot13"),
        ("<p>uryyb@tybj.grfg</p>", "rot13"),
    ],
)
def test_hidden_addresses_are_noted_and_not_decoded(body: str, way: str) -> None:
    found = contact(body)
    assert [one.way for one in found.hidden] == [way]
    assert found.best is None


def test_of_a_page_with_noindex_only_the_address_is_kept() -> None:
    closed = page("<p>Secret words around hello@glow.test here</p>", head="<meta name=robots content=noindex>")
    assert contact_of(sighting(), site(closed), TABLES).addresses[0].evidence.snippet == "hello@glow.test"


def test_the_platforms_own_addresses_are_nobodys() -> None:
    body = "<footer>We help buyers: <a href='mailto:help@craftmarket.test'>help@craftmarket.test</a></footer>"
    assert codes(contact(body, url="https://craftmarket.test/shop/glow")) == {"help@craftmarket.test": "platform"}
    assert codes(contact(body)) == {"help@craftmarket.test": "platform"}


def test_domains_redirects_and_platforms() -> None:
    assert contact("x", asked="http://old-glow.test/").domains == ("glow.test", "old-glow.test")
    stall = contact("x", url="https://craftmarket.test/shop/glow-candles")
    assert stall.domains == ("craftmarket.test/shop/glow-candles",)
    assert contact("x", url="https://glow.myshopify.com/").domains == ("glow.myshopify.com",)
    assert contact("x", url="https://www.etsy.com/uk/shop/GlowCandles?ref=1").domains == ("etsy.com/shop/glowcandles",)


def test_forms_identities_and_closed_pages() -> None:
    body = (
        "<form action=/search><input name=q></form>"
        "<form action=/n><input type=email name=email><button>Sign up</button></form>"
        "<form action=/c><input name=name><input type=email name=email><textarea name=message></textarea></form>"
        "<form action=/login><input name=user><input type=password name=pw></form>"
        "<footer>Glow Ltd, company no. 01234567, VAT GB 123 4567 89</footer>"
    )
    found = contact_of(
        sighting(),
        site(page(body), unread=(Unread("https://www.glow.test/legal", "robots"), Unread("x", "timeout"))),
        TABLES,
    )
    assert [one.kind for one in found.forms] == ["search", "newsletter", "contact", "login"]
    assert [field.name for field in found.forms[2].fields] == ["name", "email", "message"]
    assert set(found.identities) == {"GB123456789", "company 01234567"}
    assert found.unread == ("https://www.glow.test/legal",)


def test_a_site_without_pages() -> None:
    found = contact_of(sighting(), site(), TABLES)
    assert found.addresses == ()
    assert found.domains == ("gone.test",)
