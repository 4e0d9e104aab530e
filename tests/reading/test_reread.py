"""A page with an address, read once more."""

from datetime import UTC, datetime

import pytest

from leadwright.domain.evidence import CLOSED, GONE, REFUSED, THERE, UNREACHABLE
from leadwright.domain.site import Page, Site, Unread
from leadwright.reading.reread import verdict_of
from leadwright.tables import load_tables

TABLES = load_tables()
URL = "https://glow.test/contact"
NOW = datetime(2026, 5, 5, tzinfo=UTC)
MAILTO = '<p>Questions? <a href="mailto:Info@glow.test">Write to us</a></p>'


def page(html: str, url: str = URL) -> Site:
    return Site(URL, (Page(url, URL, 200, NOW, html.encode(), "ab" * 32),))


def unread(why: str, detail: str = "") -> Site:
    return Site(URL, (), (Unread(URL, why, detail),))


@pytest.mark.parametrize(
    ("site", "verdict"),
    [
        (page(MAILTO), THERE),
        (page("<p>info@glow.test"), THERE),  # in another way than before
        (page('<script type="application/ld+json">{"email": "info@glow.test"}</script>'), THERE),
        (page(MAILTO, "https://www.glow.test/pages/contact"), THERE),  # moved within the site
        (page("<p>Use our form"), GONE),
        (page("<p>hello@glow.test"), GONE),  # another address is another passport
        (page("<p>info [at] glow.test"), GONE),  # now hidden by its owner
        (page(MAILTO, "https://parked.test/"), GONE),  # the domain leads to somebody else
        (page(MAILTO + "<p>No unsolicited e-mail, please."), REFUSED),
        (page(MAILTO + "<h1>Lamps</h1>" * 200 + "<footer>No unsolicited e-mail.</footer>"), REFUSED),
        (unread("status", "404"), GONE),
        (unread("status", "410"), GONE),
        (unread("not-html", "application/pdf"), GONE),
        (unread("robots"), CLOSED),
        (unread("robots", "robots.txt answers 403"), CLOSED),
        (unread("robots", "robots.txt answers 503"), UNREACHABLE),
        (unread("status", "401"), CLOSED),
        (unread("status", "403"), CLOSED),
        (unread("challenge", "200"), CLOSED),
        (unread("status", "500"), UNREACHABLE),
        (unread("timeout"), UNREACHABLE),
        (unread("unresolved"), UNREACHABLE),
        (unread("tls"), UNREACHABLE),
        (Site(URL, ()), UNREACHABLE),
    ],
)
def test_verdict(site: Site, verdict: str):
    assert verdict_of(site, "info@glow.test", TABLES) == verdict
