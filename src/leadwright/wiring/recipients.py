"""What the recipient's page needs, and nothing else: the ledger with its key, and who writes. No mailbox is opened."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from leadwright.adapters.clock import SystemClock
from leadwright.config import Config
from leadwright.domain.errors import UserError
from leadwright.domain.operator import Mailbox, Offer, Operator
from leadwright.domain.rules import Tables
from leadwright.ledger.database import Database
from leadwright.ports import Clock
from leadwright.service.recipients import Recipients
from leadwright.service.rights import Rights
from leadwright.tables import load_tables


def operator_of(config: Config) -> Operator:
    """Give who writes, from the configuration."""
    who = config.operator
    return Operator(
        name=who.name,
        company=who.company,
        country=who.country,
        postal=who.postal,
        site=who.site,
        signature=who.signature or who.name,
        offers=tuple(Offer(name, "") for name in who.offers),
        mailboxes=tuple(
            Mailbox(name, box.address, box.zone, box.cap, age=box.age) for name, box in config.mailbox.items()
        ),
        link=who.public_url,
        booking=who.booking,
    )


def recipients_of(database: Database, clock: Clock, operator: Operator, tables: Tables) -> Recipients:
    """Give the page's use cases over a ledger."""
    rights = Rights(database, clock, tables)

    async def erase(brand: str) -> None:
        await rights.forget(brand, by="recipient's page")

    return Recipients(database, clock, operator, erase)


@asynccontextmanager
async def open_recipients(config: Config) -> AsyncIterator[Recipients]:
    """Open the ledger for the page alone; UserError says what must change first. No password of a mailbox is read."""
    if config.operator.public_url is None:
        raise UserError(
            "letters link to no page: write public_url under [operator], the address under which it is seen"
        )
    clock = SystemClock()
    database = Database.open(config.ledger_url(), key=config.hash_key(), journal=config.journal())
    try:
        yield recipients_of(database, clock, operator_of(config), load_tables())
    finally:
        await database.close()
