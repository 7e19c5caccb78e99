"""An ask keeps its number: twins from a union get new ones above every stored number, written
at the next save.
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journal.made import ask, closing, journal, raw
from workshop.journal import Journal, Log, Memory
from workshop.text import Problem


@pytest.fixture
def folder(home: Path) -> Path:
    return home / "journal"


def numbers(log: Log) -> dict[str, int]:
    return {entry.id: entry.ask.number for entry in log.asks}


def test_numbers_count_on_and_are_never_used_twice(folder: Path) -> None:
    log = Log(Journal(folder))
    assert [log.ask().number for _ in range(3)] == [1, 2, 3]
    log.remove(3)
    assert log.ask().number == 4
    log.undo()
    assert log.ask().number == 5
    assert [entry.ask.number for entry in Log(Journal(folder)).asks] == [1, 2, 5]


def test_the_first_holder_keeps_its_number_and_the_twin_gets_one_above_all(folder: Path) -> None:
    mine = journal(folder, ask(1, 1, "a"), ask(3, 2, "c"), device="mine")
    other = journal(folder, ask(2, 1, "b"), ask(4, 2, "d"), ask(5, 7, "e"), device="other")
    before = mine.read_bytes(), other.read_bytes()
    expected = {"a": 1, "c": 2, "e": 7, "b": 8, "d": 9}
    log = Log(Journal(folder))
    assert numbers(log) == expected
    assert numbers(Log(Journal(folder))) == expected  # nothing is written by looking
    assert (mine.read_bytes(), other.read_bytes()) == before
    assert log.entry(8).id == "b"
    assert log.answer(9, "yes").outcome == "yes"
    assert log.path is not None
    lines = [line for line in log.path.read_bytes().splitlines() if b'"change":"number-' in line]
    assert [(b'"record":"b"' in line, b'"number":8' in line) for line in lines] == [
        (True, True),
        (False, False),
    ]
    assert numbers(Log(Journal(folder))) == expected
    assert log.ask("f").number == 10
    assert (
        len([line for line in log.path.read_bytes().splitlines() if b'"change":"number-' in line])
        == 2
    )


def test_numbering_is_no_change_that_undo_would_take_back(folder: Path) -> None:
    journal(folder, ask(1, 1, "a"), ask(2, 1, "b"), device="other")
    log = Log(Journal(folder))
    log.change(2, kind="job")
    assert log.undo().sentence == "Undone: the change of b."
    assert numbers(log) == {"a": 1, "b": 2}
    with pytest.raises(
        Problem, match="Nothing of that change stands"
    ):  # it was changed and put back since
        log.undo("c2")
    journal(folder / "x", ask(1, 1, "a"), ask(2, 1, "b"), device="other")
    fresh = Log(Journal(folder / "x"))
    fresh.ask("c")  # since then, b was only given a number
    assert fresh.undo("c2").left == ()
    assert sorted(numbers(fresh).values()) == [1, 3]


def test_two_devices_give_the_same_numbers(folder: Path) -> None:
    lines = [ask(1, 1, "a"), ask(2, 1, "b"), ask(2, 2, "c", line="z"), ask(3, 2, "d")]
    journal(folder / "one", *lines[:2], device="a")
    journal(folder / "one", *lines[2:], device="b")
    journal(folder / "two", *lines[2:], device="b")
    journal(folder / "two", *lines[:2], device="a")
    assert (
        numbers(Log(Journal(folder / "one")))
        == numbers(Log(Journal(folder / "two")))
        == {"a": 1, "b": 3, "c": 2, "d": 4}
    )


def test_an_offline_device_that_changes_a_twin_does_not_take_its_number_away(folder: Path) -> None:
    journal(folder, ask(1, 1, "a"), ask(2, 1, "b"), ask(3, 2, "b", change="number-x"))
    journal(folder, ask(9, 1, "b", kind="job"), device="offline")
    log = Log(Journal(folder))
    assert [(entry.id, entry.ask.number, entry.ask.kind) for entry in log.asks] == [
        ("a", 1, None),
        ("b", 2, "job"),
    ]


def test_who_held_a_number_first_keeps_it_even_against_an_older_ask(folder: Path) -> None:
    journal(
        folder, ask(1, 1, "a"), ask(2, 1, "b"), ask(5, 2, "b", change="number-x"), device="here"
    )
    journal(folder, ask(4, 2, "c"), device="other")
    assert numbers(Log(Journal(folder))) == {"a": 1, "c": 2, "b": 3}


def test_a_removed_twin_stays_removed_and_gets_its_number_when_it_returns(folder: Path) -> None:
    journal(folder, ask(1, 1, "a"), ask(2, 1, "b"), raw(3, "b", None))
    log = Log(Journal(folder))
    assert log.ask("c").number == 2
    assert log.path is not None
    assert b'"record":"b"' not in log.path.read_bytes()
    assert sorted(numbers(log).values()) == [1, 2]
    log.undo("c3")
    assert numbers(log)["b"] == 3
    assert log.ask("d").number == 4
    assert numbers(Log(Journal(folder)))["b"] == 3


def test_a_removed_first_holder_keeps_its_number(folder: Path) -> None:
    journal(folder, ask(1, 1, "a"), ask(2, 1, "b"), raw(3, "a", None))
    log = Log(Journal(folder))
    assert numbers(log) == {"b": 2}
    log.undo("c3")
    assert numbers(log) == {"a": 1, "b": 2}


def test_asks_without_a_number_get_one(folder: Path) -> None:
    journal(
        folder,
        raw(1, "a", {"asked_on": "2026-03-02"}),
        raw(2, "b", {"asked_on": "2026-03-02"}),
        ask(3, 5, "c"),
    )
    log = Log(Journal(folder))
    assert numbers(log) == {"c": 5, "a": 6, "b": 7}
    log.set("calm", True)
    assert numbers(Log(Journal(folder))) == {"c": 5, "a": 6, "b": 7}
    assert log.ask().number == 8


def test_twins_within_an_import_that_ends_later(folder: Path) -> None:
    journal(folder, ask(1, 1, "a"), ask(2, 2, "i", change="import-x"), device="here")
    log = Log(Journal(folder))
    assert log.ask("own").number == 2
    journal(folder, closing(9, "import-x", 1), device="there")
    assert sorted(numbers(log).values()) == [1, 2, 3]
    assert numbers(log)["i"] == 2


@given(st.lists(st.lists(st.booleans(), max_size=12), min_size=2, max_size=3))
def test_whatever_two_devices_do_apart_each_number_is_one_ask(steps: list[list[bool]]) -> None:
    """True logs an ask; False brings everything that the others have so far."""
    files: dict[int, bytes] = dict.fromkeys(range(len(steps)), b"")
    known: list[dict[int, int]] = [{} for _ in steps]

    class Device(Memory):
        def __init__(self, device: int) -> None:
            super().__init__(b"")
            self.device = device

        def news(self) -> list:
            lines = [
                files[of][: known[self.device].get(of, 0)] for of in files if of != self.device
            ]
            return Memory(b"".join([files[self.device], *lines])).news()

        def append(self, data: bytes, count: int, seq: int = 0) -> None:
            files[self.device] += data

        def writing(self):
            import contextlib

            return contextlib.nullcontext()

    logs = [Log(Device(device)) for device in range(len(steps))]
    for turn in range(12):
        for device, log in enumerate(logs):
            if turn >= len(steps[device]):
                continue
            if steps[device][turn]:
                made = log.ask()
                assert log.entry(made.number).ask.number == made.number
            else:
                known[device] = {of: len(data) for of, data in files.items()}
                log.refresh()
    for device, log in enumerate(logs):
        known[device] = {of: len(data) for of, data in files.items()}
        log.refresh()
        given_numbers = list(numbers(log).values())
        assert len(given_numbers) == len(set(given_numbers)) == sum(sum(each) for each in steps)
    assert len({tuple(sorted(numbers(log).items())) for log in logs}) == 1
