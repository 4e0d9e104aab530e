"""A backup is whole, and a restore brings back everything but people who have said no since."""

import sqlite3
import stat
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from leadwright.config import Config, parse
from leadwright.domain.errors import UserError
from leadwright.domain.identity import token
from leadwright.ledger import archive
from leadwright.ledger.columns import metadata
from leadwright.ledger.database import Database
from leadwright.ledger.tables import leads, outreach, suppression, work
from leadwright.service.keeping import backup, expire, restore
from leadwright.service.rights import Rights
from leadwright.wiring.recipients import open_recipients
from tests.contracts.letterbox import tables
from tests.ledgers import KEY
from tests.service.story import Story
from tests.service.test_rights import everything, write_to

CONFIG = """
[operator]
name = "Ann Hale"
company = "Hale"
country = "GB"
postal = "1 High Street, Leeds"
public_url = "https://letters.hale.test"
offers = ["prices"]
[mailbox.main]
address = "ann@hale.test"
password = { env = "NONE" }
smtp = { host = "127.0.0.1", port = 25, security = "plain" }
imap = { host = "127.0.0.1", port = 143, security = "plain" }
[ledger]
url = "URL"
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def config(request: pytest.FixtureRequest, tmp_path: Path) -> Config:
    """A house on either database, its own."""
    fixture = {"sqlite": "sqlite_url", "postgresql": "empty_postgres_url"}[request.param]
    ledger_url = str(request.getfixturevalue(fixture))
    Database.open(ledger_url, key=KEY, create=True).dispose()
    (tmp_path / "leadwright.key").write_bytes(KEY)
    return parse(CONFIG.replace("URL", ledger_url), tmp_path / "leadwright.toml")


class Opened:
    """Tells a story in the ledger of a configuration, and lets go of it."""

    def __init__(self, config: Config) -> None:
        self.config = config

    async def __aenter__(self) -> Story:
        url = self.config.ledger_url()
        self.story = Story(Database.open(url, key=KEY, journal=self.config.journal()))
        return self.story

    async def __aexit__(self, *_: object) -> None:
        await self.story.database.close()


def mode_of(path: str | Path) -> int:
    return stat.S_IMODE(Path(path).stat().st_mode)


async def rows(config: Config, table: sa.Table) -> list[sa.Row]:  # type: ignore[type-arg]
    database = Database.open(config.ledger_url(), key=KEY, journal=config.journal())
    found = await database.read(lambda conn: conn.execute(sa.select(table)).all())
    await database.close()
    return list(found)


async def test_what_was_said_after_a_backup_survives_its_restore(config: Config) -> None:
    async with Opened(config) as story:
        await write_to(story, "glow.test")
        await write_to(story, "lamp.test")
        late, *_ = await story.find("late.test")
        made = await backup(config, story.clock.now())
        assert mode_of(made.file) == 0o600
        story.clock.pass_(hours=1)
        await story.privacy.stop("lamp.test", "phone", by="anna")
        await Rights(story.database, story.clock, tables()).forget("glow.test", by="anna")
        await story.campaigns.approve([late.key], "anna")
        await story.send(late)
        now = story.clock.now() + timedelta(hours=1)
    done = await restore(config, now, Path(made.file))
    assert done.lost == ()
    assert (done.replayed.erased, done.journal) == (1, None)
    async with Opened(config) as story:
        story.clock.moment = now
        assert await story.privacy.stopped("info@lamp.test")
        assert await story.privacy.stopped("info@glow.test")
        left = await everything(story.database)
        assert "glow.test" not in left, left[left.index("glow.test") - 300 :][:600]
        assert "lamp.test" in left
    letters = {row.draft: row for row in await rows(config, outreach)}
    assert {letters[key].status for key in letters if key.startswith("late.test")} == {"cancelled"}, "it has left"
    assert letters["lamp.test#1"].status == "sent"
    waits = [row.key for row in await rows(config, work) if row.stage == "send" and row.state in {"ready", "held"}]
    assert "late.test#1" not in waits


async def test_without_journal_and_newer_ledger_it_refuses_and_says_what_is_lost(
    config: Config, tmp_path: Path
) -> None:
    async with Opened(config) as story:
        await write_to(story, "glow.test")
        await story.find("late.test")
        made, now = await backup(config, story.clock.now()), story.clock.now() + timedelta(days=3)
        await story.privacy.stop("late.test", "phone", by="anna")
    await lose(config)
    with pytest.raises(UserError, match="there is no journal") as refused:
        await restore(config, now, Path(made.file))
    assert "3 days ago" in str(refused.value)
    assert "--accept-loss" in str(refused.value)
    done = await restore(config, now, Path(made.file), accept_loss=True)
    assert len(done.lost) == 3
    letters = {row.draft: row.status for row in await rows(config, outreach)}
    assert {letters[f"late.test#{n}"] for n in (1, 2, 3)} == {"cancelled"}, "it may have left"
    assert letters["glow.test#1"] == "sent"


async def test_the_journal_alone_is_enough(config: Config) -> None:
    async with Opened(config) as story:
        await write_to(story, "glow.test")
        made = await backup(config, story.clock.now())
        story.clock.pass_(hours=1)
        await Rights(story.database, story.clock, tables()).forget("glow.test", by="anna")
        now = story.clock.now()
        journal = config.journal().read_bytes()
    await lose(config)
    config.journal().write_bytes(journal)
    done = await restore(config, now, Path(made.file))
    assert (done.lost, done.replayed.erased) == ((), 1)
    assert await rows(config, leads) == []
    assert await rows(config, suppression)


async def test_a_stop_on_the_recipients_page_is_in_the_journal(config: Config) -> None:
    """The page is a process of its own, which faces the internet."""
    async with Opened(config) as story:
        await write_to(story, "glow.test")
        made, now = await backup(config, story.clock.now()), story.clock.now()
    async with open_recipients(config) as recipients:
        assert await recipients.stop(token(KEY, "glow.test"))
    journal = config.journal().read_bytes()
    await lose(config)
    config.journal().write_bytes(journal)
    await restore(config, now, Path(made.file))
    async with Opened(config) as story:
        assert await story.privacy.stopped("info@glow.test")


@pytest.mark.parametrize("harm", ["cut", "changed"])
async def test_a_harmed_journal_is_noticed(config: Config, harm: str) -> None:
    async with Opened(config) as story:
        await write_to(story, "glow.test")
        await story.privacy.stop("lamp.test", "phone", by="anna")
        made, now = await backup(config, story.clock.now()), story.clock.now()
    lines = config.journal().read_bytes().splitlines(keepends=True)
    await lose(config)
    lines = lines[:-1] if harm == "cut" else [lines[0].replace(b"approach", b"suppress"), *lines[1:]]
    config.journal().write_bytes(b"".join(lines))
    with pytest.raises(UserError, match="the journal ends at line" if harm == "cut" else "was changed"):
        await restore(config, now, Path(made.file))
    assert not config.journal().with_name("ledger.db.journal.broken-1").exists()


async def lose(config: Config) -> None:
    """Lose the ledger and its journal."""
    config.journal().unlink(missing_ok=True)
    url = config.ledger_url()
    if url.startswith("sqlite"):
        for file in Path(url.removeprefix("sqlite:///")).parent.glob("ledger.db*"):
            file.unlink()
        return
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.begin() as conn:
        conn.exec_driver_sql("DROP SCHEMA public CASCADE")
        conn.exec_driver_sql("CREATE SCHEMA public")


async def test_a_changed_backup_and_another_key_are_refused(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "leadwright.key").write_bytes(KEY)
    config = parse(CONFIG.replace("URL", sqlite_url), tmp_path / "leadwright.toml")
    async with Opened(config) as story:
        await story.find("glow.test")
        made, now = await backup(config, story.clock.now()), story.clock.now()
        await story.find("lamp.test")
    source = Path(made.file)
    before = await rows(config, leads)
    for name, member in (("ledger.db", b"x"), ("manifest.json", None), ("key", b"k" * 40)):
        with zipfile.ZipFile(source) as good, zipfile.ZipFile(tmp_path / "bad.backup", "w") as bad:
            for one in good.namelist():
                data = good.read(one)
                harmed = data.replace(b'"journal": 0', b'"journal": 1') if member is None else member
                bad.writestr(one, harmed if one == name else data)
        with pytest.raises(UserError, match=r"damaged|changed|another hash key"):
            await restore(config, now, tmp_path / "bad.backup")
    (tmp_path / "bad.backup").write_bytes(b"PK" * 500)
    with pytest.raises(UserError, match="no backup"):
        await restore(config, now, tmp_path / "bad.backup")
    assert await rows(config, leads) == before, "nothing was done"


async def test_the_ledger_in_place_is_laid_aside_and_nobody_may_have_it_open(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "leadwright.key").write_bytes(KEY)
    config = parse(CONFIG.replace("URL", sqlite_url), tmp_path / "leadwright.toml")
    async with Opened(config) as story:
        await story.find("glow.test")
        made, now = await backup(config, story.clock.now()), story.clock.now()
        with pytest.raises(UserError, match="another program has the ledger open"):
            await restore(config, now, Path(made.file))
        story.database.lock()
        with pytest.raises(UserError, match="another run is at work"):
            await restore(config, now, Path(made.file))
    async with Opened(config) as story:
        story.looks = 1
        await story.find("lamp.test")
    done = await restore(config, now, Path(made.file))
    assert [row.brand for row in await rows(config, leads)] == ["glow.test"]
    assert done.aside
    with sqlite3.connect(done.aside) as aside:
        assert aside.execute("SELECT count(*) FROM leads").fetchone() == (2,)
    aside.close()
    assert expire(config, now + timedelta(days=30)) == []
    assert {path.name for path in expire(config, now + timedelta(days=36))} == {
        Path(done.aside).name,
        Path(made.file).name,
    }


async def test_a_lost_key_comes_back_with_the_backup(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "leadwright.key").write_bytes(KEY)
    config = parse(CONFIG.replace("URL", sqlite_url), tmp_path / "leadwright.toml")
    async with Opened(config) as story:
        await story.find("glow.test")
        made, now = await backup(config, story.clock.now()), story.clock.now()
    (tmp_path / "leadwright.key").unlink()
    await restore(config, now, Path(made.file))
    assert config.hash_key() == KEY
    assert mode_of(tmp_path / "leadwright.key") == 0o600


@pytest.mark.parametrize("way", ["to postgresql", "to sqlite"])
async def test_it_is_restored_into_another_kind_of_database(
    way: str, sqlite_url: str, empty_postgres_url: str, tmp_path: Path
) -> None:
    (tmp_path / "leadwright.key").write_bytes(KEY)
    Database.open(empty_postgres_url, key=KEY, create=True).dispose()
    urls = (sqlite_url, empty_postgres_url)
    here, there = urls if way == "to postgresql" else urls[::-1]
    first = parse(CONFIG.replace("URL", here), tmp_path / "leadwright.toml")
    second = parse(CONFIG.replace("URL", there), tmp_path / "leadwright.toml")
    async with Opened(first) as story:
        await write_to(story, "glow.test")
        await story.privacy.stop("lamp.test", "phone", by="anna")
        made, now = await backup(first, story.clock.now()), story.clock.now()
    if first.journal() != second.journal():
        second.journal().write_bytes(first.journal().read_bytes())
    await restore(second, now, Path(made.file))
    for table in metadata.sorted_tables:
        if table.name not in {"meta", "notices"}:
            found, wanted = [sorted(map(str, await rows(one, table))) for one in (second, first)]
            assert found == wanted, table.name
    async with Opened(second) as story:
        assert await story.privacy.stopped("info@lamp.test")


async def test_a_backup_is_consistent_while_others_write(config: Config) -> None:
    async with Opened(config) as story:
        await write_to(story, "glow.test")
        made = await backup(config, story.clock.now())
        await story.find("lamp.test")
    manifest = archive.manifest_of(Path(made.file))
    assert manifest.rows["leads"] == 1
    assert manifest.journal >= 1
    with zipfile.ZipFile(made.file) as packed:
        assert packed.read("key") == KEY
