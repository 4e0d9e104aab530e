"""The three letters to a prospect, written from a playbook and bound to what its pages say.

The first letter greets, names one thing that is true of this shop and can be checked, one or two pains that come with
such a shop, what the operator offers, and asks whether it is worth exploring; the second adds something of use; the
third says goodbye. What cannot be filled in or proved becomes a problem of the draft, and a draft with problems never
leaves.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from leadwright.domain.errors import Drop
from leadwright.domain.evidence import Fact
from leadwright.domain.lead import Address, Prospect
from leadwright.domain.letter import FIRST, KINDS, Draft, Grounded
from leadwright.domain.operator import Operator
from leadwright.domain.playbook import Playbook, Template
from leadwright.writing.elements import Source
from leadwright.writing.evidence import places, proved, sentences, stated, unproved
from leadwright.writing.footer import OUTSIDE_GDPR, SEPARATOR, footer, label
from leadwright.writing.lint import MOST, lint, words_in
from leadwright.writing.phrases import ENGLISH, known, phrases
from leadwright.writing.problem import Problem
from leadwright.writing.spin import Dice, Filled, Roll, one_of, write

FRESH_DAYS = 180
SURE = 0.6  # least confidence at which a person is greeted by name
LONGEST_HERO, LONGEST_FINDING, LONGEST_COMPANY = 104, 150, 60  # characters
FOREIGN = re.compile(r"https?:|www\.|[@<>{}\[\]]", re.IGNORECASE)  # a link or markup is nobody's name
QUOTE = re.compile(r"[“”„«»「」\"]")  # what we quote must not end our quotation
CLAUSE = re.compile(r"[,;:](?=\s)|\s[–—|-]\s|[、;:]")  # between the clauses of a sentence
PERSON = re.compile(r"[^\W\d_]{1,20}\.?(?:[ '’-][^\W\d_]{1,20}\.?){0,4}")
PLATFORMS = {
    "woocommerce": "WooCommerce",
    "bigcommerce": "BigCommerce",
    "prestashop": "PrestaShop",
    "opencart": "OpenCart",
    "bigcartel": "Big Cartel",
    "wordpress": "WordPress",
}
LEAST_ELEMENTS = ("ID", "ADDR", "CONTACT", "OPTOUT", "SUBJ", "ADNOTE", "SRC", "REL")


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the letters may say: the values of the placeholders, and what was read on a page for some of them."""

    values: Mapping[str, str]
    read: Mapping[str, Fact]  # placeholder -> what was read
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the three letters to one prospect share."""

    prospect: Prospect
    address: Address
    operator: Operator
    mailbox: str
    language: str
    country: str | None
    facts: _Facts
    foot: str
    stale: tuple[Problem, ...]


def letters(
    prospect: Prospect,
    playbook: Playbook,
    operator: Operator,
    *,
    mailbox: str,
    dice: Dice,
    optout: Callable[[str], str] | None,
    today: date,
) -> tuple[Draft, ...]:
    """Write first touch, follow-up and breakup, in this order, with their problems.

    They are in the prospect's language where the playbook has all three in it, else in English. ``mailbox`` is the name
    of one of the operator's; ``optout`` gives the opt-out link of a brand, None stands for mailto mode. Variant and
    words are drawn by the brand, so each brand sees one hand. Raises Drop ``no-address`` where there is nobody to
    write to.
    """
    if prospect.address is None:
        raise Drop("no-address", brand=prospect.brand)
    language = _language(prospect.language, playbook)
    frame = _Frame(
        prospect=prospect,
        address=prospect.address,
        operator=operator,
        mailbox=mailbox,
        language=language,
        country=prospect.country.value if prospect.country else None,
        facts=_facts(prospect, playbook, operator, language=language, dice=dice),
        foot="",
        stale=tuple(_stale(prospect.address, today)),
    )
    frame = replace(frame, foot=_foot(frame, link=optout(prospect.brand) if optout else None))
    drafts: list[Draft] = []
    for template in _chosen(playbook, language, dice=dice, brand=prospect.brand):
        subject = drafts[0].subject if drafts else None
        draft = _draft(frame, template, subject=subject, dice=dice)
        name, wait = f"{playbook.name}/{template.kind}/{template.variant}", playbook.waits.get(template.kind, 0)
        drafts.append(replace(draft, template=name, wait=wait, touch=len(drafts) + 1))
    return tuple(drafts)


def signed(text: str, operator: Operator, *, language: str) -> str:
    """Close a text and sign it."""
    return f"{text}\n\n{phrases(language).closing}\n{(operator.signature or operator.name).strip()}"


def _draft(frame: _Frame, template: Template, *, subject: str | None, dice: Dice) -> Draft:
    """Write one letter; ``subject`` is the first letter's, which the others keep."""
    facts, operator = frame.facts, frame.operator
    head = Filled(subject) if subject else _written(frame, template, part="subject", dice=dice)
    text = _written(frame, template, part="body", dice=dice)
    draft = Draft(
        brand=frame.prospect.brand,
        touch=1,
        kind=template.kind,
        to=frame.address.address,
        mailbox=frame.mailbox,
        subject=head.text if subject else f"{label(frame.country) or ''}{head.text}",
        body=f"{signed(text.text, operator, language=frame.language)}{SEPARATOR}{frame.foot}",
        language=frame.language,
        template=template.kind,
        country=frame.country,
        score=frame.prospect.score,
        grounds=tuple(_grounds(f"{head.text}\n{text.text}", facts)),
    )
    problems = [
        *(Problem("unresolved", (("name", name),)) for name in (*head.missing, *text.missing)),
        *facts.problems,
        *frame.stale,
        *_unproved(draft, f"{head.text}\n{text.text}", facts),
        *lint(draft, operator, elements=_elements(frame), source=_source(frame.address)),
    ]
    return replace(draft, problems=tuple(dict.fromkeys(map(str, problems))))


def _written(frame: _Frame, template: Template, *, part: str, dice: Dice) -> Filled:
    """Fill in the subject or the body; a body that gets too long does without the second pain."""
    pattern = template.subject if part == "subject" else template.body
    key = ("words", frame.prospect.brand, template.kind, part)
    filled = write(pattern, frame.facts.values, roll=dice.roll(*key))
    if words_in(filled.text, frame.language) <= MOST:
        return filled
    return write(pattern, {**frame.facts.values, "pain2": ""}, roll=dice.roll(*key))


def _foot(frame: _Frame, *, link: str | None) -> str:
    return footer(
        frame.operator,
        frame.operator.mailbox(frame.mailbox).address,
        language=frame.language,
        country=frame.country,
        evidence=frame.address.evidence,
        link=link,
    )


def _source(address: Address) -> Source:
    return address.evidence.url, [address.evidence.at.date()], address.evidence.way


def _elements(frame: _Frame) -> tuple[str, ...]:
    """Give the least that the letter must show; the gate asks again with the row's own list."""
    gdpr = frame.country not in OUTSIDE_GDPR or frame.operator.country not in OUTSIDE_GDPR
    return (*LEAST_ELEMENTS, "ART14", "OBJ") if gdpr else LEAST_ELEMENTS


def _language(wanted: str | None, playbook: Playbook) -> str:
    code = known(wanted)
    kinds = {template.kind for template in playbook.templates if template.language == code}
    return code if code and kinds >= set(KINDS) else ENGLISH


def _chosen(playbook: Playbook, language: str, *, dice: Dice, brand: str) -> tuple[Template, ...]:
    """Choose one variant for the brand, and its template of each kind, or the first one where a kind lacks it."""
    usable = [template for template in playbook.templates if template.language == language]
    variants = sorted({template.variant for template in usable if template.kind == FIRST})
    variant = one_of(variants, dice.roll("variant", brand))
    of_kind = {kind: [template for template in usable if template.kind == kind] for kind in KINDS}
    return tuple(next((t for t in of_kind[kind] if t.variant == variant), of_kind[kind][0]) for kind in KINDS)


def _facts(prospect: Prospect, playbook: Playbook, operator: Operator, *, language: str, dice: Dice) -> _Facts:
    read = _read(prospect, language)
    person = prospect.contact_name
    name = person.value if person and person.confidence >= SURE and PERSON.fullmatch(person.value) else ""
    values = {placeholder: fact.value for placeholder, fact in read.items()}
    values |= _matter(playbook, operator, language=language, roll=dice.roll("offer", prospect.brand))
    values |= {"greeting": greeting(name, language), "name": name}
    values |= {"sender": operator.name, "sender_company": operator.company}
    problems = []
    if not {"finding", "hero", "platform"} & set(read):
        problems.append(Problem("no-observation"))
    if "offer" not in values:
        problems.append(Problem("no-offer"))
    return _Facts(values, read, tuple(problems))


def greeting(name: str, language: str) -> str:
    """Greet a person by name, or a business without one."""
    words = phrases(language)
    if not name:
        return words.greeting
    return words.greeting_name.format(name=name if words.whole_name else name.split(maxsplit=1)[0])


def _read(prospect: Prospect, language: str) -> Mapping[str, Fact]:
    """Give what may be said of the shop: its name, and the best one thing to open with that its page proves.

    Findings are written in English, so letters in other languages open with the shop's own words.
    """
    read = {}
    company = prospect.company
    if len(company.value) <= LONGEST_COMPANY and not FOREIGN.search(company.value):
        read["company"] = company
    finding, hero = prospect.finding, short(prospect.hero)
    if finding and language == ENGLISH and _tellable(finding):
        read["finding"] = replace(finding, value=finding.value.strip().rstrip("."))
    elif hero:
        read["hero"] = hero
    elif prospect.platform and proved(display := _display(prospect.platform.value), prospect.platform.evidence):
        read["platform"] = replace(prospect.platform, value=display)
    return read | _product(prospect)


def _display(platform: str) -> str:
    """Give a platform's name as it writes itself; the tables know it in lower case."""
    return PLATFORMS.get(platform.casefold(), platform.capitalize() if platform.islower() else platform)


def _product(prospect: Prospect) -> dict[str, Fact]:
    """Give the first product whose name stands in a snippet that we hold: the catalogue keeps no pages."""
    shown = [fact.evidence for fact in (prospect.hero, prospect.finding) if fact]
    for product in prospect.products:
        for evidence in shown:
            if not FOREIGN.search(product.name) and proved(product.name, evidence):
                return {"product": Fact(product.name, evidence)}
    return {}


def _tellable(finding: Fact) -> bool:
    fits = len(finding.value) <= LONGEST_FINDING and not FOREIGN.search(finding.value)
    return fits and stated(finding.value, finding.evidence)


def short(hero: Fact | None) -> Fact | None:
    """Give what can be quoted of the hero: the first of its sentences, else the clauses it begins with.

    Where a heading stands before the sentence that explains it, that sentence goes first: a heading may be a slogan.
    Every quotation stands on the page as it is; a clause of fewer than four words says too little.
    """
    if hero is None:
        return None
    heading, apart, _ = hero.evidence.snippet.partition(" | ")
    whole = sorted(sentences(hero.value), key=lambda one: bool(apart) and one.rstrip(".") in heading)
    for value in (*whole, *(part for one in whole for part in _beginnings(one))):
        words = " ".join(value.split()).rstrip(".。!！")
        if len(words) <= LONGEST_HERO and proved(words, hero.evidence) and not _unquotable(words):
            return replace(hero, value=words)
    return None


def _beginnings(sentence: str) -> Iterator[str]:
    """Give the beginnings of a sentence that end where a clause ends, the longest first."""
    ends = [match.start() for match in CLAUSE.finditer(sentence)]
    yield from (sentence[:end] for end in reversed(ends) if len(sentence[:end].split()) >= 4)


def _unquotable(words: str) -> bool:
    return bool(FOREIGN.search(words) or QUOTE.search(words))


def _matter(playbook: Playbook, operator: Operator, *, language: str, roll: Roll) -> dict[str, str]:
    """Choose an offer that is switched on, and the pain it answers; a second of each where there is one."""
    offered = [offer.name for offer in operator.offers if offer.name in playbook.offers]
    matter: dict[str, str] = {}
    for suffix in ("", "2"):
        if not offered:
            break
        name = one_of(offered, roll)
        offered.remove(name)
        for placeholder, table in (("offer", playbook.offers), ("pain", playbook.pains)):
            words = table.get(name, {})
            matter[f"{placeholder}{suffix}"] = words.get(language) or words.get(ENGLISH, "")
    return matter


def _grounds(text: str, facts: _Facts) -> Iterator[Grounded]:
    for fact in facts.read.values():
        for place in places(text, fact.value):
            yield Grounded(place, fact.evidence)


def _unproved(draft: Draft, text: str, facts: _Facts) -> Iterator[Problem]:
    """Check each fact on its page; a finding is in our own words and was checked when it was chosen."""
    said = {name: fact.value for name, fact in facts.read.items() if name != "finding"}
    yield from unproved(text, said, grounds=draft.grounds)


def _stale(address: Address, today: date) -> Iterator[Problem]:
    days = (today - address.evidence.at.date()).days
    if days > FRESH_DAYS:
        yield Problem("stale", (("days", days),))
