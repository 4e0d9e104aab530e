"""What kind of business a site is: shop, agency, marketplace seller, tool, or something else, with what shows it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from leadwright.domain.evidence import Fact
from leadwright.domain.lead import Product
from leadwright.domain.rules import Tables
from leadwright.reading.page import Doc
from leadwright.reading.shop import is_shop_system

_CART = re.compile(
    r"/(?:cart|basket|checkout|warenkorb|panier|carrito|carrello|winkelwagen|varukorg|kurv|handlekurv|ostoskori|"
    r"koszyk)(?:[/?.#]|$)"
    r"|add[-_]to[-_]cart",
    re.IGNORECASE,
)
_SHELF = re.compile(
    r"/(?:shop|store|collections?|products?|catalog|product-category|boutique|tienda|negozio|winkel|butik)(?:[/?#]|$)",
    re.I,
)
_BUYING = re.compile(
    r"\b(?:add to (?:cart|bag|basket)|in den warenkorb|ajouter au panier|añadir al carrito|aggiungi al carrello|"
    r"in winkelwagen|lägg i varukorg|læg i kurv|lisää ostoskoriin|dodaj do koszyka|buy now|checkout)\b",
    re.IGNORECASE,
)
_COUNTER = re.compile(
    r"\b(?:shop|basket|bag|cart|warenkorb|panier|boutique|tienda|butik|kurv|varukorg|winkel|stockists)\b", re.I
)
_MAKING = re.compile(
    r"\b(?:we|i) (?:\w{1,14} ){0,2}(?:make|sell|bake|roast|brew|sew|knit|craft|throw|hand-?make|stock|distil)\b"
    r"|\bwir (?:\w{1,14} ){0,2}(?:verkaufen|fertigen|liefern|rösten|backen)\b|\bsells? (?:\w{1,14}[ -]){0,3}\w{3,}"
    r"|\bnous (?:fabriquons|vendons|cousons|torréfions)\b|\bvi (?:säljer|tillverkar|sælger|laver|selger|lager)\b",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\b(?:e-?commerce|shopify|woocommerce|digital|marketing|web|design|creative|growth|seo|branding|development|"
    r"amazon)\s"
    r"(?:\w{1,14}\s){0,2}(?:agency|agentur|agence|agencia|agenzia|byrå|bureau|consultancy|studio)\b"
    r"|\b(?:shopify|woocommerce|magento) (?:plus )?(?:partners?"
    r"|experts?|developers?)\b|\b(?:commerce|growth) partners\b"
    r"|\b(?:shopify|woocommerce|e-?commerce)\s(?:stores|shops|brands)\b"
    r"|\bfor (?:\w{1,14}\s){0,2}(?:brands|merchants)\b"
    r"|\b(?:nätbutiker|varumärken|nettbutikker|verkkokaup\w{2,8}|boutiques en ligne|nos marques|onlineshops|händler|"
    r"webwinkels|tiendas (?:en línea|online)|lojas (?:online|virtuais)|negozi online|sklep(?:ów|om|"
    r"y) internetow\w{1,3})\b"
    r"|\b(?:voor|para|per|dla|pour|für|för) (?:de |las |les |i |os )?(?:merken|marcas|marchi|marek|marques|marken|"
    r"varumärken)\b"
    r"|(?:ネットショップ|ECサイト|通販サイト)[^。\n]{0,20}(?:運用|運営|制作|構築|登録)|(?:運用|運営|登録|制作|広告)[^。\n]{0,8}代行"
    r"|\b(?:our (?:clients|case studies)|case studies|client work|unsere kunden|nos clients)\b"
    r"|\bwe help (?:\w{1,14}\s){0,3}(?:brands|stores|shops|merchants|retailers)\b",
    re.IGNORECASE,
)
_TOOL = re.compile(
    r"\b(?:free trial|start (?:for )?free|book a demo|request a demo|no credit card required|sign up free|per month|"
    r"integrations?|api (?:docs|reference|documentation)|changelog|open[- ]source|saas|our (?:platform|software|app)|"
    r"for (?:shopify|woocommerce|amazon|etsy)(?: and \w{2,14})? (?:sellers|stores|shops|merchants|brands))\b"
    r"|\bis (?:an? )?(?:\w{2,20}[\s-]){0,4}(?:software|platform|app|api|tool|plugin|forecasting)\b",
    re.IGNORECASE,
)
_MARKETPLACE = re.compile(r"(?:^|\.)(?:etsy\.com|ebay\.[a-z.]{2,6}|amazon\.[a-z.]{2,6})$")
_SELLER_PATH = re.compile(r"/shop/|/(?:usr|str)/|/stores/|[?&](?:seller|me)=|/sp\b")


@dataclass(frozen=True, slots=True)
class Business:
    """The kind of a business and what shows it: short sentences for the operator, each with its place."""

    kind: str  # shop agency seller tool other
    shows: tuple[Fact, ...]
    market: Fact | None = None  # the marketplace a seller sells on, e.g. etsy


def business_of(docs: Sequence[Doc], platform: Fact | None, products: Sequence[Product], *, tables: Tables) -> Business:
    """Decide what kind of business a site is, by points for each kind; other where nothing is clear."""
    text = "\n".join(f"{doc.title}\n{doc.meta.get('description', '')}\n{doc.text}" for doc in docs)[:300_000]
    points, signs = _shop_points(docs, platform, products, text=text, tables=tables)
    shows = _facts(docs, signs)
    market = _marketplace(docs, tables)
    if market is not None and (points < 4 or "has a cart" not in signs):
        return Business("seller", (*shows, Fact(f"sells on {market.value}", market.evidence)), market)
    agency = _distinct(_AGENCY, text)
    tool = _distinct(_TOOL, text)
    if len(agency) >= 2 and len(agency) * 2 > points and len(agency) >= len(tool):
        return Business("agency", _facts(docs, [f"says: {one}" for one in agency[:4]]))
    if points >= 4 and not (len(tool) >= 4 and points < 6):
        return Business("shop", shows)
    if len(tool) >= 2 or (tool and points == 0 and re.search(r"\bfor (?:amazon|shopify|etsy|woocommerce)", text, re.I)):
        return Business("tool", _facts(docs, [f"says: {one}" for one in tool[:4]]))
    return Business("shop", shows) if points >= 3 else Business("other", shows)


def _facts(docs: Sequence[Doc], signs: Sequence[str]) -> tuple[Fact, ...]:
    return tuple(Fact(sign, docs[0].evidence(sign)) for sign in signs)


def _shop_points(
    docs: Sequence[Doc], platform: Fact | None, products: Sequence[Product], *, text: str, tables: Tables
) -> tuple[int, tuple[str, ...]]:
    shows: list[str] = []
    points = 0
    links = [link.href for doc in docs for link in doc.links[:2000] if link.host == doc.host]
    if is_shop_system(platform, tables) and platform is not None:
        points += 4
        shows.append(f"runs on {platform.value}")
    priced = sum(one.price is not None for one in products)
    if priced:
        points += 3 if priced > 1 else 2
        shows.append(f"{priced} products with a price in the pages' data")
    if any(_CART.search(href) for href in links) or any(_buying(doc) for doc in docs):
        points += 2
        shows.append("has a cart")
    if sum(bool(_SHELF.search(href)) for href in links) >= 2:
        points += 1
        shows.append("has shelves of products")
    if any(_COUNTER.search(one.text) for doc in docs for one in doc.blocks if one.zone in {"nav", "button"}):
        points += 2
        shows.append("its menu leads to a shop")
    if _MAKING.search(text[:50_000]):
        points += 2
        shows.append("says that it makes or sells goods")
    if len(re.findall(r"[€£$]\s?\d|\d\s?(?:€|kr\b|zł|SEK|NOK|DKK)", text[:100_000])) >= 4:
        points += 1
        shows.append("shows prices")
    return points, tuple(shows)


def _buying(doc: Doc) -> bool:
    """Say whether something can be bought on the page itself: buying words, and no link to another host on them."""
    elsewhere = {link.block for link in doc.links if link.host not in {"", doc.host}}
    return any(
        len(one.text) < 40 and one.zone not in {"cookie", "promo"} and at not in elsewhere and _BUYING.search(one.text)
        for at, one in enumerate(doc.blocks)
    )


def _marketplace(docs: Sequence[Doc], tables: Tables) -> Fact | None:
    """Say on which marketplace a business sells: the site's own place, or a link to its stall there."""
    for doc in docs:
        domain = tables.registrable(doc.host) or ""
        if domain in tables.hosts and re.match(r"etsy|ebay|amazon|folksy|notonthehighstreet|bonanza", domain):
            return Fact(domain.split(".")[0], doc.evidence(doc.page.url, way="attribute"))
        for link in doc.links[:2000]:
            host = link.host
            if host not in {"", doc.host} and _MARKETPLACE.search(host) and _SELLER_PATH.search(link.href):
                label = (tables.registrable(host) or host).split(".")[0]
                return Fact(label, doc.evidence(f"{link.text} {link.href}", way="attribute"))
    return None


def _distinct(pattern: re.Pattern[str], text: str) -> list[str]:
    return list(dict.fromkeys(match.group().lower() for match in list(pattern.finditer(text))[:200]))
