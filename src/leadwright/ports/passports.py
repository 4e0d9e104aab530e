"""Passports of addresses: the stored evidence that one was published, read again before a first letter rests on it."""

from typing import Protocol

REREAD_DUE = "reread-due"  # code of the Later by which the gate asks for a reading; it carries the passport's number


class Passports(Protocol):
    """Stored evidence of published addresses."""

    async def reread(self, passport: int) -> None:
        """Read the page of a passport (the number of its row) once more, politely, and store what was found.

        The verdict is one of ``REREAD`` in :mod:`leadwright.domain.evidence`; the gate asks for it, so nothing is given
        back. Raises Later where the host asks for patience or our own line is down.
        """
