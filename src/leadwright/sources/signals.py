"""What a post says, as kinds of signal: help, hiring, launch, complaint, milestone; from its words alone."""

import re

LOOKED_AT = 5_000  # characters of a post

_SIGNALS = {
    "help": (
        (
            r"\b(?:need|needs|needing|look(?:ing)? for|want|seeking|could use|any) (?:\w{1,12} ){0,3}"
            r"(?:help|advice|tips|feedback|suggestions|recommendations|pointers|a hand)\b"
        ),
        r"\b(?:help me|how do (?:you|i|we)|how are you|what do you use|any(?:one|body) (?:know|using|have|solved))\b",
        r"\b(?:can|could|does) (?:someone|somebody|anyone|anybody)\b",
        r"\b(?:recommend|suggest) (?:an?|any|some)\b",
        r"(?:нужна помощь|подскажите|посоветуйте|помогите)",
    ),
    "hiring": (
        r"\b(?:hiring|seeking (?:an? )?(?:freelancer|contractor|developer|agency|va|virtual assistant))\b",
        (
            r"\blooking (?:for|to hire) (?:an? |some |somebody |someone )?(?:\w{1,15} ){0,3}"
            r"(?:freelancer|contractor|developer|dev|agency|assistant|consultant|expert|specialist|to hire)s?\b"
        ),
        r"\b(?:want|need|would like) to (?:hire|pay|outsource)\b",
        r"\bpaid (?:gig|project|work)\b",
        r"(?:ищу|ищем|требуется|нужен) (?:\w{1,15} ){0,2}(?:разработчик|фрилансер|подрядчик|специалист)",
    ),
    "launch": (
        r"\bshow hn\b",
        r"\b(?:launched|launching|we(?:'re| are) live|now live|just (?:opened|started|released)|introducing)\b",
        r"\b(?:opened|started|built|released) (?:my|our|a new|an online)\b",
        r"\b(?:grand opening|new (?:online )?(?:shop|store))\b",
        r"(?:запустили|открыли) (?:\w{1,15} ){0,2}(?:магазин|проект)",
    ),
    "complaint": (
        r"\b(?:tired of|sick of|fed up|frustrat(?:ed|ing)|annoying|nightmare|painful|waste of time)\b",
        r"\b(?:hours?|days?) (?:a|per|every|each) (?:day|week|month)\b",
        r"\b(?:by hand|manually|copy(?:ing)?[ -](?:and[ -])?past(?:e|ing)|spreadsheets?)\b",
        r"\b(?:keeps? (?:breaking|failing|crashing)|does(?:n't| not) work|out of sync|overs(?:old|elling))\b",
        r"(?:вручную|надоело|устали|не работает)",
    ),
    "milestone": (
        r"\b(?:first|\d{1,6}(?:k|,\d{3})?\+?) (?:\w{1,12} )?(?:sales?|orders?|customers?|subscribers|units)\b",
        r"\b(?:mrr|arr|revenue|turnover|milestone)\b",
        r"\b(?:turned|celebrat\w{1,6}|reached|crossed|hit) (?:\w{1,12} ){0,3}(?:\$?\d{1,9}k?|year|years|anniversary)\b",
    ),
}
_PATTERNS = {kind: re.compile("|".join(words), re.IGNORECASE) for kind, words in _SIGNALS.items()}


def signals_of(title: str, text: str) -> tuple[str, ...]:
    """Give the kinds of signal a post carries, in a fixed order; none where it says nothing of the kind."""
    whole = f"{title}\n{text}"[:LOOKED_AT].replace("’", "'")
    return tuple(kind for kind, pattern in _PATTERNS.items() if pattern.search(whole))
