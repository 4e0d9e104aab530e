"""Letters handed to a real submission server on loopback."""

import asyncio
import socket

import pytest

from leadwright.adapters.smtp import Mailers, SmtpAccess, SmtpMailer
from leadwright.domain.errors import Fatal, UserError
from leadwright.ports.mailer import NotTaken, Unknown
from tests.adapters.letters import letter
from tests.adapters.mailservers import PASSWORD, USER, mail_servers


def mailer(port: int, *, password: str = PASSWORD, security: str = "plain", **more: object) -> SmtpMailer:
    access = SmtpAccess("127.0.0.1", port, security, user=USER, password=lambda: password, timeout=2.0)
    return SmtpMailer("main", access, **more)  # type: ignore[arg-type]


async def test_a_letter_arrives_word_for_word_and_a_copy_is_filed():
    copies: list[bytes] = []

    async def file(raw: bytes) -> None:
        copies.append(raw)

    async with mail_servers() as mail:
        await mailer(mail.smtp_port, append=file).hand_over(letter())
    (taken,) = mail.taken
    assert (taken.mail_from, taken.rcpt_tos) == (USER, ["owner@shop.test"])
    assert taken.content == copies[0]
    assert b"\r\n.a line with a dot" in taken.content


async def test_a_copy_that_fails_does_not_undo_the_letter():
    async def file(raw: bytes) -> None:
        raise OSError("no line")

    async with mail_servers() as mail:
        await mailer(mail.smtp_port, append=file).hand_over(letter())
    assert len(mail.taken) == 1


@pytest.mark.parametrize(
    ("fault", "permanent", "status"),
    [
        ({"rcpt_answer": "550 5.1.1 User unknown"}, True, "5.1.1"),
        ({"rcpt_answer": "550 no such user"}, True, None),
        ({"rcpt_answer": "554 5.7.1 client host blocked"}, False, "5.7.1"),
        ({"rcpt_answer": "451 4.7.1 Greylisted"}, False, "4.7.1"),
        ({"mail_answer": "550 5.1.8 sender unknown"}, False, "5.1.8"),
        ({"data_answer": "554 5.7.1 spam"}, False, "5.7.1"),
        ({"data_answer": "552 5.2.2 Mailbox full"}, True, "5.2.2"),
        ({"data_answer": "451 4.3.0 later"}, False, "4.3.0"),
    ],
)
async def test_refusals_before_it_left(fault: dict[str, str], permanent: bool, status: str | None):
    async with mail_servers(**fault) as mail:
        with pytest.raises(NotTaken) as refused:
            await mailer(mail.smtp_port).hand_over(letter())
    assert (refused.value.permanent, refused.value.status) == (permanent, status)


async def test_a_line_lost_after_data_leaves_doubt():
    async with mail_servers(lose_line_after_data=True) as mail:
        with pytest.raises(Unknown):
            await mailer(mail.smtp_port).hand_over(letter())
    assert len(mail.taken) == 1


async def test_no_server_is_no_doubt():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(NotTaken) as refused:
        await mailer(port).hand_over(letter())
    assert not refused.value.permanent


async def test_a_wrong_password_stops_the_mailbox():
    async with mail_servers() as mail:
        with pytest.raises(Fatal, match="mailbox-refused") as fatal:
            await mailer(mail.smtp_port, password="wrong").hand_over(letter())
    assert fatal.value.facts["why"] == "login"
    assert "wrong" not in str(fatal.value)


@pytest.mark.parametrize("security", ["tls", "starttls"])
async def test_a_server_without_tls_is_a_wrong_setting(security: str):
    async with mail_servers() as mail:
        with pytest.raises(Fatal, match="tls"):
            await mailer(mail.smtp_port, security=security).hand_over(letter())
    assert not mail.taken


def test_no_password_in_the_clear_to_another_machine():
    with pytest.raises(UserError, match="another machine"):
        SmtpMailer("main", SmtpAccess("mail.example.com", 587, "plain"))
    with pytest.raises(UserError, match="tls, starttls"):
        SmtpMailer("main", SmtpAccess("127.0.0.1", 587, "none"))


async def test_each_letter_leaves_by_its_own_mailbox():
    async with mail_servers() as mail:
        mailers = Mailers({"main": mailer(mail.smtp_port)})
        await asyncio.gather(mailers.hand_over(letter()), mailers.hand_over(letter(message_id="<2@seller.test>")))
        with pytest.raises(Fatal, match="no-mailbox"):
            await mailers.hand_over(letter(mailbox="other"))
    assert len(mail.taken) == 2
