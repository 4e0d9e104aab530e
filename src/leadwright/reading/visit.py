"""Which pages of a site are worth a visit: where shops say who they are, how to reach them, and what they sell."""

import re
from urllib.parse import urldefrag, urlsplit

from leadwright.domain.site import Page
from leadwright.reading.page import Doc, absolute, host_of, read_page
from leadwright.reading.walk import Link

MOST_URLS = 7
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
        r"""imprint | impressum | legal[\s-]?(?:notice|info) | mentions?[\s-]l[ée]gales | aviso[\s-]legal
        | note[\s-]legali | colofon | 特定商取引 | tokushoho | 会社概要 | company[\s-]info | juridisk
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
    r"(?:$|[/?.])|add-to-cart|[?&](?:replytocom|sort|filter)|/feed/?$|cdn-cgi|lens",
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


def _candidate(doc: Doc, link: Link) -> str | None:
    url = absolute(doc.base or doc.page.url, link.href)
    if url is None or _bare(host_of(url)) != _bare(doc.host) or _USELESS.search(url):
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
