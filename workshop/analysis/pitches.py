"""Pitches side by side: two versions, why no, one piece at many venues, and what is out now."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from workshop.analysis.amounts import money, units
from workshop.analysis.counts import ENOUGH, wilson
from workshop.analysis.look import Look, days_between
from workshop.analysis.patterns import patterns
from workshop.analysis.rows import Row, Rows, row
from workshop.analysis.splits import same_time
from workshop.analysis.ties import Floats
from workshop.analysis.words import Told, day_words
from workshop.text import listed, plural
from workshop.vocabulary import NOS, REASONS

OFTEN = 6
"""Of so many versions, the most frequent, the first two of the same weeks are shown."""
VERSIONS = "Two versions that were pitched over the same weeks will stand here."


def versions(
    asks: pd.DataFrame, steps: pd.DataFrame, look: Look, first: str = "", second: str = ""
) -> Rows:
    """Two versions of what was pitched, over the weeks in which both were asked with: what came of
    all, and the share of yes of those that had the same time. Patterns' rules say what it is worth.

    Without names, the first two of the most frequent ones that were.
    """
    dated = asks[asks["pitched"].notna() & asks["asked_on"].notna()]
    often = dict.fromkeys(filter(None, (first, second, *dated["pitched"].value_counts().index)))
    pairs = [*combinations([*often][:OFTEN], 2)]
    if not pairs:
        return Rows((), (VERSIONS,))
    tried = [(pair, _same_weeks(dated, pair)) for pair in (pairs[:1] if second else pairs)]
    (one, other), both = next((each for each in tried if len(each[1])), tried[0])
    if not len(both):
        return Rows((), (f"“{one}” and “{other}” were never pitched in the same weeks.",))
    start, end = both["asked_on"].min(), both["asked_on"].max()
    same = same_time(both, steps, look)
    rows = [_version(name, both, same.asks["pitched"], same.hits["yes"]) for name in (one, other)]
    found = patterns(both, steps, look)
    told = [each for each in found.weighed if each.by == "pitched" and each.of == "yes"]
    few = f"Whether that is luck takes {ENOUGH} asks of each that had the same time, and a yes."
    between = f"Pitched over the same weeks, {day_words(*dict.fromkeys((start, end)))}."
    return Rows(tuple(rows), (between, told[0].sentence if told else few, *same.left))


def _same_weeks(asks: pd.DataFrame, pair: tuple[str, str]) -> pd.DataFrame:
    """The asks with either version between the first and the last day on which both were in use;
    none where they never were.
    """
    both = asks[asks["pitched"].isin(pair)]
    days = both.groupby("pitched")["asked_on"].agg(["min", "max"])
    both = both[both["asked_on"].between(days["min"].max(), days["max"].min())]
    return both if both["pitched"].nunique() == len(pair) else both[:0]


def _version(
    name: str, asks: pd.DataFrame, in_time: "pd.Series[str]", hits: "np.typing.NDArray[np.bool_]"
) -> Row:
    of = (in_time == name).to_numpy()
    share = wilson(int(hits[of].sum()), int(of.sum())) if of.sum() >= ENOUGH else None
    had_it = f"{hits[of].sum():,} yes of {of.sum():,} that had the same time"
    note = had_it if of.any() else "none had the same time yet"
    return row(name, asks[asks["pitched"] == name], note, share)


SAID, GUESSED, NOTED = "What they said", "What I guess", "As noted"
_UNDER = {"they_said": SAID, "i_asked": SAID, "i_guess": GUESSED}
_HOW = {"they_said": "they said so", "i_asked": "I asked"}


def reasons(asks: pd.DataFrame, steps: pd.DataFrame) -> Rows:
    """Why no, by reason: what was said or asked, then apart what the person guesses, and what was
    noted without how it is known; each divided by shade, with how many came after a further stage.
    """
    nos = asks[asks["outcome"].isin(NOS)]
    if not len(nos):
        return Rows((), ("No no's yet.",))
    told = steps[(steps["what"] == "answered") & steps["reason"].notna()]
    last = told.drop_duplicates("number", keep="last").set_index("number")["source"]
    source = nos["number"].map(last).astype(object)
    of = source.map(lambda code: _UNDER.get(code, NOTED))
    further = nos["number"].isin(steps["number"][steps["what"] == "advanced"])
    known = nos[nos["reason"].notna() & (nos["reason"] != "not_told")]
    rows = []
    for under in (SAID, GUESSED, NOTED):
        parts = known[of[known.index] == under].groupby("reason")
        for code, part in sorted(parts, key=lambda pair: -len(pair[1])):
            by = source[part.index].value_counts()
            how = [f"{_HOW[name]}: {n}" for name, n in by.items() if name in _HOW]
            later = int(further[part.index].sum())
            note = ", ".join([*how, *[f"after a further stage: {later}"] * bool(later)])
            rows.append(row(_reason(asks, str(code)), part, note, under=under))
    counts = of[known.index].value_counts()
    each = {"that was said": SAID, "that you guess": GUESSED, "that you noted": NOTED}
    told_of = [f"{counts[at]:,} with a reason {how}" for how, at in each.items() if at in counts]
    told_of += [f"{len(nos) - len(known):,} without"] * (len(nos) > len(known))
    said = f"{plural(len(nos), 'no')}{chr(39) + 's' if len(nos) > 1 else ''}: {listed(told_of)}."
    return Rows(tuple(rows), (said, "A reason is what somebody said. It need not be the cause."))


def _reason(asks: pd.DataFrame, code: str) -> str:
    own: Mapping[str, str] = asks.attrs.get("own_words", {}).get("reason", {})
    return REASONS[code].label if code in REASONS else own.get(code, code)


def venues(asks: pd.DataFrame) -> Rows:
    """What was pitched, piece by piece: at how many venues it is out, and what came back there."""
    named = asks[asks["pitched"].notna()]
    parts = list(named.groupby("pitched"))
    if not parts:
        return Rows((), ("Nothing that was put forward is named yet.",))
    parts = sorted(
        parts, key=lambda pair: (-(pair[1]["outcome"] == "waiting").sum(), -len(pair[1]))
    )
    rows = [row(str(name), part, _out(part)) for name, part in parts]
    both = [each for each in rows if each.outcomes.get("yes") and each.outcomes.get("waiting")]
    said = [f"{plural(len(rows), 'piece')}; out now: {(named['outcome'] == 'waiting').sum():,}."]
    said += [f"“{each.name}” has a yes and is still out elsewhere." for each in both[:3]]
    return Rows(tuple(rows), tuple(said))


def _out(part: pd.DataFrame) -> str:
    waits, yes = ((part["outcome"] == code).sum() for code in ("waiting", "yes"))
    told = [f"out at {waits:,}"] * bool(waits) + [f"accepted at {yes:,}"] * bool(yes)
    return ", ".join(told)


@dataclass(frozen=True)
class Open:
    """An ask that is out: for how many days (None: unknown), and the amount that hangs on it."""

    number: int
    name: str
    days: int | None
    amount: str


@dataclass(frozen=True)
class Out(Told):
    """The open asks, the longest first; `half` of the answers came within so many days, nine of ten
    within `most` (None: not known); `sums` of what hangs on them, by unit.
    """

    open: tuple[Open, ...]
    half: int | None
    most: int | None
    sums: Mapping[str, float]

    @property
    def late(self) -> int:
        """How many have waited longer than nine in ten answers took, or half where it is all that
        is known.
        """
        usual = self.half if self.most is None else self.most
        return 0 if usual is None else sum((each.days or 0) > usual for each in self.open)

    @property
    def lines(self) -> list[str]:
        """How many are out and what hangs on them, then the usual wait."""
        if not self.open:
            return ["Nothing is out."]
        amounts = listed([money(amount, unit) for unit, amount in self.sums.items()])
        hangs = f", for {amounts}" if amounts else ""
        told = [f"Out now: {plural(len(self.open), 'ask')}{hangs}."]
        if self.half is None:
            return [*told, f"Your own usual wait is known from {ENOUGH} dated answers on."]
        usual = f"Half of your answers came within {plural(self.half, 'day')}"
        usual += f", nine in ten within {self.most:,}" if self.most is not None else ""
        late = self.late
        return [
            *told,
            f"{usual}.",
            *[f"{late:,} {'has' if late == 1 else 'have'} waited longer than that."] * bool(late),
        ]


def out(asks: pd.DataFrame, look: Look, unit: str = "") -> Out:
    """The open asks by age beside the usual wait of this log's own answers."""
    still = asks[asks["outcome"] == "waiting"]
    waited, unit_of = look.waited(still), units(still, unit)
    took = days_between(asks["asked_on"], asks["answered_on"])
    took = took[took >= 0]
    half = _within(took, 0.5) if len(took) >= ENOUGH else None
    most = _within(took, 0.9) if len(took) >= 2 * ENOUGH else None
    amounts = [money(a, u) if a == a else "" for a, u in zip(still["amount"], unit_of, strict=True)]
    days = [None if np.isnan(each) else max(int(each), 0) for each in waited]
    rows = [
        Open(*each) for each in zip(still["number"], still["alias"], days, amounts, strict=True)
    ]
    rows.sort(key=lambda each: -(each.days or 0))
    sums = {str(u): float(each.sum()) for u, each in still["amount"].dropna().groupby(unit_of)}
    return Out(tuple(rows), half, most, sums)


def _within(days: Floats, share: float) -> int:
    """The day by which this share of the answers had come."""
    return int(np.quantile(days, share, method="inverted_cdf"))
