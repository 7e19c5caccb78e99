"""Every picture by its name and the page of them all: in one line on any log, in words, picture and
table.
"""

import re
import subprocess
import sys
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.widgets.many import own_log
from tests.widgets.test_forms import texts
from workshop.analysis.counts import counts
from workshop.exercises import save
from workshop.journal import EVERY, Log
from workshop.pictures import BY_CHOICE, PICTURES
from workshop.pictures.picture import Chosen
from workshop.samples import BORROWED, borrow, my_log
from workshop.tables import asks
from workshop.text import Problem
from workshop.widgets.panel import Panel
from workshop.widgets.picker import LogPicker
from workshop.widgets.picture import Board, Picture, PicturePage, picture

DAY = "2026-03-02"
LOGS: dict[str, dict[str, object]] = {
    "0": {"rows": 0},
    "1": {"rows": 1},
    "4": {"rows": 4, "outcome": "no_final"},
    "5": {"rows": 5},
    "40": {"rows": 40},
    "1,000": {"rows": 1000},
    "all yes": {"rows": 12, "outcome": "yes"},
    "all no": {"rows": 12, "outcome": "no_unclear"},
    "all waiting": {"rows": 12, "outcome": "waiting"},
    "all on one day": {"rows": 30, "on": DAY},
    "500 values": {"rows": 500, "extra": lambda number: {"city": f"city {number}"}},
    "numbers, dates, sentences": {
        "rows": 60,
        "extra": lambda number: {
            "pay": f"{number * 1.5}",
            "seen": f"2026-01-{1 + number % 28:02}",
            "why": f"Because of reason {number}. It was long; <b>really</b> $\\frac{{1}}{{0}}$.",
        },
    },
}
GATED = {"stages", "terms", "shades", "next_yes", "closer", "waiting", "tells"}


def opened(log: Log | LogPicker, name: str) -> Picture:
    """A picture with its gate open."""
    found = picture(log, name)
    found.press("look")
    return found


def every(panel: Panel, kind: str) -> list[dict[str, Any]]:
    """All parts of a kind that a panel shows, folded ones among them."""
    panel.redraw()

    def within(some: list[dict[str, Any]]) -> list[dict[str, Any]]:
        inside = (
            [*part.get("parts", []), *(each for row in part.get("items", []) for each in row)]
            for part in some
        )
        return [
            each for part, more in zip(some, inside, strict=True) for each in (part, *within(more))
        ]

    return [part for part in within(panel.view["parts"]) if part["part"] == kind]


def lines(panel: Panel) -> list[str]:
    """Everything that a panel says, its title left out."""
    return [part["text"] for part in every(panel, "words") if not part["tone"].startswith("title")]


def is_whole(found: Picture) -> None:
    """No trouble, its sentence is the alternative text, and no number that is none stands
    anywhere.
    """
    assert (found.trouble, found.errors) == ("", {})
    shown = [*texts(found.view["parts"])]
    (image,) = every(found, "picture")
    tables = [
        part for part in found.view["parts"] if part["part"] == "fold" and part["name"] == "table"
    ]
    for table in tables:
        (numbers,) = table["parts"]
        assert all(len(row) == len(numbers["columns"]) for row in numbers["rows"])
        shown += [*numbers["columns"], *(cell for row in numbers["rows"] for cell in row)]
    assert len(tables) <= 1
    assert image["sentence"] == " ".join(lines(found))
    assert image["sentence"][-1] in ".?"
    assert not re.search(r"\b(nan|inf|None|NaT|null)\b", " ".join([*shown, image["sentence"]]))
    assert not re.search(
        r"\b1 (?!yes\b|less\b|as\b|has\b)(\w+s|were|are)\b", image["sentence"].replace("1 of", "")
    )


@pytest.mark.parametrize("name", BY_CHOICE)
@pytest.mark.parametrize("log", BORROWED)
def test_each_picture_of_a_borrowed_log_opens_in_one_line(log: str, name: str, mine: Log) -> None:
    is_whole(opened(borrow(log), name))


@pytest.mark.parametrize("kind", LOGS)
def test_each_picture_of_any_log_has_its_sentence(kind: str, tmp_path: Path) -> None:
    told = dict(LOGS[kind])
    log = own_log(tmp_path / "own", int(str(told.pop("rows"))), **told)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name in BY_CHOICE:
            is_whole(opened(log, name))
        for field in [
            part["value"]
            for part in (every(opened(log, "ratio"), "pick") or [{"options": []}])[0]["options"]
        ]:
            found = opened(log, "ratio")
            found.press("again", by=field, also_by="weekday")
            is_whole(found)


@pytest.mark.parametrize("name", BY_CHOICE)
def test_a_guess_comes_first_where_the_picture_gives_it_away_and_is_kept(
    name: str, mine: Log
) -> None:
    found = picture(borrow("tomas"), name)
    assert (every(found, "picture") == []) == (name in GATED)
    if name not in GATED:
        return
    assert texts(found.view["parts"])[0] == "Guess first"
    found.press("guess", guess="7")
    assert lines(found)[-1].startswith("You guessed 7")
    kept = [
        (record.prompt, record.answer, record.about)
        for _, _, record in my_log().reflections(about=EVERY)
    ]
    assert kept == [(f"guess.{name}", 7.0, "tomas")]
    assert (
        len(every(picture(borrow("tomas"), name), "picture")) == 1
    )  # guessed already: nothing is left to spoil
    if name not in ("tells", "terms"):  # Maren's log has none of either
        assert every(picture(borrow("maren"), name), "picture") == []  # a guess about another log


def test_bands_of_the_amount_are_typed_and_no_button_is_without_a_name(mine: Log) -> None:
    found = opened(borrow("tomas"), "amounts")
    found.press("again", edges="1000; 2000")
    assert [words.partition(",")[0] for words in lines(found)[:3]] == [
        *("Amount up to 1", "Amount above 1", "Amount above 2")
    ]
    found.press("again", edges="ten")
    assert found.errors["edges"].startswith('"ten" is no plain number.')
    assert all(each["label"] for row in every(found, "buttons") for each in row["buttons"])


def test_how_much_of_what_was_asked_came_is_guessed_first_from_five_yeses_on(mine: Log) -> None:
    for number in range(1, 6):
        mine.ask(f"yes {number}", on=DAY, amount=100)
        mine.answer(number, "yes", on=DAY, agreed=80)
        shown = every(picture(mine, "terms"), "picture")
        assert (shown == []) == (number == 5)
    found = opened(mine, "terms")
    assert lines(found)[1].startswith("Of every 100 asked, 80 were agreed")


@pytest.mark.parametrize("name", ["stages", "terms", "shades", "next_yes", "waiting"])
def test_there_is_nothing_to_guess_in_a_log_of_four_asks(name: str, tmp_path: Path) -> None:
    assert (
        len(every(picture(own_log(tmp_path / "own", 4, outcome="no_final"), name), "picture")) == 1
    )


@pytest.mark.parametrize("name", BY_CHOICE)
def test_in_calm_mode_pictures_of_no_s_wait_and_others_have_nothing_to_hold_back(
    name: str, mine: Log
) -> None:
    mine.set("calm", True)
    found = opened(borrow("tomas"), name)
    waits = BY_CHOICE[name].draws_no
    assert (every(found, "picture") == []) == waits
    assert ("Show the no's too" in texts(found.view["parts"])) == waits
    assert lines(found)[0].endswith(".")
    if waits:
        found.press("open")
        assert len(every(found, "picture")) == 1
        found.press("close")
        assert every(found, "picture") == []


def test_three_choices_lead_to_this_version_at_the_usual_price_with_the_decider_in_the_room(
    mine: Log,
) -> None:
    found = opened(borrow("tomas"), "ratio")
    fields = [option["label"] for option in every(found, "pick")[0]["options"]]
    assert {"kind", "channel", "pitched", "size", "decider", "brought", "reason", "weekday"} <= set(
        fields
    )
    found.press("again", by="pitched")
    found.press("again", also_by="size")
    found.press("again", third_by="decider")
    assert (
        'Pitched "Explainer, 60 seconds", size usual, decider in the room, 5 asks: 2 yes, 1 of which fell through, 2 no'
        in " ".join(lines(found))
    )
    assert ["Explainer, 60 seconds, Usual, In the room", "5", "2", "2", "0", "1"] in [
        row[:6] for row in _rows(found)
    ]


def _rows(found: Picture) -> list[list[str]]:
    return [row for table in every(found, "table")[:1] for row in table["rows"]]


def test_a_chance_that_is_none_is_refused_beside_its_field_and_the_picture_stays(mine: Log) -> None:
    found = opened(mine, "closer")
    before = every(found, "picture")[0]
    for typed, told in (
        ("ten", '"ten" is no plain number.'),
        ("101", "101 does not fit."),
        ("-1", "-1 does not fit."),
    ):
        found.press("again", chance=typed)
        assert found.errors["chance"].startswith(told)
        assert (found.values["chance"], every(found, "picture")[0]) == (typed, before)
    found.press("again", chance="20")
    assert "about 20 of 100" in every(found, "picture")[0]["sentence"]
    assert found.errors == {}


def test_another_thousand_people_are_others_with_the_same_chance(mine: Log) -> None:
    found = opened(mine, "closer")
    first = _rows(found)
    found.press("reroll")
    assert _rows(found) != first
    assert "about 10 of 100" in lines(found)[0]


def test_the_page_opens_each_picture_by_choice(mine: Log) -> None:
    page = picture(borrow("tomas"))
    assert isinstance(page, PicturePage)
    for name, view in BY_CHOICE.items():
        page.press("choose", picture=name)
        assert (page.trouble, page.status, page.name) == (
            "",
            f"Opened: {view.question}",
            view.question,
        )
        assert page.view["values"]["picture"] == name
        page.press("look")
        alone = opened(borrow("tomas"), name)
        assert every(page, "picture")[0]["sentence"] == every(alone, "picture")[0]["sentence"]
    page.press("choose", picture="waiting")
    assert len(every(page, "picture")) == 1  # looked at before: it does not ask again


def test_the_page_follows_its_picker_and_closes_the_gates_again(mine: Log) -> None:
    picker = LogPicker(mine)
    page = opened(picker, "all")
    picker.press("pick", log="tomas")
    page.press("choose", picture="stages")
    page.press("look")
    picker.press("pick", log="maren")
    assert page.view["values"]["picture"] == "stages"
    assert "Guess first" in texts(page.view["parts"])


def test_a_picture_follows_its_log(mine: Log) -> None:
    found = opened(mine, "stages")
    assert lines(found) == ["No asks yet."]
    mine.ask("one", outcome="yes", on=DAY)
    assert lines(found) == [
        "Nothing has stopped yet.",
        "No stage is logged yet: an interview, a demo, a second meeting.",
    ]


def test_a_log_is_read_when_it_changed_and_never_while_it_is_drawn(mine: Log) -> None:
    found, reads = picture(mine, "stages"), list[int]()
    read = found.picture.read

    def counted(log: Log, chosen: Chosen) -> object:
        reads.append(log.version)
        return read(log, chosen)

    found.picture = replace(found.picture, read=counted)
    assert reads == []  # nobody has looked at it yet
    for _ in range(3):
        found.redraw()
    assert len(reads) == 1
    mine.ask("one", on=DAY)
    found.redraw()
    assert reads[1:] == [mine.version]
    found.parts()
    assert len(reads) == 2


def test_what_is_written_about_a_borrowed_log_is_in_its_pictures_at_once(mine: Log) -> None:
    log = borrow("asha")
    sting, board = picture(log, "readings"), opened(log, "board")
    assert lines(sting) == ["Nothing is rated yet."]
    save(log, "05.before", [4, 2, 3], ask=1)
    save(log, "02.guess", [7])
    assert lines(sting)[0] == "1 ask rated."
    assert (
        lines(board)[-1] == "You guessed that 7 of 10 come to nothing; 31 of 33 closed did so far."
    )


def test_the_board_is_a_picture_as_the_others_are(mine: Log) -> None:
    board, log = PICTURES["board"], borrow("asha")
    result = board.read(log, {})
    assert result.sentence.startswith("40 asks: 2 yes, 9 no, 22 silent, 7 waiting. 4.5 no's")
    assert board.shown(result).title == "What came back from Asha's asks"
    columns, rows = board.shown(result).table
    assert len(columns) == len(rows[0])
    assert [*PICTURES] == ["board", *BY_CHOICE]
    assert all(name == each.name for name, each in PICTURES.items())


def test_names(mine: Log) -> None:
    assert isinstance(picture(mine, "board"), Board)
    with pytest.raises(
        Problem,
        match=r'^There is no picture "pie"\. There are all, board, ratio, shades, .* and an_hour\.$',
    ):
        picture(mine, "pie")


@pytest.mark.parametrize("name", BORROWED)
def test_the_summary_agrees_with_the_sentences(name: str, mine: Log) -> None:
    log = borrow(name)
    told = as_json_of(name)
    words = {view: " ".join(lines(opened(log, view))) for view in BY_CHOICE} | {
        "board": " ".join(lines(opened(log, "board")))
    }
    assert words["board"].startswith(counts(asks(log, log.as_of)).sentence)
    assert words["next_yes"].startswith(f"{told['ripe']} asks whose horizon has passed, ")
    for of, within in told["next_yes"].items():
        assert (
            within is None
            or f"{of}{' hear a yes' if of == '50' else ''} within {within}" in words["next_yes"]
        )
    median = told["days_to_answer"]["median"]
    assert ("not yet known" in words["waiting"]) == (median is None)
    assert median is None or f"answered within {median:.0f} day" in words["waiting"]
    named = [row for row in told["patterns"] if row["named"]]
    assert ("more than luck" in words["patterns"]) == bool(named)
    assert len(_rows(opened(log, "patterns"))) == sum(
        row["p"] is not None for row in told["patterns"]
    )


def as_json_of(name: str) -> dict:  # type: ignore[type-arg]
    import json

    from tests.cli.command import workshop

    return json.loads(workshop("summary", "--borrow", name, "--json").out)


def test_nothing_of_scipy_is_loaded_before_a_picture_needs_it() -> None:
    code = "import sys; from workshop.widgets import picture; print([m for m in sys.modules if m.startswith('scipy')])"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
        == "[]\n"
    )
