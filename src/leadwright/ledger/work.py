"""What passes between the engine and the ledger: a task taken, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from leadwright.chain import Item
from leadwright.consequences import Consequence
from leadwright.domain.errors import Scalar


@dataclass(frozen=True, slots=True)
class Task:
    """One claimed work row with its item; ``fence`` must still stand when the result is stored."""

    id: int
    stage: str
    key: str
    wake: str
    brand: str | None
    lead: int | None  # number of the brand's lead, where there is one
    lane: str
    due: datetime
    attempts: int
    fence: int
    item: Item

    @property
    def name(self) -> str:
        """Stage, key and wake in one line, as events name their cause."""
        return f"{self.stage} {self.key} {self.wake}".rstrip()


def run_name(owner: str, id_: int, fence: int) -> str:
    """Name one attempt at a work row, as a claimed letter remembers it."""
    return f"{owner}/{id_}/{fence}"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended.

    ``state`` is the work row's next state: done, dropped, ready (again at ``at``), held, or parked. ``fault`` is the
    traceback of a fault, kept with the event.
    """

    state: str
    code: str = ""
    facts: Mapping[str, Scalar] = field(default_factory=dict)
    at: datetime | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a run gives: its outputs in order, what follows beside them, and how it ended."""

    task: Task
    outputs: tuple[Item, ...]
    beside: tuple[Consequence, ...]
    ended: Ended
