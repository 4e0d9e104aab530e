import time

import pytest

from leadwright.reading.forms import forms_in
from leadwright.reading.page import read_page
from tests.reading.sites import page


def kinds(body: str) -> list[str]:
    return [one.kind for one in forms_in(read_page(page(body)))]


def roles(body: str) -> list[str]:
    return [field.role for one in forms_in(read_page(page(f"<form>{body}</form>"))) for field in one.fields]


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("<form><input name=name><input name=email><textarea name=message></textarea></form>", "contact"),
        ("<form>Ihre Nachricht <textarea name=f3></textarea><input name=f1 type=email></form>", "contact"),
        ("<form class=wpcf7-form><input name=your-name><input name=your-email></form>", "contact"),
        ("<form id=contact-form action=/kontakt></form>", "contact"),
        ("<form><input name=author><input name=email><textarea name=comment></textarea></form>", "contact"),
        ("<form><input type=email name=EMAIL><button>Subscribe</button></form>", "newsletter"),
        (
            "<form><p>Nyhetsbrev</p><input name=epost placeholder='E-post'><input name=m type=email></form>",
            "newsletter",
        ),
        ("<form action=/search><input name=q></form>", "search"),
        ("<form action=/suche><input name=suchbegriff></form>", "search"),
        ("<form><input type=search name=x></form>", "search"),
        ("<form><input name=user><input name=pw type=password></form>", "login"),
        ("<form><input name=email><input type=password name=a><input type=password name=b></form>", "registration"),
        (
            "<form action='/create-account'><input name=n><input name=email><input type=password name=a></form>",
            "registration",
        ),
        ("<form action=/cart/add><input name=quantity value=1><button>Add</button></form>", "order"),
        (
            "<form><input type=hidden name=id value=1><button class=btn-warenkorb>In den Warenkorb</button></form>",
            "order",
        ),
        ("<form action=/forgot-password><input name=email></form>", "other"),
        ("<form><select name=sort><option>price</option></select></form>", "other"),
        ("<form id=facet-filters><input type=checkbox name=f.stock><input name=gte><input name=lte></form>", "search"),
        ("<form action=/store-locator><input name=street><input name=city><input name=zip></form>", "search"),
        ("<form action='/forum?s=df38'><input name=page><input type=submit value=Go></form>", "other"),
        ("<form action='/?fa=searchResults'><input type=image src=next.gif></form>", "other"),
        ("<form><input type=hidden name=form_type value=localization><input type=search name=c></form>", "other"),
        ("<form class=register><input type=email name=e><input type=password name=p><button>Register", "registration"),
        ("<form action=/create_account.php><input name=email_address></form>", "registration"),
        ("<form action=/join><input name=email><input name=password><input name=password2></form>", "registration"),
        ("<form action=/login.php><input name=email><input type=submit value=Login></form>", "login"),
        ("<form action='//x.list-manage.com/post'><input name=EMAIL><input name=PHONE>", "newsletter"),
        ("<form>Cadastre-se e receba nossas ofertas <input name=nome><input name=email></form>", "newsletter"),
        ("<form action=/konto/newsletter/anmelden><input name=email><button>Anmelden</button></form>", "newsletter"),
        ("<form>Track your order <input name=order_number><input name=email></form>", "other"),
        ("<form>Request a call back <input name=your-name><input type=tel name=t></form>", "contact"),
        ("<form>Заказать звонок <input name=NAME><input type=tel name=PHONE></form>", "contact"),
        ("<form>Get a free estimate <input name=name><input name=email><input type=tel name=t></form>", "contact"),
        ("<form action=/cgi-bin/formmail.pl>Name <input name=realname> Email <input name=email></form>", "contact"),
        ("<form class=cart><textarea name=engraving></textarea><button name=add-to-cart value=7>Add</button></form>",
         "order"),
        ("<form action=/one.click.buy><input name=fio><input name=phone><input name=email></form>", "order"),
        ("<form action=/wverre.asp><input type=hidden name=action value=ADD><select name=size></select></form>",
         "order"),
    ],
)  # fmt: skip
def test_kinds(form: str, kind: str) -> None:
    assert kinds(form) == [kind]


@pytest.mark.parametrize(
    ("field", "role"),
    [
        ("<input name=x autocomplete='billing given-name'>", "first-name"),
        ("<input name=your-name>", "name"),
        ("<input name=vorname>", "first-name"),
        ("<label>Nachname<input name=f1></label>", "last-name"),
        ("<label for=a>Téléphone</label><input id=a name=f1>", "phone"),
        ("<p>Ville</p><p><input name=f1></p>", "city"),
        ("<input name=f1 placeholder='Sähköposti'>", "email"),
        ("<input name=email_address>", "email"),
        ("<input name=postal_code>", "postcode"),
        ("<input name=confirmation>", "other"),
        ("<input name=betreff>", "subject"),
        ("<textarea name=f1></textarea>", "message"),
        ("<input type=tel name=qty>", "quantity"),
        ("<input type=checkbox name=f1> I agree to the terms", "consent"),
        ("<input type=checkbox name=f1> Angemeldet bleiben", "remember"),
        ("<input type=radio name=colour value=red>", "choice"),
        ("<input name=captcha_code>", "captcha"),
        ("<input name=website style='display:none'>", "honeypot"),
        ("<input type=file name=cv>", "file"),
        ("<select name=country></select>", "country"),
        ("<select name=size></select>", "choice"),
        ("<input name=firma>", "company"),
        ("<input name=f1 placeholder='ФИО'>", "name"),
        ("<input name=f1 placeholder='お名前'>", "name"),
    ],
)
def test_roles(field: str, role: str) -> None:
    assert roles(field) == [role]


def test_fields_of_a_form_that_a_table_emptied() -> None:
    body = (
        "<table><form action=/send><tr><td>Name<input name=n></td></tr><tr><td><textarea name=m></textarea></td></tr>"
        "</form></table><form action=/search><input name=q></form>"
    )
    first, second = forms_in(read_page(page(body)))
    assert (first.kind, first.url) == ("contact", "https://www.glow.test/send")
    assert [field.name for field in first.fields] == ["n", "m"]
    assert second.kind == "search"


def test_a_field_of_a_search_form_is_what_is_searched() -> None:
    (form,) = forms_in(read_page(page("<form action=/search><input name=Ntt></form>")))
    assert [field.role for field in form.fields] == ["search"]


@pytest.mark.parametrize(
    "body",
    [
        "<form action=/a>" + "<input name=a>" * 60_000,
        "<form></form>" * 60_000,
        "<table>" + "<form><tr><td>x</td></tr></form>" * 20_000,
        "<form>" + "word " * 400_000 + "<input name=q>",
        "<form><input name='" + "a" * 500_000 + "'>",
    ],
)
def test_hostile_forms_cost_little(body: str) -> None:
    doc = read_page(page(body))
    began = time.perf_counter()
    list(forms_in(doc))
    assert time.perf_counter() - began < 2.0
