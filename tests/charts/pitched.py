"""Generated logs of pitches, and every picture of them: seeded, with amounts, terms, two units,
stages, follow-ups, reasons and minutes.
"""

import random
from collections.abc import Callable
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from tests.analysis.tables_of_asks import steps_table
from tests.charts.logs import asks
from workshop import charts
from workshop.analysis import amounts, follow_ups, pitches, ratio, stages
from workshop.analysis.look import Look
from workshop.charts import pitches as of_pitches
from workshop.vocabulary import ANSWERED, NOS, YESES

SIZES = {"0": 0, "1": 1, "3": 3, "10": 10, "80": 80, "1,000": 1000}
PIECES = ("Explainer, 60 seconds", "Workshop for a team, one day", "A story of the sea", "Deck v2")
WAY = ("First call", "Partner meeting", "Term sheet")


def log(rows: int, seed: int = 5) -> tuple[pd.DataFrame, pd.DataFrame]:
    """So many pitches, and what happened to each."""
    draw, table = random.Random(seed), asks(rows, seed)
    asked = [draw.choice([None, 300, 500, 1200, 5000, 25000, 1e6]) for _ in range(rows)]
    yes = table["outcome"].isin(YESES)
    share = [draw.choice([0.5, 0.8, 1, 1, 1.2]) for _ in range(rows)]
    table = table.assign(
        pitched=[draw.choice([*PIECES, None]) for _ in range(rows)],
        amount=pd.Series(asked, dtype=float),
        **{"extra.currency": [draw.choice(["EUR"] * 6 + ["CHF", None]) for _ in range(rows)]},
    )
    table["agreed"] = (table["amount"] * pd.Series(share, dtype=float)).where(yes)
    table["terms"] = [draw.choice([None, None, "other"]) if each else None for each in yes]
    return table, steps_table(row for each in table.itertuples() for row in _steps(each, draw))


def _steps(ask, draw: random.Random) -> list[dict[str, object]]:
    """One ask: perhaps a stage or three, perhaps followed up, and its answer."""
    day = ask.asked_on
    told = [
        {"what": "advanced", "stage": stage, "on": day + pd.Timedelta(days=3 * at)}
        for at, stage in enumerate(WAY[: draw.choice([0, 0, 0, 1, 1, 2, 3])], 1)
    ]
    told += [
        {"what": "followed_up", "on": day + pd.Timedelta(days=draw.choice([4, 7, 9]))}
    ] * draw.choice([0, 0, 1])
    if ask.outcome in ANSWERED:
        reason = ask.reason if ask.outcome in NOS else None
        source = draw.choice(["they_said", "i_asked", "i_guess", None]) if reason else None
        told.append(
            {"what": "answered", "outcome": ask.outcome, "on": ask.answered_on, "reason": reason}
            | {"source": source}
        )
    if ask.outcome == "yes":
        told += [{"what": what, "on": ask.answered_on} for what in ("signed", "done")][
            : draw.choice([0, 1, 2])
        ]
    return [{"number": ask.Index + 1} | each for each in told]


def readings(
    table: pd.DataFrame, steps: pd.DataFrame, unit: str = "EUR", target: float | None = 2e6
) -> dict[str, tuple[Callable[[Any], Figure], Callable[[], Any]]]:
    """For each picture of pitches: what draws it, and what reads the log for it."""
    last = table["asked_on"].max()
    look = Look((pd.Timestamp("2026-06-01") if pd.isna(last) else last).date())
    both = table, steps
    return {
        "terms": (of_pitches.terms, lambda: amounts.terms(table, unit)),
        "amounts": (
            charts.ratio_by,
            lambda: ratio.by_amount(table, [], amounts.units(table, unit), look=look),
        ),
        "stages": (of_pitches.stages, lambda: stages.stages(*both, look.as_of)),
        "versions": (of_pitches.versions, lambda: pitches.versions(*both, look)),
        "reasons": (of_pitches.reasons, lambda: pitches.reasons(*both)),
        "out": (of_pitches.out, lambda: pitches.out(table, look, unit)),
        "came": (of_pitches.came, lambda: amounts.came(*both, unit, target)),
        "followed_up": (of_pitches.followed_up, lambda: follow_ups.followed_up(*both, look)),
        "venues": (of_pitches.venues, lambda: pitches.venues(table)),
        "an_hour": (of_pitches.an_hour, lambda: amounts.an_hour(table, unit)),
    }


def pictures(
    table: pd.DataFrame, steps: pd.DataFrame, unit: str = "EUR", target: float | None = 2e6
) -> dict[str, tuple[Callable[[], Figure], str]]:
    """For each picture of pitches: what draws it, and the sentence that is its alternative text."""
    read = {
        name: (draw, reading())
        for name, (draw, reading) in readings(table, steps, unit, target).items()
    }
    return {
        name: ((lambda draw=draw, result=result: draw(result)), result.sentence)
        for name, (draw, result) in read.items()
    }
