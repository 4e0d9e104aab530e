"""What we say of the forms of real pages, against what people noted there: their kind, and what each field asks for."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from leadwright.domain.lead import Form
from leadwright.domain.site import Page
from leadwright.reading.forms import forms_in
from leadwright.reading.page import read_page
from tests.corpus.pages import MARKS, NOW, listed, read_text

pytestmark = list(MARKS)

UNSURE = {"NOT ANNOTATED", "SKIP THIS FORM"}
KINDS = {
    "contact/comment": "contact",
    "join mailing list": "newsletter",
    "search": "search",
    "login": "login",
    "registration": "registration",
    "order/add to cart": "order",
}
ROLES = {
    "email": "email", "email confirmation": "email", "full name": "name", "first name": "first-name",
    "last name": "last-name", "phone": "phone", "fax": "phone", "organization name": "company", "url": "website",
    "comment text": "message", "comment title or subject": "subject", "search query": "search",
    "product quantity": "quantity", "username": "username", "username or email": "username", "password": "password",
    "password confirmation": "password", "captcha": "captcha", "honeypot": "honeypot", "city": "city",
    "state": "region",
    "postal code": "postcode", "country": "country", "address": "street", "address line 1": "street",
    "address line 2": "street", "street name": "street", "full street address": "street", "other file upload": "file",
    "other choice": "choice", "other multi choice": "choice", "search category / refinement": "choice",
    "TOS confirmation": "consent", "receive emails confirmation": "consent", "remember me checkbox": "remember",
}  # fmt: skip
CONTACT, KIND, ROLE = 0.95, 0.88, 0.85  # promised shares


@pytest.fixture(scope="module")
def pairs() -> list[tuple[str, Mapping[str, str], Form]]:
    return list(labelled())


def labelled() -> Iterator[tuple[str, Mapping[str, str], Form]]:
    """Give kind and fields as labelled, and the form as we read it, of all forms whose kind is labelled."""
    for row in listed():
        if row["file"].startswith("forms/"):
            expected: Mapping[str, Any] = row["expected"]
            html = read_text(row["file"])
            doc = read_page(Page(expected["url"], expected["url"], 200, NOW, html.encode(errors="replace"), "0" * 64))
            for kind, fields, form in zip(expected["forms"], expected["fields"], forms_in(doc), strict=False):
                if kind not in UNSURE:
                    yield kind, fields, form


def share(flags: list[bool]) -> float:
    assert flags
    return sum(flags) / len(flags)


def test_contact_forms_are_told_from_others(pairs: list[tuple[str, Mapping[str, str], Form]]) -> None:
    assert share([(kind == "contact/comment") == (form.kind == "contact") for kind, _, form in pairs]) >= CONTACT


def test_kinds(pairs: list[tuple[str, Mapping[str, str], Form]]) -> None:
    assert share([KINDS.get(kind, "other") == form.kind for kind, _, form in pairs]) >= KIND


def test_roles_of_fields(pairs: list[tuple[str, Mapping[str, str], Form]]) -> None:
    said = [({field.name: field.role for field in form.fields}, fields) for _, fields, form in pairs]
    named = [(roles.get(name), label) for roles, fields in said for name, label in fields.items() if label in ROLES]
    assert share([role == ROLES[label] for role, label in named]) >= ROLE
