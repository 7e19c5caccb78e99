"""Counts: what was asked and what came back. Every other number stands beside these."""

from dataclasses import dataclass

import pandas as pd

from workshop.text import plural
from workshop.vocabulary import ANSWERED, CLOSED, NOS, OUTCOMES, YESES

ENOUGH = 5
"""Answered asks below which only counts are told (design: under five answers, no rate and no range)."""


@dataclass(frozen=True)
class Counts:
    """How many asks stand where: `outcomes` has one count for each outcome, in the glossary's order."""

    asks: int
    answered: int
    closed: int
    open: int
    withdrawn: int
    outcomes: dict[str, int]

    @property
    def yes(self) -> int:
        """Yeses heard, those that fell through among them."""
        return sum(self.outcomes[code] for code in YESES)

    @property
    def no(self) -> int:
        """No's heard, of every shade."""
        return sum(self.outcomes[code] for code in NOS)

    @property
    def silent(self) -> int:
        """Asks that nobody answered within the person's own horizon."""
        return self.outcomes["silence"]

    @property
    def yes_words(self) -> str:
        """The yeses in words, with those that fell through always beside."""
        fell = self.outcomes["fell_through"]
        if not fell:
            return f"{self.yes:,} yes"
        return f"{self.yes:,} yes, {'which' if fell == self.yes == 1 else f'{fell:,} of which'} fell through"

    @property
    def words(self) -> str:
        """The counts in words, without a full stop; outcomes that did not occur are not named."""
        if not self.asks:
            return "No asks yet"
        parts = [(self.yes, self.yes_words), (self.no, f"{self.no:,} no"), (self.silent, f"{self.silent:,} silent")]
        parts += [(self.open, f"{self.open:,} waiting"), (self.withdrawn, f"{self.withdrawn:,} withdrawn")]
        return f"{plural(self.asks, 'ask')}: " + ", ".join(words for count, words in parts if count)

    @property
    def sentence(self) -> str:
        """The counts as one sentence, which is also the alternative text of the board."""
        return f"{self.words}."


def counts(table: pd.DataFrame) -> Counts:
    """The counts of a table of asks.

    >>> counts(pd.DataFrame({"outcome": ["yes", "fell_through", "no_final", "silence", "waiting"]})).sentence
    '5 asks: 2 yes, 1 of which fell through, 1 no, 1 silent, 1 waiting.'
    """
    return count_outcomes(table["outcome"])


def count_outcomes(outcomes: "pd.Series[str]") -> Counts:
    """The counts of one column of outcomes."""
    found = outcomes.value_counts()
    each = {code: int(found.get(code, 0)) for code in OUTCOMES}
    answered, closed = (sum(each[code] for code in codes) for codes in (ANSWERED, CLOSED))
    return Counts(len(outcomes), answered, closed, each["waiting"], each["withdrawn"], each)
