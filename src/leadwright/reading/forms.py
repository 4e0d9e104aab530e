"""What a form of a page is for: contact, newsletter, search, login, order or something else; found, never posted."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from leadwright.domain.lead import Field, Form
from leadwright.reading.page import Doc, absolute, squeezed

MOST_FORMS = 40
MOST_FIELDS = 60
_SEARCH = re.compile(
    r"search|such|recherch|buscar|cerca|zoek|sök|haku|(?:^|[^a-z])(?:q|s|query|keywords?)$", re.IGNORECASE
)
_LOGIN = re.compile(r"log-?_?in|sign-?_?in|anmeld|connexion|einloggen|acceso|accedi|logga|kirjaudu", re.IGNORECASE)
_ORDER = re.compile(
    r"add-?to-?cart|cart/add|/cart\b|checkout|basket|warenkorb|panier|carrito|add_to_cart|buy-?now", re.IGNORECASE
)
_NEWS = re.compile(
    r"newsletter|subscri|mailing-?list|list-manage|mc-embedded|klaviyo|sign-?up for|stay in touch|abonnier|inscri|"
    r"suscr[ií]b|iscriv|nyhedsbrev|nyhetsbrev|nieuwsbrief|uutiskirje|updates",
    re.IGNORECASE,
)
_MESSAGE = re.compile(
    r"message|nachricht|comment|enquir|inquir|mensaje|messaggio|bericht|question|your-?message|body|viesti|melding|"
    r"meddelande|wpforms|wpcf7|お問い合わせ|details|description",
    re.IGNORECASE,
)
_COMMENT = re.compile(
    r"wp-comments-post|comment-?form|commentform|reply-?title|leave a (?:reply|comment)", re.IGNORECASE
)


def forms_in(doc: Doc) -> Iterator[Form]:
    """Give the forms of a page with kind, the URL they post to and the names of their fields."""
    for node in doc.tree.css("form")[:MOST_FORMS]:
        given = node.attributes
        fields = tuple(_fields(node))
        yield Form(
            kind=form_kind(node, fields),
            url=absolute(doc.base or doc.page.url, given.get("action") or "") or doc.page.url,
            fields=tuple(Field(name, kind) for name, kind in fields if name),
        )


def _fields(node: LexborNode) -> Iterator[tuple[str, str]]:
    for one in node.css("input, textarea, select")[:MOST_FIELDS]:
        kind = "textarea" if one.tag == "textarea" else (one.attributes.get("type") or one.tag or "text").lower()
        if kind not in {"hidden", "submit", "button", "image", "reset"}:
            yield (one.attributes.get("name") or one.attributes.get("id") or "")[:80], kind


def form_kind(node: LexborNode, fields: tuple[tuple[str, str], ...]) -> str:
    """Tell what a form is for, from its fields first and its words second."""
    given = node.attributes
    names = " ".join(name for name, _ in fields)
    kinds = [kind for _, kind in fields]
    frame = " ".join((given.get(one) or "")[:300] for one in ("action", "id", "class", "name", "role", "aria-label"))
    words = f"{frame} {names} {squeezed((node.text(separator=' ') or '')[:3000])[:800]}"
    rules = (
        ("login", "password" in kinds or (_LOGIN.search(frame) is not None and len(fields) <= 3)),
        (
            "search",
            "search" in kinds
            or (_SEARCH.search(f"{frame} {names}") is not None and len(fields) <= 3 and "email" not in kinds),
        ),
        ("order", _ORDER.search(f"{frame} {names}") is not None),
        ("other", _COMMENT.search(frame) is not None),
        ("contact", "textarea" in kinds or (_MESSAGE.search(names) is not None and len(fields) >= 3)),
        ("newsletter", _mails(fields) and len(fields) <= 4 and (_NEWS.search(words) is not None or len(fields) <= 2)),
        ("newsletter", _mails(fields) and _NEWS.search(frame) is not None),
        ("contact", _mails(fields) and re.search(r"contact|kontakt", frame, re.IGNORECASE) is not None),
    )
    return next((kind for kind, holds in rules if holds), "other")


def _mails(fields: tuple[tuple[str, str], ...]) -> bool:
    return any(kind == "email" or "mail" in name.lower() for name, kind in fields)
