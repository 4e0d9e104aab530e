"""A look into a ledger past all of our code."""

import sqlite3
from collections.abc import Callable
from typing import Any

import psycopg
import sqlalchemy as sa


def witness(url: str) -> tuple[Any, Callable[[str], list[Any]]]:
    """Give a connection past all of our code, and what reads through it."""
    target = sa.make_url(url)
    if target.get_backend_name() == "sqlite":
        file = sqlite3.connect(target.database or "", isolation_level=None, check_same_thread=False)
        return file, lambda asked: file.execute(asked).fetchall()
    server = psycopg.connect(target.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True)
    return server, lambda asked: server.execute(asked).fetchall()  # type: ignore[call-overload]
