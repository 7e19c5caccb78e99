"""Where asks began and how far they came, what kinds of no they met, and what those no's opened.

How far is what was ever reached, from the steps: a no after an interview had the interview.
"""

from dataclasses import dataclass

import pandas as pd

from workshop.analysis.counts import count_outcomes
from workshop.analysis.words import Told
from workshop.text import plural
from workshop.vocabulary import ANSWERED, DOORS, NOS, OF_YES, OUTCOMES, YESES

BY_WEEK, SORTED = "01.tells", "01.week"
"""The prompts that hold tells: a count for a week, and the own week's lines sorted into tells
and asks.
"""


@dataclass(frozen=True)
class Tells(Told):
    """How many tells and how many asks; `of` says what was counted: the log's weeks, or the
    lines that were sorted.
    """

    tells: int
    asks: int
    of: str

    @property
    def lines(self) -> list[str]:
        """Both counts; no height of either is right."""
        both = f"{plural(self.tells, 'tell')} beside {plural(self.asks, 'ask')}, {self.of}."
        return [both if self.of else "No tells are written down yet."]


def tells(asks: pd.DataFrame, reflections: pd.DataFrame) -> Tells:
    """The tells in a table of reflections beside the asks: by week where weeks are counted, else
    the sorted lines.

    >>> week = {"week_of": "2026-03-02", "tells": 9}
    >>> told = pd.DataFrame({"prompt": ["01.tells"], "answer": [week]})
    >>> tells(pd.DataFrame({"number": [1, 2]}), told).sentence
    '9 tells beside 2 asks, in 1 week.'
    """
    by_prompt = {
        prompt: list(answers)
        for prompt, answers in reflections["answer"].groupby(reflections["prompt"])
    }
    weeks = [
        int(each["tells"])
        for each in by_prompt.get(BY_WEEK, [])
        if isinstance(each, dict) and each.get("tells")
    ]
    if weeks:
        return Tells(sum(weeks), len(asks), f"in {plural(len(weeks), 'week')}")
    lines = list(by_prompt[SORTED][-1].values()) if SORTED in by_prompt else []
    of = f"of {plural(len(lines), 'line')} from one week" if lines else ""
    return Tells(lines.count("A tell"), lines.count("An ask"), of)


def reached(asks: pd.DataFrame, steps: pd.DataFrame) -> pd.DataFrame:
    """For each ask, whether it ever was `answered`, `advanced`, heard a `yes`, was `done`; indexed
    as the asks are.

    >>> asks = pd.DataFrame({"number": [1], "outcome": ["no_final"]})
    >>> what, outcome = ["advanced", "answered"], [None, "no_final"]
    >>> steps = pd.DataFrame({"number": [1, 1], "what": what, "outcome": outcome})
    >>> reached(asks, steps).loc[0].to_dict()
    {'answered': True, 'advanced': True, 'yes': False, 'done': False}
    """
    what, number = steps["what"], asks["number"]
    advanced, done, answer = (
        number.isin(steps["number"][what == word]) for word in ("advanced", "done", "answered")
    )
    yes = number.isin(steps["number"][what.isin(OF_YES) | steps["outcome"].isin(YESES)]) | asks[
        "outcome"
    ].isin(YESES)
    answered = yes | answer | asks["outcome"].isin(ANSWERED)
    return pd.DataFrame({"answered": answered, "advanced": advanced, "yes": yes, "done": done})


@dataclass(frozen=True)
class Opened:
    """A no, and what it made room for: the ask it led to (None: none), where that stands, and
    the person's words.
    """

    number: int
    to: int | None
    outcome: str | None
    words: str
    shade: str


@dataclass(frozen=True)
class Shades(Told):
    """The no's by shade; how many began unclear; where those that were then probed stand; what the
    no's opened; and the doors that were chosen after them."""

    shades: dict[str, int]
    unclear: int
    became: dict[str, int]
    opened: tuple[Opened, ...]
    doors: dict[str, int]

    @property
    def lines(self) -> list[str]:
        """All three in words; links that led nowhere are told with the others."""
        no, probed = sum(self.shades.values()), sum(self.became.values())
        told = [
            f"{no:,} no{'' if no == 1 else chr(39) + 's'}: {_each(self.shades)}."
            if no
            else "No no's stand now."
        ]
        if not self.unclear and not no:
            return ["No no's yet."]
        if self.unclear:
            now = (
                f"{probed:,} got a question back, and now: {_each(self.became)}"
                if probed
                else "none asked back yet"
            )
            told.append(f"{self.unclear:,} began as kind unknown; {now}.")
        nowhere = sum(link.outcome in (*NOS, "silence") for link in self.opened)
        if self.opened:
            led = f", {nowhere:,} of which led nowhere" if nowhere else ""
            told.append(f"The no's made room for {plural(len(self.opened), 'thing')}{led}.")
        if self.doors:
            each = (f"{count:,} {door_label(code).lower()}" for code, count in self.doors.items())
            told.append(f"Doors chosen: {', '.join(each)}.")
        return told


def shades(asks: pd.DataFrame, steps: pd.DataFrame, links: pd.DataFrame) -> Shades:
    """How the no's of a log divide and what came of them; `links` is the table of links."""
    unclear = steps["outcome"] == "no_unclear"
    began = asks["number"].isin(steps["number"][unclear]) | (asks["outcome"] == "no_unclear")
    after = unclear.groupby(steps["number"]).cummax()  # steps come in their order, ask by ask
    probed = asks["number"].isin(steps["number"][(steps["what"] == "probed") & after])
    standing = dict(zip(asks["number"], asks["outcome"], strict=True))
    ends = zip(links["number"], links["to"], links["words"].fillna("").astype(str), strict=True)
    opened = [
        Opened(
            int(no),
            None if pd.isna(to) else int(to),
            standing.get(to),
            words,
            standing.get(no, "no_opening"),
        )
        for no, to, words in ends
    ]
    stand, now = (
        count_outcomes(outcomes).outcomes for outcomes in (asks["outcome"], asks["outcome"][probed])
    )
    became = {code: count for code, count in now.items() if count}
    doors = asks["door"][asks["outcome"].isin(NOS)].value_counts()
    each = {code: stand[code] for code in NOS}
    return Shades(
        each,
        int(began.sum()),
        became,
        tuple(opened),
        {str(code): int(n) for code, n in doors.items()},
    )


def door_label(code: str) -> str:
    """A door as a person says it.

    >>> door_label("let_go")
    'Let go'
    """
    return DOORS[code].label if code in DOORS else code


def _each(counts: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {_short(code)}" for code, count in counts.items() if count)


def _short(code: str) -> str:
    """An outcome inside a sentence about no's.

    >>> [_short(code) for code in ("no_unclear", "no_for_now", "no_opening", "yes")]
    ['kind unknown', 'for now', 'opened something', 'yes']
    """
    return OUTCOMES[code].label.removeprefix("No").lstrip(", ").removeprefix("but it ").lower()
