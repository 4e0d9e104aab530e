"""Recorded answers of sources are read to what is known to stand in them."""

import json

import pytest

from leadwright.domain.errors import Drop, Later
from leadwright.sources import github, producthunt
from leadwright.sources.payload import entries
from tests.corpus.pages import MARKS
from tests.corpus.payloads import expected, recorded
from tests.sources.fakeweb import NOW, WATCH

pytestmark = list(MARKS)


class TestGitHub:
    @pytest.mark.parametrize(("name", "known"), expected("github_search").items())
    def test_counts(self, name: str, known):
        answer = github.read_answer(json.dumps(json.loads(recorded(name))["body"]), name)
        said = {"items": len(answer.items), "total_count": answer.total_count}
        assert said | {"incomplete_results": answer.incomplete_results} == known

    def test_a_search_of_code_holds_no_repositories_of_its_own(self):
        """The recorded answers are of searches of code and of one that found nothing."""
        name = "github/PaginatedList.testSearchWithIncompleteResults.0.json.gz"
        answer = github.read_answer(json.dumps(json.loads(recorded(name))["body"]), name)
        found, fault = entries(answer.items, github.Repository, url=name, place="$.items")
        assert found == []
        assert "in `$.items[0]`" in fault.facts["why"]


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
