"""Subcommands that bring a spreadsheet in, and take a log out."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from workshop.cli.app import AsJson, Folder, Force, app, chosen, show

Sheet = Annotated[Path, typer.Argument(help="A spreadsheet saved as CSV.")]
Map = Annotated[Path | None, typer.Option("--map", help="A map, where the headers are not ours.")]
Yes = Annotated[
    bool,
    typer.Option("--yes", help="Take what was guessed; a word nobody decided is never guessed."),
]
New = Annotated[
    bool, typer.Option("--new", help="Take rows that look like asks that are there as new asks.")
]
Dry = Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")]


@app.command("import")
def import_(
    file: Sheet,
    by: Map = None,
    yes: Yes = False,
    new: New = False,
    dry_run: Dry = False,
    as_json: AsJson = False,
    journal: Folder = None,
) -> None:
    """Import asks from a spreadsheet, as one change; again, when it says more."""
    from workshop.exchange import import_asks, read_map

    mapped = read_map(by) if by else None
    found = import_asks(chosen(journal), file, mapped, dry_run=dry_run, yes=yes, new=new)
    if as_json:
        show(found)
    else:
        print(f"Tried only, nothing saved: {found.sentence}" if dry_run else found.sentence)
        for line in found.details:
            print(line, file=sys.stderr)
    if found.held:
        raise typer.Exit(1)
    if found.change and not as_json:
        print(f"To take all of it back: workshop undo {found.change}")


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="FILE.csv or FILE.json.")],
    journal: Folder = None,
    force: Force = False,
) -> None:
    """Write the log to a file for other programs."""
    from workshop import exchange

    print(exchange.export(chosen(journal), file, force=force))
