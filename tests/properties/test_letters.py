"""Whatever order work, mails, crashes, sweeps and people come in: nothing leaves that must not, and nothing is lost."""

import asyncio
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadwright.ledger.database import Database
from leadwright.stages import track
from tests.ledgers import KEY, sqlite_template  # noqa: F401
from tests.properties.house import BRANDS, House, poisoned
from tests.properties.mails import KINDS

FATES = ("taken", "taken", "later", "refused", "lost", "lost but left", "dies before", "dies after", "dies at commit")
WORDS = ("approve", "unapprove", "rule", "suppress", "suppress address", "settle")
DOING = {
    "run": FATES,
    "wait": ("due", "due", "due", "hour", "days", "unswept", "unswept"),
    "mail": (*KINDS, "poison", "poison"),
    "look": ("new", "anew"),
    "person": WORDS,
    "restart": ("start", "lease"),
}
STEP = st.sampled_from([*(["run", "wait"] * 3), "mail", "mail", "look", "person", "restart"]).flatmap(
    lambda what: st.tuples(st.just(what), st.sampled_from(BRANDS), st.sampled_from(DOING[what]))
)
MEMORY = Path("/dev/shm")  # where there is one: what a disk keeps of a power cut is not asked here
Steps = list[tuple[str, str, str]]
APPROVED: Steps = [("person", brand, "approve") for brand in BRANDS]
DUE: Steps = [("run", "", "taken"), ("wait", "", "due")]
BEGIN: dict[str, Steps] = {
    "nothing": [],
    "approved": APPROVED,
    "slept": [*APPROVED, DUE[0], ("wait", "", "unswept"), DUE[0]],
    "written to": [*APPROVED, *DUE, *DUE, *DUE, DUE[0]],
}
BEGINNINGS = ("nothing", "approved", "slept", *(["written to"] * 4))


async def live(url: str, steps: Steps) -> None:
    """Open a house, let all this happen, and let it come to rest."""
    database = Database.open(url, key=KEY)
    try:
        house = House(database)
        await house.open()
        for what, brand, how in steps:
            await getattr(house, what)(brand, how)
            await house.check()
        await house.come_to_rest()
    finally:
        await database.close()


@pytest.mark.slow
@settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    begin=st.sampled_from(["nothing", "approved", *(["written to"] * 4)]), steps=st.lists(STEP, min_size=4, max_size=16)
)
def test_any_order_of_work_mails_crashes_and_people(
    sqlite_template: Path,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    begin: str,
    steps: Steps,
) -> None:
    monkeypatch.setattr(track, "reply_of", poisoned)
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        shutil.copy(sqlite_template, Path(folder) / "ledger.db")
        asyncio.run(live(f"sqlite:///{folder}/ledger.db", [*BEGIN[begin], *steps]))
