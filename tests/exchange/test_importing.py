"""Import: good rows become one change, the others are told in words, and nothing is ever
imported twice.
"""

import json
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import HOSTILE, answers, ask_fields
from workshop import tables
from workshop.exchange import Imported, Map, export, import_asks, read_map
from workshop.exchange.export import as_csv
from workshop.exchange.sheet import guarded, read_sheet, unguarded
from workshop.journal import Journal, Log, Memory
from workshop.samples import BORROWED, borrow
from workshop.text import Problem

STILL_TO_COME = date.today() + timedelta(2)


@pytest.fixture
def log(home: Path) -> Log:
    return Log(Journal(home / "journal"))


@pytest.fixture
def place(home: Path) -> Path:
    return home / "log.csv"


def sheet(place: Path, *lines: str, encoding: str = "utf-8") -> Path:
    place.write_bytes("\n".join(lines).encode(encoding))
    return place


def refusal(*arguments: Any, **named: Any) -> str:
    with pytest.raises(Problem) as problem:
        import_asks(*arguments, **named)
    assert "\n" not in str(problem.value)
    return str(problem.value)


def shown(log: Log) -> list[dict[str, Any]]:
    return [{**tables.row(entry), "number": 0, "origin": None} for entry in log.asks]


# With our own headers


def test_our_own_headers_need_no_map(log: Log, place: Path) -> None:
    sheet(
        place,
        "asked_on,alias,kind,channel,outcome,answered_on,reason,amount,sting,extra.easy apply,Notes",
        '2026-03-02,Acme,job,written,No final,2026-03-09,timing,"1,500",3,yes,x',
        "2026-03-03,,Client,call,,,,,,,",
        "",
        "2026-03-04,Beta,,,silence,,,,,,",
    )
    found = import_asks(log, place)
    assert (found.asks, found.known, found.skipped, found.problems, found.unused) == (
        3,
        0,
        0,
        [],
        ["Notes"],
    )
    assert found.sentence == "3 asks imported."
    assert [
        (e.ask.number, e.ask.name, e.ask.kind, e.outcome, e.answered_on, e.sting, e.ask.amount)
        for e in log.asks
    ] == [
        (1, "Acme", "job", "no_final", date(2026, 3, 9), 3, 1500.0),
        (2, "ask 2", "client", "waiting", None, None, None),
        (3, "Beta", None, "silence", None, None, None),
    ]
    assert log.asks[0].ask.extra == {"easy apply": "yes"}
    assert log.asks[0].steps[0].reason == "timing"


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        ("next week,x,,", "asked_on", '"next week" is no date that can be read. The row was imported without that date.'),
        ("03/02/2026,x,,", "asked_on", '"03/02/2026" can be 2026-02-03 or 2026-03-02. Please write it as 2026-03-31. The row was imported without that date.'),
        (f"{STILL_TO_COME},x,,", "asked_on", f"{STILL_TO_COME} is still to come. Please give a day up to today, {date.today()}. The row was imported without that date."),
        ("1969-01-01,x,,", "asked_on", "1969-01-01 is before 1970. Please check the year. The row was imported without that date."),
        (f"2026-03-02,{'x' * 100_000},yes,", "alias", "100,000 characters are too many; 200 are allowed. Please shorten it. It was cut."),
        (f"2026-03-02,{'x' * 200_000},yes,", "alias", "200,000 characters are too many; 200 are allowed. Please shorten it. It was cut."),
        ("2026-03-02,x,yes,about 5k", "amount", '"about 5k" is no plain number. Please write digits only, such as 1500. The row was imported without that cell.'),
        ("2026-03-02,x,yes,-5", "amount", "-5 does not fit. Please give a number from 0 to 1,000,000,000,000,000. The row was imported without that cell."),
        ("2026-03-02,x,yes,,pigeon", "channel", '"pigeon" is none of in_person, call, written or form. Please choose one. The row was imported without that cell.'),
        ("2026-03-02,x,yes,,,wish", "kind", '"wish" is none of job, client, money, idea, help, contact or other. Please choose one. The row was imported without that cell.'),
        ("2026-03-02,x,yes,,,,soon", "minutes", '"soon" is no plain number. Please write digits only, such as 1500. The row was imported without that cell.'),
        ("2026-03-02,x,yes,,,,,101", "chance", "101 does not fit. Please give a number from 0 to 100. The row was imported without that cell."),
        ("2026-03-02,x,yes,,,,,,Jan 20", "answered_on", '"Jan 20" is no date that can be read. The row was imported without that date.'),
        ("2026-03-02,x,yes,,,,,,,7", "sting", "7 does not fit. Please give a number from 0 to 4. The row was imported without that cell."),
        ("2026-03-02,x,yes,,,,,,,,maybe", "buying_question", "please write yes or no. The row was imported without that cell."),
        ("2026-03-02,x,no_final,,,,,,,,,,5", "agreed", 'It belongs to a yes, but the outcome is "no_final". The row was imported without that cell.'),
        ("2026-03-02,x,no_final,,,,,,,,,later", "door", "nothing is asked after a final or an unfair no. Please choose another door. The row was imported without that cell."),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_costs_that_cell(
    log: Log, place: Path, row: str, column: str, problem: str
) -> None:
    headers = "asked_on,alias,outcome,amount,channel,kind,minutes,chance,answered_on,sting,buying_question,door,agreed"
    sheet(place, headers, "2026-03-01,good,yes,5", row, "2026-03-03,fine,,")
    found = import_asks(log, place)
    assert found.problems == [{"row": 3, "column": column, "problem": problem}]
    assert sorted(entry.ask.alias[:4] for entry in log.asks) == sorted(
        ["good", row.split(",")[1][:4], "fine"]
    )
    assert found.sentence == "3 asks imported, 1 problem to look at."


def test_a_note_too_long_is_cut_and_stays_whole_letters(log: Log, place: Path) -> None:
    sheet(
        place,
        "asked_on,outcome,words,extra.note",
        f"2026-03-02,no_final,{'ab ' * 4000},{chr(0xFB2C) * 10_001}",
    )
    problems = import_asks(log, place).problems
    assert [problem["column"] for problem in problems] == ["words", "extra.note"]
    assert all(problem["problem"].endswith("It was cut.") for problem in problems)
    (entry,) = log.asks
    assert entry.steps[0].words == ("ab " * 4000)[:10_000].strip()
    assert 9_000 < len(entry.ask.extra["note"]) <= 10_000


@pytest.mark.parametrize("row", [",,,7,form", ",,,,"])
def test_a_row_that_says_nothing_of_an_ask_is_told(log: Log, place: Path, row: str) -> None:
    sheet(
        place,
        "asked_on,alias,outcome,amount,channel,total",
        "2026-03-01,good,yes,5,form",
        f"{row},7",
    )
    (problem,) = import_asks(log, place).problems
    assert (
        problem["problem"] == "Nothing in this row says what was asked. The row was not imported."
    )
    assert len(log.asks) == 1


def test_a_word_that_is_no_outcome_is_never_guessed(log: Log, place: Path) -> None:
    sheet(place, "asked_on,alias,outcome", "2026-03-02,x,Ghosted", "2026-03-02,y,no answer")
    (problem,) = import_asks(log, place).problems
    assert problem["problem"].startswith('"Ghosted" is none of yes, no_unclear,')
    assert problem["problem"].endswith("Please choose one. The row was not imported.")
    assert [entry.outcome for entry in log.asks] == ["silence"]


def test_an_answer_before_its_ask_is_listed_and_undated(log: Log, place: Path) -> None:
    sheet(
        place,
        "asked_on,alias,outcome,answered_on",
        "2026-03-02,early,NO_FINAL,2026-03-01",
        "2026-03-02,silent,silence,2026-03-09",
        "2026-03-02,open,,2026-03-09",
        f"2026-03-02,future,yes,{STILL_TO_COME}",
        "2026-03-02,right,No Final,2026-03-09",
        "2026-03-02,back,withdrawn,2026-03-09",
        ",unknown,no_final,2026-03-09",
    )
    found = import_asks(log, place)
    without = "The row was imported without that date."
    assert [(problem["row"], problem["problem"]) for problem in found.problems] == [
        (2, f"The answer of 2026-03-01 is dated before its ask of 2026-03-02. {without}"),
        (3, f'2026-03-09 is the date of an answer, but the outcome is "silence". {without}'),
        (4, f'2026-03-09 is the date of an answer, but the outcome is "waiting". {without}'),
        (
            5,
            f"{STILL_TO_COME} is still to come. Please give a day up to today, {date.today()}. {without}",
        ),
    ]
    assert {problem["column"] for problem in found.problems} == {"answered_on"}
    assert {
        entry.ask.alias: (entry.outcome, [step.on for step in entry.steps]) for entry in log.asks
    } == {
        "early": ("no_final", [None]),
        "silent": ("silence", [None]),
        "open": ("waiting", []),
        "future": ("yes", [None]),
        "right": ("no_final", [date(2026, 3, 9)]),
        "back": ("withdrawn", [date(2026, 3, 9)]),
        "unknown": ("no_final", [date(2026, 3, 9)]),
    }


def test_headers_that_are_not_ours_need_a_map(log: Log, place: Path) -> None:
    sheet(place, "Date,Company", "2026-03-02,Acme")
    assert refusal(log, place) == (
        'There is no column "asked_on". Give the headers our names (asked_on, alias, kind, channel, outcome, ...), '
        "or give a map: workshop import FILE --map MAP.json."
    )
    assert log.asks == []


# With a map


def test_a_map(log: Log, place: Path) -> None:
    sheet(
        place,
        "Sent;Firm ;Said;Back;Easy?;Stage",
        "02.03.2026;Acme;REJECTED;9.3.2026;y;",
        "03.03.2026;Beta; interview ;;n;",
        "04.03.2026;Gamma;;;;phone",
        "05.03.2026;Delta;not sent;;;",
        "06.03.2026;Eps;Hm;;;",
        "07.03.2026;Zeta;Dunno;;;",
    )
    mapped = Map(
        columns={
            "asked_on": "Sent",
            "alias": "Firm ",
            "outcome": "Said",
            "answered_on": "Back",
            "extra.easy": "Easy?",
            "stage": "Stage",
        },
        outcomes={
            "Rejected": "no_unclear",
            "Interview": {"outcome": "yes", "stage": "interview"},
            "Hm": None,
        },  # type: ignore[dict-item]
        dates="%d.%m.%Y",
        skip={"Said": ["Not sent"]},
    )
    map_file = place.with_name("map.json")
    map_file.write_text(
        "\ufeff"
        + json.dumps(
            {
                "columns": mapped.columns,
                "outcomes": mapped.outcomes,
                "dates": mapped.dates,
                "skip": mapped.skip,
            }
        )
    )
    found = import_asks(log, place, read_map(map_file))
    assert (found.asks, found.skipped, found.unused) == (3, 1, [])
    assert found.columns == mapped.columns
    assert found.outcomes == {
        "Rejected": "no_unclear",
        "Interview": "yes",
        "Hm": None,
        "Dunno": None,
    }
    assert found.problems == [
        {
            "row": 6,
            "column": "Said",
            "problem": 'The map does not say which outcome "Hm" is. Please add it. The row was not imported.',
        },
        {
            "row": 7,
            "column": "Said",
            "problem": 'The map does not say which outcome "Dunno" is. Please add it. The row was not imported.',
        },
    ]
    assert (
        found.sentence == "3 asks imported, 1 row skipped as the map says, 2 problems to look at."
    )
    assert [
        (e.ask.alias, e.outcome, e.answered_on, [s.stage for s in e.steps if s.stage])
        for e in log.asks
    ] == [
        ("Acme", "no_unclear", date(2026, 3, 9), []),
        ("Beta", "yes", None, ["interview"]),
        ("Gamma", "waiting", None, ["phone"]),
    ]


def test_an_empty_word_may_be_mapped(log: Log, place: Path) -> None:
    sheet(place, "d,o", "2026-03-02,", "2026-03-03,x")
    import_asks(
        log,
        place,
        Map(columns={"asked_on": "d", "outcome": "o"}, outcomes={"": "silence", "X": "yes"}),
    )
    assert [entry.outcome for entry in log.asks] == ["silence", "yes"]


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        (
            {"asked_on": "Sent", "alias": "Frim"},
            'The map names the column "Frim", which the file does not have. It has Sent, Firm. Nothing was imported.',
        ),
        (
            {"asked_on": "A", "alias": "B"},
            'The map names the column "A" and "B", which the file does not have. It has Sent, Firm. Nothing was imported.',
        ),
        (
            {"alias": "Firm"},
            'The map does not say which column is "asked_on", the day of the ask. Nothing was imported.',
        ),
    ],
)
def test_a_map_that_does_not_fit_refuses_the_whole_file(
    log: Log, place: Path, columns: dict[str, str], sentence: str
) -> None:
    sheet(place, "Sent,Firm", "2026-03-02,Acme")
    assert refusal(log, place, Map(columns=columns)) == sentence
    assert log.asks == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "m.json: this is no map that can be read: Input data was truncated."),
        ("[]", "m.json: this is no map that can be read: Expected `object`, got `array`."),
        ("{}", "m.json: this is no map that can be read: Object missing required field `columns`."),
        (
            '{"columns": {"asked_on": 3}}',
            "m.json: this is no map that can be read: Expected `str`, got `int` - at `$.columns[...]`.",
        ),
        (
            '{"columns": {}, "colour": 1}',
            "m.json: this is no map that can be read: Object contains unknown field `colour`.",
        ),
        (
            '{"columns": {"wish": "d"}}',
            'm.json: the map names a field "wish", which we do not have.',
        ),
        (
            '{"columns": {}, "outcomes": {"x": "maybe"}}',
            'm.json: "maybe" is none of yes, no_unclear, no_for_now, no_final, no_opening, silence, fell_through, waiting or withdrawn.',
        ),
        ('{"columns": {}, "dates": "%Q"}', None),
        ('{"columns": {}, "dates": "%d %d"}', None),
        (
            '{"columns": {}, "dates": "%d.%m."}',
            "m.json: this is no map that can be read: dates have no year.",
        ),
        ('{"columns": {}, "dates": "%"}', None),
        ("[" * 100_000, None),
        ('{"columns": {"asked_on": "\\ud800"}}', None),
        (b'{"columns": {"asked_on": "\xff"}}', None),
    ],
)
def test_a_map_that_is_none(home: Path, text: str | bytes, sentence: str | None) -> None:
    place = home / "m.json"
    place.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(Problem) as problem:
        read_map(place)
    assert str(problem.value) == sentence or (
        sentence is None and str(problem.value).startswith("m.json: this is no map")
    )


def test_a_map_that_is_not_there(home: Path) -> None:
    with pytest.raises(
        Problem,
        match=r"^m\.json: the map can't be read \(No such file or directory\)\. Please check its name\.$",
    ):
        read_map(home / "m.json")


# Once, and back


LINES = (
    "asked_on,alias,outcome",
    "2026-03-02,Acme,yes",
    "2026-03-02,Acme,yes",
    "2026-03-03,Beta,no_final",
)


def test_the_same_file_twice_adds_none_and_equal_rows_are_both_asks(log: Log, place: Path) -> None:
    sheet(place, *LINES)
    assert import_asks(log, place).asks == 3
    again = import_asks(log, place)
    assert (again.asks, again.known, again.change) == (0, 3, None)
    assert again.sentence == "0 asks imported, 3 were there already."
    sheet(place, *LINES, "2026-03-02,Acme,yes")
    assert import_asks(Log(Journal(place.parent / "journal")), place).asks == 1


def test_an_import_is_one_change_undone_whole_and_may_come_again(log: Log, place: Path) -> None:
    log.ask("by hand", on="2026-03-01")
    before = shown(log)
    found = import_asks(log, sheet(place, *LINES))
    after = [(entry.id, entry.ask, entry.outcome) for entry in log.asks]
    assert log.undo(found.change).sentence == "Undone: the import, 3 asks: Acme, Acme and Beta."
    assert shown(log) == before
    assert import_asks(log, place).asks == 3
    assert [
        (entry.id, entry.ask, entry.outcome) for entry in log.asks
    ] == after  # with the numbers that they had
    log.undo()
    log.undo()
    assert [(entry.id, entry.ask, entry.outcome) for entry in log.asks] == after


def test_a_removed_ask_stays_removed(log: Log, place: Path) -> None:
    found = import_asks(log, sheet(place, *LINES))
    log.remove(3)
    assert import_asks(log, place).asks == 0
    log.undo()
    assert len(log.asks) == 3
    log.undo()  # removed again
    assert import_asks(log, place).asks == 0
    assert log.undo(found.change).left == ("Beta",)
    assert import_asks(log, place).asks == 2
    assert [entry.ask.alias for entry in log.asks] == ["Acme", "Acme"]


def test_a_removed_ask_that_was_logged_by_hand_stays_removed(log: Log, place: Path) -> None:
    log.ask("Beta", on="2026-03-03")
    log.remove(1)
    assert import_asks(log, sheet(place, *LINES)).asks == 2


def test_a_changed_ask_is_still_known(log: Log, place: Path) -> None:
    import_asks(log, sheet(place, *LINES))
    log.change(3, alias="Beta Ltd", kind="job")
    assert import_asks(log, place).asks == 0
    export(log, place, force=True)
    assert import_asks(log, place).asks == 0


def test_asks_logged_by_hand_are_known(log: Log, place: Path) -> None:
    log.ask("Acme", on="2026-03-02", kind=None)
    found = import_asks(log, sheet(place, *LINES))
    assert (found.asks, found.changed, found.known) == (2, 1, 0)
    assert [entry.outcome for entry in log.asks] == ["yes", "yes", "no_final"]


def test_two_devices_that_import_the_same_file_make_no_twins(
    home: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet(place, *LINES)
    for device in ("a", "b"):
        monkeypatch.setenv("XDG_STATE_HOME", str(home / device))
        import_asks(Log(Journal(home / device / "journal")), place)
    both = home / "both"
    both.mkdir()
    for device in ("a", "b"):
        for path in (home / device / "journal").iterdir():
            path.rename(both / path.name)
    assert [(entry.ask.alias, entry.ask.number) for entry in Log(Journal(both)).asks] == [
        ("Acme", 1),
        ("Acme", 2),
        ("Beta", 3),
    ]


def test_a_trial_changes_nothing(log: Log, place: Path) -> None:
    found = import_asks(log, sheet(place, *LINES), dry_run=True)
    assert (found.asks, found.change, log.asks) == (3, None, [])


def test_five_hundred_past_asks_at_once(log: Log, place: Path) -> None:
    sheet(
        place,
        "asked_on,alias,outcome",
        *(f"2025-{1 + n % 12:02}-{1 + n % 28:02},firm {n},silence" for n in range(500)),
    )
    found = import_asks(log, place)
    assert (found.asks, len(log.asks)) == (500, 500)
    assert len({entry.ask.number for entry in log.asks}) == 500


# Whatever comes


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_separators_line_ends_and_encodings(
    place: Path, separator: str, end: str, encoding: str
) -> None:
    lines = [
        ["asked_on", '"alias, or; name"', "words"],
        ["2026-03-02", "Café Müller – 50 €", '"one""s'],
        ["", "", 'two"'],
    ]
    place.write_bytes(
        f"{separator.join(lines[0])}{end}{separator.join(lines[1])}{end}".encode(encoding)
        + "x".encode(encoding)[:0]
    )
    assert (
        read_sheet_or_problem(place)
        == f'{place.name}: a quotation mark (") is opened and not closed. Please mend it.'
    )
    lines[1][2] = '"one""s"'
    place.write_bytes(
        f"{separator.join(lines[0])}{end}{separator.join(lines[1])}{end}".encode(encoding)
    )
    found = read_sheet(place)
    assert found.headers == ("asked_on", "alias, or; name", "words")
    assert found.rows == (
        (2, {"asked_on": "2026-03-02", "alias, or; name": "Café Müller – 50 €", "words": 'one"s'}),
    )


def read_sheet_or_problem(place: Path) -> object:
    try:
        return read_sheet(place)
    except Problem as problem:
        return str(problem)


def test_quotes_within_a_cell_are_forgiven(place: Path) -> None:
    assert read_sheet(sheet(place, "a,b", '"say" what,2', 'a "b" c,3')).rows == (
        (2, {"a": "say what", "b": "2"}),
        (3, {"a": 'a "b" c', "b": "3"}),
    )


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", "", "a.csv: the file is empty."),
        ("a.csv", "\n \n,,\n", "a.csv: the file is empty."),
        ("a.xlsx", "PK", "a.xlsx: please save the spreadsheet as CSV, then import that file."),
        (
            "a.csv",
            ",".join("h" * 501),
            "a.csv: up to 100,000 rows and 500 columns can be read. Please split the file.",
        ),
    ],
)
def test_sheets_that_are_none(home: Path, name: str, content: str, sentence: str) -> None:
    assert read_sheet_or_problem(sheet(home / name, content)) == sentence


def test_a_sheet_that_is_too_large(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workshop.exchange.sheet.MOST_BYTES", 10)
    said = "log.csv: this file is too large; up to 50 MB can be read. Please split it."
    assert read_sheet_or_problem(sheet(place, "asked_on,alias")) == said


def test_a_sheet_that_is_not_there(home: Path) -> None:
    said = "none.csv: it can't be read (No such file or directory). Please check the name and the folder."
    assert read_sheet_or_problem(home / "none.csv") == said
    (home / "folder.csv").mkdir()
    assert read_sheet_or_problem(home / "folder.csv") == said.replace("none", "folder").replace(
        "No such file or directory", "Is a directory"
    )


@given(st.binary(max_size=300), st.booleans())
def test_whatever_bytes_come_only_the_kits_own_error_comes(data: bytes, headed: bool) -> None:
    import tempfile

    log = Log(Memory(b""))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "x.csv"
        place.write_bytes(b"asked_on,alias,outcome,words\n" * headed + data)
        try:
            found = import_asks(log, place)
        except Problem as problem:
            assert "\n" not in str(problem)
        else:
            assert isinstance(found, Imported)
            assert found.asks == len(log.asks)


# Out


def test_no_cell_of_ours_is_a_formula_and_it_comes_back_as_it_was(log: Log, place: Path) -> None:
    for typed in HOSTILE:
        log.ask(typed, on="2026-03-02", worst=typed, extra={typed: typed})
    export(log, place)
    text = place.read_text(encoding="utf-8-sig")
    assert not [cell for cell in cut(text) if cell.startswith(SIGNS)]
    fresh = Log(Journal(place.parent / "fresh"))
    assert import_asks(fresh, place).problems == []
    assert shown(fresh) == shown(log)


SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def cut(text: str) -> set[str]:
    """The cells that any program may see in a file, whatever separator it goes by, with quotes
    honoured or not.
    """
    import csv
    import io

    cells: set[str] = set()
    for separator in ",;\t|":
        cells |= {
            cell for row in csv.reader(io.StringIO(text), delimiter=separator) for cell in row
        }
        cells |= {cell for line in text.splitlines() for cell in line.split(separator)}
    return {cell.lstrip(' "') for cell in cells}


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", ["", "a;", "a,", "a\t", "a|", "a\n", 'a;"', "a; ", "'", "a;'"])
def test_no_program_sees_a_formula_and_each_sign_comes_back(
    log: Log, place: Path, sign: str, before: str
) -> None:
    typed = f"{before}{sign}1+1"
    log.ask("x", on="2026-03-02", worst=typed, extra={"own;=1": typed})
    export(log, place)
    assert not [
        cell for cell in cut(place.read_text(encoding="utf-8-sig")) if cell.startswith(SIGNS)
    ]
    fresh = Log(Journal(place.parent / "fresh"))
    import_asks(fresh, place)
    assert (fresh.asks[0].ask.worst, fresh.asks[0].ask.extra) == (
        log.asks[0].ask.worst,
        log.asks[0].ask.extra,
    )
    export(fresh, place, force=True)
    assert import_asks(log, place).sentence == "0 asks imported, 1 was there already."


@given(st.one_of(st.text(), st.text("=+-@＝'\" ;,|\t\r\na")))
def test_the_guard_of_a_cell_is_taken_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert unguarded(guarded(guarded(text))) == guarded(text)


@given(
    st.lists(
        st.tuples(
            ask_fields,
            st.one_of(st.just("waiting"), answers),
            st.one_of(st.none(), st.integers(0, 4)),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_export_and_import_are_a_round_trip(
    asks: list[tuple[dict[str, Any], str, int | None]],
) -> None:
    import tempfile

    log, fresh = Log(Memory(b"")), Log(Memory(b""))
    for fields, outcome, felt in asks:
        made = log.ask(**fields, outcome=outcome)
        if felt is not None:
            log.reflect("sting.now", felt, ask=made.number)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "log.csv"
        export(log, place)
        found = import_asks(fresh, place)
        assert import_asks(log, place).asks == 0
        assert import_asks(fresh, place).asks == 0
    assert (found.problems, found.asks) == ([], len(asks))
    assert shown(fresh) == shown(log)


@pytest.mark.parametrize("amount", [1.125, 1500.0, 0.1, 1e16 / 10, 1234.5, 1e-7])
def test_a_number_comes_back_as_it_was(log: Log, place: Path, amount: float) -> None:
    log.ask("a", on="2026-03-02", amount=amount)
    export(log, place)
    fresh = Log(Journal(place.parent / "fresh"))
    found = import_asks(fresh, place)
    assert (found.questions, found.problems, fresh.asks[0].ask.amount) == ([], [], amount)


@pytest.mark.parametrize("name", BORROWED)
def test_a_borrowed_log_out_and_in(name: str, log: Log, place: Path) -> None:
    borrowed = borrow(name)
    said = export(borrowed, place)
    assert said == f"{len(borrowed.asks)} asks written to {place}."
    found = import_asks(log, place)
    kept = [problem for problem in found.problems if "without that date" not in problem["problem"]]
    assert (kept, found.asks) == ([], len(borrowed.asks))
    assert list(tables.asks(log)["outcome"]) == list(tables.asks(borrowed)["outcome"])


def test_as_json_every_step_and_version(log: Log, home: Path) -> None:
    log.ask("a", on="2026-03-02", amount=5, outcome="no_final", reason="timing")
    log.change(1, alias="b")
    log.reflect("sting.now", 2, ask=1)
    log.remove(1)
    log.undo()
    log.set("calm", True)
    export(log, home / "log.json")
    told = json.loads((home / "log.json").read_text(encoding="utf-8"))
    assert [
        told["asks"][0][name]
        for name in ("number", "asked_on", "alias", "amount", "outcome", "reason", "kind")
    ] == [1, "2026-03-02", "b", 5.0, "no_final", "timing", None]
    assert told["asks"][0]["steps"] == [
        {"ask": log.asks[0].id, "what": "answered", "outcome": "no_final", "reason": "timing"}
    ]
    versions = {
        record["kind"]: [version["fields"] for version in record["versions"]]
        for record in told["records"]
    }
    assert [fields and fields["alias"] for fields in versions["ask"]] == ["a", "b", None, "b"]
    assert versions["setting"] == [{"value": True}]
    assert versions["reflection"][0]["answer"] == 2


def test_a_file_is_whole_or_not_there(
    log: Log, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = home / "log.csv"
    place.write_text("mine")
    log.ask("a")
    with monkeypatch.context() as patched:
        patched.setattr(
            os, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device"))
        )
        with pytest.raises(
            Problem,
            match=r"it can't be written \(No space left on device\)\. Please choose another place\.$",
        ):
            export(log, place, force=True)
    assert place.read_text() == "mine"
    assert sorted(path.name for path in home.iterdir()) == ["journal", "log.csv", "state"]
    with pytest.raises(
        Problem, match=r"^log\.doc: please name a file that ends in \.csv or \.json\.$"
    ):
        export(log, home / "log.doc")
    with pytest.raises(
        Problem, match=r"nowhere/log\.csv: it can't be written \(No such file or directory\)"
    ):
        export(log, home / "nowhere" / "log.csv")


def test_an_empty_log_out_is_its_headers(log: Log) -> None:
    assert as_csv(log) == "\ufeff" + ",".join(tables.COLUMNS) + "\r\n"
