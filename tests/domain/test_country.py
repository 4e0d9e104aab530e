"""Which country a business is in; more signs stand in the golden table."""

import pytest

from leadwright.domain.case import Sign
from leadwright.domain.country import country_of
from leadwright.tables import load_tables


@pytest.mark.parametrize(
    ("signs", "country", "code"),
    [
        ("GB:postal", "GB", None),
        ("UK:vat EL:currency", "GB", None),  # an alias; a currency is outvoted
        ("GB:postal DE:vat", None, "country-conflict"),
        ("GB:legal-form DE:cctld", None, "country-conflict"),
        ("GB:cctld GB:currency", "GB", None),
        ("GB:cctld GB:cctld", None, "country-unknown"),  # twice the same sign is one
        ("GB:cctld US:currency", None, "country-conflict"),
        ("US/CA:phone", None, "country-unknown"),  # +1 is many countries
        ("US/CA:phone US:currency", "US", None),
        ("US/CA:phone GB:currency", None, "country-conflict"),
        ("FR:phone", "FR", None),
        ("GB/IE/NZ:form", None, "country-unknown"),  # Ltd alone names no country
        ("GB/IE/NZ:form IE:tld", "IE", None),
        ("GB/IE/NZ:form IE:phone GB:currency", "IE", None),
        ("GB/IE/NZ:form US/GB/IE:language GB:currency", "GB", None),
        ("GB:form GB:vat DE:tld", "GB", None),  # two strong signs outvote a domain
        ("GB:tld US/GB/CA:language", "GB", None),
        ("US/GB/CA:language US/CA:currency", None, "country-unknown"),
        ("US:astrology US:palmistry", None, "country-unknown"),
        ("", None, "country-unknown"),
    ],
)
def test_country_evidence(signs: str, country: str | None, code: str | None) -> None:
    found, doubt, words = country_of(tuple(Sign(*sign.split(":")) for sign in signs.split()), load_tables().law)
    assert (found, doubt) == (country, code or "")
    assert bool(words) == bool(doubt)
