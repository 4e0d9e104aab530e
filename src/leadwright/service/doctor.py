"""The check-up before anything leaves."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from leadwright.domain.errors import Fatal, Later, Scalar, UserError

Try = Callable[[], Awaitable[Mapping[str, Scalar]]]
"""Something that is tried for real; gives what it measured, raises Fatal, Later or UserError where it fails."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; ``measured`` false means inferred."""

    name: str
    state: str  # ok warn bad unknown
    code: str
    facts: Mapping[str, Scalar] = field(default_factory=dict)
    measured: bool = True
    next: str | None = None  # code of what to do


class Doctor:
    """Looks at everything a letter needs before it may leave."""

    def __init__(self, *, tries: Mapping[str, Try]) -> None:
        """``tries`` are named things to be tried for real, such as ``smtp main``."""
        self._tries = tries

    async def check(self) -> Sequence[Check]:
        """Look at everything, and give the findings in the order in which they matter."""
        return [await tried(name, what) for name, what in self._tries.items()]


async def tried(name: str, what: Try) -> Check:
    """Try one thing for real."""
    try:
        return Check(name, "ok", "works", await what())
    except (Fatal, Later) as failed:
        return Check(name, "bad", failed.code, failed.facts, next=f"fix-{name.partition(' ')[0]}")
    except UserError as failed:
        return Check(name, "bad", "refused", {"why": str(failed)}, next=f"fix-{name.partition(' ')[0]}")
