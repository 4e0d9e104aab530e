"""What kind of business a site is: shop, agency, marketplace seller, tool, or something else, with what shows it.

Signs are looked for where they mean something (head, menu, body of a page, structured data), each counts once for a
visit, and every kind has points. A shop is only where something can be bought: a cart, a button to buy, goods with
prices, a shop system. A firm that serves people (a clinic, a hotel, a school) is no shop for a price or two, a program
with prices is a tool, and who builds or runs shops for others is an agency.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from leadwright.domain.brand import platform_of
from leadwright.domain.evidence import Fact
from leadwright.domain.lead import Product
from leadwright.domain.rules import Tables
from leadwright.reading.page import Doc
from leadwright.reading.shop import is_shop_system
from leadwright.reading.walk import Link, host_of
from leadwright.reading.words.business import (
    AGENCY,
    AGENCY_HINTS,
    BODY,
    CART_LABELS,
    CART_PATHS,
    HEAD,
    MENU,
    SERVING_TYPES,
    SHELF_PATHS,
    SHOP_LABELS,
    TOOL_TYPES,
    UNSPACED,
    heard,
)  # fmt: skip

LONGEST = 12_000  # characters of a page's running text that are looked at
OPENING = 3_000  # characters of it in which an agency says what it is
LONGEST_PATHS = 30_000  # characters of the addresses of links
LONGEST_LABEL = 60  # characters of a link's words
LONGEST_BUTTON = 40  # characters of a line that is a button, not a sentence
MOST_LINKS = 300  # from the top of a page; a few more from its end
LAST_LINKS = 60
FEW_LINKS = 3  # to its own host: then a page was saved from another one
MOST_BLOCKS = 2_000
MOST_FORMS = 40
MOST_HEADINGS = 14  # with title and description
ENOUGH = 4  # points that make a kind
ENOUGH_PRICES = 4

_MONEY = re.compile(r"[€£$¥₹]\s?\d[\d.,]{0,12}|\d[\d.,]{0,12}\s?(?:€|kr\b|zł|円|₽)")
_COINS = ("€", "£", "$", "¥", "₹", "zł", " kr", "円", "₽")
_MARKETPLACE = re.compile(r"(?:^|\.)(?:etsy\.com|ebay\.[a-z.]{2,6}|amazon\.[a-z.]{2,6}|folksy\.com|bonanza\.com)$")
_STALLS = {
    "etsy": re.compile(r"etsy\.com/(?:[a-z]{2}/)?(?:[a-z]{2}-[a-z]{2}/)?(?:shop/([\w-]{2,60})|listing/)", re.I),
    "ebay": re.compile(r"/(?:usr|str)/([\w.%-]{2,60})", re.I),
    "amazon": re.compile(r"/stores/(?!page/)([\w%-]{2,60})|[?&](?:seller|me)=(\w{4,30})", re.I),
}
_STALL = re.compile(r"/(?:shop|shops|str|usr|stores?|seller|u)/([\w.%-]{2,60})", re.I)
_CART_FORM = re.compile(
    r"/(?:cart|basket|panier|warenkorb|winkelwagen|carrito|carrello|koszyk)/(?:add|items?)|/cart/?addcartitem"
)  # a donation button posts to PayPal as well as a cart does: that alone is no sign
_PAYPAL = ("/btn_cart", "/btn_buynow", "/btn_viewcart", "/x-click-but22")  # pictures on PayPal's buttons of old shops
_HEADINGS = {"h1", "h2", "h3"}
_OPEN = {"", "nav", "aside"}
_OFFERED = {"nav", "footer", "button"}
_UNREAD = {"cookie", "quote", "hidden", "noscript", "code"}
_NOT_IN_FOOTER = {"clients", "shops"}  # there stands who made the site
_CUTS = str.maketrans(dict.fromkeys("?.#=&\n", "/"))
_EDGES = " \t0123456789()[]{}:;,.›»→>‹«<+-–|•·*/#&"

SAID = {
    "cart": "has a cart",
    "path": "has a cart",
    "buy": "goods can be bought on the page",
    "shelf": "has shelves of products",
    "label": "its menu leads to a shop",
    "store": "says that it sells online",
    "account": "has what shops have",
    "aisle": "its menu leads to goods",
    "sells": "says that goods are sold",
    "makes": "says that it makes or sells goods",
    "prices": "shows prices",
    "plans": "has a page of plans",
    "program": "calls itself a program in the page's data",
}
"""Sentences for signs; the others quote the words that were seen."""


@dataclass(frozen=True, slots=True)
class Business:
    """The kind of a business and what shows it: short sentences for the operator, each with its place."""

    kind: str  # shop agency seller tool other
    shows: tuple[Fact, ...]
    market: Fact | None = None  # the marketplace a seller sells on, e.g. etsy


@dataclass(slots=True)
class _Signs:
    """What was seen: sign -> the words -> where."""

    seen: dict[str, dict[str, Fact]] = field(default_factory=dict)

    def add(self, sign: str, words: str, doc: Doc, *, snippet: str, way: str = "text") -> None:
        known = self.seen.setdefault(sign, {})
        if words not in known:
            known[words] = Fact(SAID.get(sign, f"says: {words}"), doc.evidence(snippet, way=way))

    def count(self, sign: str, most: int = 1) -> int:
        return min(most, len(self.seen.get(sign, ())))

    def facts(self, *signs: str) -> tuple[Fact, ...]:
        """Give the first facts of the signs, one for each sentence."""
        found: dict[str, Fact] = {}
        for sign in signs:
            for fact in list(self.seen.get(sign, {}).values())[:4]:
                found.setdefault(fact.value, fact)
        return tuple(found.values())[:8]


def business_of(docs: Sequence[Doc], platform: Fact | None, products: Sequence[Product], *, tables: Tables) -> Business:
    """Decide what kind of business a site is, by points for each kind; other where nothing is clear. Pure."""
    signs = _Signs()
    markets: list[tuple[str, Fact]] = []
    for doc in docs:
        links = doc.links
        if len(links) > MOST_LINKS + LAST_LINKS:
            links = (*links[:MOST_LINKS], *links[-LAST_LINKS:])
        own = _own_hosts(doc, links, tables)
        _menu_signs(doc, links, signs, tables)
        _path_signs(doc, links, own, signs=signs)
        _text_signs(doc, own, signs)
        _data_signs(doc, signs)
        markets += _stalls(doc, links, own)
    system = _system(platform, tables)
    goods = _goods(docs, products)
    shop = _shop_points(signs, system, goods)
    kind = _kind(signs, shop, sold_here=bool(system or goods or signs.count("cart") or signs.count("path")))
    at_home = _at_market(docs, tables)
    own_shop = system or goods or signs.count("cart") or signs.count("buy")
    market = at_home or (_only_stall(markets) if kind == "other" or (kind == "shop" and not own_shop) else None)
    if market is not None:
        sold = Fact(f"sells on {market.value}", market.evidence)
        return Business("seller", (sold, *signs.facts("makes", "sells", "store")), market)
    first = (*filter(None, (system,)), *goods[:1]) if kind == "shop" else ()
    return Business(kind, first + signs.facts(*_SHOWS[kind]))


_SHOWS = {
    "shop": ("cart", "path", "buy", "shelf", "label", "store", "account", "aisle", "sells", "makes", "prices"),
    "agency": ("agency", "shops", "craft", "clients"),
    "tool": ("software", "program", "trial", "tooling", "maker", "plans"),
    "other": ("calling", "serving"),
}


def _kind(signs: _Signs, shop: int, *, sold_here: bool) -> str:
    agency = _agency_points(signs)
    tool = _tool_points(signs)
    if agency >= ENOUGH and agency > shop and agency >= tool:
        return "agency"
    if tool >= ENOUGH and tool > shop:
        return "tool"
    if shop >= ENOUGH and (sold_here or signs.count("buy") or signs.count("label")):
        return "shop"
    return "other" if max(tool, agency) < ENOUGH else "tool" if tool > agency else "agency"


def _shop_points(signs: _Signs, system: Fact | None, goods: Sequence[Fact]) -> int:
    points = 4 * signs.count("cart") or 2 * signs.count("path")
    points += 2 * signs.count("buy") + 2 * signs.count("store") + signs.count("account", 2)
    points += sum(signs.count(one) for one in ("shelf", "aisle", "sells", "makes", "prices"))
    points += signs.count("label") * (3 if signs.count("shelf") or signs.count("prices") else 1)
    points += min(3, 1 + len(goods)) if goods else 0
    if system is not None:
        # Themes and plugins bring WooCommerce to sites that sell nothing; the others run only shops.
        points += 2 if "woocommerce" in system.value else 4
    if not goods:
        points -= 3 * signs.count("calling") + signs.count("serving", 2)
    return points


def _agency_points(signs: _Signs) -> int:
    if not signs.count("agency") and not signs.count("shops"):
        return 0
    told = signs.count("agency") and 2 + signs.count("agency", 2)
    return told + signs.count("craft", 3) + signs.count("clients", 2) + 2 * signs.count("shops", 3)


def _tool_points(signs: _Signs) -> int:
    sure = signs.count("trial") and 2 + signs.count("trial", 2)
    sure += 3 * signs.count("program") + signs.count("tooling", 2) + signs.count("plans")
    if not sure and signs.count("maker", 2) < 2:
        return 0
    head = signs.count("software") and 1 + signs.count("software", 2)
    calling = 0 if head else 3 * signs.count("calling")
    return sure + head + signs.count("entry") + signs.count("maker", 3) - calling


def _system(platform: Fact | None, tables: Tables) -> Fact | None:
    if platform is None or not is_shop_system(platform, tables):
        return None
    return Fact(f"runs on {platform.value}", platform.evidence)


def _goods(docs: Sequence[Doc], products: Sequence[Product]) -> tuple[Fact, ...]:
    """Give a fact for each product with a price, with the page it stands on."""
    priced = [one for one in products if one.price is not None]
    said = f"{len(priced)} product{'s' if len(priced) != 1 else ''} with a price in the pages' data"
    return tuple(
        Fact(said, _page_of(one, docs).evidence(f"{one.name} {one.price} {one.currency or ''}", way="attribute"))
        for one in priced
    )


def _page_of(product: Product, docs: Sequence[Doc]) -> Doc:
    return next((doc for doc in docs if doc.page.url == product.url or product.name in doc.text), docs[0])


def _own_hosts(doc: Doc, links: Sequence[Link], tables: Tables) -> set[str]:
    """Give the hosts that are the site itself: its own, and where a page links there not at all, its main one."""
    hosts = Counter([link.host for link in links if link.host])
    if hosts and hosts[doc.host] < FEW_LINKS:
        main, times = hosts.most_common(1)[0]
        if times > FEW_LINKS and times * 2 > hosts.total() and platform_of(main, tables) is None:
            return {doc.host, main}
    return {doc.host}


def _menu_signs(doc: Doc, links: Sequence[Link], signs: _Signs, tables: Tables) -> None:
    menu = {link.text: link for link in links if len(link.text) < LONGEST_LABEL}
    menu = {label.lower().strip(_EDGES): link for label, link in menu.items()}
    menu.pop("", None)
    for label in menu.keys() & (CART_LABELS | SHOP_LABELS):
        sign = "cart" if label in CART_LABELS else "label"
        _link_sign(doc, menu[label], sign, words=sign, signs=signs, tables=tables)
    for sign, phrase, _ in heard(MENU, "\n".join(menu)):
        holder = phrase if phrase in menu else ""
        if not holder and (" " in phrase or UNSPACED.search(phrase)):
            holder = next((label for label in menu if phrase in label), "")
        if holder:
            _link_sign(doc, menu[holder], sign, words=phrase, signs=signs, tables=tables)
    aisles = [label for label in menu if label.startswith("shop ")]
    if len(aisles) >= 3:
        _link_sign(doc, menu[aisles[0]], "aisle", words="aisle", signs=signs, tables=tables)


def _link_sign(doc: Doc, link: Link, sign: str, *, words: str, signs: _Signs, tables: Tables) -> None:
    """Note a sign of the menu; a cart or a shop on a platform of many is a stall there, not the firm's own."""
    if sign in {"cart", "label"} and link.host not in {"", doc.host} and platform_of(link.host, tables):
        return
    signs.add(sign, words, doc, snippet=f"{link.text} {link.href}")


def _path_signs(doc: Doc, links: Sequence[Link], own: set[str], *, signs: _Signs) -> None:
    paths = "\n".join({link.href for link in links if link.host in own})[:LONGEST_PATHS].lower()
    parts = set(paths.translate(_CUTS).split("/"))
    for part in sorted(parts & CART_PATHS)[:1]:
        signs.add("path", "cart", doc, snippet=_line(paths, paths.find(part)), way="attribute")
    for action in _actions(doc):
        if _CART_FORM.search(action):
            signs.add("path", "cart", doc, snippet=action, way="attribute")
            break
    if button := next((one for one in _PAYPAL if one in doc.html), ""):
        signs.add("buy", "paypal", doc, snippet=f"PayPal {button}", way="attribute")
    shelves = [(paths.count(f"/{part}/"), part) for part in parts & SHELF_PATHS]
    if sum(count for count, _ in shelves) >= 2:
        signs.add("shelf", "shelf", doc, snippet=_line(paths, paths.find(f"/{max(shelves)[1]}/")), way="attribute")


def _actions(doc: Doc) -> Iterator[str]:
    """Give where the first forms of a page post to."""
    for form in doc.elements.get("form", ())[:MOST_FORMS]:
        yield (form.attributes.get("action") or "")[:500].lower()


def _text_signs(doc: Doc, own: set[str], signs: _Signs) -> None:
    head, body, end = _texts(doc)
    low_head, low = _lower(head), _lower(body)
    for sign, phrase, at in heard(HEAD, low_head):
        signs.add(sign, phrase, doc, snippet=_line(head, at))
    for sign, phrase, at in heard(BODY, low):
        if at >= end and sign in _NOT_IN_FOOTER:
            continue
        line = _line(body, at)
        if sign != "buy" or (len(line) < LONGEST_BUTTON and not _leads_away(doc, line, own)):
            signs.add(sign, phrase, doc, snippet=line)
    opening = min(end, OPENING)
    _agency_signs(doc, f"{head}\n{body[:opening]}", f"{low_head}\n{low[:opening]}", signs=signs)
    if sum(body.count(one) for one in _COINS) >= ENOUGH_PRICES:
        found = list(_MONEY.finditer(body))[:ENOUGH_PRICES]
        if len(found) == ENOUGH_PRICES:
            signs.add("prices", "prices", doc, snippet=_line(body, found[0].start()))


def _texts(doc: Doc) -> tuple[str, str, int]:
    """Give the head, the running text with the footer last, and where the footer begins."""
    head = [doc.title[:300], doc.meta.get("description", "")[:1000]]
    parts: list[str] = []
    foot: list[str] = []
    left = LONGEST
    for block in doc.blocks[:MOST_BLOCKS]:
        zone = block.zone
        if zone not in _UNREAD:
            text = block.text
            (foot if zone == "footer" else parts).append(text)
            if block.tag in _HEADINGS and zone in _OPEN and len(head) < MOST_HEADINGS:
                head.append(text[:200])
            left -= len(text) + 1
            if left <= 0:
                break
    main = "\n".join(parts)
    return "\n".join(head), f"{main}\n{chr(10).join(foot)}"[:LONGEST], len(main)


def _agency_signs(doc: Doc, text: str, low: str, *, signs: _Signs) -> None:
    """Look for what an agency says of itself, only in the lines that hold a word of it."""
    for begin in sorted({low.rfind("\n", 0, at) + 1 for hint in AGENCY_HINTS if (at := low.find(hint)) >= 0}):
        match = AGENCY.search(low[begin : begin + 300].partition("\n")[0])
        if match:
            signs.add("agency", match.group(), doc, snippet=_line(text, begin + match.start()))


def _leads_away(doc: Doc, line: str, own: set[str]) -> bool:
    """Say whether words stand on a link to another host: then the goods are sold there, not here."""
    return any(link.host not in own and link.host and link.text == line for link in doc.links)


def _data_signs(doc: Doc, signs: _Signs) -> None:
    for thing in doc.things[:200]:
        kind = thing.get("@type")
        if isinstance(kind, str):
            if kind in SERVING_TYPES:
                signs.add("serving", kind, doc, snippet=f'"@type": "{kind}" {thing.get("name", "")}', way="jsonld")
            elif kind in TOOL_TYPES:
                signs.add("program", kind, doc, snippet=f'"@type": "{kind}" {thing.get("name", "")}', way="jsonld")


def _stalls(doc: Doc, links: Sequence[Link], own: set[str]) -> Iterator[tuple[str, Fact]]:
    """Give stalls on marketplaces that a page links to as its own, not in passing: with what names them apart."""
    for link in links:
        if link.host and link.host not in own and _MARKETPLACE.search(link.host):
            market = link.host.removeprefix("www.").split(".")[-2 if link.host.endswith(".com") else 0]
            found = _STALLS.get(market, _STALL).search(link.href)
            words = link.text.lower()
            offered = not words or link.zone in _OFFERED or market in words or not SHOP_LABELS.isdisjoint(words.split())
            if found and offered:
                name = next(filter(None, found.groups()), "")
                yield (
                    f"{market} {name.lower()}",
                    Fact(market, doc.evidence(f"{link.text} {link.href}", way="attribute")),
                )


def _at_market(docs: Sequence[Doc], tables: Tables) -> Fact | None:
    """Say on which marketplace the site itself is a stall."""
    for doc in docs:
        host = host_of(doc.page.url).removeprefix("www.")
        market = host.split(".")[0]
        if host in tables.hosts and _STALLS.get(market, _STALL).search(doc.page.url):
            return Fact(market, doc.evidence(doc.page.url, way="attribute"))
    return None


def _only_stall(stalls: Sequence[tuple[str, Fact]]) -> Fact | None:
    """Give the first stall; None where there are none, or so many that they are other people's."""
    names = {name for name, _ in stalls}
    markets = {fact.value for _, fact in stalls}
    return stalls[0][1] if stalls and len(names) <= len(markets) + 1 else None


def _lower(text: str) -> str:
    """Give the text in lower case, letter for letter, so that places stay the same."""
    low = text.lower().replace("’", "'")
    return low if len(low) == len(text) else "".join(one.lower()[:1] for one in text).replace("’", "'")


def _line(text: str, at: int) -> str:
    """Give the line around a place, at most a hundred characters to each side."""
    begin = max(text.rfind("\n", 0, at) + 1, at - 100)
    end = text.find("\n", at)
    return text[begin : min(end if end >= 0 else len(text), at + 100)].strip()
