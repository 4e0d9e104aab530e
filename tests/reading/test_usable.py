import pytest

from leadwright.domain.lead import Address
from leadwright.reading.contact import contact_of
from tests.reading.sites import TABLES, page, sighting, site


def judged(body: str, url: str = "https://www.glow.test/") -> dict[str, str]:
    found = contact_of(sighting(), site(page(body, url)), TABLES).addresses
    return {one.address: "ok" if one.usable else one.why for one in found}


def ranked(body: str) -> list[Address]:
    return list(contact_of(sighting(), site(page(body)), TABLES).addresses)


@pytest.mark.parametrize(
    "address",
    [
        "you@glow.test", "firstname.lastname@glow.test", "vorname.nachname@glow.test", "prenom.nom@glow.test",
        "john.doe@glow.test", "nombre@ejemplo.test", "deine-email@domain.test", "votre-email@exemple.test",
        "info@ihre-domain.test", "naam@voorbeeld.test", "navn@eksempel.test", "name@yourcompany.test", "xxx@xxx.test",
        "jane.smith@gmail.com", "test@test.com", "name@company.example",
    ],
)  # fmt: skip
def test_examples_of_many_languages(address: str) -> None:
    assert judged(f"<h1>Contact us</h1><p>E-mail: <a href='mailto:{address}'>{address}</a></p>") == {
        address: "placeholder"
    }


@pytest.mark.parametrize(
    "body",
    [
        "<pre>curl -d email=mara@glow.test https://api.glow.test</pre>",
        "<p>Example: <code>mara@glow.test</code></p>",
        "<div class='HeroGraphic'><div><span>Email</span></div><div><span>mara@glow.test</span></div></div>",
        "<div class='product-mockup'><p>Inbox</p><ul><li>mara@glow.test</li></ul></div>",
        "<div aria-hidden=true><span>mara@glow.test</span></div>",
        "<div role='img'><span>mara@glow.test</span></div>",
        "<p>Email</p><p>mara@glow.test</p><p>Card number</p><p>4242</p>",
        "<p>E-Mail</p><p>mara@glow.test</p><p>Passwort</p>",
        "<p>Lorem ipsum dolor sit amet</p><p>mara@glow.test</p>",
        "<p>123 Sample Street</p><p>mara@glow.test</p>",
        "<p>(555) 555-5555</p><p>mara@glow.test</p>",
        "<p>lena@example.com</p><p>mara@glow.test</p>",
    ],
)
def test_invented_people_at_the_own_domain(body: str) -> None:
    assert judged(body)["mara@glow.test"] == "placeholder"


@pytest.mark.parametrize(
    "body",
    [
        "<p>Email</p><p>mara@glow.test</p><p>Phone</p><p>+44 20 7946 1234</p>",
        "<div class=mobile-menu aria-hidden=true><p>mara@glow.test</p></div>",
        "<p>E-mail: mara@glow.test</p><p>Website by Studio Nine</p>",
        "<div class=graphic-design><p>mara@glow.test</p></div>",
        "<div class='illustration'><img src=a.png></div><p>mara@glow.test</p>",
        "<p>(212) 555-0134</p><p>mara@glow.test</p>",
        "<p>Email: mara@glow.test</p><form><label>Company name</label><input name=c></form>",
        "<footer>mara@glow.test <p>Payment methods: card</p></footer>",
        "<div class=mockup><p>mara@glow.test</p></div><a href='mailto:mara@glow.test'>Write</a>",
    ],
)
def test_people_who_are_there(body: str) -> None:
    assert judged(body)["mara@glow.test"] == "ok"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<footer>Contact us: hello@nicethemes.test</footer>", "agency-credit"),
        ("<footer>Contact us: support@shop-plugins.test</footer>", "agency-credit"),
        ("<footer>Contact: help@tidio.com</footer>", "vendor"),
        ("<footer>Design & development: us at nine@nine.test</footer>", "agency-credit"),
        ("<footer>Email nine@nine.test – web design</footer>", "agency-credit"),
        ("<footer>Réalisation : contact@nine.test</footer>", "agency-credit"),
        ("<footer>Webdesign: kontakt@nine.test</footer>", "agency-credit"),
        ("<footer>Store by Nine, mail nine@gmail.com</footer>", "agency-credit"),
        ("<p>Our friends bake bread. Email: bread@loaf.test</p>", "other-brand"),
    ],
)
def test_other_peoples_addresses(body: str, code: str) -> None:
    assert set(judged(body).values()) == {code}


@pytest.mark.parametrize(
    "local", ["presse", "prensa", "karriere", "rechnung", "bestellung", "retouren", "orders", "hiring"]
)
def test_desks_that_letters_never_go_to(local: str) -> None:
    assert judged(f"<p>{local}@glow.test</p>") == {f"{local}@glow.test": "never-role"}


def test_the_best_address_of_many() -> None:
    body = ["kundenservice", "ventes", "kontakt", "inhaber", "marta.berg", "wholesale"]
    order = [one.address.split("@")[0] for one in ranked("".join(f"<p>{one}@glow.test</p>" for one in body))]
    assert order[:3] == ["inhaber", "marta.berg", "kontakt"]
    assert set(order[3:5]) == {"ventes", "wholesale"}
    assert order[-1] == "kundenservice"
