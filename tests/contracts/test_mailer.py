"""What every mailer keeps to."""

from collections.abc import Callable

import pytest

from leadwright.adapters.smtp import Mailers, SmtpAccess, SmtpMailer
from leadwright.domain.errors import Drop, Fatal
from leadwright.ports.mailer import Mailer, NotTaken, Unknown
from tests.adapters.letters import letter
from tests.adapters.mailservers import PASSWORD, USER, mail_servers


def smtp(port: int, password: str) -> Mailer:
    return SmtpMailer("main", SmtpAccess("127.0.0.1", port, "plain", USER, lambda: password, timeout=2.0))


def many(port: int, password: str) -> Mailer:
    return Mailers({"main": smtp(port, password)})


@pytest.fixture(params=[smtp, many])
def make(request: pytest.FixtureRequest) -> Callable[[int, str], Mailer]:
    return request.param


class TestMailer:
    async def test_a_taken_letter_was_taken_once_with_its_own_message_id(self, make):
        async with mail_servers() as mail:
            await make(mail.smtp_port, PASSWORD).hand_over(letter())
        assert len(mail.taken) == 1
        assert b"Message-ID: <1234@seller.test>" in mail.taken[0].content

    async def test_a_refusal_says_whether_it_is_for_good(self, make):
        async with mail_servers(rcpt_answer="550 5.1.1 unknown") as mail:
            with pytest.raises(NotTaken) as refused:
                await make(mail.smtp_port, PASSWORD).hand_over(letter())
        assert (refused.value.permanent, refused.value.status) == (True, "5.1.1")
        assert not mail.taken

    async def test_a_lost_line_after_data_is_unknown(self, make):
        async with mail_servers(lose_line_after_data=True) as mail:
            with pytest.raises(Unknown):
                await make(mail.smtp_port, PASSWORD).hand_over(letter())

    async def test_a_refused_login_is_fatal(self, make):
        async with mail_servers() as mail:
            with pytest.raises(Fatal, match="mailbox-refused"):
                await make(mail.smtp_port, "wrong").hand_over(letter())

    async def test_a_header_that_breaks_out_never_reaches_the_server(self, make):
        async with mail_servers() as mail:
            with pytest.raises(Drop, match="bad-header"):
                await make(mail.smtp_port, PASSWORD).hand_over(letter(subject="Hi\r\nBcc: a@b.test"))
        assert not mail.taken
