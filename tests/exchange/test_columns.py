"""What a whole column tells: its dates, its numbers, its letters; what can't be told is asked,
and never guessed.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.exchange import Imported, Map, import_asks
from workshop.exchange.columns import FORMATS, read_columns
from workshop.exchange.decoding import decoded
from workshop.exchange.sheet import Sheet
from workshop.journal import Journal, Log
from workshop.text import Problem


def amounts(
    cells: list[str], separator: str = ",", name: str = "amount", **given: Any
) -> tuple[list[Any], list[Any]]:
    """What a column of numbers is read as, and what is asked about it."""
    rows = tuple((n, {"x": cell}) for n, cell in enumerate(cells, 2))
    readings, questions = read_columns(
        Sheet(("x",), rows, separator), Map(columns={name: "x"}, **given)
    )
    return [readings[name].values.get(cell) for cell in cells], [
        question.choices for question in questions
    ]


@pytest.mark.parametrize(
    ("cells", "separator", "values", "asked"),
    [
        (["1.500", "950", "12.000", "1.250,50", "0,9"], ";", [1500, 950, 12000, 1250.5, 0.9], []),
        (["1.500"], ",", [1500], [("1500", "1.5")]),
        (["1.500", "2.5"], ",", [1500, 2.5], [("1500", "1.5")]),
        (["1.500", "0.125"], ",", [1.5, 0.125], []),
        (["1.500", "1.250.000"], ";", [1500, 1250000], []),
        (["1,500", "950"], ",", [1500, 950], []),
        (["1,500", "950"], ";", [1500, 950], [("1500", "1.5")]),
        (["1,500", "2,5"], ";", [1500, 2.5], [("1500", "1.5")]),
        (["1,500", "12.50"], ",", [1500, 12.5], []),
        (["1,500.25", "1,500"], ";", [1500.25, 1500], []),
        (["1,500", "1.500"], ",", [1500, 1500], [("1500", "1.5")]),
        (["1,5", "2.5"], ",", [1.5, 2.5], []),
        (["1 500", "1\u202f500,5", "1'500", "1’500.5"], ",", [1500, 1500.5, 1500, 1500.5], []),
        (["1,00,000", "2,50,000.5"], ",", [100000, 250000.5], []),
        (["12,34", "65,-", "80,– €"], ",", [12.34, 65, 80], []),
        ([".5", "0,5", "12.", "1e3"], ",", [0.5, 0.5, 12, 1000], []),
        (["$1,200", "€900", "1500 EUR", "USD 20.50"], ",", [1200, 900, 1500, 20.5], []),
        (["60-70k", "about 5", "5k", "-5", "1.50.0", "1,2,3", "n/a", "٣٫٥"], ",", [None] * 8, []),
        (["１５００"], ",", [1500], []),
    ],
)  # fmt: skip
def test_a_column_tells_its_decimals(
    cells: list[str], separator: str, values: list[Any], asked: list[Any]
) -> None:
    assert amounts(cells, separator) == (values, asked)


def test_a_map_settles_the_decimals() -> None:
    assert amounts(["1.500", "1,500"], decimal=".") == ([1.5, 1500], [])
    assert amounts(["1.500", "2.5"], decimal=",") == ([1500, 2.5], [])


def test_what_has_to_be_whole_tells_its_marks() -> None:
    assert amounts(["1.500", "90"], name="minutes") == ([1500, 90], [])
    assert amounts(["2.000"], name="minutes") == ([2000], [("2000", "2")])


def test_another_sign_of_money_is_told() -> None:
    rows = tuple((n, {"x": cell}) for n, cell in enumerate(["$5", "$6", "7", "€8"], 2))
    readings, _ = read_columns(Sheet(("x",), rows), Map(columns={"amount": "x"}))
    assert readings["amount"].values == {"$5": 5, "$6": 6, "7": 7, "€8": 8}
    assert list(readings["amount"].notes) == ["7", "€8"]


@given(
    st.floats(0, 1e12).map(lambda number: round(number, 2)),
    st.sampled_from([",.", ".,", " .", " ,", "'."]),
)
def test_a_number_is_read_as_it_was_written(number: float, marks: str) -> None:
    written = f"{number:,.2f}".translate({ord(","): marks[0], ord("."): marks[1]})
    assert amounts([written]) == ([number], [])


def days(cells: list[str], **given: Any) -> tuple[list[Any], list[Any]]:
    rows = tuple((n, {"x": cell}) for n, cell in enumerate(cells, 2))
    readings, questions = read_columns(Sheet(("x",), rows), Map(columns={"asked_on": "x"}, **given))
    return [readings["asked_on"].values.get(cell) for cell in cells], [
        question.guess for question in questions
    ]


MAY_13, JUNE_1 = date(2025, 5, 13), date(2025, 6, 1)


@pytest.mark.parametrize("way", FORMATS)
def test_each_way_to_write_dates_is_found_by_its_column(way: str) -> None:
    written = [
        day.strftime(way) for day in (MAY_13, JUNE_1, date(2025, 12, 31), date(2025, 11, 30))
    ]
    found, asked = days(written)
    assert found == [MAY_13, JUNE_1, date(2025, 12, 31), date(2025, 11, 30)] or asked


@pytest.mark.parametrize(
    ("cells", "found", "guesses"),
    [
        (["2025-05-13T10:00:00Z", "2025-6-1 9:30", "2025-05-13 23:59:59.9+02:00"], [MAY_13, JUNE_1, MAY_13], []),
        (["13.05.2025 10:00", "1.6.2025"], [MAY_13, JUNE_1], []),
        (["05/13/2025", "06/01/2025"], [MAY_13, JUNE_1], []),
        (["13/05/25", "01/06/25"], [MAY_13, JUNE_1], ["%d/%m/%y"]),
        (["May 13, 2025", "2025-06-01"], [MAY_13, JUNE_1], []),
        (["13 May 2025", "2025-06-01", "next week", ""], [MAY_13, JUNE_1, None, None], []),
        (["13/05/2025", "06/01/2025", "05/14/2025"], [MAY_13, None, date(2025, 5, 14)], []),
        (["01/02/2025", "02/02/2025", "03/02/2025"], [date(2025, 2, day) for day in (1, 2, 3)], ["%d/%m/%Y"]),
        (["02/01/2025", "02/02/2025", "02/03/2025"], [date(2025, 2, day) for day in (1, 2, 3)], ["%m/%d/%Y"]),
        (["03/04/2025"], [None], [None]),
        (["03/03/2025", "04/04/2025"], [date(2025, 3, 3), date(2025, 4, 4)], []),
        (["2025-02-30", "20250513"], [None, MAY_13], []),
    ],
)  # fmt: skip
def test_a_column_tells_its_dates(cells: list[str], found: list[Any], guesses: list[Any]) -> None:
    assert days(cells) == (found, guesses)


def test_a_map_that_fits_a_part_of_the_dates_is_refused_with_the_one_that_fits() -> None:
    with pytest.raises(Problem, match=r'"x": %m/%d/%Y reads all 3 dates, %d/%m/%Y only 1\.'):
        days(["05/13/2025", "06/30/2025", "05/06/2025"], dates="%d/%m/%Y")
    with pytest.raises(Problem, match=r'"x": %d\.%m\.%Y reads all 2 dates, %m/%d/%Y only 0\.'):
        days(["13.05.2025", "01.06.2025"], dates="%m/%d/%Y")
    assert days(["05/13/2025", "06/01/2025", "soon"], dates="%m/%d/%Y") == (
        [MAY_13, JUNE_1, None],
        [],
    )
    assert days(["05/13/2025", "2025-06-01"], dates="%m/%d/%Y") == ([MAY_13, JUNE_1], [])
    assert days(["03/04/2025"], dates="%m/%d/%Y") == ([date(2025, 3, 4)], [])
    with pytest.raises(Problem, match=r'"x": %m/%d/%Y reads 4 dates, %d/%m/%Y only 3\.'):
        days(
            ["05/13/2025", "13/05/2025", "05/06/2025", "06/05/2025", "06/30/2025"], dates="%d/%m/%Y"
        )
    assert days(["2025-13-05", "2025-01-06"], dates="%Y-%d-%m") == ([MAY_13, JUNE_1], [])
    with pytest.raises(Problem, match=r'"x": %Y-%m-%d reads all 2 dates, %Y-%d-%m only 1\.'):
        days(["2025-05-13", "2025-05-06"], dates="%Y-%d-%m")


def test_a_column_that_the_map_does_not_fit_at_all_may_have_its_own_way() -> None:
    rows = ((2, {"a": "05/13/2025", "b": "1.6.2025"}), (3, {"a": "06/01/2025", "b": "2025-06-02"}))
    mapped = Map(columns={"asked_on": "a", "answered_on": "b"}, dates="%m/%d/%Y")
    readings, questions = read_columns(Sheet(("a", "b"), rows), mapped)
    assert (list(readings["answered_on"].values.values()), questions) == (
        [date(2025, 6, 2), JUNE_1],
        [],
    )


def test_a_column_that_can_be_read_in_two_ways_follows_one_that_cannot() -> None:
    rows = (
        (2, {"a": "01/02/2025", "b": "03/30/2025"}),
        (3, {"a": "03/04/2025", "b": "04/05/2025"}),
    )
    readings, questions = read_columns(
        Sheet(("a", "b"), rows), Map(columns={"asked_on": "a", "answered_on": "b"})
    )
    assert (list(readings["asked_on"].values.values()), questions) == (
        [date(2025, 1, 2), date(2025, 3, 4)],
        [],
    )


@given(
    st.lists(st.text(st.characters(codec="utf-8"), max_size=12), max_size=8),
    st.sampled_from(["amount", "asked_on"]),
)
def test_whatever_a_column_holds_it_is_read_or_left(cells: list[str], name: str) -> None:
    rows = tuple((n, {"x": cell}) for n, cell in enumerate(cells, 2))
    readings, _ = read_columns(Sheet(("x",), rows), Map(columns={name: "x"}))
    assert set(readings[name].values) <= {cell.strip() for cell in cells}


# Letters

NAMES = {
    "cp1252": [
        "Müller & Söhne",
        "Société Générale déjà",
        "Peña y Compañía",
        "Città di Forlì",
        "Malmö Åkeri",
        "Œuvre – 50 €",
    ],
    "cp1250": ["Łódź Żółw", "Dvořák", "Plzeňský Prazdroj", "Győr Kft."],
    "cp1251": ["Привет мир", "Газпром", "ООО Ромашка"],
    "koi8_r": ["Привет мир", "Газпром"],
    "cp1253": ["Αθήνα", "Ελλάδα ΑΕ"],
    "cp1254": ["Şişli Güneş", "Türkiye İş Bankası"],
    "cp1255": ["שלום", "בנק לאומי"],
    "gb18030": ["五天通信", "北方公司", "中国移动"],
    "big5": ["台灣大學", "國泰世華"],
    "cp932": ["東京電力", "ソニー株式会社", "トヨタ"],
    "euc_jp": ["東京電力", "トヨタ自動車"],
    "cp949": ["삼성전자", "현대자동차"],
    "mac_roman": ["Café Zürich", "Señor Müller"],
    "cp850": ["Müller", "Señor"],
    "utf_16_le": ["Müller", "Łódź", "五天通信"],
    "utf-16": ["Müller", "Łódź", "五天通信"],
    "iso2022_jp": ["東京電力"],
    "utf-8": ["Müller", "Łódź", "五天通信", "👩🏽‍💻"],
}


@pytest.mark.parametrize(
    ("encoding", "name"), [(encoding, name) for encoding, names in NAMES.items() for name in names]
)
def test_letters_are_read_right_or_asked_about(encoding: str, name: str) -> None:
    text = f"asked_on,alias,outcome\n2025-01-06,{name},no_final\n"
    found, questions = decoded("x.csv", text.encode(encoding))
    if not questions:
        assert found.removeprefix("\ufeff") == text
    else:
        (question,) = questions
        assert any(
            text.encode(encoding).decode(choice, "replace") == text for choice in question.choices
        )
        assert decoded("x.csv", text.encode(encoding), question.guess) == (found, [])


def test_most_western_letters_need_no_question() -> None:
    for name in (
        "Müller & Söhne",
        "Café Müller – 50 €",
        "Größe: 20 °C, „Büro“",
        "Schöne Grüße, Bäckerei Özgür",
        "Très bientôt, désolé, déjà reçu, fête où",
        "Malmö Åkeri på väg, från måndag: tack så mycket, hälsningar Åsa",
    ):
        text = f"asked_on,alias\n2025-01-06,{name}\n"
        assert decoded("x.csv", text.encode("cp1252")) == (text, [])


def test_a_broken_letter_in_utf8_is_asked_about() -> None:
    raw = "asked_on,alias\n2025-01-06,Müller Söhne\n2025-01-07,".encode() + b"\xfcber\n"
    text, (question,) = decoded("x.csv", raw)
    assert ("Müller Söhne" in text, question.guess) == (True, "utf-8")


@pytest.fixture
def log(home: Path) -> Log:
    return Log(Journal(home / "journal"))


def brought(
    log: Log, home: Path, raw: bytes, mapped: Map | None = None, **options: bool
) -> Imported:
    (home / "x.csv").write_bytes(raw)
    return import_asks(log, home / "x.csv", mapped, **options)


def test_what_is_asked_holds_everything_until_it_is_answered(log: Log, home: Path) -> None:
    raw = "asked_on,alias,amount\n2025-01-06,北方公司,1.500\n2025-01-07,x,\n".encode("gb18030")
    found = brought(log, home, raw)
    assert (found.held, found.change, len(found.questions), log.asks) == (True, None, 2, [])
    assert found.sentence == "2 questions first; nothing was imported yet."
    told = brought(log, home, raw, Map(columns={}, encoding="gb18030", decimal="."))
    assert (told.held, told.asks, log.asks[0].ask.alias, log.asks[0].ask.amount) == (
        False,
        2,
        "北方公司",
        1.5,
    )


def test_a_guess_is_taken_and_what_has_none_is_not(log: Log, home: Path) -> None:
    assert brought(log, home, b"asked_on,alias\n03/04/2025,x\n", yes=True).held
    assert brought(log, home, b"asked_on,alias,amount\n2025-01-06,x,1.500\n", yes=True).asks == 1
    assert (
        brought(
            log, home, b"asked_on,alias\n03/04/2025,y\n", Map(columns={}, dates="%d/%m/%Y")
        ).asks
        == 1
    )
    assert [(entry.ask.asked_on, entry.ask.amount) for entry in log.asks] == [
        (date(2025, 1, 6), 1500),
        (date(2025, 4, 3), None),
    ]
