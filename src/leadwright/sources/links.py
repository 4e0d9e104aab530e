"""Which of a post's links is the business's own site.

Social networks, communities, shorteners, app stores, marketplaces, code hosts and collections of links are nobody's
own site: a post that names nothing else has none, and goes to the operator's *find the site* list.
"""

import re
from collections.abc import Iterable
from urllib.parse import parse_qs, urljoin, urlsplit, urlunsplit

from selectolax.lexbor import LexborHTMLParser

from leadwright.domain.idn import ascii_of
from leadwright.reading.hypertext import html_text

LOOKED_AT = 20_000  # characters of a text in which links are looked for
TEXT_KEPT = 10_000
TITLE_KEPT = 300

_HOSTS = {
    "communities": "producthunt.com reddit.com redd.it indiehackers.com ycombinator.com betalist.com quora.com "
    "stackoverflow.com stackexchange.com discord.com discord.gg slack.com t.me telegram.me telegram.org whatsapp.com "
    "wa.me community.shopify.com medium.com substack.com dev.to hashnode.dev wordpress.org",
    "social networks": "facebook.com fb.com fb.me instagram.com threads.net twitter.com x.com linkedin.com lnkd.in "
    "youtube.com youtu.be vimeo.com tiktok.com pinterest.com pin.it snapchat.com tumblr.com vk.com bsky.app "
    "mastodon.social twitch.tv",
    "shorteners": "bit.ly t.co goo.gl tinyurl.com ow.ly buff.ly is.gd rebrand.ly cutt.ly shorturl.at amzn.to dub.sh",
    "collections of links": "linktr.ee linkin.bio beacons.ai bio.link about.me campsite.bio lnk.bio",
    "app stores": "apps.apple.com itunes.apple.com play.google.com chrome.google.com chromewebstore.google.com "
    "addons.mozilla.org apps.shopify.com marketplace.visualstudio.com",
    "marketplaces, whose pages are not ours to read": "etsy.com amazon.com amazon.co.uk amazon.de ebay.com ebay.co.uk "
    "ebay.de walmart.com aliexpress.com alibaba.com faire.com gumroad.com patreon.com ko-fi.com kickstarter.com "
    "indiegogo.com gofundme.com buymeacoffee.com",
    "code and its packages": "github.com github.io github.dev gitlab.com gitlab.io bitbucket.org bitbucket.io "
    "codeberg.org codeberg.page sourceforge.net sourceforge.io "
    "docs.rs godoc.org mvnrepository.com hub.docker.com docker.com "
    "jsdelivr.net unpkg.com huggingface.co hf.space colab.research.google.com",
    "documentation": "readthedocs.io readthedocs.org rtfd.io gitbook.io gitbook.com mintlify.app apidog.io "
    "postman.com getpostman.com swagger.io apiary.io",
    "previews and sandboxes": "vercel.app now.sh netlify.app netlify.com herokuapp.com pages.dev workers.dev web.app "
    "firebaseapp.com onrender.com fly.dev railway.app surge.sh glitch.me replit.app repl.co replit.com "
    "streamlit.app azurewebsites.net azurestaticapps.net amplifyapp.com cloudfront.net amazonaws.com appspot.com "
    "run.app ngrok.io ngrok.app ngrok-free.app codesandbox.io csb.app stackblitz.com stackblitz.io codepen.io "
    "jsfiddle.net lovable.app",
    "papers, files, forms": "arxiv.org archive.org docs.google.com drive.google.com forms.gle google.com dropbox.com "
    "notion.so notion.site airtable.com "
    "typeform.com calendly.com cal.com figma.com loom.com imgur.com imgbb.com giphy.com gravatar.com "
    "wikipedia.org",
    "regional marketplaces": "allegro.pl allegro.cz bol.com cdiscount.com fnac.com manomano.fr otto.de kaufland.de "
    "zalando.de zalando.com zalando.co.uk notonthehighstreet.com emag.ro wildberries.ru ozon.ru avito.ru "
    "market.yandex.ru mercadolibre.com mercadolivre.com.br shopee.com lazada.com jumia.com flipkart.com rakuten.co.jp "
    "rakuten.com trendyol.com hepsiburada.com takealot.com noon.com coupang.com tokopedia.com temu.com wish.com "
    "wayfair.com target.com bestbuy.com newegg.com vinted.com depop.com poshmark.com mercari.com reverb.com "
    "bonanza.com storenvy.com redbubble.com society6.com zazzle.com artfire.com ankorstore.com",
    "hosts of blogs": "blogger.com tumblr.com livejournal.com hatenablog.com ghost.io write.as telegra.ph beehiiv.com "
    "buttondown.email buttondown.com dzen.ru vc.ru habr.com hackernoon.com",
    "forms and surveys": "jotform.com tally.so surveymonkey.com formstack.com wufoo.com paperform.co",
    "news and press": "techcrunch.com forbes.com businessinsider.com entrepreneur.com inc.com nytimes.com wsj.com "
    "washingtonpost.com theguardian.com bbc.com bbc.co.uk cnn.com cnbc.com bloomberg.com reuters.com ft.com wired.com "
    "theverge.com venturebeat.com mashable.com fastcompany.com prnewswire.com businesswire.com globenewswire.com "
    "prweb.com einpresswire.com accesswire.com marketwatch.com yahoo.com msn.com",
    "reviews": "trustpilot.com g2.com capterra.com getapp.com yelp.com sitejabber.com reviews.io tripadvisor.com "
    "glassdoor.com crunchbase.com bbb.org",
    "payment": "paypal.me venmo.com cash.app wise.com revolut.com squareup.com square.link gocardless.com klarna.com",
    "maps": "openstreetmap.org maps.app.goo.gl waze.com maps.apple.com yandex.ru 2gis.ru",
    "the platforms themselves": "shopify.com woocommerce.com wordpress.com wix.com squarespace.com stripe.com "
    "paypal.com upwork.com fiverr.com",
}
COMMUNITIES = frozenset(_HOSTS["communities"].split())
NOBODYS = frozenset(host for hosts in _HOSTS.values() for host in hosts.split())
_EVERYWHERE = re.compile(  # houses with a domain in every country
    r"(?:^|\.)(?:amazon|ebay|aliexpress|google|blogspot|yahoo|shopee|lazada|zalando|mercadolibre|vinted|temu|jumia|tripadvisor)"
    r"\.(?:[a-z]{2,3}|com?\.[a-z]{2})$"
)
OWN_SHELF = frozenset({"myshopify.com"})  # a shop's own host there is the shop itself

_URL = re.compile(r"https?://[^\s<>\"'`|\\^{}\[\]]{3,500}", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![@\w.-])((?:www\.)?(?:[a-z0-9][a-z0-9-]{0,40}\.){0,2}[a-z0-9][a-z0-9-]{2,60}"
    r"\.(?:com|net|org|co|io|shop|store|eu|us|ca|de|fr|it|es|nl|be|se|fi|no|dk|ie|pl|at|ch|pt|ru|in|jp|test|"
    r"co\.uk|org\.uk|com\.au|co\.nz|co\.za|com\.br))(?![\w@-]|\.[a-z0-9])"
)
_CYRILLIC = re.compile(  # рф alone: its sisters (рус, москва, сайт) are words that stand behind a full stop too
    r"(?<![@\w.-])((?:www\.)?(?:[а-яёa-z0-9][а-яёa-z0-9-]{0,40}\.){0,2}[А-ЯЁа-яё0-9][а-яё0-9-]{1,40}[а-яё0-9]\.рф)"
    r"(?![\w@-]|\.[а-яёa-z0-9])"
)
_TRACKING = re.compile(r"(?:utm_\w{1,20}|fbclid|gclid|mc_[ce]id|ref|ref_src|igshid)", re.IGNORECASE)


def read_html(fragment: str, *, base: str = "") -> tuple[str, tuple[str, ...]]:
    """Give the text of a piece of HTML (also of plain text), and the absolute URLs it links to, in their order."""
    if "<" not in fragment and "&" not in fragment:
        return fragment.strip()[:TEXT_KEPT], ()
    tree = LexborHTMLParser(fragment[: LOOKED_AT * 5])
    hrefs = (node.attributes.get("href") or "" for node in tree.css("a[href]"))
    links = tuple(url for url in (joined(base, href) for href in hrefs) if url)
    return html_text(fragment)[:TEXT_KEPT], links


def site_of(links: Iterable[str], text: str, *, apart_from: Iterable[str] = ()) -> str | None:
    """Give the first link that can be a business's own site, else the first one written out in the text.

    Links to the hosts in ``apart_from`` (where the post itself stands) do not count.
    """
    elsewhere = tuple(host_of(url) for url in apart_from)
    for url in (*links, *urls_in(text)):
        host = host_of(url)
        if host and is_own_site(url) and not any(_within(host, other) for other in elsewhere if other):
            return tidy(url)
    return None


def urls_in(text: str) -> tuple[str, ...]:
    """Give the URLs written out in a text, then the bare host names (as https URLs, Cyrillic ones in ASCII)."""
    looked = text[:LOOKED_AT]
    whole = [_trimmed(found[0]) for found in _URL.finditer(looked)]
    rest = _URL.sub(" ", looked)
    named = sorted((*_BARE.finditer(rest), *_CYRILLIC.finditer(rest)), key=lambda found: found.start())
    return (*whole, *(f"https://{ascii_of(found[1].lower())}/" for found in named))


def is_own_site(url: str) -> bool:
    """Say whether a URL can be a business's own site."""
    host = host_of(url)
    if not host or "." not in host or host.rpartition(".")[2].isdigit():
        return False
    if any(_within(host, shelf) and host != shelf for shelf in OWN_SHELF):
        return True
    return not _EVERYWHERE.search(host) and not any(_within(host, one) for one in NOBODYS)


def named_site(text: str | None) -> str | None:
    """Give the business's own site that a field names, with or without scheme; None where it names none."""
    named = (text or "").strip()
    if not 4 <= len(named) <= 500 or any(mark in named for mark in ' \t\r\n<>"\\@'):  # with @ it is an address
        return None
    url = named if "://" in named else f"https://{named.removeprefix('//')}"
    return tidy(url) if is_own_site(url) else None


def is_community(url: str) -> bool:
    """Say whether a URL is a post in a community, which we never fetch."""
    return any(_within(host_of(url), one) for one in COMMUNITIES)


def host_of(url: str) -> str:
    """Give the host name in lower case without www; empty where there is none."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if parts.scheme in ("http", "https") else ""


def tidy(url: str) -> str:
    """Drop fragment and tracking parameters."""
    parts = urlsplit(url)
    kept = [pair for pair in parts.query.split("&") if pair and not _TRACKING.fullmatch(pair.partition("=")[0])]
    return urlunsplit((parts.scheme.lower(), parts.netloc, parts.path or "/", "&".join(kept), ""))


def unwrapped(url: str) -> str:
    """Give the target of a Google Alerts link, any other URL as it is."""
    if host_of(url).startswith("google.") and urlsplit(url).path == "/url":
        query = parse_qs(urlsplit(url).query)
        return next(iter(query.get("url") or query.get("q") or [url]))
    return url


def _within(host: str, domain: str) -> bool:
    return host == domain or host.endswith("." + domain)


def joined(base: str, href: str) -> str | None:
    """Resolve a link, unwrapped; None where it leads to no web page."""
    try:
        url = unwrapped(urljoin(base, href.strip()))
    except ValueError:
        return None
    return url if host_of(url) else None


def _trimmed(url: str) -> str:
    url = url.rstrip(".,;:!?*_~")
    while url.endswith(")") and url.count(")") > url.count("("):
        url = url[:-1].rstrip(".,;:!?")
    return url
