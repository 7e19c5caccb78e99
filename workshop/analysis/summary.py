"""Every number of a log at once: what `workshop summary --json` prints and each picture agrees
with.
"""

from dataclasses import asdict
from datetime import date

import pandas as pd

from workshop.analysis.amounts import terms
from workshop.analysis.forecast import next_yes
from workshop.analysis.look import Look
from workshop.analysis.patterns import patterns
from workshop.analysis.pitches import out, reasons
from workshop.analysis.ratio import no_to_yes
from workshop.analysis.stages import stages
from workshop.analysis.waiting import waiting

COUNTS = ("asks", "answered", "closed", "open", "withdrawn")
RANGES = ("no_to_yes", "no_to_yes_with_silence", "yes_rate")
PATTERN = ("of", "by", "value", "hits", "asks", "shrunk", "p", "named")


def summary(
    asks: pd.DataFrame, steps: pd.DataFrame, as_of: date, look: Look | None = None, unit: str = ""
) -> dict[str, object]:
    """The measures of tables that stand as they stood on a day, under the keys of `workshop summary
    --json`.

    Plain numbers, None where unknown; a group too small to compare has no p. `unit` is that of
    amounts without one of their own.
    """
    look = look or Look(as_of)
    ratio, median = no_to_yes(asks, look), waiting(asks, steps, as_of).median
    told, ripe = ratio.counts, ratio.ripe
    return {
        **{name: getattr(told, name) for name in COUNTS},
        "ripe": ripe.counts.asks,
        "late": ripe.late,
        "undated": int(asks["asked_on"].isna().sum()),
        "outcomes": told.outcomes,
        **{name: asdict(getattr(ratio, name)) for name in RANGES},
        "next_yes": {str(of): within for of, within in next_yes(ripe).asks.items()},
        "days_to_answer": {"median": median.value, "low": median.low, "high": median.high},
        "patterns": [
            {name: getattr(row, name) for name in PATTERN}
            for row in patterns(asks, steps, look).patterns
        ],
        **_pitched(asks, steps, as_of, look, unit),
    }


def _pitched(
    asks: pd.DataFrame, steps: pd.DataFrame, as_of: date, look: Look, unit: str
) -> dict[str, dict[str, object] | list[dict[str, object]]]:
    """What was pitched: the terms of the yeses, each stage, each reason, and what is out."""
    agreed, passed, still = terms(asks, unit), stages(asks, steps, as_of), out(asks, look, unit)
    return {
        "terms": {
            "yeses": agreed.terms,
            "both_amounts": len(agreed.deals),
            "agreed_of_asked": asdict(agreed.share),
        },
        "stages": [
            {
                "stage": each.name,
                "came": each.came,
                "went_on": each.went_on,
                "stopped": each.stopped,
                "outcomes": each.ended.outcomes,
            }
            for each in passed.stages[: passed.asked]
        ],
        "reasons": [
            {"how": each.under, "reason": each.name, "outcomes": each.outcomes}
            for each in reasons(asks, steps).rows
        ],
        "out": {
            "asks": len(still.open),
            "late": still.late,
            "half_within": still.half,
            "nine_in_ten_within": still.most,
            "amounts": still.sums,
        },
    }


def sentences(
    asks: pd.DataFrame, steps: pd.DataFrame, as_of: date, look: Look | None = None, unit: str = ""
) -> list[str]:
    """The same in words, a sentence or two for each measure that can be told."""
    look = look or Look(as_of)
    answers = _of_answers(asks, steps, as_of, look)
    return [*answers, *_of_pitches(asks, steps, as_of, look, unit)]


def _of_answers(asks: pd.DataFrame, steps: pd.DataFrame, as_of: date, look: Look) -> list[str]:
    ratio = no_to_yes(asks, look)
    told, horizon = ratio.counts, ratio.ripe.horizon_sentence
    if ratio.yes_rate.value is None:
        return [f"{told.words}; {ratio.sentence}" if told.answered else told.sentence]
    rest = (next_yes(ratio.ripe), waiting(asks, steps, as_of), patterns(asks, steps, look))
    ratios = (
        sentence for sentence in (ratio.sentence, ratio.silence_sentence, horizon) if sentence
    )
    return [told.sentence, *ratios, *(result.sentence for result in rest)]


def _of_pitches(
    asks: pd.DataFrame, steps: pd.DataFrame, as_of: date, look: Look, unit: str
) -> list[str]:
    """A line each on terms, on stages and on what is out, where the log has amounts or stages."""
    told = []
    if asks[["amount", "agreed"]].notna().any(axis=None):
        told = [terms(asks, unit).sentence, out(asks, look, unit).sentence]
    passed = stages(asks, steps, as_of)
    return [*told, *passed.lines[: len(passed.stages) > 1]]
