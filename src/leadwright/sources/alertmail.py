"""Alert mail: a folder of the operator's own mailbox to which Google Alerts, F5Bot and newsletters are filed.

What is read
    The mails of one folder, without changing any of them: each link to a post or a page, with the words beside it.
    Links that manage the subscription, lead back to the sender or count clicks are left out. Senders and addresses are
    not kept.
Terms
    ``open``: mail that comes to the operator. What is behind a link has terms of its own; communities are not read.
Pace
    As often as the watch says; nothing leaves but a look into the mailbox.
The site
    A newsletter's link that can be a business's own site. Google Alerts and F5Bot link to what was found, a page about
    somebody, so there only a site written in the words counts; a post without one goes to the *find the site* list.
"""

import re
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from pydantic import BaseModel, ConfigDict, Field
from selectolax.lexbor import LexborHTMLParser, LexborNode

from leadwright.domain.errors import Drop
from leadwright.domain.lead import Sighting, Watch
from leadwright.ports.mailroom import RawMail
from leadwright.reading.mail import Envelope, read_mail
from leadwright.sources.links import (
    TEXT_KEPT,
    TITLE_KEPT,
    host_of,
    is_community,
    is_own_site,
    site_of,
    tidy,
    unwrapped,
    urls_in,
)
from leadwright.sources.reach import Reach
from leadwright.sources.signals import signals_of

MOST_LINKS = 200  # of one mail
BATCHES = 20  # of one look; the rest is for the next one
BESIDE = 600  # characters of the words beside a link
_NOTICES = ("google.com", "f5bot.com")  # who sends word of pages about somebody
_CHORES = re.compile(
    r"unsubscri|abmeld|d[ée]sinscri|desuscri|отпис|preferences|manage|settings|view (?:it )?(?:in|online)|in browser|"
    r"forward to|update your|privacy|terms of|advertis|sponsor|flag as irrelevant|see more results|edit this alert|"
    r"receive this alert|tweet|share on",
    re.IGNORECASE,
)
_CHORE_PATHS = re.compile(r"unsubscribe|/(?:manage|settings|preferences|privacy|terms|legal|alerts)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s@<>()\[\]\"',;:]{1,64}@[^\s@<>()\[\]\"',;:]{1,255}")
_COUNTERS = re.compile(  # of mailing services: where they lead is not said, and following them would report us
    r"(?:^|\.)(?:list-manage|mailchi|campaign-archive|sendgrid|convertkit-mail\d?|beehiiv|hubspotlinks|klclick\d?|"
    r"createsend\d?|mlsend|mailerlite|awstrack|sparkpostmail|mjt|rs6|getresponse|sendibm\d|sendinblue|brevo|mandrillapp|"
    r"mailgun|exacttarget|pardot|activehosted|aweber|feedblitz|googleapis|gstatic|doubleclick)\.[a-z]{2,3}$|"
    r"^(?:clicks?|links?|track|tracking|trk|email|ct)\."
)
_TARGETS = ("url", "q", "u", "target", "redirect", "r")  # parameters in which wrapped links carry where they lead
_BLOCKS = frozenset(("td", "li", "p", "div", "article", "section", "h1", "h2", "h3", "blockquote", "body"))


class Found(NamedTuple):
    """A link of a mail, and the words beside it."""

    url: str
    title: str
    text: str


class AlertMailOptions(BaseModel):
    """The keys of a ``[watch.NAME]`` table with ``source = "alertmail"``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    mailbox: str = Field(default="main", min_length=1, max_length=60)
    folder: str = Field(default="Alerts", min_length=1, max_length=200)


class AlertMail:
    """One folder."""

    Options = AlertMailOptions
    place = "alertmail"
    apis: frozenset[str] = frozenset()

    def __init__(self, options: AlertMailOptions) -> None:
        """Read the folder the options name."""
        self._options = options

    async def look(self, watch: Watch, bookmark: str | None, reach: Reach) -> AsyncIterator[Sighting]:
        """Give what came since the bookmark, oldest first; the bookmark moves when a batch of mails is done.

        Mails without a link are left behind as well: where a look found none, Drop(``nothing-found``) moves it.
        """
        given, cursor = False, bookmark
        room = reach.folder(self._options.mailbox, self._options.folder)
        try:
            for _ in range(BATCHES):
                batch = await room.new(cursor)
                found = list(sightings_of(batch.mails, watch, seen=reach.clock.now()))
                for number, sighting in enumerate(found, 1):
                    given = True
                    yield replace(sighting, bookmark=batch.cursor) if number == len(found) else sighting
                cursor = batch.cursor
                if not batch.more:
                    break
        finally:
            await room.close()
        if not given and cursor != bookmark:
            raise Drop("nothing-found", bookmark=cursor)


def sightings_of(mails: Iterable[RawMail], watch: Watch, *, seen: datetime) -> Iterator[Sighting]:
    """Read mails into sightings, oldest first; a place that several mails name is given once."""
    known: set[str] = set()
    for raw in sorted(mails, key=lambda mail: (mail.at, mail.uid)):
        mail = read_mail(raw.raw)
        for found in links_of(mail):
            sighting = _sighting(found, mail, watch, at=min(raw.at, seen), seen=seen)
            if sighting is not None and sighting.key not in known:
                known.add(sighting.key)
                yield sighting


def _sighting(found: Found, mail: Envelope, watch: Watch, *, at: datetime, seen: datetime) -> Sighting | None:
    notice = _from(mail.sender, _NOTICES)
    own = is_own_site(found.url) and not notice
    if not (own or notice or is_community(found.url)):
        return None
    return Sighting(
        source=watch.source,
        url=tidy(found.url),
        title=_without_addresses(found.title or mail.subject)[:TITLE_KEPT],
        text=_without_addresses(found.text)[:TEXT_KEPT],
        at=at,
        seen=seen,
        site=tidy(found.url) if own else site_of((), found.text, apart_from=(found.url,)),
        watch=watch.name,
        said=signals_of(found.title, found.text),
    )


def links_of(mail: Envelope) -> list[Found]:
    """Give the links of a mail that lead to a post or a page, each once, with the words beside it."""
    found = list(_in_markup(mail.markup)) or list(_in_text(mail.text))
    home = mail.sender.rpartition("@")[2]
    kept: dict[str, Found] = {}
    for one in found:
        if not _is_chore(one, home):
            kept.setdefault(one.url, one)
    return list(kept.values())[:MOST_LINKS]


def _is_chore(found: Found, home: str) -> bool:
    """Say whether a link is about the mail itself: its subscription, its sender, its reader, its policies."""
    host = host_of(found.url)
    if _COUNTERS.search(host) or "@" in unquote(found.url):
        return True
    own = bool(home) and (host == home or host.endswith(f".{home}") or home.endswith(f".{host}"))
    return own or _CHORES.search(found.title) is not None or _CHORE_PATHS.search(urlsplit(found.url).path) is not None


def _from(sender: str, domains: Iterable[str]) -> bool:
    host = sender.rpartition("@")[2]
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def _in_markup(html: str) -> Iterator[Found]:
    tree = LexborHTMLParser(html)
    for node in tree.css("a[href]")[: MOST_LINKS * 2]:
        url = _led_to(node.attributes.get("href") or "")
        if url:
            yield Found(url, _squeezed(node.text()), _squeezed(_block_of(node).text(separator=" "))[:BESIDE])


def _block_of(node: LexborNode) -> LexborNode:
    """Give the part of the mail around a link that says enough to be read."""
    around = node
    for _ in range(8):
        parent = around.parent
        if parent is None or parent.tag == "html":
            break
        around = parent
        if around.tag in _BLOCKS and len(_squeezed(around.text())) > len(_squeezed(node.text())) + 20:
            break
    return around


def _in_text(text: str) -> Iterator[Found]:
    """Read plain text: the lines of a paragraph belong to the links in it, the first line is their title."""
    for part in re.split(r"\n\s{0,20}\n", text):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        words = " ".join(line for line in lines if not line.startswith(("http://", "https://")))
        for link in urls_in(part):
            if (url := _led_to(link)) and link in part:
                yield Found(url, words[:TITLE_KEPT], words[:BESIDE])


def _led_to(href: str) -> str | None:
    """Give where a link leads that carries its target in itself; other redirects are not followed."""
    url = unwrapped(href.strip())
    with suppress(ValueError):
        query = parse_qs(urlsplit(url).query)
        inner = next((value for name in _TARGETS for value in query.get(name, ()) if value.startswith("http")), None)
        url = inner or url
    return url if host_of(url) else None


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _without_addresses(text: str) -> str:
    """Leave out addresses: one counts only where the brand's own page shows it."""
    return _ADDRESS.sub("…", text)
