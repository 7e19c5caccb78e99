"""Logs in which asks of one organisation hang together: each has a chance of its own, and
fields of its own.
"""

import numpy as np
import pandas as pd

from tests.analysis.tables_of_asks import asks_table, steps_table
from workshop.analysis.patterns import patterns

SIZES = ((25, 4), (10, 10), (50, 2), (5, 20))
"""How many organisations, and how many asks to each."""
ICC, CHANCE, FIELDS = 0.3, 0.35, 6


def log_of(
    rng: np.random.Generator, firms: int, each: int, *, said: bool = True
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Closed asks of so many organisations; half of the fields are the organisation's, half the
    ask's, all are luck.
    """
    weight = (1 - ICC) / ICC
    chances = rng.beta(weight * CHANCE, weight * (1 - CHANCE), firms)
    firm = np.repeat(np.arange(firms), each)
    hit = rng.random(firms * each) < chances[firm]
    yes = hit & (rng.random(firms * each) < 0.4)
    own = {
        f"extra_f{n}": (
            rng.integers(0, 2 + n % 2, firms)[firm]
            if n < FIELDS / 2
            else rng.integers(0, 3, len(firm))
        )
        for n in range(FIELDS)
    }
    table = asks_table(
        outcome=np.where(yes, "yes", np.where(hit, "no_final", "silence")),
        asked_on=[None] * len(firm),
        **({"extra_Firm": np.array([f"Firm {n}" for n in firm])} if said else {}),
        **{name: values.astype(str) for name, values in own.items()},
    )
    return table, steps_table()


def false_alarms(firms: int, each: int, logs: int, *, said: bool = True) -> float:
    """The share of such logs in which something is named."""
    rng = np.random.default_rng([firms, each])
    found = (patterns(*log_of(rng, firms, each, said=said), shuffles=1000) for _ in range(logs))
    return sum(bool(result.named) for result in found) / logs
