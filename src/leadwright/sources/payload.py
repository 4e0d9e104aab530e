"""Answers of sources as typed data: what is not of their form is told with its place, and takes nothing else along."""

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from leadwright.domain.errors import Drop

DEEP = "it is nested too deeply"
T = TypeVar("T")


def decoded(text: str, kind: type[T], *, url: str) -> T:
    """Read JSON as ``kind``; Drop(``unreadable``) says where it is something else (``why`` ends in a JSONPath)."""
    start = text.lstrip("\ufeff \t\r\n")[:200].lower()
    if start.startswith(("<!doctype", "<html")):
        raise Drop("unreadable", url=url, why="this is a web page, not the API's answer")
    try:
        return msgspec.json.decode(text.lstrip("\ufeff").encode("utf-8", "replace"), type=kind)
    except msgspec.DecodeError as error:
        said = str(error)
        raise Drop("unreadable", url=url, why=said if "`$" in said else f"{said} - at `$`") from None
    except RecursionError:
        raise Drop("unreadable", url=url, why=DEEP) from None


def entries(
    raws: Sequence[msgspec.Raw], kind: type[T], *, url: str, place: str, known: Drop | None = None
) -> tuple[list[T], Drop | None]:
    """Read each entry of a list on its own; give those that can be read, and what to raise after them.

    ``place`` is the JSONPath of the list; ``known`` is a fault of an earlier page, which goes before.
    """
    found: list[T] = []
    for number, raw in enumerate(raws):
        try:
            found.append(msgspec.json.decode(raw, type=kind))
        except (msgspec.DecodeError, RecursionError) as error:
            said = DEEP if isinstance(error, RecursionError) else str(error)
            known = known or Drop("unreadable", url=url, why=f"{said} - in `{place}[{number}]`")
    return found, known
