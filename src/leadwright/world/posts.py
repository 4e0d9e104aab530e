"""What is said of the firms in public, and what else is said there."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from leadwright.world.dice import Dice, Roll
from leadwright.world.truth import Business, Post
from leadwright.world.words import read_words

# Where posts stand; the feed's three formats carry different posts.
_CHANNELS = ("rss", "rss", "atom", "json", "hn", "hn", "csv", "csv")
_SOURCES = dict.fromkeys(("rss", "atom", "json", "research"), "feed") | {"hn": "hn", "csv": "csv"}
_OWN_PACE = {"early", "late"}  # marks of firms that are spoken of at their own time
FEED_HOST = "founders-feed.test"
FEED_HOSTS = {"research": "makers-list.github.io"}  # a place of its own, that is open for research only
_AGAIN = 8  # firms that are spoken of twice


def draw_posts(businesses: Sequence[Business], dice: Dice, start: datetime, *, days: int) -> tuple[Post, ...]:
    """Give each firm a post, some a second one elsewhere, and mix in noise; oldest first."""
    posts = [_post(business, dice, start, days=days) for business in businesses]
    reached = [one for one in businesses if one.reach == "mail" and one.fits and not one.extra.keys() & _OWN_PACE]
    for business in dice.roll("posts", "again").sample(reached, _AGAIN):
        posts.append(_second(business, dice, start))
    posts += [_repeated(business, dice, start) for business in businesses if "again" in business.extra]
    posts += _noise(dice, start)
    return tuple(sorted(posts, key=lambda post: (post.at, post.id)))


def _post(business: Business, dice: Dice, start: datetime, *, days: int) -> Post:
    roll = dice.roll("post", business.key)
    extra = business.extra
    channel = extra.get("channel") or roll.choice(_CHANNELS)
    if "late" in extra:
        at = start + timedelta(days=int(extra["late"]), minutes=roll.randint(0, 240))
        channel = "rss" if channel == "csv" else channel  # which is read once a day
    elif roll.random() < 0.45 or channel == "csv" or "early" in extra:
        at = start - timedelta(minutes=roll.randint(30, 3000))
    else:
        at = start + timedelta(minutes=roll.randint(30, 24 * 60 * max(1, days // 2)))
    return _written(business, channel, business.site, at, roll=roll)


def _second(business: Business, dice: Dice, start: datetime) -> Post:
    """Say it again in another place, under another spelling of the same site."""
    roll = dice.roll("post again", business.key)
    first = dice.roll("post", business.key).choice(_CHANNELS)
    channel = roll.choice([name for name in ("rss", "atom", "json", "hn") if _SOURCES[name] != _SOURCES[first]])
    hosts = [f"www.{business.key}", *(alias for alias in business.aliases if "/" not in alias)]
    site = f"http://{roll.choice(hosts)}/?utm_source={channel}"
    return _written(business, channel, site, start + timedelta(minutes=roll.randint(0, 8000)), roll=roll)


def _repeated(business: Business, dice: Dice, start: datetime) -> Post:
    """Speak of a firm once more, days later and in another place, as its plant wants it."""
    extra = business.extra
    roll = dice.roll("post repeated", business.key)
    site = f"http://{extra.get('again_at', f'www.{business.key}')}/"
    at = start + timedelta(days=int(extra["again"]), minutes=roll.randint(0, 240))
    return _written(business, "atom", site, at, roll=roll)


def _written(business: Business, channel: str, site: str, at: datetime, *, roll: Roll) -> Post:
    words = read_words("posts")
    unseen = business.reach in ("dead", "hostile")  # nobody knows what it is: it is spoken of as a shop
    kind = "brand" if business.extra.get("headless") else "shop" if unseen else business.kind
    titles = words["titles"][kind]
    if channel == "hn":
        titles = words["titles"]["hn_shop" if business.niche else f"hn_{'agency' if kind == 'agency' else 'other'}"]
    platform = {"shopify": "Shopify", "woocommerce": "WooCommerce"}.get(business.platform or "", "craft")
    known = {"company": business.company, "what": business.niche or "online shops", "platform": platform}
    title = roll.choice(titles).format(**known)
    if business.extra.get("poison"):
        title += " <script>alert(1)</script>"
    text = f"{business.company}. {roll.choice(words['needs'][kind])}"
    number = roll.digits(8)
    urls = {"hn": f"https://news.ycombinator.com/item?id={number}"}
    host = FEED_HOSTS.get(channel, FEED_HOST)
    url = urls.get(channel, f"http://{host}/{channel}/{number}")
    return Post(
        _SOURCES[channel], f"{channel}-{number}", url, title, text, at.replace(microsecond=0), site, business.key
    )


def _noise(dice: Dice, start: datetime) -> list[Post]:
    posts = []
    for source, rows in read_words("posts")["noise"].items():
        for index, row in enumerate(rows):
            roll = dice.roll("noise", source, str(index))
            title, text, site = row.split("|")
            channel = roll.choice(("rss", "atom", "json")) if source == "feed" else source
            number = roll.digits(8)
            url = f"http://{FEED_HOST}/{channel}/{number}"
            at = start + timedelta(minutes=roll.randint(-2000, 9000))
            posts.append(Post(source, f"{channel}-{number}", url, title, text, at, site or None, None))
    return posts
