"""Every picture of a borrowed log on its page, as somebody opens them: by mouse, and by keyboard
alone.
"""

import json
from pathlib import Path

import pytest

from tests.browser.lab import Lab
from workshop.pictures import BY_CHOICE

pytestmark = pytest.mark.browser
CARD = ".nty:has(fieldset)"


def page_of(folder: Path, *code: str) -> Path:
    """A folder with one notebook, of one page with these cells."""
    folder.mkdir()
    cells = [
        {"cell_type": "markdown", "id": "top", "metadata": {}, "source": "# Pictures"},
        *(
            {
                "cell_type": "code",
                "id": f"c{at}",
                "metadata": {},
                "source": line,
                "outputs": [],
                "execution_count": None,
            }
            for at, line in enumerate(code)
        ),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    (folder / "pictures.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return folder


PAGE = """import workshop as ws
tomas = ws.borrow("tomas")
ws.keep(tomas, "05.before", [4], ask=1)
ws.keep(tomas, "05.after", [3], ask=1)
ws.keep(tomas, "05.first", "a", ask=1)
ws.picture(tomas)"""


@pytest.fixture
def lab(make_lab, tmp_path: Path) -> Lab:  # type: ignore[no-untyped-def]
    found: Lab = make_lab(page_of(tmp_path / "pages", PAGE))
    found.open("pictures.ipynb")
    found.page.get_by_role(
        "button", name="Start this page", exact=True
    ).click()  # no page of the kit's
    return found


def test_each_picture_by_mouse(lab: Lab) -> None:
    lab.start()
    for name, view in BY_CHOICE.items():
        if name != "ratio":  # the first lies open
            lab.page.get_by_role("radio", name=view.question).check(force=True)
            lab.says(f"Opened: {view.question}")
        if view.guess:
            lab.page.get_by_role("button", name="Show me without guessing").click()
        image = lab.page.locator(f"{CARD} img")
        image.wait_for()
        assert (image.get_attribute("alt") or "").endswith(".")
        for opens in (True, False):
            lab.page.get_by_text("The same as a table").click()
            lab.page.locator(f"{CARD} table tbody tr").first.wait_for(
                state="visible" if opens else "hidden"
            )
        lab.page.get_by_text("All pictures").click()  # put away, so that the picture has the room
        assert lab.barriers() == []
        for zoom in (100, 200):
            lab.page.set_viewport_size(
                {"width": 120_000 // zoom, "height": 1400}
            )  # as wide as zooming leaves it
            lab.picture(f"pictures/{name}-{zoom}", CARD)
            wider = lab.page.locator(CARD).evaluate("card => card.scrollWidth - card.clientWidth")
            assert wider <= 0
        lab.page.set_viewport_size({"width": 1200, "height": 900})
        lab.page.get_by_text("All pictures").click()


def test_a_picture_by_keyboard(lab: Lab) -> None:
    lab.start()
    lab.tab_to(lab.page.get_by_role("radio").first)
    lab.press("ArrowDown")
    lab.says("Opened: Which kinds of no were they?")
    lab.tab_to(lab.page.get_by_label("Your guess"))
    lab.type("5")
    lab.press("Enter")
    lab.says("Your guess is kept")
    assert "You guessed 5 of every ten." in lab.until(f"{CARD} img").get_attribute("alt")  # type: ignore[operator]
    lab.tab_to(lab.page.get_by_text("The same as a table"))
    lab.press("Enter")
    lab.until(f"{CARD} table")
    lab.tab_to(lab.page.get_by_role("radio").nth(1), back=True)
    lab.press("ArrowUp")
    lab.says("Opened: How many no's for each yes?")
    lab.tab_to(lab.page.get_by_label("Compare by"))
    lab.press("d")
    lab.until(f"{CARD} img[alt*='Decider in the room']")
    lab.picture("pictures/keyboard", CARD)
