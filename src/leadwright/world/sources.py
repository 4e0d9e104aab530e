"""The public sources of the world, each in the shape of the real thing, showing what is posted by now.

Three feeds of one community at founders-feed.test: /rss.xml (RSS 2.0), /atom.xml (RFC 4287), /feed.json (JSON Feed
1.1), with different posts in each, and a feed of another place. Hacker News as Algolia answers it at
hn.test. A CSV file such as an operator keeps.
"""

import csv
import json
import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Any

from leadwright.ports.clock import Clock
from leadwright.world.posts import FEED_HOST, FEED_HOSTS
from leadwright.world.server import Route
from leadwright.world.sites.answer import Answer
from leadwright.world.truth import Made, Post

HN_HOST = "hn.test"
CSV_COLUMNS = ("company", "website", "notes", "added")
_FILTER = re.compile(r"created_at_i(>=?|<=?)(\d{1,12})")
_HIT_LIMIT = 1000  # Algolia shows no more of one query
_OPEN = Answer("User-agent: *\nAllow: /\n", content_type="text/plain")
_JSON = "application/json; charset=utf-8"


def source_routes(made: Made, clock: Clock) -> dict[str, Route]:
    """Give the hosts of the sources, whose answers follow ``clock``."""

    def feeds(path: str, query: Mapping[str, str]) -> Answer:  # noqa: ARG001  # feeds take no query
        return answer_feed(_shown(made, "feed", clock.now()), path)

    def hn(path: str, query: Mapping[str, str]) -> Answer:
        return answer_hn(_shown(made, "hn", clock.now()), path, query)

    return {FEED_HOST: feeds, HN_HOST: hn, **dict.fromkeys(FEED_HOSTS.values(), feeds)}


def write_csv(made: Made, folder: Path, now: datetime) -> Path:
    """Write what the operator has noted down by ``now`` to ``folder``/shops.csv (UTF-8) and give the path."""
    path = folder / "shops.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(CSV_COLUMNS)
        names = {business.key: business.company for business in made.businesses}
        for post in reversed(_shown(made, "csv", now)):
            company = names.get(post.business or "", post.title)
            writer.writerow((company, post.site or "", post.text, post.at.date().isoformat()))
    return path


def _shown(made: Made, source: str, now: datetime) -> list[Post]:
    """Give the posts of ``source`` that are out, newest first."""
    return [post for post in reversed(made.posts) if post.source == source and post.at <= now]


def answer_feed(posts: list[Post], path: str) -> Answer:
    """Answer the feeds' host: three feeds, and each post as a page of its own."""
    writers = {"/rss.xml": ("rss", _rss), "/atom.xml": ("atom", _atom), "/feed.json": ("json", _json_feed)}
    writers |= {f"/{kind}.xml": (kind, _rss) for kind in FEED_HOSTS}
    if path in writers:
        kind, write = writers[path]
        return write([post for post in posts if post.id.startswith(kind)])
    if path == "/robots.txt":
        return _OPEN
    for post in posts:
        if post.url.endswith(path) and path != "/":
            return Answer(f"<!doctype html><title>{escape(post.title)}</title>{_told(post)}", dated=False)
    return Answer("not here", 404)


def _told(post: Post) -> str:
    """Write a post as HTML, its site as a link at the end."""
    link = f'<p><a href="{escape(post.site)}">{escape(post.site)}</a></p>' if post.site else ""
    return f"<p>{escape(post.text)}</p>{link}"


def _rss(posts: list[Post]) -> Answer:
    items = "".join(
        f"<item><title>{escape(post.title)}</title><link>{post.url}</link>"
        f'<guid isPermaLink="false">{post.id}</guid><pubDate>{format_datetime(post.at, usegmt=True)}</pubDate>'
        f"<description>{escape(_told(post))}</description></item>\n"
        for post in posts
    )
    body = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Founders' Feed</title><link>http://{FEED_HOST}/</link>
<description>Small firms, in their own words</description>
{items}</channel></rss>
"""
    return Answer(body, content_type="application/rss+xml; charset=utf-8", dated=False)


def _atom(posts: list[Post]) -> Answer:
    entries = "".join(
        f'<entry><id>urn:post:{post.id}</id><title>{escape(post.title)}</title><link href="{post.url}"/>'
        f"<updated>{post.at.isoformat()}</updated>"
        f'<content type="html">{escape(_told(post))}</content></entry>\n'
        for post in posts
    )
    updated = posts[0].at.isoformat() if posts else "2020-01-01T00:00:00+00:00"
    body = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:feed:founders</id><title>Founders' Feed</title>
<updated>{updated}</updated><author><name>many</name></author>
{entries}</feed>
"""
    return Answer(body, content_type="application/atom+xml; charset=utf-8", dated=False)


def _json_feed(posts: list[Post]) -> Answer:
    items = []
    for post in posts:
        item = {"id": post.id, "url": post.url, "title": post.title, "content_text": post.text,
                "date_published": post.at.isoformat()}  # fmt: skip
        items.append(item | ({"external_url": post.site} if post.site else {}))
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Founders' Feed",
            "home_page_url": f"http://{FEED_HOST}/", "items": items}  # fmt: skip
    return Answer(json.dumps(feed, ensure_ascii=False), content_type="application/feed+json", dated=False)


def answer_hn(posts: list[Post], path: str, query: Mapping[str, str]) -> Answer:
    """Answer as hn.algolia.com/api/v1/search_by_date does: newest first, in pages, 1,000 hits at most."""
    if path == "/robots.txt":
        return _OPEN
    if path != "/api/v1/search_by_date":
        return Answer('{"status":404,"error":"Not Found"}', 404, content_type=_JSON)
    found = [hit for hit in map(_hit, posts) if _wanted(hit, query)]
    size = min(int(query.get("hitsPerPage", "20")), _HIT_LIMIT)
    page = int(query.get("page", "0"))
    shown = found[:_HIT_LIMIT][page * size : (page + 1) * size]
    body = {"hits": shown, "nbHits": len(found), "page": page, "nbPages": -(-len(found) // size) if size else 0,
            "hitsPerPage": size, "exhaustiveNbHits": True, "query": query.get("query", ""),
            "params": "", "processingTimeMS": 1}  # fmt: skip
    return Answer(json.dumps(body), content_type=_JSON, dated=False)


def _hit(post: Post) -> dict[str, Any]:
    """Write a post as a hit; every fourth is a text post that carries its link inside the text."""
    number = post.id.removeprefix("hn-")
    in_text = not post.site or int(number) % 4 == 0
    text = escape(post.text)
    if in_text and post.site:
        link = escape(post.site).replace("/", "&#x2F;")
        text += f'<p><a href="{link}" rel="nofollow">{link}</a>'
    author = f"maker{number[:3]}"
    return {
        "objectID": number, "title": post.title, "url": None if in_text else post.site, "story_text": text,
        "author": author, "points": int(number[-2:]), "num_comments": int(number[-1]), "story_id": int(number),
        "created_at": post.at.strftime("%Y-%m-%dT%H:%M:%SZ"), "created_at_i": int(post.at.timestamp()),
        "_tags": ["story", f"author_{author}", f"story_{number}", "show_hn"],
    }  # fmt: skip


def _wanted(hit: Mapping[str, Any], query: Mapping[str, str]) -> bool:
    text = f"{hit['title']} {hit['story_text']} {hit['url']}".lower()
    if not all(word in text for word in query.get("query", "").lower().split()):
        return False
    return _tagged(hit["_tags"], query.get("tags", "")) and _in_time(
        hit["created_at_i"], query.get("numericFilters", "")
    )


def _tagged(tags: list[str], wanted: str) -> bool:
    """Test tags as Algolia does: a comma means and, within brackets it means or."""
    groups = re.findall(r"\(([^()]{1,200})\)|([^,()]{1,60})", wanted)
    return all(any(tag in tags for tag in (either or single).split(",")) for either, single in groups)


def _in_time(at: int, filters: str) -> bool:
    tests = {">": at.__gt__, ">=": at.__ge__, "<": at.__lt__, "<=": at.__le__}
    return all(tests[sign](int(number)) for sign, number in _FILTER.findall(filters))
