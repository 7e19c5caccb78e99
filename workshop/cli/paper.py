"""Subcommands that write pages for paper: exercises as cards, and one entry alone."""

from pathlib import Path
from typing import Annotated

import typer

from workshop import exercises
from workshop.cli.app import Borrowed, Folder, Force, Number, app, chosen
from workshop.cli.practice import Name, cards_of
from workshop.output import written
from workshop.text import day, plural


@app.command()
def cards(
    name: Name,
    file: Annotated[Path, typer.Argument(help="FILE.html, to be printed from a browser.")],
    force: Force = False,
) -> None:
    """Make exercises into cards for paper, A4 or Letter: lines to write on, boxes to tick, the
    replies at the end.
    """
    from workshop import html
    from workshop.report import sheets

    each = [exercises.load(step) for card in cards_of(name) for step in card.parts or (card.name,)]
    whose = html.card("", blanks=[("A nickname, and the day:", "", [], 1)])
    asked, replies = sheets.cards(each), sheets.replies(each)
    if replies:
        replies.insert(0, html.heading("What could be said"))
    written(file, html.page(f"Cards for {name}", whose, *asked, *replies), force=force)
    print(
        f"{plural(len(each), 'card')} written to {file}. Open it in a browser, and print it on "
        "A4 or Letter."
    )


@app.command()
def page(
    number: Number,
    file: Annotated[Path, typer.Argument(help="FILE.html, to be read or printed from a browser.")],
    journal: Folder = None,
    borrow: Borrowed = None,
    force: Force = False,
) -> None:
    """Make a page of one ask's entry alone, with its words and dates, for whoever takes it
    further.
    """
    from workshop import report

    place = report.save_entry(chosen(journal, borrow), number, file, force=force)
    print(
        f"A page of this entry alone is in {place}. Open it in a browser, to read or print it; "
        "nothing was sent."
    )


@app.command()
def prepare(
    folder: Annotated[Path, typer.Argument(help="The folder to write; it is made.")],
    length: Annotated[
        str, typer.Option(help="90 (minutes), half (a day) or four (evenings).")
    ] = "90",
    people: Annotated[int, typer.Option(help="How many people come.")] = 14,
    without: Annotated[int, typer.Option(help="How many of them have no laptop.")] = 1,
    starts: Annotated[str, typer.Option(help="When it begins, such as 18:30.")] = "18:30",
    on: Annotated[str | None, typer.Option(help="On which day, such as 2026-03-31.")] = None,
    force: Force = False,
) -> None:
    """Write everything for a day with others: the plan, the mails, the host sheet, and all there
    is to print.
    """
    from workshop.report.prepare import prepare as prepared

    when = day(on, "on", past=False) if on else None
    for file in prepared(folder, length, people, without, starts, when, force=force):
        print(file)
    print("Begin with 1-plan.html. Everything opens in a browser, and prints on A4 or Letter.")
