"""What the doctor looks at inside the house: configuration, law, playbooks, ledger, approvals, loops."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from leadwright.config import Config
from leadwright.domain.errors import Scalar
from leadwright.domain.law import code_of
from leadwright.domain.letter import KINDS
from leadwright.domain.playbook import Playbook, Playbooks
from leadwright.ledger import lasting, migrations
from leadwright.ledger.checks import House, value_of
from leadwright.ledger.database import Database
from leadwright.ledger.guard import fingerprint
from leadwright.ledger.views import house as stands
from leadwright.ledger.views import letters
from leadwright.pipeline import PIPELINE
from leadwright.ports import Clock
from leadwright.service.doctor import BAD, OK, WARN, Check, Look

SILENT = 1800.0  # seconds without a sign of life after which a loop counts as stopped
FREE_TERMS = "open"


def looks_of(
    database: Database,
    clock: Clock,
    *,
    config: Config,
    house: House,
    playbooks: Playbooks,
    terms: Mapping[str, str],
) -> Sequence[Look]:
    """Give everything there is to look at; ``terms`` are those of each watch: open, permission, research."""

    async def settings() -> Sequence[Check]:
        return [*configuration(config, terms), law(house)]

    async def niches() -> Sequence[Check]:
        return [playbook(one, config.operator.offers) for one in playbooks.all]

    async def state() -> Sequence[Check]:
        now, key = clock.now(), database.key
        return await database.read(
            lambda conn: [ledger(conn, key), *journal(conn, database), *work(conn), *loops(stands.beats(conn, now))]
        )

    async def leaving() -> Sequence[Check]:
        return [live(config.live), opt_out(config.operator.public_url)]

    return (settings, niches, state, leaving)


def configuration(config: Config, terms: Mapping[str, str]) -> list[Check]:
    """Look at watches, their terms, and the mailboxes' zones."""
    found = [Check("configuration", OK, "read", {"mailboxes": len(config.mailbox), "watches": len(config.watch)})]
    if config.ledger.key.is_open(config.folder):
        facts: dict[str, Scalar] = {"path": str(config.folder / (config.ledger.key.file or ""))}
        found.append(Check("key", WARN, "key-open", facts, next="close-key"))
    if not config.watch:
        found.append(Check("sources", WARN, "no-watch", next="add-watch"))
    for name, said in terms.items():
        if said != FREE_TERMS:
            permit = config.watch[name].permission if name in config.watch else None
            facts = {"watch": name, "terms": said}
            facts |= {"text": permit.text, "date": permit.date.isoformat()} if permit else {}
            found.append(Check(f"terms {name}", WARN if said == "research" else OK, f"terms-{said}", facts))
    for name, box in config.mailbox.items():
        default = "zone" not in box.model_fields_set
        facts = {"mailbox": name, "zone": box.zone}
        found.append(
            Check(f"zone {name}", WARN, "zone-default", facts, measured=False, next="set-zone")
            if default
            else Check(f"zone {name}", OK, "zone", facts)
        )
    return found


def law(house: House) -> Check:
    """Look whether the operator's own law is known to leave letters abroad alone; where not, every letter is held."""
    country = code_of(house.stance.country)
    row = house.tables.law.row(country)
    binds = row.binds_senders.partition(" ")[0]
    facts = {"country": country, "regime": row.regime, "binds": binds}
    if binds in {"yes", "no"}:
        return Check("law", OK, f"sender-{'bound' if binds == 'yes' else 'free'}", facts, measured=False)
    if house.stance.sender_confirmed:
        return Check("law", OK, "sender-confirmed", facts, measured=False)
    return Check("law", BAD, "sender-unconfirmed", facts, measured=False, next="set-abroad-reason")


def playbook(one: Playbook, offers: Sequence[str]) -> Check:
    """Look whether a niche has its letters, and words for something that the operator offers."""
    facts = {"playbook": one.name, "languages": ", ".join(sorted({template.language for template in one.templates}))}
    missing = [kind for kind in KINDS if not any(template.kind == kind for template in one.templates)]
    if missing:
        return Check(
            f"playbook {one.name}", BAD, "no-letter", facts | {"kinds": ", ".join(missing)}, next="edit-playbook"
        )
    if not set(offers) & set(one.offers):
        return Check(f"playbook {one.name}", BAD, "no-offer", facts | {"offers": ", ".join(offers)}, next="edit-offers")
    return Check(f"playbook {one.name}", OK, "playbook", facts)


def ledger(conn: sa.Connection, key: bytes) -> Check:
    """Look at schema and key; a ledger with any other would not have opened."""
    schema = migrations.revision(conn)
    facts = {"schema": schema, "key": fingerprint(key), "database": conn.dialect.name}
    state = OK if schema == migrations.HEAD else BAD
    return Check(
        "ledger", state, "ledger" if state == OK else "ledger-schema", facts, next=None if state == OK else "upgrade"
    )


def journal(conn: sa.Connection, database: Database) -> list[Check]:
    """Look whether the journal beside the ledger is whole, and holds all that it must."""
    if database.journal is None:
        return []
    told = database.journal.read()
    if told.broken is not None:
        return [Check("journal", BAD, "journal-broken", {"line": told.broken}, next="mend-journal")]
    if missing := len(lasting.missing(conn, told, key=database.key)):
        return [Check("journal", WARN, "journal-behind", {"missing": missing}, next="mend-journal")]
    return [Check("journal", OK, "journal", {"lines": told.last})]


def work(conn: sa.Connection) -> list[Check]:
    """Look at what waits for the operator."""
    parked = sum(stage.parked for stage in stands.stages(conn, PIPELINE.names))
    counts = (
        ("parked", parked, BAD, "retry-parked"),
        ("doubts", stands.count_doubts(conn), BAD, "settle-doubts"),
        ("approvals", letters.waiting(conn), WARN, "approve"),
    )
    found = [
        Check(name, state, f"{name}-waiting", {"number": number}, next=remedy) if number else Check(name, OK, "none")
        for name, number, state, remedy in counts
    ]
    paused = value_of(conn, "paused")
    return [*found, Check("pause", WARN, "paused", {"reason": paused}, next="resume")] if paused is not None else found


def loops(beats: Sequence[stands.Beat]) -> list[Check]:
    """Look whether the loops live; a house that never ran has none."""
    if not beats:
        return [Check("run", WARN, "never-ran", next="start-run")]
    return [
        Check(f"loop {beat.name}", WARN, "silent", {"seconds": round(beat.age)}, next="start-run")
        if beat.age > SILENT
        else Check(f"loop {beat.name}", OK, "alive", {"seconds": round(beat.age)})
        for beat in beats
    ]


def live(switched: bool) -> Check:
    """Look at the one switch."""
    return Check("live", OK, "live") if switched else Check("live", WARN, "not-live", next="set-live")


def opt_out(public_url: str | None) -> Check:
    """Look how recipients can stop everything: by a page of their own, else by mail."""
    if public_url is None:
        return Check("opt-out", OK, "mailto-mode", measured=False)
    return Check("opt-out", OK, "page", {"url": public_url}, measured=False)
