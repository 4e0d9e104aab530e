"""What came back, as it was stored by the sweep."""

from typing import Protocol

from leadwright.domain.letter import Draft, Mail


class Inbox(Protocol):
    """Stored mails and our own letters around them."""

    async def mail(self, key: str) -> Mail:
        """Give a stored mail by its key (Message-ID, else digest)."""

    async def draft(self, message_id: str) -> Draft:
        """Give the letter of ours with this Message-ID, as it was written."""
