"""Groups of asks side by side, each with what came: the shape of most answers about pitches."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from workshop.analysis.counts import Range, count_outcomes
from workshop.analysis.words import Told


@dataclass(frozen=True)
class Row:
    """One group: its name, how many of its asks stand at each outcome, what else is known of it,
    and a share of them with its range, where one is told. It stands `under` a heading.
    """

    name: str
    outcomes: Mapping[str, int]
    note: str = ""
    share: Range | None = None
    under: str = ""

    @property
    def asks(self) -> int:
        """How many asks the group has."""
        return sum(self.outcomes.values())


@dataclass(frozen=True)
class Rows(Told):
    """Groups in the order in which they are shown, and what they say; without a group, what they
    wait for.
    """

    rows: tuple[Row, ...]
    said: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        """The words, the answer first."""
        return list(self.said)


def row(
    name: str, asks: pd.DataFrame, note: str = "", share: Range | None = None, under: str = ""
) -> Row:
    """The group of these asks.

    >>> row("B", pd.DataFrame({"outcome": ["yes", "silence", "yes"]})).outcomes
    {'yes': 2, 'silence': 1}
    """
    found = count_outcomes(asks["outcome"]).outcomes
    return Row(name, {code: n for code, n in found.items() if n}, note, share, under)
