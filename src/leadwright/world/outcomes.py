"""What became of every firm that was planted for a refusal, and of those who may be written to most freely."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from leadwright.world.case import COLD, Case, wanted
from leadwright.world.conduct import Sent
from leadwright.world.refusals import BLOCK, CATALOGUE, DROPPED, ENDS, FIRST, HOLD, MERGED, ONCE, Refusal
from leadwright.world.truth import Business

LEAST = 0.6  # of the companies of US, GB and FR that have a usable address end in a letter
FEW = 10  # fewer firms than that are no share
FREE = ("US", "GB", "FR")
STATUS = {"held": HOLD, "blocked": BLOCK, "cancelled": "cancelled"}
PENDING = ("draft", "waiting", "claimed", "doubt")

Say = Callable[[str, Mapping[str, Any]], str]
"""Puts a reason (code, facts) into words."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One planted firm: what was planted, what had to come of it, and what came.

    ``right`` is None as long as it may still come.
    """

    kind: str  # key of the catalogue
    business: str
    planted: str
    expected: str
    became: str
    letters: int
    code: str
    address: str  # why the address that the site shows is not used, where it shows one
    words: str
    right: bool | None


class Outcomes:
    """The judgement of every planted refusal."""

    def __init__(self, case: Case, sent: Iterable[Sent], say: Say) -> None:
        """Look at the findings by firm."""
        self._case, self._say = case, say
        self._rows = case.group("letters")
        self._ends = case.group("ends")
        self._leads, self._prospects = case.group("leads"), case.group("prospects")
        self._contacts = {firm.key: row for row in case.rows("contacts") if (firm := case.by_site(row["site"]))}
        self._sent: dict[str, list[Sent]] = {}
        for one in sent:
            if one.firm and one.cold:
                self._sent.setdefault(one.firm.key, []).append(one)

    def all(self) -> tuple[Outcome, ...]:
        """Judge each planted firm, in the order of the catalogue; what went otherwise is a mistake."""
        order = {key: number for number, key in enumerate(CATALOGUE)}
        firms = [firm for firm in self._case.businesses if firm.planted]
        found = [self._outcome(firm, CATALOGUE[firm.planted]) for firm in sorted(firms, key=lambda f: order[f.planted])]
        for one in found:
            if one.right is False:
                wanted_ = f"{one.expected} ({' or '.join(CATALOGUE[one.kind].codes)})"
                self._case.mistake(
                    f"{one.business}: {one.planted}; it had to be {wanted_} and was {one.became} ({one.code or 'none'})"
                )
        return tuple(found)

    def share(self) -> dict[str, int]:
        """Count what became of the companies of the freest countries; too few letters are a mistake.

        A shop that is another one under a second name is not counted twice, and one who was erased is not counted.
        """
        counts = {"send": 0, HOLD: 0, BLOCK: 0, DROPPED: 0}
        for firm in self._case.announced:
            plant = CATALOGUE.get(firm.planted)
            company = firm.country == "US" or bool(firm.legal_form)
            if wanted(firm) and firm.country in FREE and company and not (plant and plant.fate == MERGED):
                counts[self._fate(firm)] += 1
        total = sum(counts.values())
        if total >= FEW and counts["send"] < LEAST * total:
            self._case.mistake(f"only {counts['send']} of {total} companies of {', '.join(FREE)} may be written to")
        return counts

    def _fate(self, firm: Business) -> str:
        status = self._status(firm)
        if self._sent.get(firm.key) or status in PENDING:
            return "send"
        return HOLD if status == "held" else BLOCK if status else DROPPED

    def _letter(self, firm: Business, kind: str) -> Mapping[str, Any]:
        return next((row for row in self._rows.get(firm.key, ()) if row["kind"] == kind), {})

    def _status(self, firm: Business) -> str:
        return str(self._letter(firm, "first").get("status") or "")

    def _outcome(self, firm: Business, plant: Refusal) -> Outcome:
        letters = len(self._sent.get(firm.key, ()))
        became, code, right = _JUDGES[plant.fate](self, firm, plant)
        facts: Mapping[str, Any] = next(
            (row["facts"] for row in reversed(self._ends.get(firm.key, ())) if row["code"] == code), {}
        )
        words = self._say(code, facts) if code else ""
        told = plant.address if plant.address in self._whys(firm) else ""
        return Outcome(firm.planted, firm.key, plant.says, plant.fate, became, letters, code, told, words, right)

    def _whys(self, firm: Business) -> set[str]:
        """Give why the addresses of a site are not used, as the product says."""
        shown = self._contacts.get(firm.key, {}).get("addresses") or ()
        return {str(entry.get("why")) for entry in shown if not entry.get("usable")}

    def _ended(self, firm: Business, codes: tuple[str, ...], *types: str) -> tuple[str, str]:
        """Give where a firm ended without a letter, and the code: the expected one where it is among several."""
        dropped = [row for row in self._ends.get(firm.key, ()) if row["type"] in (types or ("dropped",))]
        fitting = [row for row in dropped if row["code"] in codes] or dropped
        if not fitting:
            return "not seen", ""
        last = fitting[-1]
        return f"{last['type']} by {last['stage']}", str(last["code"])

    def _dropped(self, firm: Business, plant: Refusal) -> tuple[str, str, bool | None]:
        if self._rows.get(firm.key) or self._sent.get(firm.key):
            return (*self._of_letter(firm), False)
        became, code = self._ended(firm, plant.codes)
        if not code:
            return became, code, None  # announced so late that nobody has looked, or to be asked once more
        known = not plant.address or code == "no-fit" or plant.address in self._whys(firm)
        return became, code, code in plant.codes and known

    def _of_letter(self, firm: Business, kind: str = "first") -> tuple[str, str]:
        row = self._letter(firm, kind)
        status = str(row.get("status") or "")
        name = "" if kind == "first" else f"{kind} "
        return f"{name}{STATUS.get(status, status) or 'without a letter'}", str(row.get("reason") or "")

    def _kept(self, firm: Business, plant: Refusal) -> tuple[str, str, bool | None]:
        """Judge a letter that must not leave."""
        became, code = self._of_letter(firm)
        if self._sent.get(firm.key):
            return became, code, False
        if code in plant.codes:
            return became, code, became == plant.fate or self._status(firm) in PENDING
        if self._status(firm) in PENDING:
            return became, code, None
        if not self._rows.get(firm.key):
            became, code = self._ended(firm, plant.codes)
            return became, code, None if not code else False
        return became, code, False

    def _ends_after(self, firm: Business, plant: Refusal) -> tuple[str, str, bool | None]:
        """Judge who was written to until they refused; what left after that is judged letter by letter."""
        sent = len(self._sent.get(firm.key, ()))
        log = self._case.log
        refused = any(stop.business == firm.key for stop in log.stops) or any(
            line.business == firm.key and line.stops for line in log.replies
        )
        if not refused:
            return f"written to {sent} times, has not refused yet" if sent else "not written to yet", "", None
        if plant.forgets:
            return self._forgotten(firm, sent)
        if "again" in firm.extra:
            became, code = self._ended(firm, plant.codes)
            return f"stopped after {sent}, then {became}", code, code in plant.codes if code else None
        for kind in COLD:
            became, code = self._of_letter(firm, kind)
            if became.endswith("cancelled"):
                return f"stopped after {sent}", code, code in plant.codes
        return f"stopped after {sent}", "", sent == len(COLD)

    def _forgotten(self, firm: Business, sent: int) -> tuple[str, str, bool | None]:
        if any(firm.key in found for found in (self._rows, self._leads, self._prospects, self._contacts)):
            return f"written to {sent} times, still known", "", False
        return f"erased after {sent}", "forgotten", True

    def _first_only(self, firm: Business, plant: Refusal) -> tuple[str, str, bool | None]:
        became, code = self._of_letter(firm, "followup")
        sent = len(self._sent.get(firm.key, ()))
        if sent > 1:
            return became, code, False
        return became, code, True if code in plant.codes else None

    def _once(self, firm: Business, plant: Refusal) -> tuple[str, str, bool | None]:
        leads = len(self._leads.get(firm.key, ()))
        _, code = self._ended(firm, plant.codes)
        if leads > 1:
            return f"{leads} leads", code, False
        return f"{leads} lead", code, True if code in plant.codes else None

    def _merged(self, firm: Business, plant: Refusal) -> tuple[str, str, bool | None]:
        if self._sent.get(firm.key):
            return (*self._of_letter(firm), False)
        if self._rows.get(firm.key):
            became, code = self._of_letter(firm)
            return became, code, True if code in plant.codes else None
        became, code = self._ended(firm, plant.codes, "dropped", "merged")
        return became, code, code in plant.codes if code else None


_JUDGES: Mapping[str, Callable[[Outcomes, Business, Refusal], tuple[str, str, bool | None]]] = {
    DROPPED: Outcomes._dropped,
    HOLD: Outcomes._kept,
    BLOCK: Outcomes._kept,
    ENDS: Outcomes._ends_after,
    FIRST: Outcomes._first_only,
    ONCE: Outcomes._once,
    MERGED: Outcomes._merged,
}
