"""The judge of a run: what the world made and recorded, against what the product says that it found and did.

It knows the world's truth and log, and the findings as plain data; it shares no code with the product, so that a
rule that both misread can still be caught.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from leadwright.world import answers, score
from leadwright.world.case import Calendar, Case, Row, unwritten, wanted
from leadwright.world.conduct import Conduct
from leadwright.world.log import WorldLog
from leadwright.world.outcomes import Outcome, Outcomes, Say
from leadwright.world.truth import Business, Post

DECISIONS = ("send", "hold", "block")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome: a row for each stage, the letters, the replies, the gate; ``mistakes`` is empty when all is well."""

    seed: int
    days: int
    seconds: float
    stages: tuple[Row, ...]
    letters: dict[str, int]
    replies: dict[str, Any]
    gate: dict[str, int]
    gate_reasons: dict[str, int]
    share: dict[str, int]
    planted: tuple[Outcome, ...]
    deals: int
    mistakes: tuple[str, ...]
    notes: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Give everything as JSON-able data."""
        return {**asdict(self), "stages": [asdict(row) for row in self.stages]} | {
            "planted": [asdict(one) for one in self.planted],
            "mistakes": list(self.mistakes),
            "notes": list(self.notes),
        }


def judge(
    businesses: Sequence[Business],
    posts: Sequence[Post],
    log: WorldLog,
    findings: Mapping[str, Any],
    *,
    seed: int,
    days: int,
    seconds: float,
    calendar: Calendar,
    say: Say = lambda code, _: code,
) -> Verdict:
    """Compare what was made, planted and recorded with what the product found.

    ``posts`` are those that were public before the end of the run; ``findings`` holds the lists sightings, contacts,
    leads, prospects, letters, gate, ends, replies, verdicts, deals, suppressed and mailboxes; ``days`` and ``seconds``
    are the simulated and the real length of the run; ``calendar`` is asked about working time of the recipients;
    ``say`` puts a reason into words.
    """
    case = Case(businesses, posts, log, findings)
    conduct = Conduct(case, calendar)
    stages = _stages(case, conduct)
    answers.stops(case)
    gate, reasons = _gate(case)
    outcomes = Outcomes(case, conduct.sent, say)
    return Verdict(
        seed=seed,
        days=days,
        seconds=seconds,
        stages=stages,
        letters=conduct.letters(),
        replies=answers.replies(case),
        gate=gate,
        gate_reasons=reasons,
        share=outcomes.share(),
        planted=outcomes.all(),
        deals=len(case.rows("deals")),
        mistakes=tuple(case.remarks.mistakes),
        notes=tuple(case.remarks.notes),
    )


def _stages(case: Case, conduct: Conduct) -> tuple[Row, ...]:
    before = (score.parse, score.extract, score.dedupe, score.enrich, score.personalize)
    after = (answers.track, answers.qualify, answers.crm)
    return (*[stage(case) for stage in before], conduct.row(), *[stage(case) for stage in after])


def _gate(case: Case) -> tuple[dict[str, int], dict[str, int]]:
    """Count the product's last decision on each announced brand that fits and has a usable address, and why."""
    last = {key: rows[-1] for key, rows in case.group("gate").items()}
    counts = dict.fromkeys((*DECISIONS, "undecided"), 0)
    reasons: Counter[str] = Counter()
    for firm in case.announced:
        if not wanted(firm) or unwritten(firm):
            continue
        row = last.get(firm.key, {})
        decision = str(row.get("decision") or "undecided")
        counts[decision] = counts.get(decision, 0) + 1
        reasons[str(row.get("code") or "none")] += 1
        if decision == "send" and firm.gate == "block":
            case.mistake(f"{firm.key}: the gate says send, but the law of {firm.country} blocks it")
        elif decision != firm.gate and row:
            case.note(f"{firm.key}: the gate says {decision} ({row.get('code')}), the law data says {firm.gate}")
    return counts, dict(sorted(reasons.items()))
