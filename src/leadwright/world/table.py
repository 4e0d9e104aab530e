"""The judge's verdict as plain aligned text."""

from collections import Counter
from collections.abc import Iterable, Sequence

from leadwright.world.judge import Verdict
from leadwright.world.outcomes import FREE, Outcome

HEAD = ("stage", "made", "found", "right", "missed", "wrong")
LONGEST = 60  # characters of a reply that are shown
REMEDIES = 10  # notes that are shown
_RANK = {False: 0, None: 1, True: 2}
_MARKS = ("!!", "..", "ok")


def render(verdict: Verdict) -> str:
    """Write the stages, the letters, the replies with every miss, the mailable share, what was planted, mistakes."""
    rows = [(row.stage, *map(str, (row.made, row.found, row.right, row.missed, row.wrong))) for row in verdict.stages]
    parts = [
        f"seed {verdict.seed}: {verdict.days} days in {verdict.seconds:.1f} s",
        _aligned([HEAD, *rows]),
        "letters   " + _pairs(verdict.letters.items()),
        _replies(verdict),
        _gate(verdict),
        _share(verdict),
        _planted(verdict.planted),
        f"deals     {verdict.deals}",
        _listed("mistakes", verdict.mistakes),
        _listed("notes", verdict.notes, most=REMEDIES),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    )


def _pairs(items: Iterable[tuple[str, object]]) -> str:
    return ", ".join(f"{value} {name.replace('_', ' ')}" for name, value in items)


def _replies(verdict: Verdict) -> str:
    replies = verdict.replies
    lines = [f"replies   {replies['planted']} planted, {replies['right']} right, {len(replies['missed'])} missed"]
    for miss in replies["missed"]:
        text = " ".join(miss["text"].split())
        shown = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
        lines.append(f"  {miss['business']}: {miss['truth']}, read as {miss['got'] or 'nothing'}: {shown}")
    return "\n".join(lines)


def _gate(verdict: Verdict) -> str:
    total = sum(verdict.gate.values())
    lines = [f"mailable  of {total} brands that fit and have a usable address:"]
    for decision, count in verdict.gate.items():
        if count or decision != "undecided":
            lines.append(f"  {decision.ljust(9)} {count:4}  {100 * count / max(total, 1):5.1f} %")
    lines += [f"  {code}: {count}" for code, count in verdict.gate_reasons.items()]
    return "\n".join(lines)


def _share(verdict: Verdict) -> str:
    total = sum(verdict.share.values())
    parts = ", ".join(
        f"{count} {fate} ({100 * count / total:.0f} %)" for fate, count in verdict.share.items() if total and count
    )
    return f"free      of {total} companies of {', '.join(FREE)} with a usable address: {parts or 'none'}"


def _planted(outcomes: Sequence[Outcome]) -> str:
    """Write each kind of refusal with what became of it and why, and under it the firms; what went wrong first."""
    if not outcomes:
        return ""
    groups: dict[tuple[int, str, str, str], list[Outcome]] = {}
    for one in outcomes:
        code = f"{one.code} ({one.address})" if one.address else one.code
        groups.setdefault((_RANK[one.right], one.planted, one.became, code), []).append(one)
    count = Counter(one.right for one in outcomes)
    head = f"refusals  {len(outcomes)} planted: {count[True]} right, {count[None]} still to come, {count[False]} wrong"
    lines = [head]
    for (rank, planted, became, code), found in sorted(groups.items(), key=lambda one: one[0][0]):
        words = found[0].words if found[0].words != found[0].code else ""
        lines.append(f"  {_MARKS[rank]} {planted}: {became}{f', {code}' if code else ''}")
        lines += [f"       {text}" for text in (words, ", ".join(one.business for one in found)) if text]
    return "\n".join(lines)


def _listed(name: str, lines: Sequence[str], *, most: int | None = None) -> str:
    if not lines:
        return f"{name.ljust(9)} none" if name == "mistakes" else ""
    shown = list(lines[:most])
    rest = [f"  ... and {len(lines) - len(shown)} more"] if len(lines) > len(shown) else []
    return "\n".join([f"{name.ljust(9)} {len(lines)}", *(f"  {line}" for line in shown), *rest])
