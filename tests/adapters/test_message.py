"""The bytes of a letter."""

import email
import email.policy
from email.message import EmailMessage

import pytest

from leadwright.adapters.message import mime
from leadwright.domain.errors import Drop
from tests.adapters.letters import letter


def read(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_first_letter():
    raw = mime(letter())
    message = read(raw)
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert raw.isascii()
    assert message["From"].addresses[0].display_name == "Tom Müller"
    assert message["To"] == "owner@shop.test"
    assert message["Subject"] == "Frage zu Grüße"
    assert message["Message-ID"] == "<1234@seller.test>"
    assert message["Date"].datetime == letter().at
    assert message["In-Reply-To"] is None
    assert message.get_content().replace("\r\n", "\n") == "Hello,\n\n.a line with a dot\nGrüße\n"
    assert raw == mime(letter())


def test_unsubscribe_and_references_stay_whole_on_one_line():
    chain = tuple(f"<{'a' * 90}{number}@seller.test>" for number in range(3))
    raw = mime(letter(in_reply_to=chain[-1], references=chain))
    lines = raw.decode().split("\r\n")
    assert next(line for line in lines if line.startswith("List-Unsubscribe:")).endswith("subject=stop>")
    assert next(line for line in lines if line.startswith("References:")) == "References: " + " ".join(chain)


def test_re_stands_only_where_somebody_wrote():
    followup = read(mime(letter(in_reply_to="<1@seller.test>", references=("<1@seller.test>",))))
    assert followup["Subject"] == "Frage zu Grüße"
    answer = read(mime(letter(in_reply_to="<77@shop.test>")))
    assert answer["Subject"] == "Re: Frage zu Grüße"
    assert read(mime(letter(subject="RE: Hi", in_reply_to="<77@shop.test>")))["Subject"] == "RE: Hi"
    for subject in ("Re: our call", "FWD: numbers", "AW: Angebot"):
        with pytest.raises(Drop, match="false-subject"):
            mime(letter(subject=subject))
    assert read(mime(letter(subject="Return rates")))["Subject"] == "Return rates"


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "Hi\r\nBcc: all@shop.test"},
        {"subject": "Hi\nX: y"},
        {"to": "owner@shop.test\r\nBcc: x@y.test"},
        {"to": "owner@shop.test, second@shop.test"},
        {"to": "not an address"},
        {"to": ""},
        {"to": "gr\u00fc\u00dfe@shop.test"},
        {"sender": "Tom\r\nBcc: x@y.test <hello@seller.test>"},
        {"message_id": "<1@seller.test>\r\nX: y"},
        {"message_id": "1@seller.test"},
        {"in_reply_to": "<a b@c>"},
        {"references": ("<1@seller.test>", "x\r\ny")},
        {"headers": {"X-Ok": "a\r\nBcc: x@y.test"}},
        {"headers": {"X: y\r\nBcc": "x@y.test"}},
        {"headers": {"Bcc ": "x@y.test"}},
        {"headers": {"To": "x@y.test"}},
        {"headers": {"Content-Type": "text/html"}},
    ],
)
def test_no_header_breaks_out(changes: dict[str, object]):
    with pytest.raises(Drop, match="bad-header"):
        mime(letter(**changes))
