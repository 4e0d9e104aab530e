"""How a site names the person behind it, in the languages of the lexicons; of lower-case text.

ROLES stand before a name and say what the person is; STORIES tell it in a sentence; AFTER stand behind a name.
"""

ROLES = (
    "owner", "proprietor", "founder", "co-founder", "managing director", "director", "ceo", "sole trader", "inhaber",
    "inhaberin", "geschäftsführer", "geschäftsführerin", "vertreten durch", "gründer", "gründerin", "gérant", "gérante",
    "vertretungsberechtigter geschäftsführer", "fondateur", "fondatrice", "directeur de la publication",
    "directrice de la publication", "responsable de la publication", "propietario", "propietaria", "titular",
    "fundador", "fundadora", "titolare", "fondatore", "legale rappresentante", "proprietário", "proprietária",
    "eigenaar", "eigenaresse", "zaakvoerder", "oprichter", "ägare", "grundare", "innehavare", "innehaver",
    "daglig leder", "indehaver", "ejer", "stifter", "grunnlegger", "omistaja", "yrittäjä", "perustaja",
    "toimitusjohtaja", "właściciel", "właścicielka", "założyciel", "majitel", "majitelka", "jednatel", "zakladatel",
    "tulajdonos", "ügyvezető", "alapító", "proprietar", "fondator", "kurucu", "владелец", "основатель", "власник",
    "засновник", "ιδιοκτήτης",
)  # fmt: skip
STORIES = (
    "founded by", "owned by", "run by", "owned and run by", "owned and operated by", "started by", "established by",
    "my name is", "i'm", "i’m", "gegründet von", "geführt von", "mein name ist", "ich bin", "fondée par", "fondé par",
    "créée par", "je m'appelle", "je m’appelle", "fundada por", "fundado por", "me llamo", "mi nombre es",
    "fondata da", "fondato da", "mi chiamo", "opgericht door", "mijn naam is", "ik ben", "grundades av", "drivs av",
    "grundat av", "jag heter", "grundlagt af", "jeg hedder", "drives af", "startet av", "grunnlagt av", "drives av",
    "jeg heter", "perusti", "nimeni on", "nazywam się", "prowadzi", "założona przez", "meu nome é", "chamo-me",
    "jmenuji se", "založil", "založila", "a nevem", "mă numesc", "benim adım", "меня зовут", "мене звати", "wurde von",
    "werd door", "is door",
)  # fmt: skip
ENDED = {"wurde von": "gegründet", "werd door": "opgericht", "is door": "opgericht"}
"""Stories whose verb stands behind the name."""
TOLD = frozenset(STORIES) - {"owned by", "owned and operated by", "i'm", "i’m", "ich bin", "ik ben"}
"""Stories whose name is a person's even where we do not know the first name; a firm may own, and anybody be happy."""
AFTER = (
    "founder", "co-founder", "owner", "proprietor", "managing director", "ceo", "inhaber", "inhaberin", "gründer",
    "gründerin", "geschäftsführer", "geschäftsführerin", "fondateur", "fondatrice", "gérant", "gérante", "fundador",
    "fundadora", "propietario", "propietaria", "fondatore", "titolare", "proprietária", "proprietário", "oprichter",
    "eigenaar", "grundare", "ägare", "grundlægger", "ejer", "eier", "grunnlegger", "perustaja", "omistaja", "yrittäjä",
    "założyciel", "założycielka", "właściciel", "właścicielka", "zakladatel", "zakladatelka", "majitel", "majitelka",
    "alapító", "tulajdonos",
)  # fmt: skip
TITLES = (
    "mr", "mrs", "ms", "miss", "dr", "herr", "herrn", "frau", "m", "mme", "mlle", "sig", "sigra", "dhr", "mevr", "dña",
    "don", "doña", "dipl", "ing", "mag", "prof", "inż",
)  # fmt: skip
"""Forms of address and degrees: no part of the name that a letter greets."""

_NO_NAMES = """
group studio company the our ltd limited gmbh inc llc team holding and brands capital partners shop store agency
foundation association family of at in by is was we a an to for with this that here very so proud happy excited your
new more about contact us home service services customer sales marketing media design designs creative general
manager director owner founder street road north south east west united states kingdom january february march april
may june july august september october november december monday tuesday wednesday thursday friday saturday sunday
read learn view click privacy policy terms email phone telefon fax address adresse web online international
university college school institute bank museum hotel restaurant
"""
NO_NAMES = frozenset(_NO_NAMES.split())
"""Capitalised words that are no part of a person's name."""
