"""Simulated people with known chances: what the kit's numbers promise, and what they keep.

    python -m tests.long.statistics          prints the tables of docs/statistics.md (about ten minutes)
    python -m tests.long.statistics --quick  the same with a tenth of the logs

Every simulation has a fixed seed; coverage is computed exactly, over all outcomes that can occur.
"""

import sys
from math import comb

import numpy as np
from scipy.stats import false_discovery_control

from tests.analysis.tables_of_asks import asks_table, steps_table
from workshop.analysis.interval import wilson
from workshop.analysis.patterns import patterns
from workshop.analysis.shrink import shrunk

SIZES = (5, 10, 20, 50, 100, 500)
CHANCES = np.round(np.arange(0.02, 0.9801, 0.005), 3)
FIELDS = (2, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6, 7)
"""Twelve fields, by how many values each has."""


def coverage(asks: int) -> tuple[float, float, float]:
    """How often the range of so many asks holds the truth: mean over the chances, the worst, and where that is."""
    ranges = [wilson(hits, asks) for hits in range(asks + 1)]
    held = []
    for chance in CHANCES:
        p = float(chance)
        held.append(sum(_binomial(k, asks, p) for k, r in enumerate(ranges) if r.low <= p <= r.high))
    return float(np.mean(held)), min(held), float(CHANCES[int(np.argmin(held))])


def simulated_coverage(asks: int, people: int, seed: int = 1) -> float:
    """The same, counted over simulated people with chances from .02 to .98."""
    rng = np.random.default_rng(seed)
    chances = rng.choice(CHANCES, people)
    ranges = [wilson(hits, asks) for hits in range(asks + 1)]
    low, high = (np.array([getattr(r, end) for r in ranges]) for end in ("low", "high"))
    hits = rng.binomial(asks, chances)
    return float(((low[hits] <= chances) & (chances <= high[hits])).mean())


def log_of(rng: np.random.Generator, asks: int, effect: tuple[float, float] | None = None):
    """A log of closed asks whose fields are luck; with `effect`, the first, two halves, changes the answered rate."""
    columns = {f"extra.f{i}": rng.integers(0, k, asks).astype(str) for i, k in enumerate(FIELDS)}
    if effect:
        columns["extra.f0"] = rng.permutation(np.arange(asks) % 2).astype(str)
    chance = np.where(columns["extra.f0"] == "1", *effect[::-1]) if effect else np.full(asks, 0.4)
    answered = rng.random(asks) < chance
    yes = answered & (rng.random(asks) < 0.3)
    outcome = np.where(yes, "yes", np.where(answered, "no_final", "silence"))
    table = asks_table(outcome=outcome, asked_on=[None] * asks)  # no dates: exactly twelve fields are looked at
    table = table.assign(**{name: values.astype(object) for name, values in columns.items()})
    moved = table["number"][rng.random(asks) < 0.3]
    return table, steps_table([{"number": number, "what": "advanced"} for number in moved])


def false_alarms(logs: int, seed: int = 1) -> dict[str, float]:
    """The share of pure-luck logs (40 to 200 closed asks) in which a method calls something a pattern."""
    rng = np.random.default_rng(seed)
    found = {"named": 0, "smallest p below .05": 0, "each p by itself": 0, "Benjamini-Hochberg": 0}
    for _ in range(logs):
        result = patterns(*log_of(rng, int(rng.integers(40, 201))))
        tested = [row for row in result.patterns if row.alone is not None]
        alone = np.array([row.alone for row in tested])
        found["named"] += bool(result.named)
        found["smallest p below .05"] += any(row.sure for row in tested)
        found["each p by itself"] += bool((alone < 0.05).any())
        found["Benjamini-Hochberg"] += bool((false_discovery_control(alone) < 0.05).any())
    return {method: count / logs for method, count in found.items()}


def power(asks: int, logs: int, effect: tuple[float, float] = (0.10, 0.35), seed: int = 1) -> tuple[float, float]:
    """The share of logs in which a true difference is named, and in which anything else is."""
    rng = np.random.default_rng([seed, asks])
    hit = other = 0
    for _ in range(logs):
        named = patterns(*log_of(rng, asks, effect)).named
        hit += any(row.by == "extra.f0" and row.of == "answered" for row in named)
        other += any(row.by != "extra.f0" for row in named)
    return hit / logs, other / logs


def shrinking(groups: int, chance: float, spread: float, logs: int, seed: int = 1) -> tuple[float, float]:
    """The mean distance from the true rates of groups of 5 to 40 asks: of raw rates, and of shrunk ones."""
    rng = np.random.default_rng([seed, groups, int(1000 * chance), int(1000 * spread)])
    weight = chance * (1 - chance) / spread**2 - 1 if spread else 0
    raw, drawn = [], []
    for _ in range(logs):
        truth = rng.beta(weight * chance, weight * (1 - chance), groups) if spread else np.full(groups, chance)
        asks = rng.integers(5, 41, groups)
        hits = rng.binomial(asks, truth)
        raw.append(((hits / asks - truth) ** 2).mean())
        drawn.append(((shrunk(hits, asks) - truth) ** 2).mean())
    return float(np.mean(raw) ** 0.5), float(np.mean(drawn) ** 0.5)


SETTINGS = [(g, c, s) for g in (2, 3, 5, 8) for c in (0.1, 0.35, 0.6) for s in (0.0, 0.05, 0.1, 0.2) if s <= c]
"""Groups, mean chance, spread of the groups' chances around it. A spread above the mean is no spread around it."""


def _binomial(hits: int, asks: int, chance: float) -> float:
    return comb(asks, hits) * chance**hits * (1 - chance) ** (asks - hits)


def _table(head: str, rows: list[str]) -> str:
    return "\n".join([head, "|".join(["", *[" --- "] * (head.count("|") - 1), ""]), *rows])


def main(part: float = 1.0) -> None:
    """Prints the tables."""
    print("## Coverage of the 95 % range\n")
    rows = []
    for n in SIZES:
        mean, worst, at = coverage(n)
        rows.append(f"| {n} | {mean:.4f} | {simulated_coverage(n, int(200_000 * part)):.4f} | {worst:.4f} | {at:.3f} |")
    print(_table("| asks | mean, exact | mean, simulated | worst | at chance |", rows))
    logs = int(1000 * part)
    print(f"\n## False alarms in {logs} logs of pure luck, 12 fields, 3 targets\n")
    print(_table("| method | logs with a pattern |", [f"| {m} | {s:.3f} |" for m, s in false_alarms(logs).items()]))
    logs = int(300 * part)
    print(f"\n## Power: .10 against .35 answered, two halves, 12 fields, 3 targets, {logs} logs each\n")
    rows = ["| {} | {:.2f} | {:.3f} |".format(n, *power(n, logs)) for n in (60, 100, 150, 200, 300, 400)]
    print(_table("| closed asks | named | something else named |", rows))
    logs = int(1000 * part)
    print(f"\n## Distance from the true rates of groups of 5 to 40 asks, {logs} logs each\n")
    rows = ["| {} | {:.2f} | {:.2f} | {:.3f} | {:.3f} |".format(*s, *shrinking(*s, logs)) for s in SETTINGS]
    print(_table("| groups | chance | spread | raw | shrunk |", rows))


if __name__ == "__main__":
    main(0.1 if "--quick" in sys.argv else 1.0)
