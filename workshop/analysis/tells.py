"""Tells beside asks: what was told to whoever might care, and what was asked of one person."""

from dataclasses import dataclass

import pandas as pd

from workshop.analysis.words import Told
from workshop.text import plural

BY_WEEK, SORTED = "01.tells", "01.week"
"""The prompts that hold tells: a count for a week, and the own week's lines sorted into tells and asks."""


@dataclass(frozen=True)
class Tells(Told):
    """How many tells and how many asks; `of` says what was counted: the log's weeks, or the lines that were sorted."""

    tells: int
    asks: int
    of: str

    @property
    def lines(self) -> list[str]:
        """Both counts; no height of either is right."""
        both = f"{plural(self.tells, 'tell')} beside {plural(self.asks, 'ask')}, {self.of}."
        return [both if self.of else "No tells are written down yet."]


def tells(asks: pd.DataFrame, reflections: pd.DataFrame) -> Tells:
    """The tells in a table of reflections beside the asks: by week where weeks are counted, else the sorted lines.

    >>> told = pd.DataFrame({"prompt": ["01.tells"], "answer": [{"week_of": "2026-03-02", "tells": 9}]})
    >>> tells(pd.DataFrame({"number": [1, 2]}), told).sentence
    '9 tells beside 2 asks, in 1 week.'
    """
    by_prompt = {prompt: list(answers) for prompt, answers in reflections["answer"].groupby(reflections["prompt"])}
    weeks = [int(each["tells"]) for each in by_prompt.get(BY_WEEK, []) if isinstance(each, dict) and each.get("tells")]
    if weeks:
        return Tells(sum(weeks), len(asks), f"in {plural(len(weeks), 'week')}")
    lines = list(by_prompt[SORTED][-1].values()) if SORTED in by_prompt else []
    of = f"of {plural(len(lines), 'line')} from one week" if lines else ""
    return Tells(lines.count("A tell"), lines.count("An ask"), of)
