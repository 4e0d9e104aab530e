"""What came back, and what was made of it: the stages track, qualify and crm, and the suppressions."""

from collections.abc import Mapping
from typing import Any

from leadwright.world.case import Case, Row, bare

CLOSED = ("close", "closed")  # verdicts that end a conversation
GONE = ("lost", "closed", "declined", "no")  # stages of a deal that came to nothing


def track(case: Case) -> Row:
    """Score the tags of what came back.

    Made: mails that the world put into the operator's mailboxes. Found: those the product read. Right: the tag is
    the true one. Missed: mails never read. Wrong: another tag, or a reply that nobody wrote.
    """
    tags = {bare(row["message_id"]): str(row.get("tag")) for row in case.rows("replies")}
    planted = {bare(line.message_id): line for line in case.log.replies}
    found = [ident for ident in planted if ident in tags]
    right = sum(tags[ident] == planted[ident].tag for ident in found)
    strangers = [ident for ident in tags if ident not in planted]
    for ident in strangers:
        case.note(f"reply {ident}: nobody wrote it")
    wrong = len(found) - right + len(strangers)
    return Row("track", len(planted), len(tags), right, len(planted) - len(found), wrong)


def replies(case: Case) -> dict[str, Any]:
    """Count the planted mails, those with the right tag, and list every other one with what was made of it."""
    tags = {bare(row["message_id"]): row.get("tag") for row in case.rows("replies")}
    missed = [
        {"business": line.business, "text": line.text, "truth": line.tag, "got": tags.get(bare(line.message_id))}
        for line in case.log.replies
        if tags.get(bare(line.message_id)) != line.tag
    ]
    return {"planted": len(case.log.replies), "right": len(case.log.replies) - len(missed), "missed": missed}


def qualify(case: Case) -> Row:
    """Score the verdicts: brands that wrote something positive must have one, brands that only refused must not.

    Brands whose answers were neutral may have one or not; a verdict that closes the case takes nobody up.
    """
    verdicts = case.group("verdicts")
    return _outcome(case, "qualify", {key: _taken_up(rows) for key, rows in verdicts.items()})


def _taken_up(rows: list[Mapping[str, Any]]) -> bool:
    return any(str(row.get("kind")).lower() not in CLOSED for row in rows)


def crm(case: Case) -> Row:
    """Score the deals: brands that wrote something positive must have one; a lost deal of any other brand is fine."""
    deals = case.group("deals")
    return _outcome(case, "crm", {key: _open(rows) for key, rows in deals.items()})


def _open(rows: list[Mapping[str, Any]]) -> bool:
    return str(rows[-1].get("stage")).lower() not in GONE


def _outcome(case: Case, stage: str, found: Mapping[str, bool]) -> Row:
    tags: dict[str, set[str]] = {}
    for line in case.log.replies:
        tags.setdefault(line.business, set()).add(line.tag)
    made = {key for key, mine in tags.items() if "positive" in mine}
    wrong = [key for key, counts in found.items() if counts and not tags.get(key, set()) & {"positive", "neutral"}]
    for key in sorted(made - set(found)):
        case.note(f"{key}: a positive reply, but nothing from {stage}")
    for key in wrong:
        case.note(f"{key}: {stage} took up a brand that never asked for it")
    return Row(stage, len(made), len(found), len(made & set(found)), len(made - set(found)), len(wrong))


def stops(case: Case) -> None:
    """Check that who asked to be left alone and what does not exist is suppressed, and that every click worked."""
    suppressed = case.strings("suppressed")
    for stop in case.log.stops:
        if stop.address.lower() not in suppressed:
            case.mistake(f"{stop.business}: {stop.address} asked for a stop ({stop.how}) and is not suppressed")
    for click in case.log.clicks:
        if click.status != 200:
            case.mistake(f"{click.business}: the one-click opt-out answered {click.status or 'nothing'}, not 200")
    letters = {bare(line.message_id): line for line in case.log.letters}
    dead = {line.business for line in case.log.replies if line.tag == "bounce" and line.suppresses}
    for rcpt in sorted({line.rcpt for line in letters.values()}):
        firm = case.by_address(rcpt)
        if firm and firm.key in dead and rcpt not in suppressed:
            case.mistake(f"{firm.key}: {rcpt} does not exist and is not suppressed")
