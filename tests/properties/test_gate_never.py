"""Whatever is found, said, stopped, merged, forgotten or restored, in whatever order: no letter is claimed for somebody
who said no, and none without passport and decision.
"""

import asyncio
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.ledgers import EMPTYING, KEY, administer, postgres, postgres_template, sqlite_template  # noqa: F401
from tests.properties.gatehouse import BRANDS, Direct, Gatehouse

PARTS, EXAMPLES = 4, 500  # 2,000 lives in all, in parts that run side by side
ON_POSTGRESQL = 25
MEMORY = Path("/dev/shm")  # where there is one: what a disk keeps of a power cut is not asked here
EVENTS = (
    *("leave", "leave", "leave", "leave", "mail", "mail", "find", "listed", "merge", "split"),
    *("stop", "link", "erase", "wait", "release", "approve", "again", "state", "agree", "backup", "restore"),
)
STEP = st.tuples(st.sampled_from(EVENTS), st.sampled_from(BRANDS), st.integers(0, 35))
WRITTEN_TO = [("leave", brand, 0) for brand in BRANDS]
STEPS = st.builds(
    lambda first, then: [*first, *then],
    st.sampled_from([WRITTEN_TO, WRITTEN_TO[::2], []]),
    st.lists(STEP, min_size=3, max_size=12),
)
Steps = list[tuple[str, str, int]]
ANY_ORDER = settings(
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


async def live(house: Gatehouse, steps: Steps) -> None:
    """Let all this happen, and look after every step; at the end everybody's letters are tried."""
    for event, brand, place in [*steps, *(("leave", brand, 0) for brand in BRANDS)]:
        await getattr(house, event)(brand, place)
        house.look()


class Street:
    """One ledger for thousands of short lives, each of which finds it as it was when the house had begun."""

    def __init__(self, template: Path, folder: Path) -> None:
        """Let the house begin on a copy of ``template``."""
        self.path = folder / "ledger.db"
        shutil.copy(template, self.path)
        self.url = f"sqlite:///{self.path}"
        self.runner = asyncio.Runner()
        self.database = Direct.open(self.url, key=KEY)
        house = Gatehouse(self.database, self.url)
        self.begun = self.runner.run(house.begin())
        self.file, self.kept = house.file, sqlite3.connect(":memory:")
        self.file.backup(self.kept)

    def live(self, steps: Steps) -> Gatehouse:
        """Begin once more and let all this happen."""
        self.kept.backup(self.file)
        Path(f"{self.path}.journal").unlink(missing_ok=True)
        house = Gatehouse(self.database, self.url, self.begun)
        try:
            self.runner.run(live(house, steps))
        finally:
            house.close()
        return house

    def close(self) -> None:
        """Close everything."""
        self.file.close()
        self.kept.close()
        self.database.dispose()
        self.runner.close()


@pytest.fixture(scope="module")
def street(sqlite_template: Path) -> Iterator[Street]:  # noqa: F811
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        street = Street(sqlite_template, Path(folder))
        yield street
        street.close()


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_nobody_who_said_no_is_written_to(street: Street, part: int) -> None:
    @seed(part)
    @settings(ANY_ORDER, max_examples=EXAMPLES)
    @given(steps=STEPS)
    def whatever_happens(steps: Steps) -> None:
        street.live(steps)

    whatever_happens()


@pytest.mark.slow
def test_nor_on_postgresql(postgres_template: str) -> None:  # noqa: F811
    """The same on the other database, where emptying it between two lives takes longer than a life."""
    house = Gatehouse(Direct.open(postgres_template, key=KEY), postgres_template)

    @seed(PARTS)
    @settings(ANY_ORDER, max_examples=ON_POSTGRESQL)
    @given(steps=STEPS)
    def whatever_happens(steps: Steps) -> None:
        administer(postgres_template, "; ".join(EMPTYING[1:]))
        again = Gatehouse(house.database, postgres_template)
        asyncio.run(again.begin())
        asyncio.run(live(again, steps))
        again.close()

    whatever_happens()
    house.close()
    house.database.dispose()
