"""``live = false``, the default: no cold letter leaves, whatever else is set; tests go to the operator alone."""

from pathlib import Path

from leadwright.config import parse
from leadwright.doors.demo_files import ADDRESS
from tests.house.house import cast, day, house, read, text_of

HELD = "not-live"


async def test_no_cold_letter_leaves_until_the_operator_says_live(tmp_path: Path) -> None:
    made = cast("GB silent", "IE silent", "FI silent")
    async with house(made, tmp_path) as one:
        one.write(live=False)
        one.open()
        await one.run(day(0, 7))
        await one.desk.campaigns.approve_all("operator")
        await one.trust()
        await one.run(day(3))
        assert one.log.letters == []
        shop = made.businesses[0]
        waits = (await one.desk.leads.journey(shop.key)).pending
        assert [(work.stage, work.code) for work in waits] == [("send", HELD)]
        status = await one.desk.campaigns.status()
        assert not status.live

        with one.idle():
            trip = await one.desk.selfmail.round_trip("main")
        letter = await one.desk.selfmail.letter(shop.key)
        assert trip.folder == "INBOX"
        assert [line.rcpt for line in one.log.letters] == [ADDRESS, ADDRESS]
        drafted = (await one.desk.leads.journey(shop.key)).letters[0]
        assert (letter.to, letter.body) == (ADDRESS, drafted.body)
        assert text_of(read(one.log.letters[1].raw)) == f"{drafted.body}\n"

        one.write(live=True)
        await one.reopen()
        await one.run(day(7))  # 4 May is a holiday in Britain and Ireland
        assert sorted(line.rcpt for line in one.taken()) == sorted(str(shop.address) for shop in made.businesses)


def test_a_configuration_that_says_nothing_is_not_live(tmp_path: Path) -> None:
    text = """
    [operator]
    name = "Robin Hale"
    company = "Hale Automation LLC"
    country = "US"
    postal = "12 Harbor Street, Portland, ME 04101, USA"
    offers = ["prices"]
    [mailbox.main]
    address = "robin@hale-automation.test"
    password = { env = "MAIL" }
    smtp = { host = "127.0.0.1", port = 25, security = "plain" }
    imap = { host = "127.0.0.1", port = 143, security = "plain" }
    """
    assert parse(text, tmp_path / "leadwright.toml").live is False
