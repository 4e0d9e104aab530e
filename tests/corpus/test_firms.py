"""Who and where the firms of the labelled pages are: names, phones, addresses, and never a wrong country.

The labels of phones and addresses hold all that a page names, not only the firm's own, and their spaces are noisy:
phones are compared by their last digits, addresses without signs.
"""

import re
from collections.abc import Sequence

import pytest

from tests.corpus.pages import MARKS, Row, rows

pytestmark = list(MARKS)

LAST = 7  # digits in which a national number agrees with itself written for abroad
# countries as the labels name them; of those that name several, the page is of a firm with several
LANDS = {
    "united kingdom": "GB", "uk": "GB", "u.k.": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "united states": "US", "united states of america": "US", "usa": "US", "us": "US", "u.s.": "US", "u.s.a.": "US",
    "canada": "CA", "australia": "AU", "portugal": "PT", "france": "FR", "greece": "GR", "pakistan": "PK",
    "india": "IN", "mexico": "MX", "germany": "DE", "ireland": "IE", "new zealand": "NZ", "sweden": "SE",
    "italy": "IT", "italia": "IT", "spain": "ES", "españa": "ES", "deutschland": "DE", "polska": "PL", "poland": "PL",
    "china": "CN", "pr. china": "CN", "hong kong": "HK", "singapore": "SG", "japan": "JP", "brazil": "BR",
    "brasil": "BR", "netherlands": "NL", "the netherlands": "NL", "belgium": "BE", "switzerland": "CH",
    "austria": "AT", "denmark": "DK", "norway": "NO", "finland": "FI", "francja": "FR", "south africa": "ZA",
}  # fmt: skip


@pytest.fixture(scope="module")
def pages() -> Sequence[Row]:
    return rows()


def test_phones_are_found_and_few_others_are_called_so(pages: Sequence[Row]) -> None:
    found = wanted = right = said = 0
    for row in pages:
        if "tel" not in row.expected:
            continue
        labels = {digits[-LAST:] for one in row.expected["tel"] if len(digits := re.sub(r"\D", "", one)) >= LAST}
        given = [re.sub(r"\D", "", fact.value)[-LAST:] for fact in row.profile.phones]
        found += sum(one in given for one in labels)
        wanted += len(labels)
        right += sum(one in labels for one in given)
        said += len(given)
    assert found >= 0.80 * wanted, f"{found} of {wanted}"
    assert right >= 0.80 * said, f"{right} of {said}"


@pytest.mark.parametrize(("name", "share"), [("zipcode", 0.85), ("city", 0.80), ("street", 0.70)])
def test_postal_addresses(name: str, share: float, pages: Sequence[Row]) -> None:
    labelled = [row for row in pages if row.expected.get(name) and row.expected.get("zipcode")]
    found = [row for row in labelled if any(squeezed(one) in squeezed(postal(row)) for one in row.expected[name])]
    assert len(found) >= share * len(labelled), f"{len(found)} of {len(labelled)}"


def test_no_country_is_wrong(pages: Sequence[Row]) -> None:
    said = 0
    for row in pages:
        labels = {LANDS.get(one.lower().strip()) for one in row.expected.get("country") or ()}
        country = row.profile.country
        if len(labels) != 1 or None in labels or country is None:
            continue
        said += 1
        # a page may name another country beside the address it gives: a foreign agent's, a form's choice
        american = any(re.match(r"\d{5}", one) and one in postal(row) for one in row.expected.get("zipcode") or ())
        assert country.value in labels or (country.value == "US" and american), row.file
    assert said


def postal(row: Row) -> str:
    """Give the address that we say."""
    return row.profile.postal.value if row.profile.postal else ""


def squeezed(text: str) -> str:
    """Reduce a text to its letters and digits."""
    return re.sub(r"[\W_]", "", text.lower())
