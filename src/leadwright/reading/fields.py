"""What the fields of a form ask for: the role of each, from its type, its name, and the words beside it.

``autocomplete`` decides where it is given (HTML Standard, section 4.10.18.7.1), then the type, then the field's own
name, then what stands beside it in the page's language.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from leadwright.reading.words.fields import BY_NAME, BY_WORDS


class Control(NamedTuple):
    """One field as the page writes it."""

    name: str
    kind: str  # of the input; or textarea, select
    words: str  # placeholder, label, title and the text beside it
    fill: str = ""  # autocomplete
    style: str = ""  # class, style and id
    value: str = ""


_FILLS = {
    "email": "email", "tel": "phone", "tel-national": "phone", "given-name": "first-name", "family-name": "last-name",
    "name": "name", "organization": "company", "postal-code": "postcode", "address-level2": "city",
    "address-level1": "region", "country": "country", "country-name": "country", "street-address": "street",
    "address-line1": "street", "address-line2": "street", "username": "username", "new-password": "password",
    "current-password": "password", "one-time-code": "captcha", "url": "website",
}  # fmt: skip
_TYPES = {
    "email": "email",
    "password": "password",
    "search": "search",
    "file": "file",
    "tel": "phone",
    "url": "website",
}
_BY_NAME = tuple((role, re.compile(words)) for role, words in BY_NAME)
_BY_WORDS = tuple((role, re.compile(words)) for role, words in BY_WORDS)
_CHOICES = {"checkbox", "radio"}
_TICKED = {"consent", "remember"}
_LISTED = re.compile(r"newsletter|subscri|mailing", re.IGNORECASE)
_WRITTEN = {"message", "subject", "captcha", "honeypot", "street"}
_PICKED = {"country", "region", "city", "quantity", "subject"}
_UNSEEN = re.compile(
    r"display\s{0,2}:\s{0,2}none|left\s{0,2}:\s{0,2}-\d{3,5}|honey|"
    r"visibility\s{0,2}:\s{0,2}hidden",
    re.IGNORECASE,
)


def role_of(field: Control) -> str:
    """Tell what a field asks for: email, name, message, search, consent ...; ``other`` where nothing tells it."""
    filled = next((_FILLS[token] for token in field.fill.lower().split() if token in _FILLS), "")
    if filled and field.kind not in _CHOICES:
        return filled
    role = _named(field)
    if field.kind in _OF_KIND:
        return _OF_KIND[field.kind](role)
    if role in {"captcha", "honeypot"}:
        return role
    if field.kind in _TYPES and not (field.kind in {"url", "tel"} and role in {"search", "quantity", "postcode"}):
        return _TYPES[field.kind]
    if _UNSEEN.search(field.style) and role in {"", "website", "name"}:
        return "honeypot"
    if role == "consent":
        return "email" if _LISTED.search(field.name) else "other"
    return role or ("quantity" if field.kind == "number" else "other")


_OF_KIND: Mapping[str, Callable[[str], str]] = {
    "radio": lambda role: role if role == "subject" else "choice",
    "checkbox": lambda role: role if role in _TICKED else "choice",
    "textarea": lambda role: role if role in _WRITTEN else "message",
    "select": lambda role: role if role in _PICKED else "choice",
}


def _named(field: Control) -> str:
    """Tell a role by the field's name, else by the words beside it."""
    name = field.name.lower()
    role = next((role for role, pattern in _BY_NAME if pattern.search(name)), "")
    return _doubted(role, field) if role else _worded(field.words)


def _worded(words: str) -> str:
    plain = words.lower()
    return next((role for role, pattern in _BY_WORDS if pattern.search(plain)), "")


def _doubted(role: str, field: Control) -> str:
    """A field may be called ``name`` while its label asks for something narrower."""
    if role == "name":
        narrow = _worded(field.words[:60])
        return narrow if narrow in {"first-name", "last-name", "company", "username"} else role
    return role
