"""The profiles a business has elsewhere, as its own site links them.

A profile is told from a share button, a single post or a video by the shape of its path; the profiles of whoever made
the platform or the theme are not the shop's.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from leadwright.domain.evidence import Fact
from leadwright.domain.rules import Tables
from leadwright.reading.names import plain_name
from leadwright.reading.page import Doc
from leadwright.reading.walk import host_of

MOST = 20
_NAME = r"[\w.%@+-]{2,100}"
# registrable domain -> the shape of the path of a profile
_PROFILES = {
    "facebook.com": rf"(?:pages/(?:category/)?[^/]{{1,100}}/{_NAME}|groups/{_NAME}|p/{_NAME}|profile\.php|{_NAME})",
    "instagram.com": _NAME,
    "x.com": r"\w{1,50}",
    "twitter.com": r"\w{1,50}",
    "linkedin.com": rf"(?:company|in|school|showcase)/{_NAME}",
    "youtube.com": rf"(?:@{_NAME}|(?:c|channel|user)/{_NAME}|[a-z]\w{{2,60}})",
    "tiktok.com": rf"@{_NAME}",
    "pinterest.*": _NAME,
    "threads.net": rf"@{_NAME}",
    "threads.com": rf"@{_NAME}",
    "bsky.app": rf"profile/{_NAME}",
    "vk.com": r"[a-z_][\w.]{1,60}",
    "t.me": r"\w{4,60}",
    "telegram.me": r"\w{4,60}",
    "wa.me": r"\d{7,15}",
    "github.com": r"[\w-]{1,60}",
    "vimeo.com": r"[a-z]\w{2,60}",
    "ok.ru": rf"(?:group/)?{_NAME}",
    "xing.com": rf"(?:pages|companies|profile)/{_NAME}",
    "snapchat.com": rf"add/{_NAME}",
    "weibo.com": _NAME,
    "yelp.com": rf"biz/{_NAME}",
}
_LABELS = frozenset(domain.partition(".")[0] for domain in _PROFILES)  # one of them is in the host of every profile
_SHAPES = {domain: re.compile(rf"/(?:#!/)?{shape}/?", re.IGNORECASE) for domain, shape in _PROFILES.items()}
# first steps of paths that lead to no profile: sharing, signing in, single posts
_ELSEWHERE = frozenset(
    {
        "about", "ads", "business", "dialog", "discover", "events", "explore", "hashtag", "help", "home", "i",
        "intent", "legal", "login", "media", "oauth", "p", "photo", "photo.php", "photos", "pin", "plugins",
        "policies", "policy", "privacy", "privacypolicy", "public", "reel", "reels", "search", "settings", "share",
        "share.php", "sharearticle", "sharer", "sharer.php", "signup", "stories", "story.php", "terms", "tos", "tr",
        "tv", "video", "videos", "watch", "watch_videos", "embed", "feed", "playlist", "results", "js", "sdk", "v2",
        "v3", "widgets", "widgets.js", "submit",
    }
)  # fmt: skip
_QUOTED = frozenset({"quote", "code", "cookie"})
_RENAMED = {"twitter.com": "x.com", "threads.net": "threads.com", "telegram.me": "t.me"}
_FEW = 2  # accounts of one network that a firm may have; where there are more, most are of customers, staff or friends


def socials_of(docs: Sequence[Doc], company: str, *, tables: Tables) -> tuple[Fact, ...]:
    """Give the URLs of the profiles, each once; of several in one network those that bear the firm's name go first."""
    found: dict[str, Fact] = {}
    for doc in docs:
        for url, said, way in _links(doc):
            plain = profile_in(url, tables)
            if plain:
                found.setdefault(account_of(plain), Fact(plain, doc.evidence(said, way=way)))
    name = plain_name(company)
    akin = {key for key in found if name and (name in (own := plain_name(key.partition(" ")[2])) or own in name)}
    crowded = Counter(key.partition(" ")[0] for key in found)
    kept = [key for key in found if key in akin or (crowded[key.partition(" ")[0]] <= _FEW and not _is_persons(key))]
    return tuple(found[key] for key in sorted(kept, key=lambda key: key not in akin))[:MOST]


def account_of(url: str) -> str:
    """Give the network and the path of a profile, the same for all ways to write it."""
    parts = urlsplit(url.lower())
    host = ".".join((parts.hostname or "").split(".")[-2:])
    path = parts.path.strip("/").removeprefix("#!/").removeprefix("@")
    return f"{_RENAMED.get(host, host)} {path}{parts.query}"


def _is_persons(account: str) -> bool:
    """Say whether an account is one of a person, who need not be the firm."""
    return account.startswith("linkedin.com in/")


def profile_in(url: str, tables: Tables) -> str | None:
    """Give a URL without its query where it is the profile of a business; None for any other."""
    host = host_of(url)
    if not _is_network(host):
        return None
    domain = tables.registrable(host) or ""
    network = "pinterest.*" if domain.startswith("pinterest.") else domain
    shape = _SHAPES.get(network)
    if shape is None or host.startswith(("developers.", "business.", "about.", "help.", "support.", "ads.")):
        return None
    parts = urlsplit(url)
    first, _, rest = parts.path.strip("/").partition("/")
    if first.lower() in _ELSEWHERE and not (network == "facebook.com" and first.lower() == "p" and rest):
        return None
    if not shape.fullmatch(parts.path) or is_makers(f"{first}/{rest}".strip("/").rpartition("/")[2], tables):
        return None
    kept = f"?{parts.query}" if first == "profile.php" and parts.query.startswith("id=") else ""
    return f"https://{host}{parts.path}{kept}"


@lru_cache(4096)
def _is_network(host: str) -> bool:
    """Say whether a host may be that of a network, by the labels of its name."""
    return not _LABELS.isdisjoint(host.split("."))


def is_makers(name: str, tables: Tables) -> bool:
    """Say whether a profile is that of a maker of platforms, themes or apps (vendors table)."""
    plain = name.lower().lstrip("@")
    return plain in _MAKERS or f"{plain}.com" in tables.vendors


_MAKERS = frozenset(
    {
        "shopify", "woocommerce", "wordpress", "wordpressdotcom", "automattic", "wix", "squarespace", "bigcommerce",
        "magento", "prestashop", "webflow", "weebly", "godaddy", "elementor", "elegantthemes", "themeforest",
        "envato", "etsy", "ebay", "amazon", "paypal", "stripe", "klarna", "facebook", "instagram", "twitter",
        "youtube", "pinterest", "tiktok", "google", "mailchimp", "klaviyo", "joomla", "drupal", "shopware",
    }
)  # fmt: skip


def _links(doc: Doc) -> Iterator[tuple[str, str, str]]:
    for link in doc.links:
        if link.host != doc.host and link.zone not in _QUOTED and _is_network(link.host):
            yield link.href, link.text or link.href, "attribute"
    for thing in doc.things[:200]:
        said = thing.get("sameAs") if "Person" not in str(thing.get("@type")) else None
        for url in (said if isinstance(said, list) else [said])[:30]:
            if isinstance(url, str):
                yield url, f"sameAs {url}", "jsonld"
