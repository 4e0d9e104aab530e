"""Forms change what they say; whatever does not come from a page of ours changes nothing."""

import pytest
import sqlalchemy as sa
from starlette.datastructures import Headers

from leadwright.domain.errors import UserError
from leadwright.doors.web.actions import seen_at
from leadwright.doors.web.app import serve
from leadwright.doors.web.guard import Seal, refused
from leadwright.ledger.tables import work
from tests.doors.webdesk import *  # noqa: F403
from tests.doors.webdesk import Shown

REASON = "I read their imprint: a company in London"


async def keys(shown: Shown, status: str = "waiting") -> list[str]:
    return [view.key for view in await shown.desk.campaigns.drafts(status)]


async def test_letters_are_approved_and_taken_back(shown: Shown) -> None:
    done = await shown.post("/drafts", "/drafts/approve", key="evil.test#1")
    assert (done.status, done.headers["Location"]) == (303, "/drafts?done=approved&n=1")
    assert "Approved: 1." in (await shown.get(done.headers["Location"])).text
    assert await keys(shown) == []
    journey = await shown.desk.leads.journey("evil.test")
    assert [step.cause for step in journey.steps if step.type == "approved"] == ["dashboard"]
    await shown.post("/drafts?show=all", "/drafts/unapprove", key="evil.test#1")
    assert await keys(shown) == ["evil.test#1"]
    assert (await shown.post("/drafts", "/drafts/approve-all")).headers["Location"].endswith("n=1")


async def test_what_a_person_may_confirm_is_released_with_a_written_reason_only(shown: Shown) -> None:
    held = {one.brand: one for one in (await shown.desk.leads.held()).rows}
    assert (held["maple.test"].confirmable, held["held.test"].confirmable) == (True, False)
    page = (await shown.get("/held")).text
    assert page.count('action="/held/release"') == 1
    silent = await shown.post("/held", "/held/release", brand="maple.test", reason=" ")
    assert silent.status == 400
    assert "Say why" in silent.text
    done = await shown.post("/held", "/held/release", brand="maple.test", reason=REASON)
    assert done.headers["Location"] == "/held?done=released&n=1"
    told = (await shown.get("/lead?who=maple.test")).seen.text
    assert REASON in told
    assert "dashboard" in told


async def test_a_fact_is_added_where_it_is_missing(shown: Shown) -> None:
    page = (await shown.get("/held")).seen
    assert [one["value"] for one in page.of("option")] == ["country"]
    fields = {"brand": "held.test", "kind": "country", "value": "GB"}
    wrong = await shown.post("/held", "/held/fact", **fields, words=" ")
    assert (wrong.status, "--words" in wrong.text) == (400, True)
    done = await shown.post("/held", "/held/fact", **fields, words="In Leeds, they say on the <phone>")
    assert done.headers["Location"] == "/held?done=fact-added&n=1"
    assert "Kept. Letters asked about again" in (await shown.get(done.headers["Location"])).text
    told = (await shown.get("/lead?who=held.test")).seen.text
    assert "In Leeds, they say on the <phone>" in told
    assert "fact added by hand" in told
    assert "held.test" not in {one.brand for one in (await shown.desk.leads.held()).rows}


async def test_a_consent_is_kept_where_it_would_help(shown: Shown) -> None:
    asks = [one for one in (await shown.desk.leads.held()).rows if "consent" in one.remedies and one.address]
    assert (await shown.get("/held")).text.count('action="/held/consent"') == len(asks) > 0
    fields = {"address": str(asks[0].address), "words": "Yes, <b>mail</b> me", "at": "2026-05-01"}
    wrong = await shown.post("/held", "/held/consent", **{**fields, "at": "2999-01-01"})
    assert (wrong.status, "has not come yet" in wrong.text) == (400, True)
    done = await shown.post("/held", "/held/consent", **fields)
    assert done.headers["Location"] == "/held?done=consent-kept&n=1"
    assert "Yes, <b>mail</b> me" in (await shown.get(f"/lead?who={asks[0].brand}")).seen.text


async def test_an_address_is_added_with_its_page_and_what_is_wrong_with_it_is_said(shown: Shown) -> None:
    old = sa.update(work).where(work.c.key == "maple.test#1").values(code="evidence-old", facts="{}")
    await shown.desk.database.write(lambda conn: conn.execute(old))
    page = (await shown.get("/held")).seen
    given = {str(one["name"]): one.get("value") for one in page.of("input") if one.get("name") in {"address", "page"}}
    assert given == {"address": "info@maple.test", "page": "http://maple.test/contact"}
    fields = {"brand": "maple.test", "page": "http://maple.test/contact", "address": "abuse@maple.test"}
    fields["token"] = await token_of(shown, "/held", "/held/contact")
    wrong = await shown.ask("POST", "/held/contact", data=fields)
    assert (wrong.status, "never a contact" in wrong.text) == (400, True)


async def token_of(shown: Shown, page: str, action: str) -> str:
    text = (await shown.get(page)).text.partition(f'action="{action}"')[2]
    return text.partition('name="token" value="')[2].partition('"')[0]


async def test_a_doubt_is_settled(shown: Shown) -> None:
    (doubt,) = await shown.desk.inbox.doubts()
    wrong = await shown.post("/inbox", "/inbox/settle", message_id=doubt.message_id, fate="perhaps")
    assert wrong.status == 400
    assert (await shown.post("/inbox", "/inbox/settle", message_id=doubt.message_id, fate="sent")).status == 303
    assert await shown.desk.inbox.doubts() == []


async def test_sending_pauses_and_goes_on(shown: Shown) -> None:
    assert (await shown.post("/", "/house/pause", reason="  ")).status == 400
    assert (await shown.post("/", "/house/pause", reason="On <holiday>")).status == 303
    assert (await shown.desk.campaigns.status()).paused == "On <holiday>"
    assert "On &lt;holiday&gt;" in (await shown.get("/")).text
    await shown.post("/", "/house/resume")
    assert (await shown.desk.campaigns.status()).paused is None


async def test_a_business_is_added_and_one_is_stopped_for_good(shown: Shown) -> None:
    added = await shown.post("/", "/leads/add", text="http://fresh.test/")
    assert added.headers["Location"] == "/leads?done=added&n=1"
    stopped = await shown.post("/lead?who=glow.test", "/leads/stop", who="glow.test", reason="they phoned")
    assert stopped.headers["Location"].startswith("/lead?who=glow.test&done=stopped")
    assert await shown.desk.privacy.stopped("info@glow.test")
    assert "Never again" in (await shown.get(stopped.headers["Location"])).text


async def test_the_site_behind_a_post_is_named(shown: Shown) -> None:
    post, *others = await shown.desk.leads.find_the_site()
    answer = await shown.post("/leads", "/leads/found", post=post.key, site="https://found-lamps.test/")
    assert answer.headers["Location"] == "/leads?done=added&n=1"
    assert await shown.desk.leads.find_the_site() == others


async def test_notices_are_put_aside(shown: Shown) -> None:
    (first, *others) = (await shown.desk.campaigns.status()).notices
    assert (await shown.post("/", "/notices/seen", notice=str(first.id))).status == 303
    assert (await shown.desk.campaigns.status()).notices == tuple(others)


STRANGE: tuple[dict[str, str], ...] = (
    {"Origin": "http://evil.test"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:1"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Host": "evil.test"},
    {"Host": "127.0.0.1.evil.test"},
)


async def test_a_form_of_another_site_is_refused(shown: Shown) -> None:
    before = shown.digest()
    for headers in STRANGE:
        answer = await shown.post("/drafts", "/drafts/approve", headers, key="evil.test#1")
        assert answer.status == 403, headers
    assert shown.digest() == before


async def test_every_form_needs_its_own_token(shown: Shown) -> None:
    before = shown.digest()
    other = await token_of(shown, "/", "/leads/add")
    for token in ("", "x", "é", other):
        answer = await shown.ask("POST", "/drafts/approve", data={"token": token, "key": "evil.test#1"})
        assert answer.status == 403, token
    actions = {
        str(attrs["action"])
        for page in ("/", "/drafts", "/drafts?show=all", "/inbox", "/held", "/leads", "/lead?who=evil.test")
        for attrs in (await shown.get(page)).seen.of("form")
        if attrs.get("method") == "post"
    }
    assert len(actions) >= 8
    for action in actions:
        assert (await shown.ask("POST", action, data={"key": "evil.test#1"})).status == 403, action
    assert shown.digest() == before


async def test_a_strange_host_reads_nothing(shown: Shown) -> None:
    for host in (
        "evil.test",
        "127.0.0.1.evil.test",
        "",
        "[::1",
        "192.168.0.1",
        "127.0.0.1:80.evil.test",
        "localhost@evil.test",
    ):
        answer = await shown.get("/leads", Host=host)
        assert answer.status in {400, 403}, host
        assert "glow.test" not in answer.text


def test_who_is_refused() -> None:
    here = {"host": "127.0.0.1:8470", "content-length": "10"}
    assert refused("GET", Headers({"host": "localhost:8470"})) is None
    assert refused("POST", Headers(here)) is None
    own = {**here, "origin": "http://127.0.0.1:8470", "sec-fetch-site": "same-origin"}
    assert refused("POST", Headers(own)) is None
    assert refused("DELETE", Headers({**own, "origin": "https://127.0.0.1:8470"}))
    assert refused("POST", Headers({**own, "content-length": "99999999"}))
    assert refused("POST", Headers({"host": "127.0.0.1"})), "a body without an end"


def test_a_token_fits_its_form_and_its_process() -> None:
    seal = Seal(b"a" * 32)
    assert seal.fits("/a", seal.token("/a"))
    assert not seal.fits("/b", seal.token("/a"))
    assert not Seal(b"b" * 32).fits("/a", seal.token("/a"))


@pytest.mark.parametrize("path", ["//evil.test", "/\\evil.test", "http://evil.test", "/a\r\nSet-Cookie: x", ""])
def test_a_form_never_leads_away(path: str) -> None:
    assert seen_at(path, "approved", 1).headers["location"] == "/?done=approved&n=1"


async def test_a_taken_port_is_said(shown: Shown) -> None:
    with pytest.raises(UserError, match="choose another"):
        await serve(shown.desk, int(shown.url.rpartition(":")[2]))
