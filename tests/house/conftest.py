"""The ledgers of both databases, and the story that several tests look at."""

import asyncio
import fcntl
import os
import pickle

import pytest

from tests.house.story import Story, told
from tests.ledgers import *  # noqa: F403


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """Three weeks, played once for all workers: the first plays, the others wait for what it tells."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    kept = shared / "story.pickle"
    with (shared / "story.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_bytes(pickle.dumps(asyncio.run(told(tmp_path_factory.mktemp("story")))))
    one: Story = pickle.loads(kept.read_bytes())  # noqa: S301  # written a moment ago, by this very run
    return one
