"""What the database itself refuses, whoever asks: the passport, the decision, and what may never change.

Triggers, because foreign keys are off in a plain SQLite connection and a person may open the file with any tool.
Every migration ends by making them again: Alembic's batch mode copies a table and loses them.
"""

from dataclasses import dataclass

import sqlalchemy as sa


@dataclass(frozen=True, slots=True)
class Refusal:
    """One rule: on which table and change (UPDATE, INSERT, DELETE), when (SQL over OLD and NEW), in which words."""

    name: str
    table: str
    change: str
    when: str
    words: str


LEAVES = "NEW.status IN ('claimed', 'sent')"
# a refusal before the final dot takes the claim back; what was sent stays sent
STAYS = "(OLD.status = 'sent' OR OLD.status IN ('claimed', 'doubt') AND NEW.status IN ('claimed', 'sent', 'doubt'))"


def differ(*columns: str) -> str:
    """Say in SQL that one of the columns changes."""
    return " OR ".join(f"OLD.{c} IS DISTINCT FROM NEW.{c}" for c in columns)


REFUSALS = (
    Refusal("suppression_stays", "suppression", "UPDATE", "", "suppression is append-only"),
    Refusal("suppression_kept", "suppression", "DELETE", "", "suppression is append-only"),
    *(
        rule
        for change in ("INSERT", "UPDATE")
        for rule in (
            Refusal(
                f"passport_{change.lower()}",
                "outreach",
                change,
                f"{LEAVES} AND NEW.stage <> 'answer' AND NEW.evidence_id IS NULL",
                "no passport: a letter needs the evidence of its address",
            ),
            Refusal(
                f"named_{change.lower()}",
                "outreach",
                change,
                f"{LEAVES} AND NEW.message_id IS NULL",
                "a letter has its Message-ID before it leaves",
            ),
            Refusal(
                f"decision_{change.lower()}",
                "outreach",
                change,
                f"{LEAVES} AND NEW.decision IS NULL",
                "no decision of the gate is stored with the letter",
            ),
        )
    ),
    Refusal(
        "letter_stays",
        "outreach",
        "UPDATE",
        f"{STAYS} AND ({differ('recipient', 'subject', 'message_id')})",
        "a claimed letter never changes",
    ),
    Refusal(
        "message_stays",
        "messages",
        "UPDATE",
        f"OLD.direction = 'out' AND ({differ('message_id')})",
        "a letter of ours keeps its Message-ID",
    ),
)


def create(conn: sa.Connection) -> None:
    """Make every trigger anew."""
    for rule in REFUSALS:
        for statement in (sqlite if conn.dialect.name == "sqlite" else postgresql)(rule):
            conn.exec_driver_sql(statement)


def sqlite(rule: Refusal) -> tuple[str, ...]:
    """Give the rule in SQLite's words; before 3.39 it knew IS, not IS DISTINCT FROM."""
    when = f"WHEN {rule.when.replace('IS DISTINCT FROM', 'IS NOT')}" if rule.when else ""
    return (
        f"DROP TRIGGER IF EXISTS {rule.name}",
        f"""CREATE TRIGGER {rule.name} BEFORE {rule.change} ON {rule.table} {when}
        BEGIN SELECT RAISE(ABORT, '{rule.words}'); END""",
    )


def postgresql(rule: Refusal) -> tuple[str, ...]:
    """Give the rule in PostgreSQL's words."""
    when = f"WHEN ({rule.when})" if rule.when else ""
    return (
        f"DROP TRIGGER IF EXISTS {rule.name} ON {rule.table}",
        f"""CREATE OR REPLACE FUNCTION refuse_{rule.name}() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{rule.words}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        f"""CREATE TRIGGER {rule.name} BEFORE {rule.change} ON {rule.table} FOR EACH ROW {when}
        EXECUTE FUNCTION refuse_{rule.name}()""",
    )
