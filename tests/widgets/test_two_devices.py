"""Two devices that had not met: a row goes on being about its ask, whatever number that has now."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from workshop.journal import Journal, Log
from workshop.widgets.asks import AskList
from workshop.widgets.day import Waits

LONG_AGO = date.today() - timedelta(60)


def test_an_answer_goes_to_the_ask_of_its_row(tmp_path: Path) -> None:
    here, there = Log(Journal(tmp_path / "here")), Log(Journal(tmp_path / "there"))
    there.ask("Harbour")  # written before: it keeps number 1
    here.ask("coffee")
    asks, waits = AskList(here), AskList(here)
    for panel in (asks, waits):
        panel.redraw()
    asks.press("answer", "1")
    bring(there, here)
    waits.press("came", "1 no_final")
    asks.press("save", outcome="yes")
    assert {entry.ask.name: entry.outcome for entry in here.asks}["Harbour"] == "waiting"
    coffee = next(entry for entry in here.asks if entry.ask.name == "coffee")
    assert [step.outcome for step in coffee.answers] == ["no_final", "yes"]
    assert coffee.ask.number == 2


def test_no_answer_for_all_that_are_past_their_day_is_for_those_that_stood_there(
    tmp_path: Path,
) -> None:
    here, there = Log(Journal(tmp_path / "here")), Log(Journal(tmp_path / "there"))
    there.ask("Harbour")
    here.ask("coffee", on=LONG_AGO)
    waits = Waits(here)
    waits.redraw()
    bring(there, here)
    waits.press("silence")
    assert {entry.ask.name: entry.outcome for entry in here.asks} == {
        "Harbour": "waiting",
        "coffee": "silence",
    }


def bring(there: Log, here: Log) -> None:
    """A file of another device appears in the folder."""
    file = there.path
    assert file
    assert here.path
    here.path.with_name(file.name).write_bytes(file.read_bytes())
