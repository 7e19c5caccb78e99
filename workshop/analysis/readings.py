"""What another reading changed: how lasting, how wide, how much about me; and which voice spoke first."""

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from workshop.analysis.feeling import moved
from workshop.analysis.words import Told
from workshop.text import plural

BEFORE, AFTER, FIRST = "05.before", "05.after", "05.first"
"""The cards that hold the ratings of a first reading, those of a second one, and the voice that spoke first."""

Pairs = tuple[tuple[int | None, int | None], ...]


@dataclass(frozen=True)
class Readings(Told):
    """For each thing rated, a pair for each no: before and after another reading (0 to 4; None where not said).

    `voices` counts, for each voice, the no's of which it spoke first.
    """

    items: dict[str, Pairs]
    voices: dict[str, int]

    @property
    def lines(self) -> list[str]:
        """What moved and what did not, thing by thing, then who spoke first; no change is as good an answer."""
        rated = max(map(len, self.items.values()), default=0)
        told = [f"{plural(rated, 'ask')} rated." if rated else "Nothing is rated yet."]
        moves = {item: moved(pairs) for item, pairs in self.items.items()}
        told += [f"{item}: {words}." for item, words in moves.items() if words]
        told += ["No change is as good an answer."] * any(moves.values())
        first = ", ".join(f"{voice[0].lower()}{voice[1:]} {count:,}" for voice, count in self.voices.items())
        return [*told, *[f"First to speak: {first}."] * bool(first)]


def readings(reflections: pd.DataFrame) -> Readings:
    """The ratings before and after, and the first voices, in a table of reflections; of each no the last answer stands.

    >>> told = [{"It will stay": 4}, {"It will stay": 2}]
    >>> rows = pd.DataFrame({"prompt": [BEFORE, AFTER], "answer": told, "number": [1.0, 1.0]})
    >>> readings(rows).items
    {'It will stay': ((4, 2),)}
    """
    rows = reflections[reflections["answer"].map(lambda answer: isinstance(answer, dict)).astype(bool)]
    last = {prompt: _last(rows[rows["prompt"] == prompt]) for prompt in (BEFORE, AFTER, FIRST)}
    each = dict.fromkeys(item for ratings in (*last[BEFORE].values(), *last[AFTER].values()) for item in ratings)
    numbers = dict.fromkeys([*last[BEFORE], *last[AFTER]])
    pairs = {
        item: tuple((last[BEFORE].get(n, {}).get(item), last[AFTER].get(n, {}).get(item)) for n in numbers)
        for item in each
    }
    voices = Counter(str(voice) for told in last[FIRST].values() for voice in told.values())
    return Readings(pairs, dict(voices.most_common()))


def _last(rows: pd.DataFrame) -> dict[float, dict[str, int]]:
    """The last answer for each ask by its number; those of no ask in particular count as one."""
    return dict(zip(rows["number"].fillna(0), rows["answer"], strict=True))
