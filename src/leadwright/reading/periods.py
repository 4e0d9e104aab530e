"""Times named loosely - next week, in February, Q1, after Christmas, in two weeks - as the days they may mean."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from leadwright.reading.dates import MONTH_ALONE, WEEKDAY, days_in, month_of, next_weekday, weekday_of
from leadwright.reading.lexicon import whole


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days and the words that named it."""

    earliest: date
    latest: date | None
    words: str
    start: int


_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "couple of": 2,
    "few": 3,
    "ein": 1,
    "einem": 1,
    "einer": 1,
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "sechs": 6,
    "un": 1,
    "une": 1,
    "deux": 2,
    "trois": 3,
    "uno": 1,
    "una": 1,
    "dos": 2,
    "due": 2,
    "tre": 3,
    "tres": 3,
    "een": 1,
    "twee": 2,
    "drie": 3,
    "dois": 2,
    "duas": 2,
    "um": 1,
    "dwa": 2,
    "trzy": 3,
    "два": 2,
    "две": 2,
    "три": 3,
    "пару": 2,
    "quatre": 4,
}
_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UNIT = (
    r"(?P<day>days?|tag(?:en|e)?|jours?|d[ií]as?|giorni|dagen|dias|dni|дн(?:я|ей))|"
    r"(?P<week>weeks?|wochen?|semaines?|semanas?|settiman[ae]|weken|week|tygodni\w*|недел\w*)|"
    r"(?P<month>months?|monat(?:en|e)?|mois|mes(?:es)?|mes[ei]|maand(?:en)?|miesiąc\w*|miesięc\w*|месяц\w*)"
)
_IN = whole(
    rf"(?:in|in about|after|nach|dans|en|dentro de|tra|fra|over|daqui a|em|za|через|om) (?:about |circa |"
    rf"etwa )?{_COUNT} (?:{_UNIT})"
)
_NEXT_WEEK = whole(
    r"next week|nächste[rn]? woche|kommende[rn]? woche|(?:la )?semaine prochaine|la (?:próxima semana|"
    r"semana que viene)|próxima semana|semana que vem|"
    r"(?:la )?prossima settimana|settimana prossima|volgende week|nästa vecka|neste uke|næste uge|"
    r"przyszłym tygodniu|przyszły tydzień|"
    r"следующей неделе|příští týden|ensi viikolla|来週"
)
_AFTER_NEXT = whole(r"(?:the )?week after next|übernächste[rn]? woche|dans deux semaines|через неделю")
_THIS_WEEK = whole(
    r"this week|diese[rn]? woche|cette semaine|esta semana|questa settimana|deze week|tym tygodniu|этой неделе|今週"
)
_NEXT_MONTH = whole(
    r"next month|nächste[rnms]{1,2} monat|mois prochain|(?:el )?(?:próximo mes|mes que viene)|próximo mês|"
    r"mês que vem|(?:il )?(?:prossimo mese|mese prossimo)|"
    r"volgende maand|nästa månad|przyszłym miesiącu|следующ\w{2,4} месяц\w{0,2}|来月"
)
_MONTH_END = whole(
    r"end of (?:this|the) month|(?:by )?month-?end|(?:bis )?(?:zum )?monatsende|ende (?:des|dieses) monats|"
    r"fin (?:du|de ce) mois|fin(?:ales)? de mes|fine (?:del )?mese|"
    r"eind(?:e)? (?:van de )?maand|końca miesiąca|конца месяца|fim do mês"
)
_YEAR = whole(
    r"(?:in the |after |from |im )?new years?(?: \w{3,6})?|next year|neue[nms] jahr|nächste[ns] jahr|"
    r"jahreswechsel|l'année prochaine|(?:la )?rentrée de janvier|"
    r"(?:el )?(?:próximo año|año que viene|año nuevo)|anno nuovo|prossimo anno|l'anno prossimo|nieuwe jaar|"
    r"volgend jaar|nästa år|"
    r"virar o ano|virada do ano|ano que vem|próximo ano|nowym roku|nowy rok|przyszłym roku|(?:с )?нового года|"
    r"новом году|следующем году|nytår|nyår|来年|年明け"
)
_QUARTER = whole(
    r"(?:q|quarter )(?P<q>[1-4])(?: (?:of )?(?P<year>20\d\d))?|(?P<nth>first|second|third|fourth|erstes|"
    r"erste[ns]|zweite[ns]|dritte[ns]|premier|deuxième|primer|primo|primeiro|eerste|pierwszym|первом) "
    r"(?:quarter|quartal|trimestre|trim|kwartaal|kwartale|квартале)(?: (?:of )?(?P<year2>20\d\d))?|"
    r"(?P<q2>[1-4])[.ºe]? ?(?:quartal|kwartał|квартал|trimestre)"
)
_HALF = whole(
    r"(?P<nth>first|second|1st|2nd) half(?: of)?(?: (?P<year>20\d\d)| (?P<next>next year))?|"
    r"h(?P<h>[12])(?: (?P<year2>20\d\d))?"
)
_FEAST = whole(
    r"(?P<thanks>thanksgiving)|(?P<black>black ?friday|bfcm|cyber (?:monday|week))|(?P<xmas>christmas|xmas|"
    r"holiday (?:season|rush)|the holidays|weihnachten|weihnachtsgeschäft|noël|les fêtes|"
    r"navidad(?:es)?|natale|kerst|jul(?:en|a)?|natal|święt\w*|świąt\w*|boże narodzenie|рождеств\w*|праздник\w*)|"
    r"(?P<easter>easter|ostern|pâques|pascua|semana santa|pasqua|pasen|páscoa|wielkanoc\w*|пасх\w*)"
)
_SEASON = whole(
    r"(?P<spring>(?:early |late )?spring|frühjahr|frühling|printemps|primavera|voorjaar|lente|våren|wiosn\w*|"
    r"весн\w*)|(?P<summer>(?:after )?(?:the )?summer(?: season)?|sommer|l'été|verano|estate|zomer|verão|"
    r"lat[oaem]{1,2}|лет[оаем]{1,2})|"
    r"(?P<autumn>autumn|herbst|automne|otoño|autunno|herfst|outono|jesie\w*|осен\w*)"
)
_MONTHLY = re.compile(
    rf"(?<!\w)(?P<part>(?:early|beginning of|start of|mid(?:dle of)?|late|end of|anfang|mitte|ende|début|mi|fin|"
    rf"principios de|mediados de|finales de|inizio|metà|fine|begin|half|eind|"
    rf"koniec|końca|конце|начале|середине|fim de|final de|início de)[ -])?(?P<name>{MONTH_ALONE})(?:,? (?:of |"
    rf"de )?(?P<year>20\d\d))?(?!\w)",
    re.IGNORECASE,
)
_NOW = whole(
    r"asap|as soon as possible|right away|immediately|straight away|(?:so )?(?:bald|schnell) wie möglich|sofort|"
    r"dès que possible|tout de suite|cuanto antes|lo antes posible|subito|il prima possibile|zo snel mogelijk|"
    r"jak najszybciej|o quanto antes|как можно скорее|сразу|прямо сейчас|yesterday"
)
_TOMORROW = whole(r"tomorrow|morgen|demain|mañana|domani|amanhã|jutro|завтра|i ?morgon|明日")
_DATED = whole(
    rf"(?:(?:next|nächste[nr]|kommende[nr]|this|on|am|by|from|ab) )?(?P<word>{WEEKDAY})(?: (?:prochain|próximo|"
    rf"prossimo|que viene))?"
)


def periods_in(text: str, today: date) -> tuple[Period, ...]:
    """Give the times a text names, in the order in which they stand; what overlaps an earlier finding is left out."""
    text = text[:20_000]
    found = [Period(one.day, one.day, text[one.start : one.end], one.start) for one in days_in(text, today)]
    for pattern, judge in _RULES:
        for match in pattern.finditer(text):
            if any(one.start < match.end() and match.start() < one.start + len(one.words) for one in found):
                continue
            span = judge(match, today)
            if span:
                found.append(Period(span[0], span[1], match.group(), match.start()))
    return tuple(sorted(found, key=lambda one: one.start))


Span = tuple[date, date | None]


def _month(year: int, month: int) -> Span:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _months(year: int, first: int, last: int) -> Span:
    return _month(year, first)[0], _month(year, last)[1]


def _in(match: re.Match[str], today: date) -> Span | None:
    word = match["count"].lower()
    count = int(word) if word.isdigit() else _NUMBERS[word]
    if match["month"]:
        return _month(today.year, today.month + count)[0].replace(day=min(today.day, 28)), None
    return today + timedelta(days=count * (7 if match["week"] else 1)), None


def _weeks(ahead: int) -> Callable[[re.Match[str], date], Span]:
    def judge(_: re.Match[str], today: date) -> Span:
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=ahead)
        return max(monday, today), monday + timedelta(days=6)

    return judge


def _next_month(_: re.Match[str], today: date) -> Span:
    return _month(today.year, today.month + 1)


def _month_end(_: re.Match[str], today: date) -> Span:
    last = _month(today.year, today.month)[1]
    return last or today, last


def _next_year(_: re.Match[str], today: date) -> Span:
    return date(today.year + 1, 1, 1), date(today.year + 1, 1, 31)


def _now(_: re.Match[str], today: date) -> Span:
    return today, today + timedelta(days=7)


def _tomorrow(_: re.Match[str], today: date) -> Span:
    return today + timedelta(days=1), today + timedelta(days=1)


def _weekday(match: re.Match[str], today: date) -> Span | None:
    index = weekday_of(match["word"])
    return (next_weekday(index, today), None) if index is not None else None


def _quarter(match: re.Match[str], today: date) -> Span:
    nth = (match["nth"] or "").lower()
    ordinal = next(
        (
            n
            for n, starts in enumerate(
                (("fi", "er", "pr", "ee", "pi", "пе"), ("se", "zw", "de"), ("th", "dr"), ("fo",)), 1
            )
            if nth.startswith(starts)
        ),
        1,
    )
    quarter = int(match["q"] or match["q2"] or (ordinal if nth else 1))
    year = int(match["year"] or match["year2"] or 0) or today.year + (quarter * 3 < today.month)
    return _months(year, quarter * 3 - 2, quarter * 3)


def _half(match: re.Match[str], today: date) -> Span:
    second = (match["h"] or "") == "2" or (match["nth"] or "").lower() in ("second", "2nd")
    year = int(match["year"] or match["year2"] or 0) or today.year + (bool(match["next"]) or not second)
    return _months(year, 7, 12) if second else _months(year, 1, 6)


def _feast(match: re.Match[str], today: date) -> Span:
    def day(year: int) -> date:
        november = date(year, 11, 1)
        thursday = november + timedelta(days=(3 - november.weekday()) % 7 + 21)
        if match["thanks"]:
            return thursday
        if match["black"]:
            return thursday + timedelta(days=1)
        return _easter(year) if match["easter"] else date(year, 12, 25)

    found = day(today.year) if day(today.year) >= today else day(today.year + 1)
    return found, found


def _easter(year: int) -> date:
    """The anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 19 * m) // 433
    month = (h + m - 7 * n + 90) // 25
    return date(year, month, (h + m - 7 * n + 33 * month + 19) % 32)


def _season(match: re.Match[str], today: date) -> Span:
    first = 3 if match["spring"] else 6 if match["summer"] else 9
    year = today.year + (today.month >= first + 2)
    return _months(year, first, first + 2)


def _named_month(match: re.Match[str], today: date) -> Span | None:
    month = month_of(match["name"])
    told = bool(match["part"] or match["year"] or _BEFORE_MONTH.search(match.string[: match.start()][-24:]))
    if not month or (match["name"].lower() in ("may", "mars", "maj") and not told):
        return None
    year = int(match["year"] or 0) or today.year + (month < today.month)
    first, last = _month(year, month)
    part = (match["part"] or "").lower()
    if part.startswith(("late", "end", "fin", "eind", "koniec", "końca", "конце", "fim")):
        return first.replace(day=22), last
    if part.startswith(("mid", "mi-", "mitte", "med", "met", "half", "сер")):
        return first.replace(day=15), last
    return first, last


_BEFORE_MONTH = re.compile(
    r"(?i)\b(?:in|by|until|till?|from|since|of|after|before|around|come|for|next|this|a|di|da) (?:the )?$"
)
Judge = Callable[[re.Match[str], date], "Span | None"]
_RULES: tuple[tuple[re.Pattern[str], Judge], ...] = (
    (_AFTER_NEXT, _weeks(2)),
    (_NEXT_WEEK, _weeks(1)),
    (_THIS_WEEK, _weeks(0)),
    (_NEXT_MONTH, _next_month),
    (_MONTH_END, _month_end),
    (_QUARTER, _quarter),
    (_HALF, _half),
    (_YEAR, _next_year),
    (_FEAST, _feast),
    (_IN, _in),
    (_MONTHLY, _named_month),
    (_SEASON, _season),
    (_DATED, _weekday),
    (_TOMORROW, _tomorrow),
    (_NOW, _now),
)
