"""Items as JSON text and back, typed; what cannot be read back is a fault of that item alone."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import msgspec

from leadwright.chain import Item
from leadwright.domain.errors import Scalar
from leadwright.domain.lead import Contact, Lead, Prospect, Sighting, Watch
from leadwright.domain.letter import Deal, Draft, Reply, Sent, Verdict

T = TypeVar("T")

ITEMS = (Watch, Sighting, Contact, Lead, Prospect, Draft, Sent, Reply, Verdict, Deal)

_ENCODER = msgspec.json.Encoder(order="deterministic")  # the same facts give the same text


def encode(value: object) -> str:
    """Write a dataclass, mapping or list as JSON; members of mappings in the order of their names."""
    return _ENCODER.encode(value).decode()


def decode(kind: type[T], body: str) -> T:
    """Read a dataclass; ValueError (msgspec) where the text does not fit it."""
    return msgspec.json.decode(body, type=kind)


def facts_of(text: str | None) -> Mapping[str, Scalar]:
    """Read the facts of a reason; none where there is no text."""
    return msgspec.json.decode(text, type=dict[str, Scalar]) if text else {}


class Codec:
    """Reads items by the name of their class."""

    def __init__(self, kinds: Iterable[type]) -> None:
        """Know the items of the product, and ``kinds`` beside them."""
        self._decoders: Mapping[str, msgspec.json.Decoder[Any]] = {
            kind.__name__: msgspec.json.Decoder(kind) for kind in (*ITEMS, *kinds)
        }

    def read(self, kind: str, body: str) -> Item:
        """Read an item; KeyError for an unknown kind, ValueError (msgspec) where the text does not fit it."""
        item: Item = self._decoders[kind].decode(body)
        return item
