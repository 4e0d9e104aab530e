"""What has been kept for long enough goes by itself, and nothing else does."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from leadwright.config import Config, parse
from leadwright.domain.lead import Lead
from leadwright.ledger.tables import brands, events, leads, messages, outreach, pages, suppression
from leadwright.service.retention import Cleared, Retention
from tests.ledgers import KEY
from tests.service.story import Story
from tests.service.test_keeping import CONFIG
from tests.service.test_rights import count, everything, read_page, write_to


@pytest.fixture
def config(story: Story, tmp_path: Path) -> Config:
    (tmp_path / "leadwright.key").write_bytes(KEY)
    url = story.database.url.render_as_string(hide_password=False).replace("+pysqlite", "")
    return parse(CONFIG.replace("URL", url), tmp_path / "leadwright.toml")


async def after(story: Story, config: Config, days: float, *, dry: bool = False) -> Cleared:
    """Let days pass and the daily run come."""
    story.clock.moment += timedelta(days=days)
    return await Retention(story.database, story.clock, config).run(dry=dry)


async def names(story: Story) -> set[str]:
    return set(await story.database.read(lambda conn: conn.scalars(sa.select(leads.c.brand)).all()))


async def test_each_brand_goes_at_its_time(story: Story, config: Config) -> None:
    await write_to(story, "quiet.test")
    letter = await write_to(story, "keen.test")
    await story.answer(letter, "Yes please")
    story.clock.pass_(hours=1)
    await story.see()
    await story.find("never.test")
    await read_page(story, "never.test", "<p>info@never.test</p>")
    assert not (await after(story, config, 29)).anything
    assert (await after(story, config, 2)).brands == {"never-contacted": 1}
    assert await names(story) == {"quiet.test", "keen.test"}
    assert "never.test" not in await everything(story.database)
    assert (await after(story, config, 149)).brands == {}
    assert (await after(story, config, 2)).brands == {"unanswered": 1}
    assert "quiet.test" not in await everything(story.database)
    assert (await after(story, config, 545)).brands == {}
    assert (await after(story, config, 6)).brands == {"answered": 1}
    assert await names(story) == set()
    for table in (outreach, messages, pages, brands):
        assert await count(story.database, table) == 0, table.name
    assert await count(story.database, suppression) == 0, "they did not say no"
    told = sa.select(events.c.meta).where(events.c.type == "retention")
    assert await story.database.read(lambda conn: len(conn.scalars(told).all())) >= 3


async def test_a_new_visit_does_not_set_the_clock_anew(story: Story, config: Config) -> None:
    await story.find("never.test")
    story.clock.moment += timedelta(days=20)
    lead = await story.store.item("Lead", "never.test")
    assert isinstance(lead, Lead)
    await story.store.keep([replace(lead, created=story.clock.now())], now=story.clock.now())
    assert (await after(story, config, 11)).brands == {"never-contacted": 1}


async def test_a_dry_run_counts_and_leaves_all_as_it_is(story: Story, config: Config) -> None:
    await story.find("never.test")
    would = await after(story, config, 31, dry=True)
    assert would.brands == {"never-contacted": 1}
    assert await names(story) == {"never.test"}


async def test_pages_go_before_their_lead_and_what_led_to_no_lead_goes_too(story: Story, config: Config) -> None:
    await write_to(story, "quiet.test")
    await read_page(story, "quiet.test", "<p>info@quiet.test</p>")
    await read_page(story, "stray.test", "<p>info@stray.test</p>")
    done = await after(story, config, 89)
    assert await count(story.database, pages) == 2
    done = await after(story, config, 2)
    assert done.rows["pages"] == 2
    assert await names(story) == {"quiet.test"}


async def test_it_runs_once_a_day(story: Story, config: Config) -> None:
    keeper = Retention(story.database, story.clock, config)
    await keeper.daily(story.clock.now())
    await story.find("never.test")
    story.clock.moment += timedelta(days=31)
    await keeper.daily(story.clock.now())
    assert await names(story) == set()
    await story.database.write(lambda conn: conn.execute(sa.delete(events)))
    await keeper.daily(story.clock.now())
    assert await count(story.database, events) == 0
