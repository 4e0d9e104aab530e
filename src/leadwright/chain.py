"""How one arrow of the chain is declared, and how arrows are joined.

A stage is an async generator. Its first parameter is what it takes, its yield type is what it gives, and every other
parameter is a port it asks of the world, or a setting, found by its type::

    @stage
    async def extract(sighting: Sighting, web: Web) -> AsyncIterator[Contact]:
        ...

Stages are joined with ``>>``; a type checker refuses a joint that does not fit.
"""

import inspect
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Concatenate, Generic, NewType, ParamSpec, Protocol, TypeVar, get_args, get_type_hints


class Item(Protocol):
    """Anything that travels the chain: it knows its natural key."""

    @property
    def key(self) -> str:
        """The same thing seen again has the same key."""


Wake = NewType("Wake", str)
"""Why this run of an item: the dated tick for parse, the mail's key for track, else empty."""

Run = NewType("Run", str)
"""This very attempt: no two attempts share it."""

A = TypeVar("A", bound=Item)
B = TypeVar("B", bound=Item)
C = TypeVar("C", bound=Item)
P = ParamSpec("P")


@dataclass(frozen=True)
class Chain(Generic[A, B]):
    """A run of stages from ``A`` to ``B``."""

    stages: "tuple[Stage[Any, Any], ...]"

    def __rshift__(self, other: "Stage[B, C]") -> "Chain[A, C]":
        return Chain((*self.stages, other))

    def __getitem__(self, name: str) -> "Stage[Any, Any]":
        return next(s for s in self.stages if s.name == name)

    @property
    def names(self) -> tuple[str, ...]:
        """The stages' names, in order."""
        return tuple(s.name for s in self.stages)

    def after(self, name: str) -> str | None:
        """The stage that follows ``name``, if any."""
        i = self.names.index(name) + 1
        return self.names[i] if i < len(self.names) else None

    def __str__(self) -> str:
        return " -> ".join(self.names)


@dataclass(frozen=True)
class Stage(Generic[A, B]):
    """One arrow: a named async generator from ``A`` to any number of ``B``."""

    name: str
    run: Callable[..., AsyncIterator[B]]
    takes: type
    gives: type
    needs: Mapping[str, Any]  # parameter -> port or setting

    def __rshift__(self, other: "Stage[B, C]") -> Chain[A, C]:
        return Chain((self, other))


def stage(function: Callable[Concatenate[A, P], AsyncIterator[B]]) -> Stage[A, B]:
    """Declare a stage."""
    hints = get_type_hints(function)
    first, *ports = inspect.signature(function).parameters
    (gives,) = get_args(hints["return"])
    return Stage(function.__name__, function, hints[first], gives, {name: hints[name] for name in ports})
