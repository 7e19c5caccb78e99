"""The panel: what is pressed becomes a call, what is refused is told, and nothing fails unseen."""

import gc
import weakref

import pytest

from workshop.journal import Log
from workshop.text import Problem
from workshop.widgets import parts
from workshop.widgets.entry import EntryForm
from workshop.widgets.panel import Panel
from workshop.widgets.parts import Part
from workshop.widgets.picker import LogPicker
from workshop.widgets.picture import Board
from workshop.widgets.sheet import WAKE, Sheet


class Pressed(Panel):
    """A panel whose button raises whatever it is given."""

    name = "Pressed"

    def __init__(self, log: Log, error: Exception | None = None) -> None:
        super().__init__(log)
        self.error = error
        self.drawing: Exception | None = None

    def parts(self) -> list[Part]:
        if self.drawing:
            raise self.drawing
        return [
            parts.words(self.name, "title"),
            parts.field("alias", "Short name"),
            parts.words(str(len(self.log.asks))),
        ]

    def do_go(self) -> None:
        if self.error:
            raise self.error
        self.say("Done.", "alias")


def test_what_is_pressed_is_called_with_what_was_typed(mine: Log) -> None:
    panel = Pressed(mine)
    panel.press("go", alias="portfolio review")
    assert panel.values["alias"] == panel.view["values"]["alias"] == "portfolio review"
    assert (panel.view["status"], panel.view["focus"], panel.view["refused"]) == (
        "Done.",
        "alias",
        False,
    )


def test_the_focus_is_moved_once(mine: Log) -> None:
    panel = Pressed(mine)
    panel.press("go")
    panel.redraw()
    assert panel.view["focus"] == ""


def test_a_problem_is_told_beside_its_field_without_the_fields_code_name(mine: Log) -> None:
    panel = Pressed(mine, Problem("alias: please shorten it.", "alias"))
    panel.press("go", alias="long")
    assert panel.view["errors"] == {"alias": "Please shorten it."}
    assert (panel.view["status"], panel.view["focus"], panel.view["refused"]) == (
        "Please shorten it.",
        "alias",
        True,
    )
    assert panel.view["values"]["alias"] == "long"
    panel.error = None
    panel.press("go")
    assert (panel.view["errors"], panel.view["refused"]) == ({}, False)


def test_a_disk_that_is_full_is_told_and_what_was_typed_stays(mine: Log) -> None:
    panel = Pressed(mine, OSError(28, "No space left on device"))
    panel.press("go", alias="typed")
    assert (
        panel.status
        == "This could not be saved: No space left on device. What you typed is still here; try again."
    )
    assert panel.view["values"]["alias"] == "typed"


def test_any_other_error_is_told_plainly_and_its_traceback_can_be_reached(mine: Log) -> None:
    panel = Pressed(mine, ZeroDivisionError("of a kind nobody thought of"))
    panel.press("go")
    assert panel.status.startswith("Something in the kit went wrong.")
    assert "ZeroDivisionError: of a kind nobody thought of" in panel.trouble
    assert panel.view["parts"][-1]["parts"][0]["text"] == panel.trouble


def test_an_action_that_is_not_there_does_nothing(mine: Log) -> None:
    panel = Pressed(mine)
    panel.press("no_such")
    assert panel.status.startswith("Something in the kit went wrong.")
    assert "do_no_such" in panel.trouble


@pytest.mark.parametrize(
    ("error", "trouble"), [(ValueError("odd"), True), (Problem("The folder is gone."), False)]
)
def test_a_panel_that_cannot_be_drawn_says_so_and_the_save_stands(
    mine: Log, error: Exception, trouble: bool
) -> None:
    panel = Pressed(mine)
    panel.redraw()
    panel.drawing = error
    assert mine.ask("saved all the same").number == 1
    assert panel.view["status"] == f"This cannot be shown just now. {error}"
    assert panel.drawn[:2] == [parts.words("Pressed", "title"), parts.field("alias", "Short name")]
    assert bool(panel.trouble) is trouble


def test_it_follows_its_log_while_a_page_shows_it(mine: Log) -> None:
    panel = Pressed(mine)
    panel.redraw()
    mine.ask("one")
    assert panel.view["parts"][2]["text"] == "1"
    panel._hear({"seen": 1})
    panel._hear({"seen": -1})
    assert panel.is_gone
    mine.ask("two")
    assert panel.view["parts"][2]["text"] == "1"
    panel._hear({"seen": 1})
    assert panel.view["parts"][2]["text"] == "2"


def test_in_a_notebook_it_is_a_widget_and_in_plain_text_it_says_what_to_press(mine: Log) -> None:
    panel = Pressed(mine)
    shown = panel._repr_mimebundle_()
    data = shown[0] if isinstance(shown, tuple) else shown
    assert "application/vnd.jupyter.widget-view+json" in data
    assert data["text/plain"].startswith("Pressed: This page is asleep.")
    assert "Start again" in WAKE
    panel._hear({"action": "go", "key": None, "values": {"alias": "from the page"}})
    assert panel._sheet is not None
    assert panel._sheet.view["status"] == "Done."
    assert panel._sheet.view["values"] == {"alias": "from the page"}


def test_a_panel_that_nobody_shows_goes_and_one_that_is_held_follows_its_log(mine: Log) -> None:
    held, gone = Pressed(mine), [Pressed(mine) for _ in range(5)]
    for panel in (held, *gone):
        panel.redraw()
    known = [weakref.ref(panel) for panel in gone]
    del gone, panel
    mine.ask("one")
    gc.collect()
    assert [panel() for panel in known] == [None] * 5
    turn = held.view["turn"]
    mine.ask("two")
    assert held.view["turn"] == turn + 1


def test_a_panel_that_a_picker_leads_goes_when_nobody_keeps_it(mine: Log) -> None:
    picker = LogPicker(mine, "asha")
    held, gone = Pressed(picker), weakref.ref(Pressed(picker))
    gc.collect()
    assert gone() is None
    picker.press("pick", log="asha")
    assert held.log is picker.log


def test_a_redraw_sends_a_picture_only_where_it_is_another(
    mine: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        mine.ask(f"ask {number}", outcome="no_final")
    board, sent = Board(mine), list[set[str]]()
    board._repr_mimebundle_()
    board.press("look")
    board._hear({"seen": 1})
    monkeypatch.setattr(Sheet, "send_state", lambda self, key=None: sent.append(set(key or ())))
    board.redraw()
    assert sent == [{"view"}]
    mine.ask("one more", outcome="yes")
    assert sent == [{"view"}, {"view", "pictures"}]
    assert board._sheet is not None
    (picture,) = (part for part in board._sheet.view["parts"] if part["part"] == "picture")
    assert [*board._sheet.pictures] == [picture["source"]]  # whole, for a page that opens later
    assert board._sheet.pictures[picture["source"]].startswith("data:image/svg+xml;base64,")


def test_a_press_draws_its_panel_once_and_each_that_is_seen_once(mine: Log) -> None:
    form, seen, hidden = EntryForm(mine), Pressed(mine), Pressed(mine)
    for panel in (form, seen, hidden):
        panel.redraw()
        panel._hear({"drawn": 1})
        panel._hear({"seen": 1})
    hidden._hear({"seen": -1})
    turns = [panel.view["turn"] for panel in (form, seen, hidden)]
    form.press("save", alias="North", outcome="no_final", sting="2")
    told = [panel.view["turn"] for panel in (form, seen, hidden)]
    assert [after - before for after, before in zip(told, turns, strict=True)] == [1, 1, 0]
    hidden._hear({"seen": 1})
    assert (hidden.view["turn"], hidden.view["parts"][2]["text"]) == (turns[2] + 1, "1")
