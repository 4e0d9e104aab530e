"""The pages that every kind of site has: home, about, contact, imprint, shipping, journal, goods."""

from html import escape

from leadwright.world.sites.answer import Answer
from leadwright.world.sites.frame import Theme, frame, money, named, words
from leadwright.world.sites.marks import marks
from leadwright.world.truth import Business


def build_pages(business: Business, theme: Theme) -> dict[str, Answer]:
    """Render every page of a site: path -> answer."""
    placed = marks(business)
    mains = {
        "home": _home(business, theme),
        "shop": _goods(business),
        "about": _about(business) + placed.get("about", ""),
        "contact": _contact(business, placed.get("contact", "")),
        "imprint": _imprint(business) + placed.get("imprint", ""),
        "shipping": _paragraphs(words(business)["shipping"], business),
        "journal": _journal(business),
    }
    titles = dict(zip(mains, words(business)["nav"], strict=True)) | {"home": business.hero or business.company}
    pages = {}
    for role, path in theme.paths.items():
        title = f"{titles[role]} – {business.company}"
        pages[path] = Answer(frame(business, theme, title, mains[role], marks=placed), headers=theme.headers)
    for ware in business.wares:
        title = f"{ware.name} – {business.company}"
        main = theme.product(business, ware)
        pages[ware.path] = Answer(frame(business, theme, title, main, marks=placed), headers=theme.headers)
    return pages | theme.pages(business)


def _paragraphs(texts: list[str], business: Business) -> str:
    return "".join(f"<p>{named(text, business)}</p>" for text in texts)


def _home(business: Business, theme: Theme) -> str:
    hero = escape(business.hero or business.company)
    if business.extra.get("welcome") and business.hero:
        top = f'<h1>{words(business)["nav"][0]}</h1><p class="hero__text">{hero}</p>'
    else:
        top = f'<h1 class="hero__title">{hero}</h1>'
    lead = _paragraphs(words(business)["about"][:1], business)
    goods = _goods(business) if "shop" in theme.paths else _services(business)
    return f'<section class="hero">{top}{lead}</section>{goods}'


def _goods(business: Business) -> str:
    items = "".join(
        f'<li class="product"><a href="{ware.path}"><img src="/files/{ware.sku}.jpg" alt="{escape(ware.name)}">'
        f'{escape(ware.name)}</a> <span class="price">{money(ware.price, ware.currency)}</span></li>'
        for ware in business.wares
    )
    return f'<ul class="products">{items}</ul>'


def _services(business: Business) -> str:
    if business.kind != "agency":
        return ""
    text = words(business)
    items = "".join(f"<li><h3>{escape(name)}</h3></li>" for name in text["services"])
    return f'<section class="services"><p>{escape(text["service_text"])}</p><ul>{items}</ul></section>'


def _about(business: Business) -> str:
    text = words(business)
    founder = f"<p>{named(text['founder'], business)}</p>" if "owner" in business.extra else ""
    patterns = [text_ for text_ in text["about"] if "city" in business.extra or "{city}" not in text_]
    return (
        f"<h1>{escape(text['nav'][2])}</h1>" + "".join(f"<p>{named(line, business)}</p>" for line in patterns) + founder
    )


def _contact(business: Business, placed: str) -> str:
    text = words(business)
    name, mail, message, send = (escape(label) for label in text["form"])
    return f"""<h1>{escape(text["nav"][3])}</h1>
<p>{escape(text["contact"])}</p>
{placed}
<form action="/contact" method="post" id="contact-form">
<label>{name} <input type="text" name="contact[name]" required></label>
<label>{mail} <input type="email" name="contact[email]" required></label>
<label>{message} <textarea name="contact[body]"></textarea></label>
<button type="submit">{send}</button>
</form>"""


def _imprint(business: Business) -> str:
    extra, text = business.extra, words(business)
    name = business.legal_name or business.company
    if extra.get("sole_trader"):
        name += f" is a trading name of {extra.get('owner', 'its owner')}, sole trader."
    lines = [name, *(extra.get(what, "") for what in ("postal", "phone", "numbers", "notice"))]
    return f"<h1>{escape(text['imprint'])}</h1>" + "".join(f"<p>{escape(line)}</p>" for line in lines if line)


def _journal(business: Business) -> str:
    title, body = words(business)["journal"]
    return f"<article><h1>{escape(title)}</h1><p>{escape(body)}</p></article>"
