"""Understand what came back."""

from collections.abc import AsyncIterator

from leadwright.chain import Wake, stage
from leadwright.domain.letter import Reply, Sent
from leadwright.ports import Inbox
from leadwright.reading.reply import reply_of


@stage
async def track(sent: Sent, wake: Wake, inbox: Inbox) -> AsyncIterator[Reply]:
    """Read the stored mail that woke this letter; two mails to one letter are two replies."""
    yield reply_of(await inbox.mail(wake), sent, await inbox.draft(sent.message_id))
