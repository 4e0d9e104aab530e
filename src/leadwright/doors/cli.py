"""The command line: each command is a row of a table, and its module is imported only when it is called.

Results go to stdout, as JSON with ``--json``; narration goes to stderr. Exit code 0: ran to the end, also with nothing
new; 1: something is parked, stopped, in doubt or wrong; 2: wrong use, said in lines that tell what to change.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from leadwright.domain.errors import Reasoned, UserError

COMMANDS: Mapping[str, Sequence[tuple[str, str, str]]] = {  # heading -> command, module:function, help
    "Begin": (
        ("init", "setting:init", "Ask what is needed and write leadwright.toml, its key and its ledger."),
        ("demo", "playing:demo", "Run the whole chain in a made-up world, without a packet leaving the machine."),
        ("world", "playing:world", "Serve the made-up world alone."),
        ("doctor", "setting:doctor", "Check everything that must be right before a letter leaves."),
    ),
    "Work": (
        ("run", "running:run", "Work until Ctrl-C: look, read, write, send what is approved, read answers."),
        ("serve", "running:serve", "Serve the dashboard alone."),
        ("public", "running:public", "Serve the recipients' page alone: the one part that faces the internet."),
        ("add", "working:add", "Add a URL or a post's text (- reads stdin)."),
        ("fact add", "adding:fact_add", "Add a country, a legal form or a function that reading did not find."),
        ("fact list", "adding:fact_list", "The facts that people added to a brand."),
        ("contact add", "adding:contact_add", "Add an address that you read on a page of theirs."),
        ("pause", "working:pause", "Let nothing leave until resume."),
        ("resume", "working:resume", "Go on after a pause, or let a stopped mailbox send again."),
        ("find", "placing:find", "Posts that name no site, and the site behind one."),
        ("forget-source", "placing:forget_source", "Forget what was read at a place that is withdrawn."),
        ("retry", "working:retry", "Try parked work again."),
        ("ledger move", "setting:ledger_move", "Move the ledger from SQLite to PostgreSQL."),
        ("ledger mend", "setting:ledger_mend", "Let the ledger refuse again what it must."),
    ),
    "Look": (
        ("status", "looking:status", "How the house stands, and the one thing to do next."),
        ("leads", "looking:leads", "Everybody who was found."),
        ("why", "looking:why", "The whole journey of a domain or an address, with the reason of every step."),
        ("brand show", "branding:show", "All names of a brand, and every reason why they are one."),
        ("brand merge", "branding:merge", "Two names are one brand."),
        ("brand split", "branding:split", "Two names are two brands."),
        ("sources", "placing:sources", "Where you look, under which terms, and how each watch stands."),
        ("law", "lawful:law", "What the law of a country lets you do, and your own reading of it."),
        ("held", "looking:held", "What waits for a fact or a decision of yours."),
        ("report", "looking:report", "The chain in numbers, and the plan."),
        ("read page", "reading:read_page", "What we see in a page, saved or fetched, each fact with its place."),
    ),
    "Letters": (
        ("drafts", "writing:drafts", "Letters word for word, before they leave."),
        ("approve", "writing:approve", "Approve letters, or set the rule that does."),
        ("inbox", "writing:inbox", "What came back."),
        ("doubts", "writing:doubts", "Letters of which nobody knows whether they left."),
        ("letter test", "writing:letter_test", "Send a lead's first letter to your own address only."),
        ("settle", "writing:settle", "Say what became of a letter in doubt."),
        ("stop", "writing:stop", "Never write to an address or a domain again."),
    ),
    "Data protection": (
        ("show", "privacy:show", "Everything that is held about somebody, as they may ask for it."),
        ("forget", "privacy:forget", "Erase a person with their brand; keyed hashes and dates stay."),
        ("consent add", "consenting:add", "Keep that somebody asked to be written to."),
        ("consent withdraw", "consenting:withdraw", "End what somebody agreed to."),
        ("retention run", "privacy:retention_run", "Erase what has been kept for long enough; run does so every day."),
        ("record", "privacy:record", "The processing record and the balancing test, filled in."),
        ("backup", "privacy:backup", "Copy the whole ledger and its key into one file."),
        ("restore", "privacy:restore", "Put a backup in the place of the ledger; what was said since is replayed."),
    ),
}


class Called(TyperCommand):
    """Stands for a command in the help; the command itself is imported when it is called."""

    def __init__(self, name: str, target: str, *, told: str) -> None:
        super().__init__(name, help=told, short_help=told, rich_markup_mode=None)
        self.target = target

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Hand over to the command itself."""
        return loaded(self.target, self.name or "").make_context(info_name, args, parent, **extra)


class House(TyperGroup):
    """All commands, and what their errors look like to a person."""

    def __init__(self, **attrs: Any) -> None:
        super().__init__(**attrs)
        for rows in COMMANDS.values():
            for name, target, told in rows:
                noun, _, verb = name.rpartition(" ")
                self.group(noun).add_command(Called(verb, target, told=told))

    def group(self, noun: str) -> TyperGroup:
        """Give the group of commands about a noun, or this one where there is none."""
        if not noun:
            return self
        if noun not in self.commands:
            self.add_command(TyperGroup(name=noun, rich_markup_mode=None, no_args_is_help=True))
        group = self.commands[noun]
        assert isinstance(group, TyperGroup)
        return group

    def invoke(self, ctx: Any) -> Any:
        """Run a command; what it returns is the exit code."""
        try:
            code = super().invoke(ctx)
        except UserError as wrong:
            for problem in wrong.problems:
                typer.echo(problem, err=True)
            raise typer.Exit(2) from None
        except Reasoned as stopped:
            typer.echo(str(stopped), err=True)
            raise typer.Exit(1) from None
        raise typer.Exit(code if isinstance(code, int) else 0)

    def format_commands(self, _: Any, formatter: Any) -> None:
        """Write the commands under their headings."""
        width = max(len(name) for rows in COMMANDS.values() for name, _, _ in rows)
        for heading, rows in COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(width), told) for name, _, told in rows])


def loaded(target: str, name: str) -> Any:
    """Import what ``module:function`` names below ``commands`` and make a command of it."""
    module, _, function = target.partition(":")
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(name)(getattr(import_module(f"leadwright.doors.commands.{module}"), function))
    return typer.main.get_command(single)


app = typer.Typer(
    cls=House,
    name="leadwright",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)


def told_version(asked: bool) -> None:
    """Print the version and end."""
    if asked:
        typer.echo(import_module("importlib.metadata").version("leadwright"))
        raise typer.Exit


@app.callback()
def leadwright(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=told_version, is_eager=True)
    ] = False,
) -> None:
    """Find e-commerce businesses that ask for help in public, and write each one true letter."""


def main() -> None:
    """Run the command line."""
    app()
