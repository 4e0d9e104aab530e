"""What the markup of a page gives away of what the site runs on: where it loads from, its own paths, marks and headers.

Gathered once for each page; signs of platforms and of tools are looked for in it. The
places are those of tables/data/platforms.toml. URLs of the own host stand as ``/path``, those of others as
``//host/path``; a saved page's ``../host/path`` stands as ``/host/path`` and counts for that host too.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from leadwright.domain.rules import Looks, Sign
from leadwright.reading.page import Doc
from leadwright.reading.walk import host_of

HEAD = 2_500  # characters of each inline script that are searched: snippets stand alone or come first
LISTED = 6_000  # characters in which URLs are read: some scripts only list what to load
LONGEST_CODE = 300_000  # characters of all such heads
LONGEST_DATA = 2_000_000  # characters of all long scripts, where the page's data stand
LONGEST_HTML = 150_000  # characters of markup: what is looked for there stands on every part of a page
LONGEST_URL = 400
COMMENTED = 20_000  # characters at the head that are searched for comments; some stand at the very end
MOST_NODES = 1_000  # of one kind
MOST_IMAGES = 240
MOST_BUTTONS = 240
MOST_LINKS = 1_500
MOST_HITS = 20  # of a literal, where a pattern must hold around it
BEFORE, AFTER = 400, 1_000  # characters around a literal that its pattern may need
SHOWN = 160  # characters of a hit

_MOST = {"img": MOST_IMAGES, "button": MOST_BUTTONS}
_URL_IN_CODE = re.compile(r"//([a-zA-Z0-9][\w.-]{3,80}/[^\s\"'<>\\)]{1,160})")
_LAZY = ("data-src", "data-rocket-src", "data-lazy-src", "data-litespeed-src", "data-cookieblock-src")
_ELSEWHERE = frozenset(("canonical", "alternate", "next", "prev", "shortlink", "amphtml", "license", "author", "me"))
_HINTS = frozenset(("preconnect", "dns-prefetch"))
_LOADED = ("asset", "image", "code", "post")

_NOTHING: Mapping[str, frozenset[str]] = {}

Urls = Mapping[str, list[str]]
"""The URLs of a place by their host, and by each domain above it."""


@dataclass(frozen=True, slots=True)
class Traces:
    """The places of one page: texts with one entry a line, and URLs by host."""

    doc: Doc
    texts: Mapping[str, str]
    urls: Mapping[str, Urls]
    hosts: frozenset[str]  # of all URLs

    def said(self, sign: Sign) -> str | None:
        """Give the line of a place's text in which a sign stands; None where it does not."""
        text = self.texts[sign.place]
        for part in sign.has:
            at = text.find(part)
            if at >= 0 and sign.pattern is None:
                return _entry(text, at)
            for _ in range(MOST_HITS):
                if at < 0 or sign.pattern is None:
                    break
                match = sign.pattern.search(text, max(0, at - BEFORE), at + AFTER)
                if match:
                    return _entry(text, match.start())
                at = text.find(part, at + AFTER // 2)
        return None

    def near(self, looks: Looks, places: Iterable[str] | None = None) -> set[str]:
        """Give the names of which a host or a literal is there, in some places or in all."""
        found = {name for host in looks.hosts.keys() & self.hosts for name in looks.hosts[host]}
        for place in looks.literals if places is None else places:
            text = self.texts[place]
            if not text.isspace():
                for literal, names in looks.literals.get(place, _NOTHING).items():
                    if literal in text:
                        found |= names
        return found

    def loaded(self, sign: Sign) -> str | None:
        """Give the URL in which a sign with a host stands; None where it does not."""
        for place in _LOADED if sign.place == "url" else (sign.place,):
            for url in self.urls[place].get(sign.host, ()):
                if not sign.has or any(part in url for part in sign.has):
                    return url[:SHOWN]
        return None


def traces_of(doc: Doc) -> Traces:
    """Gather the places of a page, each bounded; hostile pages are cut."""
    seen = _Seen(own=_own_hosts(doc))
    for element in (doc.tree.root, doc.tree.body):
        if element is not None:
            _element(seen, element.attributes)
    for name, read in _READERS.items():
        for node in doc.elements[name][: _MOST.get(name, MOST_NODES)]:
            read(seen, node, node.attributes)
    code = "\n".join(text[:HEAD] for text in seen.code)[:LONGEST_CODE].replace("\\/", "/")
    listed = "\n".join(text[:LISTED] for text in seen.code)[:LONGEST_CODE].replace("\\/", "/")
    html = doc.html
    texts = {
        "asset": _lines(seen.assets),
        "image": _lines(seen.images),
        "code": code,
        "mark": _lines(seen.marks).lower(),
        "form": _lines(seen.forms),
        "link": _lines(link.href for link in doc.links[:MOST_LINKS] if link.host == doc.host),
        "meta": _lines(f"{name}: {content[:300]}" for name, content in doc.meta.items()).lower(),
        "header": _lines(f"{name}: {value[:2000]}" for name, value in doc.page.headers.items()).lower(),
        "cookie": _lines(_cookies(doc)).lower(),
        "comment": _lines(_comments(f"{html[:COMMENTED]}\n{html[max(COMMENTED, len(html) - 2_000) :]}")).lower(),
        "host": f"\n{doc.host}\n",
        "data": "\n".join(text for text in seen.code if len(text) > HEAD)[:LONGEST_DATA],
        "html": html[:LONGEST_HTML],
    }
    urls = {
        "asset": _by_host(seen.assets),
        "image": _by_host(seen.images),
        "hint": _by_host(seen.hints),
        "post": _by_host(seen.posts),
        "code": _by_host(_URL_IN_CODE.findall(listed)),
    }
    return Traces(doc, texts, urls, frozenset().union(*urls.values()))


@dataclass(slots=True)
class _Seen:
    own: tuple[str, ...]
    assets: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)

    def plain(self, url: str) -> str:
        """Write a URL as ``/path`` where the host is the page's own, else as ``//host/path``."""
        url = url[:LONGEST_URL].strip()
        at = url.find("//", 0, 8)
        if at < 0:
            return url if url[:1] == "/" else f"/{url.lstrip('./')}"
        host, slash, path = url[at + 2 :].partition("/")
        host = host.lower()
        for own in self.own:
            if host == own or host.endswith(f".{own}"):
                return f"/{path}"
        return f"//{host}{slash}{path}"


def _own_hosts(doc: Doc) -> tuple[str, ...]:
    """Give the page's host, and the one it says it is published at (a saved page is not at its own)."""
    hosts = (doc.host, host_of(doc.meta.get("og:url", "")))
    return tuple(dict.fromkeys(host.removeprefix("www.") for host in hosts if host))


def _script(seen: _Seen, node: LexborNode, given: Mapping[str, str | None]) -> None:
    kind = given.get("type") or ""
    if kind and "javascript" not in kind:
        seen.marks.append(f"type:{kind} {given.get('class') or ''} {given.get('data-drupal-selector') or ''}"[:200])
    if given.get("id"):
        seen.marks.append(f"id:{given['id']}"[:100])
    url = _source(given)
    if url:
        seen.assets.append(seen.plain(url))
    elif node.child is not None and "ld+json" not in kind:
        seen.code.append(node.child.text_content or "")


def _link(seen: _Seen, node: LexborNode, given: Mapping[str, str | None]) -> None:
    del node
    url = given.get("href")
    rel = (given.get("rel") or "").lower()
    if not url or rel in _ELSEWHERE:
        return
    if rel.startswith("https:"):
        seen.marks.append(f"rel:{rel}"[:100])
    elif not _HINTS.isdisjoint(rel.split()):
        seen.hints.append(seen.plain(url))
    else:
        seen.assets.append(seen.plain(url))


def _image(seen: _Seen, node: LexborNode, given: Mapping[str, str | None]) -> None:
    del node
    url = _source(given)
    if url:
        seen.images.append(seen.plain(url))


def _frame(seen: _Seen, node: LexborNode, given: Mapping[str, str | None]) -> None:
    del node
    url = _source(given)
    if url:
        seen.assets.append(seen.plain(url))


def _source(given: Mapping[str, str | None]) -> str:
    """Give where an element loads from, also where a script of the page sets it later; empty for data in place."""
    url = given.get("src")
    if not url or url[:5] == "data:":
        url = next((given[name] for name in _LAZY if given.get(name)), None)
    return url if url and url[:5] != "data:" else ""


def _form(seen: _Seen, node: LexborNode, given: Mapping[str, str | None]) -> None:
    del node
    action = seen.plain(given.get("action") or "")
    if action[:2] == "//":
        seen.posts.append(action)
    else:
        seen.forms.append(f"action:{action}")


def _field(seen: _Seen, node: LexborNode, given: Mapping[str, str | None]) -> None:
    del node
    name = given.get("name")
    if name:
        seen.forms.append(f"field:{name[:80]}")


def _element(seen: _Seen, given: Mapping[str, str | None]) -> None:
    seen.marks.append(f" {(given.get('class') or '')[:2000]} ")
    if given.get("id"):
        seen.marks.append(f"id:{given['id']}"[:100])
    seen.marks += [name for name in given if name.startswith("data-wf-")]


_READERS = {
    "script": _script, "link": _link, "img": _image, "iframe": _frame, "form": _form, "input": _field, "button": _field,
}  # fmt: skip


def _lines(entries: Iterable[str]) -> str:
    return "\n".join(("", *dict.fromkeys(entries), ""))


def _by_host(urls: Iterable[str]) -> Urls:
    """Sort URLs by their host and by each domain above it of two labels or more."""
    hosts: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        host, _, _ = url.lstrip("/").partition("/")
        hosts.setdefault(host, []).append(url)
    found: dict[str, list[str]] = {}
    for host, those in hosts.items():
        labels = host.lower().split(".")[-5:]
        for at in range(len(labels) - 1):
            found.setdefault(".".join(labels[at:]), []).extend(those)
    return found


def _cookies(doc: Doc) -> Iterator[str]:
    said = doc.page.headers.get("set-cookie", "")
    for part in re.split(r"[\n;,]", said[:8000]) if said else ():
        name, mark, _ = part.strip().partition("=")
        if mark:
            yield name


def _comments(html: str) -> Iterator[str]:
    at = 0
    for _ in range(100):
        at = html.find("<!--", at)
        if at < 0:
            return
        yield html[at + 4 : at + 164].split("-->", 1)[0].replace("\n", " ").strip()
        at += 4


def _entry(text: str, at: int) -> str:
    """Give the line of a text at a place, with a little before it and more after it where the line is long."""
    at += text[at] == "\n"
    start = max(text.rfind("\n", max(0, at - SHOWN // 2), at) + 1, at - SHOWN // 4)
    end = text.find("\n", at, start + SHOWN)
    return text[start : end if end >= 0 else start + SHOWN].strip()
