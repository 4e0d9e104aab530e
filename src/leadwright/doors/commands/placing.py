"""Commands about the places that are watched: sources, find, forget-source."""

from typing import Annotated

import typer

from leadwright.domain.errors import UserError
from leadwright.doors import places
from leadwright.doors.commands.talk import BY, HERE, AsJson, ConfigPath, Talk, plain


def sources(config: ConfigPath = HERE, as_json: AsJson = False) -> int:
    """Where you look, under which terms, how each watch stands, and what else there is."""
    talk = Talk.about(config, as_json)
    found = plain(talk.at_desk(lambda desk: desk.places.overview()))
    talk.give(found, *places.overview(found, talk.look))
    return int(any(one["state"] in {"held", "parked"} for one in found["watches"]))


def find(
    post: Annotated[str | None, typer.Argument(metavar="POST", help="The post's URL, as the list shows it.")] = None,
    site: Annotated[str | None, typer.Argument(metavar="SITE", help="The site that you found behind it.")] = None,
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Posts that name no site; name one and the site behind it, and it is read by the next run."""
    talk = Talk.about(config, as_json)
    if post is None:
        listed = plain(talk.at_desk(lambda desk: desk.leads.find_the_site()))
        talk.give(listed, *places.siteless(listed, talk.look))
        return 0
    if site is None:
        raise UserError(talk.words.say("find-needs-site", of="door"))
    url = site if "://" in site else f"https://{site}"
    key = talk.at_desk(lambda desk: desk.places.found_site(post, url, by=BY))
    talk.say("added", key=key)
    talk.give({"added": [key]})
    return 0


def forget_source(
    what: Annotated[str, typer.Argument(metavar="NAME|URL", help="A source, a watch, or the URL of one post.")],
    config: ConfigPath = HERE,
    as_json: AsJson = False,
) -> int:
    """Forget what was read at a place that is withdrawn, and whoever is known from nowhere else."""
    talk = Talk.about(config, as_json)
    gone = talk.at_desk(lambda desk: desk.places.forget(what, by=BY))
    talk.say("forgotten", posts=gone.posts, brands=len(gone.brands), kept=len(gone.kept))
    talk.give(gone)
    return 0
