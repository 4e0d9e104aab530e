"""The fields of machine-readable reports: delivery status (RFC 3464, RFC 6533) and feedback (RFC 5965)."""

import re
from dataclasses import dataclass

_FIELD = re.compile(r"^([A-Za-z][A-Za-z0-9-]{1,40})[ \t]{0,3}:[ \t]{0,5}(.{0,2000})$")
_ADDRESS = re.compile(r"[^\s<>\"',;:()\[\]]{1,64}@[^\s<>\"',;:()\[\]]{1,255}|\"[^\"\n]{1,64}\"@[A-Za-z0-9.-]{1,255}")
MOST_FIELDS = 2_000


@dataclass(frozen=True, slots=True)
class Failure:
    """What a report says about one recipient."""

    final: str  # address, or empty
    original: str
    action: str  # failed delayed delivered relayed expanded, or empty
    status: str
    diagnostic: str


def blocks_of(text: str) -> list[dict[str, str]]:
    """Split fields as in a header into blocks at empty lines; a folded line continues its field."""
    blocks: list[dict[str, str]] = [{}]
    last = ""
    for line in text.split("\n")[:MOST_FIELDS]:
        if not line.strip():
            last = ""
            if blocks[-1]:
                blocks.append({})
            continue
        if line[0] in " \t" and last:
            blocks[-1][last] += " " + line.strip()
            continue
        found = _FIELD.match(line.rstrip())
        last = found.group(1).lower() if found else ""
        if found:
            if last == "final-recipient" and last in blocks[-1]:
                blocks.append({})
            blocks[-1].setdefault(last, found.group(2).strip())
    return [block for block in blocks if block]


def failures_in(text: str) -> list[Failure]:
    """Give one entry for each recipient that the fields report on; none where there are no such fields."""
    return [_failure(block) for block in blocks_of(text) if _is_about_one(block)]


def _is_about_one(block: dict[str, str]) -> bool:
    return ("final-recipient" in block or "original-recipient" in block) and bool(
        {"action", "status", "diagnostic-code"} & block.keys()
    )


def _failure(block: dict[str, str]) -> Failure:
    return Failure(
        final=address_in(block.get("final-recipient", "")),
        original=address_in(block.get("original-recipient", "")),
        action=block.get("action", "").split(" ")[0].strip("();").lower(),
        status=block.get("status", ""),
        diagnostic=block.get("diagnostic-code", ""),
    )


def address_in(value: str) -> str:
    """Give the address of a field such as ``rfc822; <a@b.example>``, lower-case, or an empty string."""
    found = _ADDRESS.search(value.replace("rfc822;", " ").replace("utf-8;", " "))
    return found.group().strip(".").lower() if found else ""
