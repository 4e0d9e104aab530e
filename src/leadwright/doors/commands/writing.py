"""Commands about letters: drafts, approve, letter test, inbox, doubts, settle, stop."""

from typing import Annotated, Any

import typer

from leadwright.domain.errors import UserError
from leadwright.doors import render
from leadwright.doors.commands.talk import BY, HERE, AsJson, ConfigPath, Talk, plain
from leadwright.service.desk import Desk

NONE = "none"  # ends all rules


def drafts(
    everything: Annotated[bool, typer.Option("--all", help="Approved ones and follow-ups too.")] = False,
    only_held: Annotated[bool, typer.Option("--held", help="Those that miss something.")] = False,
    after: Annotated[int, typer.Option(help="Go on after this number.")] = 0,
    limit: Annotated[int, typer.Option(min=1, max=500, help="Letters of one page.")] = 20,
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Letters word for word, before they leave, with the page that proves each and what the gate says."""
    talk = Talk.about(config, as_json)
    wanted = "all" if everything else "held" if only_held else "waiting"
    found = talk.at_desk(lambda desk: desk.campaigns.drafts(wanted, after=after, limit=limit))
    talk.give(found, *render.drafts(plain(found), talk.look))
    if len(found) == limit:
        talk.say("more", after=found[-1].id)
    return 0


def approve(
    keys: Annotated[list[str] | None, typer.Argument(metavar="KEY...", help="Letters, such as shop.example#1.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every letter that waits now.")] = False,
    rule: Annotated[str | None, typer.Option(help="first: approve first letters from now on; answer; none.")] = None,
    back: Annotated[bool, typer.Option("--take-back", help="Take the approval of KEY back.")] = False,
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Approve letters as they are written, or set the rule that approves them."""
    talk = Talk.about(config, as_json)
    if (bool(keys) + everything + (rule is not None)) != 1 or (back and not keys):
        raise UserError(talk.words.say("nothing-to-approve", of="door"))
    if rule is not None:
        standing = talk.at_desk(lambda desk: desk.campaigns.rule(None if rule == NONE else rule, by=BY))
        talk.say("rules" if standing else "rules-none", rules=", ".join(standing))
        talk.give({"rules": standing})
        return 0
    if everything:
        count = talk.at_desk(lambda desk: desk.campaigns.approve_all(by=BY))
        talk.say("approved", count=count)
        talk.give({"approved": count})
        return 0
    return named(talk, [key if "#" in key else f"{key}#1" for key in keys or ()], back=back)


def named(talk: Talk, keys: list[str], *, back: bool) -> int:
    """Approve letters by their keys, or take it back; a key that does not wait is said, the others count."""

    async def do(desk: Desk) -> list[str]:
        campaigns = desk.campaigns
        return await (campaigns.unapprove(keys, by=BY) if back else campaigns.approve(keys, by=BY))

    done = talk.at_desk(do)
    talk.say("unapproved" if back else "approved", count=len(done))
    talk.give({"unapproved" if back else "approved": done})
    if strange := [key for key in keys if key not in done]:
        raise UserError(*(talk.words.say("not-waiting", {"key": key}, of="door") for key in strange))
    return 0


def inbox(
    after: Annotated[int | None, typer.Option(help="Go on after this number.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=500, help="Mails of one page.")] = 20,
    read: Annotated[str | None, typer.Option(metavar="BRAND", help="You have read what they wrote: go on.")] = None,
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """What came back, as it was understood, and mails that belong to none of our letters."""
    talk = Talk.about(config, as_json)
    if read is not None:
        ended = talk.at_desk(lambda desk: desk.inbox.read(read, by=BY))
        talk.say("read", brand=read, count=ended)
        talk.give({"read": read, "holds": ended})
        return 0

    async def look(desk: Desk) -> Any:
        replies = await desk.inbox.replies(after=after, limit=limit)
        return {"replies": plain(replies), "unmatched": plain(await desk.inbox.unmatched(limit=limit))}

    found = talk.at_desk(look)
    talk.give(found, *render.inbox(found, talk.look))
    return 0


def doubts(config: ConfigPath = HERE, as_json: AsJson = False) -> int:
    """Letters of which nobody knows whether they left: look into the Sent folder, then settle them."""
    talk = Talk.about(config, as_json)
    found = talk.at_desk(lambda desk: desk.inbox.doubts())
    talk.give(found, *render.doubts(plain(found), talk.look))
    return int(bool(found))


def settle(
    message_id: Annotated[str, typer.Argument(help="The Message-ID, as leadwright doubts shows it.")],
    fate: Annotated[str, typer.Argument(help="sent or not-sent")],
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Say what became of a letter in doubt; not-sent lets it leave again."""
    talk = Talk.about(config, as_json)
    talk.at_desk(lambda desk: desk.inbox.settle(message_id, fate, by=BY))
    talk.say("settled", fate=fate)
    talk.give({"settled": message_id, "fate": fate})
    return 0


def letter_test(
    domain: Annotated[str, typer.Argument(metavar="DOMAIN", help="The lead whose first letter you want to see.")],
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Send a lead's first letter, word for word, to the mailbox it would leave from; nobody else gets it."""
    talk = Talk.about(config, as_json)
    sent = talk.at_desk(lambda desk: desk.selfmail.letter(domain))
    talk.say("letter-sent", address=sent.to)
    talk.give({"to": sent.to, "subject": sent.subject, "message_id": sent.message_id})
    return 0


def stop(
    who: Annotated[str, typer.Argument(metavar="ADDRESS|DOMAIN", help="Who must never hear from you again.")],
    reason: Annotated[str, typer.Option(help="Why, for your own record.")] = "by hand",
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Never write to an address or a domain again: for good, waiting letters are cancelled."""
    talk = Talk.about(config, as_json)
    stopped = talk.at_desk(lambda desk: desk.privacy.stop(who, reason, by=BY))
    for value, new in {entry.value: entry.new for entry in stopped.stops}.items():
        talk.say("stopped" if new else "stopped-before", value=value)
    talk.say("stopped-letters", count=len(stopped.letters))
    talk.say("stop-for-good")
    talk.give(stopped)
    return 0
