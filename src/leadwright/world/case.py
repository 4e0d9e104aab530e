"""The case before the judge: truth, record and findings, each looked up by what the others call it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol
from urllib.parse import urlsplit

from leadwright.world.log import Planted, WorldLog
from leadwright.world.refusals import CATALOGUE, DROPPED, MERGED, NEVER
from leadwright.world.truth import Business, Post

COLD = ("first", "followup", "breakup")
SWEEP = timedelta(minutes=15)  # a mailbox is read at least that often, or nothing may leave
DESKS = ("support", "help")  # where customers write when something is wrong
HUMAN = ("positive", "neutral", "negative", "unsubscribe")


class Calendar(Protocol):
    """Working time, as the caller of the judge knows it."""

    def __call__(self, country: str, moment: datetime) -> bool:
        """Say whether ``moment`` lies in the working hours of a working day of ``country``."""

    def workdays_between(self, country: str, a: datetime, b: datetime) -> int:
        """Count the working days of ``country`` after the day of ``a``, up to and including the day of ``b``."""


@dataclass(frozen=True, slots=True)
class Row:
    """The score of one stage; what each number counts stands with the function that makes the row."""

    stage: str
    made: int
    found: int
    right: int
    missed: int
    wrong: int


@dataclass(slots=True)
class Remarks:
    """What is to be said in words: mistakes must not happen, notes are worth a look."""

    mistakes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Case:
    """Everything that the judge looks at."""

    def __init__(
        self, businesses: Sequence[Business], posts: Sequence[Post], log: WorldLog, findings: Mapping[str, Any]
    ) -> None:
        """Index truth and findings; a list that ``findings`` lacks counts as empty."""
        self.businesses = businesses
        self.posts = posts
        self.log = log
        self._findings = findings
        self.remarks = Remarks()
        self._brands = {name: firm for firm in businesses for name in (*firm.aliases, firm.key)}
        self._hosts: dict[str, list[Business]] = defaultdict(list)
        self._readers: dict[str, Business] = {}
        self._traps = {trap.lower(): firm for firm in businesses for trap in firm.traps}
        for firm in businesses:
            hosts = {host_of(name) for name in (firm.key, firm.site, *firm.aliases)}
            for host in hosts:
                self._hosts[host].append(firm)
            for address in addresses_of(firm):
                self._readers.setdefault(address, firm)
        self._stored = {
            bare(row["message_id"]): datetime.fromisoformat(row["at"]) for row in self.rows("replies") if row.get("at")
        }
        named = {post.business for post in posts if post.site and post.business}
        self.erased = {stop.business for stop in log.stops if stop.how == "erase"}  # nothing may be known of them
        self.announced = tuple(firm for firm in businesses if firm.key in named - self.erased)
        self.own = {str(row["address"]).lower() for row in self.rows("mailboxes")}

    def rows(self, name: str) -> list[Mapping[str, Any]]:
        """Give one list of the findings."""
        return list(self._findings.get(name) or ())

    def strings(self, name: str) -> set[str]:
        """Give one list of the findings that holds addresses, in lower case."""
        return {str(entry).lower() for entry in self._findings.get(name) or ()}

    def by_brand(self, brand: str) -> Business | None:
        """Find the business that the product calls so."""
        return self._brands.get(brand) or self.by_site(brand)

    def by_site(self, url: str) -> Business | None:
        """Find the business of a URL; where several live on one host, the one whose key is the longest beginning."""
        firms = self._hosts.get(host_of(url), [])
        if len(firms) < 2:
            return firms[0] if firms else None
        place = place_of(url)
        fitting = [firm for firm in firms if f"{place}/".startswith(f"{place_of(firm.key)}/")]
        return max(fitting, key=lambda firm: len(firm.key), default=None)

    def by_address(self, address: str) -> Business | None:
        """Find the business whose address or trap this is, else the one of its domain."""
        address = address.lower()
        known = self._readers.get(address) or self._traps.get(address)
        return known or self.by_site(address.rsplit("@", 1)[-1])

    def of_letter(self, address: str, brand: str) -> Business | None:
        """Find the business of a letter: that of its address, and of several that share it the one it was meant for."""
        firm, meant = self.by_address(address), self.by_brand(brand) if brand else None
        return meant if meant and address.lower() in addresses_of(meant) else firm or meant

    def is_trap(self, address: str) -> bool:
        """Say whether a business shows this address in a way that must never be used, and nobody shows it rightly."""
        return address.lower() in self._traps and address.lower() not in self._readers

    def stored(self, planted: Planted) -> datetime | None:
        """Give the moment at which the product stored a planted mail, if it did."""
        return self._stored.get(bare(planted.message_id))

    def known_since(self, planted: Planted) -> datetime:
        """Give the moment from which the product must act on a planted mail, whether it has seen it or not."""
        return self.stored(planted) or planted.at + SWEEP

    def planted(self, firm: Business, *tags: str) -> list[Planted]:
        """Give the planted mails of a business with one of these tags."""
        return [line for line in self.log.replies if line.business == firm.key and line.tag in tags]

    def group(self, name: str) -> dict[str, list[Mapping[str, Any]]]:
        """Group the rows of one list by the key of the business they speak of; unknown brands under their own name."""
        groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for row in self.rows(name):
            firm = self.by_brand(str(row.get("brand") or ""))
            groups[firm.key if firm else str(row.get("brand"))].append(row)
        return groups

    def mistake(self, text: str) -> None:
        """Put a mistake on record, once."""
        if text not in self.remarks.mistakes:
            self.remarks.mistakes.append(text)

    def note(self, text: str) -> None:
        """Put a remark on record, once."""
        if text not in self.remarks.notes:
            self.remarks.notes.append(text)


def reachable(firm: Business) -> bool:
    """Say whether a careful person would find an address to write to."""
    return firm.reach == "mail" and firm.address is not None


def as_good(firm: Business) -> frozenset[str]:
    """Give the addresses that a careful person may choose, in lower case.

    It is the firm's address; where that is the desk for customers' troubles, any other one it publishes is no worse.
    """
    best = (firm.address or "").lower()
    others = firm.published if best.partition("@")[0] in DESKS else ()
    return frozenset({best, *(address.lower() for address in others)})


def wanted(firm: Business) -> bool:
    """Say whether a business fits and has a usable address: the base of the mailable share."""
    return firm.fits and reachable(firm)


def refuses(firm: Business) -> bool:
    """Say whether a firm was planted that must never get a letter, whatever the law of its country says."""
    return bool(firm.planted) and CATALOGUE[firm.planted].fate in NEVER


def unwritten(firm: Business) -> bool:
    """Say whether a firm was planted for which no letter is written."""
    return bool(firm.planted) and CATALOGUE[firm.planted].fate in (DROPPED, MERGED)


def forgotten(firm: Business) -> bool:
    """Say whether the house is told to forget the firm: then it does not know its earlier letters."""
    return bool(firm.planted) and CATALOGUE[firm.planted].forgets


def addresses_of(firm: Business) -> Iterable[str]:
    """Give every address of a business at which somebody reads, in lower case."""
    person = firm.person
    mine = (firm.address, *firm.published, person and person.address, person and person.colleague)
    return [address.lower() for address in mine if address]


def bare(message_id: str | None) -> str:
    """Write a Message-ID without its angle brackets."""
    return (message_id or "").strip().strip("<>")


def host_of(url: str) -> str:
    """Give the host of a URL or of a brand's key, without www."""
    text = url if "//" in url else f"//{url}"
    return (urlsplit(text).hostname or "").removeprefix("www.")


def place_of(url: str) -> str:
    """Give host and path of a URL, without port, query and final slash."""
    text = url if "//" in url else f"//{url}"
    return host_of(url) + urlsplit(text).path.rstrip("/").lower()
