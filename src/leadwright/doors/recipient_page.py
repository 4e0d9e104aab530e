"""The recipient's page in their language: plain HTML that every browser shows, without scripts and cookies.

``recipient/words/LANGUAGE.toml`` holds the words, ``recipient/page.html`` the page; all values are escaped.
"""

import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from leadwright.domain.operator import Operator
from leadwright.service.recipients import LONGEST, Held

LANGUAGES = ("en", "de", "es", "fr", "fi", "ja", "nl", "no", "sv")
SAME = {"nb": "no", "nn": "no"}
ENGLISH = "en"
WAYS = {
    "mailto": "way_link",
    "jsonld": "way_data",
    "attribute": "way_data",
    "header": "way_data",
    "person": "way_person",
    "post": "way_asked",
    "csv": "way_agreed",
}
FOLDER = files("leadwright.doors").joinpath("recipient")


class RecipientPage:
    """Renders what a recipient sees."""

    def __init__(self, operator: Operator) -> None:
        """Read words and templates once."""
        self._operator = operator
        self._words = {code: tomllib.loads(text("words", f"{code}.toml")) for code in LANGUAGES}
        self._authorities: Mapping[str, str] = tomllib.loads(text("authorities.toml"))
        self._style = Markup(text("page.css"))
        made = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
        self._page = made.from_string(text("page.html"))
        self.neutral = text("neutral.html")

    def show(self, held: Held, path: str, *, asked: str | None) -> str:
        """Show all that is held, with the buttons; ``asked`` is the language of ``?lang=``, if any."""
        return self._rendered(held, path, asked, title="title")

    def confirm(self, held: Held, path: str, *, asked: str | None) -> str:
        """Ask once more before everything is erased."""
        return self._rendered(held, path, asked, title="sure_title", sure=True)

    def done(self, held: Held, path: str, what: str, *, asked: str | None) -> str:
        """Say what was done: ``stop``, ``object``, ``correct`` or ``erase``."""
        return self._rendered(held, path, asked, title="done", said=f"done_{what}")

    def _rendered(
        self, held: Held, path: str, asked: str | None, *, title: str, said: str | None = None, sure: bool = False
    ) -> str:
        language = chosen(asked, held.language)
        words = self._words[language]
        mailbox = self._mailbox(held)
        others = [(code, self._words[code]["name"]) for code in LANGUAGES if code != language]
        return self._page.render(
            w=words,
            language=language,
            others=() if sure or said else others,
            path=path,
            here=f"{path}?lang={language}" if asked else path,
            title=words[title].format(company=self._operator.company),
            said=words[said] if said else None,
            sure=sure,
            held=None if said else held,
            us=self._operator,
            mailbox=mailbox,
            authority=self._authorities.get(held.country or "", words["authority_any"]),
            longest=LONGEST,
            style=self._style,
            day=day,
            way=lambda code: words[WAYS.get(code, "way_text")],
        )

    def _mailbox(self, held: Held) -> str:
        boxes = {box.name: box.address for box in self._operator.mailboxes}
        return boxes.get(held.mailbox or "") or next(iter(boxes.values()), "")


def chosen(asked: str | None, letters: str | None) -> str:
    """Choose the language: the one that was asked for, else the letters', else English."""
    for code in (asked, letters):
        known = SAME.get(code or "", code or "")
        if known in LANGUAGES:
            return known
    return ENGLISH


def day(moment: datetime) -> str:
    """Give the day of a moment (UTC) as ISO 8601, which reads the same in every language."""
    return moment.astimezone(UTC).date().isoformat()


def text(*path: str) -> str:
    """Read a file of the folder."""
    return FOLDER.joinpath(*path).read_text(encoding="utf-8")
