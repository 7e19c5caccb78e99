"""Random logs compared with statsmodels, for the quick suite and the long one alike."""

from datetime import date

import numpy as np
import pandas as pd
from statsmodels.duration.survfunc import SurvfuncRight
from statsmodels.stats.proportion import proportion_confint

from tests.analysis.tables_of_asks import asks_table, steps_table
from workshop.analysis.counts import wilson
from workshop.analysis.ratio import no_to_yes
from workshop.analysis.waiting import waiting

AS_OF = date(2026, 6, 1)


def random_log(seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Asks of two kinds on random days, some answered after a random wait, some with a date
    wrong or missing.
    """
    rng = np.random.default_rng(seed)
    asks = int(rng.integers(5, 150))
    codes = ["yes", "no_final", "no_for_now", "fell_through", "silence", "waiting"]
    outcome = rng.choice(codes, asks, p=rng.dirichlet(np.ones(6)))
    asked = pd.Series(pd.Timestamp(AS_OF) - pd.to_timedelta(rng.integers(0, 120, asks), unit="D"))
    answered = asked + pd.to_timedelta(rng.integers(-2, 60, asks), unit="D")
    keep = (
        ~np.isin(outcome, ["silence", "waiting"])
        & (answered <= pd.Timestamp(AS_OF)).to_numpy()
        & (rng.random(asks) < 0.9)
    )
    kind = rng.choice(["job", "client"], asks)
    return asks_table(
        asked_on=asked, outcome=outcome, answered_on=answered.where(keep), kind=kind
    ), steps_table()


def times_of(asks: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Days, and whether answered, by a plain loop over the rows that have what it takes."""
    rows = []
    for row in asks.itertuples():
        answered = row.outcome not in ("silence", "waiting")
        end = row.answered_on if answered else pd.Timestamp(AS_OF)
        if end is not pd.NaT and end >= row.asked_on:
            rows.append(((end - row.asked_on).days, answered))
    days, answered = (np.array(column) for column in zip(*rows, strict=True))
    return days.astype(float), answered.astype(bool)


def check(seed: int) -> None:
    """One random log: its ranges and its waiting times, equal to 1e-9."""
    asks, steps = random_log(seed)
    days, answered = times_of(asks)
    found, close = waiting(asks, steps, AS_OF), {"rtol": 1e-9, "atol": 1e-9}
    assert found.asks == len(days)
    assert found.answered == answered.sum()
    if answered.any():
        theirs = SurvfuncRight(days, answered)
        np.testing.assert_array_equal(found.days, theirs.surv_times)
        np.testing.assert_allclose(found.unanswered, theirs.surv_prob, **close)
        alive = theirs.surv_prob > 1e-12
        share, error = theirs.surv_prob[alive], theirs.surv_prob_se[alive]
        half = 1.959963984540054 * error / (share * np.log(share))
        np.testing.assert_allclose(np.array(found.low)[alive], share ** np.exp(-half), **close)
        np.testing.assert_allclose(np.array(found.high)[alive], share ** np.exp(half), **close)
    told = no_to_yes(asks).counts
    if told.answered:
        mine, theirs = (
            wilson(told.yes, told.answered),
            proportion_confint(told.yes, told.answered, method="wilson"),
        )
        np.testing.assert_allclose((mine.low, mine.high), theirs, **close)
