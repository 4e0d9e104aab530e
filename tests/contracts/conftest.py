"""The fixtures of the ledger."""

from tests.ledgers import *  # noqa: F403
