"""Lines pasted from a note: what each becomes, what is asked, what is refused."""

from datetime import date

import pytest

from workshop.exchange.pasted import Line, Pasted, read_lines
from workshop.text import Problem

TODAY = date(2026, 12, 1)


def pasted(text: str, way: str | None = None) -> Pasted:
    return read_lines(text, {"kind": {"mentor": "Mentoring"}}, TODAY, way)


def only(text: str) -> Line:
    found = pasted(text).lines
    assert [line.note for line in found] == [""]
    return found[0]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("- portfolio review, no, 3 March", ("portfolio review", "no_unclear", date(2026, 3, 3))),
        ("* North\tyes\t2026-10-01", ("North", "yes", date(2026, 10, 1))),
        (
            "12) a coffee with Ines, March 5, 2025, No answer",
            ("a coffee with Ines", "silence", date(2025, 3, 5)),
        ),
        ("Acme; 25.11.2026; No, final", ("Acme", "no_final", date(2026, 11, 25))),
        (
            "a raise, of ten in a hundred, no for now",
            ("a raise, of ten in a hundred", "no_for_now", None),
        ),
        ("Foo, 24 Dec., waiting", ("Foo", "waiting", date(2025, 12, 24))),
        ("May, no", ("May", "no_unclear", None)),
        ("No", ("No", None, None)),
    ],
)
def test_a_line_is_a_name_and_what_is_known_of_it(line: str, said: tuple[object, ...]) -> None:
    found = only(line)
    assert (found.fields["alias"], found.fields.get("outcome"), found.day) == said


def test_kind_and_channel_and_own_words_are_read() -> None:
    assert only("Ines, mentoring, call, yes").fields == {
        "alias": "Ines",
        "kind": "mentor",
        "channel": "call",
        "outcome": "yes",
    }


def test_a_header_and_empty_lines_are_no_asks() -> None:
    found = pasted("Name\tOutcome\tDate\n\n , ,\nNorth\tno\t2026-03-03\n")
    assert [line.fields["alias"] for line in found.lines] == ["North"]


def test_days_that_can_be_two_are_asked_together_and_never_guessed() -> None:
    text = "Bar, 3/4/2026, no\nBaz, 5/6/2026\nNorth, 2026-03-01\nSouth, 7 May 2026"
    found = pasted(text)
    assert found.unsure in ("3/4/2026", "5/6/2026")
    assert set(found.ways) == {"%d/%m/%Y", "%m/%d/%Y"}
    assert [line.day is None for line in found.lines] == [True, True, False, False]
    told = pasted(text, "%d/%m/%Y")
    assert not told.unsure
    assert [line.day for line in told.lines] == [
        date(2026, 4, 3),
        date(2026, 6, 5),
        date(2026, 3, 1),
        date(2026, 5, 7),
    ]


def test_a_day_that_does_not_exist_is_said_as_it_was_typed_and_costs_no_ask() -> None:
    line = pasted("Acme, 31 February, no").lines[0]
    assert line.fields == {"alias": "Acme", "outcome": "no_unclear"}
    assert line.note == '"31 February" is no day that can be read, so its day stays unknown.'


def test_a_day_to_come_is_said() -> None:
    note = pasted("Acme, 25.12.2026").lines[0].note
    assert note == '"25.12.2026" is still to come. Please give the day on which you asked.'


def test_the_same_line_twice_is_said_and_stays() -> None:
    first, second = pasted("Acme, no\nAcme, no").lines
    assert (first.note, first.fields) == ("", second.fields)
    assert second.note == "The same as line 1. Take it out if it is one ask."


def test_a_name_that_is_too_long_is_said() -> None:
    line = pasted("x" * 300 + ", no").lines[0]
    assert line.fields == {"outcome": "no_unclear"}
    assert line.note.startswith("300 characters are too many")


def test_nothing_and_too_much_are_refused() -> None:
    with pytest.raises(Problem, match="Nothing is pasted yet"):
        pasted(" \n - \n")
    with pytest.raises(Problem, match="These are 501 lines; 500 fit at once"):
        pasted("\n".join(f"ask {n}" for n in range(501)))
    assert len(pasted("\n".join(f"ask {n}" for n in range(500))).lines) == 500
