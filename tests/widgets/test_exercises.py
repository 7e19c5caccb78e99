"""Exercises as cards: about which ask, what is said where, the clock, the die, a page of one
entry, a borrowed log.
"""

from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.widgets.test_forms import shown
from tests.widgets.test_gallery import every
from workshop import exercises
from workshop.day import today
from workshop.journal import EVERY, Log
from workshop.samples import borrow
from workshop.text import Problem
from workshop.widgets.asks import AskList
from workshop.widgets.due import DueList
from workshop.widgets.picker import LogPicker
from workshop.widgets.question import ExerciseCard

SOON = date.today() + timedelta(days=4)


@pytest.fixture
def three(mine: Log) -> Log:
    """A no whose kind is unknown, a final one, an unfair one."""
    mine.ask("old client", outcome="no_unclear")
    mine.ask("museum shop", outcome="no_final")
    mine.ask("fund", outcome="no_unclear", reason="unfair")
    return mine


def told(card: ExerciseCard) -> str:
    card.redraw()
    return shown(card)


def test_a_card_goes_on_with_the_ask_that_was_last_written_about_on_the_page(three: Log) -> None:
    another, rest = ExerciseCard(three, "05.another"), ExerciseCard(three, "05.rest")
    another.redraw()
    assert another.values["ask"] is None
    one = ExerciseCard(three, "05.one_no")
    one.press("keep", "0", ask="2", q0="That I am too old.")
    assert one.status.startswith("Kept. It stays here as you wrote it")
    assert "That I am too old." in told(
        another
    )  # the first thought stays in view, on every card of the page
    assert "That I am too old." in told(rest)
    assert (another.values["ask"], rest.values["ask"]) == ("2", "2")
    another.press("about", ask="")
    assert (another.sitting.number, "too old" in told(another)) == (
        None,
        False,
    )  # a choice of one's own stands


def test_what_was_refused_stays_typed_where_no_ask_was_chosen(three: Log) -> None:
    exercises.save(three, "05.told", "That I am too old.", ask=2)
    card = ExerciseCard(three, "05.another")
    card.redraw()
    card.press("about", ask="")
    card.press("keep", "0", q0="x" * 10_001, q1="kept while it is refused")
    assert card.status.startswith("10,001 characters are too many")
    assert card.view["values"]["q1"] == "kept while it is refused"


def status_place(card: ExerciseCard) -> int:
    return [part["part"] for part in card.view["parts"]].index("status")


def test_the_status_stands_under_the_part_that_was_kept(three: Log) -> None:
    card = ExerciseCard(three, "05.one_no")
    card.press("keep", "0", ask="1", q0="That I am too old.")
    head = status_place(card)
    card.press("keep", "2", q2="Two sentences.")
    assert status_place(card) == head + 2
    assert card.status.startswith("Kept. Compare its length")
    assert "It stays here as you wrote it" in told(
        card
    )  # what was said to the first part is still there
    card.press("keep", "1")
    assert card.status == "Nothing is written yet, so nothing was kept; you can also go on."
    assert (card.view["errors"], status_place(card)) == ({}, head + 1)
    card.press("keep", "2", q2="")
    assert card.status.endswith("To take your answer away, press Remove my answer.")


def test_an_unfair_no_is_offered_where_it_is_not_reframed_only(three: Log) -> None:
    offered = {
        name: [int(n) for n in ExerciseCard(three, name).sitting.asks]
        for name in ("05.one_no", "04.close")
    }
    assert offered == {"05.one_no": [2, 1], "04.close": [3, 2, 1]}


def test_each_sorted_card_has_its_reply_under_it(mine: Log) -> None:
    card = ExerciseCard(mine, "04.replies")
    card.press("keep", **{f"q{n}": "No, final" for n in range(4)})
    assert card.status == "Kept. 1 of 4 are where this page would put them."
    words = told(card)
    sort = exercises.load("04.replies")
    for question in sort.questions():
        assert sort.reply_to(question.text, "No, final") in words
    assert "1 of 4" not in words  # the status says it


def test_what_does_not_fit_is_told_under_its_own_field(mine: Log) -> None:
    card = ExerciseCard(mine, "03.predict")
    card.press("keep", q0="ten minutes", q2="15")
    assert card.view["errors"] == {"q2": "15 does not fit. Please give a number from 0 to 10."}
    assert card.view["values"]["q0"] == "ten minutes"


def test_removing_an_answer_brings_no_older_one_back(mine: Log) -> None:
    card = ExerciseCard(mine, "01.five")
    for words in ("my lead, to drop a date", "my sister, to read my CV"):
        card.press("keep", q0=words)
    card.press("forget", "0")
    assert (card.values["q0"], exercises.answers(mine, "01.five")) == (None, [])
    assert "Remove my answer" not in told(card)


def test_each_mark_stays_with_its_line(mine: Log) -> None:
    exercises.save(mine, "01.five", "one\ntwo\nthree")
    card = ExerciseCard(mine, "01.week")
    card.press("keep", q0="A tell", q1="An ask", q2="Neither")
    exercises.save(mine, "01.five", "three\none\nfour")
    card.redraw()
    assert [card.values[f"q{n}"] for n in range(3)] == ["Neither", "A tell", None]


def test_a_claim_of_the_quiz_has_its_source_under_it(mine: Log) -> None:
    card = ExerciseCard(mine, "myths.quiz")
    card.press("keep", q0="Myth")
    assert told(card).count("Source: ") == 1


def test_the_clock_is_hidden_and_what_it_felt_like_comes_first(
    mine: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter([100.0, 107.4])
    monkeypatch.setattr(
        "workshop.exercises.sitting.time", SimpleNamespace(monotonic=lambda: next(times))
    )
    card = ExerciseCard(mine, "04.silence")
    card.redraw()
    (length,) = (part for part in every(card, "choice") if part["name"] == "clock")
    assert [each["label"] for each in length["options"]] == [
        "3 seconds", "10 seconds", "20 seconds", "40 seconds", "Without a clock",
    ]  # fmt: skip
    assert card.values["clock"] == "10"
    card.press("start", "0")
    assert "7" not in card.status
    card.press("stop", "0")
    assert card.status == "Stopped. How long did it feel? Write that first; Keep shows what it was."
    assert card.values["q1"] is None  # not told before it is guessed
    card.press("keep", "0", q0="12")
    assert card.status.startswith(
        "Kept. It felt like 12 seconds, and it was 7. Seconds feel longer"
    )
    assert exercises.answers(mine, "04.silence")[0].answer["How many seconds it was"] == 7
    card.press("stop", "0")
    assert card.status.startswith("The clock is not running.")


def test_without_a_clock_the_written_way_is_shown_and_seconds_can_be_typed(mine: Log) -> None:
    card = ExerciseCard(mine, "04.silence")
    card.redraw()
    (written,) = (
        part for part in every(card, "words") if part["text"].startswith("Write your question")
    )
    (seconds,) = (
        part for part in every(card, "field") if part["label"] == "How many seconds it was"
    )
    assert written["when"] == seconds["when"] == {"clock": ["none"]}
    (start,) = (part for part in every(card, "buttons") if part["buttons"][0]["action"] == "start")
    assert "none" not in start["when"]["clock"]


def test_the_die_is_thrown_after_the_guess_and_its_luck_is_told(
    mine: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workshop.exercises.plain.throws", lambda **_: [1, 5, 6])
    card = ExerciseCard(mine, "03.dice")
    card.redraw()
    kinds = [part["part"] for part in card.view["parts"]]
    assert kinds == ["words", "words", "words", "field", "buttons", "field", "buttons", "status"]
    card.press("throw", "0", q0="4")
    assert card.status == "1 5 6. Of 100 people with such a die, 69 need 3 throws or more."
    card.press("keep", "0")
    assert "You guessed throw 4, and it came at throw 3." in card.status
    assert exercises.answers(mine, "03.dice")[0].answer == {
        "I expect the first six at throw number": 4,
        "The first six came at throw number": 3,
    }


def test_a_door_asks_for_a_day_only_where_it_has_one(three: Log) -> None:
    card = ExerciseCard(three, "04.door")
    card.redraw()
    (day,) = (part for part in every(card, "field") if part["name"] == "door_on")
    doors = [each.text for each in exercises.load("04.door").options]
    assert day["when"] == {"q0": [text for text in doors if not text.startswith("Let go")]}
    card.press("keep", ask="1", q0="Later: come back on a date", door_on="2020-01-01")
    assert card.view["errors"] == {"door_on": card.status}
    assert card.status.startswith("That day is past.")
    card.press("keep", door_on=SOON.isoformat())
    told_day = f"later, {SOON.day} {SOON:%B %Y}"
    assert card.status.startswith(f"Kept, in the log for “old client”: {told_day}. With a day")
    due = DueList(three)
    due.redraw()
    assert f"later, {SOON.day} {SOON:%B %Y}" in shown(due)


def test_a_door_comes_back_with_its_day_and_is_told_after_a_removal(three: Log) -> None:
    card = ExerciseCard(three, "04.door")
    card.press("keep", ask="1", q0="Later: come back on a date", door_on=SOON.isoformat())
    again = ExerciseCard(three, "04.door")
    again.redraw()
    assert (again.values["ask"], again.values["door_on"]) == ("1", SOON.isoformat())
    again.press("keep", "0")
    assert three.entry(1).stands_at.door_on == SOON
    again.press("forget", "0")
    assert f"It is still in the log for “old client”: later, {SOON.day}" in again.status


def test_a_door_of_ones_own_is_told_by_its_own_words(three: Log) -> None:
    three.set("word.door.mentor", "Ask a mentor")
    card = ExerciseCard(three, "04.door")
    card.press("keep", ask="1", q0="Later: come back on a date", door_on=SOON.isoformat())
    three.change(1, door="mentor")
    card.press("forget", "0")
    assert f"It is still in the log for “old client”: Ask a mentor, {SOON.day}" in card.status


def test_without_an_ask_it_says_that_the_log_is_as_it_was(three: Log) -> None:
    card = ExerciseCard(three, "04.own")
    card.press("keep", ask="", q0="No, final: they closed it")
    assert card.status.startswith("Kept, about no ask in particular, so your log is as it was.")


def test_what_is_typed_outlives_the_choice_of_an_ask_and_the_removal_of_another_step(
    three: Log,
) -> None:
    card = ExerciseCard(three, "05.one_no")
    card.press("about", ask="1", q0="typed before the ask was chosen")
    assert card.values["q0"] == "typed before the ask was chosen"
    card.press("keep", "0")
    card.press("forget", "0", q2="a camera, not kept yet")
    assert (card.values["q0"], card.values["q2"]) == (None, "a camera, not kept yet")
    card.press("about", ask="2")
    assert card.values["q2"] == "a camera, not kept yet"


def test_a_card_opens_with_the_ask_that_it_has_an_answer_for(three: Log) -> None:
    exercises.save(three, "05.told", "That I am too old.", ask=1)
    exercises.save(
        three, "05.further", ["She said it twice"], ask=3
    )  # an unfair one, which is not reframed
    card = ExerciseCard(three, "05.one_no")
    card.redraw()
    assert (card.values["ask"], card.values["q0"]) == ("1", "That I am too old.")
    three.answer(1, "yes")  # no longer one for this card
    card.redraw()
    assert card.values["ask"] is None


def test_a_sentence_to_begin_with_fills_its_field(three: Log) -> None:
    card = ExerciseCard(three, "04.question")
    card.press("begin", "q1 1", ask="1")
    assert card.values["q1"] == "Was there something you needed that I did not speak to?"
    assert card.view["focus"] == "q1"


def test_a_page_sends_every_field_and_what_was_kept_still_comes_back(three: Log) -> None:
    card = ExerciseCard(three, "05.further")
    empty = {
        "q0": "",
        "q1": "",
        "q2": "",
        "q3": "",
    }  # a page sends a field that is empty as empty text
    card.press("keep", "0", **{**empty, "ask": "2", "q0": "“Too young”"})
    card.press("about", **{**empty, "ask": "3"})
    card.press("about", **{**empty, "ask": "2"})
    assert card.values["q0"] == "“Too young”"
    card.press("page", "0", **{**empty, "ask": "2", "q0": "“Too young”"})
    assert (
        len(exercises.answers(three, "05.further")) == 1
    )  # nothing was typed since, so nothing is kept again
    card.press("about", **{**empty, "ask": "3"})
    card.press("page", "0", **{**empty, "ask": "3"})
    assert "entry-3.html" in card.status  # nothing need be written for it


def test_letting_go_takes_the_day_along_and_can_be_done_after_it(three: Log) -> None:
    three.change(1, door="later", door_on=date.today() - timedelta(days=3))
    card = ExerciseCard(three, "04.door")
    card.press("about", ask="1", door_on="")
    assert card.values["door_on"] == str(date.today() - timedelta(days=3))
    card.press("keep", "0", q0="Let go: close it", door_on=card.values["door_on"])
    assert card.status.startswith("Kept, in the log for “old client”: let go. Closed.")
    step = three.entry(1).stands_at
    assert step is not None
    assert (step.door, step.door_on) == ("let_go", None)


def test_an_answer_about_a_borrowed_no_is_removed_where_it_lies(three: Log) -> None:
    card = ExerciseCard(borrow("maren"), "05.later")
    card.press("keep", "0", ask="8", q0="3")
    assert [told.about for *_, told in three.reflections("sting.later", about=EVERY)] == ["maren"]
    card.press("forget", "0", ask="8", q0="3")
    assert (card.values["q0"], three.reflections("sting.later", about=EVERY)) == (None, [])


def test_a_sentence_to_begin_with_leaves_what_was_typed(three: Log) -> None:
    card = ExerciseCard(three, "04.question")
    card.press("begin", "q0 0", ask="1", q0="Dear Ines,")
    assert card.values["q0"] == "Dear Ines, Thank you for telling me plainly."
    card.press("begin", "q2 0", ask="1")
    card.press("begin", "q2 1", ask="1")
    assert card.values["q2"] == "One word is plenty, and none is fine too."


def test_words_about_an_ask_go_with_it_when_it_leaves_the_card(three: Log) -> None:
    card = ExerciseCard(three, "05.told")
    card.press("keep", "0", ask="1", q0="That I am too old.")
    three.change(1, reason="unfair")
    card.redraw()
    assert (card.values["ask"], card.values["q0"]) == (None, None)


def test_an_unfair_no_is_due_only_to_be_taken_further(three: Log) -> None:
    with pytest.raises(Problem, match="nothing is asked after a final or an unfair no"):
        three.change(3, door="clarify", door_on=date.today())
    three.change(3, door="take_further", door_on=date.today())
    assert [entry.ask.number for entry in today(three).due] == [3]


def test_private_writing_that_was_kept_can_be_removed(mine: Log) -> None:
    card = ExerciseCard(mine, "05.private")
    card.press("keep", q0="dark thoughts")
    assert "Remove my answer" in told(card)
    card.press("forget", "0")
    assert (card.values["q0"], exercises.answers(mine, "05.private")) == (None, [])


def test_a_page_of_one_entry_is_made_where_it_is_taken_further(three: Log) -> None:
    card = ExerciseCard(three, "05.further")
    assert "Make a page" not in told(card)
    card.press("keep", "0", ask="3", q0="“Too young”, she said")
    assert "Make a page of this entry alone" in told(card)
    card.press("page", "0")
    assert three.path is not None
    place = three.path.with_name("entry-3.html")
    assert str(place) in card.status
    assert "“Too young”, she said" in place.read_text(encoding="utf-8")


def test_the_page_follows_the_log_that_is_picked(three: Log) -> None:
    picker = LogPicker(three, "maren")
    one, listed, due = ExerciseCard(picker, "05.one_no"), AskList(picker), DueList(picker)
    one.press("keep", "0", ask="1", q0="mine")
    for panel in (listed, due):
        panel.redraw()
    assert listed.name == "Your asks"
    picker.press("pick", log="maren")
    assert (one.values["ask"], one.values["q0"], listed.name) == (None, None, "Maren's asks")
    one.press("keep", "0", ask="8", q0="That I am too old.")
    assert [told.about for *_, told in three.reflections("05.told", about=EVERY)] == [None, "maren"]
    picker.press("pick", log="mine")
    assert (one.values["ask"], one.values["q0"]) == ("1", "mine")


# the list of asks


def test_a_question_asked_back_is_logged_from_the_list(three: Log) -> None:
    panel = AskList(three)
    panel.press("happened", "1")
    (what,) = (part for part in every(panel, "choice") if part["name"] == "what")
    assert [each["value"] for each in what["options"]] == ["followed_up", "probed", "advanced"]
    panel.press("save", what=None)
    assert panel.status == "Please choose what happened."
    panel.press("save", what="probed")
    assert panel.status == 'Saved: ask 1, "old client", asked a question back.'
    assert [step.what for step in three.entry(1).steps] == ["answered", "probed"]
    assert "no, kind unknown · asked a question back" in shown(panel)
    panel.press("undo")
    assert [step.what for step in three.entry(1).steps] == ["answered"]


def test_a_stage_and_a_yes_that_happened_are_logged_from_the_list(mine: Log) -> None:
    mine.ask("agency")
    panel = AskList(mine)
    panel.press("happened", "1")
    panel.press("save", what="advanced", stage="interview")
    assert (mine.entry(1).steps[-1].what, mine.entry(1).steps[-1].stage) == (
        "advanced",
        "interview",
    )
    mine.answer(1, "yes")
    panel.press("happened", "1")
    panel.press("save", what="done", stage="left over from before")
    assert mine.entry(1).steps[-1].what == "done"


def test_nothing_nudges_to_ask_again_after_a_final_or_an_unfair_no(three: Log) -> None:
    panel = AskList(three)
    panel.redraw()
    rows = [row for part in every(panel, "items") for row in part["items"]]
    pressed = {row[0]["parts"][0]["text"]: actions(row) for row in rows}
    assert pressed == {
        "3 · fund": ["change", "answer", "remove"],
        "2 · museum shop": ["change", "answer", "remove"],
        "1 · old client": ["change", "answer", "happened", "remove"],
    }


def actions(parts: list[dict]) -> list[str]:
    found = [each["action"] for part in parts for each in part.get("buttons", [])]
    return found + [action for part in parts for action in actions(part.get("parts", []))]


def test_what_was_written_about_an_ask_and_its_door_stand_in_its_row(
    three: Log, tmp_path: Path
) -> None:
    exercises.save(three, "05.voices", ["one try", "who is next?"], ask=1)
    exercises.save(three, "04.door", "b", ask=1, on=SOON)
    panel = AskList(three)
    panel.redraw()
    assert f"no, kind unknown · later, {SOON.day} {SOON:%B %Y}" in shown(panel)
    (row,) = (
        row
        for part in every(panel, "items")
        for row in part["items"]
        if row[0]["parts"][0]["text"].startswith("1 ")
    )
    (fold,) = (part["parts"][0] for part in row if part.get("tone") == "wide")
    assert (fold["label"], fold.get("open")) == (
        "What you wrote about it: 2",
        None,
    )  # looking is a choice
    assert "The seller says: who is next?" in str(fold["parts"])


def test_a_wrong_choice_is_told_by_its_reply_alone(mine: Log) -> None:
    card = ExerciseCard(mine, "04.check")
    options = exercises.load("04.check").options
    wrong = next(option for option in options if not option.right)
    card.press("keep", "0", q0=wrong.text)
    assert card.status.startswith("✗ Not this one")
    right = next(option for option in options if option.right)
    card.press("keep", "0", q0=right.text)
    assert card.status.startswith("✓ Right. ")
