"""All a stage may ask of the world: one Protocol per noun.

The mailer is not among them: only the send stage may import :mod:`leadwright.ports.mailer`.
"""

from leadwright.ports.brands import Brands
from leadwright.ports.clock import Bell, Clock
from leadwright.ports.dice import Dice, Roll
from leadwright.ports.forbidden import Forbidden
from leadwright.ports.inbox import Inbox
from leadwright.ports.outbox import Outbox
from leadwright.ports.pages import Pages
from leadwright.ports.passports import Passports
from leadwright.ports.sources import Sources
from leadwright.ports.talks import Talks
from leadwright.ports.validator import Validator
from leadwright.ports.web import Choose, Web

__all__ = [
    "Bell",
    "Brands",
    "Choose",
    "Clock",
    "Dice",
    "Forbidden",
    "Inbox",
    "Outbox",
    "Pages",
    "Passports",
    "Roll",
    "Sources",
    "Talks",
    "Validator",
    "Web",
]
