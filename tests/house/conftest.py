"""The ledgers of both databases, and the story that several tests look at."""

import asyncio

import pytest
from tests.house.story import Story, told
from tests.ledgers import *  # noqa: F403


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """Three weeks, played once."""
    return asyncio.run(told(tmp_path_factory.mktemp("story")))
