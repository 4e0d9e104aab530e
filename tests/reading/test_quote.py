"""What a person wrote, under every way in which programs quote."""

import pytest

from leadwright.reading.hypertext import html_text
from leadwright.reading.quote import visible_text, without_closing

OWN = "Tuesday suits me.\n\nCould you bring the figures?"
BELOW = {
    "gmail": "On Mon, Nov 2, 2026 at 9:14 AM Ann Lee <ann@house.example> wrote:\n\n> Hi,\n> shall we?",
    "gmail wrapped": "On Mon, Nov 2, 2026 at 9:14 AM Ann Lee of the Long Name <\nann@house.example> wrote:\n\n> Hi,",
    "apple": "> On 2 Nov 2026, at 09:14, Ann Lee <ann@house.example> wrote:\n>\n> Hi",
    "unmarked": "On 2 Nov 2026, at 09:14, Ann Lee <ann@house.example> wrote:\n\nHi,\nshall we?",
    "outlook": "From: Ann Lee <ann@house.example>\nSent: Monday, November 2, 2026 9:14 AM\nTo: Bo\n\nshall we?",
    "outlook bold": "*From:* Ann Lee [mailto:ann@house.example]\n*Sent:* Monday\n*To:* Bo\n*Subject:* Hi\n\nshall we?",
    "ruled": "________________________________\nFrom: Ann Lee <ann@house.example>\nSent: Monday\nTo: Bo\n\nshall we?",
    "original": "-----Original Message-----\nFrom: Ann Lee\n\nshall we?",
    "German": "Am Mo., 2. Nov. 2026 um 09:14 Uhr schrieb Ann Lee <ann@house.example>:\n\n> Hallo",
    "German Outlook": "Von: Ann Lee <ann@house.example>\nGesendet: Montag, 2. Nov.\nAn: Bo\nBetreff: x\n\nHallo",
    "German reverse": "Ann Lee <ann@house.example> schrieb am Mo., 2. Nov. 2026 um 09:14:\n\n> Hallo",
    "French": "Le lun. 2 nov. 2026 à 09:14, Ann Lee <ann@house.example> a écrit :\n\n> Bonjour",
    "French Outlook": "De : Ann Lee <ann@house.example>\nEnvoyé : lundi 2 novembre 2026\nÀ : Bo\nObjet : x\n\nBonjour",
    "Spanish": "El lun, 2 nov 2026 a las 9:14, Ann Lee (<ann@house.example>) escribió:\n\n> Hola",
    "Italian": "Il giorno lun 2 nov 2026 alle ore 09:14 Ann Lee <ann@house.example> ha\nscritto:\n\n> Ciao",
    "Dutch": "Op ma 2 nov 2026 om 09:14 schreef Ann Lee <ann@house.example>:\n\n> Hallo",
    "Swedish": "Den mån 2 nov. 2026 kl 09:14 skrev Ann Lee <ann@house.example>:\n\n> Hej",
    "Polish": "pon., 2 lis 2026 o 09:14 Ann Lee <ann@house.example> napisał(a):\n\n> Cześć",
    "Portuguese": "Em seg., 2 de nov. de 2026 às 09:14, Ann Lee <ann@house.example> escreveu:\n\n> Olá",
    "Russian": "пн, 2 нояб. 2026 г. в 09:14, Ann Lee <ann@house.example>:\n\n> Привет",
    "Japanese": "2026年11月2日(月) 9:14 Ann Lee <ann@house.example>:\n\n> こんにちは",
    "signature": "-- \nBo Berg\nBerg Lamps Ltd",
    "phone": "Sent from my iPhone\n\n> On 2 Nov 2026, at 09:14, Ann <ann@house.example> wrote:\n> Hi",
    "disclaimer": "This e-mail is confidential and intended only for the addressee.",
    "forwarded": "---------- Forwarded message ---------\nFrom: Ann Lee <ann@house.example>\nDate: Mon\n\nshall we?",
}


@pytest.mark.parametrize("below", BELOW.values(), ids=BELOW)
def test_what_is_below_is_cut(below: str) -> None:
    assert visible_text(f"{OWN}\n\n{below}\n") == OWN


def test_answers_between_quoted_lines_are_joined() -> None:
    text = "Ann wrote on Monday:\n> Which niche?\nLamps.\n> Which routine?\nInvoices.\n"
    assert visible_text(text.split("\n", 1)[1]) == "Lamps.\nInvoices."


def test_an_answer_below_the_quote_stays() -> None:
    text = "On Mon, 2 Nov 2026 at 09:14, Ann Lee <ann@house.example> wrote:\n> shall we?\n\nYes.\n"
    assert visible_text(text) == "Yes."


def test_a_question_before_a_wrapped_attribution_is_not_part_of_it() -> None:
    text = "sure, send a link\n\nOn Mon, 2 Nov 2026 at 09:14 Ann <ann@house.example> wrote:\n> shall we?"
    assert visible_text(text) == "sure, send a link"


def test_ordinary_lines_are_not_headers() -> None:
    text = "From: our side nothing changed.\nOn Monday we wrote: all fine.\n\nBye"
    assert visible_text(text) == text


def test_an_empty_reply_is_empty() -> None:
    assert visible_text("\n\n> Hi\n> there\n") == ""


def test_html_quotes_are_marked() -> None:
    html = (
        "<div>Fine.</div><div class='gmail_quote'><div>On Mon, 2 Nov 2026 at 09:14 Ann &lt;ann@house.example&gt;"
        " wrote:<br></div><blockquote>Shall we?<blockquote>older</blockquote></blockquote></div>"
    )
    assert "> > older" in html_text(html)
    assert visible_text(html_text(html)) == "Fine."


@pytest.mark.parametrize("end", ["Best regards\nBo Berg", "Bo", "B. Berg\nBerg Lamps, Leeds", "Viele Grüße\nBo", "BB"])
def test_closing_words_and_name_are_cut(end: str) -> None:
    assert without_closing(f"{OWN}\n\n{end}", "Bo Berg") == OWN


def test_long_lines_take_no_time() -> None:
    visible_text("On 1 " * 40_000 + "\n" + "From: a@b.example <" * 5_000)
