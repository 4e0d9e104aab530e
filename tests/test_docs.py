"""The documentation is true today: keys, defaults, commands, codes, links and examples are compared with the code."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from leadwright import config, doors
from leadwright.config import Config
from leadwright.domain.errors import Drop
from leadwright.doors import init
from leadwright.doors.cli import COMMANDS, loaded
from leadwright.doors.words import Words
from leadwright.ledger.columns import metadata
from leadwright.registry import SOURCES
from tests.sources.fakeweb import FakeWeb, look

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
REFERENCE = DOCS / "reference"
WORDS = tomllib.loads((Path(doors.__path__[0]) / "words" / "en.toml").read_text(encoding="utf-8"))

TABLES: Mapping[str, type[BaseModel]] = {
    "Top level": Config,
    "[operator]": config.OperatorTable,
    "[mailbox.NAME]": config.MailboxTable,
    "smtp and imap": config.ServerTable,
    "Secrets": config.Secret,
    "[watch.NAME]": config.WatchTable,
    "[watch.NAME.permission]": config.PermissionTable,
    "[plan]": config.PlanTable,
    "[ledger]": config.LedgerTable,
    "[crawler]": config.CrawlerTable,
    "[validation]": config.ValidationTable,
    "[dashboard]": config.WebTable,
    "[public]": config.PublicTable,
    "[law.COUNTRY]": config.OverrideTable,
    "[retention]": config.RetentionTable,
    "[backup]": config.BackupTable,
    "[world]": config.WorldTable,
}
ASIDE = {"folder"}  # of Config: where the file lies, no key of it
COMMON = {"--config", "--json", "--help"}  # said once for all commands

LINK = re.compile(r"\[[^\]\n]{1,200}\]\(([^)\s]{1,300})\)")
SPAN = re.compile(r"`([^`\n]{1,200})`")
CALL = re.compile(r"(?:^|[\s/])leadwright ((?:[a-z][a-z-]{1,19} ?){1,2})")
MAKE = re.compile(r"\bmake ([a-z-]{2,20})")


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def sections(page: str, mark: str) -> dict[str, str]:
    """What stands under each heading of a level, up to the next of that level or above."""
    found: dict[str, list[str]] = {}
    name = None
    for line in prose(page).splitlines():
        if line.startswith("#") and len(line.split()[0]) <= len(mark):
            name = line.removeprefix(f"{mark} ") if line.startswith(f"{mark} ") else None
        elif name is not None:
            found.setdefault(name, []).append(line)
    return {name: "\n".join(lines) for name, lines in found.items()}


def rows(part: str) -> list[list[str]]:
    """The rows of tables whose first cell is code."""
    lines = [line for line in part.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines]


def named(part: str) -> dict[str, list[str]]:
    return {cells[0].strip("`"): cells[1:] for cells in rows(part)}


def blocks(page: str, kind: str) -> Iterator[str]:
    """The fenced blocks of a kind."""
    for chunk in page.split("\n```"):
        head, _, body = chunk.partition("\n")
        if head == kind:
            yield body


def prose(page: str) -> str:
    """The page without what stands in fenced blocks."""
    kept, inside = [], False
    for line in page.splitlines():
        if line.startswith("```"):
            inside = not inside
        elif not inside:
            kept.append(line)
    return "\n".join(kept)


def code(page: str) -> Iterator[str]:
    """Every piece of code: spans, and lines of fenced blocks of shell."""
    yield from SPAN.findall(prose(page))
    for block in blocks(page, "sh"):
        yield from (line.partition("#")[0].rstrip() for line in block.splitlines())


def default_of(field: FieldInfo) -> str:
    """A default as the file would say it."""
    if field.is_required():
        return "required"
    value = field.get_default(call_default_factory=True)
    if isinstance(value, config.Secret):
        return f'{{ file = "{value.file}" }}'
    if isinstance(value, BaseModel):
        return "see below"
    if value is None or value == {}:
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, tuple):
        return "[" + ", ".join(f'"{one}"' for one in value) + "]"
    return str(value)


def defaults(model: type[BaseModel]) -> dict[str, str]:
    aside = ASIDE if model is Config else set()
    return {name: default_of(field) for name, field in model.model_fields.items() if name not in aside}


def said_defaults(part: str) -> dict[str, str]:
    return {name: cells[1].strip("`") for name, cells in named(part).items()}


class TestConfiguration:
    PARTS = sections(text(REFERENCE / "configuration.md"), "##")

    def test_every_table_has_its_part(self):
        models = {
            kind
            for kind in vars(config).values()
            if isinstance(kind, type) and issubclass(kind, BaseModel) and kind.__module__ == config.__name__
        }
        assert set(TABLES.values()) == models - {config.Table}
        assert list(self.PARTS) == list(TABLES)

    @pytest.mark.parametrize("heading", TABLES)
    def test_every_key_with_its_default(self, heading: str):
        assert said_defaults(self.PARTS[heading]) == defaults(TABLES[heading])


class TestSources:
    PARTS = sections(text(REFERENCE / "sources.md"), "##")

    @pytest.mark.parametrize("name", SOURCES.known)
    def test_every_source_with_its_options(self, name: str):
        assert said_defaults(self.PARTS[name]) == defaults(SOURCES.find(name).Options)

    def test_no_other_source(self):
        assert {name for name, part in self.PARTS.items() if rows(part)} == set(SOURCES.known)


def parameters(name: str, target: str) -> tuple[set[str], int]:
    """The options of a command, without those of all, and how many arguments it takes."""
    found = loaded(target, name).params
    options = [one for one in found if one.param_type_name == "option"]
    names = {max(one.opts, key=len) for one in options} | {two for one in options for two in one.secondary_opts}
    return names - COMMON, len(found) - len(options)


ALL_COMMANDS = {name: (target, told) for table in COMMANDS.values() for name, target, told in table}


class TestCommands:
    PAGE = text(REFERENCE / "commands.md")
    PARTS = sections(PAGE, "###")

    def test_every_command_under_its_heading(self):
        assert list(self.PARTS) == list(ALL_COMMANDS)
        assert [name for name in sections(self.PAGE, "##") if name in COMMANDS] == list(COMMANDS)

    @pytest.mark.parametrize("name", ALL_COMMANDS)
    def test_every_option_and_argument(self, name: str):
        said = set(named(self.PARTS[name]))
        options, arguments = parameters(name, ALL_COMMANDS[name][0])
        assert {one for one in said if one.startswith("--")} == options
        assert len([one for one in said if not one.startswith("--")]) == arguments

    @pytest.mark.parametrize("name", ALL_COMMANDS)
    def test_what_it_is_for_is_said_as_the_help_says_it(self, name: str):
        assert self.PARTS[name].strip().splitlines()[0] == ALL_COMMANDS[name][1]


def plainly(pattern: str) -> str:
    """A sentence of the words without its optional parts; facts stand in angle brackets."""
    kept = re.sub(r"\[[^\]]{0,200}\]", "", pattern)
    return re.sub(r"\{([\w-]{1,30})(?::\w{1,20})?\}", r"<\1>", kept)


class TestReasons:
    PARTS = sections(text(REFERENCE / "reasons.md"), "##")

    @pytest.mark.parametrize(
        ("heading", "table"),
        [("Reasons", "reason"), ("Why a page was not read", "unread"), ("What is wrong with a letter", "problem")],
    )
    def test_every_code_in_its_words(self, heading: str, table: str):
        said = {name: cells[0].strip("`") for name, cells in named(self.PARTS[heading]).items()}
        wanted = {name: plainly(pattern) for name, pattern in WORDS[table].items()}
        lacks = "\n".join(f"| `{name}` | `{words}` |" for name, words in wanted.items() if said.get(name) != words)
        assert said == wanted, f"rows to write:\n{lacks}"


def test_the_crawlers_codes_are_those_that_have_words():
    rows = sections(text(REFERENCE / "crawler.md"), "##")["Codes"]
    told = {code for line in rows.splitlines() if line.startswith("| `") for code in SPAN.findall(line.split("|")[1])}
    assert told == set(WORDS["unread"])


class TestLedger:
    PAGE = text(REFERENCE / "ledger.md")
    PARTS = sections(PAGE, "##")

    @pytest.mark.parametrize("table", ["leads", "outreach", "messages", "events"])
    def test_every_column_of_the_four(self, table: str):
        assert list(named(self.PARTS[table])) == [column.name for column in metadata.tables[table].columns]

    def test_every_other_table(self):
        others = set(metadata.tables) - {"leads", "outreach", "messages", "events"}
        assert set(named(self.PARTS["The others"])) == others


def anchors(page: str) -> set[str]:
    """The names that headings get on a forge: lower case, blanks to hyphens, other marks dropped."""
    headings = [line.lstrip("#").strip() for line in prose(page).splitlines() if line.startswith("#")]
    kept = ("".join(c for c in heading.lower() if c.isalnum() or c in " -_") for heading in headings)
    return {name.replace(" ", "-") for name in kept}


def links(page: Path) -> Iterator[tuple[Path, str]]:
    for target in LINK.findall(prose(text(page))):
        place, _, anchor = target.partition("#")
        if "://" not in target:
            yield (page.parent / place).resolve() if place else page, anchor


class TestPages:
    @pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
    def test_every_link_leads_somewhere(self, page: Path):
        for place, anchor in links(page):
            assert place.exists(), place
            assert not anchor or anchor in anchors(text(place)), f"{place.name}#{anchor}"

    def test_every_page_is_listed(self):
        listed = {place for place, _ in links(DOCS / "index.md")}
        assert set(DOCS.rglob("*.md")) - listed == {DOCS / "index.md"}

    @pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
    def test_every_command_and_target_exists(self, page: Path):
        targets = {line.partition(":")[0] for line in text(ROOT / "Makefile").splitlines() if ":" in line}
        for piece in code(text(page)):
            for call in CALL.findall(piece):
                assert call.strip() in ALL_COMMANDS or call.split()[0] in ALL_COMMANDS, piece
            assert set(MAKE.findall(piece)) <= targets, piece

    @pytest.mark.parametrize("name", ["README.md", "README.ru.md"])
    def test_the_chain_is_the_chain(self, name: str):
        source = text(ROOT / "src" / "leadwright" / "pipeline.py")
        chain = source.partition("# fmt: off\n")[2].partition("# fmt: on")[0].strip()
        assert chain in [block.strip() for block in blocks(text(ROOT / name), "python")]


BASE = """
[operator]
name = "Ada Byron"
company = "Analytical Ltd"
country = "GB"
postal = "1 Engine Row, London N1 1AA"
offers = ["prices"]
[mailbox.main]
address = "ada@analytical.test"
password = { env = "ADA_PASSWORD" }
smtp = { host = "smtp.analytical.test", port = 465 }
imap = { host = "imap.analytical.test", port = 993 }
"""


def examples() -> Sequence[Any]:
    return [
        pytest.param(block, id=f"{page.relative_to(ROOT)}-{number}")
        for page in PAGES
        for number, block in enumerate(blocks(text(page), "toml"), 1)
    ]


def laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    both = {
        key: laid_over(below[key], above[key])
        for key in below.keys() & above.keys()
        if isinstance(below[key], dict) and isinstance(above[key], dict)
    }
    return {**below, **above, **both}


@pytest.mark.parametrize("block", examples())
def test_every_example_of_configuration_is_accepted(block: str, tmp_path: Path):
    made = Config.model_validate(laid_over(tomllib.loads(BASE), tomllib.loads(block)))
    for name, watch in made.watch.items():
        if watch.source in SOURCES.known:
            SOURCES.make(watch.source, watch.options, place=f"watch.{name}", folder=tmp_path)


def test_the_answers_of_an_init_without_questions_are_enough(tmp_path: Path):
    (block,) = blocks(text(DOCS / "start.md"), "toml answers")
    path = tmp_path / "answers.toml"
    path.write_text(block, encoding="utf-8")
    init.checked(init.completed(init.read_answers(path), Words("en")), "en", path=tmp_path / "leadwright.toml")


async def test_the_example_of_a_source_works():
    (block,) = blocks(text(ROOT / "CONTRIBUTING.md"), "python")
    names: dict[str, Any] = {}
    exec(compile(block, "CONTRIBUTING.md", "exec"), names)
    source = names["Launches"](names["LaunchesOptions"](url="https://launches.test/list"))
    launches = [{"name": name, "text": "We just launched", "site": f"https://{name}.test"} for name in ("a", "b")]
    web = FakeWeb({"https://launches.test/list": json.dumps(launches)})
    first, second = await look(source, web)
    assert (first.site, first.said) == ("https://a.test/", ("launch",))
    assert await look(source, web, first.bookmark) == [second]
    assert await look(source, web, second.bookmark) == []
    with pytest.raises(Drop, match="unreadable"):
        await look(source, FakeWeb({"https://launches.test/list": "<html>"}))
