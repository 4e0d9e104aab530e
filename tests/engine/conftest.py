from tests.ledgers import *  # noqa: F403
