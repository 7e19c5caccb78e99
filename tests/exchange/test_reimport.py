"""The same sheet again: what it says more comes in, what a person did since stays, and nothing
is there twice.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import answers, ask_fields, days, texts
from workshop import tables
from workshop.exchange import Imported, Map, export, import_asks
from workshop.journal import Journal, Log, Memory
from workshop.samples import BORROWED, borrow
from workshop.text import Problem

HEADERS = "asked_on,alias,kind,outcome,answered_on,reason,words,stage,sting,amount,chance,extra.via"


@pytest.fixture
def log(home: Path) -> Log:
    return Log(Journal(home / "journal"))


@pytest.fixture
def place(home: Path) -> Path:
    return home / "sheet.csv"


def week(
    log: Log,
    place: Path,
    *rows: str,
    headers: str = HEADERS,
    mapped: Map | None = None,
    **options: bool,
) -> Imported:
    """Import these rows, as the sheet of one week."""
    place.write_text("\n".join([headers, *rows]), encoding="utf-8")
    return import_asks(log, place, mapped, **options)


def counts(found: Imported) -> tuple[int, int, int]:
    return found.asks, found.changed, found.known


def step_words(log: Log, number: int = 1) -> list[tuple[str, str | None, date | None]]:
    return [(step.what, step.outcome, step.on) for step in log.entry(number).steps]


# What a row says more


@pytest.mark.parametrize(
    ("monday", "friday", "field", "value"),
    [
        ("2026-03-02,A,,waiting", "2026-03-02,A,,no_final,2026-03-09", "outcome", "no_final"),
        ("2026-03-02,A,,", "2026-03-02,A,,no_final", "outcome", "no_final"),
        ("2026-03-02,A,,waiting", "2026-03-02,A,,withdrawn,2026-03-09", "outcome", "withdrawn"),
        ("2026-03-02,A,,silence", "2026-03-02,A,,yes,2026-03-09", "outcome", "yes"),
        ("2026-03-02,A,,yes,2026-03-09", "2026-03-02,A,,fell_through,2026-03-09", "outcome", "fell_through"),
        ("2026-03-02,A,,no_final", "2026-03-02,A,,no_final,2026-03-09", "answered_on", date(2026, 3, 9)),
        ("2026-03-02,A,,no_final,2026-03-09", "2026-03-02,A,,no_final,2026-03-10", "answered_on", date(2026, 3, 10)),
        ("2026-03-02,A,,no_final", "2026-03-02,A,,no_final,,timing", "reason", "timing"),
        ("2026-03-02,A,,no_final", "2026-03-02,A,,no_final,,,not now", "words", "not now"),
        ("2026-03-02,A,,waiting", "2026-03-02,A,,waiting,,,call in May", "words", "call in May"),
        ("2026-03-02,A,,waiting", "2026-03-02,A,,waiting,,,,interview", "stage", "interview"),
        ("2026-03-02,A,,no_unclear", "2026-03-02,A,,no_unclear,,,,interview", "stage", "interview"),
        ("2026-03-02,A,,no_final", "2026-03-02,A,,no_final,,,,,3", "sting", 3),
        ("2026-03-02,A,,no_final,,,,,1", "2026-03-02,A,,no_final,,,,,3", "sting", 3),
        ("2026-03-02,A,,waiting,,,,,,5", "2026-03-02,A,,waiting,,,,,,7.5", "amount", 7.5),
        ("2026-03-02,A,,waiting", "2026-03-02,A,,waiting,,,,,,,40", "chance", 40),
        ("2026-03-02,A,,waiting", "2026-03-02,A,,waiting,,,,,,,,friend", "extra.via", "friend"),
    ],
)  # fmt: skip
def test_a_known_row_that_says_more_changes_its_ask(
    log: Log, place: Path, monday: str, friday: str, field: str, value: Any
) -> None:
    assert counts(week(log, place, monday)) == (1, 0, 0)
    found = week(log, place, friday)
    assert (counts(found), found.problems) == ((0, 1, 0), [])
    assert tables.row(log.asks[0])[field] == value
    assert counts(week(log, place, friday)) == (0, 0, 1)
    assert log.undo(found.change)
    assert tables.row(log.asks[0]).get(field) != value
    assert counts(week(log, place, friday)) == (0, 1, 0)
    assert tables.row(log.asks[0])[field] == value


def test_an_outcome_is_a_step_and_its_shade_is_not(log: Log, place: Path) -> None:
    week(log, place, "2026-03-02,A,,waiting")
    week(log, place, "2026-03-02,A,,Rejected,2026-03-09".replace("Rejected", "no_unclear"))
    week(log, place, "2026-03-02,A,,no_for_now,2026-03-09,timing")
    assert step_words(log) == [("answered", "no_for_now", date(2026, 3, 9))]
    week(log, place, "2026-03-02,A,,yes,2026-04-09")
    assert step_words(log) == [
        ("answered", "no_for_now", date(2026, 3, 9)),
        ("answered", "yes", date(2026, 4, 9)),
    ]
    assert log.asks[0].answered_on == date(2026, 3, 9)
    assert counts(week(log, place, "2026-03-02,A,,yes,2026-04-09")) == (0, 0, 1)


def test_an_answer_that_was_corrected_to_an_earlier_day_is_changed(log: Log, place: Path) -> None:
    week(log, place, "2026-03-02,A,,no_final,2026-03-20")
    assert counts(week(log, place, "2026-03-02,A,,yes,2026-03-10")) == (0, 1, 0)
    assert step_words(log) == [("answered", "yes", date(2026, 3, 10))]


def test_an_empty_cell_and_an_older_copy_take_nothing_back(log: Log, place: Path) -> None:
    monday, friday = (
        ["2026-03-02,A,,waiting", "2026-03-03,B,,waiting"],
        ["2026-03-02,A,,yes,2026-03-09,,good", "2026-03-03,B,,silence"],
    )
    week(log, place, *monday)
    week(log, place, *friday)
    assert counts(week(log, place, "2026-03-02,A", "2026-03-03,B")) == (0, 0, 2)
    found = week(log, place, *monday)
    assert counts(found) == (0, 0, 2)
    assert [problem["problem"] for problem in found.problems] == [
        'You have "Yes" here, and the sheet says "Waiting". Your log was left as it is.',
        'You have "No answer" here, and the sheet says "Waiting". Your log was left as it is.',
    ]
    assert [entry.outcome for entry in log.asks] == ["yes", "silence"]


def test_new_rows_come_beside_known_ones_and_equal_rows_are_as_many_as_they_are(
    log: Log, place: Path
) -> None:
    week(log, place, "2026-03-02,A,,waiting", "2026-03-02,A,,waiting")
    found = week(
        log,
        place,
        "2026-03-01,New,,yes",
        "2026-03-02,A,,no_final",
        "2026-03-02,A,,waiting",
        "2026-03-02,A,,yes",
    )
    assert counts(found) == (2, 1, 1)
    assert [(entry.ask.alias, entry.outcome) for entry in log.asks] == [("New", "yes"), ("A", "no_final"), ("A", "waiting"), ("A", "yes")]  # fmt: skip


def test_equal_rows_that_were_sorted_anew_keep_their_outcomes(log: Log, place: Path) -> None:
    rows = [
        "2026-03-02,A,,no_final,2026-03-09",
        "2026-03-02,A,,waiting",
        "2026-03-02,A,,yes",
        "2026-03-02,A,,silence",
    ]
    week(log, place, *rows)
    for sorted_anew in (rows[::-1], rows[1:], rows[2:] + rows[:2], rows[-1:]):
        found = week(log, place, *sorted_anew)
        assert (counts(found), found.problems) == ((0, 0, len(sorted_anew)), [])
    assert counts(week(log, place, "2026-03-02,A,,no_opening", *rows[::-1])) == (1, 0, 4)
    assert counts(
        week(log, place, rows[2], "2026-03-02,A,,no_final,2026-03-10", *rows[2:0:-1], rows[3])
    ) == (0, 2, 3)


def test_two_devices_make_no_twins_of_steps(
    home: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monday, friday = "2026-03-02,A,,waiting", "2026-03-02,A,,no_final,2026-03-09,,,interview,2"
    for device, weeks in (("a", (monday, friday)), ("b", (friday,))):
        monkeypatch.setenv("XDG_STATE_HOME", str(home / device))
        for row in weeks:
            week(Log(Journal(home / device / "journal")), place, row)
    both = home / "both"
    both.mkdir()
    for device in ("a", "b"):
        for path in (home / device / "journal").iterdir():
            path.rename(both / path.name)
    (entry,) = Log(Journal(both)).asks
    assert [step.what for step in entry.steps] == ["advanced", "answered"]
    assert (entry.outcome, entry.sting, len(entry.stings)) == ("no_final", 2, 1)


# What a person did since


@pytest.mark.parametrize(
    ("mine", "friday", "kept", "left"),
    [
        ({"outcome": "no_final"}, "2026-03-02,A,job,no_for_now", "no_final", ["outcome"]),
        ({"outcome": "no_final"}, "2026-03-02,A,job,no_final,2026-03-09", "no_final", []),
        ({"outcome": "silence"}, "2026-03-02,A,job,no_final,2026-03-09", "no_final", []),
        ({"outcome": "withdrawn"}, "2026-03-02,A,job,yes,2026-03-09", "withdrawn", ["outcome"]),
        ({"outcome": "yes"}, "2026-03-02,A,job,silence", "yes", ["outcome"]),
        ({"amount": 9}, "2026-03-02,A,job,waiting,,,,,,7", 9, ["amount"]),
        ({"amount": 9}, "2026-03-02,A,job,waiting,,,,,,5", 9, []),
        ({"amount": 7}, "2026-03-02,A,job,waiting,,,,,,7", 7, []),
        ({"kind": "money"}, "2026-03-02,A,job,waiting,,,,,,5", "money", []),
        ({"extra": {"via": "mine"}}, "2026-03-02,A,job,waiting,,,,,,5,,theirs", "mine", ["extra.via"]),
    ],
)  # fmt: skip
def test_what_a_person_changed_is_left_and_listed(
    log: Log, place: Path, mine: dict[str, Any], friday: str, kept: Any, left: list[str]
) -> None:
    week(log, place, "2026-03-02,A,job,waiting,,,,,,5")
    if "outcome" in mine:
        log.answer(1, mine["outcome"], on=None)
    else:
        log.change(1, **mine)
    found = week(log, place, friday)
    assert [problem["column"] for problem in found.problems] == left
    assert kept in [*tables.row(log.asks[0]).values()]
    assert len(log.asks) == 1


def test_what_a_person_changed_stays_however_often_the_sheet_comes(log: Log, place: Path) -> None:
    week(log, place, "2026-03-02,A,job,no_final,,,,,,5")
    log.change(1, amount=9, outcome="no_opening")
    more = "2026-03-02,A,job,no_final,2026-03-09,timing,,,2,5,,friend"
    assert counts(week(log, place, more)) == (0, 1, 0)
    assert counts(week(log, place, more)) == (0, 0, 1)
    assert counts(week(log, place, "2026-03-02,A,job,no_final,,,,,,5")) == (0, 0, 1)
    told = tables.row(log.asks[0])
    assert (told["amount"], told["outcome"], told["reason"], told["sting"]) == (
        9,
        "no_opening",
        "timing",
        2,
    )
    assert [p["column"] for p in week(log, place, "2026-03-02,A,job,no_final,,,,,,6").problems] == [
        "amount"
    ]


def test_an_ask_of_ones_own_stays_ones_own_however_often_a_sheet_comes(
    log: Log, place: Path
) -> None:
    log.ask("A", on="2026-03-02", amount=5, outcome="no_final")
    for reason in ("timing", "timing", "fit"):
        week(log, place, f"2026-03-02,A,,no_unclear,2026-03-09,{reason},,,,7")
    told = tables.row(log.asks[0])
    assert (told["amount"], told["outcome"], told["reason"]) == (5, "no_final", None)


def test_what_was_set_before_the_answer_stays(log: Log, place: Path) -> None:
    week(log, place, "2026-03-02,A,,no_final,,,,,,,40")
    (problem,) = week(log, place, "2026-03-02,A,,no_final,,timing,,,,,60").problems
    assert problem["column"] == "chance"
    assert (log.asks[0].ask.chance, log.asks[0].steps[0].reason) == (40, "timing")


def test_a_stage_that_is_told_after_a_final_no_is_left(log: Log, place: Path) -> None:
    week(log, place, "2026-03-02,A,,no_final")
    (problem,) = week(log, place, "2026-03-02,A,,no_final,,,,interview").problems
    assert problem["problem"].startswith("Its answer is there already,")
    assert step_words(log) == [("answered", "no_final", None)]


def test_a_change_by_hand_that_was_undone_is_none(log: Log, place: Path) -> None:
    week(log, place, "2026-03-02,A,,waiting,,,,,,5")
    log.change(1, amount=9)
    log.undo()
    assert counts(week(log, place, "2026-03-02,A,,waiting,,,,,,7")) == (0, 1, 0)
    assert log.asks[0].ask.amount == 7


def test_a_removed_ask_stays_removed_whatever_its_row_says(log: Log, place: Path) -> None:
    week(log, place, "2026-03-02,A,,waiting", "2026-03-03,B,,waiting")
    log.remove(2)
    assert counts(week(log, place, "2026-03-02,A,,waiting", "2026-03-03,B,,yes")) == (0, 0, 2)
    asked = week(log, place, "2026-03-02,A,,waiting", "2026-03-03,Beta,,yes")
    assert "which you removed" in asked.questions[0].about
    assert counts(week(log, place, "2026-03-02,A,,waiting", "2026-03-03,Beta,,yes", yes=True)) == (
        0,
        0,
        2,
    )
    assert [entry.ask.alias for entry in log.asks] == ["A"]


def test_an_ask_logged_by_hand_takes_what_its_row_says_more(log: Log, place: Path) -> None:
    log.ask("A", on="2026-03-02", amount=5)
    found = week(log, place, "2026-03-02,A,,no_final,2026-03-09,,,,,7")
    assert (counts(found), [problem["column"] for problem in found.problems]) == (
        (0, 1, 0),
        ["amount"],
    )
    assert (log.asks[0].outcome, log.asks[0].ask.amount) == ("no_final", 5)


# What looks like an ask that is there

ROWS = ("2026-03-02,A,job,written,x", "2026-03-03,B,job,written,x", "2026-03-04,C,job,written,x")
KNOWN_BY = "asked_on,alias,kind,channel,pitched"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2026-03-03,B,job,written,x", "2026-03-03,Beta,job,written,x"),
        ("2026-03-03,B,job,written,x", "2026-03-05,B,job,written,x"),
        ("2026-03-03,B,job,written,x", "2026-03-03,B,client,written,x"),
        ("2026-03-03,B,job,written,x", "2026-03-03,B,job,call,x"),
        ("2026-03-03,B,job,written,x", "2026-03-03,B,job,written,y"),
        ("2026-03-03,B,job,written,", "2026-03-03,B,job,written,y"),
        ("2026-03-03,B,,,", "2026-03-03,B,job,written,y"),
        (",B,,,", "2026-03-03,B,,,"),
        ("2026-03-03,B,job,written,x", "2026-03-03,B,,,"),
    ],
)
def test_a_row_that_looks_like_an_ask_is_asked_about(
    log: Log, place: Path, before: str, after: str
) -> None:
    def sheet(row: str, **options: bool) -> Imported:
        return week(log, place, ROWS[0], row, ROWS[2], headers=KNOWN_BY, **options)

    sheet(before)
    asked = sheet(after)
    assert (asked.held, len(asked.questions), asked.change, len(log.asks)) == (True, 1, None, 3)
    assert sheet(after, yes=True).asks == 0
    assert counts(sheet(after)) == (0, 0, 3)
    said = [part for part in after.split(",") if part]
    assert set(said) <= {str(value) for value in tables.row(log.entry(2)).values()}
    assert counts(sheet(before)) == (0, 0, 3)
    log.undo()
    assert sheet(after).held
    assert sheet(after, new=True).asks == 1
    assert len(log.asks) == 4
    assert counts(sheet(after)) == (0, 0, 3)


@pytest.mark.parametrize(
    "columns", [["channel"], ["kind", "channel"], ["kind", "channel", "pitched"]]
)
def test_a_map_that_gained_columns_does_not_double_the_log(
    log: Log, place: Path, columns: list[str]
) -> None:
    first = Map(columns={"asked_on": "asked_on", "alias": "alias"})
    grown = Map(columns=first.columns | {name: name for name in columns})
    week(log, place, *ROWS, headers=KNOWN_BY, mapped=first)
    asked = week(log, place, *ROWS, headers=KNOWN_BY, mapped=grown)
    assert (asked.held, len(asked.questions)) == (True, 1)
    assert asked.questions[0].about.startswith(
        "3 rows look like asks that are there already; only "
    )
    assert counts(week(log, place, *ROWS, headers=KNOWN_BY, mapped=grown, yes=True)) == (0, 3, 0)
    assert all(tables.row(entry)[name] for entry in log.asks for name in columns)


def test_two_rows_that_one_ask_was_known_by_are_two_asks(log: Log, place: Path) -> None:
    def sheet(*names: str, **options: bool) -> tuple[int, int, int]:
        rows = [f"2026-03-03,{name},,," for name in names]
        return counts(week(log, place, *rows, headers=KNOWN_BY, **options))

    sheet("B")
    assert sheet("Beta", yes=True) == (0, 1, 0)
    assert sheet("B", "Beta") == (1, 0, 1)
    assert sheet("Beta", "B") == (0, 0, 2)
    assert sorted(entry.ask.alias for entry in log.asks) == ["B", "Beta"]


def test_a_row_that_differs_in_two_things_is_another_ask(log: Log, place: Path) -> None:
    week(log, place, *ROWS, headers=KNOWN_BY)
    found = week(log, place, *ROWS, "2026-04-03,Other,job,written,x", headers=KNOWN_BY)
    assert (found.questions, counts(found)) == ([], (1, 0, 3))


def test_what_looks_alike_is_paired_one_to_one(log: Log, place: Path) -> None:
    week(log, place, "2026-03-02,A,,,", "2026-03-02,A,,,", headers=KNOWN_BY)
    grown = ("2026-03-02,A,job,,", "2026-03-02,A,job,,", "2026-03-02,A,job,,")
    assert counts(week(log, place, *grown, headers=KNOWN_BY, yes=True)) == (1, 2, 0)
    assert [entry.ask.kind for entry in log.asks] == ["job"] * 3


def test_a_trial_asks_and_changes_nothing(log: Log, place: Path) -> None:
    week(log, place, "2026-03-02,A,,waiting")
    found = week(log, place, "2026-03-02,A,,yes", dry_run=True)
    assert (counts(found), found.change, log.asks[0].outcome) == ((0, 1, 0), None, "waiting")


# One's own sheet


@pytest.mark.parametrize("name", BORROWED)
def test_an_export_that_comes_back_changes_nothing(name: str, place: Path) -> None:
    log = borrow(name)
    export(log, place)
    found = import_asks(log, place)
    assert (counts(found), found.questions) == ((0, 0, len(log.asks)), [])


act = st.one_of(
    st.tuples(st.just("ask"), ask_fields),
    st.tuples(st.just("answer"), answers, st.one_of(st.none(), days), texts),
    st.tuples(
        st.just("change"),
        st.fixed_dictionaries({}, optional={"amount": st.integers(0, 9), "alias": texts}),
    ),
    st.tuples(st.just("sting"), st.integers(0, 4)),
    st.tuples(st.just("remove")),
    st.tuples(st.just("undo")),
)


@given(st.lists(act, min_size=1, max_size=12))
def test_whatever_was_done_an_export_that_comes_back_changes_nothing(
    acts: list[tuple[Any, ...]],
) -> None:
    import contextlib
    import tempfile

    log = Log(Memory(b""))
    for what, *told in acts:
        number = log.asks[-1].ask.number if log.asks else 1
        with contextlib.suppress(Problem):
            if what == "ask":
                log.ask(**told[0])
            elif what == "answer":
                log.answer(number, told[0], on=told[1], words=told[2])
            elif what == "change":
                log.change(number, **told[0])
            elif what == "sting":
                log.reflect("sting.now", told[0], ask=number)
            elif what == "remove":
                log.remove(number)
            else:
                log.undo()
    before = [tables.row(entry) for entry in log.asks]
    with tempfile.TemporaryDirectory() as folder:
        export(log, Path(folder) / "log.csv")
        found = import_asks(log, Path(folder) / "log.csv")
    assert (counts(found), found.questions, found.change) == ((0, 0, len(before)), [], None)
    assert [tables.row(entry) for entry in log.asks] == before
