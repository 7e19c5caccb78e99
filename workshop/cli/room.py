"""Subcommands for a room: what I show it, and what it has together."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from workshop.cli.app import AsJson, Borrowed, Folder, app, chosen, show
from workshop.text import Problem


@app.command()
def share(
    journal: Folder = None,
    borrow: Borrowed = None,
    week: Annotated[int, typer.Option(help="The week of the workshop, 1 to 9.")] = 1,
    leave_out: Annotated[
        list[str] | None, typer.Option(help="An outcome, or guess; may be given several times.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show what the room would get, and make a code of it."""
    from workshop.exchange import share as sharing
    from workshop.exchange.code import encode

    log = chosen(journal, borrow)
    made = sharing.share(log, week, leave_out or [])
    kept = sharing.keep(log, made)
    if as_json:
        shows = {"asks": made.asks, "outcomes": made.outcomes, "guess": made.guess, "week": week}
        show({"shows": shows | {"borrowed": made.is_borrowed}, "code": encode(kept)})
        return
    print("The room would get this, and nothing else:", *sharing.words(made), sep="\n  ")
    print(sharing.WARNING, encode(kept), sep="\n\n")


@app.command()
def room(
    files: Annotated[list[Path] | None, typer.Argument(help="Files with codes in them.")] = None,
    week: Annotated[int, typer.Option(help="The week of the workshop, 1 to 9.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Say what a room has together, from codes in files or on standard input."""
    from workshop.analysis.room import Share, latest, room
    from workshop.exchange.code import Refused, decode_all

    text = "\n".join(map(_text, files)) if files else sys.stdin.read()
    found = list(decode_all(text))
    refused = [each for each in found if isinstance(each, Refused)]
    shares = latest(each for each in found if isinstance(each, Share))
    result = room([each for each in shares if each.week == week])
    if as_json:
        ratio = result.no_to_yes
        known = None if ratio.low is None else ratio
        told = {"people": result.people, "refused": refused, "outcomes": result.outcomes}
        show(told | {"no_to_yes": known})
        return
    print(*result.lines, sep="\n")
    for each in refused:
        print(f"Line {each.line}: {each.problem}", file=sys.stderr)


@app.command()
def rehearse(
    people: Annotated[int, typer.Argument(help="How many are in the made-up room.")] = 14,
    week: Annotated[int, typer.Option(help="The week of the workshop, 1 to 9.")] = 1,
) -> None:
    """Print what a made-up room would paste, to try the board with; late and damaged codes too."""
    from workshop.exchange.rehearsal import rehearsal

    print(rehearsal(people, seed=people, week=week))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise Problem(f"{file}: it can't be read ({error.strerror}).") from error
