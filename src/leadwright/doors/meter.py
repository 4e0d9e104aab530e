"""How often somebody may ask: a bound for each name and minute, in bounded memory."""

MOST_NAMES = 20_000  # that are counted at a time; further ones are let through until the minute ends


class Meter:
    """Counts requests of one minute; moments are seconds of a clock that never goes back."""

    def __init__(self, limit: int, *, span: float = 60.0) -> None:
        """Let ``limit`` requests of a name pass in ``span`` seconds."""
        self._limit, self._span = limit, span
        self._until, self._counts = 0.0, dict[str, int]()

    def takes(self, name: str, now: float) -> bool:
        """Count one request and say whether it may pass."""
        if now >= self._until:
            self._until, self._counts = now + self._span, {}
        if name not in self._counts and len(self._counts) >= MOST_NAMES:
            return True
        self._counts[name] = self._counts.get(name, 0) + 1
        return self._counts[name] <= self._limit
