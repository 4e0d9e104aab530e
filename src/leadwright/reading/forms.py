"""What the forms of a page are for: contact, newsletter, search, login, registration, order or something else.

Forms are found and shown, never posted. A *contact* form is one in which a visitor writes to the people behind the
page, be it an enquiry or a comment. Old pages open a form between the parts of a table; a parser then makes it an
empty element, and its fields are those that follow (HTML Standard, section 13.2.6.4.9, form element pointer).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from leadwright.domain.lead import Field, Form
from leadwright.reading.fields import Control, role_of
from leadwright.reading.page import Doc, absolute, squeezed

MOST_FORMS = 40
MOST_FIELDS = 60
MOST_NODES = 4_000  # of one form
LONGEST_WORDS = 3_000  # characters of one form's text
_SILENT = {"script", "style", "template", "select", "textarea", "svg"}
_FIELD_TAGS = {"input", "textarea", "select", "button"}
_CONTROLS = ",".join(sorted(_FIELD_TAGS))
_TICKS = {"checkbox", "radio"}
_BUTTONS = {"submit", "button", "image", "reset"}
_SEARCH = re.compile(
    r"search|such|recherch|busca|cerca|zoek|s[oö]k|haku|hled|szuka|поиск|найти|検索|finder|locator|"
    r"(?:^|[^a-z])(?:query|keywords?)(?:$|[^a-z])",
)
_SEARCH_NAMES = re.compile(r"(?:^|[^a-z])[qs](?:$|[^a-z])")
_FILTER = re.compile(r"filter(?!e)|facets?(?![a-z])|sort(?![a-z])|sort_?by|order_?by")  # of a list that is there
_LOGIN = re.compile(
    r"log-?_?in|sign-?_?in|anmeld|connexion|einloggen|acceso|acced|logga|kirjaudu|entrar|вход|войти|inloggen|"
    r"zaloguj|auth\b|openid|ログイン",
)
_REGISTER = re.compile(
    r"regist(?:er|r[ai])|sign-?_?up|create.{0,12}account|join(?:form)?\b|new-?(?:user|member)|nouveau.?membre|"
    r"konto.{0,12}(?:erstell|anleg)|inscription|registr|crear.cuenta|rekister|"
    r"регистрац|aanmaken|会員登録|üye ?ol|uye-?ol",
)
_ENROLS = re.compile(
    r"create.{0,12}account|account.{0,3}create|nouveau.?compte|konto.{0,12}erstell|nuovo.?account",
)
_FORGOTTEN = re.compile(
    r"forgot|lost.?pass|remind|f_?pass\b|reset.{0,10}(?:pass|link)|recover|vergessen|oublié|olvid|"
    r"dimenticat|retrieve|восстанов",
)
_PASSWORD = re.compile(r"password|passwort|mot de passe|contraseña|senha|wachtwoord|hasło|пароль")
_ORDERS = re.compile(r"(?<![a-z])orders?(?![a-z]|[-_ ]?(?:by|status|track|history|search))")
_ORDER = re.compile(
    r"add[-_ ]?to[-_ ]?(?:cart|bag|basket)|cart[/_]?add|/cart\b|shopping[-_ ]?cart|checkout|basket|warenkorb|"
    r"panier|carrito|carrello|winkel(?:wagen|mand)|"
    r"varukorg|ostoskori|koszyk|košík|kosár|buy[-_ ]?now|buy_?now|in den korb|action=add_product|products?_id|"
    r"productid|prod_id|add_product|one[-_.]?click|1[-_.]?click|buy-?(?:btn|button)|"
    r"order[-_]?form|kundvagn|handlekurv|indkøbskurv|корзин|купить|заказать(?! (?:обратный )?звонок)|カート|"
    r"addtocart|add_cart|cart_quantity|id_product|product_id|paypal\.com/cgi",
)
_ADDED = re.compile(
    r"add[-_ ]?to[-_ ]?(?:cart|bag|basket|trolley)|addtocart|(?:^|\s)action=add(?:$|\s)|(?:place|submit|send).?order|"
    r"acquista|acheter|comprar|(?<!ver)kaufen|оформить заказ|оплатить",
)
_LISTS = re.compile(
    r"list-manage\.com|kmail-lists\.com|createsend\.com|mc-embedded|mailerlite|sibforms\.com|aweber\.com|mailchimp|"
    r"getresponse|klaviyo|cleverreach|mailpoet|omnisend|convertkit|rdstation|unisender|sendpulse|mailup|rapidmail|"
    r"newsletter|subscribe|mailing-?list",
)
_NEWS = re.compile(
    r"newsletter|subscri|mailing|list-manage|constantcontact|aweber|getresponse|createsend|sendinblue|brevo|"
    r"mailerlite|mc-embedded|klaviyo|sign-?up for|stay in touch|abonnier|inscri|"
    r"suscr[ií]b|iscriv|nyhedsbrev|nyhetsbrev|nieuwsbrief|uutiskirje|updates|рассылк|подпис|hírlevél|novink|"
    r"メルマガ|boletín|infolettre|email-?list|join our|first to (?:know|hear)|first order|\d% off|novedades|novidades|"
    r"notícias|ofertas|nouveautés|promozioni|aanbiedingen|tilbud(?!e)|cadastre-se|abonea|zpravodaj|bülten|subskry|"
    r"ενημερωτικ|订阅|訂閱|구독|お得な情報|акци|скидк",
)
_CONTACT = re.compile(
    r"contact|kontakt|contatt|enquir|inquir|feedback|wpcf7|guestbook|send.{0,10}message|ask.{0,10}question|"
    r"お問い合わせ|обратн|send[-_ ]?mail|"
    r"comment|review|tell[-_ ]?a[-_ ]?friend|send[-_ ]?to[-_ ]?(?:a[-_ ]?)?friend|request.{0,14}(?:quote|demo|"
    r"info|call|catalog)|angebot|anfrage|devis|yhteydenotto|estimate|form-?mail|get in touch|call (?:me |you )?back|"
    r"call-?back|rückruf|rappel(?:er|ez)|terugbel|звонок|перезвон|zpětné volání|oddzwoni|presupuesto|preventivo|"
    r"orçamento|offerte|見積",
)
_KNOWN_BY = re.compile(r"order.{0,3}(?:id|no\b|num|status)|track|tracking|coupon|voucher|номер заказа|bestellnummer")


_CONTACT_FRAME = re.compile(
    r"(?:contact|kontakt|contatt|contacto|contato|feedback)[-_ ]?(?:form|us)?\b|"
    r"contactform",
)


_CHOOSES = re.compile(r"(?:^|\s)form_type=locali[sz]ation")  # land and money of a shop
_FRAME = ("action", "id", "class", "name", "role", "aria-label", "onsubmit")
_BUTTON = ("value", "alt", "title", "name", "id", "class", "aria-label", "formaction")
_CHOSEN = {"checkbox", "radio", "select"}
_PERSONAL = {"name", "first-name", "last-name", "phone", "company", "subject", "message"}


@dataclass(slots=True)
class _Seen:
    """A form as it is walked: its fields, its words, what its buttons say."""

    controls: list[Control] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)  # names of hidden fields
    beside: str = ""  # text since the last field
    size: int = 0


def forms_in(doc: Doc) -> Iterator[Form]:
    """Give the forms of a page with kind, the URL they post to and the role of each field."""
    for node in doc.elements["form"][:MOST_FORMS]:
        seen = _walk(node)
        roles = [role_of(one) for one in seen.controls]
        kind = form_kind(node, seen, roles)
        named = zip(seen.controls, _settled(kind, seen.controls, roles), strict=True)
        yield Form(
            kind=kind,
            url=absolute(doc.base or doc.page.url, node.attributes.get("action") or "") or doc.page.url,
            fields=tuple(Field(one.name, role) for one, role in named if one.name),
        )


def _settled(kind: str, controls: list[Control], roles: list[str]) -> Iterator[str]:
    """What the form is for tells what its nameless field asks for: words to search, or how many."""
    lacking = {"search": "search", "order": "quantity"}.get(kind, "")
    settled = lacking in roles or not lacking
    for one, role in zip(controls, roles, strict=True):
        if (
            not settled
            and role in {"other", "name"}
            and one.kind == "text"
            and (kind == "search" or one.value.isdecimal())
        ):
            settled = kind == "search"
            yield lacking
        else:
            yield role


def _walk(form: LexborNode) -> _Seen:
    seen = _Seen()
    if form.css_first(_CONTROLS) is not None:
        _go(seen, form.child)
        return seen
    _go(seen, form.next)
    return seen


def _go(seen: _Seen, node: LexborNode | None) -> None:
    """Look at a node, what is inside it and what follows it, up to the next form."""
    stack = [node]
    for _ in range(MOST_NODES):
        if not stack:
            return
        node = stack.pop()
        if node is None:
            continue
        name = node.tag or ""
        if name == "form":
            return
        stack.append(node.next)
        if name == "-text":
            _hear(seen, node.text_content or "")
        elif name in _FIELD_TAGS and len(seen.controls) < MOST_FIELDS:
            _take(seen, node, name)
        if name not in _SILENT:
            stack.append(node.child)


def _hear(seen: _Seen, text: str) -> None:
    text = text[:500].strip()
    if text and seen.controls and not seen.beside and seen.controls[-1].kind in _TICKS:
        last = seen.controls[-1]
        seen.controls[-1] = last._replace(words=f"{last.words} {text}"[:200])
    if text:
        seen.beside = f"{seen.beside} {text}"[-120:]
        if seen.size < LONGEST_WORDS:
            seen.words.append(text)
            seen.size += len(text)


def _take(seen: _Seen, node: LexborNode, name: str) -> None:
    given = node.attributes
    kind = (
        name
        if name in {"textarea", "select"}
        else (given.get("type") or ("submit" if name == "button" else "text")).lower()
    )
    called = (given.get("name") or given.get("id") or "")[:80]
    if kind == "hidden":
        seen.hidden.append(f"{called}={(given.get('value') or '')[:40]}")
    elif kind in _BUTTONS or name == "button":
        said = [given.get(one) or "" for one in _BUTTON]
        if name == "button":
            said.append((node.text() or "")[:100].strip())
        seen.buttons.append(" ".join(said)[:300])
    else:
        words = (given.get(one) or "" for one in ("placeholder", "aria-label", "title", "value"))
        style = " ".join(given.get(one) or "" for one in ("class", "style", "id"))[:300]
        beside = "" if kind in _TICKS else seen.beside[-60:]
        seen.controls.append(
            Control(
                called,
                kind,
                f"{' '.join(words)[:160]} {beside}".strip(),
                (given.get("autocomplete") or "")[:60],
                style,
                (given.get("value") or "")[:20],
            )
        )
        seen.beside = ""


def form_kind(node: LexborNode, seen: _Seen, roles: list[str]) -> str:
    """Tell what a form is for, from its fields first and its words second."""
    given = node.attributes
    asked = _Asked(
        frame=" ".join((given.get(one) or "")[:300] for one in _FRAME).lower(),
        buttons=" ".join(seen.buttons).lower(),
        names=" ".join(one.name for one in seen.controls).lower(),
        hidden=" ".join(seen.hidden)[:1_000].lower(),
        words=squeezed(" ".join(seen.words))[:800].lower(),
        roles=roles,
        kinds=[one.kind for one in seen.controls],
    )
    return next((kind for kind, rule in _RULES if rule(asked)), "other")


class _Asked(NamedTuple):
    """A form as the rules look at it, in lower case."""

    frame: str  # what the form element says of itself
    buttons: str
    names: str
    hidden: str
    words: str
    roles: list[str]
    kinds: list[str]

    @property
    def mails(self) -> bool:
        return "email" in self.roles

    @property
    def open_fields(self) -> int:
        return sum(kind not in _CHOSEN for kind in self.kinds)


def _registers(form: _Asked) -> bool:
    if form.kinds.count("password") != 1:
        again = form.roles.count("password") > 1 and not _LOGIN.search(form.frame)
        return again or form.kinds.count("password") > 1
    framed, pressed = _REGISTER.search(form.frame) is not None, _REGISTER.search(form.buttons) is not None
    if framed and pressed and "remember" not in form.roles:
        return True
    wide = sum(role not in {"remember", "consent", "captcha", "choice"} for role in form.roles) >= 4
    return wide or ((framed or pressed) and len(form.roles) >= 3 and not _LOGIN.search(form.frame))


def _writes(form: _Asked) -> bool:
    if not form.roles:
        return _CONTACT_FRAME.search(form.frame) is not None
    if _ORDER.search(form.frame) or _ADDED.search(f"{form.buttons} {form.hidden}"):
        return False  # the words are for the goods: an engraving, a note to the order
    return "message" in form.roles and "textarea" in form.kinds


def _orders(form: _Asked) -> bool:
    own = f"{form.frame} {form.buttons}"
    found = _ORDER.search(f"{own} {form.hidden}") or _ORDERS.search(own) or _ADDED.search(form.hidden)
    return found is not None and "search" not in form.roles


def _forgotten(form: _Asked) -> bool:
    alone = len(form.roles) == 1 and form.roles[0] in {"email", "username"}
    named = _FORGOTTEN.search(f"{form.frame} {form.buttons} {form.names}") is not None
    return named or (alone and _PASSWORD.search(form.words) is not None)


def _searches(form: _Asked) -> bool:
    if "search" in form.roles and form.open_fields <= 2:
        return True
    if form.mails or not form.roles:
        return False
    if form.open_fields <= 3 and (_SEARCH.search(f"{form.frame} {form.names}") or _SEARCH_NAMES.search(form.names)):
        return True
    return _FILTER.search(form.frame) is not None or (
        _SEARCH.search(form.frame) is not None and _SEARCH.search(form.buttons) is not None
    )


def _subscribes(form: _Asked) -> bool:
    if not form.mails:
        return False
    if _LISTS.search(form.frame):
        return True
    said = f"{form.frame} {form.names} {form.buttons} {form.words} {form.hidden}"
    if form.open_fields <= 4 and _NEWS.search(said):
        return True
    return form.open_fields <= 2 and not _CONTACT.search(f"{form.frame} {form.words}") and not _KNOWN_BY.search(said)


def _enters(form: _Asked) -> bool:
    """Say whether a form without a password is one to log in: with a code, a card, a link that is sent."""
    if form.open_fields > 2 or not _LOGIN.search(form.frame):
        return False
    return not form.mails or (_LOGIN.search(form.buttons) is not None and not _LISTS.search(form.frame))


def _asks(form: _Asked) -> bool:
    """Say whether a form without a field for a letter still asks to be answered."""
    personal = len(_PERSONAL & set(form.roles))
    named = _CONTACT.search(f"{form.frame} {form.words} {form.buttons}") is not None
    if not form.mails:
        return named and "phone" in form.roles and form.open_fields <= 4  # to be called back
    return personal >= 3 or (personal > 0 and named)


_RULES: tuple[tuple[str, Callable[[_Asked], bool]], ...] = (
    ("other", lambda form: _CHOOSES.search(form.hidden) is not None),
    ("search", lambda form: "search" in form.kinds and "textarea" not in form.kinds),
    ("registration", _registers),
    ("login", lambda form: "password" in form.roles),
    ("contact", _writes),
    ("order", _orders),
    ("other", _forgotten),
    ("search", _searches),
    ("login", _enters),
    ("order", lambda form: "quantity" in form.roles and not form.mails),
    ("registration", lambda form: form.mails and _ENROLS.search(form.frame) is not None),
    ("newsletter", _subscribes),
    ("contact", _asks),
    ("order", lambda form: _ORDER.search(form.words) is not None and not form.mails and len(form.words) < 400),
    ("registration", lambda form: form.mails and _REGISTER.search(f"{form.frame} {form.buttons}") is not None),
)
