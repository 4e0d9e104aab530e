"""A folder of alerts: what each sender's mails lead to."""

from datetime import timedelta
from email.message import EmailMessage

import pytest

from leadwright.adapters.imap import ImapAccess, ImapMailroom
from leadwright.domain.errors import Drop
from leadwright.ports.mailroom import Batch, Mailroom, RawMail
from leadwright.sources.alertmail import AlertMail, AlertMailOptions
from tests.adapters.mailservers import PASSWORD, USER, mail_servers
from tests.sources.fakeweb import NOW, clock, look

ALERT = """<table><tr><td><h3>shopify store owner</h3></td></tr>
<tr><td><a href="https://www.google.com/url?rct=j&amp;url=https://blog.example.com/glow-opens&amp;ct=ga">
Glow Lamps opens a shop</a><div>The founders of <b>glowlamps.com</b> sell lamps by hand.</div>
<a href="https://www.google.com/alerts/share?x">Share on Facebook</a>
<a href="https://www.google.com/alerts/feedback?x">Flag as irrelevant</a></td></tr>
<tr><td><a href="https://www.google.com/url?url=https://news.example.org/trade&amp;ct=ga">Trade news</a> <div>No shop is
named here at all.</div></td></tr>
<tr><td><a href="https://www.google.com/alerts?s=1">See more results</a>
<a href="https://www.google.com/alerts/remove?s=1">Unsubscribe</a></td></tr></table>"""
F5BOT = """Keyword: "overselling"

Reddit Posts (/r/shopify): My store keeps overselling, need help
https://www.reddit.com/r/shopify/comments/1abc/my_store/
I sell on frostcups.com and fix stock by hand.

Hacker News Comments: Seeking freelancer
https://news.ycombinator.com/item?id=123

Do you want to change your settings? https://f5bot.com/dash
"""
NEWS = """<html><body><p>Hello reader, <a href="https://mail.weekly.test/unsubscribe?u=1">unsubscribe</a></p>
<p>This week: <a href="https://wickedcandles.com/?utm_source=weekly&amp;utm_medium=email">Wicked Candles</a> reached
1,000 orders and is looking for help with their catalogue.</p>
<p><a href="https://click.weekly.test/abc?url=https%3A%2F%2Foakstools.com%2F">Oak Stools</a> launched a store.</p>
<p><a href="https://www.instagram.com/weekly">Follow us</a> <a href="https://weekly.test/archive">Archive</a>
<a href="https://sponsor.example.com">Sponsored by a tool</a></p></body></html>"""


def alert(sender: str, body: str, *, html: bool = True, number: int = 1) -> RawMail:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "anna@ours.test", f"Alert {number}"
    message["Message-ID"] = f"<{number}@alerts.test>"
    message.set_content(body, subtype="html" if html else "plain")
    return RawMail("Alerts", number, NOW - timedelta(hours=10 - number), message.as_bytes())


class AlertFolder:
    """One folder that has some mails."""

    name = "main/Alerts"

    def __init__(self, *mails: RawMail) -> None:
        self.mails, self.closed = mails, 0

    async def new(self, cursor: str | None) -> Batch:
        start = int(cursor or 0)
        return Batch(self.mails[start : start + 2], str(min(start + 2, len(self.mails))), start + 2 < len(self.mails))

    async def close(self) -> None:
        self.closed += 1


async def read(*mails: RawMail, bookmark: str | None = None):
    folder = AlertFolder(*mails)
    found = await look(AlertMail(AlertMailOptions()), bookmark=bookmark, folder=lambda *_: folder)
    assert folder.closed == 1
    return found


async def test_google_alerts_lead_to_pages_about_somebody():
    opens, trade = await read(alert("Google Alerts <googlealerts-noreply@google.com>", ALERT))
    assert (opens.url, opens.title) == ("https://blog.example.com/glow-opens", "Glow Lamps opens a shop")
    assert opens.site == "https://glowlamps.com/"
    assert "sell lamps by hand" in opens.text
    assert (trade.url, trade.site) == ("https://news.example.org/trade", None)


async def test_f5bot_leads_to_posts_that_are_not_read():
    reddit, hn = await read(alert("F5Bot <admin@f5bot.com>", F5BOT, html=False))
    assert reddit.url == "https://www.reddit.com/r/shopify/comments/1abc/my_store/"
    assert (reddit.site, reddit.said) == ("https://frostcups.com/", ("help", "complaint"))
    assert "My store keeps overselling" in reddit.title
    assert (hn.url, hn.site) == ("https://news.ycombinator.com/item?id=123", None)


async def test_a_newsletter_leads_to_the_sites_it_names():
    found = await read(alert("The Weekly <hello@weekly.test>", NEWS))
    assert [one.site for one in found] == ["https://wickedcandles.com/", "https://oakstools.com/"]
    assert "looking for help" in found[0].text
    assert "weekly.test" not in str([one.url for one in found])
    assert "hello@" not in str(found)


async def test_batches_go_on_and_the_bookmark_moves_with_each():
    mails = [alert("n@weekly.test", f'<p><a href="https://shop{n}.com/">Shop</a></p>', number=n) for n in range(1, 6)]
    found = await read(*mails)
    assert [one.site for one in found] == [f"https://shop{n}.com/" for n in range(1, 6)]
    assert [one.bookmark for one in found] == [None, "2", None, "4", "5"]
    assert [one.site for one in await read(*mails, bookmark="4")] == ["https://shop5.com/"]
    assert await read(*mails, bookmark="5") == []


async def test_mails_without_a_link_are_left_behind(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("leadwright.sources.alertmail.BATCHES", 2)
    idle = [alert("n@weekly.test", "<p>Nothing this week.</p>", number=n) for n in range(1, 8)]
    mails = [*idle, alert("n@weekly.test", '<p><a href="https://shop.com/">Shop</a></p>', number=8)]
    with pytest.raises(Drop, match="nothing-found") as passed:
        await read(*mails)
    assert passed.value.facts["bookmark"] == "4"
    assert [(one.site, one.bookmark) for one in await read(*mails, bookmark="4")] == [("https://shop.com/", "8")]
    with pytest.raises(Drop, match="nothing-found") as passed:
        await read(*idle[:1])
    assert await read(*idle[:1], bookmark=str(passed.value.facts["bookmark"])) == []


async def test_a_broken_mail_takes_no_other_along():
    broken = RawMail("Alerts", 1, NOW, b"\xff\xfe\x00Content-Type: text/html; charset=x\r\n\r\n<a href='https://")
    (one,) = await read(broken, alert("n@weekly.test", '<a href="https://shop.com/">Shop</a>', number=2))
    assert one.site == "https://shop.com/"


async def test_a_folder_of_a_real_server_is_read_and_not_changed():
    async with mail_servers() as servers:
        await servers.make_folder("Alerts")
        await servers.deliver(alert("n@weekly.test", NEWS).raw, folder="Alerts")
        await servers.deliver(alert("n@weekly.test", ALERT, number=2).raw)

        def folder(mailbox: str, name: str) -> Mailroom:
            access = ImapAccess("127.0.0.1", servers.imap_port, "plain", USER, lambda: PASSWORD, folders=(name,))
            return ImapMailroom(f"{mailbox}/{name}", access, clock=clock(), from_start=True)

        source = AlertMail(AlertMailOptions())
        found = await look(source, folder=folder)
        assert [one.site for one in found] == ["https://wickedcandles.com/", "https://oakstools.com/"]
        assert await look(source, bookmark=found[-1].bookmark, folder=folder) == []


async def test_no_address_is_kept_and_no_counter_counts():
    body = """<p><a href="https://tea.test/">Glow (ask anna@tea.test)</a> sells tea, write to hello@tea.test.</p>
<p><a href="https://weekly.us1.list-manage.com/track/click?u=1&amp;id=2">One more shop of this week</a>
<a href="https://click.weekly-news.test/abc">Another</a>
<a href="https://mugs.test/?reader=me%40operator.test">For your eyes only</a></p>"""
    (tea,) = await read(alert("News <news@weekly.test>", body))
    assert (tea.site, tea.title) == ("https://tea.test/", "Glow (ask …)")
    assert "@" not in f"{tea.title} {tea.text}"


async def test_mails_of_no_known_form_give_their_links():
    bare = b"\n\nhttps://tea.test/ \xff\xfe"
    broken = b"Content-Type: multipart/mixed; boundary=x\n\nsee https://mugs.test/"
    raws = [RawMail("Alerts", number, NOW, raw) for number, raw in enumerate((bare, broken, b""), 1)]
    assert [one.site for one in await read(*raws)] == ["https://tea.test/", "https://mugs.test/"]


async def test_the_plain_part_counts_where_the_other_links_nowhere():
    message = EmailMessage()
    message["From"] = "news@weekly.test"
    message.set_content("This week: https://tea.test/")
    message.add_alternative("<p>Nothing here", subtype="html")
    (tea,) = await read(RawMail("Alerts", 1, NOW, message.as_bytes()))
    assert tea.site == "https://tea.test/"
