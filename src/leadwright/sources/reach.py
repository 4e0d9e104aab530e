"""What a source may use of the world; it asks for nothing else."""

from collections.abc import Callable
from dataclasses import dataclass

from leadwright.config import Secret
from leadwright.ports.clock import Clock
from leadwright.ports.mailroom import Mailroom
from leadwright.ports.web import Web

Reveal = Callable[[Secret], str]
"""Read a secret that the options name; UserError says what to change."""

Folder = Callable[[str, str], Mailroom]
"""Give a folder of one of the operator's mailboxes, to be read only; UserError where there is no such mailbox."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The web, the time, secrets of the options, and folders of the operator's own mailboxes."""

    web: Web
    clock: Clock
    reveal: Reveal
    folder: Folder
