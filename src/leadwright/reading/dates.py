"""Days named in the words of many languages, relative to a given today.

A day without a year is the nearest one that is not long past. ``3/4`` is read as day/month, and as month/day only
where the other reading is impossible or lies in the past while this one does not.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

# Month names by language, full or inflected; the short forms count only beside a day or where they mean nothing else.
_FULL: tuple[str, ...] = (
    ("january|januar[iy]?|jänner|janvier|enero|gennaio|janeiro|stycze[ńn]|styczni[au]|leden|ledn[au]|январ[ьея]|"
    "tammikuu\\w*"),
    ("february|februar[iy]?|feber|février|febrero|febbraio|fevereiro|luty|lutego|lutym|únor|února|феврал[ьея]|"
    "helmikuu\\w*"),
    "march|märz|mars|marzo|março|maart|marts|marzec|marca|marcu|březen|března|březnu|март[ае]?|maaliskuu\\w*",
    "april|avril|abril|aprile|kwiecień|kwietni[au]|duben|dubn[au]|апрел[ьея]|huhtikuu\\w*",
    "mai|mayo|maggio|maio|mei|maj[au]?|květen|květn[au]|мая|май|мае|toukokuu\\w*|may",
    "june|juni|juin|junio|giugno|junho|czerwiec|czerwc[au]|červen|červn[au]|июн[ьея]|kesäkuu\\w*",
    "july|juli|juillet|julio|luglio|julho|lipiec|lipc[au]|červenec|července|июл[ьея]|heinäkuu\\w*",
    "august|août|agosto|augustus|augusti|sierpień|sierpni[au]|srpen|srpn[au]|август[ае]?|elokuu\\w*",
    "september|septembre|septiembre|settembre|setembro|wrzesień|wrześni[au]|září|сентябр[ьея]|syyskuu\\w*",
    "october|oktober|octobre|octubre|ottobre|outubro|październik[aiu]{0,2}|říj[en]na?|říjnu|октябр[ьея]|lokakuu\\w*",
    "november|novembre|noviembre|novembro|listopad[aiu]{0,3}|листопад|ноябр[ьея]|marraskuu\\w*",
    ("december|dezember|décembre|diciembre|dicembre|dezembro|desember|grudzień|grudni[au]|prosinec|prosinc[ei]|"
    "декабр[ьея]|joulukuu\\w*"),
)  # fmt: skip
_SHORT: tuple[str, ...] = (
    *("jan|janv|ene|gen|sty|янв", "feb|fév|févr|febb|lut|фев", "mar|mär|mrz|mrt|мар", "apr|abr|avr|kwi|апр"),
    *("mag|mai|maj", "jun|giu|cze|июн", "jul|juil|lug|lip|июл", "aug|ago|sie|srp|авг"),
    *("sep|sept|set|wrz|сен|сент", "oct|okt|ott|out|paź|окт", "nov|lis|ноя|нояб", "dec|dez|déc|dic|des|gru|дек"),
)
_SAFE = r"jan|feb|apr|aug|sept?|oct|okt|nov|dec|dez"
_ALL = sorted(("|".join((*_FULL, *_SHORT))).split("|"), key=len, reverse=True)
MONTH = rf"(?<!\w)(?:{'|'.join(_ALL)})(?!\w)\.?"
MONTH_ALONE = rf"(?<!\w)(?:{'|'.join(sorted('|'.join(_FULL).split('|'), key=len, reverse=True))}|{_SAFE})(?!\w)\.?"
_WEEKDAYS: tuple[str, ...] = (
    ("monday|mon|montag|lundi|lunes|lunedì|lunedi|maandag|måndag|mandag|maanantai\\w*|poniedziałek|poniedziałku|"
    "pondělí|понедельник\\w*|segunda(?:-feira)?|月曜日?"),
    ("tuesday|tue|tues|dienstag|mardi|martes|martedì|martedi|dinsdag|tisdag|tirsdag|tiistai\\w*|wtorek|wtorku|"
    "úterý|вторник\\w*|terça(?:-feira)?|火曜日?"),
    ("wednesday|wed|mittwoch|mercredi|miércoles|miercoles|mercoledì|mercoledi|woensdag|onsdag|keskiviik\\w*|"
    "środ\\w|střed\\w|сред[ауы]|quarta(?:-feira)?|水曜日?"),
    ("thursday|thu|thurs|donnerstag|jeudi|jueves|giovedì|giovedi|donderdag|torsdag|torstai\\w*|czwartek|czwartku|"
    "čtvrtek|четверг\\w*|quinta(?:-feira)?|木曜日?"),
    ("friday|fri|freitag|vendredi|viernes|venerdì|venerdi|vrijdag|fredag|perjantai\\w*|piątek|piątku|pátek|"
    "пятниц\\w|sexta(?:-feira)?|金曜日?"),
    "saturday|samstag|sonnabend|samedi|sábado|sabato|zaterdag|lördag|lørdag|lauantai\\w*|sobot\\w|суббот\\w|土曜日?",
    ("sunday|sonntag|dimanche|domingo|domenica|zondag|söndag|søndag|sunnuntai\\w*|niedziel\\w|neděl\\w|"
    "воскресень\\w|日曜日?"),
)  # fmt: skip
WEEKDAY = rf"(?<!\w)(?:{'|'.join(_WEEKDAYS)})(?!\w)"
_DAY = r"(?<![\d/.:€$£-])(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|er|º|ª|\.|:?e|-?го)?"
_YEAR = r"(?:,? (?:de |del |of |roku )?(?P<year>20\d\d)(?!\d))?"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        r"(?<!\d)(?P<year>20\d\d)[-/.](?P<month>1[0-2]|0?[1-9])[-/.](?P<day>3[01]|[12]\d|0?[1-9])(?!\d)",
        r"(?<!\d)(?:(?P<year>20\d\d)年)?(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])日",
        rf"{_DAY} ?(?:of |de |di |d'|den )?(?P<name>{MONTH}){_YEAR}(?!\w)",
        (
            rf"(?<!\w)(?P<name>{MONTH}) (?:the )?(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|"
            rf"th)?(?![\d:])(?:,? (?P<year>20\d\d)(?!\d))?"
        ),
        (
            r"(?<![\d/.])(?P<day>3[01]|[12]\d|0?[1-9])(?P<mark>[/.-])(?P<month>3[01]|[12]\d|"
            r"0?[1-9])(?:(?P=mark)(?P<year>(?:20)?\d\d)(?!\d)|\.(?!\d)|(?![\d/%]|\.\d))"
        ),
        (
            r"(?<!\w)(?:on )?(?:the |am |le |el |il |den |op |dem |zum )(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|"
            r"\.|er)(?![\d\w])"
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Named:
    """A day named in a text, and where."""

    start: int
    end: int
    day: date


def month_of(name: str) -> int:
    """Give the number of a month by its name in any of the languages, 0 where it is none."""
    low = name.lower().rstrip(".")
    rows = enumerate(zip(_FULL, _SHORT, strict=True), 1)
    return next((index for index, row in rows if any(re.fullmatch(one, low, re.IGNORECASE) for one in row)), 0)


def weekday_of(word: str) -> int | None:
    """Give the day of the week (Monday is 0) that a word names."""
    return next((index for index, row in enumerate(_WEEKDAYS) if re.fullmatch(row, word, re.IGNORECASE)), None)


def days_in(text: str, today: date) -> tuple[Named, ...]:
    """Give the days that a text names by number, in the order in which they stand."""
    found: dict[int, Named] = {}
    taken: set[int] = set()
    for shape in _SHAPES:
        for match in shape.finditer(text[:20_000]):
            if taken.intersection(range(match.start(), match.end())):
                continue
            day = _day(match.groupdict(), today)
            if day:
                found[match.start()] = Named(match.start(), match.end(), day)
                taken.update(range(match.start(), match.end()))
    return tuple(found[start] for start in sorted(found))


def next_weekday(index: int, today: date) -> date:
    """Give the next such day of the week after today."""
    return today + timedelta(days=(index - today.weekday() - 1) % 7 + 1)


def _day(parts: dict[str, str | None], today: date) -> date | None:
    day = int(parts["day"] or 0)
    year = int(parts.get("year") or 0)
    year = year + 2000 if 0 < year < 100 else year
    if parts.get("name"):
        return _dated(year, month_of(parts["name"] or ""), day, today)
    if not parts.get("month"):
        return _in_month(day, today)
    month = int(parts["month"] or 0)
    straight = _dated(year, month, day, today)
    turned = _dated(year, day, month, today) if parts.get("mark") == "/" else None
    if straight and turned and straight < today <= turned and (turned - today).days < 120:
        return turned
    return straight or turned


def _dated(year: int, month: int, day: int, today: date) -> date | None:
    try:
        if year:
            return date(year, month, day)
        near = date(today.year, month, day)
        return near if near >= today - timedelta(days=90) else date(today.year + 1, month, day)
    except ValueError:
        return None


def _in_month(day: int, today: date) -> date | None:
    """The next such day of a month."""
    for ahead in range(3):
        months = today.year * 12 + today.month - 1 + ahead
        try:
            found = date(months // 12, months % 12 + 1, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return None
