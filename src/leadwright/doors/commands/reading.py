"""The command that shows what we see in a page."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from leadwright.config import Config, load
from leadwright.domain.errors import UserError
from leadwright.doors import sight
from leadwright.doors.commands.talk import HERE, AsJson, ConfigPath, console, plain
from leadwright.doors.render import Look
from leadwright.doors.words import Words
from leadwright.service.reader import PageView, Reader, manifest
from leadwright.wiring import open_reader

OFTEN = 50  # pages after which a long reading says how far it is


def read_page(
    pages: Annotated[
        list[str] | None, typer.Argument(metavar="PATH|URL...", help="Saved pages (.html, .html.gz) or URLs.")
    ] = None,
    url: Annotated[str | None, typer.Option(help="Where the one saved page was.")] = None,
    listed: Annotated[
        Path | None, typer.Option("--manifest", help="A folder whose manifest.jsonl lists pages and their URLs.")
    ] = None,
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Show what we see in a page, each fact with its place; with --json a line of JSON a page."""
    asked = [(page, None if is_url(page) else url) for page in pages or ()]
    if url is not None and (len(asked) != 1 or is_url(asked[0][0])):
        raise UserError("--url goes with one saved page: many pages with their URLs go into a --manifest")
    rows = [*asked, *(manifest(listed) if listed else ())]
    if not rows:
        raise UserError("name pages to read, or a folder with --manifest")
    known = load(config) if config != HERE or HERE.exists() else None
    return asyncio.run(shown(rows, folder=listed, known=known, as_json=as_json, narrate=len(rows) > OFTEN))


def is_url(text: str) -> bool:
    """Say whether an argument is a URL rather than a path."""
    return text.lower().startswith(("http://", "https://"))


async def shown(
    rows: Sequence[tuple[str, str | None]], *, folder: Path | None, known: Config | None, as_json: bool, narrate: bool
) -> int:
    """Read and print page after page; give 1 where one of them could not be read."""
    broken = 0
    look = Look(Words(known.language if known else "en"), ZoneInfo("UTC"))
    async with AsyncExitStack() as stack:
        reader = await stack.enter_async_context(open_reader(known))
        done = 0
        async for view in views(rows, folder=folder, reader=reader):
            done += 1
            broken += view.error is not None
            if as_json:
                sys.stdout.write(json.dumps(plain(view), ensure_ascii=False) + "\n")
            else:
                console().print(*sight.page(plain(view), look), sep="\n")
            if narrate and done % OFTEN == 0:
                typer.echo(look.say("pages-read", {"done": done, "all": len(rows)}, of="door"), err=True)
    return int(broken > 0)


async def views(
    rows: Sequence[tuple[str, str | None]], *, folder: Path | None, reader: Reader
) -> AsyncIterator[PageView]:
    """Read what was asked for, one after the other; paths of a manifest begin at its folder."""
    for name, url in rows:
        if is_url(name):
            yield await reader.page(name)
        else:
            yield reader.file(folder / name if folder else Path(name), name=name, url=url)
