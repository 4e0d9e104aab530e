"""Which pages of a site are worth a visit: where shops say who they are, how to reach them, and what they sell.

And, of a seller's page on a marketplace, which site beside it is the seller's own.
"""

import re
from urllib.parse import urldefrag, urlsplit

from leadwright.domain.rules import Tables
from leadwright.domain.site import Page
from leadwright.reading.brand import brand_of, label_of
from leadwright.reading.page import Doc, absolute, read_page
from leadwright.reading.walk import Link, host_of

MOST_URLS = 7
_OWN_SITE = re.compile(
    r"\b(?:(?:my|our|own|official)\s(?:\w{1,12}\s)?(?:site|shop|store)|web\s?site|webseite|homepage|web\s?shop|onlineshop|"
    r"site\s(?:web|internet)|notre\ssite|sito|sitio|página|hemsida|webbplats|nettside|hjemmeside|kotisivut?|strona)\b",
    re.IGNORECASE,
)
_GROUPS: tuple[tuple[str, int, str], ...] = (
    (
        "contact",
        2,
        r"""contact | kontakt | contatt | contato | yhteystiedot | ota[\s-]yhteytt | kapcsolat | get[\s-]in[\s-]touch
        | reach[\s-]us | klantenservice | kundeservice | kundservice | お問い合わせ | toiawase | inquiry | связаться
        | контакт | iletisim | İletişim | επικοινων | 연락처 | 联系""",
    ),
    (
        "imprint",
        2,
        r"""imprint | impressum | legal[\s-]?(?:notice|info) | /legal/?(?:\s|$) | mentions?[\s-]l[ée]gales
        | aviso[\s-]legal | note[\s-]legali | colofon | 特定商取引 | tokushoho | 会社概要 | company[\s-]info | juridisk
        | informacje[\s-]o[\s-]firmie | реквизит | impresszum | obchodn[ií][\s-]podm[ií]nky""",
    ),
    (
        "about",
        1,
        r"""about | (?:über|ueber|uber)[\s-]uns | [àa][\s-]propos | qui[\s-]sommes | sobre(?:[\s-]n[oó]s|[\s-]nosotros)?
        | qui[ée]nes[\s-]somos | chi[\s-]siamo | over[\s-]ons | om[\s-]oss | om[\s-]os | meist[äa] | tietoa | o[\s-]nas
        | o[\s-]firmie | our[\s-](?:story|team) | the[\s-]team | 私たち | о[\s-](?:нас|компании) | hakk[ıi]m[ıi]zda
        | r[óo]lunk | despre""",
    ),
    (
        "terms",
        1,
        r"""shipping | delivery | versand | lieferung | livraison | env[ií]os? | spedizion | verzend | bezorg | leverans
        | levering | frakt | toimitus | dostaw | entrega | doprava | 送料 | 配送 | доставк | kargo | terms | agb | cgv
        | conditions | t[ée]rminos | condizioni | voorwaarden | villkor | vilkår | ehdot | regulamin""",
    ),
    (
        "product",
        3,
        r"""/(?:products?|produkte?|produits?|productos?|prodott[oi]|produto|tuote|items?|product-page|p)/[\w%.-]
        | /listing/\d""",
    ),
)
_PATTERNS = tuple((kind, room, re.compile(words, re.IGNORECASE | re.VERBOSE)) for kind, room, words in _GROUPS)
_USELESS = re.compile(
    r"\.(?:pdf|jpe?g|png|gif|webp|zip|xml|css|js)(?:$|\?)|/(?:cart|checkout|login|log-in|signin|account|wishlist|wp-admin|wp-login)"
    r"(?:$|[/?.])|add-to-cart|[?&](?:replytocom|sort|filter)|/feed/?$|cdn-cgi",
    re.IGNORECASE,
)


def worth_visiting(page: Page) -> tuple[str, ...]:
    """Choose at most seven URLs of the same host from a home page: contact, imprint, about, terms, products."""
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
        best = sorted(groups[kind], key=lambda url, words=pattern: (not words.search(urlsplit(url).path), len(url)))  # type: ignore[misc]
        chosen += (groups[kind] if kind == "product" else best)[:room]
    return tuple(chosen[:MOST_URLS])


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
    domain = tables.registrable(host_of(url))
    platform = domain in tables.hosts or host_of(url) in tables.hosts or domain in tables.vendors
    return None if domain is None or platform or "/" in (brand_of(url, tables) or "/") else domain


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
    path = urlsplit(url).path
    if path in {"", "/"}:
        return None
    said = f"{path} {text}" if len(text) < 60 else path
    return next((kind for kind, _, words in _PATTERNS if words.search(path if kind == "product" else said)), None)


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def _plain(url: str) -> str:
    return urldefrag(url).url.split("://", 1)[-1].removeprefix("www.").rstrip("/")
