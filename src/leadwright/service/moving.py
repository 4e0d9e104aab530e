"""The move of a ledger from SQLite to PostgreSQL, and the mending of what it must refuse."""

from collections.abc import Callable

from leadwright.config import Config
from leadwright.ledger.database import Database
from leadwright.ledger.move import Report, move

Progress = Callable[[str, int, int], None]
"""Told after each part: table, rows done, rows in all."""


def move_ledger(config: Config, target: str, *, progress: Progress) -> Report:
    """Copy the configured ledger to ``target`` (postgresql://...), go on where an earlier move stopped, and compare.

    The configuration is left alone: name the new ledger in it afterwards. UserError says what stands in the way.
    """
    return move(config.ledger_url(), target, key=config.hash_key(), progress=progress)


def mend_ledger(config: Config) -> tuple[str, ...]:
    """Make anew the triggers that the configured ledger lacks; gives their names."""
    return Database.mend(config.ledger_url(), key=config.hash_key())
