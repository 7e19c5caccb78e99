"""Cases from the field: what people typed into a shell, run as it stands, and the right value
of each.
"""

import json
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Done, workshop

CASES = Path(__file__).parents[1] / "cases"
# In place of the command: notes what it was called with, so that a shell's loops and variables are
# the shell's own.
NOTES = """#!/bin/sh
printf '%s\\0' "$TZ" "$@" >> "$NOTES"
printf '\\n\\0' >> "$NOTES"
"""
pytestmark = pytest.mark.skipif(os.name != "posix", reason="the cases are scripts of a Unix shell")


@pytest.fixture(autouse=True)
def own_time_zone() -> Iterator[None]:
    before = os.environ.get("TZ")
    yield
    os.environ.pop("TZ", None)
    if before is not None:
        os.environ["TZ"] = before
    time.tzset()


def run(case: str, home: Path, zones: dict[str, str] | None = None) -> list[Done]:
    """What each call of the command in a script said, in the time zone that the script gives it."""
    bin_, notes = home / "bin", home / "notes"
    bin_.mkdir()
    (bin_ / "workshop").write_text(NOTES)
    (bin_ / "workshop").chmod(0o700)
    script = (CASES / case).read_text("utf-8")
    for named, meant in (zones or {}).items():
        assert named in script
        script = script.replace(named, meant)
    called = {"PATH": f"{bin_}:{os.environ['PATH']}", "NOTES": str(notes)}
    subprocess.run(["sh", "-c", script], env=called, check=True)
    done = []
    for call in notes.read_text("utf-8").split("\0\n\0")[:-1]:
        os.environ["TZ"], *arguments = call.split("\0")
        time.tzset()
        done.append(workshop(*arguments))
        assert (done[-1].status, done[-1].err) == (0, ""), arguments
    return done


def summary(done: Done) -> Any:
    return json.loads(done.out)


def test_02_an_answer_found_late_ends_silence(home: Path) -> None:
    *_, listed, told = run("02-late-answer.sh", home)
    assert "No, final" in listed.out
    assert "No answer" not in listed.out
    assert (summary(told)["outcomes"]["no_final"], summary(told)["answered"]) == (1, 1)
    assert summary(told)["outcomes"]["silence"] == 0


def test_02_six_answers_found_late_are_six_answers(home: Path) -> None:
    told = summary(run("02-six-late-answers.sh", home)[-1])
    assert (told["answered"], told["outcomes"]["no_final"], told["outcomes"]["silence"]) == (
        6,
        6,
        0,
    )


def test_20_today_is_the_person_s_today(home: Path) -> None:
    """With zones that are a day apart at every hour, so that the test says the same whenever it
    runs.
    """
    zones = {
        "Pacific/Auckland": "Etc/GMT-12",
        "TZ=UTC": "TZ=Etc/GMT+12",
        "America/Los_Angeles": "Etc/GMT+12",
    }
    mine, before, listed, told = run("20-today-elsewhere.sh", home, zones)
    assert mine.out.startswith('Saved as ask 1: "my own today"')
    assert before.out.startswith('Saved as ask 2: "before the flight"')
    assert len(listed.out.splitlines()) == 2
    assert told.out.splitlines()[0].startswith("2 asks")
    assert "2 waiting" in told.out.splitlines()[0]
    changed = workshop("change", 1, "kind=job")
    assert (changed.status, changed.err) == (0, "")


def test_22_a_no_that_is_taken_back_has_no_reason_and_no_words(home: Path) -> None:
    (ask,) = json.loads(run("22-no-longer-a-no.sh", home)[-1].out)["asks"]
    assert (ask["outcome"], ask["reason"], ask["words"], ask["answered_on"]) == (
        "waiting",
        None,
        None,
        None,
    )
