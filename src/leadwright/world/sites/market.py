"""The marketplace where craftspeople sell, and the small sites some of them keep beside it."""

from html import escape

from leadwright.world.sites.answer import Answer
from leadwright.world.sites.frame import Theme, money, words
from leadwright.world.traps import MARKET_HELP, MARKET_HOST, market_path
from leadwright.world.truth import Business, Ware


def build_market(sellers: list[Business]) -> dict[str, Answer]:
    """Render the marketplace: its front page and one page for each of ``sellers``."""
    links = "".join(f'<li><a href="/shop/{s.extra["slug"]}">{escape(s.company)}</a></li>' for s in sellers)
    home = Answer(_frame("CraftMarket", f"<h1>Made by hand, sold by makers</h1><ul>{links}</ul>"))
    robots = Answer("User-agent: *\nDisallow: /cart\nDisallow: /search\n", content_type="text/plain")
    return {"/": home, "/robots.txt": robots} | {f"/shop/{s.extra['slug']}": Answer(_shop(s)) for s in sellers}


def _shop(seller: Business) -> str:
    own = f'<p>More at <a rel="me" href="http://{seller.key}/">{seller.key}</a></p>' if "/" not in seller.key else ""
    items = "".join(
        f'<li class="listing">{escape(ware.name)} <span class="price">{money(ware.price, ware.currency)}</span></li>'
        for ware in seller.wares
    )
    about = escape(seller.hero or "")
    return _frame(seller.company, f"<h1>{escape(seller.company)}</h1><p>{about}</p>{own}<ul>{items}</ul>")


def _frame(title: str, main: str) -> str:
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(title)} | CraftMarket</title>
<meta property="og:site_name" content="CraftMarket"></head>
<body><header><a href="/">CraftMarket</a></header><main>{main}</main>
<footer><p>CraftMarket helps buyers: <a href="mailto:{MARKET_HELP}">{MARKET_HELP}</a></p></footer></body></html>
"""


def _foot(business: Business) -> str:
    name = business.extra["slug"].replace("-", "").title()
    return (
        f'<p><a href="http://{market_path(business.extra["slug"])}">CraftMarket</a> · '
        f'<a href="https://www.etsy.com/shop/{name}Test">Etsy shop</a></p>'
    )


def _product(business: Business, ware: Ware) -> str:
    text = words(business)
    return f"""<h1>{escape(ware.name)}</h1><p>{money(ware.price, ware.currency)}</p>
<p>{escape(text["product"].format(name=ware.name))}</p>
<p><a href="http://{MARKET_HOST}/shop/{business.extra["slug"]}">{escape(text["cart"])}: CraftMarket</a></p>"""


SELLER = Theme(
    paths={"home": "/", "shop": "/work", "about": "/about", "contact": "/contact", "imprint": "/imprint"},
    foot=_foot,
    product=_product,
)
