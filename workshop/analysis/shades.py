"""Shades of no: how the no's divide, what a probe made of the unclear ones, and what the no's opened."""

from dataclasses import dataclass

import pandas as pd

from workshop.text import plural
from workshop.vocabulary import NOS, OUTCOMES


@dataclass(frozen=True)
class Opened:
    """A no, and what it made room for: the ask it led to (None: none), where that stands, and the person's words."""

    number: int
    to: int | None
    outcome: str | None
    words: str


@dataclass(frozen=True)
class Shades:
    """The no's by shade; how many began unclear; where those that were then probed stand; and what the no's opened."""

    shades: dict[str, int]
    unclear: int
    became: dict[str, int]
    opened: tuple[Opened, ...]

    @property
    def sentence(self) -> str:
        """All three in words; links that led nowhere are told with the others."""
        if not self.unclear and not any(self.shades.values()):
            return "No no's yet."
        probed, became = sum(self.became.values()), _each(self.became)
        now = f"{probed} got a question back and stand now: {became}" if probed else "none got a question back"
        nowhere = sum(link.outcome in (*NOS, "silence") for link in self.opened)
        opened = f" The no's opened {plural(len(self.opened), 'thing')}; {nowhere} led nowhere." if self.opened else ""
        told = f"{plural(sum(self.shades.values()), 'no')}: {_each(self.shades) or 'none stands'}"
        return f"{told}. {self.unclear} began unclear; {now}.{opened}"


def shades(asks: pd.DataFrame, steps: pd.DataFrame, links: pd.DataFrame) -> Shades:
    """How the no's of a log divide and what came of them; `links` is the table of links."""
    unclear = steps["outcome"] == "no_unclear"
    began = asks["number"].isin(steps["number"][unclear]) | (asks["outcome"] == "no_unclear")
    after = unclear.groupby(steps["number"]).cummax()  # steps come in their order, ask by ask
    probed = asks["number"].isin(steps["number"][(steps["what"] == "probed") & after])
    standing = dict(zip(asks["number"], asks["outcome"], strict=True))
    ends = zip(links["number"], links["to"], links["words"].fillna("").astype(str), strict=True)
    opened = [Opened(int(no), None if pd.isna(to) else int(to), standing.get(to), words) for no, to, words in ends]
    became = _count(asks["outcome"][probed])
    return Shades({code: _count(asks["outcome"]).get(code, 0) for code in NOS}, int(began.sum()), became, tuple(opened))


def _count(outcomes: pd.Series) -> dict[str, int]:
    found = outcomes.value_counts()
    return {code: int(found[code]) for code in OUTCOMES if code in found}


def _each(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {OUTCOMES[code].label}" for code, count in counts.items() if count)
