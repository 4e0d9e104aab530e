"""The mail servers of the world, asked by real clients: submission, its mishaps, delivery reports, mailboxes."""

import json
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from smtplib import SMTP, SMTPAuthenticationError

import aiosmtplib
import pytest

from leadwright.world.log import WorldLog
from tests.world.postoffice import ME, PASSWORD, START, business, open_desk


def delivery_fields(mail: EmailMessage) -> dict[str, str]:
    """Read the machine-readable part of a delivery report with the standard library."""
    assert mail.get_content_type() == "multipart/report"
    assert mail.get_param("report-type") == "delivery-status"
    part = next(part for part in mail.walk() if part.get_content_type() == "message/delivery-status")
    blocks = part.get_payload()
    return {name: str(value) for block in blocks for name, value in block.items()}


async def test_a_wrong_password_is_refused() -> None:
    async with open_desk() as desk:

        def attempt(password: str) -> str:
            with SMTP("127.0.0.1", desk.world.submission_port) as client:
                client.login(ME, password)
                return str(client.noop()[0])

        assert await desk.threaded(lambda: attempt(PASSWORD)) == "250"
        with pytest.raises(SMTPAuthenticationError) as refused:
            await desk.threaded(lambda: attempt("wrong"))
        assert refused.value.smtp_code == 535


@pytest.mark.parametrize("sent_copies", [True, False])
async def test_an_accepted_letter_is_recorded_once_and_may_lie_in_sent(sent_copies: bool) -> None:
    async with open_desk(business("silent"), sent_copies=sent_copies) as desk:
        await desk.send(desk.letter("ann@silent.test"))
        assert [(line.at, line.message_id, line.rcpt) for line in desk.log.letters] == [
            (START, "<first-ann@silent.test>", "ann@silent.test")
        ]
        assert [mail["Message-ID"] for mail in await desk.mails("Sent")] == ["<first-ann@silent.test>"] * sent_copies
        await desk.wait(days=3)
        assert await desk.mails() == []
        assert [line.rcpt for line in desk.log.deliveries] == ["ann@silent.test"]


async def test_mail_between_own_mailboxes_arrives_at_once() -> None:
    async with open_desk() as desk:
        await desk.send(desk.letter(ME), desk.letter("tom+stop@harbour-desk.test"))
        assert len(await desk.mails()) == 2
        assert desk.log.replies == []


@pytest.mark.parametrize(
    ("behaviour", "status", "action", "earliest", "latest"),
    [
        ("hard_bounce", "5.1.1", "failed", 1, 10),
        ("late_bounce", "5.1.10", "failed", 60, 80),
        ("full", "5.2.2", "failed", 1, 11),
        ("soft_bounce", "4.4.1", "delayed", 240, 300),
    ],
)
async def test_delivery_reports_come_in_time(
    behaviour: str, status: str, action: str, earliest: int, latest: int
) -> None:
    async with open_desk(business(behaviour)) as desk:
        to = f"ann@{behaviour.replace('_', '-')}.test"
        await desk.send(desk.letter(to))
        await desk.wait(hours=6)
        ((mail, moment),) = await desk.read()
        fields = delivery_fields(mail)
        assert (fields["Status"], fields["Action"]) == (status, action)
        assert fields["Final-Recipient"] == f"rfc822; {to}"
        assert timedelta(minutes=earliest) <= moment - START <= timedelta(minutes=latest)
        assert mail["Auto-Submitted"] == "auto-replied"
        (planted,) = desk.log.replies
        assert (planted.tag, planted.stops) == ("bounce", action == "failed")
        assert planted.suppresses == status.startswith("5.1.")
        assert planted.message_id == mail["Message-ID"]


async def test_an_unknown_address_bounces_in_every_form_of_report() -> None:
    async with open_desk(business("silent")) as desk:
        await desk.send(*[desk.letter(f"nobody{n}@silent.test") for n in range(12)])
        await desk.wait(hours=1)
        mails = await desk.mails()
        assert {delivery_fields(mail)["Status"] for mail in mails} == {"5.1.1"}
        assert len({str(mail["From"]) for mail in mails}) == 3
        assert all("first-nobody" in mail.as_string() for mail in mails)
        assert {line.business for line in desk.log.replies} == {"silent.test"}


async def test_a_delayed_letter_is_delivered_later() -> None:
    async with open_desk(business("soft_bounce")) as desk:
        await desk.send(desk.letter("ann@soft-bounce.test"))
        await desk.wait(days=2)
        (delivered,) = desk.log.deliveries
        assert timedelta(hours=7) <= delivered.at - START <= timedelta(hours=10)


async def test_a_refused_recipient_is_not_recorded() -> None:
    async with open_desk(business("silent")) as desk:
        desk.world.refuse_rcpt("Ann@silent.test")
        with pytest.raises(aiosmtplib.SMTPRecipientsRefused) as refused:
            await desk.send(desk.letter("ann@silent.test"))
        assert refused.value.recipients[0].code == 550
        assert desk.log.letters == []


async def test_a_temporary_failure_comes_before_data_and_passes() -> None:
    async with open_desk(business("silent")) as desk:
        desk.world.temp_fail_next(1)
        with pytest.raises(aiosmtplib.SMTPRecipientsRefused) as refused:
            await desk.send(desk.letter("ann@silent.test"))
        assert refused.value.recipients[0].code == 451
        await desk.send(desk.letter("ann@silent.test"))
        assert len(desk.log.letters) == 1


@pytest.mark.parametrize("taken", [True, False])
async def test_a_connection_that_breaks_leaves_the_letter_taken_or_not(taken: bool) -> None:
    async with open_desk(business("yes")) as desk:
        if taken:
            desk.world.drop_after_data_next(1)
        else:
            desk.world.drop_before_data_next(1)
        with pytest.raises(aiosmtplib.SMTPServerDisconnected):
            await desk.send(desk.letter("ann@yes.test"))
        await desk.wait(hours=4)
        assert len(desk.log.letters) == len(await desk.mails("Sent")) == len(await desk.mails()) == taken


async def test_what_is_confirmed_is_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "world.jsonl"
    async with open_desk(business("yes"), log=WorldLog(path)) as desk:
        await desk.send(desk.letter("ann@yes.test"))
        assert json.loads(path.read_text().splitlines()[0])["line"] == "accepted"
        await desk.wait(hours=4)
        desk.log.close()
        again = WorldLog.read(path)
        assert again.as_json() == desk.log.as_json()
        assert (again.letters, again.replies) == (desk.log.letters, desk.log.replies)


async def test_three_hundred_mails_pass() -> None:
    async with open_desk(sent_copies=False) as desk:
        await desk.send(*[desk.letter(ME, **{"Message-ID": f"<{n}@x.test>"}) for n in range(300)])
        assert len(await desk.mails()) == 300
