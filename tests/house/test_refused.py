"""A mailbox whose password is refused stops alone, says so, and goes on once the operator has put it right."""

from datetime import timedelta
from pathlib import Path

import pytest

from leadwright.service.campaigns import Status
from leadwright.service.doctor import BAD
from leadwright.world.truth import Made
from tests.house.house import House, cast, day, house, twice

SECOND = "sales@hale-automation.test"
RIGHT, WRONG = "the second mailbox's own", "not any more"
ROLES = ("GB silent", "GB silent", "GB silent", "IE silent", "IE silent", "BE silent", "SE silent", "FI silent")


def second_mailbox(one: House) -> str:
    """Give a second mailbox beside ``main``, with a password of its own."""
    return f"""
[mailbox.second]
address = "{SECOND}"
password = {{ file = "second.password" }}
smtp = {{ host = "127.0.0.1", port = {one.mail.submission_port}, security = "plain" }}
imap = {{ host = "127.0.0.1", port = {one.mail.imap_port}, security = "plain" }}
zone = "America/New_York"
age = "established"
poll_seconds = 900
"""


async def set_up(one: House, password: str) -> None:
    await one.mail.add_mailbox(SECOND, RIGHT)
    one.write(more=second_mailbox(one))
    (one.folder / "second.password").write_text(password)
    one.open()
    await one.trust()


def senders(one: House) -> set[str]:
    return {line.mail_from for line in one.taken()}


def stopped(status: Status) -> dict[str, str | None]:
    return {box.name: box.stopped for box in status.mailboxes}


def reached(one: House) -> set[str]:
    return {line.rcpt for line in one.taken()}


def everybody(made: Made) -> set[str]:
    return {str(shop.address) for shop in made.businesses}


async def check_stopped(one: House) -> None:
    """The one mailbox stands still, loudly; nothing is in doubt."""
    status = await one.desk.campaigns.status()
    assert stopped(status) == {"main": None, "second": "mailbox-refused"}
    told = [notice.facts for notice in status.notices if notice.code == "mailbox-stopped"]
    assert {facts["mailbox"] for facts in told} == {"second"}
    assert status.next == "resume-mailbox"
    assert status.doubts == 0
    assert await one.desk.inbox.doubts() == []


async def put_right(one: House, hours: int) -> None:
    """The password works again, and the operator resumes the mailbox."""
    (one.folder / "second.password").write_text(RIGHT)
    await one.desk.campaigns.resume_mailbox("second", by="operator")
    await one.run(one.clock.now() + timedelta(hours=hours))


async def test_refused_from_the_start(tmp_path: Path) -> None:
    made = cast(*ROLES)
    async with house(made, tmp_path) as one:
        await set_up(one, WRONG)
        await one.run(day(1))
        assert senders(one) == {"robin@hale-automation.test"}
        assert 0 < len(one.taken()) < len(ROLES)
        await check_stopped(one)
        checks = {check.name: check.state for check in await one.desk.doctor.check()}
        assert (checks["smtp second"], checks["imap second"]) == (BAD, BAD)

        await put_right(one, 24)
        assert stopped(await one.desk.campaigns.status()) == {"main": None, "second": None}
        assert senders(one) == {"robin@hale-automation.test", SECOND}
        assert reached(one) == everybody(made)
        assert twice([line.rcpt for line in one.taken()]) == []


async def test_refused_in_the_middle_at_the_submission_server_alone(tmp_path: Path) -> None:
    made = cast(*ROLES)
    async with house(made, tmp_path) as one:
        await set_up(one, RIGHT)
        await one.run(day(0, 6) + timedelta(minutes=30))  # both mailboxes were read: their lines stay open
        (tmp_path / "second.password").write_text(WRONG)
        await one.run(day(1))
        assert senders(one) == {"robin@hale-automation.test"}
        await check_stopped(one)

        await put_right(one, 24)
        assert senders(one) == {"robin@hale-automation.test", SECOND}
        assert reached(one) == everybody(made)
        assert twice([line.rcpt for line in one.taken()]) == []


@pytest.mark.parametrize("times", [1, 3])
async def test_a_server_that_says_later_stops_nothing(tmp_path: Path, times: int) -> None:
    made = cast("GB silent", "IE silent")
    async with house(made, tmp_path) as one:
        one.write()
        one.open()
        await one.trust()
        one.mail.temp_fail_next(times)
        await one.run(day(1))
        assert reached(one) == everybody(made)
        assert stopped(await one.desk.campaigns.status()) == {"main": None}
