"""Addresses by their shapes: in many countries, in one line and in several; and what only looks like one."""

import pytest

from leadwright.reading.page import read_page
from leadwright.reading.postal import places_in, postal_of
from tests.reading.sites import TABLES, page

CONTACT = "https://www.glow.test/contact"


@pytest.mark.parametrize(
    ("html", "code", "said"),
    [
        ("<p>12 Main Street<br>Duluth, MN 55802", "US", "12 Main Street, Duluth, MN 55802"),
        ("<p>12 Main St. | Suite 4 | Austin, Texas 78701", "US", "12 Main St., Suite 4, Austin, Texas 78701"),
        ("<p>PO Box 12, Springfield Ohio 45501-0012 USA", "US", "PO Box 12, Springfield Ohio 45501-0012, USA"),
        ("<p>5 Welch Street<br>Vancouver, BC V7P 1B3<br>Canada", "CA", "5 Welch Street, Vancouver, BC V7P 1B3, Canada"),
        ("<p>Unit 2<br>Mill Lane<br>Leeds<br>LS1 4AB", "GB", "Unit 2, Mill Lane, Leeds, LS1 4AB"),
        ("<p>3 Quay Street, Cork T12 X8N6, Ireland", "IE", "3 Quay Street, Cork T12 X8N6, Ireland"),
        ("<p>Ackerstraße 5<br>10115 Berlin", "DE", "Ackerstraße 5, 10115 Berlin"),
        ("<p>Neubaugasse 7, 1070 Wien", "AT", "Neubaugasse 7, 1070 Wien"),
        ("<p>Bahnhofstrasse 1<br>8001 Zürich", "CH", "Bahnhofstrasse 1, 8001 Zürich"),
        ("<p>12 rue des Lilas<br>69003 Lyon", "FR", "12 rue des Lilas, 69003 Lyon"),
        ("<p>Via Garibaldi 9<br>40121 Bologna (BO)", "IT", "Via Garibaldi 9, 40121 Bologna (BO)"),
        ("<p>Calle Mayor 3<br>28013 Madrid", "ES", "Calle Mayor 3, 28013 Madrid"),
        ("<p>Rua das Flores 8<br>4050-262 Porto", "PT", "Rua das Flores 8, 4050-262 Porto"),
        ("<p>Keizersgracht 12<br>1015 CN Amsterdam", "NL", "Keizersgracht 12, 1015 CN Amsterdam"),
        ("<p>Meir 40, 2000 Antwerpen", "BE", "Meir 40, 2000 Antwerpen"),
        ("<p>Storgatan 4<br>114 51 Stockholm", "SE", "Storgatan 4, 114 51 Stockholm"),
        ("<p>Nørregade 6<br>1165 København", "DK", "Nørregade 6, 1165 København"),
        ("<p>Storgata 2, 0155 Oslo", "NO", "Storgata 2, 0155 Oslo"),
        ("<p>Aleksanterinkatu 5<br>00100 Helsinki", "FI", "Aleksanterinkatu 5, 00100 Helsinki"),
        ("<p>ul. Polna 3<br>00-625 Warszawa", "PL", "ul. Polna 3, 00-625 Warszawa"),
        ("<p>Dlouhá 12<br>110 00 Praha", "CZ", "Dlouhá 12, 110 00 Praha"),
        ("<p>8 King Street<br>Newtown NSW 2042", "AU", "8 King Street, Newtown NSW 2042"),
        ("<p>14 Queen Street, Auckland 1010", "NZ", "14 Queen Street, Auckland 1010"),
        ("<p>Rua Augusta, 100<br>CEP 01305-000", "BR", "Rua Augusta, 100, CEP 01305-000"),
        ("<p>4 Park Road, Mumbai 400 001", "IN", "4 Park Road, Mumbai 400 001"),
        ("<p>9 Harbour Road, Wanchai, Hong Kong", "HK", "9 Harbour Road, Wanchai, Hong Kong"),
        ("<p>〒150-0001 東京都渋谷区神宮前1-2-3", "JP", "〒150-0001 東京都渋谷区神宮前1-2-3"),
    ],
)
def test_addresses_of_many_countries(html: str, code: str, said: str) -> None:
    places = places_in([read_page(page(html, CONTACT))], TABLES)
    assert {place.code for place in places} == {code}
    found = postal_of([read_page(page(html, CONTACT))], TABLES)
    assert found is not None
    assert found.value == said


@pytest.mark.parametrize(
    "html",
    [
        "<p>© 2024 Glow SA 2019",
        "<p>Phone S10 8GB, black",
        "<p>Camera M3014 0285-001 Network Dome",
        "<p>Used routers, marketed AS IS",
        "<p>2516 SW Glacier Pl",
        "<p>Call 316-691-1859 for 10-100 Items",
        "<p>Order 12345 Now, or 1500 PM Today",
        "<p>The finest soap there is, from Morocco",
        "<p>— Anna, 2019<br>Desert yoga at sunset, Morocco",
        "<p>We ship to France, Germany and Italy.",
    ],
)
def test_what_only_looks_like_an_address(html: str) -> None:
    assert places_in([read_page(page(html, CONTACT))], TABLES) == ()


def test_structured_data_comes_first_and_a_region_of_delivery_is_no_address() -> None:
    region = '{"@type": "DefinedRegion", "addressCountry": "US", "postalCode": "90210"}'
    place = (
        '{"@type": "PostalAddress", "streetAddress": "3 Quay St", "addressLocality": "Cork", "addressCountry": "IE"}'
    )
    html = f'<script type="application/ld+json">[{region}, {place}]</script><footer>Duluth, MN 55802</footer>'
    docs = [read_page(page(html))]
    assert [one.code for one in places_in(docs, TABLES)] == ["IE", "US"]
    found = postal_of(docs, TABLES)
    assert found is not None
    assert (found.value, found.evidence.way) == ("3 Quay St, Cork, IE", "jsonld")


def test_a_page_of_another_kind_is_asked_at_its_ends_and_below_a_heading_for_it() -> None:
    words = "<p>Lamps for slow evenings.</p>" * 60
    street = "<p>12 Main Street</p><p>Duluth, MN 55802</p>"
    assert postal_of([read_page(page(f"{words}{street}{words}"))], TABLES) is None
    assert postal_of([read_page(page(f"{words}<h3>Contact us</h3>{street}{words}"))], TABLES) is not None
    assert postal_of([read_page(page(f"{words}<footer>{street}</footer>"))], TABLES) is not None
