"""What a legal form is: a body of its own, natural persons who trade, or unknown; it depends on the country."""

from collections.abc import Mapping
from unicodedata import normalize

CORPORATE, SOLE, UNKNOWN = "corporate", "sole", "unknown"
ANYWHERE = "any"


def squeezed(form: str) -> str:
    """Give a legal form as it is compared: letters and digits only, in lower case and compatibility form (NFKC)."""
    return "".join(c for c in normalize("NFKC", form).casefold() if c.isalnum())


def form_class(form: str | None, country: str | None, forms: Mapping[str, Mapping[str, str]]) -> str:
    """Sort a legal form as a page of a country writes it; what the country does not know is unknown.

    A British "LP" is no body of its own where a Scottish or an American one is: a form means nothing without its
    country.
    """
    plain = squeezed(form or "")
    return forms.get(country or "", {}).get(plain) or forms.get(ANYWHERE, {}).get(plain) or UNKNOWN
