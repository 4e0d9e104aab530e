from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from leadwright.domain.lead import Sighting
from leadwright.reading.contact import contact_of
from leadwright.reading.invitations import invitation_in
from tests.contracts.letterbox import tables
from tests.reading.sites import page, site

NOW = datetime(2026, 5, 5, 9, 30, tzinfo=UTC)
BEFORE = NOW - timedelta(days=1)
POST = Sighting("hackernews", "https://news.test/1", "Need help with our stock", "", BEFORE, NOW, "https://glow.test/")
POST = replace(POST, terms="open", said=("help",))
SHOP = site(page('<a href="mailto:hello@glow.test">Write</a>', "https://glow.test/"))


def asked(text: str, **more: object) -> str | None:
    found = invitation_in(replace(POST, text=text, **more), tables())  # type: ignore[arg-type]
    return found and found.address


@pytest.mark.parametrize(
    "text",
    [
        "We drown in spreadsheets. Please write me at anna@glow.test with your rates.",
        "Email us: Anna@Glow.test",
        "If you can fix it, drop me a line at anna@glow.test.",
        "Get in touch with me via anna@glow.test",
        "My email is anna@glow.test, thanks!",
        "Schreiben Sie mir an anna@glow.test",
        "Écrivez-moi à anna@glow.test",
        "Escríbeme a anna@glow.test",
        "Scrivetemi a anna@glow.test",
        "Stuur mij een mail via anna@glow.test",
        "Пишите на anna@glow.test",
    ],
)
def test_who_asks_for_letters_at_an_address_is_heard(text: str) -> None:
    assert asked(text) == "anna@glow.test"


@pytest.mark.parametrize(
    "text",
    [
        "Our shop is at glow.test, hello@glow.test stands on the page.",  # nobody asks for anything
        "Write me. Anna at glow dot test",  # to be put together: never
        "Write me at anna (at) glow.test",
        "Write me at anna@glow.test or bob@lamp.test",  # whose?
        "Write me at anna@glow.test. No agencies, no recruiters.",
        "Please don't email me at anna@glow.test",
        "Bitte keine Werbung. Schreiben Sie mir an anna@glow.test",
        "Ne m'écrivez pas. Pas de démarchage. Écrivez-moi à anna@glow.test",
        "Не пишите мне: anna@glow.test",
        "Write me about the weather or about anything else that may come to your mind on a day, to anna@glow.test",
    ],
)
def test_what_is_no_clear_invitation_is_none(text: str) -> None:
    assert asked(text) is None


@pytest.mark.parametrize(
    ("address", "site", "theirs"),
    [
        ("anna@glow.test", "https://www.glow.test/shop", True),
        ("anna@mail.glow.test", "https://glow.test/", True),
        ("anna.glow@gmail.com", "https://glow.test/", True),
        ("anna.glow@gmail.com", None, True),
        ("info@rival.test", "https://glow.test/", False),
        ("info@rival.test", None, False),
        ("anna@glow.test", None, False),
    ],
)
def test_nobody_asks_for_letters_to_another_business(address: str, site: str | None, theirs: bool) -> None:
    assert (asked(f"Please write me at {address}", site=site) == address) is theirs


def test_only_a_post_that_asks_for_help_or_hires_and_may_be_used_invites() -> None:
    text = "Write me at anna@glow.test"
    assert asked(text, said=("launch",)) is None
    assert asked(text, said=("hiring",)) == "anna@glow.test"
    assert asked(text, terms="research") is None
    assert asked(text, terms="permission") == "anna@glow.test"


def test_an_invitation_says_when_for_what_and_in_which_words() -> None:
    found = invitation_in(replace(POST, text="Long story.\nPlease   write me at anna@glow.test today"), tables())
    assert found is not None
    assert (found.words, found.at, found.way) == ("write me at anna@glow.test", POST.at, "post")
    assert found.scope == "what they ask for in their post: Need help with our stock"


def test_the_invited_address_goes_first_with_the_post_as_its_evidence() -> None:
    post = replace(POST, text="Write me at anna.berg@glow.test")
    first, second = contact_of(replace(post, invitation=invitation_in(post, tables())), SHOP, tables()).usable
    assert (first.address, first.why, first.kind) == ("anna.berg@glow.test", "invited", "named")
    assert (first.evidence.way, first.evidence.url) == ("post", "https://news.test/1")
    assert first.evidence.snippet == "Write me at anna.berg@glow.test"
    assert second.address == "hello@glow.test"


def test_an_invited_address_that_the_site_shows_keeps_its_page() -> None:
    post = replace(POST, text="Write me at hello@glow.test")
    (only,) = contact_of(replace(post, invitation=invitation_in(post, tables())), SHOP, tables()).usable
    assert (only.why, only.evidence.url) == ("mailto", "https://glow.test/")


def test_a_desk_that_is_never_a_contact_is_none_by_invitation_either() -> None:
    post = replace(POST, text="Write me at privacy@glow.test")
    found = contact_of(replace(post, invitation=invitation_in(post, tables())), SHOP, tables())
    assert [one.address for one in found.addresses] == ["hello@glow.test"]
