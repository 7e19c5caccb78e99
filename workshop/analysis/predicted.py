"""What notebook 03 predicted, beside what came: each prediction with the result that was written down after it."""

from dataclasses import replace
from typing import Any

import pandas as pd

from workshop.analysis.feeling import Guess, Guesses
from workshop.analysis.interval import wilson

PREDICT, CAME = "03.predict", "03.came"
OF_TEN, WHAT = "Of 10 such asks, how many would get a yes?", "What I will ask for"
ASKED, YES, OPEN = "How many people I asked", "How many said yes", "How many have not answered yet"


def with_predictions(found: Guesses, reflections: pd.DataFrame) -> Guesses:
    """`found`, with a row for each prediction whose result was written down, as it was told last.

    Asks that are still open count in neither.

    >>> told = [{OF_TEN: 3, WHAT: "ten minutes"}, {ASKED: 6, YES: 2, OPEN: 1}]
    >>> none = Guesses(Guess("All", 0, 0.0, 0, wilson(0, 0)), (), (), None)
    >>> with_predictions(none, pd.DataFrame({"prompt": [PREDICT, CAME], "answer": told})).by_channel[0].sentence
    '“ten minutes”, 5 closed asks: 1.5 yes guessed, 2 came.'
    """
    rows = _pairs(reflections)
    if not rows:
        return found
    asks, yes = (sum(getattr(row, name) for row in (found.all, *rows)) for name in ("asks", "yes"))
    guessed = found.all.guessed + sum(row.guessed for row in rows)
    return replace(
        found, all=Guess("All", asks, guessed, yes, wilson(yes, asks)), by_channel=(*found.by_channel, *rows)
    )


def _pairs(reflections: pd.DataFrame) -> tuple[Guess, ...]:
    found: dict[int, Guess] = {}
    guess: dict[str, Any] = {}
    for prompt, answer in zip(reflections["prompt"], reflections["answer"], strict=True):
        if prompt == PREDICT and isinstance(answer, dict):
            guess = answer
        if prompt == CAME and isinstance(answer, dict) and OF_TEN in guess:
            closed = max(int(answer.get(ASKED, 0)) - int(answer.get(OPEN, 0)), 0)
            yes = min(int(answer.get(YES, 0)), closed)
            name = f"“{guess[WHAT]}”" if WHAT in guess else "What I asked for"
            found[id(guess)] = Guess(name, closed, int(guess[OF_TEN]) * closed / 10, yes, wilson(yes, closed))
    return tuple(row for row in found.values() if row.asks)
