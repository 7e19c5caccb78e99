"""Notebook 02 from top to bottom, as a new user would do it: eight asks of her own, answered,
undone, seen.

She guesses first. She writes down eight asks of the last weeks, each in six actions at most. One
waits for its answer, which comes; one yes falls through; she slips, and undoes it. She sets 21 days
as her own horizon for jobs, looks at her board, answers the question about twelve asks, says which
was harder to log.
"""

import json
import time
from datetime import date

import pytest
from playwright.sync_api import Locator

from tests.browser.lab import Lab
from tests.browser.test_00_start_here import journal, panel

pytestmark = pytest.mark.browser

EIGHT = (
    ("portfolio review", "Job", "Written to a person", "Yes", "2026-10-01"),
    ("the agency by the river", "Job", "Form", "No answer", "2026-10-02"),
    ("lead the June release", "Idea", "In person", "No for now", "2026-10-05"),
    ("a second look at my text", "Help", "Call", "Yes", "2026-10-06"),
    ("museum shop", "Client", "Written to a person", "No", "2026-10-08"),
    ("school kitchen", "Client", "Call", "No, final", "2026-10-12"),
    ("old colleague", "Contact", "Written to a person", "No answer", "2026-10-13"),
    ("night shift swap", "Help", "In person", "Waiting", "2026-10-20"),
)
HUMAN = 45  # ms between two keys: a person who types without haste


def write_down(lab: Lab, form: Locator, ask: tuple[str, ...]) -> int:
    """Log a past ask as a person does; returns how many actions it took."""
    alias, kind, channel, outcome, day = ask
    form.get_by_label("Short name").press_sequentially(alias, delay=HUMAN)
    actions = 2  # the name, and Save at the end
    chosen = [(kind, "Kind"), (channel, "How did you ask?")]
    is_shade = outcome.startswith("No") and outcome not in ("No", "No answer")
    chosen.append(("No" if is_shade else outcome, "What came back?"))
    chosen += [(outcome, "Which kind of no?")] * is_shade
    for label, group in chosen:
        chip = form.get_by_role("group", name=group).get_by_role("radio", name=label, exact=True)
        if not chip.is_checked():
            chip.check()
            actions += 1
    form.get_by_label("When did you ask?").fill(day)
    form.get_by_role("button", name="Save", exact=True).click()
    assert alias in lab.says(f'"{alias}"')
    return actions + 1


def test_an_own_log_of_eight_asks(lab: Lab) -> None:
    lab.open("02-the-log.ipynb")
    lab.start()
    guess = panel(lab, "Guess first")
    guess.get_by_label("Of every 10 asks I make").fill("9")
    guess.get_by_label("How many no's do I hear").fill("12")
    guess.get_by_role("button", name="Keep").click()
    lab.says("Kept with its time")

    form = panel(lab, "Log an ask")
    form.get_by_text("More about this ask").click()
    eight = time.monotonic()
    for ask in EIGHT:
        assert write_down(lab, form, ask) <= 7
    assert time.monotonic() - eight < 90
    lab.picture("02-form", ".nty:has(input)")

    rows = panel(lab, "Your asks")
    row = rows.get_by_role("listitem").filter(has_text="night shift swap")
    row.get_by_role("button", name="Answer").click()
    row.get_by_role("button", name="Yes", exact=True).click()
    assert "night shift swap" in lab.says("Yes, from night shift swap")
    row = rows.get_by_role("listitem").filter(has_text="portfolio review")
    row.get_by_text("More", exact=True).click()
    row.get_by_role("button", name="Answer").click()
    row.get_by_role("radio", name="Yes that fell through").check()
    row.get_by_role("button", name="Save", exact=True).click()
    assert "It fell through. The yes was said all the same" in lab.says('"portfolio review", yes')
    row = rows.get_by_role("listitem").filter(has_text="school kitchen")
    row.get_by_text("More", exact=True).click()
    row.get_by_role("button", name="Remove").click()
    lab.says("Removed")
    rows.get_by_role("button", name="Undo").click()
    lab.says("Undone")
    lab.whole_page("02-answered")

    settings = panel(lab, "Settings")
    settings.get_by_label("Job").fill("21")
    settings.get_by_role("button", name="Save").click()
    lab.says("Saved.")
    assert '"kind":"setting","body":{"value":21}' in journal(lab)

    board = panel(lab, "Guess first").filter(has_text="You made 8 asks")
    board.get_by_role("button", name="Show me without guessing").click()
    seen = lab.until(".nty img[alt*='8 asks']").get_attribute("alt") or ""
    assert "8 asks: 3 yes, 1 of which fell through, 3 no, 2 silent." in seen
    assert "1 no for each yes" in seen
    assert "You guessed that 9 of 10 come to nothing; 5 of 8 closed did so far." in seen
    lab.picture("02-board", ".nty:has(img[alt*='8 asks'])")

    check = panel(lab, "Twelve asks")
    check.get_by_role("radio", name="11 for each yes").check()
    check.get_by_role("button", name="Check").click()
    lab.says("Six of the twelve have not been answered")
    check.get_by_role("radio", name="5 for each yes so far").check()
    check.get_by_role("button", name="Check").click()
    lab.says("“So far” is the honest part")
    assert lab.barriers() == []
    lab.whole_page("02-done")

    lab.restart()
    lab.open("02-the-log.ipynb")
    lab.start()
    assert panel(lab, "Settings").get_by_label("Job").input_value() == "21"
    assert panel(lab, "Your asks").get_by_role("listitem").count() == 8


def test_calm_mode_draws_no_no_until_it_is_opened(lab: Lab) -> None:
    lab.terminal("workshop log a --outcome no_final --on 2026-10-01")
    lab.terminal("workshop set calm yes")
    lab.open("02-the-log.ipynb")
    lab.start()
    assert "1 ask: 1 no." in (lab.until(".nty img[alt*='1 ask']").get_attribute("alt") or "")
    lab.page.get_by_text("Calm mode: no's are counted, not drawn.").wait_for()
    lab.picture("02-calm", ".nty:has(img[alt*='1 ask'])")
    lab.page.get_by_role("button", name="Show the no's too").click()
    lab.page.get_by_role("button", name="Put them away again").wait_for()
    lab.picture("02-calm-opened", ".nty:has(img[alt*='1 ask'])")


def choose(lab: Lab, group: Locator, label: str) -> None:
    """Go to a group of chips and on to one of them, by Tab and the arrows."""
    lab.tab_to(group, delay=HUMAN)
    wanted = group.get_by_role("radio", name=label, exact=True)
    while not wanted.is_checked():
        is_here = wanted.evaluate("radio => radio === document.activeElement")
        lab.page.keyboard.press("Space" if is_here else "ArrowRight", delay=HUMAN)


def type_down(lab: Lab, form: Locator, ask: tuple[str, ...]) -> None:
    """Log a past ask by keys alone, the name first, where the focus is after a save."""
    alias, kind, channel, outcome, day = ask
    lab.page.keyboard.type(alias, delay=HUMAN)
    is_shade = outcome.startswith("No") and outcome not in ("No", "No answer")
    choose(
        lab,
        form.get_by_role("group", name="What came back?", exact=True),
        "No" if is_shade else outcome,
    )
    if is_shade:
        choose(lab, form.get_by_role("group", name="Which kind of no?", exact=True), outcome)
    choose(lab, form.get_by_role("group", name="Kind", exact=True), kind)
    choose(lab, form.get_by_role("group", name="How did you ask?", exact=True), channel)
    when = form.get_by_label("When did you ask?")
    if when.input_value() != day:
        lab.tab_to(when, delay=HUMAN)
        lab.page.keyboard.type(f"{date.fromisoformat(day):%m%d%Y}", delay=HUMAN)
    lab.press("Enter")
    assert alias in lab.says(f'"{alias}"')


def test_eight_past_asks_and_a_new_one_by_keyboard(lab: Lab) -> None:
    lab.open("02-the-log.ipynb")
    lab.start()
    form = panel(lab, "Log an ask")
    lab.tab_to(form.get_by_label("Short name"))
    begin = time.monotonic()
    with lab.still(form.get_by_role("heading")):
        lab.page.keyboard.type("what my keyboard asked for", delay=HUMAN)
        lab.press("Enter")
        lab.says("Saved: ask 1")
    assert time.monotonic() - begin < 5

    lab.tab_to(form.get_by_text("More about this ask"))
    lab.press("Enter")
    lab.tab_to(form.get_by_label("Short name"), back=True)
    eight = time.monotonic()
    for ask in EIGHT:
        type_down(lab, form, ask)
    assert time.monotonic() - eight < 90
    kept = json.loads(lab.terminal("workshop list --json"))["asks"]
    assert [(ask["alias"], ask["asked_on"]) for ask in kept if ask["number"] > 1] == [
        (alias, day) for alias, *_, day in EIGHT
    ]


def test_an_answer_by_keyboard_is_two_actions(lab: Lab) -> None:
    lab.terminal('workshop log "what my keyboard asked for"')
    lab.open("02-the-log.ipynb")
    lab.start()
    answer = panel(lab, "Your asks").get_by_role("button", name="Answer")
    lab.tab_to(answer)
    with lab.still(panel(lab, "Your asks").get_by_role("heading", level=3)):
        lab.press("Enter")
        lab.tab_to(panel(lab, "Your asks").get_by_role("button", name="Yes", exact=True), at_most=1)
        lab.press("Enter")
        lab.says("Yes, from what my keyboard asked for, on the day you asked.")
