"""What a person may state of a business where reading found nothing: which values count, and which places never do.

A country, a legal form, what somebody is responsible for, an address. A person's statement has words, and a page where
there is one; it is checked here as far as anybody can who has not seen what they saw.
"""

from urllib.parse import urlsplit

from leadwright.domain.errors import UserError
from leadwright.domain.evidence import SNIPPET_LENGTH
from leadwright.domain.forms import squeezed
from leadwright.domain.idn import ascii_of
from leadwright.domain.law import Law, code_of
from leadwright.domain.rules import Tables

COUNTRY, FORM, FUNCTION = KINDS = ("country", "legal-form", "function")
UNION = "EU"  # whose member is not known: no country
NEVER_READ = ("github.com", "linkedin.com", "x.com", "twitter.com")  # their addresses are never contacts
SECURITY = "security.txt"  # nor is that of who reports a hole in a site (RFC 9116)


def value_of(kind: str, value: str, tables: Tables) -> str:
    """Give a fact's value as it is kept; UserError says what to write instead."""
    plain = " ".join(value.split())
    if kind not in KINDS:
        raise UserError(f"a fact is one of {', '.join(KINDS)}, not {kind!r}")
    if kind == COUNTRY:
        return country_code(plain, tables)
    if not plain:
        raise UserError(f"the {kind} is empty: write it as the page does")
    if kind == FORM and not knows_form(plain, tables.law):
        raise UserError(
            f"no country of the law's table knows the legal form {plain!r}: write it as the imprint does, such as Ltd, "
            "LLC, GmbH, SARL, AB, or sole trader"
        )
    return within(plain, "value")


def country_code(text: str, tables: Tables) -> str:
    """Give the code of a country that is written as its code, an alias of it, or its name."""
    code = code_of(text)
    if code not in tables.law.codes:
        named = {name.casefold(): nation.code for nation in tables.nations.values() for name in nation.names}
        code = named.get(text.casefold(), code)
    if code not in tables.law.codes or code == UNION:
        raise UserError(f"{text!r} is no country: write its code of two letters (ISO 3166-1), such as GB, US or DE")
    return code


def knows_form(form: str, law: Law) -> bool:
    """Say whether any country's law knows a legal form."""
    return any(squeezed(form) in forms for forms in law.forms.values())


def words_of(text: str) -> str:
    """Give a person's words as they are kept; UserError where there are none, or too many."""
    plain = " ".join(text.split())
    if not plain:
        raise UserError('say with --words what you read or know, word for word: --words "..."')
    return within(plain, "words")


def within(text: str, what: str) -> str:
    """Give a text that is short enough to be kept."""
    if len(text) > SNIPPET_LENGTH:
        raise UserError(f"the {what} may have {SNIPPET_LENGTH} characters, not {len(text)}: give what decides")
    return text


def page_of(url: str | None) -> str | None:
    """Give the URL of a page, None where there is none; UserError for what is no page of the web."""
    plain = (url or "").strip()
    if not plain:
        return None
    try:
        parts = urlsplit(plain)
        fits = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname) and parts.username is None
    except ValueError:  # brackets that hold no IPv6 address
        fits = False
    if not fits or any(c.isspace() for c in plain):
        raise UserError(f"{plain!r} is no page of the web: write the whole URL, such as https://shop.example/contact")
    return plain


def why_never_read(url: str) -> str | None:
    """Say why the addresses of a page are never contacts, whoever reads it; None where they may be."""
    parts = urlsplit(url)
    host = ascii_of(parts.hostname or "")
    if any(host == name or host.endswith(f".{name}") for name in NEVER_READ):
        return f"addresses at {host} are never used as a contact"
    return f"addresses of {SECURITY} are never used as a contact" if parts.path.endswith(SECURITY) else None
