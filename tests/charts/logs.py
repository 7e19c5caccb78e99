"""Generated logs in five states: nothing, one ask, five, forty and a thousand; seeded, with
every field in use.
"""

import random

import pandas as pd

from tests.analysis.tables_of_asks import asks_table

STATES = {"empty": 0, "one": 1, "five": 5, "forty": 40, "thousand": 1000}
CHANCES = {
    "yes": 7, "no_unclear": 12, "no_for_now": 7, "no_final": 9, "no_opening": 3,
    "silence": 40, "fell_through": 2, "waiting": 12, "withdrawn": 2,
}  # fmt: skip


def asks(rows: int, seed: int = 3) -> pd.DataFrame:
    """`rows` asks in bursts, with weeks of rest between; answered within weeks, or not at all."""
    draw = random.Random(seed)
    outcome = draw.choices(list(CHANCES), list(CHANCES.values()), k=rows)
    asked, day = [], pd.Timestamp("2025-11-03")
    for _ in range(rows):
        asked.append(day)
        day += pd.Timedelta(
            days=draw.choice([0, 0, 0, 1, 1, 1, 2, 3, 4]) + 17 * (draw.random() < 0.05)
        )
    answered = [
        pd.NaT
        if code in ("waiting", "silence", "withdrawn")
        else day + pd.Timedelta(days=int(draw.expovariate(1 / 9)))
        for code, day in zip(outcome, asked, strict=True)
    ]

    def some(*values: object) -> list[object]:
        return [draw.choice(values) for _ in range(rows)]

    return asks_table(
        rows,
        asked_on=asked,
        outcome=outcome,
        answered_on=answered,
        alias=some(
            "portfolio review",
            "first call",
            "grant",
            "a very long name for one ask " * 4,
            "Überraschung 🎉",
        ),
        kind=some("job", "client", "money", "idea", "help", "contact"),
        channel=some("form", "form", "written", "call", "in_person"),
        pitched=some("version A", "version B", None),
        size=some("small", "usual", "big", None),
        decider=some("in_room", "not_in_room", "unknown"),
        brought=some("alone", "detail", None),
        reason=some("timing", "fit", "not_told", None),
        minutes=some(5, 15, 30, 60),
        chance=some(5, 25, 50, 75),
        motive_guess=some("profit", "showcase", None),
        sting=some(0, 1, 2, 3, 4, None),
    )
