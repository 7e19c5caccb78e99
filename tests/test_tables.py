"""Records as tables: the columns in their order, their types, what was not told, and the log as
it stood.
"""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.journal.made import ask, journal, raw, step
from workshop import tables
from workshop.analysis.ratio import ratio_by
from workshop.journal import Journal, Log
from workshop.samples import BORROWED, borrow
from workshop.vocabulary import OUTCOMES

COLUMNS = [
    "number",
    "asked_on",
    "alias",
    "kind",
    "channel",
    "pitched",
    "size",
    "amount",
    "decider",
    "people",
    "brought",
    "chance",
    "worst",
    "motive_guess",
    "motive_found",
    "minutes",
    "buying_question",
    "expected_on",
    "note",
    "origin",
    "outcome",
    "answered_on",
    "stage",
    "reason",
    "words",
    "door",
    "door_on",
    "terms",
    "agreed",
    "sting",
]
DATES = ("asked_on", "expected_on", "answered_on", "door_on")
NUMBERS = ["amount", "people", "chance", "minutes", "agreed", "sting"]
DAY = pd.Timestamp("2026-03-02")


@pytest.fixture
def log(home: Path) -> Log:
    return Log(Journal(home / "journal"))


def assert_types(table: pd.DataFrame) -> None:
    for name, column in table.items():
        wanted = (
            "datetime64[s]"
            if name in DATES
            else float
            if name in NUMBERS
            else int
            if name == "number"
            else object
        )
        assert column.dtype == wanted, name
        if column.dtype == object:
            assert not any(isinstance(value, float) for value in column), name


def test_the_columns_and_types_of_a_table_without_rows(log: Log) -> None:
    table = tables.asks(log)
    assert list(table) == COLUMNS == list(tables.COLUMNS)
    assert len(table) == 0
    assert_types(table)
    assert list(tables.steps(log)) == [
        "number",
        "on",
        "what",
        "outcome",
        "reason",
        "source",
        "terms",
        "agreed",
        "stage",
        "words",
        "door",
        "door_on",
    ]
    assert [len(made(log)) for made in (tables.steps, tables.reflections, tables.links)] == [
        0,
        0,
        0,
    ]


def test_a_row_with_everything(log: Log) -> None:
    log.ask(
        "a",
        on="2026-03-02",
        kind="job",
        channel="call",
        pitched="v1",
        size="big",
        amount=10,
        decider="in_room",
        people=2,
        brought="alone",
        chance=30,
        worst="w",
        motive_guess="profit",
        motive_found="showcase",
        minutes=5,
        buying_question=False,
        expected_on="2026-03-20",
        note="met at a fair",
        extra={"easy apply": "yes"},
    )
    log.step(1, "advanced", on="2026-03-05", stage="interview")
    log.answer(
        1,
        "no_for_now",
        on="2026-03-09",
        reason="timing",
        words="Later.",
        door="later",
        door_on="2026-06-01",
    )
    log.reflect("sting.now", 2, ask=1)
    log.ask("", on="2026-03-01", extra={"a": "b"})
    table = tables.asks(log)
    assert list(table) == [*COLUMNS, "extra.a", "extra.easy apply"]
    assert_types(table)
    assert list(table["number"]) == [2, 1]  # by the day asked on, then by number
    assert table.iloc[1].to_dict() == {
        "number": 1,
        "asked_on": DAY,
        "alias": "a",
        "kind": "job",
        "channel": "call",
        "pitched": "v1",
        "size": "big",
        "amount": 10.0,
        "decider": "in_room",
        "people": 2.0,
        "brought": "alone",
        "chance": 30.0,
        "worst": "w",
        "motive_guess": "profit",
        "motive_found": "showcase",
        "minutes": 5.0,
        "buying_question": False,
        "expected_on": pd.Timestamp("2026-03-20"),
        "note": "met at a fair",
        "origin": None,
        "outcome": "no_for_now",
        "answered_on": pd.Timestamp("2026-03-09"),
        "stage": "interview",
        "reason": "timing",
        "words": "Later.",
        "door": "later",
        "door_on": pd.Timestamp("2026-06-01"),
        "terms": None,
        "agreed": pytest.approx(np.nan, nan_ok=True),
        "sting": 2.0,
        "extra.a": None,
        "extra.easy apply": "yes",
    }
    empty = table.iloc[0]
    assert (empty["alias"], empty["outcome"], empty["kind"], empty["buying_question"]) == (
        "ask 2",
        "waiting",
        None,
        None,
    )
    assert empty[["answered_on", "door_on", *NUMBERS]].isna().all()
    assert tables.row(log.asks[1])["agreed"] is None


def test_where_an_ask_stands_in_the_table(log: Log) -> None:
    log.ask(
        "fell",
        on="2026-03-02",
        outcome="yes",
        answered_on="2026-03-04",
        terms="less",
        agreed=0,
        words="Sure.",
    )
    log.answer(1, "fell_through", on="2026-03-20", words="Budget cut.", reason="money")
    log.ask("implied", on="2026-03-02", outcome="fell_through")
    log.ask(
        "no then yes", on="2026-03-02", outcome="no_unclear", answered_on="2026-03-03", words="No."
    )
    log.answer(3, "yes", on="2026-04-03", terms="as_asked")
    log.ask(
        "silence left", on="2026-03-02", outcome="silence", words="nothing", stage="phone screen"
    )
    log.step(4, "advanced", on="2026-04-01", stage="interview")
    table = tables.asks(log).set_index("alias")
    shown = ("outcome", "words", "terms", "agreed", "stage", "reason")
    assert {entry.ask.alias: [tables.row(entry)[name] for name in shown] for entry in log.asks} == {
        "fell": ["fell_through", "Budget cut.", "less", 0.0, None, "money"],
        "implied": ["fell_through", None, None, None, None, None],
        "no then yes": ["yes", None, "as_asked", None, None, None],
        "silence left": ["waiting", None, None, None, "interview", None],
    }
    answered = [None if pd.isna(day) else f"{day:%m-%d}" for day in table["answered_on"]]
    assert answered == ["03-04", None, "03-03", None]


def test_steps_are_in_order_within_each_ask(log: Log) -> None:
    log.ask("b", on="2026-03-05")
    log.ask("a", on="2026-03-02", outcome="no_unclear", stage="interview")
    log.step(2, "followed_up", on="2026-03-03")
    log.answer(1, "yes", on="2026-03-06", agreed=5, terms="more")
    table = tables.steps(log)
    assert [
        tuple("" if pd.isna(cell) else cell for cell in row)
        for row in table[["number", "what", "outcome", "stage", "agreed"]].astype(object).values
    ] == [
        (2, "advanced", "", "interview", ""),
        (2, "answered", "no_unclear", "", ""),
        (2, "followed_up", "", "", ""),
        (1, "answered", "yes", "", 5.0),
    ]
    assert [None if pd.isna(day) else str(day.date()) for day in table["on"]] == [
        None,
        None,
        "2026-03-03",
        "2026-03-06",
    ]
    assert table["on"].dtype == table["door_on"].dtype == "datetime64[s]"


def test_the_log_as_it_stood(log: Log) -> None:
    log.ask("a", on="2026-03-02")
    log.answer(1, "silence", on="2026-03-16")
    log.answer(1, "yes", on="2026-04-01")
    log.ask("b", on="2026-03-10", outcome="no_final")
    then = tables.asks(log, date(2026, 3, 20))
    assert list(zip(then["alias"], then["outcome"], strict=True)) == [
        ("a", "silence"),
        ("b", "no_final"),
    ]
    assert then["answered_on"].isna().all()
    assert list(tables.steps(log, date(2026, 3, 20))["outcome"]) == ["silence", "no_final"]
    assert list(tables.asks(log, date(2026, 3, 5))["outcome"]) == ["waiting"]
    assert len(tables.asks(log, date(2026, 3, 1))) == 0


def test_reflections_and_links(log: Log) -> None:
    log.ask("a", outcome="no_opening")
    log.ask("b")
    log.reflect("00.where", {"rating": 3})
    log.reflect("sting.now", 1, ask=1)
    log.link(1, to=2)
    log.link(1, words="time")
    told = tables.reflections(log)
    assert list(told) == ["at", "prompt", "answer", "number", "step", "about"]
    assert str(told["at"].dtype).endswith("UTC]")
    assert list(told["answer"]) == [{"rating": 3}, 1]
    assert list(told["number"].fillna(0)) == [0, 1]
    assert next(iter(told["step"])) is None
    links = tables.links(log)
    assert list(links) == ["number", "to", "words"]
    told_links = [
        ["" if pd.isna(cell) else cell for cell in row] for row in links.astype(object).values
    ]
    assert told_links == [[1.0, 2.0, ""], [1.0, "", "time"]]


def test_a_table_is_made_anew_after_each_change(log: Log) -> None:
    log.ask("a", outcome="no_unclear")
    assert list(tables.asks(log)["outcome"]) == ["no_unclear"]
    log.change(1, outcome="no_final", kind="job")
    assert tables.asks(log)[["outcome", "kind"]].values.tolist() == [["no_final", "job"]]
    log.reflect("sting.now", 4, ask=1)
    assert list(tables.asks(log)["sting"]) == [4.0]
    log.undo()
    assert tables.asks(log)["sting"].isna().all()


def test_foreign_lines_that_check_break_no_table(home: Path) -> None:
    lines = [
        ask(1, 1, "a", on="0001-01-01", chance=40, amount=7),
        step(2, "a", "s", what="answered", outcome="silence", on="9999-12-31"),
        raw(3, "r", {"prompt": "p", "answer": [1]}, "reflection", at="yesterday"),
        raw(4, "l", {"ask": "nobody", "to": "a"}, "link"),
        raw(5, "r2", {"prompt": "sting.now", "answer": {"x": 1}, "ask": "a"}, "reflection"),
    ]
    journal(home / "journal", *lines)
    log = Log(Journal(home / "journal"))
    assert log.problems == []
    assert str(tables.asks(log)["asked_on"].iloc[0].date()) == "0001-01-01"
    assert len(tables.steps(log)) == 1
    assert tables.reflections(log)["at"].isna().tolist() == [True, False]
    assert tables.links(log)["to"].tolist() == [1.0]


@pytest.mark.parametrize("name", BORROWED)
def test_the_borrowed_logs_are_tables_too(name: str) -> None:
    log = borrow(name)
    table = tables.asks(log)
    assert_types(table)
    assert set(table["outcome"]) <= set(OUTCOMES)
    assert table["number"].is_unique
    assert (table["asked_on"] <= pd.Timestamp(log.as_of)).all()
    assert set(tables.steps(log)["number"]) <= set(table["number"])
    assert tables.asks(log, log.as_of).equals(table)


def test_an_own_word_is_told_by_its_label(log: Log) -> None:
    log.set("word.kind.mentor", "Mentoring")
    for place in range(8):
        log.ask(kind=("mentor", "job")[place % 2], outcome="no_final")
    table = tables.asks(log)
    assert set(table["kind"]) == {"mentor", "job"}
    sentence = ratio_by(table[table["outcome"] == "no_final"], "kind").sentence
    assert "Kind Mentoring, 4 asks: 4 no." in sentence
    assert "mentor," not in sentence
