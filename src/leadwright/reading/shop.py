"""What a site runs on: signs with weights from the fingerprint table; one strong sign or several weak ones."""

import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from leadwright.domain.evidence import Fact
from leadwright.domain.rules import Sign, Tables
from leadwright.reading.page import Doc, absolute
from leadwright.reading.walk import host_of

ENOUGH = 100  # points; what a strong sign brings alone
LONGEST_SCRIPT = 800_000  # characters of inline scripts


def platform_of(docs: Sequence[Doc], tables: Tables) -> Fact | None:
    """Name the platform of a site with the signs that show it; shop systems go before ways to build sites.

    Signs of different pages of one visit add up, each counted once. None where too little shows.
    """
    best: tuple[bool, int, str, tuple[tuple[Sign, Doc, str], ...]] | None = None
    places = [(doc, places_of(doc)) for doc in docs]
    for name, fingerprint in tables.platforms.items():
        seen = tuple(_seen(fingerprint.signs, places))
        points = sum(sign.weight for sign, _, _ in seen)
        candidate = (fingerprint.kind == "shop", min(points, 400), name, seen)
        if points >= ENOUGH and (best is None or candidate[:2] > best[:2]):
            best = candidate
    if best is None:
        return None
    _, points, name, seen = best
    _, doc, hit = max(seen, key=lambda one: one[0].weight)
    notes = "; ".join(dict.fromkeys(one.note for one, _, _ in seen))
    return Fact(name, doc.evidence(f"{hit} ({notes})", way="attribute"), min(1.0, 0.6 + points / 1000))


def is_shop_system(platform: Fact | None, tables: Tables) -> bool:
    """Say whether a platform is a shop system, not merely a way to build sites."""
    return platform is not None and tables.platforms[platform.value].kind == "shop"


def _seen(signs: Iterable[Sign], places: Iterable[tuple[Doc, Mapping[str, str]]]) -> Iterable[tuple[Sign, Doc, str]]:
    for sign in signs:
        for doc, texts in places:
            match = sign.pattern.search(texts.get(sign.place, ""))
            if match:
                yield sign, doc, match.group()[:120]
                break


def places_of(doc: Doc) -> dict[str, str]:
    """Gather what signs are looked for in, one text a place, one entry a line."""
    tree = doc.tree
    assets = [
        one.attributes.get("src") or one.attributes.get("href") or ""
        for one in tree.css("script[src], link[href]:not([rel=canonical]):not([rel=alternate]), img[src]")[:4000]
        if "preconnect" not in (one.attributes.get("rel") or "")
        and "dns-prefetch" not in (one.attributes.get("rel") or "")
    ]
    scripts = [one.text() or "" for one in tree.css("script:not([src])")[:400]]
    return {
        "asset": "\n".join(one[:500] for one in assets),
        "script": "\n".join(scripts)[:LONGEST_SCRIPT],
        "class": _classes(doc),
        "form": "\n".join(_form_marks(doc)),
        "link": "\n".join(_own_paths(doc)),
        "meta": "\n".join(f"{name}: {content}" for name, content in doc.meta.items()),
        "header": "\n".join(f"{name}: {value}" for name, value in doc.page.headers.items()),
        "cookie": "\n".join(_cookies(doc)),
        "comment": "\n".join(re.findall(r"<!--(.{1,200}?)-->", doc.page.html[:300_000], re.DOTALL)[:200]),
    }


def _classes(doc: Doc) -> str:
    lines = []
    for one in doc.tree.css("html, body, main, [class*=shopify-section], [class*=wsite-]")[:30]:
        given = one.attributes
        lines.append(f" {given.get('class') or ''} ")
        lines += [name for name in given if name.startswith("data-wf-")]
    return "\n".join(lines)


def _form_marks(doc: Doc) -> Iterable[str]:
    for form in doc.tree.css("form")[:60]:
        url = absolute(doc.base, form.attributes.get("action") or "")
        if url and host_of(url) == doc.host:
            parts = urlsplit(url)
            yield f"action:{parts.path}{'?' + parts.query if parts.query else ''}"[:400]
        for field in form.css("[name]")[:60]:
            yield f"field:{(field.attributes.get('name') or '')[:80]}"


def _own_paths(doc: Doc) -> Iterable[str]:
    for link in doc.links[:3000]:
        if link.host == doc.host:
            parts = urlsplit(link.href)
            yield f"{parts.path}{'?' + parts.query if parts.query else ''}"[:300]


def _cookies(doc: Doc) -> Iterable[str]:
    for part in re.split(r"[\n;,]", doc.page.headers.get("set-cookie", "")[:8000]):
        name, mark, _ = part.strip().partition("=")
        if mark:
            yield name
