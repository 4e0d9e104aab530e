"""Whom a letter may greet: the owner or founder, in many languages; never a customer, a firm, or a phrase."""

import pytest

from leadwright.reading.page import read_page
from leadwright.reading.person import person_of
from tests.reading.sites import TABLES, page


def person(html: str, path: str = "about") -> str | None:
    found = person_of([read_page(page(html, f"https://www.glow.test/{path}"))], TABLES)
    return found.value if found else None


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<p>Glow was founded by Orla Byrne in 2019.", "Orla Byrne"),
        ("<p>Glow was founded by Reuben Abara.", "Reuben Abara"),
        ("<p>Glow wurde von Franka Wiegand gegründet.", "Franka Wiegand"),
        ("<p>Hi, I'm Sarah van Dyke and I pour candles.", "Sarah van Dyke"),
        ("<p>My name is Anna O'Neill.", "Anna O'Neill"),
        ("<p>Orla Byrne, founder of Glow", "Orla Byrne"),
        ("<h3>Orla Byrne</h3><p>Founder &amp; Maker</p>", "Orla Byrne"),
        ("<p>Owner: Zbynka Horvathova", "Zbynka Horvathova"),
        ("<p>Inhaberin: Dr. Petra Müller", "Petra Müller"),
        ("<p>Geschäftsführer: Hans-Peter Vogel", "Hans-Peter Vogel"),
        ("<p>Vertreten durch: Klaus Weber", "Klaus Weber"),
        ("<p>Une maison fondée par Claire Dubois à Lyon", "Claire Dubois"),
        ("<p>Directeur de la publication : Jean Martin", "Jean Martin"),
        ("<p>Me llamo Carmen Ruiz y hago velas", "Carmen Ruiz"),
        ("<p>Titolare: Giulia Rossi", "Giulia Rossi"),
        ("<p>Mijn naam is Anna Visser", "Anna Visser"),
        ("<p>Jag heter Karin Lund", "Karin Lund"),
        ("<p>Daglig leder: Kari Nordmann", "Kari Nordmann"),
        ("<p>Omistaja Hanna Virtanen", "Hanna Virtanen"),
        ("<p>Sklep prowadzi Anna Kowalska", "Anna Kowalska"),
        ("<p>代表者：山田 太郎", "山田 太郎"),
        (
            '<script type="application/ld+json">{"founder": {"@type": "Person", "name": "Orla Byrne"}}</script>',
            "Orla Byrne",
        ),
    ],
)
def test_persons(html: str, name: str) -> None:
    assert person(html) == name


@pytest.mark.parametrize(
    ("html", "path"),
    [
        ("<p>Our director of Advanced Analytics", "about"),
        ("<p>Owned by Berkshire Holding Group", "about"),
        ("<p>I'm So Happy with this lamp", "about"),
        ("<p>“Lovely lamps” — Jane Miller, CEO, Acme", "about"),
        ("<p>Jane Miller, owner of The Bakery", "about"),
        ("<p>“A great tool.” David Miller Co-CEO, Acme", "about"),
        ("<p>Contact our Sales Team", "contact"),
        ("<p>Glow wurde von Stiftung Warentest gelobt", "about"),
        ("<p>x</p>" * 60 + "<p>Acme was founded by Jane Miller.</p>" + "<p>x</p>" * 60, "blog/news"),
    ],
)
def test_nobody_to_greet(html: str, path: str) -> None:
    assert person(html, path) is None
