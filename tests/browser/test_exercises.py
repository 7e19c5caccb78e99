"""Notebooks 01, 03, 04 and 05, each from top to bottom as a new user would go, with answers there
after coming back.

She answers each card the page has, in the order of the page: words where words are asked, a choice
where one is offered, about her own no where the card is about one. Nothing she meets is a dead end,
and every answer is kept.
"""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator

from tests.browser.lab import Lab
from tests.browser.test_00_start_here import journal, panel
from workshop.analysis.words import day_words

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
KEPT = re.compile("^(Kept|✓ Right|✗ Not this one)")  # not: "Changed, and not kept yet."
SOON = date.today() + timedelta(days=4)
PAGES = {
    "01-what-are-you-selling.ipynb": (
        "01.five",
        "01.move",
        "01.sort",
        "01.week",
        "01.check",
        "01.disguise",
    ),
    "03-predict-your-nos.ipynb": (
        "03.dice",
        "03.predict",
        "03.vote",
        "03.twenty",
        "03.check",
        "03.came",
    ),
    "04-shades-of-no.ipynb": (
        "04.replies",
        "04.own",
        "04.probe",
        "04.silence",
        "04.door",
        "04.room",
        "04.check",
        "04.easy",
    ),
    "05-what-i-told-myself.ipynb": (
        "05.case",
        "05.told",
        "05.before",
        "05.camera",
        "05.voices",
        "05.first",
        "05.for_them",
        "05.test",
        "05.after",
        "05.check",
    ),
}


def fitting(field: Locator) -> str:
    """Words, or a number: of those that belong together, a larger one for the whole."""
    label = str(field.evaluate("node => node.labels[0].textContent"))
    if field.get_attribute("inputmode") != "decimal":
        return "I asked a question, and waited?"
    return "9" if label == "How many people I asked" else "2"


def answer_all(card: Locator) -> None:
    """Fill in a card as somebody would who takes part: the first ask, the first choice, a few
    words, a small number.
    """
    about = card.get_by_label("About which ask?")
    if about.count() and about.locator("option").count() > 1:
        about.select_option(index=1)
        card.page.wait_for_timeout(400)  # the card turns to that ask
    clock = card.get_by_role("button", name="Start the clock")
    if clock.count():
        clock.click()
        card.get_by_role("button", name="Stop the clock").click()
    for field in card.locator("textarea, input[type=text]").all():
        if field.is_visible():
            field.fill(fitting(field))
    for group in card.locator("fieldset").all():
        if not group.locator("input:checked").count():
            group.get_by_role("radio").first.check()
    for day in card.locator("input[type=date]").all():
        if day.is_visible():
            day.fill(SOON.isoformat())


def keep_all(lab: Lab, card: Locator) -> None:
    """Press every Keep and Check of a card; each is acknowledged."""
    names = (
        card.get_by_role("button")
        .filter(has_text="Keep")
        .or_(card.get_by_role("button").filter(has_text="Check"))
    )
    for at in range(names.count()):
        names.nth(at).click()
        card.get_by_role("status").filter(has_text=KEPT).wait_for()


@pytest.mark.parametrize("page", PAGES, ids=lambda name: name[:2])
def test_an_own_log_of_eight_asks(lab: Lab, page: str) -> None:
    for ask in MINE:
        lab.terminal(f"workshop log {ask}")
    go_through(lab, page)
    lab.restart()
    lab.open(page)
    lab.start()
    lab.until(".nty-exercisecard")
    for card in lab.page.locator(
        ".nty-exercisecard"
    ).all():  # every card shows what was answered, folded ones too
        typed = card.locator("textarea, input[type=text]")
        answered = card.locator("fieldset input:checked").count() + sum(
            bool(each.input_value()) for each in typed.all()
        )
        assert answered, card.locator("form").inner_text()[:200]
        assert card.get_by_text("Remove my answer").count(), card.locator("form").inner_text()[:200]


@pytest.mark.long
@pytest.mark.parametrize("page", PAGES, ids=lambda name: name[:2])
def test_a_borrowed_log(lab: Lab, page: str) -> None:
    go_through(lab, page, borrowed=True)
    written = journal(lab)
    assert '"kind":"ask"' not in written  # what is changed in a borrowed log stays in memory
    assert written.count('"about":"') >= len(PAGES[page])


def go_through(lab: Lab, page: str, *, borrowed: bool = False) -> None:
    """The page from top to bottom: every card answered, every picture opened, every answer in
    the person's own file.
    """
    lab.open(page)
    lab.start()
    assert lab.barriers() == []
    if borrowed:
        picker = panel(lab, "Whose log would you like to look at?")
        picker.get_by_role("radio").last.check()
        picker.get_by_role("status").filter(has_text="Picked").wait_for()
    cards = lab.page.locator(".nty-exercisecard")
    cards.last.wait_for(state="attached")
    for at in range(cards.count()):
        for closed in (
            cards.nth(at).locator(".nty-parts > details.nty-fold:not([open]) > summary").all()
        ):
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
        else lab.page.locator(
            ".nty-exercisecard", has=lab.page.get_by_text("Later: come back on a date")
        )
    )
    door.get_by_label("About which ask?").select_option(index=1)
    lab.page.wait_for_timeout(400)  # the card turns to that ask
    door.get_by_role("radio", name="Later: come back on a date").check()
    door.get_by_label("On which day?").fill(SOON.isoformat())
    door.get_by_role("button", name="Keep").click()
    door.get_by_role("status").filter(has_text=KEPT).wait_for()
    panel(lab, "What is due").get_by_text(f"later, {day_words(SOON)}").wait_for()
    assert '"door": "later"' in lab.terminal("workshop list --json")


def by_keyboard(lab: Lab, card: Locator) -> None:
    """A card, or one step of it, without a mouse: Tab to each thing in turn, type or press
    Space, and Enter on Keep.
    """
    start = card.get_by_role("button", name="Start the clock")
    if start.count():
        lab.tab_to(start)
        lab.press("Enter")
        lab.tab_to(
            card.get_by_role("button", name="Stop the clock"), at_most=2
        )  # the focus is there already
        lab.press("Enter")
        card.get_by_role("status").filter(has_text="Stopped").wait_for()
    for control in card.locator("textarea, input[type=text], fieldset, input[type=date]").all():
        if not control.is_visible() or control.locator("input:checked").count():
            continue
        lab.tab_to(control)
        if control.evaluate("node => node.tagName") == "FIELDSET":
            lab.press("Space")
        elif control.get_attribute("type") == "date":
            lab.page.keyboard.type(SOON.strftime("%m%d%Y"))
        else:
            lab.type(fitting(control))
    buttons = card.get_by_role("button")
    lab.tab_to(buttons.filter(has_text="Keep").or_(buttons.filter(has_text="Check")).first)
    lab.press("Enter")


@pytest.mark.long
@pytest.mark.parametrize("page", PAGES, ids=lambda name: name[:2])
def test_every_card_by_keyboard_alone(lab: Lab, page: str) -> None:
    for ask in MINE:
        lab.terminal(f"workshop log {ask}")
    lab.open(page)
    lab.start()
    for card in lab.page.locator(".nty-exercisecard").all():
        for fold in card.locator("form > .nty-parts > details > summary").all():
            lab.tab_to(fold)
            lab.press("Enter")
        about = card.get_by_label("About which ask?")
        if about.count():
            lab.tab_to(about)
            lab.press("ArrowDown")
            lab.page.wait_for_timeout(400)  # the card turns to that ask
        steps = card.locator("form > .nty-parts > .nty-parts.nty-plain")
        for at in range(max(1, steps.count())):
            before = journal(lab).count("\n")
            by_keyboard(lab, steps.nth(at) if steps.count() else card)
            lab.page.wait_for_timeout(400)  # what was said to the step before may still stand there
            card.get_by_role("status").filter(has_text=KEPT).wait_for()
            assert journal(lab).count("\n") > before
    written = journal(lab)
    for name in PAGES[page]:
        assert f'"prompt":"{name}"' in written, name
    assert lab.barriers() == []
