"""Which entries of a document were given already: the bookmark of sources that have no better order than their own.

Dates of feeds and rows of files are no order to rely on: entries come late, are back-dated, or bear no date at all. So
the bookmark names the entries themselves, by short digests, as far as they still stand in the document.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from leadwright.domain.lead import Sighting

DIGEST = 8  # hex digits
PART = 50  # sightings between two bookmarks of a long document, at least
PARTS = 20  # of a long document


def not_given(sightings: Sequence[Sighting], bookmark: str | None, *, each: bool = True) -> Iterator[Sighting]:
    """Give what the bookmark does not name yet, each with the bookmark to go on from once it is stored.

    ``each=False`` puts it on the last one and on a few on the way, for documents so long that naming all entries many
    times would be a waste; what was stored after one of them is seen again after a crash, which harms nothing.
    """
    known = frozenset((bookmark or "").split())
    here = {_digest(sighting.key) for sighting in sightings}
    named = set(known & here)
    fresh = [sighting for sighting in sightings if _digest(sighting.key) not in known]
    step = 1 if each else max(len(fresh) // PARTS, PART)
    for number, sighting in enumerate(fresh, 1):
        named.add(_digest(sighting.key))
        marked = number % step == 0 or number == len(fresh)
        yield replace(sighting, bookmark=_written(named)) if marked else sighting


def _written(digests: Iterable[str]) -> str:
    return " ".join(sorted(digests))


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:DIGEST]
