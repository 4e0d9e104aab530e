"""The check-up before anything leaves: what is measured, what is inferred, and what nobody can know.

Looks read what the house already has (configuration, ledger, playbooks); tries reach out (mail servers, the opt-out
page, DNS) and are given by the wiring. Nothing here changes anything.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from leadwright.domain.errors import Fatal, Later, Scalar, UserError

Try = Callable[[], Awaitable[Mapping[str, Scalar]]]
"""Something that is tried for real; gives what it measured, raises Fatal, Later or UserError where it fails."""

OK, WARN, BAD, UNKNOWN = "ok", "warn", "bad", "unknown"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; ``measured`` false means inferred; ``next`` is the code of what to do."""

    name: str
    state: str  # ok warn bad unknown
    code: str
    facts: Mapping[str, Scalar] = field(default_factory=dict)
    measured: bool = True
    next: str | None = None


Look = Callable[[], Awaitable[Sequence[Check]]]
"""Something of the house that is looked at."""


class Doctor:
    """Looks at everything a letter needs before it may leave."""

    def __init__(self, *, tries: Mapping[str, Try], looks: Sequence[Look] = ()) -> None:
        """``looks`` come first; ``tries`` are named ``KIND NAME``, such as ``smtp main``."""
        self._tries, self._looks = tries, looks

    async def check(self) -> list[Check]:
        """Look at everything, in the order in which things must be right."""
        found = [check for look in self._looks for check in await look()]
        found += [await tried(name, what) for name, what in self._tries.items()]
        return [*found, Check("placement", UNKNOWN, "nobody-can-know", measured=False)]


def next_step(checks: Sequence[Check]) -> Check | None:
    """Give the one check to act on next: the first that is bad, else the first that warns; None where all is well."""
    todo = [check for state in (BAD, WARN) for check in checks if check.state == state and check.next]
    return todo[0] if todo else None


async def tried(name: str, what: Try) -> Check:
    """Try one thing for real."""
    remedy = f"fix-{name.partition(' ')[0]}"
    try:
        return Check(name, OK, "works", await what())
    except (Fatal, Later) as failed:
        return Check(name, BAD, failed.code, failed.facts, next=remedy)
    except UserError as failed:
        return Check(name, BAD, "refused", {"why": "; ".join(failed.problems)}, next=remedy)
