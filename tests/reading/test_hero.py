"""What a firm says it does: on real shapes of pages, in many languages, and nothing where nothing is said."""

import pytest

from leadwright.domain.evidence import SNIPPET_LENGTH
from leadwright.reading.hero import hero_of
from leadwright.reading.page import Doc, read_page
from tests.reading.sites import page


def doc(body: str, url: str = "https://www.glow.test/", *, head: str = "", lang: str = "en") -> Doc:
    return read_page(page(body, url, head=head, lang=lang))


def hero(body: str, company: str = "Glow", *, head: str = "") -> str | None:
    found = hero_of([doc(body, head=head)], company)
    return found.value if found else None


@pytest.mark.parametrize(
    ("body", "company", "part"),
    [
        ("<h1>Slow light</h1><p>We pour soy candles by hand in Cork.</p>", "Glow", "We pour soy candles by hand"),
        ("<h1>Licht</h1><p>Wir fertigen Kerzen aus Bienenwachs im Allgäu.</p>", "Wachsmann", "Wir fertigen Kerzen"),
        ("<h1>Messer fürs Leben</h1><p>Handgeschmiedete Küchenmesser aus Solingen.</p>", "Klinge", "Küchenmesser"),
        ("<h1>La lumière</h1><p>Nous fabriquons des bougies en cire de soja à Lyon.</p>", "Lueur", "des bougies"),
        ("<h1>Le pain autrement</h1><p>Boulangerie artisanale au levain, à Nantes.</p>", "Mie", "Boulangerie"),
        ("<h1>Con calma</h1><p>Hacemos jabones con aceite de oliva en Jaén.</p>", "Oliva Lenta", "Hacemos jabones"),
        ("<h1>A mano</h1><p>Vendemos cerámica hecha a mano en Toledo.</p>", "Barro", "Vendemos cerámica"),
        ("<h1>Fatto bene</h1><p>Produciamo borse in pelle a Firenze dal 1964.</p>", "Cuoio", "borse in pelle"),
        ("<h1>Rustig aan</h1><p>Wij branden koffie in een oude fabriek in Tilburg.</p>", "Bruin", "branden koffie"),
        ("<h1>Fietsen?</h1><p>In onze werkplaats maken we tassen voor op de fiets.</p>", "Tasje", "tassen voor"),
        ("<h1>Varmt hemma</h1><p>Vi stickar tröjor av svensk ull på Gotland.</p>", "Ullbod", "Vi stickar tröjor"),
        ("<h1>Rolige dage</h1><p>Vi laver keramik og lysestager i vores værksted i Aarhus.</p>", "Ler", "keramik"),
        ("<h1>Ut på tur</h1><p>Vi syr ryggsekker og telt i Bergen.</p>", "Fjellpose", "Vi syr ryggsekker"),
        ("<h1>Kotiin</h1><p>Valmistamme saippuaa ja kynttilöitä Porvoossa.</p>", "Saarni", "Valmistamme saippuaa"),
        ("<h1>Do domu</h1><p>Szyjemy pościel z lnu w małej pracowni pod Łodzią.</p>", "Lnianka", "Szyjemy pościel"),
        ("<h1>Devagar</h1><p>Fazemos sabonetes com azeite do Alentejo.</p>", "Azeitão", "Fazemos sabonetes"),
        (
            "<h1>暮らしの灯り</h1><p>私たちは京都の工房で蜜蝋のキャンドルを手作りしています。</p>",
            "灯り屋",
            "キャンドル",
        ),
        ("<h1>Ship it</h1><p>Parcelnest is returns software for small shops.</p>", "Parcelnest", "returns software"),
        ("<h1>Grow</h1><p>We are a Shopify agency for food brands in Leeds.</p>", "Tall", "a Shopify agency"),
        ("<h1>By one pair of hands</h1><p>I knit jumpers from Shetland wool.</p>", "Peerie", "I knit jumpers"),
    ],
)
def test_the_sentence_beside_the_heading_in_many_languages(body: str, company: str, part: str) -> None:
    found = hero(body, company)
    assert found is not None
    assert part in found


@pytest.mark.parametrize(
    "heading",
    [
        "Welcome", "Welcome to our shop!", "Willkommen bei Glow", "Bienvenue", "Bienvenidos", "Benvenuti", "Welkom",
        "Välkommen", "Velkommen", "Tervetuloa", "Witamy", "Bem-vindo", "Hello!", "Glow", "Home",
        "About us", "Our story", "Über uns", "Coming soon",
        "Get 10% off your first order", "Sign up for our newsletter",
        "Free shipping on all orders",
        "Trusted by 4,000 shops", "We use cookies on this website", "As seen in", "We're hiring", "Shop now",
        "Summer sale", "What our customers say", "“The best candles!”",
        "Your cart is empty", "Soldes d'été", "Gutschein sichern",
        "Black Friday", "Are you over 18?", "€18.00", "Join our team", "Contact us",
    ],
)  # fmt: skip
def test_a_heading_that_says_nothing_is_left_out(heading: str) -> None:
    said = "Glow is a candle studio in County Cork."
    assert hero(f"<h1>{heading}</h1><p>scroll ↓</p><section><p>{said}</p></section>") == said


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (
            "<h1>Light for slow evenings</h1><p>We pour soy candles in Cork.</p>",
            "Light for slow evenings. We pour soy candles in Cork.",
        ),
        (
            "<h1>Every parcel. Every carrier.</h1><ul><li>One</li></ul>",
            "Every parcel. Every carrier. Glow is tracking software for small shops.",
        ),
        (
            "<h1>Glow</h1><h2>The first<br>truly honest<br>candle shop</h2><p>We pour soy candles in Cork.</p>",
            "The first truly honest candle shop. We pour soy candles in Cork.",
        ),
        (
            (
                "<h1><span>Candles for slow homes</span><br><span>Candles for slow homes</span></h1>"
                "<p>We pour soy candles in Cork.</p>"
            ),
            "Candles for slow homes. We pour soy candles in Cork.",
        ),
        (
            (
                "<p>All the light of a slow evening</p><p>We pour soy candles by hand in our studio on the quay.</p>"
                "<h2>Trusted by 40 shops</h2>"
            ),
            "All the light of a slow evening. We pour soy candles by hand in our studio on the quay.",
        ),
        (
            "<h1>Slow light</h1><p>It began in the dark of one winter. Today we pour soy candles in Cork.</p>",
            "Slow light. Today we pour soy candles in Cork.",
        ),
    ],
)
def test_a_heading_that_says_something_stands_before_what_explains_it(body: str, value: str) -> None:
    described = "<meta name=description content='Glow is tracking software for small shops.'>"
    assert hero(body, head=described if "carrier" in body else "") == value


@pytest.mark.parametrize(
    ("heading", "alone"),
    [
        ("Soy candles poured by hand in Cork", True),
        ("Brown-butter cookies, baked in Leeds, through your letterbox tomorrow", True),
        ("Inventory software for small breweries", True),
        ("Handgefertigte Ledertaschen aus dem Allgäu", True),
        ("Feel more, worry less", False),
        ("Scharf seit 1928", False),
        ("Coffee worth waking up for", False),
        ("Made for the moments between", False),
        ("Because good design makes life better", False),
        ("Quality you can trust", False),
        ("L'art de vivre", False),
        ("We help you live better every day", False),
        ("We create moments that matter to you", False),
        ("Wir machen das Leben schöner für alle", False),
        ("Vi skapar minnen för hela livet", False),
        ("Hacemos que cada día cuente para ti", False),
        ("Créons ensemble les souvenirs de demain", False),
        ("Facciamo la differenza ogni giorno", False),
        ("Good things take time and patience", False),
    ],
)
def test_a_heading_stands_alone_only_where_it_names_the_goods(heading: str, alone: bool) -> None:
    assert hero(f"<h1>{heading}</h1><a href=/shop>Shop</a>") == (heading if alone else None)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<title>Vite + React</title>", "<div id=root></div><noscript>Please enable JavaScript.</noscript>"),
        ("<meta name=description content='Web site created using create-react-app'>", "<div id=root></div>"),
        ("<meta name=description content='Generated by create next app'>", ""),
        ("", "<h1>Add Your Heading Text Here</h1><p>I'm a paragraph. Click here to add your own text and edit me.</p>"),
        ("", "<h1>Talk about your brand</h1><p>Share information about your brand with your customers.</p>"),
        ("", "<h1>Pure design</h1><p>Lorem ipsum dolor sit amet.</p><p>We make furniture for every home.</p>"),
        ("", "<h1>Coming soon</h1><p>Something beautiful is on its way. Stay tuned.</p>"),
        ("", "<h1>Opening soon</h1><p>Enter using password</p><p>Be the first to know when we launch.</p>"),
        ("", "<h1>Demnächst</h1><p>Unser neuer Shop ist noch im Aufbau.</p>"),
        ("", "<h1>Bientôt</h1><p>Notre site est en construction, revenez vite.</p>"),
        ("", "<h1>準備中</h1><p>ただいまオンラインショップを準備中です。</p>"),
        ("", "<h1>glow.test</h1><p>This domain is for sale. Buy this domain today from our marketplace.</p>"),
        ("", "<h1>glow.test is parked</h1><p>This domain is registered, but its website is not set up yet.</p>"),
        ("", "<h1>404</h1><p>Page not found. Browse our store or return home.</p>"),
        ("", "<h1>Oops!</h1><p>We can't find the page you are looking for.</p>"),
        ("", "<h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed.</p>"),
        ("", "<h1>Hello world!</h1><p>Welcome to WordPress. This is your first post.</p>"),
        ("", "<h1>Are you over 18?</h1><p>You must be of legal drinking age to enter this store.</p>"),
        ("", "<h1>We're hiring</h1><p>We are hiring bakers for our shop in Leeds.</p>"),
        ("", "<h1>Wir suchen dich</h1><p>Wir suchen Verstärkung für unsere Werkstatt.</p>"),
        ("", "<h1>Closed for the holidays</h1><p>We are closed until 6 January; orders ship after that.</p>"),
        ("", "<h1>Betriebsferien</h1><p>Wir machen Urlaub und sind ab 3. Juni wieder da.</p>"),
        ("", "<p>Free shipping on all candles over €50</p><p>Versandkostenfrei ab 50 Euro</p><p>送料無料</p>"),
        ("", "<p>As seen in Vogue and Elle</p><p>“A candle like no other.” — The Quay Times</p>"),
        ("", "<p>I bought three candles for my mother and she loves every one of them.</p>"),
        ("", "<p>The best soap I ever used, and lovely people.</p><p>— Priya</p>"),
        ("", "<h2>Fig candle</h2><p>€18.00</p><h2>Pine candle</h2><p>€21.00</p>"),
        ("", "<h1>Feel more</h1><p>Because every day deserves a little more.</p><p>Live well. Love deeply.</p>"),
        ("", "<div class=cookie-banner><p>We use cookies to offer you our services.</p></div>"),
        ("", "<p>Wir verwenden Cookies, um unsere Dienste anzubieten.</p>"),
        ("", "<p>Call us on +353 21 555 0100 to order candles for your shop.</p>"),
        ("", "<nav>Candles Soap Gifts About</nav><ul><li>Candles</li><li>Soap</li></ul>"),
        ("", ""),
    ],
)
def test_nothing_rather_than_something_wrong(head: str, body: str) -> None:
    assert hero(body, head=head) is None


@pytest.mark.parametrize(
    "extra",
    [
        "<div class=cookie-banner><h1>We value your privacy</h1><p>We use cookies to help our store.</p></div>",
        "<div class=announcement><p>10% OFF FIRST ORDER with code HELLO10</p></div>",
        "<div><p>Versandkostenfrei ab 99 € | Mein Konto | Warenkorb</p></div>",
        "<div class=popup><h1>Join our candle club</h1><p>We send you candle news every week.</p></div>",
        "<section><h1>Please confirm your age</h1><p>Are you over 18? Our store sells candles.</p></section>",
        "<blockquote>“Glow makes the best candles in the world.” — Priya</blockquote>",
        "<div><p>We are closed until 6 January and back to pour candles then.</p></div>",
        "<div><p>We're hiring: we make candles and need a hand in the shop.</p></div>",
        "<div><p>Your browser is out of date and may not show our store.</p></div>",
    ],
)
def test_what_stands_above_the_hero_is_not_it(extra: str) -> None:
    body = f"{extra}<h1>Light for slow evenings</h1><p>We pour soy candles by hand in Cork.</p>"
    assert hero(body) == "Light for slow evenings. We pour soy candles by hand in Cork."


@pytest.mark.parametrize(
    "extra",
    [
        "<video>Your browser does not support the video tag.</video>",
        "<div>Request your free quote</div><div>Shop now</div>",
        "<h2>Trusted by 400,000 companies</h2>",
        "<p>★★★★★ 3,210 reviews</p>",
        "<p>Order by noon.</p>",
        "<p>Loved by thousands of happy customers worldwide</p>",
    ],
)
def test_what_stands_between_the_heading_and_its_sentence_is_passed_over(extra: str) -> None:
    body = f"<h1>Candles for slow evenings</h1>{extra}<p>We pour soy wax by hand in Cork.</p>"
    assert hero(body) == "Candles for slow evenings. We pour soy wax by hand in Cork."


def test_the_description_speaks_for_an_empty_shell() -> None:
    head = "<meta name=description content='Glow is inventory forecasting for small shops.'>"
    found = hero_of([doc("<noscript>Enable JavaScript</noscript><div id=root></div>", head=head)], "Glow")
    assert found is not None
    assert (found.value, found.evidence.way) == ("Glow is inventory forecasting for small shops.", "attribute")


def test_structured_data_speaks_where_the_page_does_not() -> None:
    firm = '{"@type":"Organization","description":"We pour soy candles in Cork."}'
    head = f'<script type="application/ld+json">{firm}</script>'
    found = hero_of([doc("<h1>Welcome</h1>", head=head)], "Glow")
    assert found is not None
    assert (found.value, found.evidence.way) == ("We pour soy candles in Cork.", "jsonld")


def test_a_page_of_one_product_speaks_of_the_product_and_not_of_the_firm() -> None:
    product = doc("<h1>Fig candle</h1><p>A soy candle with fig and cedar.</p>", "https://www.glow.test/products/fig")
    assert hero_of([product], "Glow") is None
    home = doc("<h1>Slow light</h1><p>We pour soy candles in Cork.</p>")
    found = hero_of([product, home], "Glow")
    assert found is not None
    assert "We pour" in found.value


def test_a_sentence_that_leans_on_the_one_before_brings_it_along() -> None:
    body = "<h1>Light</h1><p>Evenings are short. That's why we pour soy candles in Cork.</p>"
    assert hero(body) == "Evenings are short. That's why we pour soy candles in Cork."


def test_what_is_quoted_is_short_and_stands_on_the_page() -> None:
    long = "We pour soy candles by hand in Cork" + ", and in winter we add pine and clove" * 5 + "."
    for sentence in ("We pour soy candles in Cork. We sell them by post. We also teach.", long):
        found = hero_of([doc(f"<h1>Light for slow evenings</h1><p>{sentence}</p>")], "Glow")
        assert found is not None
        assert len(found.value) <= 280
        assert len(found.evidence.snippet) <= SNIPPET_LENGTH
        for part in found.value.removeprefix("Light for slow evenings. ").split(". "):
            assert part.rstrip(".") in found.evidence.snippet


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, "we make " * 200_000, "A. " * 300_000, "“" * 500_000, "1 " * 500_000, "の" * 500_000]
)
def test_hostile_text_costs_little(text: str) -> None:
    hero_of([doc(f"<h1>{text}</h1><p>{text}</p>" + "<p>We. Make. It.</p>" * 5000)], text[:50])
