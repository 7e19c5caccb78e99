"""Nothing grows faster than n log n: opening, listing, what waits, importing, undoing; and how
long a large log takes.
"""

import gc
import math
import secrets
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from tests.cli.command import workshop
from workshop.day import today
from workshop.exchange import import_asks
from workshop.journal import Draft, Journal, Log, ask_and_steps
from workshop.vocabulary import CHANNELS, KINDS, OUTCOMES
from workshop.widgets.asks import AskList

FEW = 500


def drafts(asks: int) -> list[Draft]:
    """Asks of every kind and outcome, two in three of them with an answer."""
    made: list[Draft] = []
    for n in range(asks):
        day = date(2015, 1, 1) + timedelta(n % 3000)
        words = {
            "kind": [*KINDS][n % 7],
            "channel": [*CHANNELS][n % 4],
            "outcome": [*OUTCOMES, "waiting"][n % 10],
        }
        asked, *steps = ask_and_steps({"asked_on": day, "alias": f"someone at firm {n}"} | words)
        ask_id = secrets.token_hex(16)
        made.append((ask_id, asked))
        made += [
            (secrets.token_hex(16), msgspec.structs.replace(step, ask=ask_id)) for step in steps
        ]
    return made


def measured(folder: Path, asks: int, turns: int) -> dict[str, float]:
    """The seconds of computing that each thing takes, the least of a few turns."""
    log = Log(Journal(folder / f"log of {asks}"))
    change = log.write(drafts(asks), "import")
    place = folder / f"log of {asks}"
    sheet = folder / f"{asks}.csv"
    rows = (
        f"{date(2015, 1, 1) + timedelta(n % 3000)},firm {n},no_final"
        for n in range(min(asks, 99_000))
    )
    sheet.write_text("\n".join(["asked_on,alias,outcome", *rows]))
    panel = AskList(log, only_open=True)

    def fresh() -> Log:
        return Log(Journal(place))

    things: dict[str, Callable[[], object]] = {
        "open": lambda: fresh().asks,
        "list": lambda: workshop("list", "--journal", place),
        "list as JSON": lambda: workshop("list", "--json", "--journal", place),
        "waiting": lambda: today(log),
        "the list of what waits": panel.redraw,
        "undo": lambda: log.undo(change) if log.last_change == change else log.undo(),
        "import": lambda: import_asks(Log(Journal(folder / secrets.token_hex(4))), sheet),
    }
    return {name: min(_seconds(thing) for _ in range(turns)) for name, thing in things.items()}


def _seconds(thing: Callable[[], object]) -> float:
    gc.collect()
    begun = time.process_time()
    thing()
    return time.process_time() - begun


@pytest.mark.parametrize(
    ("many", "turns"), [(8 * FEW, 1), pytest.param(200 * FEW, 1, marks=pytest.mark.long)]
)
def test_nothing_grows_faster_than_n_log_n(home: Path, many: int, turns: int) -> None:
    few, more = measured(home, FEW, 3), measured(home, many, turns)
    most = many * math.log(many) / (FEW * math.log(FEW))
    ratios = {name: more[name] / max(few[name], 0.002) for name in few}
    assert {name: round(ratio, 1) for name, ratio in ratios.items() if ratio > 2 * most} == {}, (
        f"n log n is {most:.0f}"
    )


PEAK = """
import pathlib, re, sys, time
from workshop.cli import main
begun = time.process_time()
try:
    main()
finally:
    most = re.search(r"VmHWM:\\s*([0-9]+)", pathlib.Path("/proc/self/status").read_text()).group(1)  # of this program alone
    print(time.process_time() - begun, int(most) / 1024, file=sys.stderr)
"""


@pytest.mark.long
@pytest.mark.skipif(
    sys.platform != "linux", reason="the most memory that a program took is told by Linux"
)
@pytest.mark.parametrize(
    ("command", "seconds", "megabytes"), [("list", 5, 400), ("summary --json", 8, 600)]
)
def test_a_hundred_thousand_asks(
    home: Path, command: str, seconds: float, megabytes: float
) -> None:
    Log(Journal(home / "large")).write(drafts(100_000), "import")
    arguments = [sys.executable, "-c", PEAK, *command.split(), "--journal", str(home / "large")]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    took, most = map(float, done.stderr.split())
    assert took < seconds
    assert most < megabytes
