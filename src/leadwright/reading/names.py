"""Names as domains write them, to compare what a page and a domain call a firm."""

import re
import unicodedata


def plain_name(name: str) -> str:
    """Reduce a name to what a domain could hold of it: no accents, blanks or signs, ``&`` as ``and``."""
    folded = name.lower().replace("&", "and")
    if folded.isascii():
        return re.sub(r"[\W_]", "", folded)
    folded = unicodedata.normalize("NFKD", folded.replace("ß", "ss").replace("ø", "o"))
    return re.sub(r"[\W_]", "", "".join(one for one in folded if not unicodedata.combining(one)))
