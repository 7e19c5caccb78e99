"""Own logs of any size, written at once by hand: seeded, with every field in use, or with all
asks alike.
"""

import random
from datetime import date, timedelta
from pathlib import Path

from tests.journal import made
from workshop.journal import Log
from workshop.samples import my_log
from workshop.vocabulary import (
    ANSWERED,
    BROUGHT,
    CHANNELS,
    DECIDERS,
    KINDS,
    MOTIVES,
    OUTCOMES,
    SIZES,
)

FIRST = date(2024, 1, 1)
CHANCES = {
    "yes": 7,
    "no_unclear": 12,
    "no_for_now": 7,
    "no_final": 9,
    "no_opening": 3,
    "silence": 40,
    "waiting": 12,
}
WORDS = {"kind": KINDS, "channel": CHANNELS, "size": SIZES, "decider": DECIDERS, "brought": BROUGHT}
WORDS |= {"motive_guess": MOTIVES}


def own_log(folder: Path, rows: int, *, seed: int = 3, **same: object) -> Log:
    """The own log in `folder`, with so many asks; `same` fields (outcome and extra too) are
    alike for all of them.
    """
    draw, lines = random.Random(seed), list[bytes]()
    for number in range(1, rows + 1):
        told = {name: draw.choice([*words, None]) for name, words in WORDS.items()}
        told |= {
            "pitched": draw.choice(["version A", "version B", None]),
            "chance": draw.choice([5, 25, 50, None]),
        }
        told |= {
            "minutes": draw.choice([5, 15, 60]),
            "outcome": draw.choices([*CHANCES], [*CHANCES.values()])[0],
        }
        told |= {"on": str(FIRST + timedelta(days=number * 600 // max(rows, 1)))} | same
        if callable(told.get("extra")):
            told["extra"] = told["extra"](number)
        outcome, on = str(told.pop("outcome")), str(told.pop("on"))
        known = {name: value for name, value in told.items() if value is not None}
        lines.append(
            made.ask(len(lines) + 1, number, f"a{number}", on, alias=f"ask {number % 700}", **known)
        )
        lines += _steps(len(lines) + 1, number, outcome, on, draw)
    if rows:
        made.journal(folder, *lines)
    return my_log(folder)


def _steps(seq: int, number: int, outcome: str, on: str, draw: random.Random) -> list[bytes]:
    """What happened: some went a stage further, and each but the waiting ones came to its
    outcome.
    """
    day, steps = date.fromisoformat(on), list[dict[str, object]]()
    if draw.random() < 0.2:
        steps.append(
            {"what": "advanced", "on": on, "stage": draw.choice(["interview", "second call"])}
        )
    if outcome in OUTCOMES and outcome != "waiting":
        later = str(min(day + timedelta(days=int(draw.expovariate(1 / 9))), date.today()))
        told = {
            "what": "answered" if outcome in ANSWERED else "noted",
            "outcome": outcome,
            "on": later,
        }
        steps.append(told)
    return [
        made.step(seq + at, f"a{number}", f"s{number}-{at}", **step)
        for at, step in enumerate(steps)
    ]
