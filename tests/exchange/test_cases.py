"""Cases from the field: spreadsheets that people really have, imported by the command, and the
right value of each.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Done, workshop

CASES = Path(__file__).parents[1] / "cases"


def brought(name: str, *options: object) -> Done:
    """What `workshop import` said of a case; a map is named without its ending."""
    told = [CASES / f"{option}.json" if str(option)[0].isdigit() else option for option in options]
    return workshop("import", CASES / f"{name}.csv", *told)


def asks(*fields: str) -> list[Any]:
    """The asks of the log as the command lists them: one field of each, or several."""
    told = json.loads(workshop("list", "--json").out)["asks"]
    return [
        one[fields[0]] if len(fields) == 1 else tuple(one[field] for field in fields)
        for one in told
    ]


def test_01_the_same_sheet_next_week_brings_its_outcomes() -> None:
    assert brought("01-reimport-monday").out.startswith("6 asks imported.")
    assert brought("01-reimport-friday").out.startswith(
        "0 asks imported, 5 changed, 1 was there already."
    )
    assert asks("outcome") == ["no_final", "no_for_now", "yes", "no_unclear", "silence", "waiting"]
    assert asks("answered_on")[:2] == ["2025-01-20", "2025-01-21"]
    assert brought("01-reimport-friday").out == "0 asks imported, 6 were there already.\n"


def test_03_a_cell_that_cannot_be_read_costs_that_cell() -> None:
    found = json.loads(brought("03-optional-cell", "--map", "03-optional-cell.map", "--json").out)
    assert asks("outcome") == ["no_unclear"] * 6 + ["yes"] + ["no_unclear"] * 2 + ["silence"]
    assert asks("amount") == [65000.0] * 7 + [None, None, None]
    assert asks("answered_on") == ["2025-01-20", *[None] * 5, *["2025-01-20"] * 3, None]
    assert [(problem["row"], problem["column"]) for problem in found["problems"]] == [
        *((row, "Replied") for row in range(3, 8)),
        *((row, "Salary") for row in range(8, 11)),
        (11, "Replied"),
    ]


def test_04_an_ask_without_a_day_comes_in() -> None:
    brought("04-blank-ask-date", "--map", "04-blank-ask-date.map")
    assert asks("outcome").count("no_unclear") == 4
    assert asks("outcome").count("silence") == 2
    assert [day is None for day in asks("asked_on")] == [
        False,
        True,
        False,
        True,
        False,
        True,
        False,
    ]
    told = json.loads(workshop("summary", "--json").out)
    assert (told["asks"], told["outcomes"]["yes"]) == (7, 1)
    assert "3 asks without a known date" in workshop("summary").out


def test_05_a_point_for_thousands() -> None:
    brought("05-dot-thousands")
    assert asks("amount") == [1500, 950, 12000, 1250.5, 0.9]


def test_06_a_map_that_gained_a_column_does_not_double_the_log() -> None:
    brought("06-map-grew", "--map", "06-map-first")
    asked = brought("06-map-grew", "--map", "06-map-second", "--json")
    assert asked.status == 1
    assert [question["guess"] for question in json.loads(asked.out)["questions"]] == ["the same"]
    assert asks("pitched") == [None] * 3
    assert brought("06-map-grew", "--map", "06-map-second", "--yes").out.startswith(
        "0 asks imported, 3 changed."
    )
    assert asks("pitched", "outcome") == [
        ("Portal", "no_unclear"),
        ("Portal", "no_unclear"),
        ("Friend", "yes"),
    ]
    for grown in ("06-map-first", "06-map-second"):
        assert (
            brought("06-map-grew", "--map", grown).out == "0 asks imported, 3 were there already.\n"
        )


def test_06_a_name_that_was_mended_is_asked_about() -> None:
    brought("06-map-grew", "--map", "06-map-first")
    asked = brought("06-name-corrected", "--map", "06-map-first")
    assert (asked.status, asked.out) == (1, "1 question first; nothing was imported yet.\n")
    assert asked.err == (
        'Question: A row looks like an ask that is there already; only "Company" differs (row 3, "Beta", like ask 2, '
        '"B"). Is it the same ask? --yes takes this as the same, --new as new.\n'
    )
    brought("06-name-corrected", "--map", "06-map-first", "--yes")
    assert asks("alias") == ["A", "Beta", "C"]
    workshop("undo")
    assert asks("alias") == ["A", "B", "C"]
    brought("06-name-corrected", "--map", "06-map-first", "--new")
    assert asks("alias") == ["A", "B", "Beta", "C"]


def test_11_letters_are_never_gibberish_in_silence() -> None:
    asked = brought("11-gbk", "--json")
    (question,) = json.loads(asked.out)["questions"]
    assert (asked.status, asks("alias")) == (1, [])
    assert (question["guess"], question["choices"][0]) == ("gb18030", "gb18030")
    brought("11-gbk", "--yes")
    assert asks("alias") == ["北方公司"]


def test_13_each_column_has_its_own_way_to_write_dates() -> None:
    brought("13-two-date-formats", "--map", "13-two-date-formats.map")
    days = asks("asked_on", "answered_on", "outcome")
    waits = [
        (date.fromisoformat(back) - date.fromisoformat(on)).days if back else None
        for on, back, _ in days
    ]
    assert (waits, [outcome for *_, outcome in days]) == (
        [9, 6, None],
        ["no_unclear", "no_unclear", "waiting"],
    )


def test_14_a_way_to_write_dates_that_fits_half_of_them_is_refused() -> None:
    done = brought("14-day-month-swapped", "--map", "14-day-month-swapped.map")
    assert (done.status, asks("alias")) == (1, [])
    assert "%m/%d/%Y reads all 4 dates, %d/%m/%Y only 2" in done.err


def test_17_the_labels_that_the_kit_shows_are_read() -> None:
    brought("17-labels-as-shown")
    assert asks("outcome") == ["no_final", "silence", "withdrawn", "no_unclear", "yes"]


def test_25_an_ask_that_was_taken_back_keeps_its_day(home: Path) -> None:
    assert brought("25-withdrawn-date").err == ""
    workshop("export", home / "out.csv")
    assert "withdrawn,2025-01-10" in (home / "out.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("options", [(), ("--map", "26-german-round-trip.map")])
def test_26_what_a_german_spreadsheet_saves(options: tuple[str, ...]) -> None:
    assert brought("26-german-round-trip", *options).err == ""
    assert asks("outcome", "amount", "answered_on") == [
        ("yes", 1500.5, "2025-01-09"),
        ("no_final", 900, "2025-01-10"),
    ]
