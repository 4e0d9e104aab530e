"""The three questions - niche; routine; budget and timing - as far as a free text answers them.

Each answer is the person's own words, cut short; what is not said is missing and is asked again or left, never
guessed.
"""

import re
from dataclasses import dataclass
from datetime import date

from leadwright.reading.budget import budget_in
from leadwright.reading.lexicon import any_of
from leadwright.reading.periods import periods_in

LONGEST = 120
_SENTENCE = re.compile(r"(?<=[.!?;])\s{1,5}(?=\S)|\n{1,3}")
_LABEL = {
    "niche": any_of(
        r"^\W{0,3}(?:1[.):]\s?)?(?:(?:our |the |my )?niche(?: is)?|we sell|i sell|we make|selling|verkaufen|"
        r"nous vendons|vendemos|vendiamo|sprzedajemy|wij verkopen|продаём|продаем|ниша)\W{0,3}"
    ),
    "routine": any_of(
        r"^\W{0,3}(?:2[.):]\s?)?(?:the |our |biggest |main )?(?:routine|pain|headache|worst part|"
        r"time sink)(?: is)?\W{0,3}"
    ),
}
_WORK = any_of(
    r"\b(?:copy|typ|enter|re-?typ|updat|sync|check|upload|import|export|match|reconcil|print|stick|answer|report|"
    r"track|handl|process|manag|list|pric|creat|writ|edit|resiz|sort|forward|compar|count)(?:ing|es|s|e)?\b|"
    r"by hand|manual\w*|every (?:day|week|month|night|morning|evening|monday|sunday|friday)|one by one|"
    r"spreadsheets?|excel|csvs?|invoices?|returns|orders|variants?|stock|inventory|feeds?|catalog(?:ue)?|"
    r"settlement|hours? (?:a|per) (?:day|week)|takes (?:us |me )?(?:\w+ )?(?:hours|days|forever|ages)|nightly",
    r"erfass\w*|eintrag\w*|abtipp\w*|pfleg\w*|händisch|manuell|retouren|bestellungen|rechnungen|lagerbest\w*|"
    r"bestand\w*|preise|répondre|saisi\w*|à la main|mettre à jour|commandes|factures|stocks?|retours|conferir|"
    r"estoque|cadastr\w*|pedidos|planilha|atualiz\w*|à mão|actualiz\w*|a mano|copiar|facturas|inventario|"
    r"aggiorn\w*|ordini|fatture|magazzino|inseri\w*|wystawia\w*|przepis\w*|ręczn\w*|zamówie\w*|magazyn\w*|"
    r"uzupełni\w*|bijwerken|overtypen|handmatig|voorraad|bestellingen|вручную|обновля\w*|остатки|перенос\w*|"
    r"заказ\w*|выгруж\w*|прайс\w*|сверя\w*|отч[её]т\w*",
)
_NO_PAIN = any_of(
    r"nothing (?:really )?(?:hurts|bothers|takes)|no routine|none really|nichts (?:nervt|besonderes)|"
    r"rien de particulier|nada en especial"
)


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of the three questions; ``missing`` names those without an answer."""

    niche: str | None
    routine: str | None
    budget: str | None
    timing: str | None
    missing: tuple[str, ...]


def answers_of(text: str, *, received: date) -> Answers:
    """Read free text; ``received`` is the day to which "next Monday" refers."""
    sentences = [one.strip() for one in _SENTENCE.split(text[:5_000]) if one.strip()]
    budget = budget_in(text)
    timing = _timing(text, received)
    routine, at = _routine(sentences)
    niche = _niche(sentences, at)
    found = {"niche": niche, "routine": routine, "budget": budget, "timing": timing}
    return Answers(niche, routine, budget, timing, tuple(name for name, value in found.items() if not value))


def _timing(text: str, received: date) -> str | None:
    """The time named last: people say when they would start after what it may cost."""
    named = [one for one in periods_in(text, received) if one.earliest >= received and not _is_habit(text, one.start)]
    return named[-1].words.strip() if named else None


def _is_habit(text: str, start: int) -> bool:
    """ "Every Monday" is a routine, not a date."""
    before = text[max(0, start - 14) : start].lower()
    return bool(re.search(r"(?:every|each|jede[nrs]?|chaque|cada|ogni|elke|każd\w+|кажд\w+) $", before))


def _routine(sentences: list[str]) -> tuple[str | None, int]:
    for index, one in enumerate(sentences):
        label = _LABEL["routine"].match(one)
        if label:
            return _short(one[label.end() :]), index
    for index, one in enumerate(sentences):
        if _NO_PAIN.search(one):
            return "none", index
        if _WORK.search(one) and (index or len(sentences) == 1):
            return _short(one), index
    return (_short(sentences[1]), 1) if len(sentences) > 2 and not budget_in(sentences[1]) else (None, -1)


def _niche(sentences: list[str], routine: int) -> str | None:
    for one in sentences:
        label = _LABEL["niche"].search(one)
        if label:
            return _short(one[label.end() :])
    if not sentences or (routine == 0 and len(sentences) == 1) or budget_in(sentences[0]):
        return None
    return _short(re.split(r"[,(:]| and | - ", sentences[0])[0])


def _short(words: str) -> str | None:
    words = " ".join(words.split()).strip(" .,;:!-")
    return words[:LONGEST].strip() or None
