"""What was said to be saved is there, whatever is killed, torn, flipped or full; and the tests
would notice if not.
"""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.journal import acts
from tests.journal.made import ask
from workshop.journal import Journal, Log, disk, files, line
from workshop.text import Problem

ROOT = Path(__file__).parents[2]
unix = pytest.mark.skipif(os.name != "posix", reason="kill -9 and fork are Unix's")


@pytest.fixture
def folder(home: Path) -> Path:
    return home / "journal"


def nursery(folder: Path, *arguments: object) -> list[tuple[str, int]]:
    command = [sys.executable, "-m", "tests.journal.nursery", folder, *arguments]
    done = subprocess.run(
        [*map(str, command)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [(alias, number) for alias, number in json.loads(done.stdout)]


def everything_told_is_there_once(folder: Path, told: list[tuple[str, int]]) -> None:
    log = Log(Journal(folder))
    numbers = {entry.ask.alias: entry.ask.number for entry in log.asks}
    assert len(numbers) == len(log.asks)
    assert dict(told).items() <= numbers.items()
    outcomes = {entry.ask.alias: entry.outcome for entry in log.asks}
    assert all(
        outcomes[alias] == ("no_final" if int(alias.split(".")[2]) % 3 else "waiting")
        for alias, _ in told
    )
    lines = [raw for path in folder.glob("journal*.txt") for raw in path.read_bytes().split(b"\n")]
    seqs = [version.line.seq for raw in lines for version in line.read(raw)[0]]
    assert len(set(seqs)) == len(seqs)
    assert {damage.problem for damage in log.damage} <= {
        "it was cut off or changed"
    }  # only a line that was torn


@unix
@pytest.mark.parametrize(
    ("writers", "kills"),
    [
        (1, 50),
        (4, 10),
        pytest.param(1, 4000, marks=pytest.mark.long),
        pytest.param(4, 1000, marks=pytest.mark.long),
    ],
)
def test_killed_while_saving_nothing_told_is_lost_or_doubled(
    folder: Path, writers: int, kills: int
) -> None:
    told = nursery(folder, writers, kills, 0)
    assert len(told) > kills / 4
    everything_told_is_there_once(folder, told)
    assert Log(Journal(folder)).ask("after").number == len(Log(Journal(folder)).asks)


@unix
@pytest.mark.parametrize("saves", [40, pytest.param(500, marks=pytest.mark.long)])
def test_four_processes_save_to_one_journal(folder: Path, saves: int) -> None:
    told = nursery(folder, 4, 0, saves)
    assert sorted(number for _, number in told) == list(range(1, 4 * saves + 1))
    everything_told_is_there_once(folder, told)
    log = Log(Journal(folder))
    assert (len(log.asks), log.problems) == (4 * saves, [])


@unix
@pytest.mark.parametrize(
    ("writers", "kills"), [(1, 20), (3, 10), pytest.param(1, 200, marks=pytest.mark.long),
    pytest.param(3, 100, marks=pytest.mark.long)],
)  # fmt: skip
def test_killed_in_the_middle_of_an_act_all_of_it_stands_or_nothing(
    folder: Path, writers: int, kills: int
) -> None:
    """Asks with answers, batches, changes, imports, imports again and undos of imports: none
    lost, doubled or half.
    """
    command = [sys.executable, "-m", "tests.journal.acts", folder, writers, kills]
    done = subprocess.run(
        [*map(str, command)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    could_be: dict[tuple[str, int], list[acts.State]] = {}
    acted = cut = 0
    for place, writer, lines in json.loads(done.stdout):
        for what, *state in lines:
            if what == "see":
                assert state[0] in could_be.get((place, writer), [{}])
                could_be[place, writer] = state
            elif what == "try":
                could_be[place, writer] = [*could_be[place, writer], *state]
            else:
                could_be[place, writer] = could_be[place, writer][-1:]
                acted += 1
        cut += len(could_be[place, writer]) > 1
    assert acted > kills
    assert cut > kills / 3
    for (place, writer), states in could_be.items():
        log = Log(Journal(folder / place))
        assert acts.seen(log, writer) in states
        numbers = [entry.ask.number for entry in log.asks]
        assert len(set(numbers)) == len(numbers)
        log.ask("the next save")
        assert [damage.problem for damage in log.damage] == []
        assert [told for told in log.problems if not told.startswith("The import")] == []


# Faults of the disk, each as one promise


def a_save_is_synced_before_it_is_said(folder: Path, patch: pytest.MonkeyPatch) -> None:
    log = Log(Journal(folder))
    log.ask("one")
    synced: list[int] = []
    real = os.fsync
    patch.setattr(
        os, "fsync", lambda handle: (synced.append(os.fstat(handle).st_size), real(handle))[1]
    )
    log.ask("two")
    assert log.path is not None
    assert synced == [log.path.stat().st_size]


def writers_take_turns(folder: Path, *without: str) -> None:
    everything_told_is_there_once(folder, nursery(folder, 4, 0, 25, *without))


def every_flipped_bit_is_seen(folder: Path) -> None:
    log = Log(Journal(folder))
    for n in range(4):
        log.ask(f"alias {n}")
    assert log.path is not None
    whole = log.path.read_bytes()
    for bit in range(0, 8 * len(whole), 37):
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        log.path.write_bytes(bytes(flipped))
        read = Log(Journal(folder))
        assert len(read.damage) in (
            1,
            2,
        )  # a line end that is no more, or a new one, makes two of one or one of two
        assert {entry.ask.alias for entry in read.asks} <= {f"alias {n}" for n in range(4)}
        assert len(read.asks) >= 3
    log.path.write_bytes(whole)


def a_torn_tail_is_healed(folder: Path) -> None:
    log = Log(Journal(folder))
    assert log.path is not None
    folder.mkdir()
    log.path.write_bytes(ask(1, 1)[:60])
    log.ask("two")
    assert log.path.read_bytes().startswith(ask(1, 1)[:60] + b'\n{"crc":"')


def test_a_save_is_synced(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_save_is_synced_before_it_is_said(folder, monkeypatch)


def test_every_flipped_bit_is_seen(folder: Path) -> None:
    every_flipped_bit_is_seen(folder)


def test_a_torn_tail_is_healed(folder: Path) -> None:
    a_torn_tail_is_healed(folder)


def test_a_journal_cut_anywhere_keeps_every_whole_line(folder: Path) -> None:
    log = Log(Journal(folder))
    for n in range(3):
        log.ask(f"alias {n}")
    assert log.path is not None
    whole = log.path.read_bytes()
    for cut in range(0, len(whole), 11):
        log.path.write_bytes(whole[:cut])
        read = Log(Journal(folder))
        assert len(read.asks) in (whole[:cut].count(b"\n"), whole[: cut + 1].count(b"\n"))
        assert len(read.asks) + len(read.damage) == len(whole[:cut].splitlines())


# Mutants: without its fsync, its lock, its checksum or its healing, a promise above is broken, and
# is seen to be


def test_mutant_without_fsync(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "_flush", lambda handle: None)
    with pytest.raises(AssertionError):
        a_save_is_synced_before_it_is_said(folder, monkeypatch)


@unix
def test_mutant_without_a_lock(folder: Path) -> None:
    with pytest.raises(AssertionError):
        writers_take_turns(folder, "no-lock")


def test_mutant_without_a_checksum(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Zlib:
        crc32 = staticmethod(lambda data: 0)

    monkeypatch.setattr(line, "zlib", Zlib)
    with pytest.raises(AssertionError):
        every_flipped_bit_is_seen(folder)


def test_mutant_without_healing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.os, "read", lambda handle, count: b"\n")
    with pytest.raises(AssertionError):
        a_torn_tail_is_healed(folder)


# A real small disk, a real read-only one


def mount(place: Path, options: str) -> None:
    place.mkdir(exist_ok=True)
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip(
            "this user may not mount a small disk; the errors themselves are tested in test_files.py"
        )


@pytest.fixture
def small_disk(home: Path) -> Iterator[Path]:
    if sys.platform != "linux":
        pytest.skip("a small disk is mounted on Linux only")
    place = home / "small disk"
    mount(place, "size=64k")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_loses_nothing_and_the_next_save_works(small_disk: Path) -> None:
    log = Log(Journal(small_disk / "journal"))
    saved: list[str] = []

    def fill() -> None:
        for n in range(1000):
            saved.append(log.ask(f"alias {n}", worst="x" * 700).alias)

    with pytest.raises(
        Problem, match=r"can't be used now: the disk is full\. Free some room, then save again\.$"
    ):
        fill()
    assert len(saved) > 40
    for read in (log, Log(Journal(small_disk / "journal"))):
        assert ([entry.ask.alias for entry in read.asks], read.problems) == (saved, [])
    subprocess.run(["mount", "-o", "remount,size=128k", str(small_disk)], check=True)
    assert log.ask("after").number == len(saved) + 1
    assert Log(Journal(small_disk / "journal")).problems == []


def test_a_read_only_disk_is_read_and_says_so(small_disk: Path) -> None:
    log = Log(Journal(small_disk / "journal"))
    log.ask("one")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    for read in (log, Log(Journal(small_disk / "journal"))):
        assert [entry.ask.alias for entry in read.asks] == ["one"]
        with pytest.raises(Problem, match="that place can only be read"):
            read.ask("two")
        assert len(read.asks) == 1


@pytest.mark.parametrize("fails", ["write", "fsync"])
def test_an_import_that_fails_leaves_nothing_of_itself(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    from workshop.records import Ask

    log = Log(Journal(folder))
    asked = log.ask("one").asked_on
    assert log.path is not None
    before = log.path.read_bytes()
    real: Callable[[int, bytes], int] = os.write

    def full(handle: int, data: bytes = b"") -> int:
        if data:
            real(handle, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    drafts = [(f"i{n}", Ask(asked_on=asked, alias=f"import {n}")) for n in range(300)]
    with monkeypatch.context() as patched:
        patched.setattr(files.os, fails, full)
        with pytest.raises(Problem, match="the disk is full"):
            log.write(drafts, "import")
    assert log.path.read_bytes() == before
    assert len(log.asks) == 1
    log.write(drafts, "import")
    assert [entry.ask.number for entry in Log(Journal(folder)).asks] == list(range(1, 302))
