"""No's for each yes by any field, by several at once, and over time: answered only beside all closed."""

from dataclasses import dataclass

import pandas as pd

from workshop.analysis.counts import ENOUGH, Range, count_outcomes
from workshop.analysis.fields import labels, said
from workshop.analysis.look import NO_DAY, Look, standing
from workshop.analysis.ratio import NoToYes, ratio_of, too_few
from workshop.analysis.words import Told, day_words, rough
from workshop.text import plural
from workshop.vocabulary import ANSWERED

SAID = 8
"""How many groups are said and drawn; the table has all."""


@dataclass(frozen=True)
class Group:
    """The asks that share these values (None: not given), with their no's for each yes."""

    by: tuple[str, ...]
    values: tuple[str | None, ...]
    ratio: NoToYes

    @property
    def sentence(self) -> str:
        """What the group holds; its range where it has five answers, without silence and with it."""
        told, answered, closed = self.ratio.counts, self.ratio.no_to_yes, self.ratio.no_to_yes_with_silence
        name = ", ".join(said(field, value) for field, value in zip(self.by, self.values, strict=True))
        named = f"{name[:1].upper()}{name[1:]}, {told.words}"
        if answered.low is None:
            return f"{named}. {too_few(told.answered)}."
        over = self.ratio.ripe.counts
        shown = over.silent and closed.low is not None
        silent = f", with silence {_span(closed)} of {plural(over.asks, 'ripe ask')}" if shown else ""
        return f"{named}. No's for each yes: {_span(answered)}{silent}."


@dataclass(frozen=True)
class Groups(Told):
    """No's for each yes in each group of asks: the largest group first, spans of time in their order."""

    by: tuple[str, ...]
    groups: tuple[Group, ...]
    undated: int = 0

    @property
    def lines(self) -> list[str]:
        """Each of the largest groups in words; that two of them differ is no pattern yet."""
        rest = plural(sum(group.ratio.counts.asks for group in self.groups[SAID:]), "ask")
        smaller = f"{plural(len(self.groups[SAID:]), 'smaller group')}, {rest}: in the table."
        luck = "Whether they differ by more than luck, the picture of patterns says."
        told = [group.sentence for group in self.groups[:SAID]]
        left = [f"{plural(self.undated, 'ask')} without a known day: left out."] if self.undated else []
        return [*told, *[smaller][: len(self.groups[SAID:])], *[luck][: len(told) - 1], *left] or ["No asks yet."]


def ratio_by(asks: pd.DataFrame, *by: str, look: Look = NO_DAY) -> Groups:
    """No's for each yes by one field, or by several at once.

    >>> log = pd.DataFrame({"channel": ["form"] * 6 + ["call"] * 6, "outcome": ["no_final"] * 9 + ["yes"] * 3})
    >>> ratio_by(log, "channel").groups[1].ratio.no_to_yes.value
    1.0
    """
    grouped = _grouped(asks, by, [labels(asks, field) for field in by], look)
    return Groups(by, tuple(sorted(grouped, key=lambda group: -group.ratio.counts.asks)))


def over_time(asks: pd.DataFrame, most: int = 6, *, look: Look = NO_DAY) -> Groups:
    """No's for each yes in spans of time, in each of which about as many asks were answered: five at least."""
    dated = asks[asks["asked_on"].notna()].sort_values("asked_on", kind="stable")
    answered = dated["outcome"].isin(ANSWERED).astype(int)
    all_ = max(1, int(answered.sum()))
    spans = max(1, min(most, all_ // ENOUGH))
    place = ((answered.cumsum() - answered) * spans // all_).clip(upper=spans - 1)
    day = dated["asked_on"].groupby(place)
    spans_of = zip(day.transform("first"), day.transform("last"), strict=True)
    names = pd.Series([day_words(*dict.fromkeys(ends)) for ends in spans_of], dated.index, dtype=object)
    return Groups(("time",), tuple(_grouped(dated, ("time",), [names], look)), len(asks) - len(dated))


def _grouped(asks: pd.DataFrame, by: tuple[str, ...], keys: list[pd.Series], look: Look) -> list[Group]:
    had_time = pd.Series(look.ripe(asks), asks.index)
    found = asks["outcome"].groupby(keys, dropna=False, sort=False)
    ratios = ((key, ratio_of(count_outcomes(each), standing(each, had_time[each.index]))) for key, each in found)
    return [Group(by, tuple(None if x != x else str(x) for x in key), ratio) for key, ratio in ratios]


def _span(found: Range) -> str:
    """A ratio with its range; open above where there is no yes."""
    return f"at least {rough(found.low or 0)}" if found.high is None else found.words
