"""How addresses are validated: DNS always, mail servers only where the operator wants it."""

from leadwright.adapters.connect import Guard
from leadwright.adapters.dns import Names, ResolvedNames, TableNames
from leadwright.adapters.probe import SmtpProbe
from leadwright.adapters.validate import MailValidator, Probing
from leadwright.config import Config
from leadwright.domain.rules import Tables
from leadwright.ledger.database import Database
from leadwright.ledger.validity import LedgerValidator, Probes
from leadwright.ports import Clock, Dice


def validator_of(config: Config, database: Database, clock: Clock, *, tables: Tables, dice: Dice) -> LedgerValidator:
    """Give what validates addresses; in the demo world by its own table, and no packet leaves."""
    probing = None
    if config.world is not None:
        names: Names = TableNames(config.world.mail)
    else:
        names = ResolvedNames(seconds=config.validation.timeout_seconds)
        if config.validation.probe:
            probe = SmtpProbe(hello=hello_of(config), make=Guard(None))
            probing = Probing(probe, Probes(database, clock).may, dice)
    asker = MailValidator(names, clock, tables=tables, probing=probing)
    return LedgerValidator(database, clock, asker.check)


def hello_of(config: Config) -> str:
    """Give the name we greet mail servers with: the domain of the first mailbox."""
    return next(iter(config.mailbox.values())).address.rpartition("@")[2]
