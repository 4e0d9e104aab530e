"""What the database itself refuses, whoever asks and with whatever tool: the rules, over OLD and NEW.

A letter leaves only with the evidence of its address, the gate's decision and its Message-ID, to nobody on the
suppression list; what left stays as it was; the lists that protect people only grow. The claim is the one place that
asks the whole gate: these rules hold also where a person, or a program of theirs, writes to the tables.
"""

from dataclasses import dataclass, replace

from leadwright.domain.evidence import ROBOTS, WAYS

ABORT, IGNORE = "ABORT", "IGNORE"
SQLITE = "sqlite"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One rule: on which table and change, when, and in which words.

    ``change`` is UPDATE, INSERT, DELETE or TRUNCATE. ``when`` is SQL over OLD and NEW alone; ``test`` may ask tables
    and is asked only then. ``does`` is IGNORE where the change is passed over in silence. ``only`` names the one
    database that knows such a change.
    """

    name: str
    table: str
    change: str
    when: str
    words: str
    test: str = ""
    columns: tuple[str, ...] = ()  # of an UPDATE: asked only where one of them is set
    does: str = ABORT
    only: str | None = None


def words_of(*values: str) -> str:
    """Write values as a list of SQL."""
    return f"({', '.join(repr(value) for value in values)})"


def differ(*columns: str) -> str:
    """Say in SQL that one of the columns changes."""
    return " OR ".join(f"OLD.{c} IS DISTINCT FROM NEW.{c}" for c in columns)


OUT = ("claimed", "doubt", "sent", "bounced")  # letters that left, or may have
LEFT = words_of(*OUT)
STATUSES = words_of("draft", "held", "blocked", "claimed", "sent", "doubt", "refused", "cancelled", "bounced")
STAGES = words_of("first", "followup", "breakup", "answer")
HASH = 64  # characters of HMAC-SHA256 in hex
LEAVES = {
    "INSERT": f"NEW.status IN {LEFT}",
    "UPDATE": f"NEW.status IN {LEFT} AND OLD.status NOT IN {LEFT}",  # what is out is asked no more
}
# what was claimed once, and turns out to have left after all, is a fact: it is stored also where a stop came meanwhile
MAY_LEAVE = {
    "INSERT": LEAVES["INSERT"],
    "UPDATE": f"{LEAVES['UPDATE']} AND (NEW.status = 'claimed' OR OLD.recipient_hash IS NULL)",
}


def same_brand(one: str, other: str) -> str:
    """Say in SQL that two names are one brand."""
    known = f"SELECT 1 FROM brands x JOIN brands y ON x.brand = y.brand WHERE x.name = {one} AND y.name = {other}"
    return f"({one} = {other} OR EXISTS ({known}))"


PASSPORT = f"""EXISTS (SELECT 1 FROM evidence e WHERE e.id = NEW.evidence_id
    AND lower(e.address) = lower(NEW.recipient) AND e.address LIKE '%_@_%'
    AND e.way IN {words_of(*sorted(WAYS))} AND e.robots IN {words_of(*sorted(ROBOTS))}
    AND trim(e.url) <> '' AND trim(e.sha256) <> '' AND trim(e.snippet) <> ''
    AND {same_brand("e.brand", "NEW.brand")})"""
MAIL = f"""EXISTS (SELECT 1 FROM messages m WHERE m.message_id = substr(NEW.draft, length(NEW.brand) + 2)
    AND m.direction = 'in' AND {same_brand("m.brand", "NEW.brand")})"""
LISTED = """EXISTS (SELECT 1 FROM suppression s WHERE s.kind IN ('address', 'person') AND s.hash = NEW.recipient_hash)
    OR EXISTS (SELECT 1 FROM suppression s WHERE s.kind = 'brand' AND s.hash = NEW.brand_hash)"""
PROVES = f"EXISTS (SELECT 1 FROM outreach o WHERE o.evidence_id = {{}}.id AND o.status IN {LEFT})"
KEY = "NEW.brand || '#' || CAST(NEW.touch AS TEXT)"


def leaving(change: str) -> tuple[Refusal, ...]:
    """Give what a letter needs to leave, on INSERT or UPDATE."""
    end, leaves = change.lower(), LEAVES[change]
    return (
        Refusal(
            f"passport_{end}",
            "outreach",
            change,
            f"{leaves} AND NEW.stage <> 'answer'",
            "no passport: a letter needs the evidence of its address",
            test=f"NOT {PASSPORT}",
        ),
        Refusal(
            f"mail_{end}",
            "outreach",
            change,
            f"{leaves} AND NEW.stage = 'answer'",
            "no mail: an answer needs what it answers",
            test=f"NOT {MAIL}",
        ),
        Refusal(
            f"named_{end}",
            "outreach",
            change,
            f"{leaves} AND coalesce(NEW.message_id, '') NOT LIKE '<_%@_%>'",
            "a letter has its Message-ID before it leaves",
        ),
        Refusal(
            f"keyed_{end}",
            "outreach",
            change,
            f"{leaves} AND NEW.stage <> 'answer' AND NEW.draft <> {KEY}",
            "a letter is named for its brand and touch, so that it leaves once",
        ),
        Refusal(
            f"decision_{end}",
            "outreach",
            change,
            leaves,
            "no decision of the gate is stored with the letter",
            test="NOT SENDS(NEW.decision)",
        ),
        Refusal(
            f"hashed_{end}",
            "outreach",
            change,
            f"{leaves} AND (coalesce(length(NEW.recipient_hash), 0) <> {HASH} "
            f"OR coalesce(length(NEW.brand_hash), 0) <> {HASH})",
            "a letter has the keyed hashes of its recipient and its brand before it leaves",
        ),
        Refusal(f"listed_{end}", "outreach", change, MAY_LEAVE[change], "suppressed: never written to", test=LISTED),
        Refusal(
            f"known_{end}",
            "outreach",
            change,
            f"NEW.status NOT IN {STATUSES} OR NEW.stage NOT IN {STAGES}",
            "no such status or stage of a letter",
        ),
    )


STAYS = (
    Refusal(
        "letter_stays",
        "outreach",
        "UPDATE",
        f"OLD.status IN {LEFT} AND ("
        + differ("id", "recipient", "subject", "evidence_id", "decision", "brand", "lead_id", "mailbox", "touch")
        + f" OR {differ('draft', 'stage', 'recipient_hash', 'brand_hash')}"
        + f" OR NEW.status IN {LEFT} AND {differ('message_id')})",
        "a claimed letter never changes",
    ),
    Refusal(
        "sent_stays",
        "outreach",
        "UPDATE",
        "OLD.status IN ('sent', 'bounced') AND NEW.status NOT IN ('sent', 'bounced')",
        "a claimed letter never changes: what was sent stays sent",
    ),
    Refusal(
        "letter_kept",
        "outreach",
        "DELETE",
        f"OLD.status IN {LEFT}",
        "a letter that left is kept, unless its lead is erased",
        test="NOT EXISTS (SELECT 1 FROM erasures e WHERE e.lead_id = OLD.lead_id)",
    ),
    Refusal(
        "words_stay",
        "items",
        "UPDATE",
        f"OLD.kind = 'Draft' AND ({differ('kind', 'key', 'body')})",
        "a claimed letter never changes: nor do its words",
        test=f"EXISTS (SELECT 1 FROM outreach o WHERE o.draft = OLD.key AND o.status IN {LEFT})",
    ),
    *(
        Refusal(
            f"evidence_{end}",
            "evidence",
            change,
            "",
            "the evidence of a letter that left stays as it is",
            test=PROVES.format("OLD"),
        )
        for end, change in (("stays", "UPDATE"), ("kept", "DELETE"))
    ),
    Refusal(
        "message_stays",
        "messages",
        "UPDATE",
        f"OLD.direction = 'out' AND ({differ('message_id')})",
        "a letter of ours keeps its Message-ID",
    ),
)

APPEND_ONLY = ("suppression", "approaches", "erasures")
ONLY_GROWS = tuple(
    Refusal(f"{table}_{end}", table, change, "", f"{table} is append-only")
    for table in APPEND_ONLY
    for end, change in (("stays", "UPDATE"), ("kept", "DELETE"))
)
WHOLE = (
    Refusal(
        "suppression_whole",
        "suppression",
        "INSERT",
        f"NEW.kind NOT IN {words_of('address', 'domain', 'brand', 'person')} OR length(NEW.hash) <> {HASH}",
        "no entry of the suppression list: a kind and a keyed hash",
    ),
    *(
        Refusal(
            f"{table}_whole",
            table,
            "INSERT",
            f"trim(NEW.kind) = '' OR length(NEW.hash) <> {HASH}",
            "no entry of the list: a kind and a keyed hash",
        )
        for table in ("approaches", "erasures")
    ),
)

# REPLACE deletes without asking the triggers of DELETE; an entry that is there already is passed over in silence
TWIN = "SELECT 1 FROM suppression s WHERE s.kind = NEW.kind AND s.hash = NEW.hash"
OTHER_LETTER = f"""EXISTS (SELECT 1 FROM outreach o
    WHERE (o.id = NEW.id OR o.draft = NEW.draft OR o.message_id = NEW.message_id) AND o.status IN {LEFT}{{}})"""
SAME_PAGE = "e.address = NEW.address AND e.url = NEW.url AND e.sha256 = NEW.sha256"
REPLACING = tuple(
    replace(rule, only=SQLITE)
    for rule in (
        Refusal("suppression_known", "suppression", "INSERT", "", "known", test=f"EXISTS ({TWIN})", does=IGNORE),
        *(
            Refusal(
                f"{table}_numbered",
                table,
                "INSERT",
                "",
                f"{table} is append-only",
                test=f"EXISTS (SELECT 1 FROM {table} x WHERE x.id = NEW.id)"
                + (f" AND NOT EXISTS ({TWIN})" if table == "suppression" else ""),
            )
            for table in APPEND_ONLY
        ),
        Refusal(
            "letter_replaced",
            "outreach",
            "INSERT",
            "",
            "a claimed letter never changes: it is not replaced",
            test=OTHER_LETTER.format(""),
        ),
        Refusal(
            "letter_overrun",
            "outreach",
            "UPDATE",
            differ("id", "draft", "message_id"),
            "a claimed letter never changes: it is not replaced",
            test=OTHER_LETTER.format(" AND o.id <> OLD.id"),
            columns=("id", "draft", "message_id"),
        ),
        Refusal(
            "evidence_known",
            "evidence",
            "INSERT",
            "",
            "known",
            test=f"EXISTS (SELECT 1 FROM evidence e WHERE {SAME_PAGE} AND {PROVES.format('e')})",
            does=IGNORE,
        ),
        Refusal(
            "evidence_numbered",
            "evidence",
            "INSERT",
            "",
            "the evidence of a letter that left stays as it is",
            test=f"""EXISTS (SELECT 1 FROM evidence e WHERE e.id = NEW.id
                AND NOT ({SAME_PAGE}) AND {PROVES.format("e")})""",
        ),
        Refusal(
            "evidence_overrun",
            "evidence",
            "UPDATE",
            differ("id", "address", "url", "sha256"),
            "the evidence of a letter that left stays as it is",
            test=f"""EXISTS (SELECT 1 FROM evidence e WHERE e.id <> OLD.id
                AND (e.id = NEW.id OR {SAME_PAGE}) AND {PROVES.format("e")})""",
            columns=("id", "address", "url", "sha256"),
        ),
    )
)
EMPTYING = tuple(
    Refusal(f"{table}_filled", table, "TRUNCATE", "", f"{table} is not emptied", only="postgresql")
    for table in (*APPEND_ONLY, "outreach", "evidence")
)

REFUSALS = (*leaving("INSERT"), *leaving("UPDATE"), *STAYS, *ONLY_GROWS, *WHOLE, *REPLACING, *EMPTYING)
