"""Watches of the configuration become sources, or every mistake is named."""

from pathlib import Path

import pytest

from leadwright.config import WatchTable, parse
from leadwright.domain.errors import UserError
from leadwright.tables import load_tables
from leadwright.wiring.sources import sources_of, unpermitted, watched_of
from tests.test_config import GOOD

HERE = Path("leadwright.toml")
TERMS = load_tables().sources
PERMISSION = 'permission = { text = "Written permission by mail", date = 2026-03-03 }'


def test_every_mistake_of_every_watch_is_named_with_its_place():
    config = parse(
        f"""{GOOD}
[watch.launches]
source = "feed"
url = "https://www.producthunt.com/feed"
[watch.map]
source = "openstreetmap"
[watch.list]
source = "directory"
directory = "betalst"
{PERMISSION}
""",
        HERE,
    )
    with pytest.raises(UserError) as wrong:
        sources_of(config, TERMS)
    launches, place, listed = wrong.value.problems
    assert launches.startswith("watch.launches.permission: is missing")
    assert "https://api.producthunt.com/v2/docs" in launches
    assert place.startswith("watch.map")
    assert listed.startswith("watch.list: ")
    assert "betalist" in listed


def test_what_permits_a_watch_is_known_beside_its_terms():
    config = parse(
        f"""{GOOD}
[watch.launches]
source = "feed"
url = "https://www.producthunt.com/feed"
{PERMISSION}
""",
        HERE,
    )
    (watched,) = watched_of(config, sources_of(config, TERMS), TERMS)
    assert (watched.place, watched.terms) == ("producthunt", "permission")
    assert watched.permitted == "Written permission by mail"
    assert str(watched.since) == "2026-03-03"


def test_a_place_without_terms_is_never_watched():
    (said,) = unpermitted("watch.x", WatchTable(source="x"), None)
    assert "table of terms" in said
