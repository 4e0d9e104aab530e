"""A budget in a person's words: the amount, the currency and the period, as they were written."""

import re

_CURRENCY = (
    r"(?:us\$|usd|\$|€|eur(?:os?)?|£|gbp|pounds?|quid|dollars?|bucks?|zł(?:otych|oty)?|pln|r\$|reais|real|brl|"
    r"chf|franken|sek|nok|dkk|kr(?:onor|oner)?\.?|"
    r"czk|kč|₽|руб\w*|доллар\w*|евро|\$us|canadian|cad|aud|¥|円|jpy|₴|грн|uah|₸|тенге|ft|huf|grand)"
)
_NUMBER = r"\d{1,3}(?:[.,' \u00a0]\d{3}){1,3}(?:[.,]\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?"
_AMOUNT = rf"(?:{_NUMBER}) ?k?"
_SPAN = rf"{_AMOUNT}(?: ?(?:-|–|to|bis|à|a|do|до|und|and) ?{_CURRENCY}? ?{_AMOUNT})?"
_PERIOD = (
    r"(?:(?:/|a|an|per|each|every|pro|im|je|par|al|por|ao|na|za|w|в|ogni|cada|para cada|на) ?"
    r"(?:month|mo|year|yr|week|day|hour|client|store|order|monat|jahr|woche|tag|mois|an|mes|mês|año|ano|mese|"
    r"anno|maand|jaar|miesiąc|rok|месяц|год)"
    r"(?: (?:and|per) (?:month|client|year))?|monthly|yearly|annually|monatlich|jährlich|mensuels?|"
    r"mensual(?:es)?|mensili|mensais|maandelijks|miesięcznie|rocznie|в месяц|one[- ]?off|once|einmalig|"
    r"una tantum)"
)
_BUDGET = (
    re.compile(rf"(?i)(?<![\w.,]){_CURRENCY} ?{_SPAN}(?: ?{_CURRENCY})?(?!\w)(?:[^.\n]{{0,24}}?{_PERIOD}(?!\w))?"),
    re.compile(rf"(?i)(?<![\w.,]){_SPAN} ?{_CURRENCY}(?!\w)(?:[^.\n]{{0,24}}?{_PERIOD}(?!\w))?"),
    re.compile(r"(?i)\b(?:half|quarter|a quarter|three quarters of)(?: of)? (?:a )?(?:grand|k)\b[^.\n]{0,40}"),
    re.compile(rf"(?i)(?<![\w.,]){_AMOUNT}(?!\w)[^.\d\n]{{0,14}}?{_PERIOD}(?!\w)"),
    re.compile(
        rf"(?i)(?:budget(?! for)|pay|spend|afford|zahlen|payer|pagar|pagare|betalen|zapłacić|"
        rf"платить)\D{{0,24}}({_SPAN})(?!\w)"
    ),
)


def budget_in(text: str) -> str | None:
    """Give the first budget named, with currency and period where they are said; None where none is."""
    for shape in _BUDGET:
        found = shape.search(text[:5_000])
        if found:
            return " ".join(found.group().split()).strip(" .,")
    return None
