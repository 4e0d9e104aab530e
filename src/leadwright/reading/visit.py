"""Which pages of a site are worth a visit: where shops say who they are, how to reach them, and what they sell.

And, of a seller's page on a marketplace, which site beside it is the seller's own.
"""

import re
from collections.abc import Sequence
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from leadwright.domain.brand import brand_of, label_of, platform_of
from leadwright.domain.rules import Tables
from leadwright.domain.site import Page
from leadwright.reading.catalogue import catalogue_in, listed_in
from leadwright.reading.page import Doc, absolute, read_page
from leadwright.reading.served import is_data
from leadwright.reading.walk import Link, host_of
from leadwright.reading.words.visit import GROUPS

MOST_URLS = 7
_MOST_PRODUCTS = 3
_OWN_SITE = re.compile(
    r"\b(?:(?:my|our|own|official)\s(?:\w{1,12}\s)?(?:site|shop|store)|web\s?site|webseite|homepage|web\s?shop|onlineshop|"
    r"site\s(?:web|internet)|notre\ssite|sito|sitio|página|hemsida|webbplats|nettside|hjemmeside|kotisivut?|strona)\b",
    re.IGNORECASE,
)
_PATTERNS = tuple((kind, room, re.compile(words, re.IGNORECASE | re.VERBOSE)) for kind, room, words in GROUPS)
_PRODUCT = next(words for kind, _, words in _PATTERNS if kind == "product")
_USELESS = re.compile(
    r"\.(?:pdf|jpe?g|png|gif|webp|zip|xml|css|js)(?:$|\?)|/(?:cart|checkout|login|log-in|signin|account|wishlist|wp-admin|wp-login)"
    r"(?:$|[/?.])|add-to-cart|[?&](?:replytocom|sort|filter)|/feed/?$|cdn-cgi",
    re.IGNORECASE,
)
_SHOPIFY = ("Shopify.shop", "Shopify.theme", "window.Shopify")  # its storefronts' own scripts
_WOO = ("/plugins/woocommerce/", "wc_add_to_cart_params", "woocommerce-no-js")
_STALL = re.compile(
    r"/(?:cart|basket|checkout|collections?|shop|store|product-category|categor(?:y|ie|ia)s?|catalog(?:ue)?|warenkorb|panier"
    r"|boutique|carrito|tienda|carrello|carrinho|loja|winkel(?:wagen|mand)?|kassa|varukorg|kurv|kosik|koszyk|sepet|kosar)"
    r"(?:[/?.]|$)",
    re.IGNORECASE,
)


def next_visits(pages: Sequence[Page]) -> tuple[str, ...]:
    """Choose what to read of a site: from its home page, then, where no product is linked there, from what lists them.

    Asked with the pages read so far, home first; gives URLs of the same host, best first.
    """
    return worth_visiting(pages[0]) if len(pages) == 1 else _listed_products(pages)


def worth_visiting(page: Page) -> tuple[str, ...]:
    """Choose at most seven URLs of the same host from a home page: contact, imprint, about, terms, products.

    Among them one for machines where the shop system has it: a list of products; or the sitemap of a shop whose home
    page links to no product.
    """
    doc = read_page(page)
    groups: dict[str, list[str]] = {kind: [] for kind, _, _ in _PATTERNS}
    seen = {_plain(page.url), _plain(page.asked)}
    for link in doc.links:
        url = _candidate(doc, link)
        kind = _kind(url, link.text) if url else None
        if url and kind and _plain(url) not in seen:
            seen.add(_plain(url))
            groups[kind].append(url)
    chosen: list[str] = []
    for kind, room, pattern in _PATTERNS:
        if kind != "product":
            chosen += sorted(groups[kind], key=lambda url, words=pattern: _rank(url, words))[:room]  # type: ignore[misc]
    products = groups["product"][:_MOST_PRODUCTS]
    lists = _list_of_products(doc, linked=bool(products))
    kept = chosen if not lists else chosen[: MOST_URLS - 2 - (not products)]
    return tuple([*kept, *lists, *products][:MOST_URLS])


def _rank(url: str, words: re.Pattern[str]) -> tuple[bool, bool, int]:
    """Prefer what robots.txt mostly leaves open (Shopify closes policies), then a telling path, then a short one."""
    path = urlsplit(url).path
    return "/policies/" in path, not words.search(path), len(url)


def _list_of_products(doc: Doc, *, linked: bool) -> tuple[str, ...]:
    """Give the one URL where a shop lists its products for machines, if its home page shows that it has one."""
    page, html = doc.page, doc.html
    if any(sign in html for sign in _SHOPIFY) or "x-shopid" in page.headers:
        return (urljoin(page.url, "/products.json?limit=30"),)
    if any(sign in html for sign in _WOO):
        return (_store_api(doc),)
    if not linked and any(
        _bare(link.host) == _bare(doc.host) and _STALL.search(urlsplit(link.href).path) for link in doc.links
    ):
        return (_sitemap(doc),)
    return ()


def _sitemap(doc: Doc) -> str:
    """Give the site's own sitemap: of those that its robots.txt names one of products before others, else a guess."""
    page = doc.page
    named = [
        url for said in page.sitemaps if (url := absolute(page.url, said)) and _bare(host_of(url)) == _bare(doc.host)
    ]
    plain = [url for url in named if not urlsplit(url).path.endswith(".gz")]  # a coding that we do not take as a file
    return min(plain, key=lambda url: "product" not in url.lower(), default=urljoin(page.url, "/sitemap.xml"))


def _store_api(doc: Doc) -> str:
    """Give the address of WooCommerce's Store API: WordPress says where its interface is (REST API, *Discovery*)."""
    node = doc.tree.css_first('link[rel="https://api.w.org/"]')
    root = absolute(doc.page.url, node.attributes.get("href") or "") if node is not None else None
    if root is None or host_of(root) != doc.host:
        root = urljoin(doc.page.url, "/wp-json/")
    return f"{root}wc/store/v1/products{'&' if '?' in root else '?'}per_page=30"


def _listed_products(pages: Sequence[Page]) -> tuple[str, ...]:
    """Choose product pages that a list for machines names, where none was read; of a list of sitemaps the products'."""
    home = pages[0]
    if any(_PRODUCT.search(urlsplit(page.url).path) and not is_data(page) for page in pages[1:]):
        return ()
    lists = [page for page in pages[1:] if is_data(page)]
    named = [url for page in lists for url in (*listed_in(page), *(one.url for one in catalogue_in(page)))]
    own = [url for url in dict.fromkeys(named) if _bare(host_of(url)) == _bare(host_of(home.url))]
    products = [url for url in own if _PRODUCT.search(urlsplit(url).path) and not _USELESS.search(urlsplit(url).path)]
    maps = [url for url in own if "product" in url.lower() and ".xml" in url and url not in {one.url for one in pages}]
    return tuple(products[:_MOST_PRODUCTS] or maps[:1])


def own_site(page: Page, tables: Tables) -> str | None:
    """Give the URL of the site that a seller's page on a marketplace calls the seller's own; None without a clear one.

    A link of the page with ``rel="me"`` (HTML, link type *me*) says so; else the one other site that its own text links
    to, where the words of the link or the name of the site say whose it is. Other platforms and vendors never count.
    """
    key = brand_of(page.url, tables)
    if key is None or "/" not in key:
        return None
    doc = read_page(page)
    marked = [absolute(doc.base, one.attributes.get("href") or "") for one in doc.tree.css("a[rel~=me], link[rel~=me]")]
    own = {one: url for url in marked[:20] if url and (one := _foreign(url, tables))}
    if not own:
        links = [link for link in doc.links if link.zone in {"", "aside"}]
        said = [(link, absolute(doc.base, link.href)) for link in links]
        own = {one: url for link, url in said if url and (one := _foreign(url, tables)) and _theirs(link, one, key)}
    return next(iter(own.values())) if len(own) == 1 else None


def _foreign(url: str, tables: Tables) -> str | None:
    """Give the registrable domain of a site that is neither a platform's nor a vendor's."""
    host = host_of(url)
    known = tables.registrable(host) and not platform_of(host, tables)
    return brand_of(url, tables) if known else None


def _theirs(link: Link, domain: str, key: str) -> bool:
    """Say whether a link's words call the site the seller's own, or its name is that of the stall."""
    stall, name = (re.sub(r"[\W_]", "", label_of(one)) for one in (key, domain))
    alike = len(name) > 3 and len(stall) > 3 and (name in stall or stall in name)
    return alike or domain in link.text.lower() or _OWN_SITE.search(link.text) is not None


def _candidate(doc: Doc, link: Link) -> str | None:
    url = absolute(doc.base or doc.page.url, link.href)
    if url is None or _bare(host_of(url)) != _bare(doc.host) or _USELESS.search(url.split(host_of(url), 1)[-1]):
        return None
    return urldefrag(url).url


def _kind(url: str, text: str) -> str | None:
    path = unquote(urlsplit(url).path)
    if path in {"", "/"}:
        return None
    said = f"{path} {text}" if len(text) < 60 else path
    return next((kind for kind, _, words in _PATTERNS if words.search(path if kind == "product" else said)), None)


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def _plain(url: str) -> str:
    return urldefrag(url).url.split("://", 1)[-1].removeprefix("www.").rstrip("/")
