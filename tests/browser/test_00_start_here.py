"""The whole way through 00, as somebody would go it who has never seen Python.

She opens the page. Asha's log asks for a guess before it shows anything; she guesses 8, and sees a
strip of tiles, the counts in one sentence, no's for each yes with a range, silence apart. She looks
at Maren's without guessing. She logs one ask of her own, sees it as a tile, removes the ask, reads
that it is hidden and not destroyed, answers the question about silence with a mistake first, and
finds further down where the file lies. She closes everything, and comes back.
"""

import pytest

from tests.browser.lab import Lab

pytestmark = pytest.mark.browser
ASHA = "40 asks: 2 yes, 9 no, 22 silent, 7 waiting."


def panel(lab: Lab, name: str):  # type: ignore[no-untyped-def]
    return lab.page.locator(".nty").filter(
        has=lab.page.get_by_role("heading", name=name, exact=True)
    )


def journal(lab: Lab) -> str:
    return "".join(
        path.read_text(encoding="utf-8") for path in sorted(lab.home.rglob("journal-*.txt"))
    )


def test_with_the_mouse(lab: Lab) -> None:
    lab.open()
    lab.picture("00-before-start")
    lab.start()
    page = lab.page
    assert (
        page.get_by_role("img").count() == 1
    )  # only the empty board of her own: nothing is given away
    assert lab.barriers() == []
    lab.whole_page("00-started")

    gate = panel(lab, "Guess first")
    gate.get_by_label("Your guess").fill("8")
    gate.get_by_role("button", name="Guess", exact=True).click()
    board = panel(lab, "What came back from Asha's asks")
    assert ASHA in board.inner_text()
    assert (
        "4.5 no's for each yes; 9 no to 2 yes. Eleven answers can't say it more exactly than 1.1 to 18."
        in board.inner_text()
    )
    assert ASHA in (board.get_by_role("img").get_attribute("alt") or "")
    lab.picture("00-asha", ".nty:has(img)")
    assert '"prompt":"guess.no_to_yes","answer":8.0,"about":"asha"' in journal(lab)

    page.get_by_role("radio", name="Maren, 18 asks").check()
    page.get_by_role("button", name="Show me without guessing").click()
    assert (
        "18 asks: 3 yes, 8 no, 4 silent, 3 waiting."
        in panel(lab, "What came back from Maren's asks").inner_text()
    )
    lab.picture("00-maren", ".nty:has(img)")

    form = panel(lab, "Log an ask")
    form.get_by_label("Short name").fill("a day off <b>in May</b>")
    form.get_by_text("More about this ask").click()
    form.get_by_role("radio", name="Help").check()
    form.get_by_role("button", name="Save", exact=True).click()
    assert lab.says("Saved") == 'Saved: ask 1, "a day off <b>in May</b>", waiting.'
    lab.until("img[alt*='1 ask: 1 waiting']")
    assert '"alias":"a day off <b>in May</b>","kind":"help"' in journal(lab)
    path = page.locator(".nty-code", has_text="journal-").first.inner_text()
    assert path.startswith(str(lab.home))
    with open(path, encoding="utf-8") as file:
        assert "a day off <b>in May</b>" in file.read()
    lab.whole_page("00-own-ask")
    assert lab.barriers() == []

    panel(lab, "Your asks").get_by_text("More", exact=True).click()
    page.get_by_role("button", name="Remove").first.click()
    lab.says("It is hidden from lists, counts and pictures")
    assert "a day off <b>in May</b>" in journal(lab)
    lab.whole_page("00-removed")

    question = panel(lab, "Twenty-two silences")
    question.get_by_role("radio", name="That 22 people did not want her").check()
    question.get_by_role("button", name="Check").click()
    lab.says("Not this one. It is what a silence sounds like at eleven at night")
    question.get_by_role("radio", name="That nothing came back in the time she had set").check()
    question.get_by_role("button", name="Check").click()
    lab.says("they have tiles of their own")
    lies = panel(lab, "Where is your entry now?")
    lies.get_by_role("radio", name="In a file in my own folder, on this machine").check()
    lies.get_by_role("button", name="Check").click()
    lab.says("It was in that file before the form said so")
    assert lab.barriers() == []
    lab.whole_page("00-done")

    page.get_by_role("link", name="Who found what").click()
    lab.until("h1", has_text="Who found what, and how sure it is")
    lab.start()
    page.get_by_role("heading", name="Harkin and others 2016").wait_for()
    assert lab.barriers() == []
    lab.picture("sources")

    lab.restart()
    lab.open()
    lab.start()
    assert (
        ASHA in panel(lab, "What came back from Asha's asks").inner_text()
    )  # her guess was kept, so the picture stands open
    again = panel(lab, "Where is your entry now?").get_by_role(
        "radio", name="In a file in my own folder", exact=False
    )
    assert again.is_checked()
    assert "workshop undo" not in journal(lab)


def test_with_the_keyboard_alone(lab: Lab) -> None:
    lab.open()
    lab.start()
    page = lab.page
    lab.tab_to(panel(lab, "Guess first").get_by_label("Your guess"))
    lab.type("8")
    lab.press("Enter")
    lab.until(".nty img[alt*='40 asks']")
    lab.picture("00-keyboard-asha")

    form = panel(lab, "Log an ask")
    lab.tab_to(form.get_by_label("Short name"))
    lab.type("a day off")
    lab.picture("00-keyboard-form")
    lab.press("Enter")
    assert "a day off" in lab.says("Saved")
    lab.tab_to(panel(lab, "Your asks").locator("summary").first)
    lab.press("Enter")
    lab.tab_to(page.get_by_role("button", name="Remove").first)
    lab.press("Enter")
    lab.says("It is hidden from lists, counts and pictures")

    question = panel(lab, "Twenty-two silences")
    lab.tab_to(question.get_by_role("radio").first)
    lab.press("Space", "ArrowDown", "ArrowDown")
    lab.tab_to(question.get_by_role("button", name="Check"))
    lab.press("Enter")
    lab.says("they have tiles of their own")
    assert page.get_by_role("button", name="Show Python").is_visible()


def test_what_was_saved_is_there_after_the_kernel_was_killed(lab: Lab) -> None:
    lab.open()
    lab.start()
    form = panel(lab, "Log an ask")
    form.get_by_label("Short name").fill("the last thing before the crash")
    form.get_by_role("button", name="Save", exact=True).click()
    lab.says("Saved")
    lab.kill_kernel()
    lab.close()
    lab.open()
    lab.start()
    lab.until(".nty img[alt*='1 ask: 1 waiting']")
    panel(lab, "Your asks").get_by_text("the last thing before the crash").wait_for()
