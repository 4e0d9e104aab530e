"""Three weeks in which every kind of answer comes once, played once for all tests that look at it.

The operator approves the first letters and every answer by hand, and the house is closed and opened again on the way.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from leadwright.ledger.tables import outreach
from leadwright.service.campaigns import Status
from leadwright.world.log import WorldLog
from leadwright.world.truth import Business, Made
from tests.house.house import House, cast, day, house

BACK = date(2026, 5, 9)  # a Saturday: the first working day after it is Monday, 11 May
ROLES = (
    "GB yes kestrelwood", "GB question linnetfield", "GB hard_bounce puddlejump", "GB no zephyrine",
    "GB silent yarrowgate", "IE stop heathermade", "US stop_click bramble", "US soft_bounce eiderdale",
    "US away barleycorn", "SE colleague fjallviken", "FI silent hallamaa",
)  # fmt: skip
END = day(17)


@dataclass
class Story:
    """What was seen on the way and what stands at the end; plain data, nothing of it is open any more."""

    made: Made
    log: WorldLog
    approved: dict[str, tuple[str, str]] = field(default_factory=dict)  # key of a letter -> subject and body as read
    left_before: int = -1  # letters that had left before anything was approved
    moves: dict[str, str] = field(default_factory=dict)  # verdicts on the shop that says yes, by the day
    deals: dict[str, str] = field(default_factory=dict)  # its deal, by the day
    letters_to_yes: dict[str, int] = field(default_factory=dict)  # how many letters it had, by the day
    findings: dict[str, Any] = field(default_factory=dict)
    suppressed_before: list[str] = field(default_factory=list)  # before the restart
    keys: dict[str, str] = field(default_factory=dict)  # Message-ID of what left -> key of its letter
    status: Status | None = None

    def shop(self, behaviour: str, country: str = "") -> Business:
        """Give the shop that behaves so."""
        return next(
            one
            for one in self.made.businesses
            if one.person and one.person.behaviour == behaviour and country in one.country
        )


async def told(folder: Path) -> Story:
    """Play the story."""
    made = cast(*ROLES, away_until=BACK)
    async with house(made, folder) as one:
        story = Story(made, one.log)
        one.write()
        one.open()
        await one.run(day(0, 7))
        story.left_before = len(one.log.letters)
        await approve(one, story)
        for number in (1, 2, 3):
            await one.run(day(number))
            await look(one, story, f"day {number}")
            await approve(one, story)
        story.suppressed_before = await suppressed(one)
        await one.reopen()
        await one.run(END)
        await look(one, story, "end")
        story.findings = await one.desk.reports.findings(addresses(made))
        story.status = await one.desk.campaigns.status()
        story.keys = await keys(one)
    return story


async def approve(one: House, story: Story) -> None:
    """Read everything that waits, and approve it; what follows the first letters is read with them."""
    for draft in await one.desk.campaigns.drafts("all"):
        story.approved.setdefault(draft.key, (draft.subject, draft.body))
    await one.desk.campaigns.approve_all("operator")


async def look(one: House, story: Story, when: str) -> None:
    """Note how far the talk with the shop that says yes has come."""
    shop = story.shop("yes")
    found = await one.desk.reports.findings()
    moves = [row["kind"] for row in found["verdicts"] if row["brand"] == shop.key]
    story.moves[when] = ", ".join(sorted(moves))
    story.deals[when] = next((row["stage"] for row in found["deals"] if row["brand"] == shop.key), "")
    story.letters_to_yes[when] = len(one.taken(shop))


async def suppressed(one: House) -> list[str]:
    """Give the addresses to which nothing may be sent."""
    found: list[str] = (await one.desk.reports.findings(addresses(one.made)))["suppressed"]
    return found


def addresses(made: Made) -> list[str]:
    """Give every address at which somebody of the world reads."""
    people = [one.person for one in made.businesses if one.person]
    return sorted({person.address for person in people} | {person.colleague for person in people if person.colleague})


async def keys(one: House) -> dict[str, str]:
    """Give the keys of the letters that left, by Message-ID."""
    asked = sa.select(outreach.c.message_id, outreach.c.draft).where(outreach.c.message_id.is_not(None))
    rows = await one.desk.database.read(lambda conn: conn.execute(asked).all())
    return {row.message_id: row.draft for row in rows}
