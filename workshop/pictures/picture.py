"""What a picture is: the question it answers, how a log is read for it, how it is drawn, its
numbers as a table.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from workshop import tables
from workshop.analysis.counts import Range
from workshop.analysis.words import rough
from workshop.journal import Log

Chosen = Mapping[str, str | None]
"""What is typed or chosen above a picture, by the name of the choice."""
Table = tuple[Sequence[str], Sequence[Sequence[str]]]
"""The headers and the rows of a picture's table."""
SEED = "seed"
"""The choice that says which people are drawn, where a picture draws some by chance."""


@dataclass(frozen=True)
class Choice:
    """What can be chosen above a picture: one of `options`, or `none` of them; without options, a
    number to type.
    """

    name: str
    label: str
    options: Sequence[tuple[str, str]] = ()
    none: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Shown:
    """What is to be seen of a picture: `lines` are the words that it says itself, `below` those
    that stand under it; no figure while it waits.
    """

    title: str
    lines: Sequence[str]
    below: Sequence[str]
    figure: Figure | None
    table: Table


@dataclass(frozen=True)
class Picture:
    """One picture of a log: `read` makes a result of the log, `draw` and `table` show what `read`
    made.

    `guess` is asked first where the picture would give it away, once a result has `enough`; what
    was guessed is told with `guessed_at`. `says`: where the lines end that the picture itself says,
    as in a slice (1: the first; -1: all but the last; None: all). `draws_no`: it shows no's, and
    waits in calm mode. `under` stands above the table. `reroll`: the button that draws other people
    by chance.
    """

    name: str
    question: str
    read: Callable[[Log, Chosen], Any]
    draw: Callable[[Any], Figure]
    table: Callable[[Any], Table]
    guess: str = ""
    enough: Callable[[Any], object] = bool
    guessed_at: str = ""
    says: int | None = 1
    draws_no: bool = True
    under: str = ""
    choices: Callable[[Log], list[Choice]] = lambda log: []
    reroll: str = ""

    @property
    def prompt(self) -> str:
        """Under which prompt a guess is kept; empty where there is none."""
        return f"guess.{self.name}" if self.guess else ""

    def asked(self, result: Any) -> str:
        """What there is to guess; empty where there is too little to guess about."""
        return self.guess if self.enough(result) else ""

    def shown(self, result: Any, guess: float | None = None, calm: bool = False) -> Shown:
        """The result in words, picture and table, with what was guessed; in calm mode a picture of
        no's waits.
        """
        figure = None if calm and self.draws_no else self.draw(result)
        lines = result.lines
        says = len(lines[: self.says]) if len(lines) > 1 else 1
        guessed = [] if guess is None else [f"You guessed {guess:g}{self.guessed_at}."]
        below = [*lines[says:], *guessed]
        return Shown(self.question, lines[:says], below, figure, self.table(result))


def asks_of(log: Log) -> pd.DataFrame:
    """The asks of a log as they stand on its day."""
    return tables.asks(log, log.as_of)


def asks_and_steps(log: Log) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The asks and the steps of a log as they stand on its day."""
    return asks_of(log), tables.steps(log, log.as_of)


def number_words(value: float | None) -> str:
    """A number in a table; empty where it is not known."""
    return "" if value is None else rough(value)


def range_words(found: Range, unit: float = 1) -> str:
    """A range in a table, in units of 1 / `unit`; empty where it is not known.

    >>> range_words(Range(0.5, 0.21, 0.84), 100), range_words(Range(None, 2.1))
    ('21 to 84', '2.1 or more')
    """
    if found.low is None:
        return ""
    low = rough(found.low * unit)
    return f"{low} or more" if found.high is None else f"{low} to {rough(found.high * unit)}"
