"""One act is one change and one undo, on disk together or not at all; format 1 is read as it
was.
"""

import errno
import os
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.journal.made import ask, closing, journal, raw, step
from workshop.journal import Journal, Log, Memory, files
from workshop.journal.line import read
from workshop.text import Problem


def again(log: Log) -> Log:
    assert log.journal is not None
    return Log(Journal(log.journal.folder))


def seen(log: Log) -> list[Any]:
    asks = [
        (e.ask.number, e.ask.name, e.outcome, e.sting, [s.what for s in e.steps]) for e in log.asks
    ]
    return [*asks, *(made for _, _, made in log.reflections()), log.setting("calm")]


def keep(log: Log) -> None:
    with log.batch("keep"):
        number = log.ask("North", outcome="no_unclear").number
        log.change(number, outcome="no_final", reason="timing")
        log.reflect("sting.now", 3, ask=number)
        log.set("calm", True)


def test_a_batch_is_one_change_and_one_undo(log: Log) -> None:
    log.ask("before")
    before = seen(log)
    keep(log)
    after = seen(log)
    assert after == seen(again(log))
    assert after[1] == (2, "North", "no_final", 3, ["answered"])
    assert log.path is not None
    lines = [read(line)[0][0].line for line in log.path.read_bytes().splitlines()]
    assert len({line.change for line in lines}) == 2
    assert [line.kind for line in lines][-2:] == ["closing", "closing"]
    assert [line.seq for line in lines] == list(range(1, len(lines) + 1))
    assert {line.v for line in lines} == {2}
    log.undo()
    assert seen(log) == seen(again(log)) == before
    log.undo()
    assert seen(log) == seen(again(log)) == after


def test_no_counter_is_used_twice_after_a_batch(log: Log) -> None:
    keep(log)
    log.ask("after")
    assert log.path is not None
    lines = [read(line)[0][0].line for line in log.path.read_bytes().splitlines()]
    assert [line.seq for line in lines] == list(range(1, len(lines) + 1))


def test_two_threads_are_two_acts(log: Log) -> None:
    def ask(name: str) -> None:
        for n in range(10):
            with log.batch("keep"):
                log.answer(log.ask(f"{name}{n}").number, "no_final")

    threads = [threading.Thread(target=ask, args=name) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [entry.ask.number for entry in again(log).asks] == list(range(1, 21))
    assert {entry.outcome for entry in log.asks} == {"no_final"}
    assert log.path is not None
    lines = [read(line)[0][0].line for line in log.path.read_bytes().splitlines()]
    assert [line.seq for line in lines] == list(range(1, len(lines) + 1))


def test_a_batch_is_one_write_and_is_told_once(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    writes: list[int] = []
    real = os.write
    monkeypatch.setattr(
        files.os, "write", lambda handle, data: (writes.append(len(data)), real(handle, data))[1]
    )
    told: list[Any] = []
    log.on_change(lambda: told.append(seen(log)))
    keep(log)
    assert len(writes) == len(told) == 1
    assert told == [seen(log)]


def test_a_batch_that_fails_in_the_middle_keeps_nothing(log: Log) -> None:
    log.ask("before", outcome="no_unclear")
    before, number = seen(log), log.ask("other").number
    log.remove(number)
    assert log.path is not None
    written = log.path.read_bytes()

    def fail() -> None:
        with log.batch("keep"):
            log.change(1, outcome="no_final")
            assert log.entry(1).outcome == "no_final"
            log.reflect("sting.now", 7, ask=1)

    with pytest.raises(Problem, match="sting"):
        fail()
    assert seen(log) == seen(again(log)) == before
    assert log.path.read_bytes() == written
    assert log.ask("after").number == number + 1


def test_a_batch_that_the_disk_refuses_keeps_nothing(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.ask("before")
    before = seen(log)

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(files.os, "write", full)
        with pytest.raises(Problem, match="the disk is full"):
            keep(log)
    assert seen(log) == seen(again(log)) == before
    keep(log)
    assert seen(log) == seen(again(log)) != before


def test_a_batch_in_memory_that_fails_keeps_what_was_there() -> None:
    log = Log(Memory(ask(1, 1)))
    log.ask("added")
    before = seen(log)

    def fail() -> None:
        with log.batch("keep"):
            log.answer(1, "yes")
            log.answer(9, "yes")

    with pytest.raises(Problem, match="There is no ask 9"):
        fail()
    assert seen(log) == before
    assert log.ask("third").number == 3


def test_a_batch_within_a_batch_is_a_part_of_it(log: Log) -> None:
    with log.batch("card"):
        log.ask("a")
        with log.batch("keep"):
            log.answer(1, "yes")
    log.undo()
    assert seen(log) == seen(again(log)) == [None]


def test_an_empty_batch_writes_nothing(log: Log) -> None:
    with log.batch("keep"):
        pass
    assert log.journal is not None
    assert log.journal.files == []


def test_wherever_a_batch_is_cut_all_of_it_stands_or_nothing(log: Log, folder: Path) -> None:
    log.ask("before", outcome="no_final", reason="timing")
    assert log.path is not None
    whole, before = log.path.read_bytes(), seen(log)
    keep(log)
    both, after = log.path.read_bytes(), seen(log)
    ends = both.index(b'"kind":"closing"', len(whole))
    first_end = both.index(b"\n", ends)
    for cut in range(len(whole), len(both) + 1, 7):
        log.path.write_bytes(both[:cut])
        assert seen(Log(Journal(folder))) == (after if cut >= first_end else before)


def test_an_undo_of_several_records_is_held_until_its_closing_line(log: Log, folder: Path) -> None:
    for n in range(3):
        log.ask(f"ask {n}", outcome="no_final")
    change = log.write([(entry.id, None) for entry in log.asks], "sweep")
    swept = seen(log)
    assert log.path is not None
    whole = log.path.read_bytes()
    log.undo(change)
    back, both = seen(log), log.path.read_bytes()
    for end in (both.index(b"\n", len(whole) + 5) + 1, both.index(b'"kind":"closing"') - 150):
        log.path.write_bytes(both[: max(end, len(whole))])
        assert seen(Log(Journal(folder))) == swept
    log.path.write_bytes(both)
    assert seen(Log(Journal(folder))) == back != swept


# Format 1, and a kit that knows no other


def test_format_1_is_read_as_it_was(folder: Path) -> None:
    """There, an ask and its answer stood without a closing line; an import did not."""
    lines = [
        ask(1, 1, "a", change="ask-1"),
        step(2, "a", "s", what="answered", outcome="no_final", change="ask-1"),
        ask(3, 2, "b", change="import-1"),
        closing(4, "import-1", 1),
        ask(5, 3, "c", change="import-2"),
    ]
    journal(folder, *lines)
    log = Log(Journal(folder))
    assert [(entry.ask.alias, entry.outcome) for entry in log.asks] == [
        ("a", "no_final"),
        ("b", "waiting"),
    ]
    log.undo("ask-1")
    assert [entry.ask.alias for entry in again(log).asks] == ["b"]


def test_a_later_format_says_that_a_newer_kit_wrote_it(folder: Path) -> None:
    journal(folder, ask(1, 1, "a"), raw(2, "b", {"number": 2}, v=3))
    assert Log(Journal(folder)).problems == [
        "A newer version of the kit wrote 1 line of this journal. Update the kit to see all of it."
    ]


# An ask whose day is unknown


def test_an_ask_may_have_no_day(log: Log) -> None:
    log.ask("dated", on="2026-03-02")
    asked = log.ask("undated", on=None, outcome="no_unclear")
    assert (asked.asked_on, asked.number) == (None, 2)
    entry = again(log).entry(2)
    assert (entry.outcome, entry.answered_on, entry.steps[0].on) == ("no_unclear", None, None)
    assert log.step(2, "followed_up", on="2020-01-01").on is not None
    assert again(log).entry(2).outcome == "no_unclear"
    assert log.change(2, asked_on="2019-03-01").ask.asked_on is not None
    assert log.change(2, asked_on="").ask.asked_on is None


def test_an_ask_without_a_day_is_placed_by_the_order_in_which_it_was_written(log: Log) -> None:
    for alias, on in (
        ("u0", None),
        ("b", "2026-03-02"),
        ("u1", None),
        ("u2", None),
        ("a", "2026-01-01"),
        ("u3", None),
    ):
        log.ask(alias, on=on)
    assert [entry.ask.alias for entry in again(log).asks] == ["u0", "a", "u3", "b", "u1", "u2"]


def test_an_ask_without_a_day_is_never_later_than_a_day(log: Log) -> None:
    from datetime import date

    log.ask("undated", on=None)
    log.step(1, "advanced", on="2026-03-02")
    log.answer(1, "no_final", on=None)
    (entry,) = log.asks
    stood = [entry.until(date(2026, 3, day)) for day in (1, 2)]
    assert [then and then.outcome for then in stood] == ["waiting", "no_final"]
