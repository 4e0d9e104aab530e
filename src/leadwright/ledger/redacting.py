"""Takes addresses out of what stays when somebody is erased: texts about others in which they are named.

Everything is looked at: each text of each row, the bytes of mails, the text inside stored pages. Where an address
stood there is :data:`GONE`; a mail in whose encoded bytes it cannot be replaced loses them; a row whose own key is made
of it goes.
"""

import html
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import msgspec
import sqlalchemy as sa

from leadwright.domain.identity import normal
from leadwright.domain.idn import spelled
from leadwright.domain.providers import homes_of
from leadwright.ledger.codec import encode
from leadwright.ledger.columns import metadata
from leadwright.ledger.tables import approaches, erasures, evidence, messages, pages, suppression
from leadwright.ledger.triggers import resting
from leadwright.reading.mail import read_mail

GONE = "[erased]"
AT_ONCE = 200  # rows
HASHED = (suppression, approaches, erasures)  # append-only, keyed hashes
TOKEN = re.compile(r"[\w.!$'*+^{|}~-]{1,64}(?:@|%40|&#64;|&#x40;|&commat;)[\w.-]{3,255}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sought:
    """Whose addresses are looked for, in their one form; every address below ``domains`` is theirs."""

    addresses: frozenset[str]
    domains: frozenset[str]

    def needles(self) -> frozenset[str]:
        """Give texts of which every row that names somebody holds one, in lower case."""
        homes = {address.rpartition("@")[2] for address in self.addresses} | self.domains
        return frozenset(one for home in homes for one in (*homes_of(home), spelled(home)))

    def means(self, token: str) -> bool:
        """Say whether what looks like an address is one of theirs."""
        address = normal(html.unescape(unquote(token)).strip(".-'*"))
        host = address.rpartition("@")[2]
        return address in self.addresses or any(host == one or host.endswith(f".{one}") for one in self.domains)

    def names(self, text: str) -> bool:
        """Say whether a text names one of them."""
        return any(self.means(found[0]) for found in TOKEN.finditer(text))

    def without(self, text: str) -> str:
        """Give a text without them; JSON stays JSON."""
        if text[:1] in {"{", "["}:
            try:
                return encode(self._walked(msgspec.json.decode(text)))
            except msgspec.DecodeError:
                pass
        return TOKEN.sub(lambda found: GONE if self.means(found[0]) else found[0], text)

    def _walked(self, value: Any) -> Any:
        if isinstance(value, str):
            return TOKEN.sub(lambda found: GONE if self.means(found[0]) else found[0], value)
        if isinstance(value, list):
            return [self._walked(one) for one in value]
        if isinstance(value, dict):
            return {self._walked(name): self._walked(one) for name, one in value.items()}
        return value


def redact(conn: sa.Connection, sought: Sought) -> int:
    """Take them out of every table, in the caller's transaction; gives how many rows held one of them."""
    if not sought.addresses and not sought.domains:
        return 0
    touched = sum(_texts(conn, table, sought) for table in metadata.sorted_tables[::-1] if table not in HASHED)
    return touched + _mails(conn, sought) + _pages(conn, sought)


def _texts(conn: sa.Connection, table: sa.Table, sought: Sought) -> int:
    texts = [column for column in table.c if isinstance(column.type, sa.Text)]
    keys = list(table.primary_key.columns)
    holds = [sa.func.lower(c).contains(needle, autoescape=True) for c in texts for needle in sorted(sought.needles())]
    if not holds:
        return 0
    changes: list[sa.Delete | sa.Update] = []
    for row in conn.execute(sa.select(table).where(sa.or_(*holds))).mappings().all():
        said = {c.name: row[c.name] for c in texts if row[c.name] and sought.names(_plain(row[c.name]))}
        this = sa.and_(*(key == row[key.name] for key in keys))
        if said.keys() & {key.name for key in keys}:
            changes.append(sa.delete(table).where(this))
        elif said:
            left = {name: sought.without(value) for name, value in said.items()}
            if table is evidence and "address" in left:  # two addresses of one page must not become the same
                left["address"] = f"{left['address']} {row['id']}"
            changes.append(sa.update(table).where(this).values(left))
    if changes:
        with resting(conn, table.name):  # also the words of a letter that left to somebody else
            for change in changes:
                conn.execute(change)
    return len(changes)


def _plain(text: str) -> str:
    r"""Give a text so that an address in it stands by itself: JSON writes a new line as ``\n``."""
    return re.sub(r"\\[nrtbf]", " ", text) if text[:1] in {"{", "["} else text


def redacted(text: bytes, means: Callable[[str], bool]) -> bytes:
    """Give the text of a page without the addresses that ``means`` knows; the same object where it shows none."""
    said = text.decode("utf-8", "surrogateescape")
    left = TOKEN.sub(lambda found: GONE if means(found[0]) else found[0], said)
    return text if left == said else left.encode("utf-8", "surrogateescape")


def _mails(conn: sa.Connection, sought: Sought) -> int:
    """Take them out of the bytes of mails; what is encoded so that it cannot be replaced goes as a whole."""

    def without(raw: bytes) -> bytes | None:
        text = raw.decode("utf-8", "surrogateescape")
        left = TOKEN.sub(lambda found: GONE if sought.means(found[0]) else found[0], text)
        left_raw = left.encode("utf-8", "surrogateescape")
        return None if sought.names(readable(left_raw)) else left_raw

    return _blobs(conn, messages.c.raw, without)


def readable(raw: bytes) -> str:
    """Give all the words of a mail; none where it cannot be read."""
    try:
        mail = read_mail(raw)
    except (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError):
        return ""
    return "\n".join((mail.sender, mail.subject, mail.text))


def _pages(conn: sa.Connection, sought: Sought) -> int:
    """Take them out of the text of every stored page."""
    needles = [needle.encode() for needle in sought.needles()]

    def without(packed: bytes) -> bytes:
        text = zlib.decompress(packed)
        lower = text.lower()
        if not any(needle in lower for needle in needles):
            return packed
        left = redacted(text, sought.means)
        return packed if left is text else zlib.compress(left)

    return _blobs(conn, pages.c.html, without)


def _blobs(conn: sa.Connection, column: sa.Column[Any], without: Callable[[bytes], bytes | None]) -> int:
    """Replace every value of a column that ``without`` gives another for."""
    table, touched = column.table, 0
    assert isinstance(table, sa.Table)
    keys = list(table.primary_key.columns)
    for row in _rows(conn, column, keys):
        left = without(row[-1])
        if left != row[-1]:
            this = sa.and_(*(key == value for key, value in zip(keys, row, strict=False)))
            conn.execute(sa.update(table).where(this).values({column.name: left}))
            touched += 1
    return touched


def _rows(conn: sa.Connection, column: sa.Column[Any], keys: list[sa.Column[Any]]) -> Iterator[tuple[Any, ...]]:
    """Give keys and value of every row that has one, a few at a time."""
    last: tuple[Any, ...] = ()
    while True:
        asked = sa.select(*keys, column).where(column.is_not(None)).order_by(*keys).limit(AT_ONCE)
        if last:
            asked = asked.where(sa.tuple_(*keys) > sa.tuple_(*(sa.literal(value) for value in last)))
        found = [tuple(row) for row in conn.execute(asked)]
        yield from found
        if len(found) < AT_ONCE:
            return
        last = found[-1][: len(keys)]
