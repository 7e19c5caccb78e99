"""An evening: Today as somebody finds it who has eight asks, one more line, an answer, what is due.

She opens the kit. It says the day, and all of it stands above 1,400 px. She types a name and
presses Enter. South has answered: two presses. A door is due, and she puts it off. What is past its
day becomes No answer by one press. Then she opens My log from the bar, and all of it is there.
"""

import time
from datetime import date, timedelta

import pytest

from tests.browser.lab import Lab
from tests.browser.test_00_start_here import panel
from tests.browser.test_02_the_log import HUMAN
from tests.journal.made import ask as ask_line
from tests.journal.made import journal, raw
from workshop.analysis.words import day_words

pytestmark = pytest.mark.browser

TODAY = date.today()


def ago(days: int) -> str:
    return (TODAY - timedelta(days)).isoformat()


EIGHT = (
    f'"North" --on {ago(40)} --kind job --channel written',
    f'"East" --on {ago(30)} --kind job --channel form',
    f'"South" --on {ago(5)} --kind client --channel call',
    f'"a raise" --on {ago(12)} --outcome no_for_now --door later --door-on {TODAY}',
    f'"coffee" --on {ago(20)} --outcome yes --answered-on {ago(10)}',
    f'"the fair" --on {ago(9)} --outcome no_final',
    f'"museum shop" --on {ago(8)} --outcome no_unclear',
    f'"an hour of advice" --on {ago(2)} --kind help',
)


HEIGHT = 1_400
"""Above this, in pixels from the top of the page, stands everything that Today is for."""


def bottoms(lab: Lab) -> dict[str, int]:
    """Where each card of the page ends, in pixels from the top of the page."""
    found = lab.page.evaluate(
        """() => {
            const scrolled = document.querySelector('.jp-WindowedPanel-outer').scrollTop;
            return [...document.querySelectorAll('.jp-OutputArea-output .nty')].map((card) =>
                [card.getAttribute('aria-label'), card.getBoundingClientRect().bottom + scrolled]);
        }"""
    )
    return {name: round(bottom) for name, bottom in found}


def test_the_whole_day_stands_above_the_fold_at_eight_asks(lab: Lab) -> None:
    for ask in EIGHT[:-1]:
        lab.terminal(f"workshop log {ask}")
    folder = next(lab.home.rglob("journal-*.txt")).parent
    written = f"{ago(3)}T09:00:00.000Z"
    journal(folder, ask_line(99, 8, "advice", on=ago(3), kind="help", at=written), device="other")
    lab.open("today.ipynb")
    lab.start()
    lab.whole_page("today-eight")
    assert "Since " in panel(lab, f"{TODAY:%A}, {day_words(TODAY)}").inner_text()
    found = bottoms(lab)
    assert list(found) == [f"{TODAY:%A}, {day_words(TODAY)}", "Log an ask", "What waits", "Today"]
    assert max(found.values()) <= HEIGHT, found


def test_eight_that_wait_and_five_that_are_due_stand_above_it_too(lab: Lab) -> None:
    for at in range(8):
        lab.terminal(f'workshop log "ask {at}" --on {ago(20 + at)} --expected-on {ago(-4 + at)}')
    lab.open("today.ipynb")
    lab.start()
    lab.whole_page("today-due")
    assert "And 5 more" in panel(lab, "What waits").inner_text()
    assert max(bottoms(lab).values()) <= HEIGHT


def test_an_evening_with_eight_asks(lab: Lab) -> None:
    for ask in EIGHT:
        lab.terminal(f"workshop log {ask}")
    lab.open("today.ipynb")
    lab.start()

    form = panel(lab, "Log an ask")
    name = form.get_by_label("Short name")
    with lab.still(form.get_by_role("heading")):
        begin = time.monotonic()
        name.click()
        name.press_sequentially("West", delay=HUMAN)
        lab.press("Enter")
        assert lab.says("Saved") == 'Saved: ask 9, "West", waiting.'
        assert time.monotonic() - begin < 5

    waits = panel(lab, "What waits")
    assert "2 are past their day." in waits.inner_text()
    waits.get_by_text("And 3 more").click()
    row = waits.get_by_role("listitem").filter(has_text="South")
    title, yes = (
        waits.get_by_role("heading", name="What waits"),
        row.get_by_role("button", name="Yes"),
    )
    with lab.still(title):
        row.get_by_role("button", name="Answer").click()
        yes.wait_for()
        yes.click()
        assert lab.says("Yes, from South") == "Yes, from South, 5 days after you asked."

    due = waits.get_by_role("listitem").filter(has_text="a raise")
    soon = TODAY + timedelta(30)
    with lab.still(title):
        due.get_by_text("More", exact=True).click()
        due.get_by_role("button", name="Later ask 4").click()
        due.get_by_label("The day of the next door").fill(soon.isoformat())
        due.get_by_role("button", name="Save").click()
        lab.says('"a raise" is changed')
        due.wait_for(state="detached")

    with lab.still(title):
        waits.get_by_role("button", name="No answer, all 2").click()
        lab.says("Noted: no answer, 2 asks.")
        waits.get_by_role("button", name="Undo").click()
        lab.says("Undone")
        waits.get_by_role("button", name="No answer, all 2").click()
        lab.says("Noted: no answer, 2 asks.")
    waits.get_by_role("listitem").filter(has_text="West").wait_for()
    day = panel(lab, f"{TODAY:%A}, {day_words(TODAY)}")
    day.get_by_text("Your board, after a guess").click()
    day.get_by_role("button", name="Show me without guessing").click()
    day.get_by_text("9 asks: 2 yes, 3 no, 2 silent, 2 waiting", exact=True).wait_for()
    lab.until(".nty-day img")
    lab.whole_page("today-evening")
    assert lab.barriers() == []

    lab.page.get_by_role("link", name="My log", exact=True).click()
    lab.page.wait_for_url("**/my-log.ipynb")
    lab.start()
    asks = panel(lab, "Your asks")
    asks.get_by_role("listitem").nth(7).wait_for()
    asks.get_by_label("Search").fill("north")
    asks.get_by_text("1 ask found.").wait_for()
    assert "no answer" in asks.get_by_role("listitem").inner_text()
    assert lab.barriers() == []
    lab.whole_page("my-log")
    summary = lab.terminal("workshop summary --json")
    assert '"asks": 9' in summary
    assert '"silence": 2' in summary


def test_what_was_called_an_ask_on_01_comes_over_with_one_press_on_02(lab: Lab) -> None:
    lines = {"my lead, to drop the release": "An ask", "everybody: a post": "A tell"}
    reflected = [("01.five", "\n".join(lines)), ("01.week", lines)]
    lab.terminal("workshop log North")
    folder = next(lab.home.rglob("journal-*.txt")).parent
    kept = (
        raw(at, prompt, {"prompt": prompt, "answer": answer}, "reflection")
        for at, (prompt, answer) in enumerate(reflected, 90)
    )
    journal(folder, *kept, device="other")
    lab.open("02-the-log.ipynb")
    lab.start()
    note = panel(lab, "Past asks, from a note")
    assert note.get_by_role("listitem").count() == 1
    lab.picture("02-listed", ".nty-pasteform")
    note.get_by_role("button", name="Save 1 ask", exact=True).click()
    assert lab.says("Saved: 1 ask.")
    assert '"alias": "my lead, to drop the release"' in lab.terminal("workshop list --json")


def test_calm_mode_is_offered_once_on_00(lab: Lab) -> None:
    lab.open()
    lab.start()
    form = panel(lab, "Log an ask")
    form.get_by_label("Short name").fill("North")
    lab.press("Enter")
    form.get_by_role("button", name="No, draw them").wait_for()
    lab.picture("00-calm-offered", ".nty-entryform")
    form.get_by_role("button", name="No, draw them").click()
    lab.says("Kept. The settings on page 02 change it at any time.")
    lab.picture("00-calm-answered", ".nty-entryform")
    form.get_by_label("Short name").fill("East")
    lab.press("Enter")
    lab.says('Saved: ask 2, "East", waiting.')
    assert form.get_by_role("button", name="Yes, calm mode").count() == 0
