"""The facts of the processing record (GDPR Art. 30) and of the balancing test (Art. 6 (1) f): configured and stored."""

from collections import Counter
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from leadwright.config import Config
from leadwright.ledger.database import Database
from leadwright.ledger.tables import erasures, leads, messages, outreach, suppression


class Records:
    """What a controller must be able to show."""

    def __init__(self, database: Database, config: Config, kinds: Mapping[str, str]) -> None:
        """Read ``database`` and ``config``; ``kinds`` are the terms of each watch by its name."""
        self._database, self._config, self._kinds = database, config, kinds

    async def facts(self) -> dict[str, str]:
        """Give everything that the two documents state, as text."""
        return {**self._configured(), **await self._database.read(stored)}

    def _configured(self) -> dict[str, str]:
        config, who = self._config, self._config.operator
        servers = {server.host for box in config.mailbox.values() for server in (box.smtp, box.imap)}
        days = config.retention
        watches = [f"{name} ({one.source}; {self._kinds.get(name, '-')})" for name, one in config.watch.items()]
        own = [f"{code}: {row.action} ({row.reason})" for code, row in sorted(config.law.items())]
        return {
            "name": who.name,
            "company": who.company,
            "postal": who.postal,
            "country": who.country,
            "mailboxes": ", ".join(box.address for box in config.mailbox.values()),
            "servers": ", ".join(sorted(servers)),
            "public": who.public_url or "-",
            "sources": listed(watches),
            "offers": ", ".join(who.offers),
            "playbooks": ", ".join(config.playbooks),
            "database": config.ledger_url().partition(":")[0].partition("+")[0],
            "overrides": listed(own),
            "never_contacted": str(days.never_contacted_days),
            "unanswered": str(days.unanswered_days),
            "answered": str(days.answered_days),
            "pages": str(days.pages_days),
            "backups": str(days.backups_days),
        }


def listed(entries: Sequence[str]) -> str:
    """Give entries as a Markdown list; a dash where there are none."""
    return "\n".join(f"- {one}" for one in entries) or "-"


def stored(conn: sa.Connection) -> dict[str, str]:
    """Count what is stored."""
    rows = conn.execute(sa.select(leads.c.country, sa.func.count()).group_by(leads.c.country)).all()
    countries = Counter({row[0] or "?": row[1] for row in rows})

    def count(table: sa.Table, *where: sa.ColumnElement[bool]) -> str:
        return str(conn.scalar(sa.select(sa.func.count()).select_from(table).where(*where)) or 0)

    return {
        "leads": count(leads),
        "countries": ", ".join(f"{code} {number}" for code, number in sorted(countries.items())) or "-",
        "sent": count(outreach, outreach.c.status.in_(["sent", "bounced"])),
        "mails": count(messages, messages.c.direction == "in"),
        "suppressed": count(suppression),
        "erased": str(len(set(conn.execute(sa.select(erasures.c.at, erasures.c.lead_id).distinct()).all()))),
    }
