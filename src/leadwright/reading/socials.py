"""The profiles a business has elsewhere, as its own site links them.

A profile is told from a share button, a single post or a video by the shape of its path; the profiles of whoever made
the platform or the theme are not the shop's.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from leadwright.domain.evidence import Fact
from leadwright.domain.rules import Tables
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


def socials_of(docs: Sequence[Doc], company: str, *, tables: Tables) -> tuple[Fact, ...]:
    """Give the URLs of the profiles, each once; of several in one network those that bear the firm's name go first."""
    found: dict[str, Fact] = {}
    for doc in docs:
        for url, said, way in _links(doc):
            plain = profile_in(url, tables)
            if plain and plain.lower() not in found:
                found[plain.lower()] = Fact(plain, doc.evidence(said, way=way))
    name = re.sub(r"[\W_]", "", company.lower())
    akin = sorted(found.values(), key=lambda fact: name not in re.sub(r"[\W_]", "", fact.value.lower()))
    return tuple(akin)[:MOST]


def profile_in(url: str, tables: Tables) -> str | None:
    """Give a URL without its query where it is the profile of a business; None for any other."""
    host = host_of(url)
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
        if link.host and link.host != doc.host and link.zone not in _QUOTED:
            yield link.href, link.text or link.href, "attribute"
    for thing in doc.things[:200]:
        said = thing.get("sameAs")
        for url in (said if isinstance(said, list) else [said])[:30]:
            if isinstance(url, str):
                yield url, f"sameAs {url}", "jsonld"
