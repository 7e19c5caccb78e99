"""The union of all files: which version stands, in whatever order and pieces the lines come."""

from itertools import pairwise, permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journal.made import ask, closing, journal, raw, step
from workshop.journal import Journal, Log, Memory
from workshop.journal.line import Version, read
from workshop.records import Ask
from workshop.text import Problem


class Pieces(Memory):
    """A shelf that hands out lines in the pieces that a test puts on it."""

    def __init__(self) -> None:
        super().__init__(b"")
        self.pieces: list[bytes] = []

    def news(self) -> list[Version]:
        found = [
            version for raw_line in self.pieces for version in read(raw_line.removesuffix(b"\n"))[0]
        ]
        self.pieces.clear()
        return found


def told(pieces: list[list[bytes]]) -> object:
    """What a log says after reading lines in these pieces."""
    shelf = Pieces()
    log = Log(shelf)
    for piece in pieces:
        shelf.pieces = list(piece)
        assert log.asks is not None
    union = log._union
    entries = [(e.id, e.ask, e.steps, e.outcome, e.sting) for e in union.entries()]
    return entries, union.last_change, union.left_out, union.highest_seq, union.next_number


@pytest.fixture
def folder(home: Path) -> Path:
    return home / "journal"


LINES = [
    ask(1, 1, "a", kind="job"),
    ask(2, 1, "b"),  # made on another device: a second number 1
    step(3, "a", "s1", what="noted", outcome="silence", on="2026-03-20"),
    ask(3, 2, "c", line="same counter"),
    step(4, "a", "s2", what="advanced", stage="interview", on="2026-03-21"),
    ask(5, 1, "a", kind="client"),
    raw(6, "c", None, "ask"),
    step(7, "b", "s3", what="answered", outcome="no_final"),
    raw(8, "felt", {"prompt": "sting.now", "answer": 3, "ask": "b", "step": "s3"}, "reflection"),
    raw(9, "horizon.job", {"value": 21}, "setting"),
    ask(10, 4, "i", change="import-1"),
    closing(11, "import-1", 1),
    ask(12, 5, "j", change="import-2"),
]


@given(
    st.permutations(LINES),
    st.lists(st.integers(0, len(LINES)), max_size=4),
    st.lists(st.sampled_from(LINES), max_size=4),
)
def test_order_pieces_and_repeats_make_no_difference(
    lines: list[bytes], cuts: list[int], again: list[bytes]
) -> None:
    ends = [0, *sorted(cuts), len(lines)]
    pieces = [lines[start:end] for start, end in pairwise(ends)]
    assert told([*pieces, again]) == told([LINES])


def test_the_highest_counter_stands_whatever_the_clock_said(folder: Path) -> None:
    for place, lines in enumerate(
        permutations(
            [
                ask(1, 1, "a", kind="job", at="2026-03-02T12:00:00.000Z"),
                ask(2, 1, "a", kind="client", at="2026-03-02T08:00:00.000Z"),  # a clock set back
                ask(3, 1, "a", kind="idea", at="1970-01-01T00:00:00.000Z"),
            ]
        )
    ):
        log = Log(Journal(journal(folder / str(place), *lines).parent))
        assert [entry.ask.kind for entry in log.asks] == ["idea"]


def test_equal_counters_stand_by_time_then_by_line(folder: Path) -> None:
    journal(folder, ask(5, 1, "a", kind="job", at="2026-03-02T12:00:00.000Z"), device="one")
    journal(
        folder, ask(5, 1, "a", kind="idea", at="2026-03-02T08:00:00.000Z", line="x"), device="two"
    )
    assert [entry.ask.kind for entry in Log(Journal(folder)).asks] == ["job"]
    journal(
        folder / "b", ask(5, 1, "a", kind="job", line="x1"), ask(5, 1, "a", kind="idea", line="x2")
    )
    assert [entry.ask.kind for entry in Log(Journal(folder / "b")).asks] == ["idea"]


def test_a_removal_hides_all_that_is_of_the_ask_and_a_later_version_brings_it_back(
    folder: Path,
) -> None:
    of_ask = [
        ask(1, 1, "a"),
        step(2, "a", "s", what="answered", outcome="no_final"),
        raw(3, "r", {"prompt": "sting.now", "answer": 2, "ask": "a", "step": "s"}, "reflection"),
        raw(4, "l", {"ask": "a", "words": "an evening"}, "link"),
    ]
    place = journal(folder, *of_ask, raw(5, "a", None))
    log = Log(Journal(folder))
    assert (log.asks, log.reflections(), log.links()) == ([], [], [])
    place.write_bytes(place.read_bytes() + ask(6, 1, "a"))
    assert [(entry.outcome, entry.sting) for entry in log.asks] == [("no_final", 2)]
    assert [record.answer for _, _, record in log.reflections()] == [2]
    assert [link.words for link in log.links()] == ["an evening"]


def test_an_import_counts_once_either_closing_line_is_there(folder: Path) -> None:
    lines = [ask(1, 1, "a"), *(ask(n, n, change="import-x") for n in (2, 3)), ask(4, 9, "own")]
    one, two = closing(5, "import-x", 2), closing(6, "import-x", 2, ordinal=2)
    for place, (ends, numbers) in enumerate(
        [((), [1, 9]), ((one,), [1, 2, 3, 9]), ((two,), [1, 2, 3, 9]), ((one, two), [1, 2, 3, 9])]
    ):
        log = Log(Journal(journal(folder / str(place), *lines, *ends).parent))
        assert [entry.ask.number for entry in log.asks] == numbers
        unfinished = (
            "The import import-x did not come to its end: 2 lines of it left out. "
            "Run it again; nothing else is missing."
        )
        assert log.problems == ([] if ends else [unfinished])


def test_a_damaged_line_inside_an_import_costs_only_itself(folder: Path) -> None:
    lines = [
        ask(1, 1, change="import-x"),
        ask(2, 2, change="import-x")[:80] + b"\n",
        ask(3, 3, change="import-x"),
    ]
    journal(folder, *lines, closing(4, "import-x", 3), closing(5, "import-x", 3, 2)[:60] + b"\n")
    log = Log(Journal(folder))
    assert [entry.ask.number for entry in log.asks] == [1, 3]
    assert [damage.line for damage in log.damage] == [2, 5]


def test_a_closing_line_that_comes_later_from_another_device_ends_the_import(folder: Path) -> None:
    journal(folder, ask(1, 1, "a"), ask(2, 2, change="import-x"), device="a")
    log = Log(Journal(folder))
    assert len(log.asks) == 1
    assert log.ask("own").number == 2
    journal(folder, closing(3, "import-x", 1), device="b")
    assert [entry.ask.number for entry in log.asks] == [1, 2, 3]
    assert log.problems == []


def test_a_newer_kit_is_read_and_never_rewritten(folder: Path) -> None:
    newer = ask(2, 2, "n", v=3, mood="fine")
    place = journal(
        folder,
        ask(1, 1, "a"),
        newer,
        raw(3, "x", {"y": 1}, "mood", v=3),
        raw(4, "a", {"z": 1}, "ask", v=3),
    )
    log = Log(Journal(folder))
    assert [entry.ask.number for entry in log.asks] == [1, 2]
    assert log.problems == [
        "A newer version of the kit wrote 3 lines of this journal. Update the kit to see all of it."
    ]
    for write in (
        lambda: log.change(2, kind="job"),
        lambda: log.remove(2),
        lambda: log.change(1, kind="job"),
        log.undo,
    ):
        with pytest.raises(
            Problem,
            match=r"^A newer version of the kit wrote this entry\. Update the kit to change it\.$",
        ):
            write()
    assert log.answer(2, "yes").outcome == "yes"  # a new record of ours, beside theirs
    assert log.ask("mine").number == 3
    assert place.read_bytes().split(b"\n")[1] + b"\n" == newer


def test_a_newer_kits_twin_keeps_its_line_and_is_told_apart(folder: Path) -> None:
    journal(folder, ask(1, 1, "a"), ask(2, 1, "n", v=3))
    log = Log(Journal(folder))
    log.ask("own")
    assert [(entry.id[:1], entry.ask.number) for entry in log.asks if entry.id in ("a", "n")] == [
        ("a", 1),
        ("n", 4),
    ]
    assert log.path is not None
    assert b'"record":"n"' not in log.path.read_bytes()


def test_settings_of_two_devices_are_one(folder: Path) -> None:
    journal(folder, raw(1, "horizon.job", {"value": 21}, "setting"), device="a")
    journal(folder, raw(2, "horizon.job", {"value": 30}, "setting", line="other"), device="b")
    log = Log(Journal(folder))
    assert log.setting("horizon.job") == 30
    assert log.setting("horizon.client", 14) == 14
    assert log.record_count == 1


def test_what_the_union_knows_of_a_record(folder: Path) -> None:
    journal(folder, ask(1, 1, "a", kind="job"), ask(3, 1, "a", kind="idea"), raw(5, "a", None))
    union = Log(Journal(folder))._union
    assert union.standing("a") is None
    last = union.last_known("a")
    assert isinstance(last, Ask)
    assert last.kind == "idea"
    before = union.before("a", "c3")
    assert isinstance(before, Ask)
    assert before.kind == "job"
    assert union.before("a", "c1") is None
    assert union.standing("nobody") is None
