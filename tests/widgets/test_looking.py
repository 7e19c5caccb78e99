"""What is looked at: the picker, the board with its gates, where the journal lies, exercises."""

from typing import Any

import pytest

from tests.widgets.test_forms import texts
from workshop.journal import EVERY, Log
from workshop.samples import borrow, my_log
from workshop.widgets.entry import EntryForm
from workshop.widgets.forms import SettingsForm
from workshop.widgets.panel import Panel
from workshop.widgets.picker import LogPicker
from workshop.widgets.picture import Board
from workshop.widgets.place import WhereItLies
from workshop.widgets.question import ExerciseCard

ASHA = "40 asks: 2 yes, 9 no, 22 silent, 7 waiting."


def said(panel: Panel) -> list[str]:
    """The words and buttons that a panel shows now."""
    panel.redraw()
    return texts(panel.view["parts"])


def part(panel: Panel, kind: str) -> dict[str, Any]:
    """The panel's only part of a kind."""
    panel.redraw()
    found = [each for each in panel.view["parts"] if each["part"] == kind]
    assert len(found) == 1
    return dict(found[0])


def test_running_every_cell_gives_nothing_away(mine: Log) -> None:
    board = Board(borrow("asha"))
    assert said(board) == [
        "Guess first",
        "Asha made 40 asks, and 11 were answered. How many no's came for each yes?",
        "Guess",
        "Show me without guessing",
    ]
    kinds = [each["part"] for each in board.view["parts"]]
    assert kinds == ["words", "status", "words", "field", "buttons"]


def test_a_guess_opens_and_is_kept_in_the_own_journal_about_the_borrowed_log(mine: Log) -> None:
    board = Board(borrow("asha"))
    board.press("guess", guess="8")
    assert said(board)[1] == ASHA
    assert board.view["status"] == "Your guess is kept, and stands beside what came."
    kept = [
        (record.prompt, record.answer, record.about)
        for _, _, record in my_log().reflections(about=EVERY)
    ]
    assert kept == [("guess.no_to_yes", 8.0, "asha")]
    again = Board(borrow("asha"))
    assert (said(again)[1], again.guess) == (ASHA, 8.0)  # guessed already: nothing is left to spoil


def test_a_guess_about_a_borrowed_log_opens_nothing_of_ones_own(mine: Log) -> None:
    Board(borrow("asha")).press("guess", guess="8")
    for _ in range(5):
        mine.ask(outcome="no_final")
    assert said(Board(mine))[0] == "Guess first"


@pytest.mark.parametrize(
    ("typed", "told"), [("", "Please write a number"), ("many", '"many" is no plain number')]
)
def test_a_guess_that_is_no_number_opens_nothing(typed: str, told: str, mine: Log) -> None:
    board = Board(borrow("asha"))
    board.press("guess", guess=typed)
    assert board.view["errors"]["guess"].startswith(told)
    assert said(board)[0] == "Guess first"
    assert mine.reflections(about=EVERY) == []


def test_it_can_be_looked_at_without_a_guess(mine: Log) -> None:
    board = Board(borrow("asha"))
    board.press("look")
    assert said(board)[1] == ASHA
    assert mine.reflections(about=EVERY) == []


def test_words_then_picture_then_table(mine: Log) -> None:
    board = Board(borrow("asha"))
    board.press("look")
    told = [each["text"] for each in board.view["parts"] if each["part"] == "words"]
    picture = part(board, "picture")
    fold = next(each for each in board.view["parts"] if each.get("name") == "table")
    assert told[0] == "What came back from Asha's asks"
    assert picture["sentence"] == " ".join(told[1:])
    assert told[2].startswith("4.5 no's for each yes; 9 no to 2 yes.")
    assert picture["source"].startswith("data:image/svg+xml;base64,")
    table = fold["parts"][0]
    assert ["No's for each yes", "4.5", "1.1 to 18"] in table["rows"]
    assert ["Yes", "2", ""] in table["rows"]


def test_an_own_board_under_five_answers_has_nothing_to_guess_and_follows_the_form(
    mine: Log,
) -> None:
    board, form = Board(mine), EntryForm(mine)
    assert said(board) == ["What came back from your asks"]
    form.press("save", alias="one")
    assert board.view["parts"][2]["text"] == "1 ask: 1 waiting."
    assert "null" not in str(board.view["parts"]).lower()


def test_a_board_of_its_own_log_asks_for_a_guess_from_five_answers_on(mine: Log) -> None:
    for _ in range(5):
        mine.ask(outcome="no_final")
    assert (
        said(Board(mine))[1]
        == "You made 5 asks, and 5 were answered. How many no's came for each yes?"
    )


def test_a_board_follows_the_picker_and_closes_its_gate_again(mine: Log) -> None:
    picker = LogPicker(mine)
    board = Board(picker)
    board.press("look")
    picker.press("pick", log="maren")
    assert picker.status == "Picked: Maren, 18 asks."
    assert (board.log.name, said(board)[0]) == ("maren", "Guess first")
    picker.press("pick", log="mine")
    assert said(board) == ["What came back from your asks"]
    mine.ask("followed")
    assert board.view["parts"][2]["text"] == "1 ask: 1 waiting."


def test_the_picker_tells_each_story(mine: Log) -> None:
    options = {each["value"]: each for each in part(LogPicker(mine), "choice")["options"]}
    assert list(options) == ["mine", "asha", "maren", "tomas", "lin", "devi", "jo", "alba"]
    assert [each["value"] for each in part(LogPicker(mine, "maren"), "choice")["options"]] == [
        "mine",
        "maren",
    ]
    assert (options["asha"]["label"], options["mine"]["label"]) == (
        "Asha, 40 asks",
        "My own, 0 asks",
    )
    assert options["asha"]["hint"].startswith("Asha, 27,")


def test_in_calm_mode_no_s_are_counted_and_drawn_when_they_are_opened(mine: Log) -> None:
    SettingsForm(mine).press("save", calm="yes")
    board = Board(borrow("asha"))
    board.press("look")
    calm = part(board, "picture")["source"]
    assert ASHA in said(board)
    assert said(board)[-3:-1] == [
        "Calm mode: no's are counted, not drawn.",
        "Show the no's too",
    ] or ("Show the no's too" in said(board))
    board.press("open")
    assert part(board, "picture")["source"] != calm
    assert "Put them away again" in said(board)
    board.press("close")
    assert part(board, "picture")["source"] == calm


def test_calm_mode_has_nothing_to_hold_back_where_there_is_no_no(mine: Log) -> None:
    mine.set("calm", True)
    mine.ask(outcome="yes")
    assert not any("Calm mode" in each for each in said(Board(mine)))


def test_saved_for_later_is_in_no_picture_until_it_is_opened(mine: Log) -> None:
    board, form = Board(mine), EntryForm(mine)
    form.press("save")
    assert said(board)[1] == "1 ask: 1 waiting."
    form.press("later", outcome="no_final")
    assert form.status == "Saved: ask 2, no, final. The picture waits until you open it."
    assert len(my_log().asks) == 2
    assert said(board)[1] == "1 ask: 1 waiting."
    assert "Show me now" in said(board)
    board.press("open")
    assert said(board)[1] == "2 asks: 1 no, 1 waiting."
    form.press("save")
    assert said(board)[1] == "3 asks: 1 no, 2 waiting."


def test_what_was_refused_holds_nothing_back(mine: Log) -> None:
    board, form = Board(mine), EntryForm(mine)
    said(board)
    form.press("later", alias="x" * 201)
    form.press("save", alias="short")
    assert said(board)[1] == "1 ask: 1 waiting."


def test_the_place_is_shown_with_its_last_lines(mine: Log) -> None:
    place = WhereItLies(mine)
    assert said(place) == [
        "Where your entries lie",
        "Your first entry will make this file:",
        str(mine.path),
    ]
    mine.ask("portfolio review")
    assert str(mine.path) in said(place)
    assert '"alias":"portfolio review"' in said(place)[-1]
    assert (
        said(WhereItLies(borrow("asha")))[1]
        == "This log is borrowed: what you add to it is in no file."
    )


def test_the_file_is_opened_where_there_is_a_screen(
    mine: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine.ask("one")
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: bool(opened.append(address)) or True)
    monkeypatch.setattr("sys.platform", "darwin")
    place = WhereItLies(mine)
    place.press("open")
    assert mine.path is not None
    assert (opened, place.status) == ([mine.path.as_uri()], "Opened in another window.")
    monkeypatch.setattr("webbrowser.open", lambda _: False)
    place.press("open")
    assert place.status.startswith("Nothing on this machine opens it from here.")


def test_every_answer_to_the_check_question_gets_its_reply_and_is_there_again(mine: Log) -> None:
    card = ExerciseCard(mine, "00.where")
    card.press("keep")
    assert (card.status[:27], mine.reflections(about=EVERY)) == ("Nothing is written yet, so ", [])
    replies = set()
    for option in part(card, "choice")["options"]:
        card.press("keep", q0=option["value"])
        replies.add(card.status)
        again = ExerciseCard(my_log(), "00.where")
        assert again.values["q0"] == option["value"]
        assert card.status.removeprefix("Kept. ") in said(again)
    assert len(replies) == 3


def test_an_exercise_of_several_fields_refuses_what_does_not_fit(mine: Log) -> None:
    card = ExerciseCard(mine, "02.guess")
    card.press("keep", q0="eleven")
    assert '"eleven" is no plain number' in card.status
    assert (card.values["q0"], mine.reflections()) == ("eleven", [])
    card.press("keep", q0="7", q1="")
    assert card.status.startswith("Kept")
    assert ExerciseCard(mine, "02.guess").values == {"q0": "7", "q1": None}


def test_an_exercise_on_a_borrowed_log_goes_to_the_own_journal(mine: Log) -> None:
    card = ExerciseCard(borrow("asha"), "00.where")
    card.press("keep", q0="In a file in my own folder, on this machine")
    assert [record.about for _, _, record in mine.reflections("00.where", about=EVERY)] == ["asha"]
