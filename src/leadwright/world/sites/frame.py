"""The page around the content: head, banners, navigation, footer; and how prices are written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from html import escape
from typing import Any

from leadwright.world.sites.answer import Answer
from leadwright.world.truth import Business, Ware
from leadwright.world.words import read_words

ROLES = ("home", "shop", "about", "contact", "imprint", "shipping", "journal")
_SIGNS = {"USD": "$", "GBP": "£", "AUD": "A$", "NZD": "NZ$", "CAD": "C$", "INR": "₹", "JPY": "¥"}
_BEHIND = {"EUR": "€", "SEK": "kr", "NOK": "kr", "PLN": "zł"}


def _nothing(business: Business) -> str:  # noqa: ARG001  # a theme may add nothing
    return ""


def _no_pages(business: Business) -> dict[str, Answer]:  # noqa: ARG001  # a theme may add nothing
    return {}


def _no_product(business: Business, ware: Ware) -> str:  # noqa: ARG001  # who sells no goods has no such page
    return ""


@dataclass(frozen=True, slots=True)
class Theme:
    """What one kind of site does in its own way."""

    paths: Mapping[str, str]  # role -> path
    head: Callable[[Business], str] = _nothing
    foot: Callable[[Business], str] = _nothing
    product: Callable[[Business, Ware], str] = _no_product
    pages: Callable[[Business], dict[str, Answer]] = _no_pages
    headers: Mapping[str, str] = field(default_factory=dict)
    robots: str = "User-agent: *\nDisallow: /cart\n"


def money(amount: Decimal, currency: str) -> str:
    """Write an amount as shops of that currency do."""
    if currency in _BEHIND:
        return f"{amount:.2f}".replace(".", ",") + f" {_BEHIND[currency]}"
    return f"{_SIGNS[currency]}{amount:,.0f}" if currency == "JPY" else f"{_SIGNS[currency]}{amount:,.2f}"


def words(business: Business) -> Mapping[str, Any]:
    """Give the phrases of the site's language."""
    phrases: Mapping[str, Any] = read_words("phrases")[business.language]
    return phrases


def named(pattern: str, business: Business) -> str:
    """Put the firm's facts into a phrase, escaped."""
    return escape(pattern.format(
        company=business.company, phrase=business.extra["phrase"], city=business.extra.get("city", ""),
        year=business.extra["year"], name=business.extra.get("owner", ""),
    ))  # fmt: skip


def frame(business: Business, theme: Theme, title: str, main: str, *, marks: Mapping[str, str], head: str = "") -> str:
    """Put ``main`` (HTML) into a whole page under ``title`` (text)."""
    text = words(business)
    links = "".join(
        f'<li><a href="{theme.paths[role]}">{escape(name)}</a></li>'
        for role, name in zip(ROLES, text["nav"], strict=True)
        if role in theme.paths
    )
    if business.extra.get("poison"):
        title += " <script>alert('title')</script>"
    return f"""<!doctype html>
<html lang="{business.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<meta property="og:site_name" content="{escape(business.company)}">
{'<meta name="robots" content="noindex, nofollow">' if business.extra.get("noindex") else ""}
{theme.head(business)}
{head}
{marks.get("head", "")}
</head>
<body>
<div class="cookie-banner" role="dialog"><p>{escape(text["cookie"])}</p><button>OK</button></div>
{f'<div class="promo-bar"><p>{escape(text["promo"])}</p></div>' if business.wares else ""}
<header><a class="logo" href="/">{escape(business.company)}</a><nav><ul>{links}</ul></nav></header>
<main id="content">
{main}
</main>
{_footer(business, theme, marks.get("footer", ""))}
</body>
</html>
"""


def _footer(business: Business, theme: Theme, marks: str) -> str:
    text, extra = words(business), business.extra
    lines = [f"<p>© {extra['year']}–2026 {escape(business.legal_name or business.company)}</p>"]
    if "postal" in extra:
        lines.append(f"<address>{escape(extra['postal'])}</address>")
        lines.append(f'<p>{escape(text["phone"])}: <a href="tel:{extra["phone"]}">{extra["phone"]}</a></p>')
    return f"""<footer>
<h2>{escape(text["newsletter"])}</h2>
{chr(10).join(lines)}
{marks}
{theme.foot(business)}
</footer>"""
