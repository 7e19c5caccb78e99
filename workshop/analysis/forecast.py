"""How many asks until the next yes: a forecast over ripe asks, silence included, with its spread."""

from dataclasses import dataclass

from workshop.analysis.look import Ripe
from workshop.analysis.words import Told
from workshop.text import plural

LEAST_RIPE, LEAST_YES, FARTHEST = 10, 2, 200
HORIZONS = (50, 80, 90)


@dataclass(frozen=True)
class NextYes(Told):
    """In how many asks 50, 80 and 90 of 100 people with such a log hear a yes (None: unknown, or more than 200).

    `curve` is the chance of at least one yes within 1, 2, ... 200 asks; empty where nothing is known.
    """

    ripe: Ripe
    asks: dict[int, int | None]
    curve: tuple[float, ...]

    @property
    def lines(self) -> list[str]:
        """The forecast in words, or what it still needs."""
        over = self.ripe.counts
        log, beside = f"{plural(over.asks, 'ask')} whose horizon has passed, {over.yes_words}", self.ripe.beside
        if not self.curve:
            return [f"{log}: a forecast takes {LEAST_RIPE} such asks and {LEAST_YES} yes.", *beside]
        first, *rest = (f"within {n}" if n else f"after more than {FARTHEST}" for n in self.asks.values())
        soon = ", ".join(f"{of} {when}" for of, when in zip(HORIZONS[1:], rest, strict=True))
        unit = "ask" if self.asks[HORIZONS[0]] == 1 else "asks"
        told = f"of 100 people here {HORIZONS[0]} hear a yes {first} {unit}, {soon}"
        return [f"{log}. If the next asks are like these, {told}.", *beside]


def next_yes(had_time: Ripe) -> NextYes:
    """Asks until the next yes, from the ripe asks of a log: beta-geometric, with the Jeffreys prior.

    >>> from workshop.analysis.counts import counts
    >>> import pandas as pd
    >>> next_yes(Ripe(counts(pd.DataFrame({"outcome": ["yes"] * 3 + ["silence"] * 27})))).asks
    {50: 7, 80: 17, 90: 27}
    """
    told = had_time.counts
    if told.closed < LEAST_RIPE or told.yes < LEAST_YES:
        return NextYes(had_time, dict.fromkeys(HORIZONS), ())
    for_yes, against, none_yet, curve = told.yes + 0.5, told.closed - told.yes + 0.5, 1.0, list[float]()
    for ask in range(FARTHEST):
        none_yet *= (against + ask) / (for_yes + against + ask)
        curve.append(1 - none_yet)
    asks = {of: next((n for n, chance in enumerate(curve, 1) if chance >= of / 100), None) for of in HORIZONS}
    return NextYes(had_time, asks, tuple(curve))
