"""A file that shrinks, vanishes or is an older copy; torn lines that nobody was told of; lines
of a foreign hand.
"""

import os
import shutil
import stat
from pathlib import Path

import pytest

from tests.journal.made import ask, closing, journal, raw, step
from workshop import results
from workshop.day import today
from workshop.journal import Damage, Journal, Log, disk
from workshop.samples import my_log
from workshop.text import Problem


def aliases(log: Log) -> list[str]:
    return [entry.ask.alias for entry in log.asks]


def own(log: Log) -> Path:
    assert log.path is not None
    return log.path


# What this process saved is written again


@pytest.mark.parametrize("how", ["older copy", "cut", "gone", "emptied", "another"])
@pytest.mark.parametrize("notices", ["read", "save", "batch"])
def test_what_was_saved_from_here_is_written_again(
    log: Log, folder: Path, how: str, notices: str
) -> None:
    Log(Journal(folder)).ask("before", on="2026-03-02")
    older = own(log).read_bytes()
    log.ask("one", on="2026-03-02", outcome="no_final")
    log.ask("two", on="2026-03-02")
    log.reflect("sting.now", 3, ask=2)
    whole = own(log).read_bytes()
    if how == "gone":
        own(log).unlink()
    else:
        changed = {
            "older copy": older,
            "cut": whole[:-300],
            "emptied": b"",
            "another": ask(9, 9) + b"x" * 9000 + b"\n",
        }
        own(log).write_bytes(changed[how])
    if notices == "read":
        assert aliases(log)[:3] == ["before", "one", "two"]
    elif notices == "save":
        assert log.answer(3, "yes").outcome == "yes"
    else:
        with log.batch("keep"):
            log.answer(3, "yes")
    fresh = Log(Journal(folder))
    kept = [
        (entry.outcome, entry.sting) for entry in fresh.asks if entry.ask.alias in ("one", "two")
    ]
    assert kept == [("no_final", 3), ("waiting" if notices == "read" else "yes", None)]
    assert ("before" in aliases(fresh)) == (how in ("older copy", "cut"))
    assert fresh.ask("after").number > 3
    assert any(
        "written again" in sentence and "A backup may have the rest." in sentence
        for sentence in log.problems
    )
    size = own(log).stat().st_size
    log.refresh()
    assert own(log).stat().st_size == size  # once, and not at every look


def test_a_folder_that_is_gone_is_waited_for(log: Log, folder: Path) -> None:
    log.ask("one")
    folder.rename(folder.with_name("stick"))
    assert aliases(log) == ["one"]
    assert any("is gone" in sentence for sentence in log.problems)
    with pytest.raises(Problem, match="the folder is gone"):
        log.ask("two")
    assert not folder.exists()
    folder.mkdir()
    assert aliases(log) == ["one"]
    assert aliases(Log(Journal(folder))) == ["one"]


def test_a_file_of_another_device_that_shrinks_is_told_and_not_written(
    log: Log, folder: Path
) -> None:
    other = journal(folder, ask(1, 1), ask(2, 2), ask(3, 3), device="other")
    assert len(log.asks) == 3
    other.write_bytes(ask(1, 1))
    assert len(log.asks) == 3  # this page still has them
    assert log.problems == [
        "journal-other.txt had 3 lines and has 1 now: an older copy may have come in its place. "
        "What was saved from here is kept, and written again as soon as it can be. A backup may have the rest."
    ]
    other.unlink()
    log.refresh()
    assert log.problems[1].startswith("journal-other.txt is gone: ")
    assert sorted(path.name for path in folder.iterdir()) == []


def test_a_file_that_grows_or_is_moved_with_all_its_lines_is_no_loss(
    log: Log, folder: Path
) -> None:
    other = journal(folder, ask(1, 1), ask(2, 2), device="other")
    log.refresh()
    shutil.copy(other, other.with_suffix(".new"))
    os.replace(other.with_suffix(".new"), other)
    other.write_bytes(ask(9, 9) + other.read_bytes())
    assert len(log.asks) == 3
    assert log.problems == []


def test_a_file_made_anew_has_its_folder_synced(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    log.ask("one")
    own(log).unlink()
    synced: list[Path] = []
    monkeypatch.setattr("workshop.journal.disk.sync_folder", synced.append)
    log.ask("two")
    assert synced == [own(log).parent]
    log.ask("three")
    assert len(synced) == 1


def test_what_the_kit_keeps_is_for_nobody_else(log: Log) -> None:
    log.ask("one")
    places = [own(log), own(log).parent, disk.state_folder() / "device.txt"]
    if os.name == "posix":
        assert [oct(stat.S_IMODE(place.stat().st_mode)) for place in places] == [
            "0o600",
            "0o700",
            "0o600",
        ]


# What ends


def test_a_torn_line_that_nobody_was_told_of_is_forgotten_with_the_next_save(
    log: Log, folder: Path
) -> None:
    log.ask("one")
    for cut in (3, 9, 30, 60, 120, 200):
        whole = own(log).read_bytes()
        log.ask("torn")
        torn = own(log).read_bytes()[: len(whole) + cut]
        own(log).write_bytes(torn)
        fresh = Log(Journal(folder))
        assert [place.problem for place in fresh.damage] == ["it was cut off or changed"]
        fresh.ask(f"after {cut}")
        for read in (fresh, Log(Journal(folder))):
            read.refresh()
            assert (read.damage, read.problems) == ([], [])
        assert own(log).read_bytes().startswith(torn + b"\n")
        log = Log(Journal(folder))


def test_a_line_that_was_saved_and_then_cut_stays_damage(folder: Path) -> None:
    journal(folder, ask(1, 1), ask(2, 2)[:80] + b"\n", ask(3, 3), ask(4, 4))
    assert Log(Journal(folder)).damage == [
        Damage("journal-here.txt", 2, "it was cut off or changed")
    ]


@pytest.mark.parametrize("by", ["the same rows", "another act"])
@pytest.mark.parametrize("change", ["import-x", "import-x-batch"])
def test_an_import_that_was_cut_is_told_until_it_was_run_again(
    folder: Path, by: str, change: str
) -> None:
    lines = [ask(n, n, change=change) for n in (1, 2)]
    place = journal(folder, *lines)
    log = Log(Journal(folder))
    assert "Run it again; nothing else is missing." in log.problems[0]
    if by == "another act":
        log.ask("own")
        assert "Run it again" in log.problems[0]
    again = [ask(n + 10, n, record=f"ask-{n}", change="import-y") for n in (1, 2)]
    place.write_bytes(b"".join([*lines, *again, closing(20, "import-y", 2)]))
    assert log.refresh()
    assert log.problems == []
    assert {entry.ask.alias for entry in log.asks} >= {"ask-1", "ask-2"}


def test_another_act_that_was_cut_is_told_until_the_next_save(folder: Path) -> None:
    journal(folder, ask(1, 1), raw(2, "ask-1", None, change="undo-ab-batch"))
    log = Log(Journal(folder))
    assert aliases(log) == ["ask-1"]
    assert log.problems == [
        "The undo undo-ab-batch did not come to its end: 1 line of it left out. Run it again; nothing else is missing."
    ]
    log.ask("next")
    assert log.problems == []


# Foreign hands


def test_a_counter_out_of_all_measure_is_damage_and_stops_no_save(folder: Path) -> None:
    for seq in (2**53, 2**53 - 1, 10**12, 10**9 + 2):
        place = journal(folder, ask(1, 1), ask(seq, 2), ask(2, 3))
        log = Log(Journal(folder))
        assert [entry.ask.number for entry in log.asks] == [1, 3]
        assert [(damage.line, damage.problem) for damage in log.damage] == [
            (2, "its counter is out of all measure")
        ]
        log.ask("own")
        fresh = Log(Journal(folder))
        assert len(fresh.asks) == 3
        assert len(fresh.damage) == 1
        own(log).unlink()
        place.unlink()


@pytest.mark.parametrize(
    "body",
    [
        {"number": -5},
        {"number": 10**16},
        {"amount": -1},
        {"chance": 101},
        {"people": -1},
        {"minutes": 1e300},
    ],
)
def test_a_number_that_cannot_be_is_damage(folder: Path, body: dict[str, object]) -> None:
    journal(folder, raw(1, "x", {"asked_on": "2026-03-02"} | body), ask(2, 1))
    log = Log(Journal(folder))
    assert [entry.ask.number for entry in log.asks] == [1]
    assert log.damage == [
        Damage("journal-here.txt", 1, 'its content, a "ask", cannot be understood')
    ]
    assert log.ask("own").number == 2


def test_numbers_are_not_counted_on_from_a_foreign_one(folder: Path) -> None:
    journal(folder, ask(1, 10**14), ask(2, 4))
    log = Log(Journal(folder))
    assert len(log.asks) == 2
    assert log.ask("own").number == 5


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("horizon.job", "soon"), ("horizon.job", -3), ("horizon.job", [14]), ("calm", "maybe"), ("sting.off", 7),
        ("word.kind.<b>", "x"), ("word.outcome.maybe", "Maybe"), ("word.kind.mentor", 9), ("horizon.<b>", 3),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_damage_and_the_usual_one_holds(
    folder: Path, name: str, value: object
) -> None:
    journal(folder, raw(1, name, {"value": value}, "setting"), ask(2, 1, kind="job"))
    log = my_log()
    assert log.damage == [
        Damage("journal-here.txt", 1, 'its content, a "setting", cannot be understood')
    ]
    assert results.horizon(log, log.entry(1)) == 14
    assert (log.setting("calm"), log.own_words) == (None, {})
    assert [entry.ask.number for entry in today(log).past] == [1]


def test_a_setting_that_is_written_otherwise_is_read_as_it_is_meant(folder: Path) -> None:
    journal(
        folder,
        raw(1, "horizon.job", {"value": "21"}, "setting"),
        raw(2, "calm", {"value": "yes"}, "setting"),
    )
    assert (my_log().setting("horizon.job"), my_log().setting("calm")) == (21, True)


@pytest.mark.parametrize("key", ["kind", "record", "change", "at", "line"])
def test_escapes_in_a_key_are_damage_and_reach_no_terminal(folder: Path, key: str) -> None:
    keys = {key: "x\x1b[31m\x07"}
    kind = keys.pop("kind", "ask")
    journal(folder, raw(1, "x", {"asked_on": "2026-03-02", "number": 7}, kind, **keys), ask(2, 1))
    log = Log(Journal(folder))
    assert [entry.ask.number for entry in log.asks] == [1]
    assert log.damage == [
        Damage("journal-here.txt", 1, "it holds characters that no line of the kit has")
    ]
    assert "\x1b" not in " ".join(log.problems)


@pytest.mark.skipif(os.name != "posix", reason="pipes and such names are Unix's")
def test_what_is_no_file_and_what_has_a_hostile_name_stop_nothing(folder: Path) -> None:
    journal(folder, ask(1, 1))
    os.mkfifo(folder / "journal-x.txt")
    (folder / "journal-zero.txt").symlink_to("/dev/zero")
    (folder / "journal-\x1b[31m.txt").write_bytes(b"junk\n")
    log = Log(Journal(folder))
    assert aliases(log) == ["ask-1"]
    assert {(damage.file, damage.problem) for damage in log.damage} == {
        ("journal-x.txt", "the file can't be opened (it is no file)"),
        ("journal-zero.txt", "the file can't be opened (it is no file)"),
        ("journal-[31m.txt", "it was cut off or changed"),
    }
    assert log.ask("own").number == 2
    assert "\x1b" not in " ".join(log.problems)


# Whose ask is nowhere


def test_steps_and_reflections_whose_ask_is_nowhere_are_told(folder: Path) -> None:
    place = journal(
        folder,
        ask(1, 1),
        step(2, "ask-1", "s1", what="answered", outcome="no_final"),
        step(3, "ask-9", "s2", what="followed_up"),
        raw(4, "r1", {"prompt": "05.told", "answer": "x", "ask": "ask-9"}, "reflection"),
        raw(
            5,
            "r2",
            {"prompt": "05.told", "answer": "x", "ask": "asha-3", "about": "asha"},
            "reflection",
        ),
        raw(6, "r3", {"prompt": "05.told", "answer": "x"}, "reflection"),
    )
    log = Log(Journal(folder))
    assert log.strays == [
        "The ask of 1 step and 1 reflection lies in none of these files. One may be missing; a backup may have it."
    ]
    log.remove(1)
    assert len(log.strays) == 1
    place.write_bytes(place.read_bytes() + ask(9, 9))
    log.refresh()
    assert log.strays == []
