"""Shades of no: how the no's divide, what a probe made of the unclear ones, and what the no's opened."""

from dataclasses import dataclass

import pandas as pd

from workshop.analysis.counts import count_outcomes
from workshop.analysis.words import Told
from workshop.text import plural
from workshop.vocabulary import DOORS, NOS, OUTCOMES


@dataclass(frozen=True)
class Opened:
    """A no, and what it made room for: the ask it led to (None: none), where that stands, and the person's words."""

    number: int
    to: int | None
    outcome: str | None
    words: str


@dataclass(frozen=True)
class Shades(Told):
    """The no's by shade; how many began unclear; where those that were then probed stand; what the no's opened; and the
    doors that were chosen after them."""

    shades: dict[str, int]
    unclear: int
    became: dict[str, int]
    opened: tuple[Opened, ...]
    doors: dict[str, int]

    @property
    def lines(self) -> list[str]:
        """All three in words; links that led nowhere are told with the others."""
        no, probed = sum(self.shades.values()), sum(self.became.values())
        told = [f"{no:,} no{'' if no == 1 else chr(39) + 's'}: {_each(self.shades)}." if no else "No no's stand now."]
        if not self.unclear and not no:
            return ["No no's yet."]
        if self.unclear:
            now = f"{probed:,} got a question back, and now: {_each(self.became)}" if probed else "none asked back yet"
            told.append(f"{self.unclear:,} began as kind unknown; {now}.")
        nowhere = sum(link.outcome in (*NOS, "silence") for link in self.opened)
        if self.opened:
            led = f", {nowhere:,} of which led nowhere" if nowhere else ""
            told.append(f"The no's opened {plural(len(self.opened), 'thing')}{led}.")
        if self.doors:
            each = (f"{count:,} {door_label(code).lower()}" for code, count in self.doors.items())
            told.append(f"Doors chosen: {', '.join(each)}.")
        return told


def shades(asks: pd.DataFrame, steps: pd.DataFrame, links: pd.DataFrame) -> Shades:
    """How the no's of a log divide and what came of them; `links` is the table of links."""
    unclear = steps["outcome"] == "no_unclear"
    began = asks["number"].isin(steps["number"][unclear]) | (asks["outcome"] == "no_unclear")
    after = unclear.groupby(steps["number"]).cummax()  # steps come in their order, ask by ask
    probed = asks["number"].isin(steps["number"][(steps["what"] == "probed") & after])
    standing = dict(zip(asks["number"], asks["outcome"], strict=True))
    ends = zip(links["number"], links["to"], links["words"].fillna("").astype(str), strict=True)
    opened = [Opened(int(no), None if pd.isna(to) else int(to), standing.get(to), words) for no, to, words in ends]
    stand, now = (count_outcomes(outcomes).outcomes for outcomes in (asks["outcome"], asks["outcome"][probed]))
    became = {code: count for code, count in now.items() if count}
    doors = asks["door"][asks["outcome"].isin(NOS)].value_counts()
    each = {code: stand[code] for code in NOS}
    return Shades(each, int(began.sum()), became, tuple(opened), {str(code): int(n) for code, n in doors.items()})


def door_label(code: str) -> str:
    """A door as a person says it.

    >>> door_label("let_go")
    'Let go'
    """
    return DOORS[code].label if code in DOORS else code


def _each(counts: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {_short(code)}" for code, count in counts.items() if count)


def _short(code: str) -> str:
    """An outcome inside a sentence about no's.

    >>> [_short(code) for code in ("no_unclear", "no_for_now", "no_opening", "yes")]
    ['kind unknown', 'for now', 'opened something', 'yes']
    """
    return OUTCOMES[code].label.removeprefix("No").lstrip(", ").removeprefix("but it ").lower()
