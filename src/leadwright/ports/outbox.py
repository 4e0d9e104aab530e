"""The one gate between a draft and the world; sending once belongs to the letter, not to the engine."""

from typing import Protocol

from leadwright.domain.letter import Draft, Letter, Sent


class Outbox(Protocol):
    """Letters on their way out."""

    async def claim(self, draft: Draft, *, run: str) -> Letter | Sent:
        """Claim a draft in one transaction and give it its Message-ID; a letter confirmed before comes back as Sent.

        Checks, in this order: it was not claimed before, problems, passport, suppression, country gate, live, approval,
        brand silent, mailbox healthy and swept within 15 minutes, slot, and that the page of a first touch was read
        again. Raises Drop or Later with the reason: :data:`leadwright.ports.passports.REREAD_DUE` with the number of
        the ``passport`` where nothing lacks but that reading. A letter claimed by another run becomes *in doubt* (Later
        without a moment, code ``in-doubt``).
        """

    async def confirm(self, letter: Letter) -> Sent:
        """The server took it: store it as sent. A late confirmation beats doubt."""

    async def unclaim(self, letter: Letter, *, reason: str) -> None:
        """It was refused before the final dot and has not left; it may be claimed again."""

    async def refuse(self, letter: Letter, *, reason: str) -> None:
        """The server refused the recipient for good; it has not left and will not."""

    async def doubt(self, letter: Letter, *, reason: str) -> None:
        """Whether it left is unknown: never claimed again; looked up in Sent, then shown to a person."""

    async def stop_mailbox(self, name: str, code: str) -> None:
        """Let nothing more leave from a mailbox until the operator resumes it, and tell them."""
