"""A founder with forty investors and an author with eighty submissions, from an empty log.

Both log the first of their asks in the page and the others by a script. Then they sit down at
Today, and ask three things: where does it stop, how much did I get, what is out now. Each answer is
three presses away: My log in the bar, the question, and (where it would give something away) Show
me without guessing.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Locator

from tests.browser.lab import Lab
from tests.browser.test_00_start_here import panel

pytestmark = pytest.mark.browser
CARD = ".nty-picturepage"

PLAYED = """
from datetime import date, timedelta
import workshop as ws

mine = ws.my_log()
mine.set("currency", "eur")

def ago(days):
    return date.today() - timedelta(days)

def played(number, asked, stages, outcome, **told):
    if number > 1:
        mine.ask(f"ask {number}", on=ago(300 - number), amount=asked, pitched=PIECES[number % 5])
    else:
        mine.change(1, amount=asked, pitched=PIECES[1], asked_on=ago(299))
    for at, stage in enumerate(stages, 1):
        mine.step(number, "advanced", on=ago(300 - number - 3 * at), stage=stage)
    if outcome != "waiting":
        answered = outcome not in ("silence", "fell_through")
        if outcome == "fell_through":
            mine.answer(number, "yes", on=ago(300 - number - 20), **told)
            mine.step(number, "signed", on=ago(300 - number - 21))
        days = 22 if outcome == "fell_through" else 20
        mine.answer(number, outcome, on=ago(300 - number - days), **(told if answered else {}))
"""

# Forty investors, each asked for 100,000. 20 came to a first call, 8 of them to a partner meeting,
# 3 of these to a term sheet.
FOUNDER = """
PIECES = ["Deck"] * 5
WAY = ["First call", "Partner meeting", "Term sheet"]
for number in range(1, 41):
    stages = WAY[: (number <= 20) + (number <= 8) + (number <= 3)]
    outcome, told = "waiting", {}
    if number == 1:
        outcome, told = "yes", {"agreed": 100_000, "terms": "as_asked"}
    elif number == 2:
        outcome, told = "fell_through", {"agreed": 50_000}
    elif number == 3:
        outcome, told = "yes", {"agreed": 60_000}
    elif number <= 16 or 31 <= number <= 36:
        outcome = "no_final"
    elif 21 <= number <= 30:
        outcome = "silence"
    played(number, 100_000, stages, outcome, **told)
mine.step(1, "signed")
"""

# Eighty submissions of five pieces, each for 200. 20 came to a longlist, 9 of them to a shortlist.
AUTHOR = """
PIECES = ["The lamp", "Low tide", "A letter", "Three winters", "The weir"]
AGREED = [200, 200, 150, 100, 200, 150]
for number in range(1, 81):
    stages = ["Longlist", "Shortlist"][: (number <= 20) + (number <= 9)]
    outcome, told = "waiting", {}
    if number <= 6:
        outcome, told = "yes", {"agreed": AGREED[number - 1]}
    elif number <= 50:
        outcome = "no_final"
    elif number <= 70:
        outcome = "silence"
    played(number, 200, stages, outcome, **told)
"""

ANSWERS = {
    "founder": {
        # Before any stage 10 silent and 6 no; 8 no at the call, 5 at the meeting; one fell through.
        "Where does it stop?": "It stopped most often before any stage: 16 of the 30 that stopped.",
        "When it is yes, how much of what I asked do I get?": (
            "3 yes: 1 as asked and 2 for less. 3 yes with both amounts: "
            "the middle is told from 5 on."
        ),
        # Asks 17 to 20 and 37 to 40.
        "What is out now?": "Out now: 8 asks, for 800,000 EUR.",
    },
    "author": {
        # Before any stage 30 no and 20 silent; 11 no at the longlist, 3 at the shortlist.
        "Where does it stop?": "It stopped most often before any stage: 50 of the 64 that stopped.",
        # 200, 200 and 200 as asked, 150, 150 and 100 for less: the shares are .5, .75, .75, 1, 1
        # and 1, and their middle is .875.
        "When it is yes, how much of what I asked do I get?": (
            "6 yes: 3 as asked and 3 for less. "
            "Of every 100 asked, 88 were agreed in the middle (50 to 100; 6 yes)."
        ),
        "What is out now?": "Out now: 10 asks, for 2,000 EUR.",
    },
}


@pytest.mark.parametrize(("who", "plays"), [("founder", FOUNDER), ("author", AUTHOR)])
def test_three_answers_in_three_presses_each_from_today(
    who: str, plays: str, lab: Lab, tmp_path: Path
) -> None:
    lab.open("today.ipynb")
    lab.start()
    assert "No asks yet." in lab.terminal("workshop summary")
    panel(lab, "Log an ask").get_by_label("Short name").press_sequentially("First", delay=45)
    lab.press("Enter")
    assert lab.says("Saved") == 'Saved: ask 1, "First", waiting.'
    (script := tmp_path / "played.py").write_text(PLAYED + plays, encoding="utf-8")
    lab.terminal(f"python '{script}'")

    for question, answer in ANSWERS[who].items():
        lab.open("today.ipynb")
        lab.start()
        presses = [lab.page.get_by_role("link", name="My log", exact=True)]
        press(lab, presses[0])
        lab.page.wait_for_url("**/my-log.ipynb")
        lab.start()
        presses.append(lab.page.get_by_role("radio", name=question))
        press(lab, presses[1])
        lab.says(f"Opened: {question}")
        without = lab.page.locator(CARD).get_by_role("button", name="Show me without guessing")
        if without.count():
            presses.append(without)
            press(lab, without)
        image = lab.page.locator(f"{CARD} img")
        image.wait_for()
        assert (image.get_attribute("alt") or "").startswith(answer)
        assert len(presses) <= 3
        looked_at(lab, f"pitches/{who}-{question[:5].strip().lower()}")


def press(lab: Lab, what: Locator) -> None:
    """One press of the mouse, wherever it stands on the page."""
    what.scroll_into_view_if_needed()
    what.click(force=True)


def looked_at(lab: Lab, name: str) -> None:
    """The card as a phone and a window show it: nothing sticks out, and axe finds nothing."""
    assert lab.barriers(CARD) == []
    for width in (390, 656, 1200):
        lab.page.set_viewport_size({"width": width, "height": 1400})
        lab.picture(f"{name}-{width}", CARD)
        wider = lab.page.locator(CARD).evaluate("card => card.scrollWidth - card.clientWidth")
        assert wider <= 0, (name, width)
    lab.page.set_viewport_size({"width": 1200, "height": 900})
