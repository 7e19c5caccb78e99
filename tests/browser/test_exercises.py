"""Notebooks 01, 03, 04 and 05, each from top to bottom as a new user would go, with answers there after coming back.

She answers each card the page has, in the order of the page: words where words are asked, a choice where one is
offered, about her own no where the card is about one. Nothing she meets is a dead end, and every answer is kept.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator

from tests.browser.lab import REPOSITORY, Lab
from tests.browser.test_00_start_here import journal, panel

pytestmark = pytest.mark.browser

MINE = (
    '"portfolio review" --outcome no_unclear --on 2026-10-01 --kind job --channel written',
    '"museum shop" --outcome no_for_now --on 2026-10-02 --kind client',
    '"school kitchen" --outcome no_final --on 2026-10-05 --kind client',
    '"old colleague" --outcome no_opening --on 2026-10-06 --kind contact',
    '"agency" --outcome silence --on 2026-10-07 --kind job',
    '"text" --outcome yes --on 2026-10-08 --kind help',
    '"fund" --outcome no_unclear --reason unfair --on 2026-10-09 --kind money',
    '"neighbour" --on 2026-10-12 --kind help',
)
PAGES = {
    "01-what-are-you-selling.ipynb": ("01.five", "01.move", "01.sort", "01.week", "01.check", "01.disguise"),
    "03-predict-your-nos.ipynb": ("03.dice", "03.predict", "03.came", "03.vote", "03.counter", "03.check"),
    "04-shades-of-no.ipynb": ("04.replies", "04.own", "04.probe", "04.easy", "04.door", "04.check"),
    "05-what-i-told-myself.ipynb": (
        "05.case",
        "05.told",
        "05.before",
        "05.camera",
        "05.voices",
        "05.release",
        "05.check",
    ),
}


def answer_all(card: Locator) -> None:
    """Fill in a card as somebody would who takes part: the first ask, the first choice, a few words, a small number."""
    about = card.get_by_label("About which ask?")
    if about.count() and about.locator("option").count() > 1:
        about.select_option(index=1)
        card.page.wait_for_timeout(400)  # the card turns to that ask
    for at in range(card.locator("textarea, input[type=text]").count()):
        field = card.locator("textarea, input[type=text]").nth(at)
        field.fill("2" if field.get_attribute("inputmode") == "decimal" else "I asked a question, and waited?")
    for group in card.locator("fieldset").all():
        if not group.locator("input:checked").count():
            group.get_by_role("radio").first.check()
    for at in range(card.locator("input[type=date]").count()):
        card.locator("input[type=date]").nth(at).fill("2026-12-01")


def keep_all(lab: Lab, card: Locator) -> None:
    """Press every Keep and Check of a card; each is acknowledged."""
    names = card.get_by_role("button").filter(has_text="Keep").or_(card.get_by_role("button").filter(has_text="Check"))
    for at in range(names.count()):
        names.nth(at).click()
        card.get_by_role("status").filter(has_text="Kept").wait_for()


@pytest.mark.parametrize("page", PAGES, ids=lambda name: name[:2])
def test_an_own_log_of_eight_asks(lab: Lab, page: str) -> None:
    for ask in MINE:
        lab.terminal(f"workshop log {ask}")
    go_through(lab, page)
    lab.restart()
    lab.open(page)
    lab.start()
    again = lab.page.locator(".nty-exercisecard").first
    checked, typed = again.locator("input:checked").count(), again.locator("textarea, input[type=text]")
    assert checked or any(typed.nth(at).input_value() for at in range(typed.count()))


@pytest.mark.long
@pytest.mark.parametrize("page", PAGES, ids=lambda name: name[:2])
def test_a_borrowed_log(make_lab: Callable[..., Lab], tmp_path: Path, page: str) -> None:
    copied = shutil.copytree(REPOSITORY / "notebooks", tmp_path / "pages", ignore=shutil.ignore_patterns(".*"))
    text = (copied / page).read_text(encoding="utf-8").replace("ws.exercise(mine", "ws.exercise(borrowed")
    (copied / page).write_text(text, encoding="utf-8")
    lab = make_lab(notebooks=copied)
    go_through(lab, page)
    assert '"kind":"ask"' not in journal(lab)  # what is changed in a borrowed log stays in memory


def go_through(lab: Lab, page: str) -> None:
    """The page from top to bottom: every card answered, every picture opened, every answer in the person's own file."""
    lab.open(page)
    lab.start()
    assert lab.barriers() == []
    cards = lab.page.locator(".nty-exercisecard")
    cards.last.wait_for(state="attached")
    for at in range(cards.count()):
        for closed in cards.nth(at).locator(".nty-parts > details.nty-fold:not([open]) > summary").all():
            closed.click()  # what folds under More, if you like
        answer_all(cards.nth(at))
        keep_all(lab, cards.nth(at))
    gates = lab.page.get_by_role("button", name="Show me without guessing")
    while gates.count():
        gates.first.click()
        lab.page.wait_for_timeout(300)
    lab.whole_page(f"{page[:2]}-answered")
    assert lab.barriers() == []
    written = journal(lab)
    for name in PAGES[page]:
        assert f'"prompt":"{name}"' in written, name


def test_a_door_and_its_day_show_up_in_the_list_of_what_is_due(lab: Lab) -> None:
    lab.terminal(f"workshop log {MINE[1]}")
    lab.open("04-shades-of-no.ipynb")
    lab.start()
    door = (
        panel(lab, "Which door?")
        if panel(lab, "Which door?").count()
        else lab.page.locator(".nty-exercisecard", has=lab.page.get_by_text("Later: come back on a date"))
    )
    door.get_by_label("About which ask?").select_option(index=1)
    lab.page.wait_for_timeout(400)  # the card turns to that ask
    door.get_by_role("radio", name="Later: come back on a date").check()
    door.get_by_label("On which day?").fill("2026-12-01")
    door.get_by_role("button", name="Keep").click()
    door.get_by_role("status").filter(has_text="Kept").wait_for()
    panel(lab, "What is due").get_by_text("museum shop: later, 1 December 2026").wait_for()
    assert '"door": "later"' in lab.terminal("workshop list --json")


@pytest.mark.long
@pytest.mark.parametrize("page", PAGES, ids=lambda name: name[:2])
def test_the_first_card_by_keyboard_alone_on_an_empty_log(lab: Lab, page: str) -> None:
    lab.open(page)
    lab.start(keyboard=True)
    card = lab.page.locator(".nty-exercisecard").first
    lab.tab_to(card.locator("input, textarea").first)
    if card.locator("fieldset").count():
        for group in card.locator("fieldset").all():
            lab.tab_to(group)
            lab.press("Space")
    else:
        lab.type("3")
    lab.tab_to(
        card.get_by_role("button")
        .filter(has_text="Keep")
        .or_(card.get_by_role("button").filter(has_text="Check"))
        .first
    )
    lab.press("Enter")
    card.get_by_role("status").filter(has_text="Kept").wait_for()
    assert f'"prompt":"{PAGES[page][0]}"' in journal(lab)
    assert lab.barriers() == []


@pytest.mark.long
@pytest.mark.parametrize("page", PAGES, ids=lambda name: name[:2])
def test_as_plain_questions_in_the_terminal(lab: Lab, page: str) -> None:
    lab.terminal(f"workshop log {MINE[0]}")
    told = lab.terminal(f"workshop do {page[:2]}")
    assert "q ends" in told
