from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from leadwright.world.dice import Dice
from leadwright.world.make import make_world, slug_of
from leadwright.world.refusals import CATALOGUE
from leadwright.world.truth import Business, Made
from leadwright.world.zone import domain_of, mail_zone

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
SEEDS = (1, 2, 3)
BLOCKED = {"DE", "AT", "IT", "ES", "PL", "NL"}
HELD = {"CA", "ZZ"}


@pytest.fixture(scope="module", params=SEEDS)
def made(request: pytest.FixtureRequest) -> Made:
    return make_world(request.param, START)


def mailable(made: Made) -> list[Business]:
    return [business for business in made.businesses if business.reach == "mail" and business.fits]


def test_same_seed_makes_the_same_world() -> None:
    assert make_world(1, START) == make_world(1, START)
    assert make_world(1, START).businesses != make_world(2, START).businesses


def test_dice_depend_on_the_key_and_not_on_the_order() -> None:
    dice = Dice(7)
    first = dice.roll("a", "b").random()
    dice.roll("c").random()
    assert dice.roll("a", "b").random() == first
    assert Dice(7).roll("ab").random() != first


def test_there_is_enough_of_everything(made: Made) -> None:
    kinds = Counter(business.kind for business in made.businesses)
    assert len(made.businesses) >= 64
    assert kinds["agency"] >= 8
    assert kinds["seller"] >= 6
    assert kinds["tool"] + kinds["other"] >= 6
    platforms = Counter(business.platform for business in made.businesses)
    assert platforms["shopify"] >= 20
    assert platforms["woocommerce"] >= 14
    reaches = {business.reach for business in made.businesses}
    assert reaches == {
        "mail",
        "form",
        "hidden",
        "placeholder",
        "stranger",
        "refused",
        "robots",
        "dead",
        "hostile",
        "nomail",
        "none",
    }
    assert len(mailable(made)) >= 45
    assert 2 * sum(business.language == "en" for business in made.businesses) >= len(made.businesses)
    assert {"en", "fr", "sv", "fi", "de", "nl", "ja"} <= {business.language for business in made.businesses}


def test_names_keys_and_addresses_are_unique(made: Made) -> None:
    for values in (
        [business.key for business in made.businesses],
        [business.company for business in made.businesses],
        [business.hero for business in made.businesses if business.hero],
        [address for one in made.businesses if one.planted != "approached" for address in one.published],
        [post.id for post in made.posts],
    ):
        assert len(values) == len(set(values))


def test_only_reserved_names_are_used(made: Made) -> None:
    for business in made.businesses:
        assert business.key.split("/")[0].endswith(".test")
        ends = (".test", "@gmail.com") if business.planted in ("myshopify", "approached") else (".test",)
        assert all(address.endswith(ends) for address in business.published)
        assert business.key.isascii()


def test_the_gate_follows_the_country(made: Made) -> None:
    for business in made.businesses:
        sole = "sole_trader" in business.extra
        expected = "block" if business.country in BLOCKED or sole else "hold" if business.country in HELD else "send"
        law = CATALOGUE[business.planted].law if business.planted else ""
        assert business.gate == (law or expected), business.key
        if business.gate == "send":
            assert business.legal_form
            assert business.legal_name
            assert business.extra["postal"]
            assert business.extra["phone"].startswith("+")
    gates = Counter(business.gate for business in mailable(made))
    assert gates["send"] >= 35
    assert gates["hold"] >= 3
    assert gates["block"] >= 5


def test_an_unknown_country_leaves_no_sign(made: Made) -> None:
    unknown = [business for business in made.businesses if business.country == "ZZ"]
    assert unknown
    for business in unknown:
        assert not {"postal", "phone", "numbers", "city"} & business.extra.keys()
        assert business.legal_form is None


def test_a_persons_own_address_only_where_the_law_allows(made: Made) -> None:
    own = [
        business.country
        for business in made.businesses
        if business.person
        and business.address
        and business.address.split("@")[0] == slug_of(business.person.name.split()[0])
    ]
    assert set(own) <= {"US", "AU"}


def test_an_address_and_a_person_go_together(made: Made) -> None:
    for business in made.businesses:
        assert (business.reach == "mail") == (business.address is not None) == (business.person is not None)
        assert not set(business.published) & set(business.traps)
        if business.person:
            assert business.person.address == business.address == business.published[0]
            assert timedelta(hours=1) <= business.person.delay <= timedelta(hours=30)


def test_some_show_an_address_where_no_mail_arrives(made: Made) -> None:
    zone = mail_zone(made.businesses)
    only = [business for business in made.businesses if business.reach == "nomail"]
    assert {business.extra["dead"] for business in only} == {"gone", "null"}
    beside = [business for business in mailable(made) if business.dead]
    assert {business.extra["dead"] for business in beside} == {"gone", "null"}
    for business in made.businesses:
        assert not {*business.dead} & {*business.published, *business.traps}
        for address in business.dead:
            assert zone[domain_of(address)] in {(), (".",)}
        for address in business.published:
            assert len(zone[domain_of(address)]) == 2, "mail arrives there, whoever reads it"


def test_people_behave_in_every_way(made: Made) -> None:
    ways = Counter(b.person.behaviour for b in mailable(made) if b.person and b.gate == "send")
    least = {"yes": 5, "question": 4, "no": 4, "stop": 3, "stop_click": 2, "away": 3, "colleague": 2,
             "hard_bounce": 3, "late_bounce": 1, "soft_bounce": 2, "full": 1, "ack": 2, "silent": 1}  # fmt: skip
    assert all(ways[way] >= count for way, count in least.items()), ways
    for business in made.businesses:
        if business.person and business.person.behaviour == "away":
            assert business.person.away_until
            assert START.date() < business.person.away_until < (START + timedelta(days=made.days)).date()
        if business.person and business.person.behaviour == "colleague":
            assert str(business.person.colleague).split("@")[1] == str(business.address).split("@")[1]
            assert business.person.colleague != business.address


def test_goods_have_prices(made: Made) -> None:
    for business in made.businesses:
        if business.kind in ("shop", "seller"):
            assert 4 <= len(business.wares) <= 8
            assert len({ware.path for ware in business.wares}) == len(business.wares)
            assert all(ware.price > 0 for ware in business.wares)
        else:
            assert not business.wares


def test_posts_point_to_firms_and_noise_to_none(made: Made) -> None:
    keys = {business.key for business in made.businesses}
    told = Counter(post.business for post in made.posts if post.business)
    assert set(told) == keys
    assert sum(count == 2 for count in told.values()) >= 5
    assert sum(post.business is None for post in made.posts) >= 5
    assert Counter(post.source for post in made.posts).keys() == {"feed", "hn", "csv"}
    for business in made.businesses:
        posts = [post for post in made.posts if post.business == business.key]
        assert len({post.site for post in posts}) == len(posts)
    assert sorted(made.posts, key=lambda post: (post.at, post.id)) == list(made.posts)
    assert max(post.at for post in made.posts) < START + timedelta(days=made.days)
