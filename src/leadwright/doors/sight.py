"""What we see in a page, for people: a table of facts, each with the words that show it."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from leadwright.doors.render import Data, Look

SHOWN = 12  # products and addresses that are shown; --json gives all
Row = tuple[str, object, object]  # what, value, where it stands


def page(data: Data, look: Look) -> Iterator[RenderableType]:
    """Show one page."""
    yield Text(look.say("page-of", {"file": data["file"], "url": data["url"] or "–"}, of="door"), style="bold")
    if data["error"]:
        yield Text(look.say("page-broken", {"error": data["error"]}, of="door"), style="red")
        return
    facts = [(look.say(what, of="fact"), value, place) for what, value, place in (*firm(data), *shop(data, look))]
    yield look.table(("fact", "found", "how"), [(what, value, place or "") for what, value, place in facts if value])
    if silent := [what for what, value, _ in facts if not value]:
        yield Text(look.say("page-silent", {"about": "; ".join(silent)}, of="door"), style="dim")
    if data["addresses"]:
        yield look.table(("email", "state", "how"), (address(one, look) for one in data["addresses"][:SHOWN]))
    for one in data["hidden"]:
        yield Text(f"• {look.say(one['way'], of='hidden')}: {look.say(one['snippet'])}")
    if data["forms"]:
        yield look.table(("kind", "to", "asks"), (form(one, look) for one in data["forms"]))
    if data["products"]:
        yield look.table(("product", "price", "state", "source"), (product(one) for one in data["products"][:SHOWN]))
    for one in data["findings"]:
        yield Text(f"• {look.say(one['said'])}")


def firm(data: Data) -> Iterator[Row]:
    """Give who and where the firm is."""
    yield "company", data["company"], data["legal_name"]
    yield "legal-form", data["legal_form"], None
    yield "contact-name", data["contact_name"], None
    yield "postal", data["postal"], None
    yield "phones", ", ".join(data["phones"]), None
    yield "numbers", ", ".join(data["numbers"]), None
    yield "country", data["country"], evidence(data["country_evidence"])
    yield "language", data["language"], None
    yield "socials", "\n".join(data["socials"]), None


def shop(data: Data, look: Look) -> Iterator[Row]:
    """Give what it does and whom it fits."""
    business, fit = data["business"], data["fit"]
    yield "business", look.name(business["kind"], of="business"), evidence(business["evidence"])
    yield "niche", business["niche"], None
    yield "team-size", business["team_size"], None
    yield "hero", data["hero"], None
    yield "platform", data["platform"], data["platform_evidence"]
    yield "stack", ", ".join(one["value"] for one in data["stack"]), None
    yield "markets", ", ".join(one["value"] for one in data["markets"]), evidence(data["markets"])
    points = "\n".join(f"{one['points']:+d} {one['name']}: {one['why']}" for one in fit["factors"])
    yield "fit", f"{fit['playbook'] or '–'}: {fit['score']}", points
    yield "refusal", data["refusal"], None


def evidence(facts: list[Data]) -> str:
    """Give facts with the words that show them, a line each."""
    return "\n".join(f"{one['value']}: {one['snippet'][:100]}" for one in facts[:SHOWN])


def address(one: Data, look: Look) -> tuple[object, ...]:
    """Show one address, whether it may be used, and why."""
    style = "green" if one["usable"] else "dim"
    why = f"{look.say(one['why'], of='address')} ({look.say(one['desk'], of='desk')})"
    return Text(look.say(one["address"]), style=style), why, one["snippet"][:160]


def form(one: Data, look: Look) -> tuple[object, ...]:
    """Show one form and what it asks for."""
    return look.say(one["kind"], of="form"), one["action"], ", ".join(field["role"] for field in one["fields"])


def product(one: Data) -> tuple[object, ...]:
    """Show one product."""
    was = f" ({one['list_amount']})" if one["list_amount"] else ""
    price = f"{one['amount']} {one['currency'] or ''}{was}" if one["amount"] else None
    return one["name"], price, one["availability"], one["source"]
