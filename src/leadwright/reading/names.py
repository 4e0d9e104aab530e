"""Names as domains write them, to compare what a page and a domain call a firm."""

import re
import unicodedata


def plain_name(name: str) -> str:
    """Reduce a name to what a domain could hold of it: no accents, blanks or signs, ``&`` as ``and``."""
    folded = unicodedata.normalize("NFKD", name.lower().replace("&", "and").replace("ß", "ss").replace("ø", "o"))
    return re.sub(r"[\W_]", "", "".join(one for one in folded if not unicodedata.combining(one)))
