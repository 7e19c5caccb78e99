"""Every number of a log at once: what `workshop summary --json` prints and each picture agrees with."""

from dataclasses import asdict
from datetime import date

import pandas as pd

from workshop.analysis.counts import counts
from workshop.analysis.forecast import next_yes
from workshop.analysis.patterns import patterns
from workshop.analysis.ratio import no_to_yes
from workshop.analysis.waiting import waiting

COUNTS = ("asks", "answered", "closed", "open", "withdrawn", "outcomes")
RANGES = ("no_to_yes", "no_to_yes_with_silence", "yes_rate")
PATTERN = ("of", "by", "value", "hits", "asks", "shrunk", "p", "named")


def summary(asks: pd.DataFrame, steps: pd.DataFrame, as_of: date) -> dict[str, object]:
    """The measures of tables that stand as they stood on a day, under the keys of `workshop summary --json`.

    Plain numbers, None where unknown; a group too small to compare has no p.
    """
    told, ratio, median = counts(asks), no_to_yes(asks), waiting(asks, steps, as_of).median
    return {
        **{name: getattr(told, name) for name in COUNTS},
        **{name: asdict(getattr(ratio, name)) for name in RANGES},
        "next_yes": {str(of): within for of, within in next_yes(told).asks.items()},
        "days_to_answer": {"median": median.value, "low": median.low, "high": median.high},
        "patterns": [{name: getattr(row, name) for name in PATTERN} for row in patterns(asks, steps).patterns],
    }


def sentences(asks: pd.DataFrame, steps: pd.DataFrame, as_of: date) -> list[str]:
    """The same in words, a sentence or two for each measure that can be told."""
    told, ratio = counts(asks), no_to_yes(asks)
    if ratio.yes_rate.value is None:
        return [f"{told.words}; {ratio.sentence}" if told.answered else told.sentence]
    rest = (next_yes(told), waiting(asks, steps, as_of), patterns(asks, steps))
    ratios = (sentence for sentence in (ratio.sentence, ratio.silence_sentence) if sentence)
    return [told.sentence, *ratios, *(result.sentence for result in rest)]
