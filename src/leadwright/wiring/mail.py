"""The operator's mailboxes, out and in."""

from collections.abc import Callable
from dataclasses import replace

from leadwright.adapters.imap import ImapAccess, ImapMailroom
from leadwright.adapters.smtp import SmtpAccess, SmtpMailer
from leadwright.config import Config, MailboxTable
from leadwright.domain.errors import UserError
from leadwright.ports import Clock


def mail_of(config: Config, clock: Clock) -> tuple[dict[str, SmtpMailer], dict[str, ImapMailroom]]:
    """Give each mailbox's way out and way in."""
    mailers, rooms = {}, {}
    for name, box in config.mailbox.items():
        rooms[name] = ImapMailroom(name, imap_of(config, box), clock=clock)
        access = SmtpAccess(
            box.smtp.host, box.smtp.port, box.smtp.security, box.user or box.address, secret_of(config, box)
        )
        mailers[name] = SmtpMailer(name, access, append=rooms[name].append_sent if box.append_sent else None)
    return mailers, rooms


def imap_of(config: Config, box: MailboxTable) -> ImapAccess:
    """Give how a mailbox is read."""
    return ImapAccess(box.imap.host, box.imap.port, box.imap.security, box.user or box.address, secret_of(config, box))


def folder_of(config: Config, clock: Clock, mailbox: str, folder: str) -> ImapMailroom:
    """Give one folder of a mailbox, read from its start; UserError where there is no such mailbox."""
    box = config.mailbox.get(mailbox)
    if box is None:
        raise UserError(f"there is no mailbox called {mailbox!r}; known: {', '.join(config.mailbox)}")
    access = replace(imap_of(config, box), folders=(folder,))
    return ImapMailroom(f"{mailbox}/{folder}", access, clock=clock, from_start=True)


def secret_of(config: Config, box: MailboxTable) -> Callable[[], str]:
    """Give what reads a mailbox's password at each login."""
    return lambda: box.password.reveal(config.folder)
