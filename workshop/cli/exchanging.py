"""Subcommands that bring a spreadsheet in, and take a log out."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from workshop.cli.app import AsJson, Folder, Force, app, chosen, show

Sheet = Annotated[Path, typer.Argument(help="A spreadsheet saved as CSV.")]
Map = Annotated[Path | None, typer.Option("--map", help="A map, where the headers are not ours.")]
Yes = Annotated[bool, typer.Option("--yes", help="Take what was guessed; a word nobody decided is never guessed.")]
Dry = Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")]


@app.command("import")
def import_(
    file: Sheet, by: Map = None, yes: Yes = False, dry_run: Dry = False, as_json: AsJson = False, journal: Folder = None
) -> None:
    """Import asks from a spreadsheet, as one change."""
    from workshop.exchange import import_asks, read_map

    found = import_asks(chosen(journal), file, read_map(by) if by else None, dry_run=dry_run)
    if as_json:
        show(found)
        return
    print(f"Tried only, nothing saved: {found.sentence}" if dry_run else found.sentence)
    for problem in found.problems:
        print(f"row {problem['row']}, {problem['column']}: {problem['problem']}", file=sys.stderr)
    if found.change:
        print(f"To take all of it back: workshop undo {found.change}")


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="FILE.csv or FILE.json.")], journal: Folder = None, force: Force = False
) -> None:
    """Write the log to a file for other programs."""
    from workshop import exchange

    print(exchange.export(chosen(journal), file, force=force))
