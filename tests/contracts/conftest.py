"""The fixtures of the ledger."""

from tests.contracts.letterbox import letterbox  # noqa: F401
from tests.ledgers import *  # noqa: F403
