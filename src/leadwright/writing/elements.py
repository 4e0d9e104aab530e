"""What a letter must show before it leaves, looked for in the words that would leave (3.2 of the law).

The codes are those of the country table::

    ID ADDR CONTACT   who writes, their postal address, where to answer
    OPTOUT            one step that stops everything
    SUBJ ADLABEL      a subject that is true, with the word that some countries want before it
    ADNOTE REL        that it is an offer, and about the work of the business
    SRC               the page that publishes the address, and the day it was read there
    ART14 OBJ         the facts of GDPR Art. 14, and the objection on a line of its own (Art. 21(4))
    ONCE              no second letter

Each is asked for in the letter's own language and whole: a sentence of which a part is missing does not count.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from leadwright.domain.letter import ANSWER, Draft
from leadwright.domain.operator import Operator
from leadwright.writing.footer import label, one_line, source_line
from leadwright.writing.phrases import Phrases, phrases

MISSING = "element-missing"  # code of a letter that lacks one
REPLY_MARK = re.compile(
    r"^\s{0,5}(?:re|fwd?|aw|wg|sv|vs|vl|tr|rv|res|enc|antw|odp|rif|返信|転送)\s{0,3}(?:\[\d{1,3}\])?\s{0,3}[:：]",
    re.IGNORECASE,
)

Source = tuple[str, Collection[date], str]
"""URL of what shows the address, the days on which it was read there, and the way; ``post`` and ``csv`` are consent."""


def lacking(
    draft: Draft, elements: Iterable[str], *, operator: Operator, sources: Collection[Source], country: str | None
) -> tuple[str, ...]:
    """Give the required elements that the letter does not show; an element that nobody knows is lacking.

    ``sources`` are the pages that publish the address; ``country`` (ISO 3166-1 alpha-2) the one whose law decides.
    """
    shown = _shown(draft, operator, sources=sources, country=country)
    return tuple(element for element in elements if not shown.get(element.partition(":")[0]))


def names_source(draft: Draft, source: Source) -> bool:
    """Say whether the letter names this page, with a day on which the address was read there."""
    url, days, way = source
    words, body = phrases(draft.language), draft.body
    return any(source_line(url, day, way, words) in body for day in days)


def _shown(draft: Draft, operator: Operator, *, sources: Collection[Source], country: str | None) -> Mapping[str, bool]:
    body, lines, words = one_line(draft.body), draft.body.splitlines(), phrases(draft.language)
    mailbox = operator.mailbox(draft.mailbox).address
    us = {"name": operator.name, "company": operator.company, "postal": one_line(operator.postal), "mailbox": mailbox}
    sourced = any(names_source(draft, source) for source in sources)
    stops = frozenset(_stops(lines, words, operator))
    return {
        "ID": operator.name in body and operator.company in body,
        "ADDR": bool(operator.postal.strip()) and one_line(operator.postal) in body,
        "CONTACT": mailbox in body,
        "OPTOUT": bool(stops),
        "SUBJ": bool(draft.subject.strip()) and (draft.kind == ANSWER or not REPLY_MARK.match(draft.subject)),
        "ADNOTE": words.offer.format(**us) in lines,
        "SRC": sourced,
        "REL": words.relevant in draft.body,
        "ART14": sourced and _facts(lines, words, us, stops=stops),
        "OBJ": words.objection in lines,
        "ADLABEL": draft.subject.startswith(label(country) or "\0"),
        "ONCE": draft.touch <= 1,
    }


def _facts(lines: Collection[str], words: Phrases, us: Mapping[str, str], *, stops: Collection[str]) -> bool:
    """Say whether the sentence of Art. 14 stands whole, and a way to use the rights that it names."""
    told = words.art14.format(**us)
    return (told in lines and words.stop_mail in stops) or (f"{told} {words.more}" in lines and bool(stops))


def _stops(lines: Iterable[str], words: Phrases, operator: Operator) -> Iterator[str]:
    """Yield the lines that stop everything in one step: by an answer, or by a page of the operator's own."""
    before = words.stop_link.partition("{")[0]
    for line in lines:
        link = line.removeprefix(before)
        ours = operator.link is not None and link.startswith(operator.link)
        if line == words.stop_mail or (link != line and ours and words.stop_link.format(link=link) == line):
            yield line
