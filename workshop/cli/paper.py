"""Subcommands that write pages for paper: exercises as cards, and one entry alone."""

from pathlib import Path
from typing import Annotated

import typer

from workshop import exercises
from workshop.cli.app import Borrowed, Folder, Force, Number, app, chosen
from workshop.cli.practice import Name, cards_of
from workshop.exercises import Exercise, Question
from workshop.output import written
from workshop.text import plural


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

    each = [exercises.load(step) for card in cards_of(name) for step in card.parts or (card.name,)]
    whose = html.card("", blanks=[("A nickname, and the day:", "", [], 1)])
    asked = [html.card(*exercises.heading(card).splitlines(), blanks=blanks(card)) for card in each]
    replies = [html.card(card.title, *card.replies()) for card in each if card.replies()]
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


def blanks(card: Exercise) -> list[tuple[str, str, list[str], int]]:
    """What is asked on paper, in order: the question, its hint, its boxes, and how many lines
    to write on.
    """
    return [_blank(question) for question in card.questions()] or [("", "", [*card.groups], 1)] * 5


def _blank(asked: Question) -> tuple[str, str, list[str], int]:
    boxes = list(asked.choices) or [
        str(number) for number in range(asked.high + 1) if 0 < asked.high <= 4
    ]
    hint = " ".join([asked.hint, *(f"Such as: {words}" for words in asked.suggest)]).strip()
    return asked.text, hint, boxes, 0 if boxes else asked.lines
