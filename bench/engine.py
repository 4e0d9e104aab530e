"""How many leads a second pass five stages that do nothing, on SQLite, with every row that a real lead leaves.

Stages: extract, dedupe, enrich, personalize, send. Rows a lead: five items, six work rows, five events, one lead with
its evidence and sighting, one letter, roll-ups. Prints leads a second and CPU milliseconds a lead; start-up is not
counted.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

from leadwright.adapters.clock import SystemClock
from leadwright.adapters.dice import SeededDice
from leadwright.chain import stage
from leadwright.consequences import Submit
from leadwright.domain.evidence import Evidence, Fact
from leadwright.domain.lead import Address, Contact, Lead, Prospect, Sighting
from leadwright.domain.letter import Draft, Sent
from leadwright.engine.hands import Hands
from leadwright.engine.runner import Engine, Settings
from leadwright.ledger.database import Database
from leadwright.ledger.store import Store

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
PROOF = Evidence("http://x.test/contact", NOW, "0" * 64, "Write to hello@x.test for wholesale", "mailto")


@stage
async def extract(sighting: Sighting) -> AsyncIterator[Contact]:
    brand = sighting.title
    best = Address(f"hello@{brand}", True, "mailto", 0, PROOF)
    yield Contact(sighting.site or "", sighting.key, "feed", "open", (brand,), (best,))


@stage
async def dedupe(contact: Contact) -> AsyncIterator[Lead]:
    yield Lead(contact.domains[0], contact.site, "feed", contact.sighting, "open", contact.best, NOW)


@stage
async def enrich(lead: Lead) -> AsyncIterator[Prospect]:
    yield Prospect(lead.brand, lead.site, "shop", Fact("X", PROOF), "shop", 60, playbook="p", address=lead.address)


@stage
async def personalize(prospect: Prospect) -> AsyncIterator[Draft]:
    brand = prospect.brand
    yield Draft(brand, 1, "first", f"hello@{brand}", brand, "A subject", "A body " * 60, "en", "p/first/A", "US")


@stage
async def send(draft: Draft) -> AsyncIterator[Sent]:
    yield Sent(draft.key, draft.brand, 1, "first", "main", f"<{draft.brand}@x.test>", NOW, "p/first/A")


async def run(leads: int, folder: Path) -> tuple[float, float]:
    """Give wall and CPU seconds for ``leads`` leads."""
    database = Database.open(f"sqlite:///{folder / 'bench.db'}", key=b"k" * 32, create=True)
    chain = extract >> dedupe >> enrich >> personalize >> send
    store = Store(database, kinds={s.name: s.takes for s in chain.stages})
    clock = SystemClock()
    hands = Hands(chain, {}, clock=clock, dice=SeededDice(b"1"))
    at_once = dict.fromkeys(chain.names, 400)
    engine = Engine(hands, store, settings=Settings("bench", at_once), wall=clock.now)
    for start in range(0, leads, 1000):
        seen = [
            Sighting("feed", f"http://f.test/{n}", f"shop{n}.test", "", NOW, NOW, f"http://shop{n}.test/", "open")
            for n in range(start, min(start + 1000, leads))
        ]
        await store.keep(seen, now=NOW)
        submits = [Submit("extract", s.key, lane=f"site:{s.title}", brand=s.title) for s in seen]
        await store.submit(submits, now=NOW, cause="bench")
    wall, cpu = time.perf_counter(), time.process_time()
    await engine.run(once=True)
    spent = time.perf_counter() - wall, time.process_time() - cpu
    done = engine.counts["send", "done", ""]
    await database.close()
    if done != leads:
        sys.exit(f"only {done} of {leads} leads arrived")
    return spent


def main() -> None:
    """Print the figures."""
    leads = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER")) as folder:
        wall, cpu = asyncio.run(run(leads, Path(folder)))
    print(
        f"{leads} leads through five no-op stages: {leads / wall:.0f} leads/s, {cpu / leads * 1000:.2f} ms CPU a lead"
    )


if __name__ == "__main__":
    main()
