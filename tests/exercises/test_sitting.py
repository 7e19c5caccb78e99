"""A sitting without any screen: which ask, drafts, the clock, the die, keeping and removing."""

from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from workshop import exercises
from workshop.exercises import Sitting
from workshop.exercises.exercise import Exercise
from workshop.exercises.kinds import Kind
from workshop.journal import Log
from workshop.samples import borrow, my_log
from workshop.text import Problem

SOON = date.today() + timedelta(days=4)


@pytest.fixture
def three(tmp_path: Path) -> Log:
    """A no whose kind is unknown, a final one, an unfair one."""
    log = my_log(tmp_path)
    log.ask("old client", outcome="no_unclear")
    log.ask("museum shop", outcome="no_final")
    log.ask("fund", outcome="no_unclear", reason="unfair")
    return log


def drafts(sitting: Sitting) -> dict[str, str | None]:
    """What is typed and not kept."""
    return {
        name: typed
        for name, typed in sitting.values.items()
        if name != "ask" and typed != sitting.base.get(name)
    }


def test_every_card_can_be_sat_at_and_begins_without_a_draft(three: Log) -> None:
    for name in exercises.names():
        sitting = Sitting(three, name)
        sitting.catch_up()
        assert drafts(sitting) == {}, name
        fields = [field for asked in sitting.asked for field in asked]
        assert fields == [f"q{n}" for n in range(len(fields))], name


def test_a_draft_goes_along_to_another_ask_and_what_was_kept_comes_back(three: Log) -> None:
    sitting = Sitting(three, "05.one_no")
    assert sitting.choose("1")
    sitting.values["q0"] = "That I am too old."
    sitting.keep(0)
    sitting.values["q2"] = "a camera, not kept yet"
    assert sitting.choose("2")
    assert (sitting.number, sitting.first) == (2, "1")
    assert (sitting.values["q0"], drafts(sitting)) == (None, {"q2": "a camera, not kept yet"})
    assert sitting.choose("1")
    assert (sitting.values["q0"], drafts(sitting)) == (
        "That I am too old.",
        {"q2": "a camera, not kept yet"},
    )


def test_an_ask_that_does_not_fit_cannot_be_chosen(three: Log) -> None:
    sitting = Sitting(three, "05.one_no")
    assert list(sitting.asks) == ["2", "1"]
    assert (sitting.choose("3"), sitting.number) == (False, None)
    assert sitting.choose("")
    assert (Sitting(three, "00.where").choose("1"), Sitting(three, "00.where").asks) == (True, {})


def test_reading_on_changes_nothing_unless_something_changed(three: Log) -> None:
    exercises.save(three, "05.told", "That I am too old.", ask=1)
    sitting = Sitting(three, "05.one_no")
    assert sitting.number is None
    sitting.catch_up()
    assert (sitting.number, sitting.first, sitting.values["q0"]) == (1, "1", "That I am too old.")
    sitting.values["q2"] = "a draft"
    before = dict(sitting.values)
    for _ in range(2):
        sitting.catch_up()
        assert sitting.values == before
    three.change(1, reason="unfair")
    sitting.catch_up()
    assert (sitting.number, sitting.first, drafts(sitting)) == (None, "", {"q2": "a draft"})


def test_a_choice_of_ones_own_stands(three: Log) -> None:
    sitting = Sitting(three, "05.another")
    sitting.choose("")
    exercises.save(three, "05.told", "That I am too old.", ask=1)
    sitting.catch_up()
    assert sitting.number is None


def test_both_dicts_stay_the_same_so_that_a_page_may_hold_them(three: Log) -> None:
    sitting = Sitting(three, "05.one_no")
    values, base = sitting.values, sitting.base
    sitting.choose("1")
    values["q0"] = "That I am too old."
    sitting.keep(0)
    sitting.forget(0)
    sitting.catch_up()
    assert sitting.values is values
    assert sitting.base is base
    assert values["q0"] is None


def test_nothing_written_is_refused_and_says_how_to_remove(three: Log) -> None:
    sitting = Sitting(three, "01.five")
    with pytest.raises(Problem, match=r"Nothing is written yet.*you can also go on\.$"):
        sitting.keep(0)
    sitting.values["q0"] = "my lead, to drop a date"
    assert sitting.keep(0).startswith("Kept")
    sitting.values["q0"] = None
    with pytest.raises(Problem, match="press Remove my answer"):
        sitting.keep(0)
    sitting.forget(0)
    with pytest.raises(Problem, match="There is no answer to remove"):
        sitting.forget(0)


def test_a_refusal_names_its_field_and_no_prefix(three: Log) -> None:
    sitting = Sitting(three, "03.predict")
    sitting.values["q2"] = "15"
    with pytest.raises(Problem, match="15 does not fit") as refused:
        sitting.keep(0)
    assert refused.value.field == "q2"
    door = Sitting(three, "04.door")
    door.choose("1")
    door.values |= {"q0": "Later: come back on a date", "door_on": "2020-01-01"}
    with pytest.raises(Problem, match=r"^that day is past") as refused:
        door.keep(0)
    assert refused.value.field == "door_on"
    together = Sitting(three, "03.came")
    together.values |= {"q0": "4", "q1": "6"}
    with pytest.raises(Problem, match=r"^6 are more than 4\.") as refused:
        together.keep(0)
    assert refused.value.field is None


def test_a_card_that_writes_to_the_log_does_so_as_one_act(three: Log) -> None:
    sitting = Sitting(three, "04.door")
    sitting.choose("1")
    sitting.values |= {"q0": sitting.cards[0].with_day[0], "door_on": SOON.isoformat()}
    sitting.keep(0)
    step = three.entry(1).stands_at
    assert step is not None
    assert step.door_on == SOON
    assert drafts(sitting) == {}
    three.undo()
    step = three.entry(1).stands_at
    assert step is not None
    assert (step.door, sitting.kept(0)) == (None, None)


def test_the_clock_is_told_after_what_it_felt_like(
    three: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter([100.0, 107.4])
    clock = SimpleNamespace(monotonic=lambda: next(times))
    monkeypatch.setattr("workshop.exercises.sitting.time", clock)
    sitting = Sitting(three, "04.silence")
    assert sitting.values["clock"] == "10"
    with pytest.raises(Problem, match="The clock is not running"):
        sitting.stop(0)
    sitting.start(0)
    assert sitting.stop(0) == "q0"
    assert (sitting.ran, sitting.values["q1"]) == (7, None)
    sitting.values["q0"] = "12"
    assert sitting.keep(0).startswith("It felt like 12 seconds, and it was 7.")
    assert (sitting.ran, sitting.values["q1"]) == (None, "7")


def test_the_die_fills_its_field(three: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workshop.exercises.plain.throws", lambda **_: [1, 5, 6])
    sitting = Sitting(three, "03.dice")
    assert sitting.throw(0) == ("1 5 6", "Of 100 people with such a die, 69 need 3 throws or more.")
    assert sitting.values["q1"] == "3"


def test_each_mark_stays_with_its_line(three: Log) -> None:
    exercises.save(three, "01.five", "one\ntwo\nthree")
    sitting = Sitting(three, "01.week")
    sitting.values |= {"q0": "A tell", "q1": "An ask", "q2": "Neither"}
    sitting.keep(0)
    exercises.save(three, "01.five", "three\none\nfour")
    sitting.catch_up()
    assert [sitting.values[f"q{n}"] for n in range(3)] == ["Neither", "A tell", None]


def test_a_sort_says_its_count_and_each_card_its_own(three: Log) -> None:
    sitting = Sitting(three, "04.replies")
    sitting.values |= dict.fromkeys(sitting.asked[0], "No, final")
    assert sitting.keep(0).count("\n") == 3
    assert sitting.lead(0) == "1 of 4 are where this page would put them."


def test_about_a_borrowed_log_the_answer_is_ones_own(three: Log) -> None:
    sitting = Sitting(borrow("maren", lambda: three), "05.told")
    assert sitting.choose("8")
    sitting.values["q0"] = "That I am too old."
    sitting.keep(0)
    assert [told.about for *_, told in three.reflections("05.told", about="maren")] == ["maren"]
    sitting.forget(0)
    assert three.reflections("05.told", about="maren") == []


def test_what_a_kind_does_not_have_is_no_field_of_it() -> None:
    """What `Exercise` says of every kind is never read from a content file."""
    without = {"lines_of", "felt", "clock", "throws", "alone", "written", "seconds", "options"}
    assert without.isdisjoint(Exercise.__struct_fields__)
    assert all(issubclass(kind, Exercise) for kind in Kind.__args__)
