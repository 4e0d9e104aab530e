"""Names as domains write them, to compare what a page and a domain call a firm."""

import re
import unicodedata

_APART = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "ı": "i", "đ": "d", "æ": "ae", "œ": "oe"})  # no accents to drop
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


def plain_name(name: str) -> str:
    """Reduce a name to what a domain could hold of it: no accents, blanks or signs, ``&`` as ``and``."""
    folded = name.lower().replace("&", "and")
    if folded.isascii():
        return re.sub(r"[\W_]", "", folded)
    folded = unicodedata.normalize("NFKD", folded.translate(_APART))
    return re.sub(r"[\W_]", "", "".join(one for one in folded if not unicodedata.combining(one)))


def spelled_out(name: str) -> str:
    """Like :func:`plain_name`, with the letters that domains often spell out: *Müller* is ``mueller``."""
    return plain_name(unicodedata.normalize("NFC", name.lower()).translate(_SPELLED))
