"""No's for each yes: how many, and how sure the log can be of it; of all, by any field, by several,
and over time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import pandas as pd

from workshop.analysis.counts import ENOUGH, Counts, Range, against, count_outcomes, counts, wilson
from workshop.analysis.fields import labels, said, value_words
from workshop.analysis.look import NO_DAY, Look, Ripe, ripe, standing
from workshop.analysis.words import Told, day_words, of_hundred, rough, spelled
from workshop.text import plural
from workshop.vocabulary import ANSWERED


@dataclass(frozen=True)
class NoToYes:
    """No's for each yes, the same with silence as no's, and the share of yes among the answered;
    with their counts.

    What counts silence speaks of the `ripe` asks, all else of every answer.
    """

    counts: Counts
    ripe: Ripe
    no_to_yes: Range
    no_to_yes_with_silence: Range
    yes_rate: Range

    @property
    def known(self) -> dict[str, Range]:
        """Both ratios by what they count, where known; silence only where there is some."""
        both = {"answered only": self.no_to_yes}
        if self.ripe.counts.silent:
            both["silence as no"] = self.no_to_yes_with_silence
        return {name: each for name, each in both.items() if each.low is not None}

    @cached_property
    def sentence(self) -> str:
        """What the answered asks say, and how exactly they can say it."""
        told, ratio = self.counts, self.no_to_yes
        if ratio.low is None:
            return f"{too_few(told.answered)}."
        if told.yes == 0:
            return _no_yes_yet(told.answered)
        value, low, high = (rough(number or 0) for number in (ratio.value, ratio.low, ratio.high))
        unit = "no" if value == "1" else "no's"
        heard = f"{value} {unit} for each yes; {told.no:,} no to {told.yes_words}."
        return (
            f"{heard} {spelled(told.answered)} answers can't say it "
            f"more exactly than {low} to {high}."
        )

    @property
    def silence_sentence(self) -> str:
        """The same with silence counted as a no, and of which asks; empty where there is no silence
        or no value.
        """
        found, told = self.no_to_yes_with_silence, self.ripe.counts
        if not told.silent or found.value is None:
            return ""
        said = f"With the {told.silent:,} silent counted as no's: {found.words}"
        of = (
            f", of {plural(told.asks, 'ask')} whose horizon has passed "
            f"({told.yes_words}, {told.no:,} no)."
        )
        return " ".join([f"{said}{of}", *self.ripe.unclosed_words, *self.ripe.unripe_words])


def no_to_yes(table: pd.DataFrame, look: Look = NO_DAY) -> NoToYes:
    """No's for each yes in a table of asks; a yes that fell through was heard. Each is unknown
    under five answers.

    >>> found = no_to_yes(pd.DataFrame({"outcome": ["yes"] * 3 + ["no_final"] * 9})).no_to_yes
    >>> found.value, round(found.low, 2), round(found.high, 2)
    (3.0, 0.88, 10.24)
    """
    return ratio_of(counts(table), ripe(table, look))


def ratio_of(told: Counts, had_time: Ripe) -> NoToYes:
    """No's for each yes from counts alone: of every ask, and of the ripe ones."""
    over = had_time.counts
    answered = (against(told.yes, told.answered), wilson(told.yes, told.answered))
    ratio, rate = answered if told.answered >= ENOUGH else (Range(), Range())
    silent = against(over.yes, over.closed) if over.answered >= ENOUGH else Range()
    return NoToYes(told, had_time, ratio, silent, rate)


def too_few(answers: int) -> str:
    """Why there is no rate yet, in words without a full stop.

    >>> too_few(4), too_few(1), too_few(0)
    ('4 answers are too few for a range', '1 answer is too few for a range', 'No answers yet')
    """
    if not answers:
        return "No answers yet"
    return f"{plural(answers, 'answer')} {'is' if answers == 1 else 'are'} too few for a range"


def _no_yes_yet(answered: int) -> str:
    """Two chances under which no yes would be ordinary, so that neither hope nor doom is read into
    it.
    """
    odds = [step * 10**power for power in range(7) for step in (1, 2, 5)]
    usual = next(
        (one_in for one_in in odds if one_in >= 5 and (1 - 1 / one_in) ** answered >= 0.05),
        odds[-2],
    )
    rare = odds[odds.index(usual) + 1]
    here = [of_hundred((1 - 1 / one_in) ** answered) for one_in in (rare, usual)]
    return (
        f"{answered:,} answered, no yes yet. If each had a 1 in {rare:,} chance, "
        f"{here[0]} of 100 people would be here too; at 1 in {usual:,}, {here[1]}. "
        f"{spelled(answered)} asks can't tell which."
    )


SAID = 8
"""How many groups are said and drawn; the table has all."""


@dataclass(frozen=True)
class Group:
    """The asks that share these values (None: not given), with their no's for each yes."""

    by: tuple[str, ...]
    values: tuple[str | None, ...]
    ratio: NoToYes

    @property
    def name(self) -> str:
        """The values as a heading says them, such as "Form, size not given"."""
        named = ", ".join(map(value_words, self.by, self.values))
        return named if self.values[0] else f"{named[:1].upper()}{named[1:]}"

    @property
    def sentence(self) -> str:
        """What the group holds; from five answers on its range, without silence and with it."""
        name = ", ".join(map(said, self.by, self.values))
        counts, ripe = self.ratio.counts, self.ratio.ripe.counts
        named = f"{name[:1].upper()}{name[1:]}, {counts.words}"
        known = [_span(each) for each in self.ratio.known.values()]
        if not known:
            return f"{named}. {too_few(counts.answered)}."
        silent = (
            f", with silence {known[1]} of {plural(ripe.asks, 'ripe ask')}" if known[1:] else ""
        )
        return f"{named}. No's for each yes: {known[0]}{silent}."


@dataclass(frozen=True)
class Groups(Told):
    """No's for each yes in each group of asks: the largest group first, spans of time in their
    order. `left` asks have no value that could be placed.
    """

    by: tuple[str, ...]
    groups: tuple[Group, ...]
    left: int = 0

    @property
    def lines(self) -> list[str]:
        """Each of the largest groups in words; that two of them differ is no pattern yet."""
        rest = plural(sum(group.ratio.counts.asks for group in self.groups[SAID:]), "ask")
        smaller = f"{plural(len(self.groups[SAID:]), 'smaller group')}, {rest}: in the table."
        luck = "Whether they differ by more than luck, the picture of patterns says."
        told = [group.sentence for group in self.groups[:SAID]]
        without = "an amount" if self.by == ("amount",) else "a known day"
        left = [f"{plural(self.left, 'ask')} without {without}: left out."] * bool(self.left)
        return [*told, *[smaller][: len(self.groups[SAID:])], *[luck][: len(told) - 1], *left] or [
            "No asks yet."
        ]


def ratio_by(asks: pd.DataFrame, *by: str, look: Look = NO_DAY) -> Groups:
    """No's for each yes by one field, or by several at once.

    >>> outcomes = ["no_final"] * 9 + ["yes"] * 3
    >>> log = pd.DataFrame({"channel": ["form"] * 6 + ["call"] * 6, "outcome": outcomes})
    >>> ratio_by(log, "channel").groups[1].ratio.no_to_yes.value
    1.0
    """
    grouped = _grouped(asks, by, [labels(asks, field) for field in by], look)
    return Groups(by, tuple(sorted(grouped, key=lambda group: -group.ratio.counts.asks)))


def by_amount(
    asks: pd.DataFrame, edges: Sequence[float], units: "pd.Series[str]", *, look: Look = NO_DAY
) -> Groups:
    """No's for each yes in bands of the amount, from small to large: up to each of `edges`, else
    three bands of about as many asks. Two units have bands of their own.

    >>> asks = pd.DataFrame({"amount": [5.0, 9.0], "outcome": ["yes", "no_final"]})
    >>> [each.name for each in by_amount(asks, [6], pd.Series(["EUR", "EUR"])).groups]
    ['up to 6 EUR', 'above 6 EUR']
    """
    given = asks[asks["amount"].notna()]
    unit_of = units[given.index]
    given = given.assign(unit=unit_of).sort_values(["unit", "amount"], kind="stable")
    names = pd.Series(index=given.index, dtype=object)
    for unit, part in given.groupby("unit"):
        amounts = part["amount"]
        at = sorted(edges) or [float(amounts.quantile(q, "lower")) for q in (1 / 3, 2 / 3)]
        at = [edge for edge in dict.fromkeys(at) if edge < amounts.max()]
        said = [f"{edge:,.10g} {unit}".strip() for edge in at]
        bands = [f"above {low}, up to {high}" for low, high in pairwise(said)]
        every = [f"up to {said[0]}", *bands, f"above {said[-1]}"] if said else [f"all {unit}"]
        names[amounts.index] = np.array(every, object)[np.searchsorted(at, amounts)]
    groups = _grouped(given, ("amount",), [names], look)
    return Groups(("amount",), tuple(groups), len(asks) - len(given))


def over_time(asks: pd.DataFrame, most: int = 6, *, look: Look = NO_DAY) -> Groups:
    """No's for each yes in spans of time, in each of which about as many asks were answered: five
    at least.
    """
    dated = asks[asks["asked_on"].notna()].sort_values("asked_on", kind="stable")
    answered = dated["outcome"].isin(ANSWERED).astype(int)
    all_ = max(1, int(answered.sum()))
    spans = max(1, min(most, all_ // ENOUGH))
    place = ((answered.cumsum() - answered) * spans // all_).clip(upper=spans - 1)
    day = dated["asked_on"].groupby(place)
    spans_of = zip(day.transform("first"), day.transform("last"), strict=True)
    names = pd.Series(
        [day_words(*dict.fromkeys(ends)) for ends in spans_of], dated.index, dtype=object
    )
    return Groups(
        ("time",), tuple(_grouped(dated, ("time",), [names], look)), len(asks) - len(dated)
    )


def _grouped(
    asks: pd.DataFrame, by: tuple[str, ...], keys: list[pd.Series], look: Look
) -> list[Group]:
    had_time = pd.Series(look.ripe(asks), asks.index)
    found = asks["outcome"].groupby(keys, dropna=False, sort=False)
    ratios = (
        (key, ratio_of(count_outcomes(each), standing(each, had_time[each.index])))
        for key, each in found
    )
    return [
        Group(by, tuple(None if x != x else str(x) for x in key), ratio) for key, ratio in ratios
    ]


def _span(found: Range) -> str:
    """A ratio with its range; open above where there is no yes."""
    return f"at least {rough(found.low or 0)}" if found.high is None else found.words
