"""Four weeks of somebody's evenings, and at their end every place says the same numbers.

On the first she pastes a note of five past asks and logs two in a line. North says yes. East says
no, and that hurts. Her other laptop's file appears in the folder while the page lies open. A day
comes on which she wanted to ask again. What nobody answered becomes *No answer* by one press.
Then *Today*, *My log*, the list and the command are held against each other, number by number.
"""

import json
import re
import time
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator

from tests.browser.lab import Lab
from tests.browser.test_00_start_here import panel
from workshop.analysis.words import day_words, rough
from workshop.vocabulary import NOS, OUTCOMES, YESES

pytestmark = pytest.mark.browser

TODAY = date.today()
NOTE = (
    "portfolio review, no, {}",
    "coffee with a stranger, yes, {}",
    "the fair, no answer, {}",
    "an hour of advice, yes, {}",
    "museum shop, no, {}",
)
SHOWN = ".jp-NotebookPanel:not(.lm-mod-hidden)"
MOST = 90  # seconds for all of it


def ago(days: int) -> str:
    return (TODAY - timedelta(days)).isoformat()


def evening(lab: Lab, after: int, page: str = "today.ipynb") -> None:
    """She opens the kit again, so many days after the last time."""
    lab.days_pass(after)
    lab.open(page)
    lab.start()


def log_in_a_line(lab: Lab, name: str) -> None:
    panel(lab, "Log an ask").get_by_label("Short name").fill(name)
    lab.press("Enter")
    assert lab.says(f'"{name}", waiting.').startswith("Saved: ask ")


def answer(lab: Lab, name: str) -> Locator:
    """The row of an ask that waits, opened for its answer."""
    waits = panel(lab, "What waits")
    row = waits.get_by_role("listitem").filter(has_text=name)
    if not row.is_visible():
        waits.get_by_text(re.compile(r"And \d+ more")).click()
    row.get_by_role("button", name="Answer").click()
    return row


def other_laptop(lab: Lab) -> None:
    """Two asks that were logged on another machine, whose file comes by a sync client."""
    other, here = lab.home / "other", next(lab.home.rglob("journal-*.txt")).parent
    there = f"env XDG_STATE_HOME={other}/state WORKSHOP_JOURNAL={other}/journal workshop"
    lab.terminal(f'{there} log "a talk in spring" --kind idea')
    lab.terminal(f"{there} log Harbour --kind job --outcome no_final --on {ago(2)}")
    (file,) = (other / "journal").glob("journal-*.txt")
    file.rename(here / file.name)


def test_four_weeks_of_evenings_end_in_the_same_numbers_everywhere(lab: Lab) -> None:
    began = time.monotonic()
    first_evening(lab)
    a_yes(lab)
    a_no_that_hurts(lab)
    a_second_laptop(lab)
    what_is_due(lab)
    every_place_says_the_same(lab)
    assert time.monotonic() - began < MOST


def first_evening(lab: Lab) -> None:
    lab.open("02-the-log.ipynb")
    lab.start()
    note = panel(lab, "Past asks, from a note")
    lines = [line.format(ago(40 - 3 * at)) for at, line in enumerate(NOTE)]
    note.get_by_label("Your lines").fill("\n".join(lines))
    note.get_by_role("button", name="Look at them").click()
    note.get_by_role("listitem").nth(4).wait_for()
    note.get_by_role("button", name="Save 5 asks").click()
    lab.says("Saved: 5 asks.")

    evening(lab, 0)
    for name in ("North", "East", "Mill"):
        log_in_a_line(lab, name)


def a_yes(lab: Lab) -> None:
    evening(lab, 3)
    since = f"Since {TODAY - timedelta(3):%A}: 3 asks."
    assert since in panel(lab, f"{TODAY:%A}, {day_words(TODAY)}").inner_text()
    answer(lab, "North").get_by_role("button", name="Yes", exact=True).click()
    assert lab.says("Yes, from North") == "Yes, from North, 3 days after you asked."
    answer(lab, "Mill").get_by_role("button", name="No", exact=True).click()
    lab.says('"Mill", no')
    log_in_a_line(lab, "South")


def a_no_that_hurts(lab: Lab) -> None:
    evening(lab, 7)
    row = answer(lab, "East")
    row.get_by_text("With its day, their words").click()
    row.get_by_role("radio", name="No, kind unknown").check()
    row.get_by_role("radio", name="4, a lot").check()
    row.get_by_role("button", name="Save").click()
    assert "It is written down" in lab.says("It is written down")
    log_in_a_line(lab, "Hill")
    log_in_a_line(lab, "Ford")
    form = panel(lab, "Log an ask")
    form.get_by_text("More about this ask").click()
    form.get_by_label("Expected by").fill(str(TODAY + timedelta(18)))
    form.get_by_label("Short name").focus()
    log_in_a_line(lab, "West")
    soon = TODAY + timedelta(16)
    lab.terminal(f"workshop answer 5 no_for_now --door later --door-on {soon}")


def a_second_laptop(lab: Lab) -> None:
    evening(lab, 4)
    lab.page.evaluate("window.isSamePage = true")
    other_laptop(lab)
    log_in_a_line(lab, "Lake")
    waits = panel(lab, "What waits").get_by_role("listitem")
    waits.filter(has_text="a talk in spring").wait_for(state="attached")
    assert lab.page.evaluate("window.isSamePage")
    assert summary(lab)["asks"] == 15
    answer(lab, "South").get_by_role("button", name="Yes", exact=True).click()
    lab.says("Yes, from South, 11 days after you asked.")


def what_is_due(lab: Lab) -> None:
    evening(lab, 14)
    waits = panel(lab, "What waits")
    shop = waits.get_by_role("listitem").filter(has_text="museum shop")
    shop.get_by_role("button", name="Settled").click()
    lab.says("Settled: museum shop")
    assert "they said by" in waits.get_by_role("listitem").filter(has_text="West").inner_text()
    answer(lab, "West").get_by_role("button", name="No", exact=True).click()
    lab.says('"West", no')
    assert "2 are past their day." in waits.inner_text()
    waits.get_by_role("button", name="No answer, all 2").click()
    lab.says("Noted: no answer, 2 asks.")
    answer(lab, "Lake").get_by_role("button", name="No", exact=True).click()
    lab.says('"Lake", no')


def summary(lab: Lab) -> dict[str, Any]:
    return json.loads(lab.terminal("workshop summary --json"))  # type: ignore[no-any-return]


def listed(lab: Lab) -> dict[str, str]:
    """Every ask by its name, and where it stands, as the command lists it."""
    asks = json.loads(lab.terminal("workshop list --json"))["asks"]
    return {ask["alias"]: ask["outcome"] for ask in asks}


def said(lab: Lab, kind: str) -> str:
    """All that a picture of the page says, its gate opened where it has one."""
    card = lab.page.locator(f"{SHOWN} .nty-{kind}")
    gate = card.get_by_role("button", name="Show me without guessing")
    gate.or_(card.get_by_role("img")).first.wait_for()
    if gate.count():
        gate.click()
    return card.get_by_role("img").get_attribute("alt") or ""


def counts(board: str) -> dict[str, int]:
    """The numbers of a board's first sentence, by their words."""
    return {word: int(number) for number, word in re.findall(r"(\d+) (\w+)", board.split(".")[0])}


def rows(lab: Lab, name: str) -> list[str]:
    """What the rows of a list say, without those that stand behind its open parts."""
    return panel(lab, name).get_by_role("listitem").all_inner_texts()


def every_place_says_the_same(lab: Lab) -> None:
    told, asks = summary(lab), listed(lab)
    outcomes = {code: [*asks.values()].count(code) for code in OUTCOMES}
    assert told["outcomes"] == outcomes
    assert (told["asks"], told["answered"], told["open"]) == (15, 11, 1)
    counted = {
        "asks": told["asks"],
        "yes": sum(outcomes[code] for code in YESES),
        "no": sum(outcomes[code] for code in NOS),
        "silent": outcomes["silence"],
        "waiting": outcomes["waiting"],
    }

    evening(lab, 0)
    board = said(lab, "board")
    assert counts(board) == counted
    ratio = told["no_to_yes"]
    assert f" {rough(ratio['value'])} no's for each yes; " in board
    assert f" {rough(ratio['low'])} to {rough(ratio['high'])}." in board
    assert [name for name in asks if name in " ".join(rows(lab, "What came back?"))] == [
        name for name, outcome in asks.items() if outcome == "waiting"
    ]
    lab.whole_page("four-weeks-today")

    lab.page.get_by_role("link", name="My log", exact=True).click()
    lab.page.wait_for_url("**/my-log.ipynb")
    lab.start()
    assert said(lab, "board") == board
    pictures = lab.page.locator(f"{SHOWN} .nty-picturepage")
    pictures.get_by_role("radio", name="How long do answers take?").check()
    lab.says("Opened: How long do answers take?")
    days = told["days_to_answer"]
    assert f"Half of all asks are answered within {days['median']:.0f} days" in said(
        lab, "picturepage"
    )
    listed_here = rows(lab, "Your asks")
    assert len(listed_here) == told["asks"]
    for name, outcome in asks.items():
        (row,) = (row for row in listed_here if name in row)
        assert OUTCOMES[outcome].label.lower() in row.lower(), row
    assert lab.barriers() == []
    lab.whole_page("four-weeks-my-log")
