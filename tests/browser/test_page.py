"""The calm page itself, with a notebook of its own: its button, the keyboard, and what it keeps out of files."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from tests.browser.lab import Lab

pytestmark = pytest.mark.browser

CONTROLS = """\
answer, name = widgets.HTML("nothing yet"), widgets.Text(description="Name")
choice = widgets.RadioButtons(options=["one", "two", "three"], description="Choice")
button = widgets.Button(description="Greet")
button.on_click(lambda _: setattr(answer, "value", f"hello {name.value}, {choice.value}"))
answer.add_class("answer")
widgets.VBox([name, choice, button, answer])"""
NOT_FOR_READERS = (
    "#jp-top-panel, #jp-menu-panel, .jp-SideBar, .jp-Notebook-footer, .jp-cell-toolbar, .jp-InputPrompt, .jp-Dialog"
)


def write(path: Path, *cells: nbformat.NotebookNode) -> None:
    """A notebook as the kit ships them: without outputs."""
    nbformat.write(nbformat.v4.new_notebook(cells=list(cells)), path)


@pytest.fixture
def page(tmp_path: Path, make_lab: Callable[..., Lab]) -> Lab:
    """A small first page and a second one."""
    text, code = nbformat.v4.new_markdown_cell, nbformat.v4.new_code_cell
    folder = tmp_path / "pages"
    folder.mkdir()
    set_up = code("import ipywidgets as widgets", metadata={"jupyter": {"source_hidden": True}})
    first = (
        text("# A page\n\nPress **Start this page**."),
        set_up,
        code(CONTROLS),
        text("[On](01-on.ipynb)"),
        code("1 + 1"),
    )
    write(folder / "00-start-here.ipynb", *first)
    write(folder / "01-on.ipynb", text("# Another page"), code("1 / 0"))
    return make_lab(folder)


def test_the_page_is_one_column_and_one_button_and_runs_when_clicked_at_once(page: Lab) -> None:
    page.open()
    page.start_button.dblclick(force=True)  # before there is a kernel, and impatiently
    page.start()
    page.picture("page")
    assert [each for each in page.page.locator(NOT_FOR_READERS).all() if each.is_visible()] == []
    button, words = page.start_button.bounding_box(), page.until(".jp-MarkdownOutput h1").bounding_box()
    assert button["height"] >= 44
    assert words["width"] <= 720
    assert words["y"] < 200, "the page has moved away from its first line"
    assert re.findall(r'button "(.*)"', page.page.locator("body").aria_snapshot()) == ["Start this page", "Greet"]
    page.page.get_by_label("Name").fill("Zoë")
    page.page.get_by_role("button", name="Greet").click()
    page.until(".answer", has_text="hello Zoë, one")
    assert page.barriers(".jp-OutputArea-output .jupyter-widgets") == []


def test_the_keyboard_alone_reaches_all_and_changes_no_cell(page: Lab) -> None:
    page.open()
    cells = page.page.locator(".jp-Notebook .jp-Cell")
    before = cells.count()
    page.start(keyboard=True)
    page.tab_to(page.page.get_by_label("Name"))
    page.type("Ada")
    page.press("Tab", "ArrowDown", "ArrowDown")  # an arrow chooses, and does not leave for the next cell
    page.tab_to(page.page.get_by_role("button", name="Greet"))
    page.press("a", "b", "d", "d", "x", "0", "0", "m", "Enter")  # JupyterLab's keys for its authors are asleep
    page.until(".answer", has_text="hello Ada, three")
    assert cells.count() == before


def test_what_a_page_showed_stays_out_of_its_file_and_a_dead_kernel_is_started_again(page: Lab) -> None:
    shipped = nbformat.read(page.notebooks / "00-start-here.ipynb", as_version=4)
    page.open()
    page.start()
    with page.page.expect_response(lambda answer: answer.request.method == "PUT" and "/contents/" in answer.url):
        page.press("ControlOrMeta+s")
    saved = nbformat.read(page.notebooks / "00-start-here.ipynb", as_version=4)
    assert [cell["source"] for cell in saved.cells] == [cell["source"] for cell in shipped.cells]
    assert [cell.get("outputs", []) for cell in saved.cells] == [[]] * 5
    page.kill_kernel()
    page.start()
    page.restart()
    page.open()
    assert page.page.locator(".jp-OutputArea-output").count() == 0
    page.start()
    page.until(".answer", has_text="nothing yet")


def test_a_link_leads_on_and_a_cell_that_fails_fails_the_walk(page: Lab) -> None:
    page.open()
    page.page.get_by_role("link", name="On").click()
    page.until("h1", has_text="Another page")
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        page.start()
