"""The page itself: it starts, says how it stands, stays as it came, leads on and back, by mouse and
by keyboard.

Somebody opens 00 and reads. She does nothing, and the page is there. She goes on by a link, comes
back, goes on again, reloads, opens a page in a second tab. She hits keys, double-clicks, drags,
saves: the page stays as it came. Its kernel dies, the kit is closed, the network lets nothing
through: the page says so, and one press mends it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.lab import TOKEN, Lab
from tests.browser.test_00_start_here import panel

pytestmark = pytest.mark.browser

NOT_FOR_READERS = (
    "#jp-top-panel, #jp-menu-panel, .jp-SideBar, .jp-Notebook-footer, .jp-cell-toolbar, .jp-InputPrompt, .jp-Dialog, "
    ".jp-NotebookPanel-toolbar, .jp-InputArea-editor"
)
SHOWN = ".jp-NotebookPanel:not(.lm-mod-hidden)"
AT = f"() => Math.round(document.querySelector('{SHOWN} .jp-WindowedPanel-outer').scrollTop)"
LINE = ".n2y-line"


def bar(lab: Lab) -> Locator:
    return lab.page.get_by_role("navigation", name="The kit")


def scroll_to(page: Page, top: int) -> None:
    page.locator(f"{SHOWN} .jp-WindowedPanel-outer").evaluate(
        "(box, top) => box.scrollTo(0, top)", top
    )
    page.wait_for_function(f"top => history.state?.at === top && ({AT})() === top", arg=top)


def heading(page: Page, words: str) -> None:
    page.locator(f"{SHOWN} h1", has_text=words).wait_for()


def files(lab: Lab) -> dict[str, str]:
    """The shipped pages, each with a digest of its bytes."""
    pages = (path for path in lab.notebooks.rglob("*.ipynb") if path.parent.name != "own")
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in pages}


def test_a_page_starts_itself_and_shows_one_column_under_one_bar(lab: Lab) -> None:
    lab.open()
    lab.start()
    assert lab.page.title() == "00 · Start here: one picture in fifteen minutes"
    assert [each for each in lab.page.locator(NOT_FOR_READERS).all() if each.is_visible()] == []
    assert not lab.page.locator(LINE).is_visible()
    assert not lab.page.locator(
        ".n2y-plain .jp-MarkdownOutput"
    ).is_visible()  # that is for where nothing starts by itself
    words, nav = lab.until(".jp-MarkdownOutput h1").bounding_box(), bar(lab).bounding_box()
    assert words
    assert nav
    assert words["y"] < 200, "the page has moved away from its first line"
    assert nav["width"] <= 660
    assert bar(lab).locator("[aria-current=page]").inner_text() == "00"
    lab.picture("page-1200")
    lab.page.set_viewport_size({"width": 390, "height": 844})
    lab.picture("page-390")
    lab.page.get_by_role("button", name="Pages").click()
    lab.page.get_by_role("link", name="02, the log").wait_for()
    lab.picture("page-390-pages")
    assert lab.page.evaluate("() => document.documentElement.scrollWidth") <= 390
    assert lab.barriers() == []


def test_links_back_forward_and_reload_do_what_they_do_on_any_site(lab: Lab) -> None:
    lab.open()
    lab.start()
    page = lab.page
    link = page.get_by_role("link", name="01 · What are you selling?")
    link.scroll_into_view_if_needed()
    left_at = page.evaluate(AT)
    assert left_at > 600
    link.click()
    heading(page, "01")
    lab.start()
    assert page.evaluate(AT) == 0
    assert page.url.endswith("/doc/tree/01-what-are-you-selling.ipynb")
    assert page.title().startswith("01 · What are you selling?")
    card = lab.page.locator(f"{SHOWN} .nty-exercisecard").first
    card.get_by_role(
        "button", name="Keep"
    ).first.click()  # its widgets are alive, in the kernel of the first page
    card.get_by_role("status").filter(has_text="Nothing is written yet").first.wait_for()
    assert len(lab.ask("/api/kernels")) == 1
    scroll_to(page, 400)

    page.go_back()
    heading(page, "00")
    page.wait_for_function(f"at => ({AT})() === at", arg=left_at)
    page.go_forward()
    heading(page, "01")
    page.wait_for_function(f"() => ({AT})() === 400")
    page.reload()
    heading(page, "01")
    lab.start()
    page.wait_for_function(f"() => ({AT})() === 400")
    page.go_back()
    heading(page, "00")
    lab.start()
    page.wait_for_function(f"at => ({AT})() === at", arg=left_at)

    bar(lab).get_by_role("button", name="More").click()
    lab.picture("page-menu")
    page.get_by_role("link", name="Where my entries lie").click()
    place = (
        page.locator(f"{SHOWN}")
        .get_by_role("heading", name="Where your entries lie")
        .bounding_box()
    )
    assert place
    assert 0 <= place["y"] < 900


def test_a_second_tab_leaves_the_first_alive(lab: Lab) -> None:
    lab.open()
    lab.start()
    first = lab.page
    panel(lab, "Log an ask").get_by_label("Short name").fill("typed in the first tab")
    with first.context.expect_page() as opened:
        bar(lab).get_by_role("link", name="00, start here").click(modifiers=["ControlOrMeta"])
    lab.page = opened.value
    lab.start()
    assert lab.page.url == first.url
    form = panel(lab, "Log an ask")
    form.get_by_label("Short name").fill("from the second tab")
    form.get_by_role("button", name="Save", exact=True).click()
    lab.says("Saved: ask 1")
    lab.page.close()
    lab.page = first
    form = panel(lab, "Log an ask")
    form.get_by_label("Short name").fill("from the first tab")
    form.get_by_role("button", name="Save", exact=True).click()
    lab.says("Saved: ask 2")
    assert len(lab.ask("/api/kernels")) == 1


def test_nothing_that_is_done_to_a_page_changes_it(lab: Lab) -> None:
    before = files(lab)
    lab.open()
    lab.start()
    page = lab.page
    cells = page.locator(f"{SHOWN} .jp-Cell")
    count = cells.count()
    bar(lab).get_by_role("button", name="Show Python").click()
    code = page.locator(f"{SHOWN} .jp-InputArea-editor").filter(has_text="ws.board(picked)")
    code.wait_for()
    lab.picture("page-python")
    code.click()
    page.keyboard.type("import os")
    words = page.locator(f"{SHOWN} .jp-Cell:not(.n2y-plain) .jp-MarkdownOutput p").first
    words.dblclick(position={"x": 20, "y": 10})
    assert page.evaluate("() => getSelection().toString().trim()") == "What"
    for key in "abcdmnrvxyz0011":
        page.keyboard.press(key)
    lab.press(
        "d",
        "d",
        "Enter",
        "Escape",
        "Alt+Enter",
        "Shift+M",
        "ControlOrMeta+s",
        "ControlOrMeta+Shift+-",
        "i",
        "i",
    )
    words.drag_to(page.locator(f"{SHOWN} .jp-MarkdownOutput").nth(3))
    page.evaluate(
        """() => addEventListener("contextmenu", (event) => { window.kept = event.defaultPrevented; })"""
    )
    words.click(button="right")
    assert not page.locator(".lm-Menu").count()
    assert cells.count() == count
    assert page.locator(f"{SHOWN} .jp-MarkdownOutput h1").is_visible()
    assert "import os" not in code.inner_text()
    bar(lab).get_by_role("button", name="Show Python").click()
    assert not code.is_visible()
    lab.open("01-what-are-you-selling.ipynb")
    lab.start()
    lab.close()
    assert files(lab) == before


def test_own_lines_have_a_notebook_of_their_own(lab: Lab) -> None:
    lab.open("today.ipynb")
    lab.start()
    bar(lab).get_by_role("button", name="More").click()
    lab.page.get_by_role("button", name="An empty notebook").click()
    lab.page.wait_for_url("**/own/Untitled.ipynb")
    cell = lab.page.locator(f"{SHOWN} .cm-content").first
    # JupyterLab puts the focus on a notebook that has just come; a click before that is undone by it.
    focused = (
        f"document.activeElement?.closest('{SHOWN}') && document.body.dataset.n2yKernel === 'ready'"
    )
    lab.page.wait_for_function(focused)
    cell.click()
    lab.page.keyboard.type("6 * 7")
    lab.until(f"{SHOWN} .cm-content", has_text="6 * 7")
    lab.press("Shift+Enter")
    lab.until(f"{SHOWN} .jp-OutputArea-output", has_text="42")
    lab.picture("page-own")
    with lab.page.expect_response(
        lambda answer: answer.request.method == "PUT" and "/contents/" in answer.url
    ):
        lab.press("ControlOrMeta+s")
    kept = json.loads((lab.notebooks / "own" / "Untitled.ipynb").read_text(encoding="utf-8"))
    assert "".join(kept["cells"][0]["source"]) == "6 * 7"
    assert kept["cells"][0]["outputs"] == []
    assert len(lab.ask("/api/kernels")) == 2
    cell.click()
    lab.press("End")
    lab.page.keyboard.type(" + 1  # nobody presses Save")
    with lab.page.expect_response(
        lambda answer: answer.request.method == "PUT" and "/contents/" in answer.url
    ):
        bar(lab).get_by_role("link", name="Today").click()  # at once
        heading(lab.page, "Today")
    bar(lab).get_by_role("button", name="More").click()
    lab.page.get_by_role("link", name="Untitled").click()
    lab.page.wait_for_url("**/own/Untitled.ipynb")
    lab.page.reload()
    lab.until(f"{SHOWN} .cm-content", has_text="nobody presses Save")


@pytest.mark.parametrize("path", ["99-nothing.ipynb", "notes.txt", "own", "own/none.ipynb"])
def test_an_address_without_a_page_says_so_and_stays(lab: Lab, path: str) -> None:
    page = lab.window().new_page()
    loads: list[str] = []
    page.on("domcontentloaded", lambda: loads.append(path))
    page.goto(f"{lab.url}/doc/tree/{path}?token={TOKEN}")
    page.locator(
        LINE, has_text="There is no page at this address; the pages stand above."
    ).wait_for()
    page.get_by_role("link", name="Today").click()
    page.locator(f"{SHOWN} h1", has_text="Today").wait_for()
    assert loads == [path]
    lab.expect_unreached()


def test_a_dead_kernel_is_told_and_one_press_starts_again(lab: Lab) -> None:
    lab.open()
    lab.start()
    lab.kill_kernel()
    lab.until(LINE, has_text="This page has stopped, for its Python ended. What you saved is kept")
    lab.picture("page-dead")
    lab.page.get_by_role("button", name="Start again").click()
    lab.start()
    form = panel(lab, "Log an ask")
    form.get_by_label("Short name").fill("after the crash")
    form.get_by_role("button", name="Save", exact=True).click()
    lab.says("Saved: ask 1")


def test_a_kit_that_was_closed_is_told_and_comes_back(lab: Lab) -> None:
    lab.open()
    lab.start()
    lab.pause()
    lab.until(LINE, has_text="The kit can't be reached.")
    lab.picture("page-away")
    lab.resume()
    lab.page.get_by_role("button", name="Start again").click()
    lab.start()
    lab.expect_unreached()


def test_a_network_without_lasting_connections_is_told(lab: Lab) -> None:
    lab.window().route_web_socket("**", lambda socket: socket.close())
    lab.open(keep_window=True)
    lab.until(LINE, has_text="lets no lasting connection (a WebSocket) through")
    lab.picture("page-blocked")


def test_where_no_kernel_can_start_the_page_says_so_and_can_be_read(
    make_lab: Callable[..., Lab],
) -> None:
    lab = make_lab()
    broken = lab.state / "ipython" / "profile_default" / "ipython_config.py"
    broken.write_text("import os\nos._exit(3)\n")  # as where a part of Python's is missing
    lab.restart()
    lab.open()
    lab.until(LINE, has_text="This page has stopped, for its Python ended. What you saved is kept")
    assert lab.page.locator(".jp-Dialog").count() == 0
    lab.picture("page-no-kernel")
    broken.unlink()
    lab.page.get_by_role("button", name="Start again").click()
    lab.start()
    lab.expect_unreached()


def test_a_page_that_is_not_the_kits_waits_to_be_started(lab: Lab, tmp_path: Path) -> None:
    cells = [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# From somebody else"},
        {
            "cell_type": "code",
            "id": "b",
            "metadata": {},
            "source": "6 * 7",
            "outputs": [],
            "execution_count": None,
        },
    ]
    page = lab.notebooks / "from-somebody.ipynb"
    page.write_text(
        json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    )
    lab.open(page.name)
    lab.until(LINE, has_text="it runs only if you start it")
    assert lab.page.locator(".jp-OutputArea-output").count() == 0
    lab.picture("page-untrusted")
    lab.page.get_by_role("button", name="Start this page", exact=True).click()
    lab.until(".jp-OutputArea-output", has_text="42")
    page.unlink()


def test_a_page_that_somebody_changed_comes_as_it_was_shipped_and_says_so(
    make_lab: Callable[..., Lab],
) -> None:
    lab = make_lab()
    before, page = files(lab), lab.notebooks / "00-start-here.ipynb"
    page.write_text(
        page.read_text(encoding="utf-8").replace("import workshop as ws", "import workshop as wss")
    )
    lab.restart()
    lab.open()
    lab.start()
    lab.until(
        LINE,
        has_text="This page had been changed. It is as it came again; the changed one lies in “own/",
    )
    lab.picture("page-set-aside")
    assert files(lab) == before
    [aside] = (lab.notebooks / "own").glob("00-start-here, changed, *.ipynb")
    assert "import workshop as wss" in aside.read_text(encoding="utf-8")


def test_the_bar_by_keyboard(lab: Lab) -> None:
    lab.open()
    lab.start()
    lab.press("Tab")
    assert lab.focused() == "a Today"  # first in order
    lab.tab_to(bar(lab).get_by_role("link", name="02, the log"))
    lab.press("Enter")
    heading(lab.page, "02")
    lab.start()
    lab.tab_to(bar(lab).get_by_role("button", name="More"), back=True)
    lab.press("Enter", "Tab")
    assert lab.focused().endswith("Start this page again")
    lab.press("Escape")
    assert (
        bar(lab)
        .get_by_role("button", name="More")
        .evaluate("button => button === document.activeElement")
    )
    assert not bar(lab).get_by_text("Close the kit").is_visible()


ONLY_SEEN = "[aria-hidden=true], [aria-label=More] { display: none !important }"  # letters of tiles, and three dots
ROLES = (
    "main",
    "navigation",
    "region",
    "feed",
    "tabpanel",
    "article",
    "complementary",
    "banner",
    "status",
    "group",
)


def heard(lab: Lab) -> tuple[list[str], list[str]]:
    """What is said by ear, in its order: the words, and the places that are announced by a name."""
    tree = lab.page.context.new_cdp_session(lab.page).send("Accessibility.getFullAXTree")["nodes"]
    nodes = {node["nodeId"]: node for node in tree}
    words: list[str] = []
    places: list[str] = []

    def walk(node: dict[str, Any]) -> None:
        role, name = (node.get(key, {}).get("value", "") for key in ("role", "name"))
        is_text = not node["ignored"] and role == "StaticText"
        if is_text:
            words.extend(name.split())
        elif not node["ignored"] and role in ROLES and name:
            places.append(name)
        for child in [] if is_text else node.get("childIds", []):
            if child in nodes:
                walk(nodes[child])

    walk(tree[0])
    return words, places


@pytest.mark.parametrize("page", ["00-start-here.ipynb", "today.ipynb"])
def test_by_ear_a_page_says_what_the_screen_says_and_no_more(lab: Lab, page: str) -> None:
    lab.open(page)
    lab.start()
    lab.page.add_style_tag(content=ONLY_SEEN)
    words, places = heard(lab)
    cards = [card.get_attribute("aria-label") for card in lab.page.locator(".nty").all()]
    groups = lab.page.locator(".nty fieldset > legend").all_inner_texts()
    assert set(places) <= {"The kit", "Main Content", *cards, *groups}
    seen = lab.page.evaluate("() => document.body.innerText").split()
    day = f"{date.today():%m/%d/%Y}"  # the parts of a day's field stand in no text
    assert "".join(words).replace(day, "") == "".join(seen)


def test_a_cell_that_fails_fails_the_walk(lab: Lab) -> None:
    page = lab.notebooks / "fails.ipynb"
    cells = [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# It fails"},
        {
            "cell_type": "code",
            "id": "b",
            "metadata": {},
            "source": "1 / 0",
            "outputs": [],
            "execution_count": None,
        },
    ]
    page.write_text(
        json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    )
    lab.open(page.name)
    lab.page.get_by_role("button", name="Start this page", exact=True).click()
    lab.until(LINE, has_text="Something on this page could not be shown")
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        lab.start()
    page.unlink()


def test_what_is_meant_to_be_sent_can_be_copied(lab: Lab) -> None:
    lab.open("04-shades-of-no.ipynb")
    lab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    quote = lab.page.locator("blockquote")
    quote.get_by_role("button", name="Copy", exact=True).click()
    quote.get_by_role("button", name="Copied").wait_for()
    assert lab.page.evaluate("navigator.clipboard.readText()") == (
        "On the 3rd I asked you about the early shift, and one word is plenty: is it still open? "
        "If I hear nothing by Friday, I will leave it there, and that is fine."
    )
    assert quote.get_by_role("button").count() == 1
    lab.picture("page-copy", "blockquote")
