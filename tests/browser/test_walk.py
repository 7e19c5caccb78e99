"""One sitting from the first page on, once by mouse and once by keyboard alone; at its end the
words are there.

She reads 00, goes on to 01 by its link, comes back, goes forward, reloads, opens a second tab. In
the form for an ask she types half a line. The kernel dies; she starts again. She closes the tab,
opens the page another time: the half line stands where she left it, marked as not kept, and she
saves it once.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator

from tests.browser.lab import Lab
from tests.browser.test_00_start_here import journal

pytestmark = pytest.mark.browser
SHOWN = ".jp-NotebookPanel:not(.lm-mod-hidden)"
WORDS = "a table by the window"


class Hands:
    """How something on the page is pressed, gone back from, and typed into."""

    def __init__(self, lab: Lab, *, keys: bool) -> None:
        self.lab, self.keys = lab, keys

    def press(self, target: Locator, key: str = "Enter") -> None:
        if self.keys:
            self.lab.tab_to(target)
            self.lab.press(key)
        else:
            target.click(modifiers=["ControlOrMeta"] if "+" in key else [])

    def history(self, key: str) -> None:
        """Back or forward, as the browser's own button, or its own key, does."""
        (self.lab.page.go_back if key == "back" else self.lab.page.go_forward)()

    def type(self, field: Locator, words: str) -> None:
        if self.keys:
            self.lab.tab_to(field)
            self.lab.type(words)
        else:
            field.fill(words)


@pytest.mark.parametrize("keys", [False, True], ids=["mouse", "keyboard"])
def test_a_sitting(lab: Lab, keys: bool) -> None:
    hands = Hands(lab, keys=keys)
    lab.open()
    lab.start()
    bar = lab.page.get_by_role("navigation", name="The kit")
    hands.press(bar.get_by_role("link", name="01, what are you selling?"))
    lab.until(f"{SHOWN} h1", has_text="01 · What are you selling?")
    lab.start()
    hands.history("back")
    lab.until(f"{SHOWN} h1", has_text="00 · Start here")
    hands.history("forward")
    lab.until(f"{SHOWN} h1", has_text="01 · What are you selling?")
    lab.page.reload()
    lab.until(f"{SHOWN} h1", has_text="01 · What are you selling?")
    lab.start()

    first = lab.page
    with first.context.expect_page() as opened:
        hands.press(bar.get_by_role("link", name="00, start here"), "ControlOrMeta+Enter")
    lab.page = opened.value
    lab.until(f"{SHOWN} h1", has_text="00 · Start here")
    lab.start()
    form = lab.page.locator(f"{SHOWN} .nty-entryform")
    hands.type(form.get_by_label("Short name"), WORDS)
    lab.page.wait_for_function(
        "() => Object.keys(localStorage).some((key) => key.startsWith('n2y-draft'))"
    )

    lab.kill_kernel()
    again = lab.page.get_by_role("button", name="Start again")
    again.wait_for()
    hands.press(again)
    lab.start()
    assert form.get_by_label("Short name").input_value() == WORDS
    lab.page.close()
    first.close()
    lab.open(keep_window=True)
    lab.start()
    form = lab.page.locator(f"{SHOWN} .nty-entryform")
    assert form.get_by_label("Short name").input_value() == WORDS
    form.get_by_text("Not kept yet.").wait_for()
    assert lab.barriers() == []
    lab.picture(f"walk-{'keyboard' if keys else 'mouse'}-1200")
    hands.press(form.get_by_role("button", name="Save", exact=True))
    lab.says("Saved: ask 1")
    assert journal(lab).count(f'"alias":"{WORDS}"') == 1
    lab.page.set_viewport_size({"width": 390, "height": 844})
    lab.picture(f"walk-{'keyboard' if keys else 'mouse'}-390")
