"""Handing a letter to the operator's mail server. Only the send stage may ask for it."""

from typing import Protocol

from leadwright.domain.letter import Letter


class NotTaken(Exception):
    """The server refused before the final dot: nothing has left.

    ``permanent`` and ``status`` (RFC 3463, such as 5.1.1) say whether it is about this recipient for good.
    """

    def __init__(self, reason: str, *, permanent: bool, status: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        self.status = status


class Unknown(Exception):
    """The connection was lost after the data was sent: the letter may have left."""


class Mailer(Protocol):
    """One letter at a time."""

    async def hand_over(self, letter: Letter) -> None:
        """Return when the server has taken the letter.

        Raises NotTaken, Unknown, or Fatal(code ``mailbox-refused``) where the server refuses our login.
        """
