import time

import pytest

from leadwright.reading.addresses import addresses_in, clean
from leadwright.reading.concealed import hidden_in
from leadwright.reading.page import read_page
from tests.reading.sites import page

QUICK = 2.0  # seconds that a hostile page may take


def ways(body: str, *, head: str = "") -> dict[str, str]:
    return {one.address: one.way for one in addresses_in(read_page(page(body, head=head)))}


def hidden(body: str) -> list[str]:
    return [one.way for one in hidden_in(read_page(page(body)))]


@pytest.mark.parametrize(
    ("body", "way"),
    [
        ("<a href='mailto:%20hello@glow.test?subject=Hi'>write</a>", "mailto"),
        ("<a href='mailto:?to=hello@glow.test'>write</a>", "mailto"),
        ("<a href='mailto:Anna%20%3Chello@glow.test%3E'>write</a>", "mailto"),
        ("<a href='mailto://hello@glow.test'>write</a>", "mailto"),
        ("<map><area shape=rect coords='1,2,3,4' href='mailto:hello@glow.test'></map>", "mailto"),
        ("<form action='mailto:hello@glow.test'><input name=q></form>", "mailto"),
        ("<button onclick=\"location.href='mailto:hello@glow.test'\">Mail us</button>", "mailto"),
        ("<link itemprop=email href='mailto:hello@glow.test'>", "mailto"),
        ("<p>hello&#64;glow&#x2e;test</p>", "text"),
        ("<p>hello<span>@</span>glow.test</p>", "text"),
        ("<p>hel&shy;lo@glow&#8203;.test</p>", "text"),
        ("<span itemprop=email>hello@glow.test</span>", "text"),
        ("<div title='Write to hello@glow.test'>Mail</div>", "attribute"),
        ("<a href='/contact' aria-label='E-Mail: hello@glow.test'>Mail</a>", "attribute"),
        ("<button data-clipboard-text='hello@glow.test'>Copy</button>", "attribute"),
        ("<span data-email='hello@glow.test'></span>", "attribute"),
        ("<img src='/mail-text.png' alt='hello@glow.test'>", "attribute"),
        ("<input readonly value='hello@glow.test'>", "attribute"),
        ("<meta itemprop=email content='hello@glow.test'>", "attribute"),
    ],
)
def test_ways(body: str, way: str) -> None:
    assert ways(body) == {"hello@glow.test": way}


@pytest.mark.parametrize(
    "body",
    [
        "<script>el.title = '<a title=\"support@app.test\">'</script>",
        "<!-- <span title='old@glow.test'></span> -->",
        "<input type=hidden name=to value='form@glow.test'>",
        "<input name=mail value='you@somewhere.test'>",
        "<input type=email aria-label='email@somewhere.test' placeholder='a@b.test'>",
        "<select><option value='desk@glow.test'>Desk</option></select>",
        "<img class=avatar src='/u/17.jpg' alt='writer@glow.test'>",
        "<p>@glow on the network, 5@2x.png, v@1.2, @user@social.test</p>",
        "<p>hello@nospam-glow.test</p>",
    ],
)
def test_what_nobody_publishes(body: str) -> None:
    assert ways(body) == {}


def test_neighbours_are_not_glued_to_an_address() -> None:
    assert set(ways("<p>Mail<b>hello@glow.test</b><i>Phone</i></p>")) == {"hello@glow.test"}


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        ("Info@Glow.TEST.", "info@glow.test"),
        ("u003einfo@glow.test", "info@glow.test"),
        ("Glow <info@glow.test>", "info@glow.test"),
        ("logo@2x.png", None),
        ("a..b@glow.test", None),
        ("a@b", None),
        ("info@glow.localhost", None),
    ],
)
def test_clean(raw: str, address: str | None) -> None:
    assert clean(raw) == address


@pytest.mark.parametrize(
    "text",
    [
        "hello (at) glow (dot) test", "hello [at] glow.test", "hello{at}glow.test", "hello (ät) glow.test",
        "hola [arroba] glow [punto] test", "hola arroba glow punto test", "bonjour (arobase) glow (point) test",
        "info (a) glow.test", "info (snabel-a) glow.test", "info [kukac] glow [pont] test", "info (zavináč) glow.test",
        "info (małpa) glow (kropka) test", "info [собака] glow [точка] test", "info(アット)glow.test",
        "info＠glow.test",
        "info_at_glow_dot_test", "info@nospam.glow.test", "HELLO AT GLOW DOT TEST",
    ],
)  # fmt: skip
def test_spelled_in_many_languages(text: str) -> None:
    assert hidden(f"<p>Write: {text}</p>") == ["spelled"]
    assert ways(f"<p>Write: {text}</p>") == {}


@pytest.mark.parametrize(
    "text",
    ["Meet us at glow.test", "as in section (a) above. Note the rest", "Open at noon", "(at) the shop", "3 [a] b. c"],
)
def test_ordinary_words_hide_nothing(text: str) -> None:
    assert hidden(f"<p>{text}</p>") == []


@pytest.mark.parametrize(
    ("body", "way"),
    [
        ("<script>document.write('<a href=\"mailto:' + 'hello' + '@' + 'glow.test' + '\">')</script>", "script"),
        ("<script>document.write(rot13('uryyb@tybj.grfg'))</script>", "rot13"),
        ("<style>.m{unicode-bidi:bidi-override;direction:rtl}</style><span class=m>tset.wolg@olleh</span>", "reversed"),
        ("<img src='/i/mail.png' width=190 height=18>", "image"),
    ],
)
def test_other_ways_of_hiding(body: str, way: str) -> None:
    assert hidden(body) == [way]
    assert ways(body) == {}


def test_an_icon_is_no_picture_of_an_address() -> None:
    assert hidden("<img src='/i/mail.png' width=24><img src='/icons/email-icon.png' width=200>") == []


@pytest.mark.parametrize(
    "body",
    [
        "@" * 1_500_000,
        "a@" * 700_000,
        "".join(f"<p>a{n}@glow{n}.test</p>" for n in range(50_000)),
        "hello@glow.test " * 60_000,
        "<p>" + "".join(f"<b>x{n}@glow.test</b>" for n in range(20_000)),
        "<a title='" + "a@a.aa " * 100_000 + "'>",
        "".join(f"<i title='a{n}@glow.test'></i>" for n in range(10_000)),
        "(at) " * 200_000,
        "x at y dot " * 100_000,
        "document.write(" * 50_000,
    ],
)
def test_hostile_pages_cost_little(body: str) -> None:
    doc = read_page(page(body))
    began = time.perf_counter()
    addresses_in(doc)
    hidden_in(doc)
    assert time.perf_counter() - began < QUICK
