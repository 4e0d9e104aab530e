"""Recorded answers of sources are read to what is known to stand in them."""

import json

import pytest

from leadwright.domain.errors import Drop, Later
from leadwright.sources import github, indiehackers, producthunt, reddit
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


class TestIndieHackers:
    def test_the_recorded_page(self):
        text = recorded("indiehackers/post-page.html.gz")
        found = indiehackers.read_post(text, "post.html", watch=WATCH, seen=NOW)
        assert found.title == "How do you make a successful post on Indie Hackers?"
        assert found.url == (
            "https://www.indiehackers.com/post/how-do-you-make-a-successful-post-on-indie-hackers-f6745260fd"
        )
        assert found.at.isoformat() == "2019-06-18T18:59:09.726000+00:00"
        assert found.text.startswith("Here are a few tips, in no particular order:")
        assert "just ask below!" in found.text
        assert found.site is None
        assert "Courtland" not in repr(found)

    def test_the_expected_post_in_the_form_of_the_recorded_page(self):
        known = json.loads(recorded("indiehackers/expected_post.json"))
        paragraphs = "".join(f"<p>{one}</p>" for one in known["body"].split("\n\n"))
        comments = "".join(f'<div class="comment">{one["author"]}: {one["body"]}</div>' for one in known["comments"])
        found = indiehackers.read_post(
            f'<!DOCTYPE html><head><meta property="og:url" content="{known["url"]}">'
            f'<meta property="og:title" content="{known["title"]}"></head>'
            f'<a href="/{known["author"]}">{known["author"]}</a>'
            f'<div class="post-page__body content">{paragraphs}</div>{comments}',
            "post.html", watch=WATCH, seen=NOW,
        )  # fmt: skip
        assert (found.title, found.url) == (known["title"], known["url"])
        assert found.text.split() == known["body"].split()
        assert not {"alice", "bob", "carol"} & set(repr(found).split())

    def test_the_expected_product(self):
        known = json.loads(recorded("indiehackers/expected_product.json"))
        found = indiehackers.read_post(
            f'<html><meta property="og:url" content="{known["url"]}">'
            f'<meta property="og:title" content="{known["name"]}">'
            f'<meta name="description" content="{known["tagline"]}">',
            "product.html", watch=WATCH, seen=NOW,
        )  # fmt: skip
        assert (found.title, found.url, found.text) == (known["name"], known["url"], known["tagline"])


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


class TestReddit:
    @pytest.mark.parametrize(("name", "known"), expected("reddit_listing").items())
    def test_counts_and_cursors(self, name: str, known):
        body = json.loads(recorded(name))["body"]
        if known["children"] is None:  # a post with its comments: two lists, which we never ask for
            with pytest.raises(Drop, match="unreadable") as drop:
                reddit.read_answer(json.dumps(body), name)
            assert "Expected `object`, got `array`" in drop.value.facts["why"]
            return
        page = reddit.read_answer(json.dumps(body), name)
        posts, fault = reddit.read_posts(page, name)
        assert (len(posts), page.after, fault) == (known["children"], known["after"], None)

    def test_a_post_with_its_comments(self):
        post, comments = json.loads(recorded("reddit/TestSubmission.test_comments.1.json.gz"))["body"]
        found, fault = reddit.read_posts(reddit.read_answer(json.dumps(post), "u"), "u")
        assert (len(found), fault) == (1, None)
        found, fault = reddit.read_posts(reddit.read_answer(json.dumps(comments), "u"), "u")
        assert found == []
        assert "`$.data.children[0]`" in fault.facts["why"]

    def test_posts_of_deleted_accounts_stand_without_a_name(self):
        name = "reddit/TestSubredditListings.test_top.1.json.gz"
        text = json.dumps(json.loads(recorded(name))["body"])
        posts, _ = reddit.read_posts(reddit.read_answer(text, name), name)
        assert text.count('"author": "[deleted]"') == 4
        assert sum(one.gone for one in posts) == 0
        assert "DO_U_EVN_SPAGHETTI" not in repr(posts)

    def test_a_feed(self):
        text = recorded("reddit/r_pics_atom_2025-12-30.xml")
        (found,) = reddit.read_posts_of_feed(text, "https://www.reddit.com/r/pics/.rss", watch=WATCH, seen=NOW)
        assert (found.url, found.site) == ("https://www.reddit.com/comments/1pz1lp2", None)
        assert found.title.startswith("(OC) The aspen trees of Colorado")
        assert found.at.isoformat() == "2025-12-29T23:22:35+00:00"
        assert "NaturePerson88" not in repr(found)
