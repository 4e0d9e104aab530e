"""No address in what is only told."""

import pytest

from leadwright.domain.masking import masked, masked_facts


@pytest.mark.parametrize(
    "address",
    [
        "info@glow.test", "Info+shop@Glow.Test", "o'neil_x@mail.glow.test", "jürg@bücher.test", "инфо@почта.test",
        "a@localhost", "info%40glow.test", "info＠glow.test", "no-reply=info@glow.test",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "around",
    ["{}", "550 5.1.1 <{}>: unknown", "('{}',)", '"{}"', "RCPT TO:<{}>", "to={}, x", "https://a.test/?e={}&b=1"],
)
def test_an_address_is_hidden_wherever_it_stands(address: str, around: str) -> None:
    said = masked(around.format(address))
    assert "***@***" in said
    assert not any(part in said for part in ("glow", "Glow", "bücher", "почта", "localhost", "info", "jürg"))


@pytest.mark.parametrize("text", ["https://medium.com/@glow", "at 5 @ noon", "nothing", "550 5.1.1 unknown"])
def test_what_is_no_address_stays(text: str) -> None:
    assert masked(text) == text


def test_facts_that_name_a_mail_or_a_letter_stay() -> None:
    named = {
        "message_id": "<1@us.test>",
        "letter": "glow.test#<m@glow.test>",
        "mail": "<m@glow.test>",
        "n": 3,
        "no": None,
    }
    assert masked_facts({**named, "reason": "<a@b.test> unknown"}) == {**named, "reason": "<***@***> unknown"}
