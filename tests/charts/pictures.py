"""Every picture of a generated log, by name, as the tests and the gallery draw it."""

import random
from collections.abc import Callable
from datetime import date

import pandas as pd
from matplotlib.figure import Figure

from tests.analysis.tables_of_asks import steps_table
from workshop import charts
from workshop.analysis import forecast, patterns, private, ratio, stages, waiting, ways
from workshop.charts import pitches as of_pitches
from workshop.vocabulary import ANSWERED, NOS

TODAY = date(2030, 1, 1)


def steps(table: pd.DataFrame, seed: int = 5) -> pd.DataFrame:
    """A stage for some asks, an answer for those that have one, a question back after some
    unclear no's.
    """
    draw, rows = random.Random(seed), []
    for number, outcome, on in zip(
        table["number"], table["outcome"], table["answered_on"], strict=True
    ):
        if draw.random() < 0.2:
            rows.append(
                {
                    "number": number,
                    "what": "advanced",
                    "stage": draw.choice(["interview", "demo", "<b>visit</b>"]),
                }
            )
        if outcome in ANSWERED:
            first = "no_unclear" if outcome in NOS else outcome
            rows.append({"number": number, "on": on, "what": "answered", "outcome": first})
            if first != outcome:
                rows += [
                    {"number": number, "what": "probed"},
                    {"number": number, "what": "answered", "outcome": outcome},
                ]
        if outcome == "yes" and draw.random() < 0.5:
            rows.append({"number": number, "what": "done"})
    return steps_table(rows)


def links(table: pd.DataFrame) -> pd.DataFrame:
    """Each no that opened something, and every second time the ask that it led to."""
    opened = table["number"][table["outcome"] == "no_opening"].tolist()
    to = [float(n + 1) if n % 2 and n < len(table) else float("nan") for n in opened]
    return pd.DataFrame(
        {
            "number": opened,
            "to": to,
            "words": ["a name in another team, who wants to see it"] * len(to),
        }
    )


def stings(table: pd.DataFrame, seed: int = 7) -> pd.DataFrame:
    """How each no felt, at the time and for some of them later."""
    draw, rows = random.Random(seed), []
    for number in table["number"][table["outcome"].isin(NOS)]:
        now = draw.choice([1, 2, 3, 3, 4])
        rows.append(("sting.now", now, number))
        rows += [("sting.reread", max(0, now - draw.choice([0, 0, 1, 2])), number)] * (
            draw.random() < 0.7
        )
        rows += [("sting.later", min(4, max(0, now - draw.choice([-1, 1, 2, 3]))), number)] * (
            draw.random() < 0.4
        )
    return pd.DataFrame(rows, columns=["prompt", "answer", "step"])


def ratings(table: pd.DataFrame, seed: int = 9) -> pd.DataFrame:
    """How each no looked before and, for most of them, after another reading; and which voice
    spoke first.
    """
    draw, rows = random.Random(seed), []
    items = ("It will stay like this", "It spoils other things too", "It is about what I am worth")
    for number in table["number"][table["outcome"].isin(NOS)]:
        before = {item: draw.randint(0, 4) for item in items}
        rows.append((private.BEFORE, before, number))
        rows += [
            (
                private.AFTER,
                {item: max(0, n - draw.choice([-1, 0, 1, 2])) % 5 for item, n in before.items()},
                number,
            )
        ] * (draw.random() < 0.8)
        rows.append(
            (
                private.FIRST,
                {"Which?": draw.choice(["The critic", "The engineer", "The seller"])},
                number,
            )
        )
    return pd.DataFrame(rows, columns=["prompt", "answer", "number"])


def pictures(table: pd.DataFrame) -> dict[str, tuple[Callable[[], Figure], str]]:
    """For each picture: what draws it, and the sentence that is its alternative text."""
    told, events = ratio.no_to_yes(table), steps(table)
    chance = told.yes_rate.value or 0.1
    results = {
        "channel": (charts.ratio_by, ratio.ratio_by(table, "channel")),
        "two": (charts.ratio_by, ratio.ratio_by(table, "pitched", "size")),
        "over_time": (charts.ratio_by, ratio.over_time(table)),
        "stages": (of_pitches.stages, stages.stages(table, events, _as_of(table))),
        "shades": (charts.shades, ways.shades(table, events, links(table))),
        "next_yes": (charts.next_yes, forecast.next_yes(told.ripe)),
        "closer": (charts.closer, forecast.closer(chance)),
        "waiting": (charts.waiting, waiting.waiting(table, events, _as_of(table))),
        "patterns": (charts.patterns, patterns.patterns(table, events, shuffles=400)),
        "effort": (charts.effort, private.effort(table)),
        "sting": (charts.sting, private.sting(stings(table))),
        "readings": (charts.readings, private.readings(ratings(table))),
        "guesses": (charts.guesses, private.guesses(table)),
    }
    drawn = {
        name: ((lambda draw=draw, result=result: draw(result)), result.sentence)
        for name, (draw, result) in results.items()
    }
    return {"board": ((lambda: charts.board(table, told, guess=4)), told.counts.sentence), **drawn}


def _as_of(table: pd.DataFrame) -> date:
    last = table["asked_on"].max()
    return TODAY if pd.isna(last) else (last + pd.Timedelta(days=3)).date()
