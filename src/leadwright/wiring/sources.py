"""The public web and the places of it that are watched."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from leadwright.adapters.cron import cron
from leadwright.adapters.web import Limits, PoliteWeb
from leadwright.config import Config, WatchTable
from leadwright.domain.errors import UserError
from leadwright.domain.rules import Terms
from leadwright.ledger.views.places import Watched
from leadwright.listen import Next, every
from leadwright.ports import Clock
from leadwright.registry import SOURCES
from leadwright.sources.watched import Source

VERSION = "0.1"
UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


def web_of(config: Config, clock: Clock, sources: Iterable[Source]) -> PoliteWeb:
    """Give the polite reader, in the demo world bound to its names and ports; ``sources`` name the APIs they use."""
    world = config.world
    contact = config.crawler.contact or config.operator.site or next(iter(config.mailbox.values())).address
    return PoliteWeb(
        clock,
        agent=f"Leadwright/{VERSION} (+{contact})",
        names={name: ("127.0.0.1", port) for name, port in world.names.items()} if world else None,
        apis=frozenset().union(*(source.apis for source in sources)),
        pace=config.crawler.pace_seconds,
        limits=Limits(seconds=config.crawler.timeout_seconds),
    )


def sources_of(config: Config, terms: Mapping[str, Terms]) -> Mapping[str, Source]:
    """Give the source of each watch; UserError names every wrong key of every watch, and permissions that lack."""
    made: dict[str, Source] = {}
    problems: list[str] = []
    for name, watch in config.watch.items():
        try:
            made[name] = SOURCES.make(watch.source, watch.options, place=f"watch.{name}", folder=config.folder)
        except UserError as wrong:
            place = f"watch.{name}"
            problems += [said if said.startswith(place) else f"{place}: {said}" for said in wrong.problems]
        else:
            problems += unpermitted(f"watch.{name}", watch, terms.get(made[name].place))
    if problems:
        raise UserError(*problems)
    return made


def unpermitted(place: str, watch: WatchTable, terms: Terms | None) -> list[str]:
    """Say what a watch lacks to be looked at: a row in the table of terms, or the permission that the row asks for."""
    if terms is None:
        return [f"{place}.source: its place is no row of the table of terms (tables/data/sources.toml)"]
    if terms.kind != "permission" or watch.permission is not None:
        return []
    read = f", after reading {terms.written}" if terms.written else ""
    example = '{ text = "what permits it", date = 2026-01-31 }'
    return [f"{place}.permission: is missing; this may be read by permission only{read}: write permission = {example}"]


def watched_of(config: Config, sources: Mapping[str, Source], terms: Mapping[str, Terms]) -> tuple[Watched, ...]:
    """Give each watch with its terms and what permits it."""
    return tuple(
        Watched(
            name=name,
            source=watch.source,
            place=sources[name].place,
            terms=terms[sources[name].place].kind,
            written=terms[sources[name].place].written,
            every=watch.cron or watch.every,
            permitted=watch.permission.text if watch.permission else None,
            since=watch.permission.date if watch.permission else None,
            read=watch.permission.terms if watch.permission else None,
        )
        for name, watch in config.watch.items()
    )


def moments_of(config: Config) -> Mapping[str, Next]:
    """Give when each watch is due."""
    return {
        name: cron(watch.cron) if watch.cron else every(int(watch.every[:-1]) * UNITS[watch.every[-1]])
        for name, watch in config.watch.items()
    }
