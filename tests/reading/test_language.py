"""The language of a site: of its text where it has enough, else as it says."""

import pytest

from leadwright.reading.language import language_of
from leadwright.reading.page import read_page
from tests.reading.sites import TABLES, page


@pytest.mark.parametrize(
    ("text", "lang", "said"),
    [
        ("We make lamps and candles for the evening, and all of them are poured by hand in our studio.", "de", "en"),
        ("Nous fabriquons des bougies pour votre maison, avec une cire qui est douce et sans odeur.", "en", "fr"),
        ("Vi gör ljus för hemmet och de är inte som alla andra, för vi har gjort det med våra händer.", "en", "sv"),
        ("Vi laver lys og det er ikke som andre lys, for vi har lavet dem til dig med vores hænder.", "da", "da"),
        (
            "Robimy świece i lampy do domu, które nie są jak wszystkie, bo robimy je przez całą zimę dla was.",
            "en",
            "pl",
        ),
        ("手作りのキャンドルを販売しています。送料無料でお届けします。", "en", "ja"),
        ("Мы делаем свечи для дома и отправляем их по всей стране каждый день.", "en", "ru"),
        ("Kerzen", "de-AT", "de"),
        ("Kerzen", "nb-NO", "no"),
        ("Lamps", "", None),
    ],
)
def test_languages(text: str, lang: str, said: str | None) -> None:
    assert language_of([read_page(page(f"<p>{text}</p>", lang=lang))], TABLES) == said


def test_labels_of_a_shop_do_not_outweigh_its_sentences() -> None:
    labels = "<p>Add to cart and checkout</p>" * 50
    text = (
        "<p>Wir machen Kerzen und Seifen für dein Zuhause, die nicht nur gut riechen, sondern auch schön sind.</p>" * 80
    )
    assert language_of([read_page(page(labels + text))], TABLES) == "de"
