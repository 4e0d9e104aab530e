"""A name in the configuration becomes a class.

A name is looked up in a table of dotted places, then taken as ``module:Class``. Nothing is imported until it is asked
for. A class brings its own ``Options``, a strict pydantic model; every mistake is reported at once with its place, and
no value is ever repeated, it might be secret.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

from pydantic import ValidationError

from leadwright.domain.errors import UserError


@dataclass(frozen=True, slots=True)
class Registry:
    """One kind of part; ``known`` maps a name to ``module:Class``."""

    kind: str
    known: Mapping[str, str]

    def find(self, name: str) -> Any:
        """Give the class behind ``name``. Raises UserError that lists the names there are."""
        place = self.known.get(name, name)
        if ":" not in place:
            near = get_close_matches(name, self.known, n=1)
            hint = f" (did you mean {near[0]}?)" if near else ""
            raise UserError(f"there is no {self.kind} called {name!r}{hint}; known: {', '.join(sorted(self.known))}")
        try:
            return resolve_name(place)
        except (ImportError, AttributeError, ValueError) as error:
            raise UserError(f"the {self.kind} {name!r} cannot be loaded: {error}") from error

    def make(self, name: str, options: Mapping[str, Any], *, place: str, folder: Path | None = None) -> Any:
        """Make the part from its table in the configuration, which stands at ``place``.

        Paths among the options are relative to ``folder``. Raises UserError with every mistake.
        """
        part = self.find(name)
        try:
            checked = part.Options.model_validate(dict(options), context={"folder": folder or Path()})
        except ValidationError as error:
            raise UserError(*(_mistake(one, place, part.Options) for one in error.errors())) from None
        return part(checked)


def _mistake(error: Any, place: str, options: Any) -> str:
    where = ".".join((place, *map(str, error["loc"])))
    said = error["msg"].removeprefix("Value error, ")
    if error["type"] == "extra_forbidden":
        said = f"no such key; known: {', '.join(options.model_fields)}"
    if error["type"] == "missing":
        said = "is missing"
    return f"{where}: {said}"


SOURCES = Registry(
    "source",
    {
        "alertmail": "leadwright.sources.alertmail:AlertMail",
        "csv": "leadwright.sources.csvfile:CsvFile",
        "directory": "leadwright.sources.directory:Directory",
        "feed": "leadwright.sources.feed:Feed",
        "github": "leadwright.sources.github:GitHub",
        "hackernews": "leadwright.sources.hackernews:HackerNews",
        "indiehackers": "leadwright.sources.indiehackers:IndieHackers",
        "openstreetmap": "leadwright.sources.openstreetmap:OpenStreetMap",
        "paste": "leadwright.sources.paste:Paste",
        "producthunt": "leadwright.sources.producthunt:ProductHunt",
        "reddit": "leadwright.sources.reddit:Reddit",
        "wikidata": "leadwright.sources.wikidata:Wikidata",
    },
)
