"""The score of the stages that read and write, before anything is sent: parse extract dedupe enrich personalize."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from leadwright.world.case import COLD, Case, Row, as_good, bare, place_of, reachable, unwritten, wanted
from leadwright.world.truth import Business

FACTS = ("kind", "company", "platform", "country", "language")
PLACEHOLDER = re.compile(
    r"\{[^{}\n]{0,60}\}|\[[A-Z_][A-Za-z_ ]{1,30}\]|<[a-z_]{2,30}>|%\([a-z_]{1,30}\)s"
    r"|\b(?:Hi|Hello|Dear|Bonjour|Hej|Hei) None\b|\bundefined\b|\bNaN\b"
)


def parse(case: Case) -> Row:
    """Score the sightings.

    Made: posts that point to a site. Found: sightings of such posts. Right: the sighting names the site of the post.
    Missed: posts without a sighting. Wrong: sightings that name another site, or a post that nobody wrote.
    """
    posts = {_named(post.source, post.url, post.site): post for post in case.posts}
    made = {url for url, post in posts.items() if post.site}
    found, wrong = set(), 0
    for row in case.rows("sightings"):
        url = _named(row["source"], row["url"], row.get("site"))
        post = posts.get(url)
        if not row.get("site"):
            continue  # goes to the list for the operator
        if post is None or not post.site or place_of(post.site) != place_of(row["site"]):
            wrong += 1
            case.note(f"sighting of {row['url']}: points to {row['site']}, not to {post.site if post else 'any post'}")
        else:
            found.add(url)
    return Row("parse", len(made), len(found) + wrong, len(found), len(made - found), wrong)


def _named(source: str, url: str, site: str | None) -> str:
    """Name a post: by its own page, but a row of a CSV, which has none, by the site it names."""
    return f"csv {place_of(site or '')}" if source == "csv" else _page(url)


def _page(url: str) -> str:
    return f"{place_of(url)}?{urlsplit(url).query}"


def extract(case: Case) -> Row:
    """Score the contacts.

    Made: businesses that a post points to. Right: the best address is the one that a careful person would write to,
    or there is none where there is none (no contact at all will do). Wrong: another address, or none where there is
    one. Missed: no contact of a business that has an address; one that fits no ICP may be left unread, because what is
    said of it is enough to see that. A trap that is taken for usable is a mistake.
    """
    contacts: dict[str, Mapping[str, Any]] = {}
    for row in case.rows("contacts"):
        firm = case.by_site(row["site"])
        if firm is None or (firm.key in contacts and not row.get("best")):
            continue
        contacts[firm.key] = row
    right = missed = wrong = 0
    for firm in case.announced:
        row = contacts.get(firm.key, {})
        best = _best(row)
        if best and case.is_trap(best):
            case.mistake(f"{firm.key}: {best} must never be written to, and was taken as its best address")
        good = {*(as_good(firm) if reachable(firm) else ("",)), *firm.dead}  # that no mail arrives, DNS knows
        if best in good or (unwritten(firm) and not best) or (firm.key not in contacts and not firm.fits):
            right += 1
        elif firm.key not in contacts:
            missed += 1
            case.note(f"{firm.key}: no contact, although it shows {firm.address}")
        else:
            wrong += 1
            case.note(f"{firm.key}: best address {best or 'none'}, a careful person takes {firm.address or 'none'}")
    return Row("extract", len(case.announced), len(contacts), right, missed, wrong)


def _best(row: Mapping[str, Any]) -> str:
    """Give the address that the product would use: its best one, unless it calls it unusable itself."""
    best = str(row.get("best") or "").lower()
    unusable = {entry["address"].lower() for entry in row.get("addresses") or () if not entry.get("usable", True)}
    return "" if best in unusable else best


def dedupe(case: Case) -> Row:
    """Score the leads.

    Made: announced businesses with a usable address. Right: exactly one lead, or none where the business fits no ICP.
    Missed: none of one that fits. Wrong: further leads of a business that has one, and leads of no business at all.
    Found: all leads; those of businesses without a usable address count neither as right nor as wrong. An address at
    which no mail can arrive must not become a lead's, and the verdict on any other is ``unknown``: no mail server is
    asked in the demo, not even one that would say 5.1.1.
    """
    leads = case.group("leads")
    made = {firm.key: firm for firm in case.announced if reachable(firm) and not unwritten(firm)}
    wrong = 0
    for key, rows in leads.items():
        extra = len(rows) - 1 if case.by_brand(key) else len(rows)
        wrong += extra
        if extra:
            case.note(f"{key}: {len(rows)} leads")
    for row in case.rows("leads"):
        if row.get("email") and case.is_trap(row["email"]):
            case.mistake(f"{row['brand']}: {row['email']} must never be written to, and became a lead's address")
        _delivered(case, row)
    right = sum(len(leads.get(key, ())) == 1 or (key not in leads and not firm.fits) for key, firm in made.items())
    missed = sum(key not in leads and firm.fits for key, firm in made.items())
    return Row("dedupe", len(made), sum(map(len, leads.values())), right, missed, wrong)


def _delivered(case: Case, row: Mapping[str, Any]) -> None:
    """Judge the address of a lead by whether mail arrives there."""
    email, firm = str(row.get("email") or "").lower(), case.by_brand(row["brand"])
    if firm is None:
        return
    if email in firm.dead:
        case.mistake(f"{firm.key}: no mail can arrive at {email}, and it became the lead's address")
    elif email and (row.get("verdict") or "unknown") != "unknown":
        case.mistake(f"{firm.key}: nobody could know that {email} is {row['verdict']}")
    elif not email and reachable(firm) and not unwritten(firm):
        case.mistake(f"{firm.key}: mail arrives at {firm.address}, and the lead has no address")


def enrich(case: Case) -> Row:
    """Score the prospects.

    Made: announced businesses that fit and have a usable address. Right: kind, company, platform, country and
    language are true or null. Wrong: any of them is not (each is noted), or a business that fits no ICP got one.
    """
    prospects = case.group("prospects")
    made = [firm for firm in case.announced if wanted(firm) and not unwritten(firm)]
    right = missed = wrong = 0
    for firm in made:
        rows = prospects.get(firm.key)
        if not rows:
            missed += 1
            continue
        untrue = [fact for fact in FACTS if not _true(firm, fact, rows[0].get(fact))]
        for fact in untrue:
            case.note(f"{firm.key}: {fact} is {getattr(firm, fact)}, found {rows[0].get(fact)}")
        right += not untrue
        wrong += bool(untrue)
    for key, rows in prospects.items():
        other = case.by_brand(key)
        if (other is None or not other.fits) and rows[0].get("icp"):
            wrong += 1
            case.note(f"{key}: fits no ICP, found {rows[0]['icp']}")
    return Row("enrich", len(made), len(prospects), right, missed, wrong)


def _true(firm: Business, fact: str, value: Any) -> bool:
    if value is None or value == "":
        return True
    truth = [getattr(firm, fact)]
    if fact == "company":
        truth.append(firm.legal_name)
    return _plain(str(value)) in {_plain(str(entry)) for entry in truth if entry}


def _plain(text: str) -> str:
    return re.sub(r"[\W_]{1,20}", " ", text).strip().casefold()


def personalize(case: Case) -> Row:
    """Score the letters as they are written, sent or not.

    Made: announced businesses that fit, have a usable address and may be written to. Right: exactly three letters
    (first touch, follow-up, breakup), no placeholder left in any, and the first names the company. Missed: none.
    Wrong: anything else; brands that are held or blocked count only where letters exist.
    """
    letters = case.group("letters")
    made = [firm for firm in case.announced if wanted(firm) and firm.gate == "send" and not unwritten(firm)]
    written = right = missed = 0
    for firm in [firm for firm in case.businesses if firm.fits]:
        mine = [row for row in letters.get(firm.key, ()) if row["kind"] in COLD]
        if not mine:
            missed += firm in made
            continue
        written += 1
        faults = _faults(firm, mine)
        right += not faults
        for fault in faults:
            case.note(f"{firm.key}: {fault}")
    return Row("personalize", len(made), written, right, missed, written - right)


def _faults(firm: Business, letters: Sequence[Mapping[str, Any]]) -> list[str]:
    faults = []
    kinds = sorted(row["kind"] for row in letters)
    if kinds != sorted(COLD):
        faults.append(f"has the letters {', '.join(kinds)}")
    for row in letters:
        if left := PLACEHOLDER.search(f"{row['subject']}\n{row['body']}"):
            faults.append(f"{row['kind']} letter {bare(row.get('message_id'))} still says {left.group()}")
    first = next((row for row in letters if row["kind"] == "first"), None)
    if first is not None and not _names(firm, f"{first['subject']}\n{first['body']}"):
        faults.append(f"the first letter does not name {firm.company}")
    return faults


def _names(firm: Business, text: str) -> bool:
    plain = _plain(text)
    return any(_plain(name) in plain for name in (firm.company, firm.legal_name, firm.key) if name)
