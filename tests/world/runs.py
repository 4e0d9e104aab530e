"""A run as the judge is given it, of which every part can be spoilt."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

from leadwright.world.judge import Verdict, judge
from leadwright.world.log import WorldLog
from leadwright.world.truth import Business, Post
from tests.world.postoffice import ME, business

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


class WeekCalendar:
    """Nine to five in UTC, Monday to Friday."""

    def __call__(self, country: str, moment: datetime) -> bool:
        return moment.weekday() < 5 and 9 <= moment.hour < 17

    def workdays_between(self, country: str, a: datetime, b: datetime) -> int:
        days = [a.date() + timedelta(days=n + 1) for n in range((b.date() - a.date()).days)]
        return sum(day.weekday() < 5 for day in days)


def firms() -> list[Business]:
    away = business("away", key="bath.test")
    return [
        business("yes", key="glow.test", platform="shopify", traps=("abuse@glow.test",), dead=("owner@old.glow.test",)),
        business("silent", key="mug.test", company="Mug House"),
        replace(away, company="Bath Salts"),
        business("silent", key="blocked.test", gate="block", country="DE"),
        business("silent", key="held.test", gate="hold", country="CA"),
        business("silent", key="tool.test", kind="tool", fits=False),
        business("silent", key="form.test", reach="form", address=None, published=(), person=None),
    ]


class Run:
    """A run of which every part can be spoilt."""

    def __init__(self) -> None:
        self.firms = firms()
        self.posts = [
            Post("feed", firm.key, f"http://feed.test/item?id={n}", firm.company, "", MONDAY, firm.site, firm.key)
            for n, firm in enumerate(self.firms)
        ]
        self.log = WorldLog()
        self.findings: dict[str, Any] = {
            "sightings": [{"source": "feed", "url": post.url, "site": post.site} for post in self.posts],
            "contacts": [{"site": firm.site, "best": firm.address, "addresses": []} for firm in self.firms],
            "leads": [{"brand": firm.key, "website": firm.site, "email": firm.address} for firm in self.firms],
            "prospects": [self.prospect(firm) for firm in self.firms if firm.fits],
            "letters": [],
            "gate": [{"brand": firm.key, "decision": firm.gate, "code": firm.gate} for firm in self.firms if firm.fits],
            "replies": [],
            "verdicts": [],
            "deals": [],
            "suppressed": [],
            "mailboxes": [{"name": "tom", "address": ME, "cap": 3, "zone": "Europe/London"}],
        }
        self.sent("glow.test", "first", MONDAY)
        self.answered("glow.test", MONDAY + timedelta(hours=3), "positive")
        self.draft("glow.test", "followup", "breakup")
        self.findings["verdicts"].append({"brand": "glow.test", "reply": "r", "kind": "interest"})
        self.findings["deals"].append({"brand": "glow.test", "stage": "talking"})
        self.sent("mug.test", "first", MONDAY)
        self.sent("mug.test", "followup", MONDAY + timedelta(days=3))
        self.sent("mug.test", "breakup", MONDAY + timedelta(days=14))
        self.sent("bath.test", "first", MONDAY)
        self.answered("bath.test", MONDAY + timedelta(minutes=3), "auto", "auto_out_of_office")
        self.sent("bath.test", "followup", MONDAY + timedelta(days=8))
        self.draft("bath.test", "breakup")
        self.draft("blocked.test", "first", "followup", "breakup", status="blocked")

    def prospect(self, firm: Business) -> dict[str, Any]:
        facts = {"company": firm.company, "platform": firm.platform, "country": firm.country, "language": "en"}
        return {"brand": firm.key, "kind": firm.kind, "icp": "shop", **facts}

    def firm(self, key: str) -> Business:
        return next(firm for firm in self.firms if firm.key == key)

    def draft(self, key: str, *kinds: str, status: str = "cancelled") -> None:
        for kind in kinds:
            self.letter(key, kind, status=status)

    def letter(self, key: str, kind: str, **facts: Any) -> dict[str, Any]:
        touch = {"first": 1, "followup": 2, "breakup": 3}.get(kind, 4)
        body = f"Hello, I read the page of {self.firm(key).company}."
        row = {"brand": key, "touch": touch, "kind": kind, "to": f"ann@{key}", "subject": "Price lists", "body": body}
        row |= {"status": "sent", "reason": "", "message_id": None, "mailbox": "tom"} | facts
        self.findings["letters"].append(row)
        return row

    def sent(self, key: str, kind: str, at: datetime, *, to: str | None = None, follows: str = "") -> None:
        ident = f"<{kind}-{key}>"
        before = {"followup": f"<first-{key}>", "breakup": f"<followup-{key}>"}.get(kind, "") or follows
        row = self.letter(key, kind, message_id=ident, sent_at=at.isoformat())
        self.accept(ident, to or row["to"], at, before)

    def accept(self, ident: str, to: str, at: datetime, before: str = "") -> None:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = ME, to, "Price lists", ident
        if before:
            mail["In-Reply-To"] = mail["References"] = before
        mail.set_content("Hello")
        self.log.accepted(at, ident, mail_from=ME, rcpt=to, raw=mail.as_bytes())

    def answered(self, key: str, at: datetime, tag: str, category: str = "", *, seen: bool = True) -> None:
        ident, final = f"<{tag}-{key}>", tag == "unsubscribe"
        facts = {"tag": tag, "category": category or tag, "stops": tag != "auto", "suppresses": final}
        self.log.planted(at, ident, business=key, text=f"I say {tag}", sender=f"ann@{key}", **facts)
        if final:
            self.log.stopped(at, key, address=f"ann@{key}")
        if seen:
            row = {"message_id": ident, "brand": key, "tag": tag, "category": category or tag, "at": at.isoformat()}
            self.findings["replies"].append(row)

    def verdict(self) -> Verdict:
        return judge(
            self.firms, self.posts, self.log, self.findings, seed=7, days=14, seconds=1.5, calendar=WeekCalendar()
        )
