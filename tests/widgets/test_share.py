"""What one shows the room, and the room's board: on the screen, without a browser."""

from __future__ import annotations

import pytest

from tests.widgets.test_forms import texts
from workshop.analysis.room import Share
from workshop.exchange.code import decode_all
from workshop.exchange.rehearsal import rehearsal
from workshop.journal import Log
from workshop.samples import borrow
from workshop.widgets.room import RoomBoard
from workshop.widgets.share import ShareForm


def decoded(form: ShareForm) -> Share:
    """The share that a form's code holds."""
    (found,) = decode_all(form.code)
    assert isinstance(found, Share)
    return found


def test_the_room_gets_what_was_shown_and_not_what_was_left_out(mine: Log) -> None:
    mine.ask("Secret name", outcome="no_final", words="secret words")
    mine.ask("Another", outcome="yes")
    form = ShareForm(mine)
    form.redraw()
    shown = " ".join(texts(form.view["parts"]))
    assert "No, final: 1" in shown
    assert "Secret" not in shown
    form.press("leave_out", "no_final")
    form.press("make")
    made = decoded(form)
    assert made.asks == 1
    assert "no_final" not in made.outcomes
    assert (made.week, made.is_borrowed) == (1, False)
    form.press("leave_out", "no_final")
    assert form.code == ""
    form.press("make", week="4")
    later = decoded(form)
    assert (later.person, later.turn, later.week) == (made.person, made.turn + 1, 4)
    form.press("new_number")
    form.press("make")
    assert decoded(form).person != made.person


def test_a_borrowed_log_says_so_and_a_week_that_is_none_is_refused(mine: Log) -> None:
    form = ShareForm(borrow("asha"))
    form.press("make")
    assert decoded(form).is_borrowed
    form.press("make", week="12")
    assert "12" in form.errors["week"]


@pytest.fixture
def board(mine: Log) -> RoomBoard:
    """A board on which nothing was read yet."""
    found = RoomBoard(mine)
    found.redraw()
    return found


def test_a_made_up_room_is_read_and_drawn_once(board: RoomBoard, mine: Log) -> None:
    board.press("read", pasted=rehearsal(14, seed=3))
    assert len(board.shares) == 14
    assert [each.asks for each in board.doubtful] == [1_000_000]
    assert "Line " in board.status
    board.press("drop", "0")
    assert board.doubtful == []
    board.press("draw")
    assert board.found is not None
    assert board.found.people == 14
    assert "14 people are in" in " ".join(texts(board.view["parts"]))
    board.press("read", pasted=rehearsal(3, seed=9))
    board.press("draw")
    assert board.found.people == 14
    assert board.status == "Drawn again once 6 more people are in: else one could be told."
    assert mine.asks == []


def test_five_paper_cards_show_how_many_are_in_and_six_their_counts(board: RoomBoard) -> None:
    for n in range(5):
        board.press("card", yes="1", no_unclear="4", silence="3", waiting="2")
        assert board.status == "One card counted.", n
    board.press("draw")
    assert board.found is not None
    assert (board.found.people, board.found.asks) == (5, None)
    board.press("card", yes="a few")
    assert "no plain number" in board.errors["yes"]
    board.press("card", yes=None)
    assert "at least one count" in board.errors["yes"]


def test_what_holds_no_code_is_said_and_stays(board: RoomBoard) -> None:
    board.press("read", pasted="hello everybody")
    assert board.errors["pasted"] == "No code is in there. A code begins with N2Y1."
    assert board.values["pasted"] == "hello everybody"


def test_no_word_of_a_journal_is_in_a_code(mine: Log) -> None:
    for n in range(20):
        mine.ask(f"CANARY{n}", outcome="no_final", words=f"CANARY {n}", note="CANARY")
    mine.reflect("02.guess", {"of ten": 7})
    form = ShareForm(mine)
    form.press("make")
    assert "CANARY" not in form.code
    assert decoded(form).guess == 7
    assert set(vars(decoded(form))) == {
        "person", "turn", "week", "is_borrowed", "outcomes", "guess",
    }  # fmt: skip
