"""Drafts in Python: what is not kept is told from what is, comes back where it fits, and goes
once it is kept.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.widgets.test_forms import shown
from workshop import exercises
from workshop.journal import Log
from workshop.samples import borrow, my_log
from workshop.widgets import sheet
from workshop.widgets.asks import AskList
from workshop.widgets.entry import EntryForm
from workshop.widgets.forms import SettingsForm
from workshop.widgets.panel import Panel
from workshop.widgets.paste import PasteForm
from workshop.widgets.picker import LogPicker
from workshop.widgets.picture import Board, picture
from workshop.widgets.place import WhereItLies
from workshop.widgets.question import ExerciseCard

AGAIN = "What you typed before is here again. It is not kept yet."


def drawn(panel: Panel) -> dict[str, object]:
    """What the page is told of a panel, as it reaches it."""
    panel.redraw()
    return json.loads(json.dumps(panel.view))  # type: ignore[no-any-return]


def unkept(panel: Panel) -> dict[str, str | None]:
    """What differs from what is kept, as the page counts it."""
    view = panel.view
    return {
        name: view["values"][name]
        for name, kept in view["base"].items()
        if (view["values"][name] or None) != kept
    }


PANELS: dict[str, tuple[Callable[[Log], Panel], str]] = {
    "entry": (lambda log: EntryForm(log), "entry"),
    "entry-drawer": (lambda log: EntryForm(log, drawer=["people"]), "entry people"),
    "list": (lambda log: AskList(log), "asks"),
    "answers": (lambda log: AskList(log, only_open=True), "answers"),
    "paste": (lambda log: PasteForm(log), "paste"),
    "settings": (lambda log: SettingsForm(log), "settings"),
    "card": (lambda log: ExerciseCard(log, "01.sentences"), "01.sentences"),
    "board": (lambda log: Board(log), "guess.no_to_yes"),
    "stages": (lambda log: picture(log, "stages"), "guess.stages"),
}


@pytest.mark.parametrize("name", PANELS)
def test_a_card_begins_with_nothing_unkept_and_its_drafts_lie_by_journal_and_card(
    name: str, mine: Log, tmp_path: Path
) -> None:
    mine.ask("portfolio review")
    make, card = PANELS[name]
    view = drawn(panel := make(mine))
    assert unkept(panel) == {}
    prefix, journal, log, where = str(view["draft"]).split(":")
    assert (prefix, log, where, len(journal)) == ("n2y-draft", "mine", card, 12)
    assert str(tmp_path) not in json.dumps(view["draft"])
    other = my_log(tmp_path / "another")
    assert str(drawn(make(other))["draft"]).split(":")[1] != journal


def test_where_nothing_is_for_keeping_there_are_no_drafts(mine: Log) -> None:
    for panel in (WhereItLies(mine), picture(mine, "effort")):
        assert drawn(panel)["draft"] == ""


def test_the_picked_log_is_picked_again_and_is_nothing_to_keep(mine: Log) -> None:
    picker = LogPicker(mine, "lin")
    before = drawn(picker)
    assert (before["state"], before["home"], before["base"]) == ("mine", "mine", {})
    card = ExerciseCard(picker, "01.sentences")
    picker.take_drafts({}, "lin")
    assert (picker.log.name, card.log.name, picker.status) == (
        "lin",
        "lin",
        "Picked: Lin, 35 asks.",
    )
    assert (picker.view["state"], picker.view["home"], picker.view["draft"]) == (
        "lin",
        "mine",
        before["draft"],
    )
    picker.take_drafts({}, "nobody")
    assert (picker.log.name, picker.trouble) == ("lin", "")


def test_a_borrowed_logs_drafts_lie_apart_and_private_ones_in_no_storage(mine: Log) -> None:
    keys = {
        str(drawn(ExerciseCard(log, "02.guess"))["draft"])
        for log in (mine, borrow("asha"), borrow("maren"))
    }
    assert sorted(key.split(":")[2] for key in keys) == ["asha", "maren", "mine"]
    assert len({key.split(":")[1] for key in keys}) == 1
    assert drawn(ExerciseCard(mine, "05.private"))["private"] is True
    assert drawn(ExerciseCard(mine, "01.sentences"))["private"] is False


def test_what_was_typed_comes_back_and_goes_once_it_is_kept(mine: Log) -> None:
    form = EntryForm(mine)
    form.take_drafts({"alias": ("Short name", "half a na"), "outcome": ("What came back?", "yes")})
    assert (form.status, form.view["left"]) == (AGAIN, {})
    assert unkept(form) == {"alias": "half a na", "outcome": "yes"}
    form.press("save")
    assert (mine.asks[0].ask.alias, mine.asks[0].outcome, unkept(form)) == ("half a na", "yes", {})


def test_what_was_refused_is_still_a_draft(mine: Log) -> None:
    form = EntryForm(mine)
    form.press("save", alias="x" * 201)
    assert unkept(form) == {"alias": "x" * 201}


def test_a_draft_of_a_hundred_thousand_characters(mine: Log) -> None:
    card = ExerciseCard(mine, "05.private")
    drawn(card)
    label = card.sitting.content.questions()[0].text
    card.take_drafts({"q0": (label, "ü" * 100_000)})
    assert unkept(card) == {"q0": "ü" * 100_000}


def test_a_field_in_a_drawer_that_is_closed_just_now_loses_nothing(mine: Log) -> None:
    mine.set("preset", "pitch")
    form = EntryForm(mine)
    form.take_drafts({"minutes": ("Minutes it took", "20")})
    assert (unkept(form), form.view["left"]) == ({"minutes": "20"}, {})
    form.press("preset", preset="apply")
    assert form.view["values"]["minutes"] == "20"


def test_a_card_that_was_changed_shows_what_fits_no_more_as_text(mine: Log) -> None:
    card = ExerciseCard(mine, "01.sentences")
    drawn(card)
    labels = [question.text for question in card.sitting.asked[0].values()]
    draft = {
        "q0": (labels[1], "moved"),
        "q1": ("A question of last year", "words <b>of then</b>"),
        "q9": ("Empty", ""),
    }
    card.take_drafts(draft)
    assert unkept(card) == {"q1": "moved"}
    assert card.view["left"] == {"left 0": ("A question of last year", "words <b>of then</b>")}
    assert "words <b>of then</b>" in shown(card)
    again = ExerciseCard(mine, "01.sentences")
    again.take_drafts({**card.view["left"], "q1": (labels[1], "moved")})
    assert (unkept(again), again.view["left"]) == (unkept(card), card.view["left"])
    again.press("let_go")
    assert (again.view["left"], "of then" in shown(again), unkept(again)) == (
        {},
        False,
        {"q1": "moved"},
    )


def test_a_choice_that_is_no_longer_offered_is_shown_as_text(mine: Log) -> None:
    form = EntryForm(mine)
    form.take_drafts({"kind": ("Kind", "mentor"), "channel": ("How did you ask?", "call")})
    assert (form.values["channel"], form.values.get("kind")) == ("call", None)
    assert list(form.view["left"].values()) == [("Kind", "mentor")]


def test_a_row_that_was_open_is_open_again(mine: Log) -> None:
    for name in ("one", "two"):
        mine.ask(name)
    asks = AskList(mine)
    asks.press("change", "1")
    asks.press("search", alias="one, reworded")
    assert (asks.state, unkept(asks)) == ("change 1", {"alias": "one, reworded"})
    again = AskList(mine)
    again.take_drafts({"alias": ("Short name", "one, reworded")}, "change 1")
    assert (again.state, unkept(again)) == ("change 1", {"alias": "one, reworded"})
    again.press("save")
    assert (mine.entry(1).ask.alias, again.state, unkept(again), again.view["gone"]) == (
        "one, reworded", "", {}, ["change 1"],
    )  # fmt: skip


def test_a_row_far_down_the_list_is_shown(mine: Log) -> None:
    for number in range(30):
        mine.ask(f"a{number}")
    asks = AskList(mine)
    asks.take_drafts({"words": ("Their words", "not now")}, "answer 1")
    assert asks.view["values"]["words"] == "not now"
    assert "Their words" in json.dumps(asks.view["parts"])


@pytest.mark.parametrize(
    "state", ["answer 7", "answer x", "happened 1", "remove 1", "close 1", "", "answer"]
)
def test_a_row_that_is_gone_leaves_its_words_as_text(state: str, mine: Log) -> None:
    mine.ask("answered", outcome="yes")
    asks = AskList(mine, only_open=True)
    asks.take_drafts({"words": ("Their words", "not now")}, state)
    assert (asks.status, asks.trouble) == (AGAIN, "")
    assert list(asks.view["left"].values()) == [("Their words", "not now")]
    assert len(mine.asks) == 1


def test_each_row_has_drafts_of_its_own_and_a_closed_or_removed_one_has_none(mine: Log) -> None:
    for name in ("one", "two"):
        mine.ask(name)
    asks = AskList(mine)
    asks.press("answer", "1")
    asks.press("answer", "2", words="about the first")
    assert (asks.state, asks.home, unkept(asks), asks.view["gone"]) == ("answer 2", None, {}, [])
    asks.press("close", words="about the second")
    assert (asks.state, unkept(asks), asks.view["gone"]) == ("", {}, ["answer 2"])
    asks.press("answer", "1")
    asks.press("remove", "1", words="about the first")
    assert (asks.state, unkept(asks)) == ("", {})
    assert "answer 1" in asks.view["gone"]


def test_words_about_an_ask_come_back_about_that_ask(mine: Log) -> None:
    for name in ("one", "two"):
        mine.ask(name, outcome="no_unclear")
    exercises.save(mine, "05.told", "something", ask=1)
    card = ExerciseCard(mine, "05.another")
    view = drawn(card)
    assert (view["state"], view["home"]) == ("1", "1")
    card.press("about", ask="2", q0="typed about the second")
    assert (card.view["state"], card.view["home"]) == ("2", "1")
    label = card.sitting.asked[0]["q0"].text
    again = ExerciseCard(mine, "05.another")
    drawn(again)
    again.take_drafts({"q0": (label, "typed about the second")}, "2")
    assert (again.sitting.number, unkept(again)) == (2, {"q0": "typed about the second"})
    mine.remove(2)
    other = ExerciseCard(mine, "05.another")
    other.take_drafts({"q0": (label, "typed about the second")}, "2")
    assert (other.sitting.number, unkept(other)) == (None, {"q0": "typed about the second"})
    assert (
        other.status
        == f"The ask that your words were about is no longer one for this card. {AGAIN}"
    )


def test_an_ask_that_is_only_chosen_comes_back_and_is_at_home_once_it_is_written_about(
    mine: Log,
) -> None:
    mine.ask("one", outcome="no_unclear")
    card = ExerciseCard(mine, "05.one_no")
    card.take_drafts({}, "1")
    assert (card.sitting.number, card.state, card.home) == (1, "1", "")
    card.press("keep", "0", q0="That I am too old.")
    assert (card.home, unkept(card)) == ("1", {})
    card.press("forget", "0")
    assert unkept(card) == {}


def test_what_is_chosen_of_a_card_that_keeps_it_is_kept(mine: Log) -> None:
    card = ExerciseCard(mine, "01.sentences")
    card.press("keep", "0", q0="my lead")
    assert unkept(card) == {}
    card.press("keep", "0", q0="")
    assert unkept(card) == {"q0": None}


def test_lines_settings_and_guesses_are_kept(mine: Log) -> None:
    lines = PasteForm(mine)
    lines.press("look", pasted="one, soon")
    assert unkept(lines) == {"pasted": "one, soon"}
    lines.press("save")
    assert unkept(lines) == {}
    form = SettingsForm(mine)
    form.take_drafts({"calm": ("Calm mode: no's are counted, and drawn when you open them", "yes")})
    assert unkept(form) == {"calm": "yes"}
    form.press("save")
    assert (mine.setting("calm"), unkept(form)) == (True, {})
    board = Board(borrow("asha"))
    board.take_drafts({"guess": ("Your guess", "8")})
    assert unkept(board) == {"guess": "8"}
    board.press("guess")
    assert (board.guess, unkept(board), board.view["base"]) == (8.0, {}, {})
    board.take_drafts({"guess": ("Your guess", "9")})
    assert list(board.view["left"].values()) == [("Your guess", "9")]


def test_looking_lets_the_guess_go(mine: Log) -> None:
    board = Board(borrow("asha"))
    board.press("look", guess="8")
    assert (unkept(board), board.guess) == ({}, None)


KEPT_ELSEWHERE: dict[str, Callable[[Log], None]] = {
    "entry": lambda log: EntryForm(log).press("save", alias="the same words"),
    "card": lambda log: ExerciseCard(log, "01.sentences").press("keep", "0", q0="the same words"),
    "settings": lambda log: log.set("calm", True),
}


@pytest.mark.parametrize("name", KEPT_ELSEWHERE)
def test_what_was_kept_by_another_kernel_fills_the_card_from_the_journal(
    name: str, mine: Log, tmp_path: Path
) -> None:
    here = Log(mine.journal.__class__(tmp_path / "journal"))  # type: ignore[misc,union-attr]
    panel = PANELS[name][0](here)
    field = next(iter(drawn(panel)["base"]))  # type: ignore[call-overload]
    panel.press("no_such", **{field: "the same words"})
    KEPT_ELSEWHERE[name](mine)
    panel.let_go()
    assert (unkept(panel), panel.status, panel.trouble) == ({}, "", "")
    assert panel.values.get(field) == ("the same words" if name == "card" else panel.base[field])


def test_a_row_answered_elsewhere_is_closed_and_the_search_stays(mine: Log) -> None:
    mine.ask("one")
    asks = AskList(mine)
    asks.press("answer", "1", search="one")
    asks.press("search", words="not now")
    asks.let_go()
    assert (asks.state, unkept(asks), asks.values["search"]) == ("", {}, "one")


def test_a_message_that_comes_twice_is_done_once(mine: Log) -> None:
    form = EntryForm(mine)
    message = {"action": "save", "key": None, "values": {"alias": "once"}, "id": "a-1"}
    for _ in range(2):
        form._hear(message)
    assert [entry.ask.alias for entry in mine.asks] == ["once"]
    assert (form.view["heard"], form.view["status"]) == ("a-1", 'Saved: ask 1, "once", waiting.')
    form._hear({**message, "id": "a-2"})
    assert len(mine.asks) == 2


class Clock:
    """A clock that a test turns."""

    now = 100.0

    def monotonic(self) -> float:
        return self.now


def test_panels_that_no_page_draws_any_more_are_left_alone_until_they_are_heard(
    mine: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr(sheet, "time", clock)
    gone, here = ([EntryForm(mine) for _ in range(30)] for _ in range(2))
    for panel in (*gone, *here):
        panel._repr_mimebundle_()
        panel._hear({"seen": 1})
        panel._hear({"drawn": 1})
    for _ in range(5):  # the pages of the first thirty were loaded anew: nothing answers for them
        mine.ask("another")
        clock.now += 4
        for panel in here:
            panel._hear({"drawn": panel.view["turn"]})
    assert {panel.view["turn"] for panel in here} == {6}
    assert {panel.view["turn"] for panel in gone} == {3}
    gone[0]._hear({"drawn": 3})  # one of them had only slept
    assert gone[0].view["turn"] == 4
    mine.ask("and another")
    assert gone[0].view["turn"] == 5


def test_a_panel_whose_page_was_merely_slow_is_not_drawn_twice(
    mine: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr(sheet, "time", clock)
    panel = EntryForm(mine)
    panel._repr_mimebundle_()
    clock.now += 60
    panel._hear({"seen": 1})
    panel._hear({"drawn": 1})
    assert panel.view["turn"] == 1
