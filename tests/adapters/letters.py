"""A letter to hand over."""

from dataclasses import replace

from leadwright.domain.letter import Letter
from tests.adapters.webservers import START

LETTER = Letter(
    draft="shop.test#1",
    message_id="<1234@seller.test>",
    mailbox="main",
    sender="Tom Müller <hello@seller.test>",
    to="owner@shop.test",
    subject="Frage zu Grüße",
    body="Hello,\n\n.a line with a dot\nGrüße\n",
    at=START,
    headers={"List-Unsubscribe": "<https://seller.test/u/" + "x" * 120 + ">, <mailto:hello@seller.test?subject=stop>"},
)


def letter(**changes: object) -> Letter:
    return replace(LETTER, **changes)  # type: ignore[arg-type]
