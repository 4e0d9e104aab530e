"""One request at a time at a host and a pause between two, as the servers saw it.

The world's record of requests tells when each came and when the last byte of its answer left; nothing here believes
the reader's own word. The visits are many, to the same host and to many hosts at once.
"""

import asyncio
import itertools
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from leadwright.adapters.clock import SystemClock
from leadwright.adapters.web import Limits, PoliteWeb
from leadwright.domain.errors import Later
from leadwright.domain.site import Page
from leadwright.ports.clock import Clock
from leadwright.ports.web import Choose
from leadwright.world.clock import JumpClock
from leadwright.world.make import make_world
from leadwright.world.server import HostServer, Route, Served
from leadwright.world.sites.answer import HTML, Answer
from leadwright.world.web import WebServer

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
AGENT = "Leadwright/1 (+mailto:me@x.test)"


def robots(delay: str = "") -> Answer:
    return Answer(f"User-agent: *\nCrawl-delay: {delay}\nDisallow: /closed".encode(), content_type="text/plain")


def site(delay: str = "", **special: Answer) -> Route:
    """A host with any number of pages."""

    def answer(path: str, _: object) -> Answer:
        if path == "/robots.txt":
            return robots(delay) if delay else Answer(b"", status=404)
        return special.get(path.strip("/"), Answer(f"<p>{path}".encode(), content_type=HTML))

    return answer


@asynccontextmanager
async def running(server: HostServer, clock: Clock, *, pace: float) -> AsyncIterator[PoliteWeb]:
    await server.start()
    names = dict.fromkeys(server.hosts, ("127.0.0.1", server.port))
    try:
        async with PoliteWeb(clock, agent=AGENT, names=names, pace=pace, limits=Limits(seconds=2)) as web:
            yield web
    finally:
        await server.stop()


def named(host: str, *paths: str) -> Choose:
    def choose(_: Sequence[Page]) -> list[str]:
        return [f"http://{host}/{path}" for path in paths]

    return choose


def by_host(served: Iterable[Served]) -> dict[str, list[Served]]:
    found: dict[str, list[Served]] = defaultdict(list)
    for one in sorted(served, key=lambda one: (one.at, one.done)):
        found[one.host].append(one)
    return found


def pauses(served: list[Served]) -> list[float]:
    """Seconds from the end of each answer to the next request; below nought where two ran at once."""
    return [(later.at - earlier.done).total_seconds() for earlier, later in itertools.pairwise(served)]


def shaken(seed: int) -> Callable[[], float]:
    """Real seconds before an answer, in an order that looks like chance and is none."""
    steps = itertools.count(seed)
    return lambda: (next(steps) * 7 % 11) / 2_000


@pytest.mark.parametrize("seed", range(3))
async def test_in_simulated_time_many_visits_keep_the_pace_at_every_host(seed: int):
    clock = JumpClock(START)
    hosts = [f"shop{number}.test" for number in range(12)]
    server = HostServer({host: site() for host in hosts}, clock, modified=START, delay=shaken(seed))
    async with running(server, clock, pace=1.0) as web:
        visits = [web.visit(f"http://{host}/", choose=named(host, "a", "b")) for host in hosts for _ in range(4)]
        feeds = [web.fetch(f"http://{host}/feed") for host in hosts]
        await asyncio.gather(*visits, *feeds)
    served = by_host(server.served)
    assert set(served) == set(hosts)
    for requests in served.values():
        assert [one.path for one in requests].count("/robots.txt") == 1
        assert len(requests) == 1 + 4 * 3 + 1
        assert min(pauses(requests)) >= 1.0
    first = {requests[0].at for requests in served.values()}
    assert first == {START}  # all hosts at once
    longest = max(one.done for one in server.served) - START
    assert longest < timedelta(minutes=2)  # twelve hosts take no longer than one


async def test_in_real_time_too():
    clock = SystemClock()
    hosts = [f"shop{number}.test" for number in range(8)]
    server = HostServer({host: site() for host in hosts}, clock, modified=START, delay=shaken(5))
    async with running(server, clock, pace=0.04) as web:
        started = clock.now()
        visits = [web.visit(f"http://{host}/", choose=named(host, "a", "b")) for host in hosts for _ in range(2)]
        await asyncio.gather(*visits)
        took = (clock.now() - started).total_seconds()
    served = by_host(server.served)
    assert all(len(requests) == 7 for requests in served.values())
    assert min(min(pauses(requests)) for requests in served.values()) >= 0.04
    alone = sum((one.done - one.at).total_seconds() + 0.04 for one in server.served)
    assert took < alone * 0.6  # hosts were read side by side
    moments = sorted([(one.at, 1) for one in server.served] + [(one.done, -1) for one in server.served])
    assert max(itertools.accumulate(step for _, step in moments)) > 1


async def test_a_slow_host_holds_up_nobody_else():
    clock = SystemClock()
    hosts = ["slow.test", *(f"quick{number}.test" for number in range(4))]
    server = HostServer({host: site() for host in hosts}, clock, modified=START, slow={"slow.test": 0.3})
    async with running(server, clock, pace=0.01) as web:
        slow = asyncio.gather(*(web.visit("http://slow.test/", choose=named("slow.test", "a")) for _ in range(2)))
        await asyncio.gather(*(web.visit(f"http://{host}/", choose=named(host, "a")) for host in hosts[1:]))
        assert not slow.done()
        await slow
    served = by_host(server.served)
    assert max(one.done for host in hosts[1:] for one in served[host]) < served["slow.test"][1].done
    assert min(pauses(served["slow.test"])) >= 0.01


@pytest.mark.parametrize(("delay", "seconds"), [("3", 3.0), ("2.5", 2.5), ("0.2", 1.0), ("-5", 1.0), ("soon", 1.0)])
async def test_a_crawl_delay_is_kept_between_all_visits(delay: str, seconds: float):
    clock = JumpClock(START)
    server = HostServer({"shop.test": site(delay)}, clock, modified=START)
    async with running(server, clock, pace=1.0) as web:
        visits = [web.visit("http://shop.test/", choose=named("shop.test", "a", "b", "closed")) for _ in range(3)]
        await asyncio.gather(*visits)
    assert server.served[0].path == "/robots.txt"
    assert "/closed" not in [one.path for one in server.served]
    assert min(pauses(by_host(server.served)["shop.test"])) == seconds  # from robots.txt on, which says so


@pytest.mark.parametrize("delay", ["86400", "1e9", "1e308", "99999999999999999999"])
async def test_an_absurd_delay_leaves_the_home_page_and_waits_for_nobody(delay: str):
    clock = JumpClock(START)
    server = HostServer({"shop.test": site(delay)}, clock, modified=START)
    async with running(server, clock, pace=1.0) as web:
        first = await web.visit("http://shop.test/", choose=named("shop.test", "a", "b"))
        assert [one.why for one in first.unread] == ["crawl-delay", "crawl-delay"]
        with pytest.raises(Later, match="asked-to-wait") as later:
            await web.visit("http://shop.test/", choose=named("shop.test"))
        with pytest.raises(Later):
            await web.fetch("http://shop.test/feed")
    assert later.value.when == server.served[-1].done + timedelta(days=1)
    assert [one.path for one in server.served] == ["/robots.txt", "/"]
    assert pauses(server.served) == [600.0]  # not a day, which no visit lives to see


async def test_redirects_between_hosts_and_dots_at_the_end_keep_the_pace_of_each():
    clock = JumpClock(START)
    to_shop = Answer(b"", status=302, headers={"Location": "http://shop.test./a"})
    hosts = {"shop.test": site(), "shop.test.": site(), "old.test": site(start=to_shop)}
    server = HostServer(hosts, clock, modified=START)
    async with running(server, clock, pace=1.0) as web:
        visits = [web.visit("http://old.test/start", choose=named("shop.test", "b")) for _ in range(3)]
        await asyncio.gather(*visits, web.visit("http://shop.test/", choose=named("shop.test", "c")))
    merged = [one._replace(host=one.host.rstrip(".")) for one in server.served]
    assert len(merged) > 10
    assert all(min(pauses(requests)) >= 1.0 for requests in by_host(merged).values())


async def test_the_made_world_is_read_with_the_same_manners():
    clock = JumpClock(START)
    made = make_world(1, START)
    server = WebServer(made, clock, delay=shaken(1))
    usable = [one for one in made.businesses if "/" not in one.key and one.reach in ("mail", "form", "hidden")]
    hosts = [f"www.{one.key}" if "www" in one.extra else one.key for one in usable if "slow" not in one.extra][:25]
    async with running(server, clock, pace=1.0) as web:
        visits = [web.visit(f"http://{host}/", choose=named(host, "contact", "about")) for host in hosts * 2]
        sites = await asyncio.gather(*visits)
    assert sum(bool(site.pages) for site in sites) > 20
    for requests in by_host(server.served).values():
        assert min(pauses(requests), default=1.0) >= 1.0
