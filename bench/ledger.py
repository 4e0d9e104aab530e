"""What the ledger costs: five stages that do nothing, over the real Store with its full set of rows.

Prints leads a second and milliseconds of CPU a lead. Each lead passes five claims and five commits and leaves five
items, a row in ``leads``, five ended work rows, five events and its roll-ups, all on a file with synchronous=FULL.

    python bench/ledger.py [leads] [batch] [url]
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from leadwright.chain import Item
from leadwright.consequences import Submit, follow
from leadwright.domain.evidence import Evidence, Fact
from leadwright.domain.lead import Address, Contact, Lead, Prospect, Sighting, Watch
from leadwright.domain.letter import Draft
from leadwright.ledger.database import Database
from leadwright.ledger.store import Store
from leadwright.ledger.work import Ended, Result, Task

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
KINDS = {"parse": Watch, "extract": Sighting, "dedupe": Contact, "enrich": Lead, "personalize": Prospect}
PROOF = Evidence("https://shop.test/contact", NOW, "0" * 64, "write to us: hello@shop.test " * 5, "mailto")
FACT = Fact("A shop", PROOF)


def parse(task: Task) -> Sighting:
    n = task.key
    text = "We load our catalogue by hand and it takes all week. " * 4
    return Sighting("feed", f"https://posts.test/{n}", f"Post {n}", text, NOW, NOW, f"https://shop{n}.test/", "open", n)


def extract(task: Task) -> Contact:
    host = str(getattr(task.item, "site", "")).split("/")[2]
    address = Address(f"hello@{host}", usable=True, why="mailto", rank=0, evidence=PROOF)
    return Contact(f"https://{host}/", task.key, "feed", "open", (host,), (address,))


def dedupe(task: Task) -> Lead:
    assert isinstance(task.item, Contact)
    brand = task.item.domains[0]
    return Lead(brand, task.item.site, "feed", task.item.sighting, "open", task.item.best, NOW)


def enrich(task: Task) -> Prospect:
    return Prospect(task.key, f"https://{task.key}/", "shop", FACT, "shop", 70, platform=FACT, country=FACT, hero=FACT)


def personalize(task: Task) -> Draft:
    to, body = f"hello@{task.key}", "Your shop has a fine catalogue, and some of it could load itself. " * 8
    return Draft(task.key, 1, "first", to, "main", "Your catalogue", body, "en", "shopify/first/A", "GB")


STAGES = {f.__name__: f for f in (parse, extract, dedupe, enrich, personalize)}


def result(task: Task) -> Result:
    output: Item = STAGES[task.stage](task)
    # without lanes: what a batch costs is measured, not how often one may run
    beside = [replace(what, lane="") if isinstance(what, Submit) else what for what in follow(output)]
    return Result(task, (output,), tuple(beside), Ended("done"))


async def run(url: str, leads: int, batch: int) -> tuple[float, float]:
    """Give seconds and CPU seconds that claims and commits took; the stages themselves are not counted."""
    database = Database.open(url, key=b"k" * 32, create=True)
    store = Store(database, kinds=KINDS)
    watches = [Watch(str(n), "feed") for n in range(leads)]
    await store.keep(watches, now=NOW)
    await store.submit([submitted(watch) for watch in watches], now=NOW, cause="bench")
    seconds = cpu = 0.0
    ended = 0
    while True:
        started, used = time.perf_counter(), time.process_time()
        tasks = await claimed(store, batch)
        seconds, cpu = seconds + time.perf_counter() - started, cpu + time.process_time() - used
        if not tasks:
            break
        results = [result(task) for task in tasks]
        started, used = time.perf_counter(), time.process_time()
        stale = await store.commit(results, now=NOW)
        seconds, cpu = seconds + time.perf_counter() - started, cpu + time.process_time() - used
        assert not stale
        ended += sum(task.stage == "personalize" for task in tasks)
    await database.close()
    assert ended == leads, f"{ended} of {leads} leads came through"
    return seconds, cpu


async def claimed(store: Store, batch: int) -> list[Task]:
    wanted = [(name, batch) for name in reversed(KINDS)]
    return await store.claim(wanted, now=NOW, owner="bench", lease_until=NOW + timedelta(minutes=2))


def submitted(watch: Watch) -> Submit:
    return Submit("parse", watch.key)


def main(arguments: Sequence[str]) -> None:
    leads = int(arguments[0]) if arguments else 3_000
    batch = int(arguments[1]) if len(arguments) > 1 else 300
    with tempfile.TemporaryDirectory() as folder:
        url = arguments[2] if len(arguments) > 2 else f"sqlite:///{folder}/ledger.db"
        seconds, cpu = asyncio.run(run(url, leads, batch))
    print(
        f"{leads} leads in batches of {batch}: {leads / seconds:,.0f} leads/s, {cpu / leads * 1000:.2f} ms CPU a lead"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
