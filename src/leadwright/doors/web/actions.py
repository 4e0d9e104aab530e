"""The forms: all that a browser can change here. POST alone, each with the token of a page of ours."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse

from leadwright.domain.errors import UserError
from leadwright.doors.web.dashboard import Dashboard, link

BY = "dashboard"  # who acted, in the journal of a lead
Text = Annotated[str, Form(max_length=2000)]
Long = Annotated[str, Form(max_length=20_000)]
Keys = Annotated[list[str], Form()]

Action = Callable[..., Awaitable[RedirectResponse]]


class Actions:
    """The forms of one dashboard."""

    def __init__(self, dashboard: Dashboard) -> None:
        """Act at the desk of ``dashboard``."""
        self._desk, self._seal, self._look = dashboard.desk, dashboard.seal, dashboard.look

    def routes(self) -> APIRouter:
        """Give every form its address; none is reached without its token."""
        router = APIRouter(include_in_schema=False, dependencies=[Depends(self.sealed)])
        actions: tuple[tuple[str, Action], ...] = (
            ("/drafts/approve", self.approve),
            ("/drafts/approve-all", self.approve_all),
            ("/drafts/unapprove", self.unapprove),
            ("/drafts/rule", self.rule),
            ("/held/release", self.release),
            ("/held/fact", self.fact),
            ("/held/contact", self.contact),
            ("/held/consent", self.consent),
            ("/inbox/settle", self.settle),
            ("/leads/add", self.add),
            ("/leads/found", self.found),
            ("/leads/stop", self.stop),
            ("/notices/seen", self.seen),
            ("/house/pause", self.pause),
            ("/house/resume", self.resume),
            ("/house/resume-mailbox", self.resume_mailbox),
            ("/house/retry", self.retry),
            ("/house/reopen", self.reopen),
        )
        for path, action in actions:
            router.add_api_route(path, action, methods=["POST"], response_class=RedirectResponse, status_code=303)
        return router

    async def sealed(self, request: Request, token: Annotated[str, Form()] = "") -> None:
        """Refuse a form that no page of ours made."""
        if not self._seal.fits(request.url.path, token):
            raise HTTPException(403, self._look.say("stale-form", of="page"))

    async def approve(self, key: Keys, back: Text = "/drafts") -> RedirectResponse:
        """Approve letters word for word."""
        return seen_at(back, "approved", len(await self._desk.campaigns.approve(key, by=BY)))

    async def approve_all(self) -> RedirectResponse:
        """Approve every letter that waits now."""
        return seen_at("/drafts", "approved", await self._desk.campaigns.approve_all(by=BY))

    async def unapprove(self, key: Keys, back: Text = "/drafts") -> RedirectResponse:
        """Take approvals back."""
        return seen_at(back, "unapproved", len(await self._desk.campaigns.unapprove(key, by=BY)))

    async def rule(self, kind: Text = "") -> RedirectResponse:
        """Set the rule that approves letters of a kind, or end all rules."""
        standing = await self._desk.campaigns.rule(kind or None, by=BY)
        return seen_at("/drafts", "rule-set" if standing else "rules-ended")

    async def release(self, brand: Text, reason: Text = "") -> RedirectResponse:
        """Confirm with a written reason what the gate holds for a person."""
        self._said(reason)
        return seen_at("/held", "released", await self._desk.campaigns.release(brand, reason=reason, by=BY))

    async def fact(self, brand: Text, kind: Text, value: Text, words: Text = "", page: Text = "") -> RedirectResponse:
        """Add a fact that reading did not find."""
        done = await self._desk.facts.add(brand, kind, value, words=words, page=page, by=BY)
        return seen_at("/held", "fact-added", done.letters)

    async def contact(
        self, brand: Text, address: Text, page: Text = "", words: Text = "", name: Text = ""
    ) -> RedirectResponse:
        """Add an address that a person read on a page of theirs."""
        done = await self._desk.facts.contact(brand, address, page=page, words=words, name=name, by=BY)
        return seen_at("/held", "contact-added" if done.readable else "contact-stated", done.letters)

    async def consent(
        self, address: Text, words: Text = "", at: Text = "", scope: Text = "", page: Text = ""
    ) -> RedirectResponse:
        """Keep that somebody asked to be written to."""
        consents = self._desk.consents
        done = await consents.add(address, words=words, at=at, scope=scope, page=page or None, by=BY)
        return seen_at("/held", "consent-kept", done.letters)

    async def settle(self, message_id: Text, fate: Text) -> RedirectResponse:
        """Say what became of a letter in doubt."""
        await self._desk.inbox.settle(message_id, fate, by=BY)
        return seen_at("/inbox", "settled")

    async def add(self, text: Long) -> RedirectResponse:
        """Add a URL or a post's text."""
        added = await self._desk.campaigns.add(text) if text.strip() else []
        return seen_at("/leads", "added" if added else "added-none", len(added))

    async def found(self, post: Long, site: Text) -> RedirectResponse:
        """Say which site is behind a post that names none."""
        await self._desk.places.found_site(post, site.strip(), by=BY)
        return seen_at("/leads", "added", 1)

    async def stop(self, who: Text, reason: Text = "") -> RedirectResponse:
        """Never write to a brand again."""
        self._said(reason)
        stopped = await self._desk.privacy.stop(who, reason.strip(), by=BY)
        return seen_at(link("/lead", who=who), "stopped", len(stopped.letters))

    async def seen(self, notice: Annotated[list[int], Form()]) -> RedirectResponse:
        """Put notices aside."""
        return seen_at("/", "seen", await self._desk.campaigns.seen(notice))

    async def pause(self, reason: Text = "") -> RedirectResponse:
        """Let nothing leave."""
        self._said(reason)
        await self._desk.campaigns.pause(reason.strip(), by=BY)
        return seen_at("/", "paused")

    async def resume(self) -> RedirectResponse:
        """End the pause."""
        await self._desk.campaigns.resume(by=BY)
        return seen_at("/", "resumed")

    async def resume_mailbox(self, name: Text) -> RedirectResponse:
        """Let a stopped mailbox send again."""
        await self._desk.campaigns.resume_mailbox(name, by=BY)
        return seen_at("/", "resumed-mailbox")

    async def retry(self) -> RedirectResponse:
        """Try all parked work again."""
        return seen_at("/", "retried", await self._desk.campaigns.retry())

    async def reopen(self) -> RedirectResponse:
        """Look again at sources that had closed their door."""
        return seen_at("/held", "reopened", await self._desk.campaigns.reopen())

    def _said(self, reason: str) -> None:
        if not reason.strip():
            raise UserError(self._look.say("needs-reason", of="page"))


def seen_at(path: str, code: str, number: int = 0) -> RedirectResponse:
    """Go on to a page of ours that says what was done; whatever else ``path`` names, the first page."""
    own = path if path.startswith("/") and path[1:2] not in {"/", "\\"} and path.isprintable() else "/"
    mark = "&" if "?" in own else "?"
    return RedirectResponse(f"{own}{mark}done={code}&n={number}", status_code=303)
