"""One or two sentences that say what a firm sells or does, in its own words; nothing rather than something wrong.

The first heading is right on most pages and a cookie banner, promotion, greeting or bare slogan on the others.
So every sentence of the page's opening, its description and its structured data is weighed by what it says: whether
the firm does something in it, names its goods, and carries none of the marks of a banner.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leadwright.domain.evidence import SNIPPET_LENGTH, Fact
from leadwright.reading.page import Doc, squeezed
from leadwright.reading.walk import Block

_NEVER = re.compile(
    r"""
    \bcookies?\b.{0,60}\b(?:use|policy|settings|accept|verwend|consent|experience) | we\suse\scookies |
    accept\sall | \d{1,2}\s?%\s?(?:off|rabatt|de\sr[ée]duction|di\ssconto) | \bfree\s(?:shipping|delivery|
    returns)\b | versandkostenfrei | livraison\s(?:offerte|gratuite) | promo\s?code | discount\scode |
    \bcode:?\s[A-Z0-9]{4,12}\b | first\sorder | sign\sup | subscribe | newsletter | log\s?in\b | javascript |
    lorem\sipsum | dolor\ssit | click\shere | your\ssubtitle | awesome\sheadline | just\sanother\swordpress |
    sample\spage | hello\sworld | page\snot\sfound | add\sto\scart | all\srights\sreserved | your\scart |
    skip\sto | enable\s | loading | scroll\b | black\sfriday | cyber\smonday | \bsale\b | terms\s(?:of|and) |
    privacy | datenschutz | warenkorb | mein\skonto | trustpilot | \d\sreviews | ★ | spin\sthe | verify\s(?:you|
    that)\s | captcha | age\sverification | are\syou\s(?:over|of\slegal) | powered\sby | theme\sby | @ |
    under\sconstruction | coming\ssoon | password\b | out\sof\sstock | sold\sout | shop\snow\b | learn\smore |
    read\smore
    """,
    re.IGNORECASE | re.VERBOSE,
)
_GREETING = re.compile(
    r"^(?:welcome|hello|hi|willkommen|bienvenue|benvenut|bienvenid|välkommen|welkom|tervetuloa)\b", re.I
)
_QUOTED = re.compile(r"^[\"“”„«‘']|[\"”»]\s{0,3}[—–-]\s|^[—–-]\s?[A-Z]")
_DOING = re.compile(
    r"""
    \b(?:we|our\s(?:team|family|studio|shop|workshop|company|small\sstudio))\s(?:\w{1,14}\s){0,4}(?:make|sell|
    bake|roast| craft|design|build|grow|brew|sew|knit|print|produce|offer|provide|stock|supply|ship|create|help|
    deliver|import|source| distil|throw|forge|restore|repair|manufacture|specialis|specializ|carry|rent|run|
    teach|develop|manage|serve|hand| curate|pour|weave|carve|cut|dye|publish|blend|press|collect|do\b) |
    \b(?:is|are)\s(?:an?|the|your)\s(?:\w{1,20}[\s,-]{1,2}){0,7}(?:shop|store|studio|brand|company|maker|
    platform|tool|app| software|agency|roaste|baker|brewer|manufacturer|supplier|retailer|workshop|pottery|
    business|service|solution|system| marketplace|3pl|firm|label|boutique|forecasting|distiller|farm|nursery|
    press|publisher|consultanc|online) | \b(?:sells?|makes?|offers?|provides?|builds?|helps?|turns?|designs?|
    crafts?|manufactures?|supplies|specialises|specializes| streamlines?|delivers?|bakes?|roasts?|brews?|
    develops?|produces?|creates?|enables?|empowers?|lets|gives)\s | \bwir\s(?:\w{1,14}\s){0,3}(?:liefern|
    verkaufen|fertigen|machen|bauen|entwickeln|produzieren|bieten|stellen|rösten|nähen| gestalten|brauen|backen|
    führen|sind) | \bnous\s(?:\w{1,14}\s){0,2}(?:fabriquons|vendons|proposons|créons|concevons|offrons|sommes|
    torréfions|produisons|cousons) | \b(?:vendemos|hacemos|fabricamos|ofrecemos|diseñamos|creamos|somos|
    produciamo|vendiamo|offriamo|creiamo|siamo|realizziamo)\b | \b(?:wij|we)\s(?:maken|verkopen|leveren|bieden|
    zijn|ontwerpen|brouwen) | \bvi\s(?:\w{1,14}\s){0,2}(?:säljer|tillverkar|gör| erbjuder|designar|syr|rostar|
    bakar|är|sælger|laver|producerer|tilbyder|er|selger|lager|tilbyr|produserer|syr|leverer) | \b(?:myymme|
    valmistamme|teemme|tarjoamme|suunnittelemme|olemme|leivomme|paahdamme)\b | \b(?:vendemos|fazemos|produzimos|
    oferecemos|criamos)\b | \b(?:sprzedajemy|produkujemy|tworzymy|szyjemy|oferujemy|jesteśmy)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TRADE = re.compile(
    r"""
    \b(?:hand-?made|hand-?crafted|organic|natural|vintage|sustainable|artisan|bespoke|custom|software|platform|
    tools?|app|api| agency|services?|management|solutions?|shop|store|online|furniture|jewell?ery|jewels|
    clothing|apparel|shoes|bags|leather| wool|cotton|linen|ceramics?|pottery|tableware|coffee|tea|chocolate|
    soaps?|candles?|skin\s?care|cosmetics|beauty|toys?| books?|prints?|posters?|plants?|seeds|tools|knives|
    bikes?|bicycles?|outdoor|gear|pet|dog|cat|baby|kids|art|supplements?| vitamins|food|snacks?|cookies|cakes?|
    bread|spices?|honey|wine|beer|gin|whisky|equipment|parts|accessories|fulfil?lment| marketing|design|
    development|analytics|crm|inventory|shipping|repairs?|movers?|moving|heating|cooling|conditioning|pest|
    landscaping|cleaning|headphones?|cases?|electronics|werkzeuge?|möbel|kleidung|schmuck|bijoux|vêtements|
    joyas|ropa)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_FILLER = re.compile(
    r"\b(?:lorem ipsum|consectetur|adipiscing|nullam|vestibulum|tincidunt|pellentesque|ut elit tellus)\b", re.I
)
_SENTENCE = re.compile(r"(?<=[.!?。])\s{1,3}(?=[\"“„«A-ZÀ-ÞŁŚŻ0-9А-Я\u3040-\u9fff])")
_EASTERN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]{1,3}")
_LONGEST = 280  # characters of two sentences together


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    doc: Doc
    tier: int  # 0: beside the first heading; 1: the description; 2: elsewhere on the page
    way: str
    heading: str = ""  # the first heading, where the line follows it


_NEEDED = (1, 3, 4)  # weight that a line of each tier must have


def hero_of(docs: Sequence[Doc], company: str) -> Fact | None:
    """Choose what a firm says it does; None where no sentence is good enough.

    The words beside the first heading go first, for every visitor sees them; then the description; then the rest of
    the page; then the same on the next page of the visit. The value is one or two sentences; the snippet holds them.
    """
    for doc in docs[:3]:
        if _FILLER.search(doc.text[:100_000]):
            continue  # a theme's demonstration text: nothing beside it can be trusted
        best: tuple[int, int, _Line, str] | None = None
        for line in _lines(doc):
            said = _opening(line.text[:600])
            points = weight(said, company) if said else -20
            if points >= _NEEDED[line.tier] and (best is None or (-line.tier, points) > best[:2]):
                best = (-line.tier, points, line, said)
        if best is not None:
            return _told(best[2], best[3], weight(best[3], company))
    return None


def _told(line: _Line, said: str, points: int) -> Fact:
    confidence = max(0.3, min(1.0, (points + 4 - 2 * line.tier) / 10))
    head = line.heading
    if head and len(head) + len(said) < _LONGEST and head.lower() not in said.lower():
        end = "" if head[-1] in ".!?…" else "."
        return Fact(f"{head}{end} {said}", line.doc.evidence(f"{head} | {said}", way=line.way), confidence)
    return Fact(said, line.doc.evidence(said[:SNIPPET_LENGTH], way=line.way), confidence)


def weight(text: str, company: str) -> int:
    """Weigh a sentence: does the firm do something in it, does it name goods, is it long enough to say anything."""
    if _NEVER.search(text) or _QUOTED.search(text) or _GREETING.search(text):
        return -20
    words = _words(text)
    points = 3 * bool(_DOING.search(text)) + 2 * min(2, len(set(_TRADE.findall(text.lower()))))
    points += 2 * (len(company) > 2 and company.lower() in text.lower() and len(words) > len(company.split()) + 2)
    points += (5 <= len(words) <= 45) - 6 * (len(words) < 3) - 2 * (len(words) < 5)
    points -= 3 * (text.count("|") + text.count("·") > 1) + 2 * text.isupper() + 4 * text.rstrip().endswith("?")
    return points


def _opening(text: str) -> str:
    """Give the first good sentence of a text, with the second where both are short."""
    sentences = [one for one in _SENTENCE.split(squeezed(text)) if one]
    while len(sentences) > 1 and (_GREETING.search(sentences[0]) or _NEVER.search(sentences[0])):
        sentences = sentences[1:]
    if not sentences or len(sentences[0]) > 400:
        return ""
    said = sentences[0]
    if len(sentences) > 1 and len(said) + len(sentences[1]) < _LONGEST and not _NEVER.search(sentences[1]):
        said = f"{said} {sentences[1]}"
    return said


def _lines(doc: Doc) -> Iterator[_Line]:
    own = list(_own_words(doc.blocks))
    first = _first_heading(doc)
    head = doc.blocks[first].text if first is not None else ""
    if first is not None and not _saying(head):
        head = ""
    if first is not None and len(head) < 200:
        yield _Line(head, doc, 0 if weight(head, "") >= 3 else 2, "text")
        for at, block in own:
            if first < at <= first + 4 and block.tag not in {"h1", "h3", "h4"}:
                yield _Line(block.text, doc, 0, "text", head if len(_words(head)) >= 3 else "")
    for name in ("description", "og:description"):
        if doc.meta.get(name):
            yield _Line(doc.meta[name], doc, 1, "attribute")
    for thing in doc.things[:100]:
        if "rganization" in str(thing.get("@type")) and isinstance(thing.get("description"), str):
            yield _Line(str(thing["description"])[:1000], doc, 1, "jsonld")
    for _, block in own:
        yield _Line(block.text, doc, 2, "text")


def _own_words(blocks: Sequence[Block]) -> Iterator[tuple[int, Block]]:
    given = 0
    for at, block in enumerate(blocks):
        if block.zone or block.tag in {"li", "td", "th", "label", "button", "figcaption", "dt", "dd"}:
            continue
        if 8 < len(block.text) < 2000 and len(_words(block.text)) > 1:
            given += 1
            yield at, block
        if given >= 40:
            return


def _first_heading(doc: Doc) -> int | None:
    """Give the first heading that says something: an h1, else an h2 near the top, else any h1."""
    heads = [(at, one.tag, one.text) for at, one in enumerate(doc.blocks) if one.tag in {"h1", "h2"} and one.zone == ""]
    for tag, deepest, saying in (("h1", 5000, True), ("h2", 40, True), ("h1", 5000, False)):
        for at, name, text in heads:
            if name == tag and at < deepest and (_saying(text) if saying else not _NEVER.search(text)):
                return at
    return None


def _words(text: str) -> list[str]:
    """Split into words; of scripts without blanks, three signs count as a word."""
    eastern = _EASTERN.findall(text)
    return eastern if len(eastern) > 1 else text.split()


def _saying(text: str) -> bool:
    return len(_words(text)) >= 2 and not (_NEVER.search(text) or _GREETING.search(text) or _QUOTED.search(text))
