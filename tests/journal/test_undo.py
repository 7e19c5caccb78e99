"""Undo: a new change that restores; what was changed since is left alone and named; undoing an
undo is the same rule.
"""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from workshop.journal import Journal, Log, Memory
from workshop.records import Ask
from workshop.text import Problem


@pytest.fixture
def log(home: Path) -> Log:
    return Log(Journal(home / "journal"))


def seen(log: Log) -> list[Any]:
    """What a person sees of a log."""
    asks = [
        (e.ask.number, e.ask.name, e.ask.kind, [(s.what, s.outcome) for s in e.steps], e.sting)
        for e in log.asks
    ]
    return [*asks, *(made for _, _, made in log.reflections()), *log.links(), log.setting("calm")]


def test_undo_takes_the_last_change_back_and_undo_again_brings_it_again(log: Log) -> None:
    assert log.path is not None
    log.ask("a", outcome="no_final")
    one = seen(log)
    log.change(1, kind="job")
    two = seen(log)
    written = log.path.read_bytes()
    assert log.undo().sentence == "Undone: the change of a."
    assert seen(log) == one
    log.undo()
    assert seen(log) == two
    log.undo()
    assert seen(log) == seen(Log(Journal(log.path.parent))) == one
    assert log.path.read_bytes().startswith(written)


def test_undo_of_an_ask_hides_it_and_its_steps(log: Log) -> None:
    log.ask("a", outcome="no_final", stage="interview")
    assert log.undo().sentence == "Undone: a, no, final."
    assert seen(log) == [None]
    log.undo()
    assert [entry.outcome for entry in log.asks] == ["no_final"]


def test_undo_of_a_removal_brings_all_back(log: Log) -> None:
    log.ask("a", outcome="no_final")
    log.reflect("sting.now", 2, ask=1)
    log.link(1, words="an evening")
    before = seen(log)
    log.remove(1)
    assert seen(log) == [None]
    assert log.undo().left == ()
    assert seen(log) == before


def test_a_named_change_and_later_changes_left_alone(log: Log) -> None:
    log.ask("a")
    log.ask("b")
    change = log.write(
        [
            (entry.id, Ask(asked_on=entry.ask.asked_on, alias=entry.ask.alias, kind="job"))
            for entry in log.asks
        ],
        "import",
    )
    log.change(1, kind="client")
    undone = log.undo(change)
    assert undone.left == ("a",)
    assert undone.sentence == "Undone: b. Left alone, because changed since: a."
    assert [(entry.ask.alias, entry.ask.kind) for entry in log.asks] == [
        ("a", "client"),
        ("b", None),
    ]
    with pytest.raises(
        Problem, match=r"^Nothing of that change stands any more, so there is nothing to undo\.$"
    ):
        log.undo(change)


def test_what_is_left_alone_is_named_whatever_it_is(log: Log) -> None:
    log.ask("a", outcome="no_unclear")
    ask_change = log.last_change
    log.change(1, outcome="no_final")
    log.set("calm", True)
    calm = log.last_change
    log.set("calm", False)
    assert log.undo(ask_change).sentence == (
        "Undone: a. Left alone, because changed since: a step of a."
    )
    with pytest.raises(Problem, match="Nothing of that change stands"):
        log.undo(calm)


def test_an_undo_says_what_it_took_back(log: Log) -> None:
    def said(write: Any) -> str:
        write()
        return log.undo().sentence

    log.ask("North", on="2026-03-02")
    log.set("word.kind.mentor", "Mentoring")
    assert said(lambda: log.answer(1, "no_final")) == "Undone: North, no, final."
    assert log.undo().sentence == "Undone: the undo of North, no, final."
    assert log.undo().sentence == "Undone: North, no, final."
    assert said(lambda: log.step(1, "followed_up")) == "Undone: North, followed up."
    assert said(lambda: log.answer(1, "withdrawn")) == "Undone: North, I took it back."
    assert said(lambda: log.ask("South")) == "Undone: South."
    assert said(lambda: log.change(1, kind="job")) == "Undone: the change of North."
    assert said(lambda: log.remove(1)) == "Undone: the removal of North."
    assert (
        said(lambda: log.reflect("05.told", "words", ask=1))
        == "Undone: what you wrote about North."
    )
    assert said(lambda: log.reflect("00.where", "words")) == "Undone: what you wrote."
    assert said(lambda: log.set("calm", True)) == "Undone: the setting calm."
    assert said(lambda: log.link(1, words="an evening")) == "Undone: what you wrote about North."
    many = [(f"i{n}", Ask(alias=f"firm {n}")) for n in range(1200)]
    assert said(lambda: log.write(many, "import")) == (
        "Undone: the import, 1,200 asks: firm 0, firm 1 and 1,198 more."
    )


def test_an_earlier_change_beneath_an_undone_one_can_be_undone(log: Log) -> None:
    log.ask("a")
    log.change(1, kind="job")
    first = log.last_change
    log.change(1, kind="client")
    log.undo()
    with pytest.raises(
        Problem, match="Nothing of that change stands"
    ):  # the undo wrote what stands
        log.undo(first)
    assert log.entry(1).ask.kind == "job"


@pytest.mark.parametrize("change", ["ask-", "nothing", "import", "<script>" * 20, ""])
def test_a_change_that_is_not_there_or_not_one(log: Log, change: str) -> None:
    log.ask("a")
    log.ask("b")
    with pytest.raises(
        Problem,
        match=r'^There is no change ".*"\. An import says its own; without a name, the last is undone\.$',
    ):
        log.undo(change)


def test_a_change_is_found_by_its_beginning(log: Log) -> None:
    log.ask("a")
    change = log.last_change
    log.ask("b")
    assert log.undo(change[:8]).sentence == "Undone: a."
    assert [entry.ask.alias for entry in log.asks] == ["b"]


def test_nothing_to_undo(log: Log) -> None:
    with pytest.raises(Problem, match=r"^There is nothing to undo yet\.$"):
        log.undo()


def test_undo_keeps_the_number_that_a_twin_was_given(home: Path) -> None:
    from tests.journal.made import ask, journal

    journal(home / "journal", ask(1, 1, "a"), ask(2, 1, "b"))
    log = Log(Journal(home / "journal"))
    assert log.change(2, kind="job").ask.number == 2
    assert log.undo().left == ()
    assert [(entry.id, entry.ask.number, entry.ask.kind) for entry in log.asks] == [
        ("a", 1, None),
        ("b", 2, None),
    ]
    assert log.ask("c").number == 3


class UndoMachine(RuleBasedStateMachine):
    """Whatever was done: undo gives what was seen before, undo again what was seen then."""

    @initialize()
    def begin(self) -> None:
        self.log = Log(Memory(b""))
        self.log.ask("first")
        self.before: list[Any] = []

    def do(self, write: Any) -> None:
        before = seen(self.log)
        try:
            write()
        except Problem:
            assert seen(self.log) == before
        else:
            self.before = before

    @rule(
        kind=st.sampled_from(["job", "client", None]),
        outcome=st.sampled_from(["waiting", "yes", "no_final"]),
    )
    def ask(self, kind: str | None, outcome: str) -> None:
        self.do(lambda: self.log.ask("x", kind=kind, outcome=outcome))

    @rule(
        number=st.integers(1, 4),
        outcome=st.sampled_from(["yes", "silence", "withdrawn", "fell_through"]),
    )
    def answer(self, number: int, outcome: str) -> None:
        self.do(lambda: self.log.answer(number, outcome))

    @rule(number=st.integers(1, 4), kind=st.sampled_from(["idea", "help", ""]))
    def change(self, number: int, kind: str) -> None:
        self.do(lambda: self.log.change(number, kind=kind))

    @rule(number=st.integers(1, 4))
    def remove(self, number: int) -> None:
        self.do(lambda: self.log.remove(number))

    @rule(number=st.integers(1, 4), felt=st.integers(0, 4))
    def reflect(self, number: int, felt: int) -> None:
        self.do(lambda: self.log.reflect("sting.now", felt, ask=number))

    @rule(calm=st.booleans())
    def set(self, calm: bool) -> None:
        self.do(lambda: self.log.set("calm", calm))

    @precondition(lambda self: self.before)
    @rule()
    def undo_twice(self) -> None:
        now = seen(self.log)
        assert self.log.undo().left == ()
        assert seen(self.log) == self.before
        self.log.undo()
        assert seen(self.log) == now


UndoMachine.TestCase.settings = settings(
    settings.get_profile("quick"), max_examples=40, stateful_step_count=20
)
TestUndo = UndoMachine.TestCase
