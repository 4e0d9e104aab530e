"""Commands of the made-up world: demo, world."""

from pathlib import Path
from typing import Annotated

import typer

from leadwright.doors import demo as played
from leadwright.doors import world_process

Seed = Annotated[int, typer.Option(help="The same seed makes the same world.")]


def demo(
    once: Annotated[bool, typer.Option("--once", help="End after the verdict; no dashboard.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The verdict as JSON on stdout.")] = False,
    seed: Seed = 1,
    days: Annotated[int, typer.Option(min=1, max=365, help="Days of the world to play.")] = 14,
    replay: Annotated[Path | None, typer.Option(help="Play on saved pages of this folder.")] = None,
    keep: Annotated[Path | None, typer.Option(help="Keep ledger and configuration in this folder.")] = None,
    port: Annotated[int | None, typer.Option(help="The dashboard's port.")] = None,
) -> int:
    """Run the whole chain in a made-up world, judge it, and leave the dashboard open."""
    return played.command(once=once, json=as_json, seed=seed, days=days, replay=replay, keep=keep, port=port)


def world(
    folder: Annotated[Path, typer.Argument(help="Where the world writes its addresses and its diary.")],
    seed: Seed = 1,
    shops: Annotated[int, typer.Option(min=1, help="How many shops.")] = 24,
) -> int:
    """Serve the made-up world alone: sites, sources, mail servers, people."""
    return world_process.command(seed=seed, folder=folder, shops=shops)
