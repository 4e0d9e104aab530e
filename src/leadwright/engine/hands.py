"""The stages with the ports they asked for: what performs one task."""

import traceback
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from leadwright.chain import Chain, Item, Run, Wake
from leadwright.consequences import Consequence, ended, follow
from leadwright.domain.errors import Drop, Fatal, Later
from leadwright.ledger.work import Ended, Result, Task
from leadwright.ports import Clock, Dice

TRIES = 5  # faults until an item is parked for the operator
FIRST_WAIT = timedelta(seconds=30)  # doubled four-fold after each further fault
FAULT_LENGTH = 8_000  # characters of a traceback that are kept


@dataclass(frozen=True)
class Hands:
    """Performs tasks of a chain; ``ports`` maps the types that stages ask for to what answers them."""

    chain: Chain[Any, Any]
    ports: Mapping[Any, object]
    clock: Clock
    dice: Dice

    def missing(self) -> Sequence[str]:
        """Name every need of a stage that nothing answers."""
        return [
            f"{stage.name} needs {getattr(port, '__name__', port)}"
            for stage in self.chain.stages
            for port in stage.needs.values()
            if port not in self.ports and port not in (Wake, Run)
        ]

    async def perform(self, task: Task, run: Run) -> Result:
        """Run a task to its end and say what follows; what was given before a stop stays given."""
        outputs: list[Item] = []
        beside: list[Consequence] = []
        try:
            async with aclosing(self._stream(task, run)) as stream:
                async for output in stream:
                    beside += follow(output)
                    outputs.append(output)
            end = Ended("done")
        except Drop as drop:
            end = Ended("dropped", drop.code, drop.facts)
            beside += ended(task.stage, task.item, drop)
        except Later as later:
            end = Ended("ready" if later.when else "held", later.code, later.facts, at=later.when)
        except Fatal as fatal:
            end = Ended("fatal", fatal.code, fatal.facts)
        except Exception as error:  # noqa: BLE001 - the one place where any fault of a stage is caught
            end = self._fault(task, error)
        return Result(task, tuple(outputs), tuple(beside), end)

    def _stream(self, task: Task, run: Run) -> Any:  # an async generator, so that aclosing can close it
        own: Mapping[Any, object] = {Wake: task.wake, Run: run}
        stage = self.chain[task.stage]
        needs = {name: own[port] if port in own else self.ports[port] for name, port in stage.needs.items()}
        function: Callable[..., AsyncIterator[Item]] = stage.run
        return function(task.item, **needs)

    def _fault(self, task: Task, error: Exception) -> Ended:
        fault = "".join(traceback.format_exception(error))[-FAULT_LENGTH:]
        facts = {"error": f"{type(error).__name__}: {error}"[:300]}
        if task.attempts + 1 >= TRIES:
            return Ended("parked", "fault", facts, fault=fault)
        spread = 0.8 + 0.4 * self.dice.roll("retry", task.name, str(task.attempts)).random()
        wait = FIRST_WAIT * 4**task.attempts * spread
        return Ended("ready", "fault", facts, at=self.clock.now() + wait, fault=fault)


def waiting(result: Result, at: Any) -> Result:
    """Give the result of a stage that stopped for good: its item waits until ``at``."""
    return replace(result, ended=replace(result.ended, state="ready", at=at))
