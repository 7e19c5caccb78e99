"""An evening: Today as somebody finds it who has eight asks, one more line, an answer, what is due.

She opens the kit. It says the day. She types a name and presses Enter. South has answered: two
presses. A door is due, and she puts it off. What is past its day becomes No answer by one press.
Then she opens My log from the bar, and all of it is there.
"""

import time
from datetime import date, timedelta

import pytest

from tests.browser.lab import Lab
from tests.browser.test_00_start_here import panel
from tests.browser.test_02_the_log import HUMAN
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


def test_an_evening_with_eight_asks(lab: Lab) -> None:
    for ask in EIGHT:
        lab.terminal(f"workshop log {ask}")
    lab.open("today.ipynb")
    lab.start()
    day = panel(lab, f"{TODAY:%A}, {day_words(TODAY)}")
    assert "2 are past their day." in day.inner_text()

    form = panel(lab, "Log an ask")
    name = form.get_by_label("Short name")
    with lab.still(form.get_by_role("heading")):
        begin = time.monotonic()
        name.click()
        name.press_sequentially("West", delay=HUMAN)
        lab.press("Enter")
        assert lab.says("Saved") == 'Saved: ask 9, "West", waiting.'
        assert time.monotonic() - begin < 5

    waits = panel(lab, "What came back?")
    row = waits.get_by_role("listitem").filter(has_text="South")
    with lab.still(row.get_by_role("heading", name="South")):
        row.get_by_role("button", name="Answer").click()
        row.get_by_role("button", name="Yes", exact=True).wait_for()
    yes = row.get_by_role("button", name="Yes", exact=True)
    yes.scroll_into_view_if_needed()
    with lab.still(row.get_by_role("heading", name="South")):
        yes.click()
        assert lab.says("Yes, from South") == "Yes, from South, 5 days after you asked."

    due = panel(lab, "What is due")
    soon = TODAY + timedelta(30)
    with lab.still(due.get_by_role("heading", name="What is due")):
        due.get_by_role("button", name="Later a raise").click()
        due.get_by_label("On which day?").fill(soon.isoformat())
        due.get_by_role("button", name="Put it off").click()
        assert day_words(soon) in lab.says("Put off: a raise")

    with lab.still(day.get_by_role("heading")):
        day.get_by_role("button", name="No answer, all 2").click()
        lab.says("Noted: no answer, 2 asks.")
        day.get_by_role("button", name="Undo").click()
        lab.says("Undone")
    day.get_by_role("button", name="No answer, all 2").click()
    lab.says("Noted: no answer, 2 asks.")
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
    lab.open("my-log.ipynb")
    lab.start()
    panel(lab, "Your asks").get_by_role("listitem").nth(7).wait_for()
    lab.whole_page("my-log")
    summary = lab.terminal("workshop summary --json")
    assert '"asks": 9' in summary
    assert '"silence": 2' in summary
