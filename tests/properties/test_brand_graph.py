"""Whatever is joined, merged, parted and stopped, in whatever order, the brands are what the edges say.

The brands are the connected components of the live edges; who was stopped stays stopped, also when names part; and no
two names are approached that were ever one when one of them was.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from leadwright.consequences import Suppress
from leadwright.domain.brand import Tie
from leadwright.domain.errors import UserError
from leadwright.ledger import approaches, beside, triggers
from leadwright.ledger.brands import DOMAIN, GUARDED, LIVE, MOST_SITES, Seen, same_brand, tie, unrelated
from leadwright.ledger.columns import metadata
from leadwright.ledger.joins import merge_by_hand, split_by_hand
from leadwright.ledger.sequels import following
from leadwright.ledger.suppression import stopped
from leadwright.ledger.tables import brands, edges
from tests.contracts.letterbox import TUESDAY
from tests.ledgers import KEY

SITES = tuple(f"{name}.test" for name in ("ash", "birch", "cedar", "elm", "fir", "oak"))
SHOWN = (*SITES, "ash.myshopify.com", "GB1", "GB2", "info@ash.test", "hello@agency.test", "instagram.com/elm")
KIND = {**dict.fromkeys(SITES, "redirect"), "ash.myshopify.com": "myshopify", "GB1": "number", "GB2": "number"}
KIND |= {"instagram.com/elm": "social"}
site, name = st.sampled_from(SITES), st.sampled_from(SHOWN)
STEP = st.one_of(
    st.tuples(st.just("join"), site, name),
    st.tuples(st.just("join"), site, name),
    st.tuples(st.sampled_from(("merge", "split", "split")), site, site),
    st.tuples(st.sampled_from(("stop", "approach")), site, st.just("")),
)


@dataclass
class Life:
    """One ledger, and what has happened in it."""

    conn: sa.Connection
    stopped: set[str] = field(default_factory=set)
    together: list[set[str]] = field(default_factory=list)  # the names of each brand when it was approached
    number: int = 0

    def do(self, event: str, one: str, other: str) -> None:
        """Let it happen."""
        self.number += 1
        try:
            getattr(self, event)(one, other)
        except UserError:
            assert event in {"merge", "split"}, "a person may be told that there is nothing to decide"

    def join(self, one: str, other: str) -> None:
        ties = [Tie(other, KIND.get(other, "address"))] if one != other else []
        change = tie(self.conn, one, ties, seen=Seen(f"s{self.number}", TUESDAY), key=KEY)
        beside.apply(self.conn, following(self.conn, change), now=TUESDAY, cause="join", database_key=KEY)

    def merge(self, one: str, other: str) -> None:
        self.by_hand(merge_by_hand, one, other)
        assert other in self.brand(one)

    def split(self, one: str, other: str) -> None:
        self.by_hand(split_by_hand, one, other)
        assert other not in self.brand(one)

    def by_hand(self, do: Callable[..., object], one: str, other: str) -> None:
        do(self.conn, one, other, reason="a person knows", by="anna", now=TUESDAY, key=KEY)

    def stop(self, one: str, _: str) -> None:
        said = [Suppress("brand", one, "unsubscribe")]
        beside.apply(self.conn, said, now=TUESDAY, cause="stop", database_key=KEY)
        assert self.brand(one) <= self.all_stopped()

    def approach(self, one: str, _: str) -> None:
        known = same_brand(self.conn, one)
        row: Any = SimpleNamespace(brand_hash=None, recipient_hash=None)
        names = approaches.names_of(self.conn, known, f"info@{one}")
        if stopped(self.conn, KEY, known) or approaches.since(self.conn, KEY, names, row=row):
            return
        assert not any(set(known) & names for names in self.together), f"{known} was approached before"
        self.together.append(set(known))
        approaches.remember(self.conn, KEY, names, at=TUESDAY)

    def brand(self, one: str) -> set[str]:
        return set(same_brand(self.conn, one))

    def all_stopped(self) -> set[str]:
        return {one for one in (*SITES, "ash.myshopify.com") if stopped(self.conn, KEY, same_brand(self.conn, one))}

    def look(self) -> None:
        """See whether all that must hold does."""
        parts = components([(row.a, row.b) for row in self.conn.execute(sa.select(edges).where(LIVE))])
        rows = self.conn.execute(sa.select(brands)).all()
        kept = {row.name: row for row in rows}
        for part in parts:
            assert {kept[one].brand for one in part} <= {one for one in part if kept[one].kind == DOMAIN}
            assert len({kept[one].brand for one in part}) == 1
        for one in kept.keys() - set().union(*parts):
            assert (kept[one].brand, kept[one].kind) == (one, DOMAIN), "who is tied to nobody is a brand alone"
        assert len({row.brand for row in rows}) == len(parts) + len(kept.keys() - set().union(*parts))
        now = self.all_stopped()
        assert self.stopped <= now, "a stop was lost"
        self.stopped = now
        for shown in set(SHOWN) - set(SITES):
            showing = self.conn.scalars(sa.select(edges.c.a).where(edges.c.b == shown, edges.c.kind.in_(GUARDED), LIVE))
            assert unrelated(self.conn, set(showing)) <= MOST_SITES


def components(pairs: list[tuple[str, str]]) -> list[set[str]]:
    """The connected components of a graph, by the simplest means."""
    parts: list[set[str]] = []
    for pair in pairs:
        near = [part for part in parts if part & set(pair)]
        parts = [part for part in parts if part not in near] + [set(pair).union(*near)]
    return parts


@pytest.fixture(scope="module")
def ledger() -> Iterator[sa.Connection]:
    """A ledger in memory, of which every life is rolled back."""
    engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    with engine.connect() as conn:
        metadata.create_all(conn)
        triggers.create(conn)
        conn.commit()
        yield conn
    engine.dispose()


@given(st.lists(STEP, min_size=2, max_size=14))
@settings(max_examples=200, deadline=None, database=None, derandomize=True)
def test_brands_in_any_order(ledger: sa.Connection, steps: list[tuple[str, str, str]]) -> None:
    life = Life(ledger)
    try:
        for event, one, other in steps:
            life.do(event, one, other)
            life.look()
    finally:
        ledger.rollback()
