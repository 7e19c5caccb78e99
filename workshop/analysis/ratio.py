"""No's for each yes: how many, and how sure the log can be of it."""

from dataclasses import dataclass

import pandas as pd

from workshop.analysis.counts import ENOUGH, Counts, Range, against, counts, wilson
from workshop.analysis.look import NO_DAY, Look, Ripe, ripe
from workshop.analysis.words import of_hundred, rough, spelled
from workshop.text import plural


@dataclass(frozen=True)
class NoToYes:
    """No's for each yes, the same with silence as no's, and the share of yes among the answered; with their counts.

    What counts silence speaks of the `ripe` asks, all else of every answer.
    """

    counts: Counts
    ripe: Ripe
    no_to_yes: Range
    no_to_yes_with_silence: Range
    yes_rate: Range

    @property
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
        return f"{heard} {spelled(told.answered)} answers can't say it more exactly than {low} to {high}."

    @property
    def silence_sentence(self) -> str:
        """The same with silence counted as a no, and of which asks; empty where there is no silence or no value."""
        found, told = self.no_to_yes_with_silence, self.ripe.counts
        if not told.silent or found.value is None:
            return ""
        said = f"With the {told.silent:,} silent counted as no's: {found.words}"
        of = f", of {plural(told.asks, 'ask')} whose horizon has passed ({told.yes_words}, {told.no:,} no)."
        return " ".join([f"{said}{of}", *self.ripe.unclosed_words, *self.ripe.unripe_words])


def no_to_yes(table: pd.DataFrame, look: Look = NO_DAY) -> NoToYes:
    """No's for each yes in a table of asks; a yes that fell through was heard. Each is unknown under five answers.

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
    """Two chances under which no yes would be ordinary, so that neither hope nor doom is read into it."""
    odds = [step * 10**power for power in range(7) for step in (1, 2, 5)]
    usual = next((one_in for one_in in odds if one_in >= 5 and (1 - 1 / one_in) ** answered >= 0.05), odds[-2])
    rare = odds[odds.index(usual) + 1]
    here = [of_hundred((1 - 1 / one_in) ** answered) for one_in in (rare, usual)]
    return (
        f"{answered:,} answered, no yes yet. If each had a 1 in {rare:,} chance, {here[0]} of 100 people would be "
        f"here too; at 1 in {usual:,}, {here[1]}. {spelled(answered)} asks can't tell which."
    )
