"""What people type by mistake: each is taken as it was meant, or said with what was typed; nothing
is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.widgets.bench import Bench
from tests.widgets.test_forms import shown
from workshop.journal import Log
from workshop.widgets.asks import AskList
from workshop.widgets.entry import EntryForm
from workshop.widgets.panel import Panel
from workshop.widgets.paste import PasteForm
from workshop.widgets.picture import picture

IN_A_ROW = "x" * 10_000
THREE_STYLES = ("2026-03-{:02}", "{} March 2026", "{:02}/03/2026")


def test_a_name_only_of_spaces_is_no_name(mine: Log) -> None:
    form = EntryForm(mine)
    form.press("same", alias=" \t\u00a0 ")
    form.press("save", alias=" \t\u00a0 ")
    assert (form.status, mine.entry(1).ask.name) == ("Saved: ask 1, waiting.", "ask 1")
    panel = AskList(mine)
    panel.press("change", "1")
    panel.press("save", alias="   ", note=" ")
    assert panel.status == "Nothing is changed yet."


def five_hundred(style: str) -> str:
    """A note as it lies about: a header, bullets, tabs, and days in one style."""
    marks = ("- ", "• ", "3. ", "")
    lines = [
        f"{marks[n % 4]}ask {n}\t{('no', 'yes', 'waiting')[n % 3]}\t{style.format(1 + n % 28)}"
        for n in range(500)
    ]
    return "\n".join(["Name\tOutcome\tDate", *lines])


@pytest.mark.parametrize("style", THREE_STYLES)
def test_five_hundred_lines_with_tabs_bullets_and_a_header(style: str, mine: Log) -> None:
    card = PasteForm(mine)
    card.press("look", pasted=five_hundred(style))
    card.press("save")
    assert (card.status, len(mine.asks)) == ("Saved: 500 asks.", 500)
    by_name = {entry.ask.alias: entry for entry in mine.asks}
    assert by_name["ask 27"].ask.asked_on == date(2026, 3, 28)
    assert (by_name["ask 3"].outcome, by_name["ask 4"].outcome) == ("no_unclear", "yes")


def test_days_in_three_styles_in_one_note_are_read_and_what_is_unsure_is_asked(mine: Log) -> None:
    days = [style.format(4) for style in THREE_STYLES]
    card = PasteForm(mine)
    card.press("look", pasted="\n".join(f"ask {n}, {day}" for n, day in enumerate(days)))
    assert "Its day waits for your choice above." in shown(card)
    card.press("save")
    assert (card.status, mine.asks) == ('Please choose which day "04/03/2026" is.', [])
    card.press("look_again", way="%d/%m/%Y")
    card.press("save")
    assert {entry.ask.asked_on for entry in mine.asks} == {date(2026, 3, 4)}


def test_the_same_line_twice_is_said_and_saved_as_it_stands(mine: Log) -> None:
    card = PasteForm(mine)
    card.press("look", pasted="North, no\nSouth\nNorth, no")
    assert "The same as line 1. Take it out if it is one ask." in shown(card)
    card.press("save")
    assert len(mine.asks) == 3


@pytest.mark.parametrize("typed", ["2026-02-31", "31 February", "2026-13-01", "an unfinished date"])
def test_a_day_that_does_not_exist_is_said_as_it_was_typed(typed: str, mine: Log) -> None:
    form = EntryForm(mine)
    form.press("save", alias="kept", asked_on=typed)
    assert form.view["errors"]["asked_on"].startswith(f'"{typed}" is no date that I can read.')
    assert (form.values["alias"], mine.asks) == ("kept", [])
    mine.ask("North")
    panel = AskList(mine)
    panel.press("change", "1")
    panel.press("save", expected_on=typed)
    assert panel.view["errors"]["expected_on"].startswith(f'"{typed}" is no date')


def test_ten_thousand_characters_in_a_row_are_kept_found_or_refused_in_words(mine: Log) -> None:
    form = EntryForm(mine)
    form.press("save", alias="a", note=IN_A_ROW, outcome="no_unclear", words=IN_A_ROW)
    assert (mine.entry(1).ask.note, len(form.status) < 100) == (IN_A_ROW, True)
    form.press("save", alias=IN_A_ROW)
    assert form.status == "10,000 characters are too many; 200 are allowed. Please shorten it."
    form.press("own", own_name=IN_A_ROW)
    assert list(form.view["errors"]) == ["own_name"]
    panel = AskList(mine)
    panel.press("search", search=IN_A_ROW)
    assert panel.status == "1 ask found."
    card = PasteForm(mine)
    card.press("look", pasted=IN_A_ROW)
    assert "10,000 characters are too many" in shown(card)


@pytest.mark.parametrize("outcome", ["no_final", "withdrawn"])
def test_a_log_with_no_yes_and_one_that_is_all_taken_back_are_read(outcome: str, mine: Log) -> None:
    for n in range(30):
        mine.ask(f"{n}", on="2026-03-02", outcome=outcome)
    for name in ("first", "second", "third", "all", "board"):
        found = picture(mine, name)
        found.press("look")
        assert (found.trouble, found.errors) == ("", {})
    panel = AskList(mine)
    panel.press("search", came=outcome)
    assert panel.status == "30 asks found."


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1200])
def test_ten_thousand_characters_in_a_row_stay_inside_the_page(
    width: int, show: Callable[[Panel], Bench], mine: Log
) -> None:
    name = "y" * 200
    mine.ask("x" * 200, note=IN_A_ROW, extra={name: IN_A_ROW})
    mine.set("word.kind.long", name)
    for panel in (AskList(mine), EntryForm(mine)):
        bench = show(panel)
        bench.page.set_viewport_size({"width": width, "height": 900})
        for fold in bench.page.locator("summary").all():
            fold.click()
        wide = "document.documentElement.scrollWidth"
        assert bench.page.evaluate(wide) <= width
        assert bench.barriers() == []
