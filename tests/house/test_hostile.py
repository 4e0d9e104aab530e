"""Input that means harm, from the source to the letter: each is refused with a reason, and the others get through."""

from dataclasses import replace
from pathlib import Path

from leadwright.world.make import make_world
from leadwright.world.truth import Business, Made
from tests.house.house import FEED, SEED, START, House, cast, day, house, post_of, read, text_of

# how a site of the world harms its reader -> why it is left alone
HARM = {
    "bomb": "too-large",  # 100 MB once unpacked
    "endless": "too-large",
    "line": "too-large",  # 20 MB without a line end
    "loop": "redirect-loop",
    "drip": "timeout",
    "loopback": "port",  # a redirect to 127.0.0.1, at a port that no site has
    "metadata": "address",  # a redirect to 169.254.169.254
}
TITLE = "<script>alert(1)</script>New shop\r\nBcc: everybody@evil.test\r\n\r\n{company} =HYPERLINK(1)"
WATCHES = f"""{FEED}
[watch.page]
source = "feed"
url = "http://{{host}}/"

[watch.list]
source = "csv"
path = "list.csv"

[watch.latin]
source = "csv"
path = "latin.csv"
"""


def hostile() -> list[Business]:
    """Give one site of each kind of harm."""
    found = {one.extra["how"]: one for one in make_world(SEED, START).businesses if one.extra.get("how") in HARM}
    assert set(found) == set(HARM)
    return list(found.values())


def world() -> tuple[Made, list[Business]]:
    """Make three good shops, one of them announced with a title that means harm, among sites that do."""
    made, bad = cast("GB silent kestrelwood", "SE silent", "FI silent"), hostile()
    first, *rest = made.businesses
    posts = (post_of(first, title=TITLE.format(company=first.company)), *map(post_of, (*rest, *bad)))
    return replace(made, businesses=(*made.businesses, *bad), posts=posts), bad


async def test_each_is_refused_with_its_reason_and_the_others_get_through(tmp_path: Path) -> None:
    made, bad = world()
    good = made.businesses[:3]
    async with house(made, tmp_path) as one:
        (tmp_path / "list.csv").write_text("name,url\nA shop,https://shop.example\n", encoding="utf-8")
        (tmp_path / "latin.csv").write_bytes("company,website\nA,https://a.example\nCafé,\n".encode("latin-1"))
        one.write(watches=WATCHES.format(host=good[1].key))
        one.open()
        await one.trust()
        await one.run(day(2))

        assert sorted(line.rcpt for line in one.taken()) == sorted(str(shop.address) for shop in good)
        for site in bad:
            tale = await one.desk.leads.journey(site.key)
            *_, ended = (step for step in tale.steps if step.stage == "extract")  # a silent site is asked once more
            assert (ended.type, ended.code, ended.facts["why"]) == ("dropped", "unread", HARM[site.extra["how"]])
            assert tale.letters == ()
        check_letter(one.taken(good[0])[0].raw)
        said = await watches(one)
        assert said["feed"] == {""}
        assert any("this is a web page; look for its RSS or Atom link" in text for text in said["page"])
        assert any("list.csv: row 1 has no column company and no column website" in text for text in said["list"])
        assert any("latin.csv: row 3 is not UTF-8" in text for text in said["latin"])


def check_letter(raw: bytes) -> None:
    """Nothing of the post's title has become a header, or words of ours."""
    letter = read(raw)
    assert letter["Bcc"] is None
    for word in ("script", "alert(", "evil.test", "HYPERLINK"):
        assert word not in text_of(letter) + str(letter["Subject"])


async def watches(one: House) -> dict[str, set[str]]:
    """Give what the journey of each watch says of its looks: why one failed, nothing where it went well."""
    said: dict[str, set[str]] = {}
    for name in ("feed", "page", "list", "latin"):
        tale = await one.desk.leads.journey(name)
        assert {step.stage for step in tale.steps} == {"parse"}
        said[name] = {str(step.facts.get("error") or step.facts.get("why") or "") for step in tale.steps}
    return said
