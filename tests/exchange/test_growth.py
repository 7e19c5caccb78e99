"""How long an import takes: it grows as its rows do, own words cost nothing, and what is too
large is refused at once.
"""

import json
import math
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from workshop.exchange import import_asks
from workshop.journal import Journal, Log

SLACK = 1.6


def sheet(place: Path, rows: int, outcome: str, channel: str = "form") -> Path:
    first = date(2015, 1, 1)
    days = (first + timedelta(n % 3600) for n in range(rows))
    lines = (
        f"{day},firm {n},job,{channel},{outcome},{n}.50,note {n}" for n, day in enumerate(days)
    )
    place.write_text(
        "\n".join(["asked_on,alias,kind,channel,outcome,amount,words", *lines]), encoding="utf-8"
    )
    return place


def seconds(act: Callable[[], Any]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def times(home: Path, rows: int) -> dict[str, float]:
    """How long it takes to import so many rows, again, with an outcome each, to undo that, and
    to ask if they are the same.
    """
    log, place = Log(Journal(home / f"journal-{rows}")), home / "sheet.csv"
    sheet(place, rows, "waiting")
    took = {name: seconds(lambda: import_asks(log, place)) for name in ("import", "again")}
    sheet(place, rows, "no_final")
    took["more"] = seconds(lambda: import_asks(log, place))
    took["undo"] = seconds(log.undo)
    sheet(place, rows, "no_final", "call")
    took["alike"] = seconds(lambda: import_asks(log, place, yes=True))
    assert [entry.outcome for entry in log.asks] == ["no_final"] * rows
    return took


def check(home: Path, few: int, many: int) -> None:
    """From few rows to many, nothing takes longer than n log n; what takes less than a moment
    is not compared.
    """
    times(home / "warm", 100)
    before, after = times(home, few), times(home, many)
    most = SLACK * many * math.log(many) / (few * math.log(few))
    assert {name: after[name] / max(before[name], 0.02) <= most for name in after} == dict.fromkeys(
        after, True
    ), (before, after)


def test_an_import_grows_as_its_rows_do(home: Path) -> None:
    (home / "warm").mkdir()
    check(home, 500, 5_000)


@pytest.mark.long
def test_an_import_of_a_hundred_thousand_grows_as_its_rows_do(home: Path) -> None:
    (home / "warm").mkdir()
    check(home, 1_000, 100_000)


def test_a_thousand_rows_with_two_thousand_own_words(home: Path) -> None:
    log = Log(Journal(home / "journal"))
    with log.batch("set"):
        for n in range(2_000):
            log.set(f"word.{('kind', 'channel')[n % 2]}.w{n}", f"Word {n}")
    rows = (f"2026-03-02,a{n},Word {2 * n},w{2 * n + 1},no_final" for n in range(1_000))
    (home / "sheet.csv").write_text(
        "\n".join(["asked_on,alias,kind,channel,outcome", *rows]), encoding="utf-8"
    )
    assert seconds(lambda: import_asks(log, home / "sheet.csv")) < 1
    assert [(entry.ask.kind, entry.ask.channel) for entry in log.asks][999] == ("w1998", "w1999")


REFUSED = """
import json, re, sys, time
from pathlib import Path
from workshop.exchange.sheet import read_sheet
from workshop.text import Problem
began = time.process_time()
try:
    told = read_sheet(Path(sys.argv[1])).headers
except Problem as problem:
    told = str(problem)
megabytes = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
print(json.dumps([told, time.process_time() - began, megabytes]))
"""


@pytest.mark.parametrize(
    ("first", "repeated", "times", "last"),
    [
        (b"", b"a\n", 24_000_000, b""),
        (b"", b"\n", 48_000_000, b""),
        (b"", b"a\r", 24_000_000, b""),
        (b"", b";", 48_000_000, b""),
        (b"a,b\n", b",x", 20_000_000, b""),
        (b'a,b\n"', b"x\n", 20_000_000, b'"\n'),
        (b"a,b\n", b"," * 400 + b"x\n", 100_000, b""),
    ],
    ids=["lines", "empty lines", "carriage returns", "cells", "one row", "one cell", "columns"],
)
@pytest.mark.skipif(
    sys.platform != "linux", reason="how much memory was used is read as Linux tells it"
)
def test_what_is_too_large_is_refused_at_once(
    home: Path, first: bytes, repeated: bytes, times: int, last: bytes
) -> None:
    (home / "large.csv").write_bytes(first + repeated * times + last)
    done = subprocess.run(
        [sys.executable, "-c", REFUSED, home / "large.csv"],
        capture_output=True,
        text=True,
        check=True,
    )
    told, took, megabytes = json.loads(done.stdout)
    assert (
        told == "large.csv: up to 100,000 rows and 500 columns can be read. Please split the file."
    )
    assert took < 1
    assert megabytes < 200
