"""The pages: each asks the desk for one thing and shows it. GET alone, so nothing here changes anything."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import HTMLResponse

from leadwright.doors.web import charts
from leadwright.doors.web.dashboard import Dashboard
from leadwright.doors.web.letters import parts
from leadwright.service.campaigns import SILENT
from leadwright.service.reports import PLAN, Plan

MOST = 2**62  # of an id
STATES = ("found", "ready", "waiting", "contacted", "replied", "deal", "stopped", "dropped")
TAGS = ("positive", "neutral", "negative", "unsubscribe", "auto", "bounce", None)
ACTIONS = ("send", "undecided", "hold", "block")
AIMS = ("letters", "replies", "calls", "pilots")
PEOPLE = (
    "approved",
    "unapproved",
    "released",
    "fact-added",
    "contact-added",
    "suppressed",
    "settled",
    "lifted",
)  # events of which a person is the cause
LETTERS_A_PAGE = 15
WEEKS = 12
NOTICES = 12  # that are shown at once

After = Annotated[int | None, Query(ge=0, le=MOST)]
Words = Annotated[str, Query(max_length=200)]


class Pages:
    """The pages of one dashboard."""

    def __init__(self, dashboard: Dashboard) -> None:
        """Show ``dashboard``."""
        self._dashboard, self._desk, self._look = dashboard, dashboard.desk, dashboard.look

    def routes(self) -> APIRouter:
        """Give every page its address."""
        router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
        for path, page in (
            ("/", self.overview),
            ("/funnel", self.funnel),
            ("/plan", self.plan),
            ("/mailable", self.mailable),
            ("/leads", self.leads),
            ("/lead", self.lead),
            ("/held", self.held),
            ("/drafts", self.drafts),
            ("/letters", self.letters),
            ("/today", self.today),
            ("/inbox", self.inbox),
            ("/sources", self.sources),
        ):
            router.add_api_route(path, page, methods=["GET"])
        return router

    async def overview(self, request: Request) -> HTMLResponse:
        """How the house stands, and the one thing to do next."""
        status = await self._desk.campaigns.status()
        meters = {box.name: charts.meter(box.sent, box.cap, f"{box.sent} / {box.cap}") for box in status.mailboxes}
        return self._dashboard.page(
            request, "overview", house=status, meters=meters, silent=SILENT, notices=NOTICES, now=self._desk.clock.now()
        )

    async def funnel(self, request: Request) -> HTMLResponse:
        """The nine stages."""
        steps = await self._desk.reports.funnel()
        return self._dashboard.page(request, "funnel", steps=steps, chart=self._funnel(steps))

    def _funnel(self, steps: Sequence[Any]) -> Any:
        rows = []
        for step in steps:
            counts = {"dropped": sum(one.items for one in step.dropped), "held": step.held, "parked": step.parked}
            note = " · ".join(f"{self._look.say(name, of='heading')} {n}" for name, n in counts.items() if n)
            rows.append(charts.Row(self._look.say(step.name, of="short"), step.taken, step.gave, note))
        return charts.funnel(rows, self._look.say("funnel", of="page"))

    async def plan(self, request: Request) -> HTMLResponse:
        """The weeks against the plan, and the rates."""
        kpi = await self._desk.reports.kpi(WEEKS)
        ahead = [week for week in kpi.weeks if week.number <= WEEKS]
        panels = {
            name: charts.weekly(
                [value_of(week, name) for week in ahead], bands(name), self._look.say(name, of="heading")
            )
            for name in AIMS
        }
        return self._dashboard.page(request, "plan", kpi=kpi, panels=panels, aims=AIMS)

    async def mailable(self, request: Request) -> HTMLResponse:
        """Of those who fit and have an address: who may be written to, and why not."""
        summary = await self._desk.reports.mailable_summary()
        whole = summary.whole
        sums = {action: getattr(whole, action) for action in ACTIONS}
        chart = charts.shares([(action, n) for action, n in sums.items() if n], self._look.say("mailable", of="page"))
        return self._dashboard.page(request, "mailable", summary=summary, sums=sums, whole=whole.brands, chart=chart)

    async def leads(self, request: Request, search: Words = "", state: Words = "", after: After = None) -> HTMLResponse:
        """Everybody who was found."""
        chosen = state if state in STATES else None
        page = await self._desk.leads.page(search=plain(search) or None, state=chosen, after=after)
        posts = await self._desk.leads.find_the_site() if after is None and not search and not chosen else []
        return self._dashboard.page(
            request, "leads", page=page, posts=posts, search=search, state=chosen, states=STATES
        )

    async def lead(self, request: Request, who: Words) -> HTMLResponse:
        """The whole journey of one lead or site."""
        journey = await self._desk.leads.journey(plain(who))
        status = 200 if journey.known else 404
        return self._dashboard.page(request, "lead", status=status, journey=journey, people=PEOPLE)

    async def held(self, request: Request, after: After = None) -> HTMLResponse:
        """What waits for a fact or a decision."""
        return self._dashboard.page(request, "held", page=await self._desk.leads.held(after=after or 0))

    async def drafts(self, request: Request, show: Words = "waiting", after: After = None) -> HTMLResponse:
        """Letters word for word, before they leave."""
        chosen = show if show in {"waiting", "held", "all"} else "waiting"
        letters = await self._desk.campaigns.drafts(chosen, after=after or 0, limit=LETTERS_A_PAGE)
        status = await self._desk.campaigns.status()
        further = letters[-1].id if len(letters) == LETTERS_A_PAGE else None
        return self._dashboard.page(
            request, "drafts", letters=letters, show=chosen, house=status, next=further, parts=parts
        )

    async def letters(self, request: Request, who: Words) -> HTMLResponse:
        """All letters of one brand, as they would leave or have left."""
        journey = await self._desk.leads.journey(plain(who))
        status = 200 if journey.letters else 404
        return self._dashboard.page(request, "letters", status=status, journey=journey, parts=parts)

    async def today(self, request: Request) -> HTMLResponse:
        """The letters that would leave today, at the moments they would take."""
        letters = await self._desk.campaigns.dry()
        return self._dashboard.page(request, "today", letters=letters, parts=parts)

    async def inbox(self, request: Request, after: After = None) -> HTMLResponse:
        """What came back."""
        inbox = self._desk.inbox
        replies = await inbox.replies(after=after)
        tagged = {tag: [one for one in replies.rows if one.tag == tag] for tag in TAGS}
        return self._dashboard.page(
            request,
            "inbox",
            tagged={tag: rows for tag, rows in tagged.items() if rows},
            next=replies.next,
            unmatched=(await inbox.unmatched()).rows if after is None else (),
            doubts=await inbox.doubts() if after is None else (),
        )

    async def sources(self, request: Request) -> HTMLResponse:
        """What each source brought, under which terms it is read, and what else there is."""
        found, places = await self._desk.reports.sources(), await self._desk.places.overview()
        rows = [(one.name, one.a_day(one.addresses)) for one in found]
        chart = charts.bars(rows, self._look.say("a-day", of="heading"))
        return self._dashboard.page(request, "sources", sources=found, chart=chart, places=places)


def plain(text: str) -> str:
    """Take what a person typed: trimmed, without the zero byte that PostgreSQL refuses."""
    return text.replace("\0", "").strip()


def value_of(week: Any, aim: str) -> int:
    """Give what one week brought of an aim; a call is a deal that was booked."""
    return int(getattr(week, {"calls": "booked"}.get(aim, aim)))


def bands(aim: str) -> list[charts.Band]:
    """Spread what the plan expects of some weeks together over each of them."""
    planned: list[tuple[Plan, tuple[int, int] | None]] = [(plan, getattr(plan, aim)) for plan in PLAN]
    return [
        charts.Band(plan.first, plan.last, span[0] / long, span[1] / long)
        for plan, span in planned
        if span and (long := plan.last - plan.first + 1)
    ]
