import pytest

from leadwright.reading.page import read_page
from leadwright.reading.team import team_size_of
from tests.reading.sites import page

ABOUT = "https://www.glow.test/about"


def size(body: str, url: str = ABOUT, *, head: str = "") -> str | None:
    found = team_size_of([read_page(page(body, url, head=head))])
    return found.value if found else None


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("We are a small team of 12 in Cork.", "12"),
        ("Behind it stands a team of five people.", "5"),
        ("We are seven craftspeople and a dog.", "7"),
        ("Today five of us work in Leeds.", "5"),
        ("There are nine of us.", "9"),
        ("We are a family of four.", "4"),
        ("We’re a 6-person studio.", "6"),
        ("We now employ over 1,200 people.", "1200"),
        ("Our team of 3", "3"),
        ("Wir sind ein Team von 8 Leuten.", "8"),
        ("Wir sind zu fünft.", "5"),
        ("Heute arbeiten fünf Menschen in Kassel.", "5"),
        ("Unser achtköpfiges Team freut sich.", "8"),
        ("Une équipe de 6 passionnés à Lyon.", "6"),
        ("Nous sommes aujourd'hui cinq à Nantes, et chaque commande compte.", "5"),
        ("Hoy somos cinco en Sevilla.", "5"),
        ("Somos un equipo de 15 personas.", "15"),
        ("Oggi siamo in cinque a Torino.", "5"),
        ("Uma equipa de 4 pessoas no Porto.", "4"),
        ("Nu werken we met zijn vijven in Gent.", "5"),
        ("Een team van 7 mensen.", "7"),
        ("Idag är vi fem personer i Umeå.", "5"),
        ("Vi er 9 ansatte.", "9"),
        ("Nykyään meitä on viisi, ja jokainen pakkaa.", "5"),
        ("Jest nas siedmioro.", "7"),
        ("今は五人で、お問い合わせに答えています。", "5"),
        ("従業員数：24名", "24"),
    ],
)
def test_people_say_how_many_they_are(said: str, number: str) -> None:
    assert size(f"<p>{said}</p>") == number


@pytest.mark.parametrize(
    "said",
    [
        "Our 5-star team is here for you.",
        "Trusted by 500 teams.",
        "For a team of 10 or more.",
        "The plan fits a team of 25 users.",
        "You will lead a team of 6 people.",
        "Our team of 20 years' experience.",
        "We are 100% natural.",
        "We are 3 minutes from the station.",
        "Used by companies with 50 employees.",
        "Somos 100% naturales.",
        "Somos uno de los mejores.",
        "Wir sind 24 Stunden für Sie da.",
        "Vi är 100 % ekologiska.",
        "A family of four can share the big box.",
        "Nous sommes six jours sur sept à votre service.",
        "We have over 30,000 customers.",
        "Two of us remember the old days.",
        "We sell to one of us.",
    ],
)
def test_other_numbers_are_no_team(said: str) -> None:
    assert size(f"<p>{said}</p>") is None


def test_a_journal_tells_of_others() -> None:
    assert size("<p>We are a team of 12 in Cork.</p>", "https://www.glow.test/journal/a-visit") is None


def test_a_quotation_is_a_customers() -> None:
    assert size("<blockquote>We are a team of 12 in Cork.</blockquote>") is None


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("14", "14"),
        ('"11-50"', "11"),
        ('"1,200"', "1200"),
        ('{"@type":"QuantitativeValue","value":9}', "9"),
        ('{"@type":"QuantitativeValue","minValue":11,"maxValue":50}', "11"),
        ('{"@type":"QuantitativeValue"}', None),
        ('"many"', None),
        ("0", None),
        ("true", None),
    ],
)
def test_machines_are_told(value: str, number: str | None) -> None:
    data = f'{{"@type":"Organization","numberOfEmployees":{value}}}'
    assert size(f'<script type="application/ld+json">{data}</script>') == number


CARDS = "".join(
    f"<div><h3>{name}</h3><p>{what}</p></div>"
    for name, what in (("Orla Byrne", "Founder"), ("Tom Grey", "Head of roasting"), ("Mia Lund", "Customer care"))
)


def test_a_team_page_shows_each_person() -> None:
    assert size(CARDS, "https://www.glow.test/our-team") == "3"
    assert size(CARDS, "https://www.glow.test/stockists") is None
    assert size(CARDS, "https://www.glow.test/team", head="<title>Leadership team</title>") is None
    assert size("<h3>Red Fig Candle</h3><p>18 euro</p>" * 4, "https://www.glow.test/team") is None


def test_evidence_is_the_sentence() -> None:
    found = team_size_of([read_page(page("<p>Hello.</p><p>We are a team of 12 in Cork.</p>", ABOUT))])
    assert found is not None
    assert "team of 12 in Cork" in found.evidence.snippet
    assert found.evidence.url == ABOUT
