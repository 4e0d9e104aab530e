"""What came back, as it was stored by the sweep."""

from typing import Protocol

from leadwright.domain.letter import Draft, Mail, Sent


class Inbox(Protocol):
    """Stored mails and our own letters around them."""

    async def mail(self, key: str) -> Mail:
        """Give a stored mail by its key (Message-ID, else digest)."""

    async def draft(self, sent: Sent) -> Draft:
        """Give the letter that was sent, as it was written."""
