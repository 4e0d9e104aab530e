"""Recorded answers of sources are read to what is known to stand in them."""

import pytest

from leadwright.domain.errors import Drop, Later
from leadwright.sources import producthunt
from tests.corpus.pages import MARKS
from tests.corpus.payloads import expected, recorded
from tests.sources.fakeweb import NOW, WATCH

pytestmark = list(MARKS)


class TestProductHunt:
    def test_launches_with_their_cursor(self):
        posts = producthunt.read_answer(recorded("producthunt/posts-response.json"), now=NOW)
        assert (posts.page_info.has_next_page, posts.page_info.end_cursor) == (True, "Y3Vyc29yOnYyOnM6NDU2Nzkx")
        found, fault = producthunt.read_launches(posts, watch=WATCH, seen=NOW)
        assert fault is None
        assert [one.title for one in found] == ["NoteAI", "DesignFlow", "DevTools Pro"]
        assert {one.site for one in found} == {None}
        assert not any("Alice" in f"{one.title} {one.text}" for one in found)

    def test_a_spent_grant_says_when(self):
        with pytest.raises(Later, match="asked-to-wait") as later:
            producthunt.read_answer(recorded("producthunt/issue_336_rate_limited.json"), now=NOW)
        assert (later.value.when - NOW).total_seconds() == 103

    @pytest.mark.parametrize(
        "name", ["collections-response", "issue_342_redacted_user", "post-response", "topics-response"]
    )
    def test_answers_to_other_questions_are_told_apart(self, name: str):
        with pytest.raises(Drop, match="unreadable") as drop:
            producthunt.read_answer(recorded(f"producthunt/{name}.json"), now=NOW)
        assert "`posts` - at `$.data`" in drop.value.facts["why"]

    def test_every_recorded_answer_is_read_here(self):
        assert len(expected("producthunt_graphql")) == 6
