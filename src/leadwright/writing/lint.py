"""What a letter must not do, whatever its template: false subjects, figures without a case, haste, too many links."""

import re
from collections.abc import Collection, Iterator, Mapping
from re import Pattern

from leadwright.domain.letter import ANSWER, BREAKUP, Draft
from leadwright.domain.operator import Operator
from leadwright.writing.elements import REPLY_MARK, Source, lacking
from leadwright.writing.evidence import figures
from leadwright.writing.footer import SEPARATOR
from leadwright.writing.phrases import known, phrases
from leadwright.writing.problem import Problem

SUBJECT_LENGTH = 60  # characters
FEWEST, MOST = 50, 130  # words of the text
FEWEST_LAST = 25  # a breakup is short
CHARACTERS_A_WORD = 2.5  # of Japanese, which has no spaces
LINK = re.compile(r"(?:https?://|www\.)[^\s<>]{1,500}", re.IGNORECASE)
QUOTED = re.compile(r"“[^”]{0,300}”|«[^»]{0,300}»|「[^」]{0,300}」|\"[^\"]{0,300}\"")


def _any(*words: str) -> Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){word}" for word in words), re.IGNORECASE)


HASTE: Mapping[str, Pattern[str]] = {
    "en": _any(
        "act now", "last chance", "urgent", "limited time", "only today", "hurry", "don.t miss", "asap", "expires"
    ),
    "fr": _any("urgent", "dernière chance", "offre limitée", "dépêchez", "plus que quelques", "ne manquez pas"),
    "sv": _any("bråttom", "sista chansen", "begränsad tid", "skynda", "agera nu", "missa inte"),
    "fi": _any("kiireelli", "viimeinen mahdollisuus", "toimi nyt", "rajoitetun ajan", "pidä kiirettä"),
    "no": _any("haster", "siste sjanse", "begrenset tid", "skynd", "gå ikke glipp"),
    "nl": _any("dringend", "laatste kans", "beperkte tijd", "haast u", "mis het niet"),
    "ja": re.compile("今すぐ|至急|期間限定|最後のチャンス|お急ぎ"),
}
FALSE_THREAD = _any(
    *(
        "as (?:we )?(?:discussed|agreed)",
        "following (?:up on )?our (?:call|conversation|meeting)",
        "your (?:enquiry|inquiry)",
    ),
    *(
        "suite à notre (?:échange|appel)",
        "comme convenu",
        "som (?:överenskommet|avtalt)",
        "kuten sovimme",
        "zoals besproken",
    ),
    "先日お話し",
)


def lint(
    draft: Draft, operator: Operator, *, elements: tuple[str, ...], source: Source | None, cases: Collection[str] = ()
) -> tuple[Problem, ...]:
    """Give all problems of a letter as it would leave.

    ``elements`` are the least that every letter needs, the gate asks for more; ``source`` is the page that publishes
    the address, with the days on which it was read; ``cases`` are the texts of stored cases, whose figures a letter
    may name.
    """
    text = text_of(draft, operator)
    return (
        *_subject(draft),
        *_length(draft, text),
        *_claims(draft, text, cases=cases),
        *_links(draft, operator),
        *(
            Problem("element", (("lacks", lack),))
            for lack in lacking(
                draft, elements, operator=operator, sources=[source] if source else [], country=draft.country
            )
        ),
        *([] if known(draft.language) else [Problem("language", (("language", draft.language),))]),
    )


def text_of(draft: Draft, operator: Operator) -> str:
    """Give the text of a letter without closing, signature and footer."""
    text = draft.body.partition(SEPARATOR)[0].strip()
    text = text.removesuffix((operator.signature or operator.name).strip()).strip()
    return text.removesuffix(phrases(draft.language).closing).strip()


def words_in(text: str, language: str) -> int:
    """Count words; of Japanese, what its characters would make, and the words in Latin letters."""
    if language != "ja":
        return sum(any(c.isalnum() for c in word) for word in text.split())
    latin = re.findall(r"[!-~]{1,100}", text)
    characters = len("".join(text.split())) - sum(map(len, latin))
    return len(latin) + round(characters / CHARACTERS_A_WORD)


def _subject(draft: Draft) -> Iterator[Problem]:
    if not draft.subject.strip():
        yield Problem("subject-empty")
    if len(draft.subject) > SUBJECT_LENGTH and draft.kind != ANSWER:
        yield Problem("subject-long", (("length", len(draft.subject)),))
    if any(not c.isprintable() for c in draft.subject):
        yield Problem("subject-control")
    if draft.kind == ANSWER:
        return
    if REPLY_MARK.match(draft.subject) or FALSE_THREAD.search(draft.subject):
        yield Problem("subject-thread", (("subject", draft.subject),))
    if draft.subject.count("!") or (draft.subject.isupper() and len(draft.subject) > 8):
        yield Problem("subject-shouts")


def _length(draft: Draft, text: str) -> Iterator[Problem]:
    if draft.kind == ANSWER:
        return
    count = words_in(text, draft.language)
    if count < (FEWEST_LAST if draft.kind == BREAKUP else FEWEST):
        yield Problem("body-short", (("words", count),))
    if count > MOST:
        yield Problem("body-long", (("words", count),))


def _claims(draft: Draft, text: str, *, cases: Collection[str]) -> Iterator[Problem]:
    if draft.kind == ANSWER:
        return
    shown = {figure for ground in draft.grounds for figure in figures(ground.evidence.snippet)}
    shown |= {figure for case in cases for figure in figures(case)}
    for figure in figures(f"{draft.subject}\n{text}"):
        if figure not in shown:
            yield Problem("figure", (("figure", figure),))
    ours = QUOTED.sub("", text)
    for language in {known(draft.language) or "en", "en"}:
        if haste := HASTE[language].search(f"{draft.subject}\n{ours}"):
            yield Problem("haste", (("words", haste.group()),))
    if thread := FALSE_THREAD.search(ours):
        yield Problem("false-thread", (("words", thread.group()),))


def _links(draft: Draft, operator: Operator) -> Iterator[Problem]:
    links = LINK.findall(draft.body)
    ours = [link for link in links if operator.link and link.startswith(operator.link)]
    if len(ours) > 1 or len(links) - len(ours) > 1:
        yield Problem("links", (("count", len(links)),))
