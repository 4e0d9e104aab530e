"""What all pages share: the desk, the words, the templates, and the seal of the forms."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from leadwright.domain.errors import Scalar
from leadwright.doors.render import Look, clean, reading, state_of
from leadwright.doors.web.guard import SAFE, Seal
from leadwright.doors.web.words import PageWords
from leadwright.service.desk import Desk

SAID = ("done", "n")  # query parameters by which a page says what the form before it did


@dataclass(frozen=True)
class Dashboard:
    """One desk shown in a browser."""

    desk: Desk
    look: Look
    seal: Seal
    templates: Environment

    @classmethod
    def of(cls, desk: Desk, *, secret: bytes) -> "Dashboard":
        """Show ``desk`` in the operator's language and in the time zone of the first mailbox."""
        look = Look(PageWords(desk.config.language), ZoneInfo(next(iter(desk.config.mailbox.values())).zone))
        seal = Seal(secret)
        return cls(desk, look, seal, environment(look, seal))

    def page(self, request: Request, name: str, *, status: int = 200, **shown: Any) -> HTMLResponse:
        """Fill the template ``name``; whatever is shown is escaped there."""
        body = self.templates.get_template(f"{name}.html").render(
            here=request.url.path, said=self.said(request), language=self.look.words.language, **shown
        )
        return HTMLResponse(body, status_code=status, headers=dict(SAFE))

    def problem(self, request: Request, *problems: str, status: int) -> HTMLResponse:
        """Say what is wrong."""
        return self.page(request, "problem", status=status, problems=problems)

    def said(self, request: Request) -> str | None:
        """Say what the form before did: only codes of our own with a number, never text of the address itself."""
        code, number = (request.query_params.get(name, "") for name in SAID)
        if not self.look.words.knows(code, of="done"):
            return None
        return self.look.say(code, {"count": int(number) if number.isdecimal() and len(number) < 9 else 0}, of="done")


def environment(look: Look, seal: Seal) -> Environment:
    """Make the templates: everything is escaped, and cleaned of what commands a terminal or turns text around."""
    made = Environment(
        loader=PackageLoader("leadwright.doors.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "say": look.say,
        "t": lambda code, **facts: look.say(code, facts, of="page"),
        "line": lambda text, of: clean(look.words.line(text, of=of)),
        "heading": lambda code: look.say(code, of="heading"),
        "when": lambda moment: when(moment, look),
        "ago": lambda seconds: age(seconds, look),
        "fact": lambda name, value: fact(name, value, look),
        "told": lambda item: told(item, look),
        "state_of": lambda one: state_of(asdict(one), look),
        "reading": lambda one: reading(asdict(one), look),
        "token": seal.token,
        "link": link,
    }
    return made


def shown(value: Any) -> Any:
    """Clean text that was written by strangers; a dash where there is nothing to show."""
    if value is None:
        return "–"
    return value if isinstance(value, Markup) else clean(value) if isinstance(value, str) else value


def when(moment: datetime | None, look: Look) -> Markup | str:
    """Show a moment of the operator's zone."""
    if moment is None:
        return "–"
    return Markup('<time datetime="{}">{}</time>').format(moment.isoformat(), look.when(moment.isoformat()))


def age(seconds: float, look: Look) -> str:
    """Show how long something lasted."""
    minutes = max(0, int(seconds)) // 60
    unit, number = ("minutes", minutes) if minutes < 120 else ("hours", minutes // 60)
    if number >= 72 and unit == "hours":
        unit, number = "days", number // 24
    return look.say(unit, {"n": number}, of="page")


def link(path: str, **query: object) -> str:
    """Make an address of our own; what is None is left out."""
    asked = {name: value for name, value in query.items() if value not in (None, "")}
    return f"{path}?{urlencode(asked)}" if asked else path


def told(item: Any, look: Look) -> str:
    """Say in a sentence what a step of a journey gave."""
    return look.say(item.kind, {name.replace("-", "_"): value for name, value in item.facts.items()}, of="story")


VALUES: Mapping[str, str] = {  # facts whose value is itself a code -> the table of its words
    "tag": "tag",
    "category": "category",
    "move": "move",
    "why": "address",
    "terms": "terms",
    "kind": "kind",
    "stage": "deal",
    "verdict": "validity",
    "reasons": "validity",
}


def fact(name: str, value: Scalar, look: Look) -> tuple[str, str]:
    """Give the name and the value of one fact in words; what has none is shown as it is, moments in our zone."""
    called = look.say(name, of="fact") if look.words.knows(name, of="fact") else name
    text = str(value)
    for table in (VALUES.get(name, ""), "business" if name == "kind" else ""):
        codes = text.split(", ")
        if table and all(look.words.knows(code, of=table) for code in codes):
            return called, ", ".join(look.say(code, of=table) for code in codes)
    if len(text) >= 20 and text[4:5] == "-" and text[10:11] == "T":
        try:
            return called, look.when(text)
        except ValueError:
            return called, text
    return called, {"True": look.say("yes", of="page"), "False": look.say("no", of="page")}.get(text, text)
