"""The files of a journal: read as one, read as they grow, healed, and never left half written."""

import errno
import os
import stat
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journal.made import ask, journal, step
from workshop.journal import Damage, Journal, Log, disk, files
from workshop.text import Problem


@pytest.fixture
def folder(home: Path) -> Path:
    return home / "journal"


def aliases(log: Log) -> list[str]:
    return [entry.ask.alias for entry in log.asks]


# Several devices, one journal


def test_several_devices_and_conflict_copies_are_one_journal(folder: Path) -> None:
    journal(folder, ask(1, 1), ask(3, 3), device="a1")
    journal(folder, ask(2, 2), device="b2")
    journal(folder, ask(1, 1), ask(4, 4), device="a1 (1)")
    journal(folder, ask(1, 1), ask(5, 5), device="a1.sync-conflict-20260302-090000-ABCDEFG")
    (folder / "notes.txt").write_bytes(ask(9, 9))
    (folder / "journal-a1.txt.bak").write_bytes(ask(9, 9))
    log = Log(Journal(folder))
    assert aliases(log) == ["ask-1", "ask-2", "ask-3", "ask-4", "ask-5"]
    assert log.problems == []
    assert log.journal is not None
    assert [path.name for path in log.journal.files] == [
        "journal-a1 (1).txt",
        "journal-a1.sync-conflict-20260302-090000-ABCDEFG.txt",
        "journal-a1.txt",
        "journal-b2.txt",
    ]
    assert log.journal.line_count == 7


def test_a_save_goes_to_the_own_file_alone_and_counts_on_from_all(folder: Path) -> None:
    other = journal(folder, ask(41, 1), device="other")
    before = other.read_bytes()
    log = Log(Journal(folder))
    assert log.ask("mine").number == 2
    assert other.read_bytes() == before
    assert log.path is not None
    assert log.path.read_bytes().split(b'"seq":')[1].startswith(b"42,")


def test_the_own_file_has_this_devices_random_name_which_is_not_in_the_journal(
    folder: Path, home: Path
) -> None:
    log = Log(Journal(folder))
    log.ask("one")
    name = (home / "state" / "no-to-yes" / "device.txt").read_text()
    assert len(name) == 8
    assert [path.name for path in folder.iterdir()] == [f"journal-{name}.txt"]
    assert Log(Journal(home / "elsewhere")).path == home / "elsewhere" / f"journal-{name}.txt"
    if os.name == "posix":
        assert stat.S_IMODE(folder.joinpath(f"journal-{name}.txt").stat().st_mode) == 0o600


@pytest.mark.parametrize("broken", ["", "   ", "../../evil", "a b", "ü"])
def test_a_broken_device_name_is_replaced(folder: Path, home: Path, broken: str) -> None:
    place = home / "state" / "no-to-yes" / "device.txt"
    place.parent.mkdir(parents=True)
    place.write_text(broken, encoding="utf-8")
    path = Journal(folder).path
    assert path.parent == folder
    assert path.name == f"journal-{place.read_text()}.txt"


def test_a_missing_or_empty_journal_has_no_asks_and_makes_nothing(folder: Path) -> None:
    for _ in range(2):
        log = Log(Journal(folder))
        assert (log.asks, log.problems) == ([], [])
        assert not list(folder.glob("*"))
        folder.mkdir(exist_ok=True)


# What cannot be read


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (b"hello\n", "it was cut off or changed"),
        (ask(7, 7)[:90] + b"\n", "it was cut off or changed"),
        (ask(7, 7).replace(b"ask-7", b"ask-8"), "it was cut off or changed"),
        (b"\x00" * 512 + b"\n", "it was cut off or changed"),
        (b"x" * 10_000_000 + b"\n", "it is far too long"),
    ],
)
def test_damage_is_told_with_its_place_and_everything_else_is_read(
    folder: Path, damage: bytes, problem: str
) -> None:
    place = journal(folder, ask(1, 1), b"\n", damage, ask(2, 2), b"\r\n", damage, ask(3, 3))
    before = place.read_bytes()
    log = Log(Journal(folder))
    assert aliases(log) == ["ask-1", "ask-2", "ask-3"]
    assert log.damage == [
        Damage("journal-here.txt", 3, problem),
        Damage("journal-here.txt", 6, problem),
    ]
    assert log.problems == [
        f"journal-here.txt: 2 lines could not be read (line 3: {problem}; line 6: {problem}). "
        "Nothing was deleted, and everything else was read."
    ]
    assert log.journal is not None
    assert log.journal.line_count == 7
    log.ask("four")
    assert place.read_bytes() == before


def test_a_file_that_cannot_be_opened_does_not_keep_the_others_from_being_read(
    folder: Path,
) -> None:
    journal(folder, ask(1, 1), device="a")
    (folder / "journal-b.txt").mkdir()
    (folder / "journal-c.txt").symlink_to(folder / "nowhere")
    log = Log(Journal(folder))
    assert aliases(log) == ["ask-1"]
    assert log.damage == [Damage("journal-b.txt", 1, "the file can't be opened (Is a directory)")]
    (folder / "journal-b.txt").rmdir()
    journal(folder, ask(2, 2), device="b")
    assert (aliases(log), log.problems) == (["ask-1", "ask-2"], [])


def test_windows_line_ends_a_mark_and_a_text_editor_cost_nothing(folder: Path) -> None:
    lines = b"".join([ask(1, 1), ask(2, 2), ask(3, 3)])
    journal(folder, b"\xef\xbb\xbf" + lines.replace(b"\n", b"\r\n")[:-2])
    log = Log(Journal(folder))
    assert aliases(log) == ["ask-1", "ask-2", "ask-3"]
    assert log.problems == []


# Read as they grow


def test_only_what_has_come_is_read(folder: Path) -> None:
    place = journal(folder, ask(1, 1), device="other")
    log = Log(Journal(folder))
    version = log.version
    assert not log.refresh()
    assert log.version == version
    with place.open("ab") as file:
        file.write(ask(2, 2))
    assert log.refresh()
    assert not log.refresh()
    assert log.version == version + 1
    assert aliases(log) == ["ask-1", "ask-2"]
    journal(folder, ask(3, 3), device="third")
    assert aliases(log) == ["ask-1", "ask-2", "ask-3"]


def test_a_torn_tail_that_is_completed_later_is_no_damage(folder: Path) -> None:
    line = ask(2, 2)
    place = journal(folder, ask(1, 1), line[:50], device="other")
    log = Log(Journal(folder))
    assert log.damage == [Damage("journal-other.txt", 2, "it was cut off or changed")]
    assert log.journal is not None
    assert log.journal.line_count == 2
    with place.open("ab") as file:
        file.write(line[50:-1])
    assert aliases(log) == ["ask-1", "ask-2"]
    assert (log.problems, log.journal.line_count) == ([], 2)
    with place.open("ab") as file:
        file.write(b"\n" + ask(3, 3))
    assert aliases(log) == ["ask-1", "ask-2", "ask-3"]
    assert (log.problems, log.journal.line_count) == ([], 3)


def test_a_file_that_was_replaced_is_read_anew(folder: Path) -> None:
    place = journal(folder, ask(1, 1), b"junk\n", ask(2, 2), device="other")
    log = Log(Journal(folder))
    assert len(log.damage) == 1
    place.write_bytes(ask(1, 1) + ask(5, 5) + ask(2, 2) + ask(6, 6))
    assert aliases(log) == ["ask-1", "ask-2", "ask-5", "ask-6"]
    assert log.problems == []
    place.write_bytes(ask(7, 7))
    assert aliases(log) == ["ask-1", "ask-2", "ask-5", "ask-6", "ask-7"]
    place.unlink()
    assert len(aliases(log)) == 5


def test_the_own_saves_are_not_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log(Journal(folder))
    log.ask("one")
    monkeypatch.setattr(files, "read", lambda raw: pytest.fail("read again"))
    for n in range(5):
        log.ask(f"ask {n}")
        log.step(1, "followed_up")
    assert len(log.asks) == 6


# Healed


def test_a_save_after_a_torn_tail_starts_on_a_new_line(folder: Path) -> None:
    log = Log(Journal(folder))
    log.ask("one")
    assert log.path is not None
    whole = log.path.read_bytes()
    log.path.write_bytes(whole + ask(2, 2)[:60])
    second = Log(Journal(folder))
    assert second.damage == [Damage(log.path.name, 2, "it was cut off or changed")]
    assert second.ask("two").number == 2
    healed = log.path.read_bytes()
    assert healed.startswith(whole + ask(2, 2)[:60] + b"\n{")
    assert second.damage == [Damage(log.path.name, 2, "it was cut off or changed")]
    assert aliases(second) == aliases(log) == aliases(Log(Journal(folder))) == ["one", "two"]
    second.ask("three")
    assert log.path.read_bytes().startswith(healed)
    assert log.path.read_bytes().count(b"\n") == 4


def test_a_whole_tail_without_its_line_end_loses_nothing(folder: Path) -> None:
    log = Log(Journal(folder))
    log.ask("one")
    assert log.path is not None
    log.path.write_bytes(log.path.read_bytes()[:-1])
    second = Log(Journal(folder))
    assert (aliases(second), second.problems) == (["one"], [])
    second.ask("two")
    assert (aliases(Log(Journal(folder))), second.problems) == (["one", "two"], [])
    assert log.path.read_bytes().count(b"\n") == 2


# On disk before it is said


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is asked of the disk, in order, with the names of the files and folders."""
    told: list[str] = []
    names: dict[int, str] = {}
    real_open, real_write, real_fsync = os.open, os.write, os.fsync

    def open_(path: str | Path, *rest: int) -> int:
        handle = real_open(path, *rest)
        names[handle] = Path(path).name
        return handle

    def write(handle: int, data: bytes) -> int:
        told.append(f"write {names[handle]}")
        return real_write(handle, data)

    def fsync(handle: int) -> None:
        told.append(f"sync {names[handle]}")
        real_fsync(handle)

    monkeypatch.setattr(disk.os, "open", open_)
    monkeypatch.setattr(disk.os, "write", write)
    monkeypatch.setattr(disk.os, "fsync", fsync)
    return told


def test_a_save_is_one_write_then_a_sync_and_new_folders_are_synced_too(
    folder: Path, calls: list[str]
) -> None:
    log = Log(Journal(folder / "new" / "place"))
    assert log.path is not None
    name = log.path.name
    log.ask("one", outcome="no_final", reason="timing")
    assert calls == [
        "sync new",
        "sync journal",
        f"sync {folder.parent.name}",
        f"write {name}",
        f"sync {name}",
        "sync place",
    ]
    calls.clear()
    log.ask("two")
    assert calls == [f"write {name}", f"sync {name}"]
    calls.clear()
    Log(Journal(folder / "new" / "place")).ask(
        "three"
    )  # the first one may have been killed before its folder was synced
    assert calls == [f"write {name}", f"sync {name}", "sync place"]


def failing(error: int) -> Callable[..., int]:
    def fails(*_: object) -> int:
        raise OSError(error, os.strerror(error))

    return fails


SAID = {
    errno.ENOSPC: "the disk is full. Free some room, then save again.",
    errno.EDQUOT: "your share of the disk is used up. Free some room, then save again.",
    errno.EROFS: "that place can only be read. Make it writable, or choose another with WORKSHOP_JOURNAL.",
    errno.EACCES: "you may not write there. Change its permissions, or choose another with WORKSHOP_JOURNAL.",
    errno.EIO: "the machine says: Input/output error. Try again.",
}


@pytest.mark.parametrize("error", SAID)
@pytest.mark.parametrize("call", ["write", "fsync", "open"])
def test_what_fails_is_said_and_nothing_is_half_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: int, call: str
) -> None:
    log = Log(Journal(folder))
    log.ask("one")
    assert log.path is not None
    before, version = log.path.read_bytes(), log.version
    real_open = os.open
    fails = failing(error)
    with monkeypatch.context() as patched:
        if call == "open":  # the journal's file alone: the lock lies elsewhere
            mine = str(log.path)
            patched.setattr(
                disk.os,
                "open",
                lambda path, *rest: fails() if str(path) == mine else real_open(path, *rest),
            )
        else:
            patched.setattr(disk.os, call, fails)
        with pytest.raises(Problem) as refused:
            log.ask("two", outcome="no_final")
    assert (
        str(refused.value)
        == f"Nothing was saved or lost, but the folder {folder} can't be used now: {SAID[error]}"
    )
    assert log.path.read_bytes() == before
    assert (aliases(log), log.version) == (["one"], version)
    assert log.ask("two", outcome="no_final").number == 2
    assert aliases(Log(Journal(folder))) == ["one", "two"]


def test_a_write_that_stops_in_the_middle_is_taken_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = Log(Journal(folder))
    log.ask("one")
    assert log.path is not None
    before = log.path.read_bytes()
    real = os.write
    with monkeypatch.context() as patched:
        patched.setattr(disk.os, "write", lambda handle, data: real(handle, data[:40]))
        with pytest.raises(Problem, match="the disk is full"):
            log.ask("two")
    assert log.path.read_bytes() == before
    assert log.ask("two").number == 2


def test_a_folder_that_vanished_is_not_made_anew(folder: Path) -> None:
    log = Log(Journal(folder))
    log.ask("one")
    folder.rename(folder.with_name("away"))
    assert aliases(log) == ["one"]
    with pytest.raises(
        Problem,
        match=r"the folder is gone\. Bring it back \(a stick, a synced drive\?\), then save again\.$",
    ):
        log.ask("two")
    assert not folder.exists()
    folder.with_name("away").rename(folder)
    assert log.ask("two").number == 2
    assert aliases(Log(Journal(folder))) == ["one", "two"]


def test_a_folder_that_vanished_before_the_first_save_is_not_made_anew(folder: Path) -> None:
    journal(folder, ask(1, 1), device="other")
    log = Log(Journal(folder))
    folder.rename(folder.with_name("away"))
    with pytest.raises(Problem, match="the folder is gone"):
        log.ask("two")
    assert not folder.exists()


def test_a_file_where_the_folder_should_be_is_said(folder: Path) -> None:
    folder.write_text("not a folder")
    with pytest.raises(
        Problem, match=r"a file lies where the folder should be\. Move it, or choose another place"
    ):
        Log(Journal(folder))
    with pytest.raises(Problem, match="a file lies where the folder should be"):
        Log(Journal(folder / "below")).ask("one")
    assert folder.read_text() == "not a folder"


def test_whoever_else_saves_for_too_long_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "PATIENCE", 0.02)
    log, other = Log(Journal(folder)), Journal(folder)
    with (
        other.writing(),
        pytest.raises(
            Problem,
            match=r"^Another window is saving for a long time\. Close it, then save again\.$",
        ),
    ):
        log.ask("one")
    assert log.ask("one").number == 1


def test_one_lock_for_one_folder_whatever_it_is_called(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "PATIENCE", 0.02)
    folder.mkdir()
    link = folder.with_name("link")
    link.symlink_to(folder)
    with Journal(link).writing(), pytest.raises(Problem, match="Another window"):
        Log(Journal(folder)).ask("one")


def test_two_windows_see_each_others_entries(folder: Path) -> None:
    one, two = Log(Journal(folder)), Log(Journal(folder))
    assert one.ask("a").number == 1
    assert two.ask("b").number == 2
    assert one.answer(2, "yes").outcome == "yes"
    assert aliases(one) == aliases(two) == ["a", "b"]
    assert two.entry(2).outcome == "yes"


def test_watchers_are_told_once_of_every_change_that_is_met(folder: Path) -> None:
    one, two = Log(Journal(folder)), Log(Journal(folder))
    told: list[int] = []
    one.on_change(lambda: told.append(one.version))
    one.ask("a")
    assert len(told) == 1
    two.ask("b")
    with pytest.raises(Problem):  # refused, but the other window's entry was met
        one.answer(99, "yes")
    assert len(told) == 2
    one.refresh()
    assert len(told) == 2


def test_steps_of_other_devices_find_their_asks_whatever_comes_first(folder: Path) -> None:
    journal(folder, step(2, "ask-1", "s", what="answered", outcome="yes"), device="a")
    log = Log(Journal(folder))
    assert log.asks == []
    journal(folder, ask(1, 1), device="b")
    assert [entry.outcome for entry in log.asks] == ["yes"]


# Whatever bytes there are

JUNK = st.one_of(
    st.binary(max_size=60),
    st.sampled_from(
        [
            ask(9, 9)[:70],
            ask(8, 8)[5:],
            b'{"crc":"',
            b"\r\n",
            b"\xef\xbb\xbf",
            b"\x00" * 30,
            b"{}\n",
        ]
    ),
)


@given(st.lists(st.one_of(st.integers(1, 6), JUNK), max_size=12), st.booleans())
def test_every_whole_line_among_any_bytes_is_read(parts: list[int | bytes], torn: bool) -> None:
    whole = [part for part in parts if isinstance(part, int)]
    data = b"".join(
        ask(part, part) if isinstance(part, int) else part.replace(b"\n", b" ") + b"\n"
        for part in parts
    )
    with tempfile.TemporaryDirectory() as folder:
        place = journal(Path(folder), data + ask(7, 7)[: 50 * torn])
        log = Log(Journal(Path(folder)))
        numbers = sorted(set(whole))
        assert [entry.ask.number for entry in log.asks] == numbers
        junk = [
            part
            for part in parts
            if isinstance(part, bytes) and part.replace(b"\n", b" ").strip(b"\xef\xbb\xbf\r")
        ]
        sure = [
            part for part in junk if part[:1] != b"{"
        ]  # what begins as a line does may be a torn one, saved again
        assert len(sure) + torn <= len(log.damage) <= len(junk) + torn
        before = place.read_bytes()
        assert log.ask("after").number == max(numbers, default=0) + 1
        assert place.read_bytes() == before
        assert len(Log(Journal(Path(folder))).asks) == len(numbers) + 1


@given(st.binary(max_size=400))
def test_whatever_bytes_a_file_holds_nothing_is_raised(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = journal(Path(folder), data)
        log = Log(Journal(Path(folder)))
        assert (log.asks, place.read_bytes()) == ([], data)
        assert log.problems or not data.strip(b"\xef\xbb\xbf\r\n")


@pytest.mark.skipif(
    not hasattr(time, "tzset"), reason="this system sets no time zone for one process"
)
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"])
def test_no_day_moves_with_the_time_zone_or_with_summer_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    days = ["2026-03-28", "2026-03-29", "2026-03-30", "2025-10-26"]
    log = Log(Journal(folder))
    for day in days:
        log.ask(day, on=day, outcome="no_final", answered_on=day)
    try:
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        seen = {
            entry.ask.alias: (entry.ask.asked_on, entry.answered_on)
            for entry in Log(Journal(folder)).asks
        }
        assert Log(Journal(folder)).ask("today").asked_on == date.today()
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()
    assert seen == {day: (date.fromisoformat(day),) * 2 for day in days}


def refuse_locks(monkeypatch: pytest.MonkeyPatch, error: int) -> None:
    def refuse(handle: int, how: int) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(pytest.importorskip("fcntl"), "flock", refuse)


NO_LOCKS = pytest.mark.parametrize("error", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])


@NO_LOCKS
def test_a_disk_without_locks_is_no_reason_not_to_save(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    refuse_locks(monkeypatch, error)
    log = Log(Journal(folder))
    assert [log.ask("one").number, log.ask("two").number] == [1, 2]
    assert not list(disk.state_folder().rglob("*.held"))


@NO_LOCKS
def test_where_there_are_no_locks_a_file_says_whose_turn_it_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    refuse_locks(monkeypatch, error)
    monkeypatch.setattr(disk, "PATIENCE", 5)
    log, told = Log(Journal(folder)), list[str]()
    log.ask("before")

    def other() -> None:
        Log(Journal(folder)).ask("other")
        told.append("other")

    thread = threading.Thread(target=other)
    with Journal(folder).writing():
        thread.start()
        time.sleep(0.1)
        told.append("first")
    thread.join()
    assert told == ["first", "other"]


def test_what_somebody_left_where_there_are_no_locks_holds_a_save_up_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_locks(monkeypatch, errno.ENOLCK)
    monkeypatch.setattr(disk, "PATIENCE", 0.2)
    log = Log(Journal(folder))
    log.ask("one")
    (lock,) = (disk.state_folder() / "locks").iterdir()
    lock.with_suffix(".held").touch()
    begun = time.monotonic()
    assert log.ask("two").number == 2
    assert time.monotonic() - begun > 0.2
    begun = time.monotonic()
    assert log.ask("three").number == 3
    assert time.monotonic() - begun < 0.2


def test_a_lock_that_fails_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_locks(monkeypatch, errno.EIO)
    with pytest.raises(
        Problem,
        match=r"locks can't be used now: the machine says: Input/output error\. Try again\.$",
    ):
        Log(Journal(folder)).ask("one")
    assert not folder.exists()
