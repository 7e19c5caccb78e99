"""What is typed and not kept, on the real page: a reload, a dead kernel, a second tab, a closed
one, a link and back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.lab import Lab
from tests.browser.test_00_start_here import journal, panel

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser
NOT_KEPT = "Not kept yet."
STORED = "() => Object.keys(localStorage).filter(key => key.startsWith('n2y-draft:')).length"


def form(page: Page) -> Locator:
    """The form for an ask, on the page that is in front."""
    return page.locator(".nty-entryform:visible")


def typed(page: Page) -> tuple[str, bool]:
    """What stands in the form's name, and whether *No answer* is chosen."""
    return form(page).get_by_label("Short name").input_value(), form(page).get_by_role(
        "radio", name="No answer"
    ).is_checked()


def type_in(lab: Lab) -> None:
    """Half an ask, which nobody saves."""
    form(lab.page).get_by_label("Short name").fill("a day off in May")
    form(lab.page).get_by_role("radio", name="No answer").check()
    lab.page.wait_for_function(f"({STORED})() > 0")


def test_words_outlive_a_reload_a_closed_tab_and_go_once_they_are_saved(lab: Lab) -> None:
    lab.open()
    lab.start()
    asked: list[str] = []
    lab.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    type_in(lab)
    lab.page.reload()
    lab.start()
    assert asked == ["beforeunload"]
    assert typed(lab.page) == ("a day off in May", True)
    assert form(lab.page).get_by_text(NOT_KEPT).count() == 2
    assert lab.barriers() == []
    lab.picture("drafts-again", ".nty-entryform")
    lab.page.close()
    lab.open(keep_window=True)
    lab.start()
    assert typed(lab.page) == ("a day off in May", True)
    form(lab.page).get_by_role("button", name="Save", exact=True).click()
    lab.says("Saved: ask 1")
    lab.page.wait_for_function(f"({STORED})() == 0")
    lab.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    lab.page.reload()
    lab.start()
    assert (typed(lab.page)[0], len(asked)) == ("", 1)
    assert journal(lab).count('"alias":"a day off in May"') == 1


def test_words_outlive_a_kernel_that_dies_and_nothing_is_saved_twice(lab: Lab) -> None:
    lab.open()
    lab.start()
    type_in(lab)
    lab.kill_kernel()
    again = lab.page.get_by_role("button", name="Start again")
    again.wait_for()
    save = form(lab.page).get_by_role("button", name="Save", exact=True)
    save.click()
    form(lab.page).get_by_text("This page is asleep.").wait_for()
    save.click()
    lab.picture("drafts-asleep", ".nty-entryform")
    again.click()
    form(lab.page).get_by_text(NOT_KEPT).first.wait_for()
    lab.start()
    assert typed(lab.page) == ("a day off in May", True)
    assert "a day off in May" not in journal(lab)
    save.click()
    lab.says("Saved: ask 1")
    assert journal(lab).count('"alias":"a day off in May"') == 1
    lab.page.wait_for_function(f"({STORED})() == 0")


def test_words_outlive_a_tab_that_crashes(lab: Lab) -> None:
    lab.open()
    lab.start()
    type_in(lab)
    crashed = lab.page
    with pytest.raises(Exception, match=r"crash|closed|Target"):
        crashed.goto("chrome://crash")
    lab.open(keep_window=True)
    lab.start()
    assert typed(lab.page) == ("a day off in May", True)


def test_two_tabs_show_the_newest_words_and_what_one_saved_the_other_knows(lab: Lab) -> None:
    lab.open()
    lab.start()
    one = lab.page
    type_in(lab)
    lab.open(keep_window=True)
    lab.start()
    two = lab.page
    assert typed(two) == ("a day off in May", True)
    two.bring_to_front()
    form(two).get_by_label("Short name").fill("a day off in June")
    one.bring_to_front()
    one.wait_for_function(
        "document.querySelector('.nty-entryform input').value == 'a day off in June'"
    )
    form(one).get_by_text("Changed in another tab as well").wait_for()
    form(one).get_by_role("button", name="Save", exact=True).click()
    form(one).get_by_text("Saved: ask 1").wait_for()
    two.wait_for_function("document.querySelector('.nty-entryform input').value == ''")
    assert journal(lab).count('"alias":"a day off in June"') == 1


def test_words_go_along_to_another_page_with_the_same_form_and_back(lab: Lab) -> None:
    lab.open()
    lab.start()
    type_in(lab)
    lab.page.get_by_role("link", name=re.compile("^02")).first.click()
    lab.until("h1:visible", has_text=re.compile("log", re.I))
    lab.start()
    form(lab.page).wait_for()
    assert typed(lab.page) == ("a day off in May", True)
    form(lab.page).get_by_label("Short name").fill("a day off in June")
    lab.page.go_back()
    lab.until("h1:visible", has_text=re.compile("start here", re.I))
    expect(form(lab.page).get_by_label("Short name")).to_have_value("a day off in June")
    assert form(lab.page).get_by_text("in another tab").count() == 0
    form(lab.page).get_by_role("button", name="Save", exact=True).click()
    form(lab.page).get_by_text("Saved: ask 1").wait_for()
    lab.page.go_forward()
    lab.until("h1:visible", has_text=re.compile("log", re.I))
    expect(form(lab.page).get_by_label("Short name")).to_have_value("")


def test_private_words_lie_nowhere_but_in_the_page(lab: Lab) -> None:
    lab.open("05-what-i-told-myself.ipynb")
    lab.start()
    card = lab.page.locator(".nty", has=lab.page.get_by_text("For nobody", exact=True))
    card.get_by_text("For nobody", exact=True).click()
    card.locator("textarea").fill("for nobody at all")
    card.get_by_text("is in this page only").wait_for()
    assert (
        lab.page.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)").count(
            "for nobody at all"
        )
        == 0
    )
    lab.kill_kernel()
    lab.page.get_by_role("button", name="Start again").click()
    lab.page.wait_for_function("document.body.dataset.n2yKernel == 'ready'")
    assert card.locator("textarea").input_value() == "for nobody at all"
    assert panel(lab, "For nobody").count() == 0
    assert "for nobody at all" not in journal(lab)
    lab.page.reload()
    lab.start()
    assert card.locator("textarea").input_value() == ""


def test_on_a_shared_computer_the_words_are_in_the_page_alone(lab: Lab) -> None:
    lab.open()
    lab.start()
    type_in(lab)
    lab.page.get_by_role("button", name="More", exact=True).click()
    lab.page.get_by_role("button", name="This computer is shared").click()
    form(lab.page).get_by_text("is in this page only").wait_for()
    form(lab.page).get_by_label("Short name").fill("a day off in June")
    lab.kill_kernel()
    lab.page.get_by_role("button", name="Start again").click()
    lab.page.wait_for_function("document.body.dataset.n2yKernel == 'ready'")
    assert typed(lab.page) == ("a day off in June", True)
    assert lab.page.evaluate(STORED) == 0
    assert lab.barriers() == []
    lab.page.reload()
    lab.start()
    assert typed(lab.page) == ("", False)
