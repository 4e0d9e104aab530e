"""The four ways in which work may stop; everything else is a fault.

::

    Drop       this item ends here for good
    Later      fine, but not now (with a moment), or held until somebody acts (without one)
    Fatal      the stage cannot work at all: stop it and tell the operator
    UserError  wrong use; says what to change, never shows a traceback

Reasons are codes with facts; the doors render the words.
"""

from collections.abc import Mapping
from datetime import datetime

Scalar = str | int | float | bool | None


class Reasoned(Exception):
    """A stop with a code, such as ``no-address``, and the facts behind it (JSON scalars)."""

    def __init__(self, code: str, **facts: Scalar) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, Scalar] = facts

    def __str__(self) -> str:
        return " ".join([self.code, *(f"{name}={value}" for name, value in self.facts.items())])


class Drop(Reasoned):
    """This item ends here for good."""


class Later(Reasoned):
    """Fine, but not now: at ``when`` (aware, UTC), or held until somebody acts where it is ``None``."""

    def __init__(self, when: datetime | None, code: str, **facts: Scalar) -> None:
        super().__init__(code, **facts)
        self.when = when


class Fatal(Reasoned):
    """The stage cannot work at all; the engine stops it and tells the operator."""


class UserError(Exception):
    """Wrong use: every problem at once, each saying what to change."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
