"""Which URL a page says is its own, for pages whose address got lost, such as saved ones.

``<link rel="canonical">`` (RFC 6596), else Open Graph's ``og:url``. Only a whole http(s) URL counts.
"""

import html as entities
import re

HEAD = 200_000  # characters of a page in which it may say so
_TAG = re.compile(r"<(?:link|meta)\b[^>]{1,1000}>", re.IGNORECASE)
_SAYS = (
    (re.compile(r"\brel\s{0,3}=\s{0,3}[\"']?canonical\b", re.IGNORECASE), "href"),
    (re.compile(r"\b(?:property|name)\s{0,3}=\s{0,3}[\"']?og:url\b", re.IGNORECASE), "content"),
)
_URL = r"\b{name}\s{{0,3}}=\s{{0,3}}(?:\"([^\"]{{1,2000}})\"|'([^']{{1,2000}})'|([^\s>\"']{{1,2000}}))"
_VALUES = {name: re.compile(_URL.format(name=name), re.IGNORECASE) for name in ("href", "content")}
_WHOLE = re.compile(r"https?://[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?::\d{1,5})?(?:[/?#][^\s<>]{0,2000})?$", re.IGNORECASE)


def canonical_in(html: str) -> str | None:
    """Give the URL a page names as its own; None where it names none."""
    tags = _TAG.findall(html, 0, HEAD)
    for mark, name in _SAYS:
        for tag in tags:
            value = _VALUES[name].search(tag) if mark.search(tag) else None
            url = entities.unescape(next(filter(None, value.groups()), "")).strip() if value else ""
            if _WHOLE.match(url):
                return url
    return None
