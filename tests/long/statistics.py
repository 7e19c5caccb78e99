"""Simulated people with known chances: what the kit's numbers promise, and what they keep.

    python -m tests.long.statistics          prints the tables of docs/statistics.md
    python -m tests.long.statistics --quick  the same with a tenth of the logs
    python -m tests.long.statistics --write  writes them into the page, between their markers; a
    table by its name

Every simulation has a fixed seed; coverage is computed exactly, over all outcomes that can occur.
"""

import sys
from math import comb

import numpy as np
import pandas as pd
from scipy.stats import false_discovery_control

from tests.analysis.tables_of_asks import asks_table, steps_table
from workshop.analysis.counts import wilson
from workshop.analysis.look import Look
from workshop.analysis.luck import shrunk
from workshop.analysis.patterns import Weighed, patterns

SIZES = (5, 10, 20, 50, 100, 500)
CHANCES = np.round(np.arange(0.02, 0.9801, 0.005), 3)
FIELDS = (2, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6, 7)
"""Twelve fields, by how many values each has."""
AS_OF = pd.Timestamp("2026-06-30")
POWER = {
    "closed": (60, 100, 150, 200, 300, 400),
    "ripe": (100, 200, 300),
    "names": (100, 200, 300),
    "firms": (100, 200, 300),
}
"""How power is simulated: all asks closed; some too recent; names that return; a field of the
organisation.
"""


def coverage(asks: int) -> tuple[float, float, float]:
    """How often the range of so many asks holds the truth: mean over the chances, the worst,
    and where that is.
    """
    ranges = [wilson(hits, asks) for hits in range(asks + 1)]
    held = []
    for chance in CHANCES:
        p = float(chance)
        held.append(
            sum(_binomial(k, asks, p) for k, r in enumerate(ranges) if r.low <= p <= r.high)
        )
    worst = int(
        np.argmin(np.round(held, 9))
    )  # a chance and its mirror are equally bad: the lower one is told
    return float(np.mean(held)), min(held), float(CHANCES[worst])


def simulated_coverage(asks: int, people: int, seed: int = 1) -> float:
    """The same, counted over simulated people with chances from .02 to .98."""
    rng = np.random.default_rng(seed)
    chances = rng.choice(CHANCES, people)
    ranges = [wilson(hits, asks) for hits in range(asks + 1)]
    low, high = (np.array([getattr(r, end) for r in ranges]) for end in ("low", "high"))
    hits = rng.binomial(asks, chances)
    return float(((low[hits] <= chances) & (chances <= high[hits])).mean())


def log_of(
    rng: np.random.Generator,
    asks: int,
    effect: tuple[float, float] | None = None,
    way: str = "closed",
):
    """A log whose fields are luck; with `effect`, the first, two halves, changes the answered rate.

    `way`: all "closed" and undated; "ripe": over 90 days, answers after a week, the last fortnight
    too recent; "names": closed, one to four asks to a name, which have nothing to do with it;
    "firms": four asks to each, halves of firms.
    """
    columns = {f"extra.f{i}": rng.integers(0, k, asks).astype(str) for i, k in enumerate(FIELDS)}
    firm = (
        np.arange(asks) // 4
        if way == "firms"
        else np.repeat(np.arange(asks), rng.integers(1, 5, asks))[:asks]
    )
    if effect:
        half = (
            rng.permutation(np.arange(asks // 4 + 1) % 2)[firm]
            if way == "firms"
            else rng.permutation(asks) % 2
        )
        columns["extra.f0"] = half.astype(str)
    chance = np.where(columns["extra.f0"] == "1", *effect[::-1]) if effect else np.full(asks, 0.4)
    answered, ago = rng.random(asks) < chance, np.sort(rng.integers(0, 90, asks))[::-1]
    took = np.rint(7 * rng.lognormal(0, 0.7, asks))
    if way == "ripe":
        answered &= took <= ago
    yes = answered & (rng.random(asks) < 0.3)
    outcome = np.where(
        yes,
        "yes",
        np.where(
            answered, "no_final", np.where((way == "ripe") & (ago < 14), "waiting", "silence")
        ),
    )
    table = asks_table(
        outcome=outcome, asked_on=[None] * asks
    )  # no dates: exactly twelve fields are looked at
    if way == "ripe":
        asked = pd.Series(AS_OF - pd.to_timedelta(ago, unit="D"))
        table = table.assign(
            asked_on=asked, answered_on=(asked + pd.to_timedelta(took, unit="D")).where(answered)
        )
    if way in ("names", "firms"):
        table["alias"] = [f"firm {n}" for n in firm]
    table = table.assign(**{name: values.astype(object) for name, values in columns.items()})
    moved = table["number"][rng.random(asks) < 0.3]
    return (
        table,
        steps_table([{"number": number, "what": "advanced"} for number in moved]),
        Look(AS_OF.date()),
    )


def false_alarms(logs: int, seed: int = 1) -> dict[str, float]:
    """The share of pure-luck logs (40 to 200 closed asks) in which a method calls something a
    pattern.
    """
    rng = np.random.default_rng(seed)
    found = {"named": 0, "smallest p below .05": 0, "each p by itself": 0, "Benjamini-Hochberg": 0}
    for _ in range(logs):
        result = patterns(*log_of(rng, int(rng.integers(40, 201))))
        tested = [row for row in result.patterns if isinstance(row, Weighed)]
        alone = np.array([row.alone for row in tested])
        found["named"] += bool(result.named)
        found["smallest p below .05"] += any(row.sure for row in tested)
        found["each p by itself"] += bool((alone < 0.05).any())
        found["Benjamini-Hochberg"] += bool((false_discovery_control(alone) < 0.05).any())
    return {method: count / logs for method, count in found.items()}


def power(
    asks: int, logs: int, way: str = "closed", effect: tuple[float, float] = (0.10, 0.35)
) -> tuple[float, float]:
    """The share of logs in which a true difference is named, and in which anything else is."""
    rng = np.random.default_rng([1, asks])
    hit = other = 0
    for _ in range(logs):
        named = patterns(*log_of(rng, asks, effect, way)).named
        hit += any(row.by == "extra.f0" and row.of == "answered" for row in named)
        other += any(row.by != "extra.f0" for row in named)
    return hit / logs, other / logs


def looks(logs: int, times: int = 20) -> tuple[float, float]:
    """The share of logs of luck with a pattern at the last look, and at one or more of so many
    while they grow.
    """
    rng, last, ever = np.random.default_rng(1), 0, 0
    for _ in range(logs):
        asks, steps, look = log_of(rng, 10 * times)
        found = [
            bool(patterns(asks[: 10 * n], steps, look, shuffles=400).named)
            for n in range(1, times + 1)
        ]
        last, ever = last + found[-1], ever + any(found)
    return last / logs, ever / logs


def shrinking(
    groups: int, chance: float, spread: float, logs: int, seed: int = 1
) -> tuple[float, float]:
    """The mean distance from the true rates of groups of 5 to 40 asks: of raw rates, and of
    shrunk ones.
    """
    rng = np.random.default_rng([seed, groups, int(1000 * chance), int(1000 * spread)])
    weight = chance * (1 - chance) / spread**2 - 1 if spread else 0
    raw, drawn = [], []
    for _ in range(logs):
        truth = (
            rng.beta(weight * chance, weight * (1 - chance), groups)
            if spread
            else np.full(groups, chance)
        )
        asks = rng.integers(5, 41, groups)
        hits = rng.binomial(asks, truth)
        raw.append(((hits / asks - truth) ** 2).mean())
        drawn.append(((shrunk(hits, asks) - truth) ** 2).mean())
    return float(np.mean(raw) ** 0.5), float(np.mean(drawn) ** 0.5)


SETTINGS = [
    (g, c, s)
    for g in (2, 3, 5, 8)
    for c in (0.1, 0.35, 0.6)
    for s in (0.0, 0.05, 0.1, 0.2)
    if s <= c
]
"""Groups, mean chance, spread of the groups' chances around it. A spread above the mean is no
spread around it.
"""


def _binomial(hits: int, asks: int, chance: float) -> float:
    return comb(asks, hits) * chance**hits * (1 - chance) ** (asks - hits)


if __name__ == "__main__":
    from tests.long.page import main

    named = [word for word in sys.argv[1:] if not word.startswith("--")]
    main(0.1 if "--quick" in sys.argv else 1.0, write="--write" in sys.argv, only=named)
