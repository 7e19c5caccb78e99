"""How far asks came: ever reached, from the steps. A no after an interview had the interview."""

from dataclasses import dataclass

import pandas as pd

from workshop.analysis.words import Told
from workshop.text import plural
from workshop.vocabulary import ANSWERED, YESES

SAID = 5
"""How many stages are said; the table has all."""


@dataclass(frozen=True)
class Way(Told):
    """How many asks (withdrawn ones left out) ever reached each point, and each stage by its name."""

    asked: int
    answered: int
    advanced: int
    yes: int
    done: int
    stages: dict[str, int]

    @property
    def lines(self) -> list[str]:
        """The way in counts; a point reached is no promise of the next, so no share is told."""
        if not self.asked:
            return ["No asks yet."]
        heard = f"{self.yes:,} heard a yes, {self.done:,} of which happened so far" if self.yes else "no yes heard yet"
        told = [f"{plural(self.asked, 'ask')}: {self.answered:,} answered, {heard}."]
        stages = [f"{name}: {count:,}" for name, count in self.stages.items()]
        more = [f"and {plural(len(stages) - SAID, 'other stage')}"] if len(stages) > SAID else []
        further = f" ({'; '.join(stages[:SAID] + more)})" if stages else ""
        return [*told, *[f"{self.advanced:,} went a stage further{further}."][: self.advanced]]


def way(asks: pd.DataFrame, steps: pd.DataFrame) -> Way:
    """How far the asks ever came, whatever they stand at now."""
    points = reached(asks, steps)[asks["outcome"] != "withdrawn"]
    moved = steps[(steps["what"] == "advanced") & steps["number"].isin(asks["number"][points.index])]
    stages = moved[moved["stage"].notna() & (moved["stage"] != "")].groupby("stage", sort=False)["number"].nunique()
    counted = {name: int(points[name].sum()) for name in ("answered", "advanced", "yes", "done")}
    return Way(len(points), **counted, stages={str(name): int(count) for name, count in stages.items()})


def reached(asks: pd.DataFrame, steps: pd.DataFrame) -> pd.DataFrame:
    """For each ask, whether it ever was `answered`, `advanced`, heard a `yes`, was `done`; indexed as the asks are.

    >>> asks = pd.DataFrame({"number": [1], "outcome": ["no_final"]})
    >>> steps = pd.DataFrame({"number": [1, 1], "what": ["advanced", "answered"], "outcome": [None, "no_final"]})
    >>> reached(asks, steps).loc[0].to_dict()
    {'answered': True, 'advanced': True, 'yes': False, 'done': False}
    """
    what, number = steps["what"], asks["number"]
    advanced, done, answer = (number.isin(steps["number"][what == word]) for word in ("advanced", "done", "answered"))
    yes = done | number.isin(steps["number"][steps["outcome"].isin(YESES)]) | asks["outcome"].isin(YESES)
    answered = yes | answer | asks["outcome"].isin(ANSWERED)
    return pd.DataFrame({"answered": answered, "advanced": advanced, "yes": yes, "done": done})
