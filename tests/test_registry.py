"""Names become parts, and mistakes become sentences."""

import subprocess
import sys

import pytest

from leadwright.domain.errors import UserError
from leadwright.registry import SOURCES
from leadwright.sources.feed import Feed


def test_a_name_and_a_place_find_the_class():
    assert SOURCES.find("feed") is Feed
    assert SOURCES.find("leadwright.sources.feed:Feed") is Feed


def test_every_known_name_can_be_loaded():
    for name in SOURCES.known:
        assert SOURCES.find(name).Options.model_config["extra"] == "forbid"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("feeds", r"no source called 'feeds' \(did you mean feed\?\); known: alertmail, csv, "),
        ("nowhere:Thing", "cannot be loaded"),
        ("leadwright.sources.feed:Nothing", "cannot be loaded"),
    ],
)
def test_what_is_not_there(name: str, said: str):
    with pytest.raises(UserError, match=said):
        SOURCES.find(name)


def test_all_mistakes_at_once_and_no_value_is_repeated():
    with pytest.raises(UserError) as wrong:
        SOURCES.make("hackernews", {"days": 900, "qurey": "s3cret", "tags": "a b"}, place="watch.hn")
    assert wrong.value.problems == (
        "watch.hn.tags: String should match pattern '^[\\w,()]{1,100}$'",
        "watch.hn.days: Input should be less than or equal to 90",
        "watch.hn.qurey: no such key; known: query, tags, thread, days, endpoint, base",
    )
    with pytest.raises(UserError, match=r"watch\.f\.url: is missing"):
        SOURCES.make("feed", {}, place="watch.f")


def test_nothing_is_imported_before_it_is_asked_for():
    code = "import sys, leadwright.registry; print([m for m in sys.modules if m.startswith('leadwright.sources')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
