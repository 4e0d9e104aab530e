"""Every page with real data: complete, escaped, in both languages, and reading changes nothing."""

import json
import re
import tomllib
from collections import deque
from pathlib import Path
from types import SimpleNamespace

from leadwright.doors.web.guard import SAFE
from leadwright.doors.web.letters import Part, parts
from tests.doors.webdesk import *  # noqa: F403
from tests.doors.webdesk import Seen, Shown

WEB = Path(__file__).parents[2] / "src" / "leadwright" / "doors" / "web"
PAGES = ("/", "/funnel", "/plan", "/mailable", "/leads", "/held", "/drafts", "/today", "/inbox", "/sources")
LISTS = (
    "status",
    "funnel",
    "kpi",
    "mailable",
    "mailable_summary",
    "sources",
    "places",
    "leads",
    "held",
    "drafts",
    "replies",
    "doubts",
)


def is_harmless(page: Seen) -> None:
    """No script but ours, nothing inline, no link that leaves this machine."""
    assert [attrs["src"] for attrs in page.of("script")] == ["/static/app.js"]
    assert not list(page.of("img"))
    for tag, attrs in page.tags:
        assert not [name for name in attrs if name.startswith("on") or name == "style"], (tag, attrs)
        for name in ("href", "src", "action"):
            assert str(attrs.get(name) or "/").startswith(("/", "#")), (tag, attrs)
    assert "\u202e" not in page.text, "text turned around"
    assert "49" not in re.findall(r"\{\{7\*7\}\}|\b49\b", page.text), "a template read what it was given"


async def test_every_link_leads_to_a_page_and_reading_changes_nothing(shown: Shown) -> None:
    before, ways, known = shown.digest(), deque(PAGES), set(PAGES)
    while ways:
        way = ways.popleft()
        answer = await shown.get(way)
        assert answer.status == 200, (way, answer.text[-500:])
        assert {name: answer.headers[name] for name in SAFE} == SAFE, way
        assert "Set-Cookie" not in answer.headers
        is_harmless(answer.seen)
        for link in sorted(answer.seen.links() - known):
            known.add(link)
            ways.append(link)
    for name in LISTS:
        assert (await shown.get(f"/api/{name}")).status == 200, name
    assert any(way.startswith("/letters?") for way in known)
    assert shown.digest() == before


SAYS = {
    "/": (
        "letters sent today",
        "sweep main",
        "Letters are in doubt",
        "glow.test answered",
        "Pause all sending",
    ),
    "/funnel": ("Parser", "CRM", "look at sources"),
    "/plan": ("answered: 1 of", "50–100", "week 4"),
    "/mailable": ("may be written to", "too little evidence of the country", "add the country"),
    "/leads": ("Glow Lamps Ltd", "<script>alert(1)</script>", "Posts without a site"),
    "/held": ("There is too little evidence of the country", "add the country, with its evidence"),
    "/drafts": ("info@evil.test", "<script>alert(1)</script>", "http://evil.test/contact", "Approve all 1"),
    "/letters?who=evil.test": ("first letter", "follow-up", "last letter"),
    "/inbox": ("Yes please", "decided by", "Letters in doubt", "m@else.test"),
    "/sources": ("feed", "addresses a day", "What you could watch", "after approval, or your own feed token"),
    "/lead?who=glow.test": ("Seen at feed", "Fits shop with 60", "Left from the mailbox main", "abuse@glow.test"),
    "/lead?who=INFO@glow.test": (
        "What letters to info@glow.test rest on",
        "HTTP 200, robots.txt lets us in",
        "(glow.test#1, sent): may be written to, GB",
        "Not on the list of those never to be written to",
        "Last approached",
    ),
    "/lead?who=info@glow.test": ("unknown, nothing speaks against it", "names mail servers (MX)", "Asked"),
}


async def test_a_page_says_what_it_is_for(shown: Shown) -> None:
    for page, texts in SAYS.items():
        text = (await shown.get(page)).seen.text
        assert not [wanted for wanted in texts if wanted not in text], page


async def test_a_house_without_anything_has_all_pages_in_russian(empty: Shown) -> None:
    for page in PAGES:
        answer = await empty.get(page)
        assert answer.status == 200, page
        assert 'lang="ru"' in answer.text
    assert "Ещё ничего не запускалось" in (await empty.get("/")).text


async def test_leads_are_searched_by_name_and_state(shown: Shown) -> None:
    found = (await shown.get("/leads?search=glow.test")).seen
    assert "glow.test" in found.text
    assert "lost.test" not in found.text
    assert "lost.test" not in (await shown.get("/leads?state=replied")).seen.text
    odd = await shown.get("/leads?search=%00%25%27%22%3Cscript%3E&state=nonsense")
    assert odd.status == 200
    is_harmless(odd.seen)


ODD = {
    "/nothing": 404,
    "/lead?who=nobody.test": 404,
    "/lead?who=%3Cscript%3Ealert(1)%3C/script%3E": 404,
    "/lead": 422,
    "/leads?after=x": 422,
    "/leads?after=99999999999999999999999": 422,
    "/api/leads?after=99999999999999999999999": 422,
    "/api/nothing": 404,
    "/drafts/approve": 405,
    "/static/../app.py": 404,
    "/static/..%2fapp.py": 404,
    "/docs": 404,
    "/?done=approved&n=%3Cscript%3E": 200,
    "/?done=%3Cscript%3E&n=1": 200,
}


async def test_odd_addresses_get_a_plain_answer(shown: Shown) -> None:
    for path, status in ODD.items():
        answer = await shown.get(path)
        assert answer.status == status, path
        assert "<script>" not in answer.text, path
        assert "Traceback" not in answer.text, path
        assert answer.headers["X-Frame-Options"] == "DENY", path


async def test_the_api_tells_the_same_and_describes_itself(shown: Shown) -> None:
    leads = json.loads((await shown.get("/api/leads?search=glow.test")).text)
    assert [row["brand"] for row in leads["rows"]] == ["glow.test"]
    journey = json.loads((await shown.get("/api/journey?domain_or_address=glow.test")).text)
    assert journey["steps"][0]["gave"][0]["facts"]["source"] == "feed"
    described = json.loads((await shown.get("/api/openapi.json")).text)
    assert {"/api/status", "/api/leads", "/api/journey"} < set(described["paths"])
    assert not [path for path in described["paths"] if not path.startswith("/api/")]
    assert all(set(verbs) == {"get"} for verbs in described["paths"].values())
    assert "LeadRow" in json.dumps(described["components"])


def ground(sentence: str) -> SimpleNamespace:
    return SimpleNamespace(sentence=sentence, url="http://glow.test/")


def test_a_letter_is_cut_at_its_grounded_sentences() -> None:
    body = "Hi. You sell lamps. Bye."
    assert parts(body, [ground("Not there."), ground("You sell lamps."), ground("You sell lamps.")]) == [
        Part("Hi. "),
        Part("You sell lamps.", (2, 3)),
        Part(" Bye."),
    ]
    assert parts(body, [ground("You sell lamps."), ground("lamps"), ground("")])[1].marks == (1,)
    assert parts("", [ground("x")]) == []
    assert parts(body, []) == [Part(body)]


def codes(language: str, table: str) -> set[str]:
    return set(tomllib.loads((WEB / "words" / f"{language}.toml").read_text())[table])


def test_both_languages_have_the_same_words() -> None:
    english, russian = (tomllib.loads((WEB / "words" / f"{language}.toml").read_text()) for language in ("en", "ru"))
    assert {table: set(rows) for table, rows in english.items()} == {
        table: set(rows) for table, rows in russian.items()
    }
    for table, rows in english.items():
        for code, text in rows.items():
            slots = sorted(re.findall(r"\{[^}]+\}", text))
            assert slots == sorted(re.findall(r"\{[^}]+\}", russian[table][code])), (table, code)


def test_every_word_of_the_templates_exists() -> None:
    text = "".join(path.read_text() for path in (WEB / "templates").glob("*.html"))
    used = set(re.findall(r"""\bt\(\s*["']([a-z-]+)["']\s*[,)]""", text))
    assert len(used) > 50
    assert used <= codes("en", "page")
    assert "|safe" not in text
    assert "autoescape" not in text
