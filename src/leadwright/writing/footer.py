"""What stands under every letter: who writes, where the address was read, how to stop, and the rights (3.2 of the law).

Sources: CAN-SPAM 15 USC 7704(a)(5) (advertisement, opt-out, postal address), GDPR Art. 13/14 and 21(4) (source, rights,
the objection on a line of its own), RFC 2369 and RFC 8058 (the headers).
"""

import calendar
from collections.abc import Mapping
from datetime import date
from urllib.parse import quote

from leadwright.domain.evidence import Evidence
from leadwright.domain.operator import Operator
from leadwright.writing.phrases import Phrases, phrases

SEPARATOR = "\n\n-- \n"  # RFC 3676 section 4.3: what follows is no part of the text
OUTSIDE_GDPR = frozenset({"US", "CA", "AU", "NZ", "SG", "HK", "JP", "IN", "IL", "ZA", "UA"})  # all others get the facts


def footer(
    operator: Operator,
    mailbox: str,
    *,
    language: str,
    country: str | None,
    evidence: Evidence | None,
    link: str | None,
) -> str:
    """Write the footer: lines without an empty one between.

    ``mailbox`` is the address the letter leaves from; ``link`` the opt-out page, None in mailto mode. ``evidence``
    shows the address in public; None for an answer to somebody's own mail, which says only who writes and how to stop.
    The Art. 14 facts are left out only where neither the recipient's country nor the operator's asks for them.
    """
    words = phrases(language)
    stop = words.stop_link.format(link=link) if link else words.stop_mail
    us = {"name": operator.name, "company": operator.company, "postal": one_line(operator.postal), "mailbox": mailbox}
    if evidence is None:
        return f"{operator.name}, {operator.company}, {us['postal']} ({mailbox})\n{stop}"
    source = source_line(evidence.url, evidence.at, evidence.way, words)
    lines = [words.offer.format(**us), f"{source} {words.relevant}", stop]
    if not (country in OUTSIDE_GDPR and operator.country in OUTSIDE_GDPR):
        lines += [words.art14.format(**us) + (f" {words.more}" if link else ""), words.objection]
    return "\n".join(lines)


def source_line(url: str, moment: date, way: str, words: Phrases) -> str:
    """Say where an address is from: published on a page, asked for in a post, or agreed to on a list of ours."""
    pattern = {"post": words.asked, "csv": words.agreed}.get(way, words.source)
    return pattern.format(url=plain_url(url), date=day_in_words(moment, words))


def label(country: str | None) -> str | None:
    """Give the word that must begin the subject there: Singapore's Spam Control Act, Israel's s. 30A."""
    return {"SG": "<ADV> ", "IL": "פרסומת: "}.get(country or "")


def headers_for(mailbox: str, *, subject: str, link: str | None) -> Mapping[str, str]:
    """Give the opt-out headers: RFC 2369 on one line, and RFC 8058 only where an https link can take a POST.

    ``subject`` is that of a mail to ``mailbox`` that stops the brand; ``link`` its opt-out page, None in mailto mode.
    """
    mailto = f"<mailto:{mailbox}?subject={quote(subject, safe='')}>"
    if link and link.startswith("https://"):
        return {
            "List-Unsubscribe": f"<{link}>, {mailto}",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return {"List-Unsubscribe": mailto}


def plain_url(url: str) -> str:
    """Give a URL as plain text, without scheme: it is named, not linked."""
    return url.partition("://")[2].rstrip("/") or url


def one_line(text: str) -> str:
    """Give a text of several lines as one."""
    return ", ".join(" ".join(line.split()).rstrip(",") for line in text.splitlines() if line.strip())


def day_in_words(moment: date, words: Phrases) -> str:
    """Give the date of a moment as the language writes it."""
    name = calendar.month_name[moment.month]
    return words.date.format(day=moment.day, month=moment.month, month_name=name, year=moment.year)
