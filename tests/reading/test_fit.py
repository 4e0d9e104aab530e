from dataclasses import replace

import pytest

from leadwright.domain.playbook import Playbook
from leadwright.reading.fit import Traits, fit_of

BOOK = Playbook(
    name="goods", title="Shops", icp="shop", kinds=("shop",), platforms=("shopify",),
    niches={
        "pets": ("dog", "pet food", "hund", "ペット用品"), "food": ("tea", "coffee", "kaffe"),
        "home": ("lamp", "furniture", "leather"), "children": ("spielzeug",),
    },
    pains={}, offers={}, templates=(), waits={},
)  # fmt: skip
AGENCIES = replace(BOOK, name="agencies", icp="agency", kinds=("agency",), niches={"ads": ("paid social",)})


def traits(text: str = "", kind: str = "shop") -> Traits:
    return Traits(kind, "shopify", text, products=0, named=False, reachable=True, finding=False, shows=("has a cart",))


@pytest.mark.parametrize(
    ("text", "niche"),
    [
        ("treats for your dog. dogs love them.", "pets"),
        ("good pet food.", "pets"),
        ("foder för din hund, och hundar älskar det", "pets"),
        ("国産のペット用品。ペット用品の通販", "pets"),
        ("kaffe och kaffekoppar, kaffet", "food"),
        ("leather bags, leatherware", "home"),
        ("schönes holzspielzeug, spielzeugkisten", "children"),
        ("coffee and tea, a lamp to read by", "food"),
        ("our team, an instead, a teaspoon, the steam", None),
        ("one hundred dogmas", None),
        ("one word about a dog", None),
        ("a dog and a dog, a lamp and a lamp", None),
        ("", None),
    ],
)
def test_a_niche_needs_its_words_more_than_once(text: str, niche: str | None) -> None:
    assert fit_of(traits(text), (BOOK,)).niche == niche


def test_the_factor_names_the_words() -> None:
    found = fit_of(traits("tea, coffee and more coffee"), (BOOK,))
    (factor,) = [one for one in found.factors if one.name == "niche"]
    assert factor.why == "food: coffee, tea"


def test_points_add_up_with_their_reasons() -> None:
    found = fit_of(traits("tea and tea"), (BOOK, AGENCIES))
    assert (found.icp, found.playbook) == ("shop", "goods")
    assert found.score == sum(one.points for one in found.factors)
    assert found.factors[0].why == "shop: has a cart"


@pytest.mark.parametrize(
    ("kind", "icp", "book"), [("agency", "agency", "agencies"), ("tool", None, None), ("other", None, None)]
)
def test_the_kind_decides_the_profile(kind: str, icp: str | None, book: str | None) -> None:
    found = fit_of(traits("paid social", kind), (BOOK, AGENCIES))
    assert (found.icp, found.playbook) == (icp, book)
    assert (found.score == 0) == (icp is None)
