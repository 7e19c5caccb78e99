"""Subcommands that bring a spreadsheet in, and take a log out."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from workshop.cli.app import AsJson, Folder, app, chosen, show


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A spreadsheet saved as CSV.")],
    map_file: Annotated[Path | None, typer.Option("--map", help="A map, where the headers are not ours.")] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Take what was guessed; a word nobody decided is never guessed.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")] = False,
    as_json: AsJson = False,
    journal: Folder = None,
) -> None:
    """Import asks from a spreadsheet, as one change."""
    from workshop.exchange import import_asks, read_map

    found = import_asks(chosen(journal), file, read_map(map_file) if map_file else None, dry_run=dry_run)
    if as_json:
        show(asdict(found))
        return
    print(f"Tried only, nothing saved: {found.sentence}" if dry_run else found.sentence)
    for problem in found.problems:
        print(f"row {problem['row']}, {problem['column']}: {problem['problem']}", file=sys.stderr)
    if found.change:
        print(f"To take all of it back: workshop undo {found.change}")


@app.command()
def export(file: Annotated[Path, typer.Argument(help="FILE.csv or FILE.json.")], journal: Folder = None) -> None:
    """Write the log to a file for other programs."""
    from workshop import exchange

    print(exchange.export(chosen(journal), file))
