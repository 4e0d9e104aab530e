"""Sentences in which people say how many they are, in the languages of the lexicons; of lower-case text.

Each has an anchor, a plain word that must be there, so that its expression is tried only around it.
"""

import re

_LISTED = (
    (1, "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"),
    (2, "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"),
    (2, "zweit dritt viert fünft sechst siebt acht neunt zehnt"),
    (2, "deux trois quatre cinq six sept huit neuf dix onze douze"),
    (2, "dos tres cuatro cinco seis siete ocho nueve diez once doce"),
    (2, "due tre quattro cinque sei sette otto nove dieci undici dodici"),
    (2, "dois três quatro cinco seis sete oito nove dez onze doze"),
    (2, "twee drie vier vijf zes zeven acht negen tien elf twaalf"),
    (2, "tweeën drieën vieren vijven zessen zevenen achten negenen tienen elven twaalven"),
    (2, "två tre fyra fem sex sju åtta nio tio elva tolv"),
    (2, "to tre fire fem seks sju åtte ni ti elleve tolv"),
    (7, "syv otte"),
    (2, "kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen"),
    (2, "kahden kolmen neljän viiden kuuden"),
    (2, "dwoje troje czworo pięcioro sześcioro siedmioro ośmioro"),
    (2, "二 三 四 五 六 七 八 九 十"),
)
NUMBERS = {word: at for begin, words in _LISTED for at, word in enumerate(words.split(), begin)}
"""Words for numbers; where two languages share a word, it is the same number."""

_WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True))
_N = rf"(?P<n>\d{{1,3}}[,.]\d{{3}}(?!\d)|\d{{1,5}}(?![\d.,]\d)|{_WORDS})"
_ABOUT = (
    r"(?:(?:about|around|over|more than|some|now|just|only|currently|today|über|rund|etwa|nur|inzwischen|heute|"
    r"mittlerweile|plus de|environ|aujourd'hui|maintenant|más de|unas|unos|hoy|ahora|oltre|più di|circa|"
    r"oggi|ora|mais de|"
    r"cerca de|hoje|ruim|ongeveer|nu|inmiddels|cirka|över|omkring|drygt|idag|i dag|nå|rundt|noin|yli|"
    r"nykyään|ponad|około|"
    r"obecnie) ){0,2}"
)
_ADJECTIVES = r"(?:[^\W\d_][\w-]{1,15},? ){0,2}"
_FOLK = (
    r"(?:people|persons|employees|experts|specialists|designers|developers|makers|craftspeople|"
    r"colleagues|humans|women|men|"
    r"professionals|members|artisans|bakers|roasters|engineers|creatives|consultants|marketers|friends|"
    r"sisters|brothers|"
    r"personen|leuten?|menschen|mitarbeiter\w{0,6}|mitarbeitenden|kolleg\w{1,6}|köpfe\w?|expert\w{1,6}|"
    r"personnes|salariés|collaborateurs|passionnés|artisans?|employés|personas|empleados|profesionales|"
    r"artesanos|persone|"
    r"dipendenti|collaboratori|professionisti|artigiani|pessoas|colaboradores|profissionais|funcionários|"
    r"mensen|medewerkers|"
    r"collega's|personer|anställda|medarbetare|ansatte|medarbejdere|mennesker|henkeä|hengen|henkilöä|"
    r"ihmistä|työntekijää|"
    r"osób|osoby|pracowników|specjalistów)"
)
# After a bare number: the end of the clause, or a word that goes on with it; never "years", "stars" or "brands".
_END = (
    r"(?=[ ]{0,2}(?:$|[\n.;:!?)–—-]|, |(?:in|from|who|and|at|based|working|here|en|à|et|qui|im|aus|und|i|"
    r"och|og|uit|y|e|ja|a|"
    r"w|ved|på)\b))"
)
_PEOPLE = rf"(?: {_ADJECTIVES}{_FOLK}\b|{_END})"

COUNTS = tuple(
    (anchor, re.compile(expression))
    for anchor, expression in (
        ("team of", rf"\bteam of {_ABOUT}{_N}{_PEOPLE}"),
        ("family of", rf"\b(?:we are|we're|we|run by|business of|by) a {_ADJECTIVES}family of {_N}{_END}"),
        ("we are", rf"\bwe are {_ABOUT}{_N} {_ADJECTIVES}{_FOLK}\b"),
        ("we're", rf"\bwe're {_ABOUT}{_N} {_ADJECTIVES}{_FOLK}\b"),
        ("of us", rf"\b{_N} of us (?:work|in|at|here|now|on|run|make|are|today)\b"),
        ("of us", rf"\bthere are {_ABOUT}{_N} of us\b"),
        (
            "employ",
            rf"\b(?:we|company|studio|workshop) (?:now |currently )?employs? {_ABOUT}{_N} {_ADJECTIVES}{_FOLK}\b",
        ),
        ("employees", rf"\b(?:we have|with our|our|of our|has) {_ABOUT}{_N} (?:full-time )?employees\b"),
        ("staff of", rf"\b(?:our|a|with a) {_ADJECTIVES}staff of {_ABOUT}{_N}{_PEOPLE}"),
        (
            "-person",
            rf"\b(?:we are|we're|our|as a|a) {_ADJECTIVES}{_N}-person {_ADJECTIVES}(?:team|company|studio)\b",
        ),
        ("team von", rf"\bteam von {_ABOUT}{_N}{_PEOPLE}"),
        ("team aus", rf"\bteam aus {_ABOUT}{_N} {_ADJECTIVES}{_FOLK}\b"),
        ("wir sind", rf"\bwir sind {_ABOUT}(?:zu )?{_N}{_PEOPLE}"),
        ("wir zu", rf"\b(?:sind|arbeiten) wir zu {_N}\b"),
        ("arbeiten", rf"\barbeiten (?:bei uns |hier )?{_ABOUT}{_N} (?:menschen|leute|personen|mitarbeiter\w{{0,6}})\b"),
        ("beschäftigen", rf"\bwir beschäftigen {_ABOUT}{_N} {_ADJECTIVES}{_FOLK}"),
        ("köpfige", rf"\b(?:unser|ein|als) (?:\w{{2,16}} )?{_N}-?köpfiges team\b"),
        ("équipe de", rf"\béquipe de {_ABOUT}{_N}{_PEOPLE}"),
        ("nous sommes", rf"\bnous sommes {_ABOUT}(?:une équipe de )?{_N}{_PEOPLE}"),
        ("equipo de", rf"\bequipo de {_ABOUT}{_N}{_PEOPLE}"),
        ("somos", rf"\bsomos {_ABOUT}{_N}{_PEOPLE}"),
        ("team di", rf"\bteam di {_ABOUT}{_N}{_PEOPLE}"),
        ("squadra di", rf"\bsquadra di {_ABOUT}{_N}{_PEOPLE}"),
        ("siamo", rf"\bsiamo {_ABOUT}in {_N}{_END}"),
        ("equipe de", rf"\bequipe de {_ABOUT}{_N}{_PEOPLE}"),
        ("equipa de", rf"\bequipa de {_ABOUT}{_N}{_PEOPLE}"),
        ("team van", rf"\bteam van {_ABOUT}{_N}{_PEOPLE}"),
        ("met z", rf"\bmet z(?:ijn|'n) {_N}\b"),
        ("we zijn met", rf"\bwe zijn met {_ABOUT}{_N}{_PEOPLE}"),
        ("vi är", rf"\bvi är {_ABOUT}{_N} (?:personer|anställda|medarbetare|stycken|kollegor)\b"),
        ("är vi", rf"\bär vi {_ABOUT}{_N} (?:personer|anställda|medarbetare|stycken|kollegor)\b"),
        ("team på", rf"\bteam på {_ABOUT}{_N}{_PEOPLE}"),
        ("hold på", rf"\bhold på {_ABOUT}{_N}{_PEOPLE}"),
        ("vi er", rf"\bvi er {_ABOUT}{_N} (?:personer|ansatte|medarbeidere|medarbejdere|mennesker|kolleger)\b"),
        ("er vi", rf"\ber vi {_ABOUT}{_N} (?:personer|ansatte|medarbeidere|medarbejdere|mennesker|kolleger)\b"),
        ("meitä on", rf"\bmeitä on {_ABOUT}{_N}(?: henkeä| ihmistä|{_END})"),
        ("hengen", rf"\b{_N} hengen (?:tiimi|yritys|perheyritys|joukko)"),
        ("zespół", rf"\bzespół {_ABOUT}{_N} (?:osób|osoby|specjalistów)\b"),
        ("jest nas", rf"\bjest nas {_ABOUT}{_N}\b"),
        ("osobowy zespół", rf"\b{_N}-osobowy zespół\b"),
        (
            "人",
            r"(?:社員|従業員|スタッフ|メンバー)(?:数)?(?:は|：|:|\s)?(?:約)?(?P<n>\d{1,5}|[二三四五六七八九十])(?:人|名)",
        ),
        (
            "名",
            r"(?:社員|従業員|スタッフ|メンバー)(?:数)?(?:は|：|:|\s)?(?:約)?(?P<n>\d{1,5}|[二三四五六七八九十])(?:人|名)",
        ),
        ("人で", r"(?:今は|現在は?|私たちは|わたしたちは|夫婦)(?P<n>\d{1,3}|[二三四五六七八九十])人で"),
    )
)
"""What is looked for, with the word it turns on."""
FOREIGN = re.compile(
    r"\b(?:for|to|up to|per|your|their|his|her|lead|leads|led|leading|manag\w{1,4}|built|hire|hired|"
    r"every|each|any|another|"
    r"if|imagine|für|ihr|euer|bis zu|pour|votre|para|vuestro|tu|per|vostro|voor|jullie|för|ert|for|jeres|"
    r"deres|dla|twój)"
    r"(?: (?:an?|the|eine?n?|une?|una?|een|ett?|e[nt]))?(?: [^\W\d_][\w-]{1,15}){0,1} (?:\w{1,12} (?:of|"
    r"von|de|di|van|på) )?$"
)
"""What stands before a number of other people: the customers', a former employer's, the buyers' of a plan."""
TITLES = re.compile(
    r"founder|owner|manager|director|designer|developer|engineer|assistant|head of|officer|\bce?o\b|"
    r"\bcto\b|maker|roaster|baker|"
    r"customer|sales|marketing|operations|support|account|strategist|consultant|editor|gründer|inhaber|"
    r"leitung|leiter|"
    r"geschäftsführ|kundenservice|fondat|gérant|responsable|directeur|directrice|fundador|direct|respons|"
    r"titolare|fondat|"
    r"socio|oprichter|eigenaar|grundare|ägare|ansvarig|gründer|daglig leder|indehaver|perustaja|myynti|"
    r"założyciel|właściciel"
)
"""What people of a team do, as their cards say it."""
ALONE = re.compile(
    r"leadership|board|management|executive|advis|vorstand|direction|consejo|direzione|styrelse|johto|zarząd"
)
"""Words of pages that show only the heads of a firm."""
