"""The cards of *Today*: what they say of a log, and what a press on them writes."""

from datetime import date, timedelta

import pytest

from tests.widgets.test_forms import shown
from tests.widgets.test_gallery import every
from workshop import exercises
from workshop.analysis.words import day_words
from workshop.journal import Log
from workshop.text import plural
from workshop.widgets.asks import AskList
from workshop.widgets.day import Day, Waits
from workshop.widgets.due import DueList
from workshop.widgets.entry import EntryForm
from workshop.widgets.paste import PasteForm
from workshop.widgets.question import ExerciseCard

TODAY = date.today()
SOON = TODAY + timedelta(30)


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def folds(panel: Day | AskList | ExerciseCard) -> dict[str, str]:
    """The labels of what is folded on a panel, by name."""
    return {part["name"]: part["label"] for part in every(panel, "fold")}


def letters(day: Day) -> str:
    """The tiles of a day, by their letters."""
    return " ".join(part["tile"]["letter"] for part in every(day, "words") if part.get("tile"))


# ---- the day


def test_an_empty_log_says_what_will_stand_there_and_what_to_begin_with(mine: Log) -> None:
    day, waits = Day(mine), Waits(mine)
    assert folds(day) == {}
    assert day.view["label"] == f"{TODAY:%A}, {day_words(TODAY)}"
    assert "Your board stands here once you log an ask. A name is enough." in shown(day)
    waits.redraw()
    assert "What you log as waiting stands here, the longest first." in shown(waits)


def test_the_day_has_its_board_in_tiles_and_behind_its_counts(mine: Log) -> None:
    for outcome in ("yes", "no_final", "silence", "waiting"):
        mine.ask("North", outcome=outcome)
    day = Day(mine)
    assert (letters(day), folds(day)["board"]) == (
        "Y NF S …",
        "4 asks: 1 yes, 1 no, 1 silent, 1 waiting",
    )
    assert len(every(day, "picture")) == 1


def test_a_log_in_which_all_is_withdrawn_says_so(mine: Log) -> None:
    mine.ask("North", outcome="withdrawn")
    day, waits = Day(mine), Waits(mine)
    assert folds(day)["board"] == "1 ask: 1 withdrawn"
    waits.redraw()
    assert shown(waits).startswith("What waits\nNothing waits.")


def test_calm_mode_draws_no_no_until_it_is_opened(mine: Log) -> None:
    for outcome in ("yes", "no_final"):
        mine.ask("North", outcome=outcome)
    mine.set("calm", True)
    day = Day(mine)
    assert letters(day) == "Y"
    day.press("open")
    assert letters(day) == "Y NF"


def test_the_board_of_the_day_asks_its_guess_first(mine: Log) -> None:
    for _ in range(5):
        mine.ask("North", outcome="no_final")
    day = Day(mine)
    assert (letters(day), folds(day)) == ("", {"board": "Your board, after a guess"})
    day.press("look")
    assert letters(day) == "NF NF NF NF NF"


# ---- what waits


def test_what_waits_begins_with_what_is_due_then_the_longest(mine: Log) -> None:
    mine.ask("new", on=ago(2))
    mine.ask("old", on=ago(40), kind="job")
    mine.ask("they said", on=ago(5), expected_on=TODAY)
    mine.ask("in spring", on=ago(30), expected_on=SOON)
    mine.ask("a raise", on=ago(12), outcome="no_for_now", door="later", door_on=ago(400))
    waits = Waits(mine)
    told = [part["text"] for part in every(waits, "words") if part["tone"] in ("part", "note")]
    assert told[0] == "1 is past its day."
    assert told[1:] == [
        "5 · a raise", f"due · later, {day_words(ago(400))}",
        "3 · they said", f"due · they said by {day_words(TODAY)}",
        "2 · old", "Job · waiting for 40 days",
        "4 · in spring", f"they said by {day_words(SOON)}",
        "1 · new", "waiting for 2 days",
    ]  # fmt: skip
    assert folds(waits)["rest"] == "And 2 more"


@pytest.mark.parametrize(
    ("asks", "label"), [(4, None), (8, "And 5 more"), (90, "And 50 of 87 more")]
)
def test_a_few_rows_stand_there_and_the_others_behind_one_press(
    asks: int, label: str | None, mine: Log
) -> None:
    with mine.batch("ask"):
        for at in range(asks):
            mine.ask(f"ask {at}", on=ago(1))
    waits = Waits(mine)
    assert folds(waits).get("rest") == label
    assert len(every(waits, "items")[0]["items"]) == (4 if asks == 4 else 3)


def test_what_is_past_its_day_becomes_no_answer_by_one_act_with_one_undo(mine: Log) -> None:
    for days in (40, 30, 20):
        mine.ask(f"asked {days}", on=ago(days))
    waits = Waits(mine)
    waits.redraw()
    assert "3 are past their day." in shown(waits)
    waits.press("wait", "3")
    assert "2 are past their day." in shown(waits)
    waits.press("silence")
    assert waits.status == "Noted: no answer, 2 asks."
    assert [entry.outcome for entry in mine.asks] == ["silence", "silence", "waiting"]
    assert "past" not in folds(waits)
    waits.press("undo")
    assert [entry.outcome for entry in mine.asks] == ["waiting"] * 3


def test_an_ask_that_waits_is_answered_in_its_row(mine: Log) -> None:
    mine.ask("North", on=ago(5))
    waits = Waits(mine)
    waits.press("answer", "1")
    waits.press("came", "1 yes")
    assert waits.status == "Yes, from North, 5 days after you asked."
    assert "Undo" in shown(waits)
    waits.press("undo")
    assert mine.entry(1).outcome == "waiting"


# ---- what is due


@pytest.fixture
def due(mine: Log) -> DueList:
    """A no with a door that is due, and an ask of which they said that they would answer today."""
    mine.ask("a raise", on=ago(12), outcome="no_for_now", door="later", door_on=TODAY)
    mine.ask("North", on=ago(5), expected_on=TODAY)
    return DueList(mine)


def test_a_door_is_settled_put_off_or_let_go(due: DueList) -> None:
    due.press("settled", "1")
    assert due.status == "Settled: a raise."
    due.press("undo")
    due.press("later", "1")
    due.press("save", door_on=str(SOON))
    assert due.status == 'Saved: ask 1, "a raise" is changed.'
    assert f"later, {day_words(SOON)}" in shown(due)
    due.press("close_door", "1")
    assert due.status == "Let go: a raise."
    assert "a raise" not in shown(due).replace(due.status, "")
    due.press("undo")
    assert due.log.entry(1).stands_at.door_on == SOON  # type: ignore[union-attr]


def test_an_ask_that_they_said_they_would_answer_is_answered_put_off_or_let_go(
    due: DueList,
) -> None:
    due.press("later", "2")
    due.press("save", expected_on=str(SOON))
    assert due.log.entry(2).ask.expected_on == SOON
    due.press("close_door", "2")
    assert due.log.entry(2).outcome == "silence"
    assert due.status.endswith("no answer.")
    due.press("undo")
    due.press("answer", "2")
    due.press("came", "2 no_unclear")
    assert due.log.entry(2).outcome == "no_unclear"


def test_nothing_due_is_a_fine_list(mine: Log) -> None:
    due = DueList(mine)
    due.redraw()
    assert shown(due) == "What is due\nNothing is due. An empty list is a fine list."


# ---- the question of the day, and calm mode


def test_the_question_of_the_day_is_one_line_that_opens(mine: Log) -> None:
    card = ExerciseCard(mine, "today")
    assert folds(card) == {"more": exercises.of_the_day(TODAY).question}
    card.press("keep", "0", q0="My lead.")
    assert exercises.answers(mine, card.sitting.content.name)[-1].words == "My lead."


def test_calm_mode_is_offered_after_the_first_ask_until_it_is_answered(mine: Log) -> None:
    form = EntryForm(mine)
    form.redraw()
    assert "calm mode" not in shown(form)
    form.press("save", alias="North")
    assert "Yes, calm mode" in shown(form)
    form.press("calm", "no")
    assert (mine.setting("calm"), "calm mode" in shown(form)) == (False, False)
    form.press("save", alias="East", outcome="no_final", sting="4")
    assert "Yes, calm mode" not in shown(form)


@pytest.mark.parametrize(("sting", "is_offered"), [("3", False), ("4", True)])
def test_calm_mode_is_offered_after_a_no_that_hurt(sting: str, is_offered: bool, mine: Log) -> None:
    mine.ask("North", on=ago(5))
    waits = Waits(mine)
    waits.press("answer", "1")
    waits.press("save", outcome="no_final", sting=sting)
    assert waits.status.endswith(
        "It is written down, and nothing more is asked of you about it today."
    )
    assert ("Yes, calm mode" in shown(waits)) is is_offered
    if is_offered:
        waits.press("calm", "yes")
        assert (mine.setting("calm"), "Yes, calm mode" in shown(waits)) == (True, False)


# ---- what was listed on page 01


def test_the_asks_that_were_listed_on_01_come_over_with_one_press(mine: Log) -> None:
    lines = ["my lead, to drop the release", "my sister, to read my CV", "everybody: a post"]
    exercises.save(mine, "01.five", "\n".join(lines))
    exercises.save(mine, "01.week", dict(zip(lines, ["An ask", "An ask", "A tell"], strict=True)))
    form = PasteForm(mine)
    form.redraw()
    assert "On page 01 you called these asks." in shown(form)
    assert "Save 2 asks" in shown(form)
    form.press("save")
    assert [(entry.ask.alias, entry.outcome) for entry in mine.asks] == [
        (line, "waiting") for line in lines[:2]
    ]
    assert form.values["pasted"] is None
    assert PasteForm(mine).values["pasted"] is None
    assert form.status == f"Saved: {plural(2, 'ask')}."
