"""The fixtures of the ledger, and a story told in it."""

import pytest

from leadwright.ledger.database import Database
from tests.contracts.letterbox import letterbox  # noqa: F401
from tests.ledgers import *  # noqa: F403
from tests.service.story import Story


@pytest.fixture
def story(database: Database) -> Story:
    """An empty house in which things may happen."""
    return Story(database)
