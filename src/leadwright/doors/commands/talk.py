"""What commands have in common: their options, an opened desk, and results on stdout with narration on stderr."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo

import typer
from rich.console import Console, RenderableType

from leadwright.config import Config, load
from leadwright.domain.errors import Scalar
from leadwright.doors.render import Look, clean
from leadwright.doors.words import Words
from leadwright.service.desk import Desk
from leadwright.wiring import Surroundings, open_desk

T = TypeVar("T")

ConfigPath = Annotated[Path, typer.Option("--config", "-c", help="The configuration.", show_default=True)]
AsJson = Annotated[bool, typer.Option("--json", help="Results as JSON on stdout.")]
HERE = Path("leadwright.toml")
BY = "command line"  # who acted, in the journal of a lead
PIPED_WIDTH = 120  # columns where stdout is no terminal


@dataclass(frozen=True)
class Talk:
    """What one command says, and in which language."""

    config: Config
    as_json: bool

    @classmethod
    def about(cls, path: Path, as_json: bool) -> "Talk":
        """Read the configuration; UserError says what is wrong with it."""
        return cls(load(path), as_json)

    @property
    def words(self) -> Words:
        """The operator's language."""
        return Words(self.config.language)

    @property
    def look(self) -> Look:
        """How things are shown: words, and times of the first mailbox's zone."""
        return Look(self.words, ZoneInfo(next(iter(self.config.mailbox.values())).zone))

    def give(self, data: object, *shown: RenderableType) -> None:
        """Print the result: ``data`` as JSON where that was asked for, else what is ``shown``."""
        give(data, *shown, as_json=self.as_json)

    def say(self, code: str, **facts: Scalar) -> None:
        """Narrate on stderr."""
        typer.echo(clean(self.words.say(code, facts, of="door")), err=True)

    def at_desk(self, use: Callable[[Desk], Awaitable[T]], surroundings: Surroundings | None = None) -> T:
        """Open the desk, use it, and close it whatever happens."""

        async def work() -> T:
            desk = open_desk(self.config, surroundings)
            try:
                return await use(desk)
            finally:
                await desk.close()

        return asyncio.run(work())


def give(data: object, *shown: RenderableType, as_json: bool) -> None:
    """Print a result: ``data`` as JSON where that was asked for, else what is ``shown``."""
    if as_json:
        sys.stdout.write(json.dumps(plain(data), ensure_ascii=False, indent=2, default=str) + "\n")
        return
    out = console()
    for one in shown:
        out.print(one, crop=False)  # a command to copy may be longer than a line


def console() -> Console:
    """Give a console that takes no text for markup: what we show was written by strangers."""
    wide = None if sys.stdout.isatty() else PIPED_WIDTH
    return Console(file=sys.stdout, markup=False, emoji=False, highlight=False, width=wide)


def plain(data: object) -> Any:
    """Give frozen dataclasses and what they hold as what JSON knows; times are ISO 8601 with their offset."""
    if is_dataclass(data) and not isinstance(data, type):
        return {field.name: plain(getattr(data, field.name)) for field in fields(data)}
    if isinstance(data, Mapping):
        return {str(key): plain(value) for key, value in data.items()}
    if isinstance(data, set | frozenset):
        return sorted(map(plain, data), key=str)
    if isinstance(data, list | tuple):
        return [plain(value) for value in data]
    if isinstance(data, date | datetime):
        return data.isoformat()
    return data
