"""`workshop do`, `today` and `cards`: the same exercises, asked in words, into the same
journal, and on paper.
"""

import io
import json
import re
import sys
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.command import Done, workshop
from tests.test_html import PAYLOADS, Reader
from workshop import exercises, html
from workshop.analysis.words import day_words
from workshop.exercises.kinds import Steps
from workshop.journal import EVERY
from workshop.samples import my_log

TODAY = date.today()
NOTEBOOKS = ["00", "01", "02", "03", "04", "05", "myths", "today"]


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch):
    """Run a command while these lines are typed; the input ends after the last one."""

    def run(typed: str, *arguments: object) -> Done:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        return workshop(*arguments)

    return run


def words(name: str) -> list[str]:
    return [kept.words for kept in exercises.answers(my_log(), name)]


@pytest.mark.parametrize("name", NOTEBOOKS)
@pytest.mark.parametrize("typed", ["", "q\n", "\n" * 400])
def test_no_answer_at_all_ends_politely_and_keeps_nothing(
    typing, home: Path, name: str, typed: str
) -> None:
    done = typing(typed, "do", name)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("An empty line leaves a question out, q ends. Answers are kept in ")
    assert done.out.endswith("\n0 answers kept.\n")
    assert my_log().reflections(about=EVERY) == []


@pytest.mark.parametrize("name", [name for name in exercises.names() if name[:2].isdigit()])
def test_each_exercise_can_be_done_alone(typing, home: Path, name: str) -> None:
    my_log().ask("Northlight", outcome="no_unclear")
    exercises.save(my_log(), "01.five", "my lead, to drop a date")
    exercise = exercises.load(name)
    asked = exercise.of or (isinstance(exercise, Steps) and exercises.load(exercise.parts[0]).of)
    about = ("1\n" if "no_unclear" in (asked or ()) else "0\n") if asked else ""
    done = typing(about + "2\nb\n\n" * 60, "do", name)
    assert (done.status, done.err) == (0, "")
    part = exercise.parts[0] if isinstance(exercise, Steps) else name
    if not exercise.private:
        assert "Kept" in done.out or "\nNot this one" in done.out
        assert len(words(part)) == 1 + (name == "01.five")


class Somebody(io.TextIOBase):
    """Who reads what was asked last, and types an answer that fits: a number, a letter, a few
    words, Enter.
    """

    def __init__(self) -> None:
        self.mid_text = False

    def readline(self, *_: object) -> str:
        asked = sys.stdout.getvalue().rstrip("\n> ").splitlines()  # type: ignore[attr-defined]
        last, block = asked[-1], "\n".join(asked[-8:])
        if self.mid_text:
            self.mid_text = False
            return "\n"
        if last.startswith("Its number; 0"):
            return re.findall(r"^ +(\d+)  ", block, re.MULTILINE)[0] + "\n"
        if "several lines" in last:
            self.mid_text = True
            return "my lead, to drop a date\n"
        if last.startswith(("Enter", "The clock runs")):
            return "\n"
        known = {
            "More, if": "m",
            "On which day": str(TODAY),
            "Keep it in your journal": "y",
            "  (t throws": "t",
        }
        for begin, typed in known.items():
            if last.strip().startswith(begin.strip()):
                return typed + "\n"
        if re.search(r"\(a number from|\(0 ", last):
            return ("2\n", "9\n")[asked[-2] == "How many people I asked"]
        return ("a" if re.match(r"  [a-z]\) ", last) else "a few words?") + "\n"


@pytest.mark.parametrize("borrowed", [(), ("--borrow", "maren")], ids=["own", "borrowed"])
@pytest.mark.parametrize("number", ["01", "03", "04", "05"])
def test_a_whole_notebook_is_done_in_the_terminal(
    home: Path, monkeypatch: pytest.MonkeyPatch, number: str, borrowed: tuple[str, ...]
) -> None:
    my_log().ask("Northlight", outcome="no_unclear")
    my_log().ask("Harbour", outcome="no_for_now")
    monkeypatch.setattr("sys.stdin", Somebody())
    done = workshop("do", number, *borrowed)
    assert (done.status, done.err) == (0, "")
    kept = {
        one.prompt for *_, one in my_log().reflections(about=borrowed[-1] if borrowed else None)
    }
    each = exercises.notebook(number).values()
    alone = [card for card in each if not isinstance(card, Steps)]
    assert {card.saves_as or card.name for card in alone} - kept == set()
    assert done.out.endswith(f"{len(alone)} answers kept.\n")


def test_numbers_that_do_not_go_together_are_told_and_asked_again(typing, home: Path) -> None:
    done = typing("4\n6\n1\n\n\n4\n1\n1\n\n\n", "do", "03.came")
    assert "6 and 1 are more than 4. Please look at these numbers once more." in done.out
    assert [
        kept.answer["How many said yes"] for kept in exercises.answers(my_log(), "03.came")
    ] == [1]


def test_q_ends_in_the_middle_of_a_text_too_and_the_text_is_kept(typing, home: Path) -> None:
    done = typing("line one\nq\nmy wife\n\n", "do", "01")
    assert done.out.endswith("A good place to stop.\n1 answer kept.\n")
    assert words("01.five") == ["line one"]


def test_a_refused_card_keeps_its_other_answers_for_the_next_try(typing, home: Path) -> None:
    typing("9\n12\n\n\n\n\n2\n\n\n\n", "do", "03.came")
    assert exercises.answers(my_log(), "03.came")[0].answer == {
        "How many people I asked": 9,
        "How many said yes": 2,
    }


def test_the_words_of_a_picture_follow_where_there_is_no_page(typing, home: Path) -> None:
    done = typing("a\n", "do", "03.vote")
    assert (
        "Does each no bring a yes closer?\n1,000 people, 30 asks each. One line is flat" in done.out
    )
    assert "122 of them heard 20 no's first" in done.out


def test_a_choice_can_be_typed_by_its_letter_its_place_or_its_words(typing, home: Path) -> None:
    typing("b\n2\n7\na tell\nAN ASK\n", "do", "01.sort")
    put = list(exercises.answers(my_log(), "01.sort")[0].answer.values())
    assert put == ["An ask", "An ask", "A tell", "An ask"]


def test_a_refused_answer_is_told_and_asked_again(typing, home: Path) -> None:
    done = typing("z\nb\n", "do", "0.where")
    assert '"z" is none of the answers here. Please choose a, b or c.\n> b\nKept. ' in done.out
    assert words("00.where") == ["In a file in my own folder, on this machine"]
    done = typing("b\n", "do", "00.where")
    assert f"You wrote on {exercises.answers(my_log(), '00.where')[0].day}:\nIn a file" in done.out
    assert len(words("00.where")) == 2


def test_a_door_asks_which_no_and_the_day(typing, home: Path) -> None:
    mine = my_log()
    mine.ask("Northlight", outcome="no_unclear")
    mine.ask("closed", outcome="no_final")
    mine.ask("unfair", outcome="no_unclear", reason="unfair")
    done = typing(f"2\n3\n1\nb\nsoon\n{TODAY}\n", "do", "04.door")
    assert "   1  Northlight, no, kind unknown\n" in done.out
    assert "closed" not in done.out.split("Its number")[0]
    assert "unfair" not in done.out
    assert done.out.count("Please type one of the numbers above.") == 2
    assert '"soon" is no date' in done.out
    assert "Kept, and in the log for ask 1. With a day, it is in your list on that day" in done.out
    step = my_log().entry(1).stands_at
    assert (step.door, step.door_on) == ("later", TODAY)
    assert "On which day" not in typing("1\nc\n", "do", "04.door").out
    assert my_log().entry(1).stands_at.door == "let_go"
    assert my_log().entry(1).stands_at.door_on is None


def test_without_an_ask_that_fits_nothing_is_written_into_the_log(typing, home: Path) -> None:
    done = typing("b\n", "do", "04.door")
    assert "no ask in this log stands where this card would fit. Zero is fine." in done.out
    assert done.out.endswith("0 answers kept.\n")


def test_private_writing_is_kept_only_where_somebody_says_so(typing, home: Path) -> None:
    assert (
        "Let go. Nothing of it was kept.\n0 answers"
        in typing("dark thoughts\n\nno\n", "do", "05.private").out
    )
    assert typing("dark thoughts", "do", "05.private").out.endswith("0 answers kept.\n")
    assert words("05.private") == []
    assert "1 answer kept." in typing("dark thoughts\n\ny\n", "do", "05.private").out
    assert words("05.private") == ["dark thoughts"]
    assert "dark thoughts" not in typing("q\n", "do", "05.private").out


def test_whoever_ends_in_the_middle_keeps_what_was_answered(typing, home: Path) -> None:
    done = typing("a raise\nq\n", "do", "03.predict")
    assert "Kept with its time." in done.out
    assert done.out.endswith("A good place to stop.\n1 answer kept.\n")
    assert words("03.predict") == ["a raise"]


def test_the_die_is_thrown_or_typed(typing, home: Path) -> None:
    done = typing("3\nt\n", "do", "03.dice")
    assert "Of 100 people with such a die" in done.out
    assert typing("3\n9\n", "do", "03.dice").status == 0
    assert (
        exercises.answers(my_log(), "03.dice")[-1].answer["The first six came at throw number"] == 9
    )


def test_the_clock_runs_from_enter_to_enter_or_the_seconds_are_typed(
    typing, home: Path, monkeypatch
) -> None:
    clock = iter([100.0, 107.4])
    monkeypatch.setattr(
        "workshop.exercises.sitting.time", SimpleNamespace(monotonic=lambda: next(clock))
    )
    assert "How many seconds it was: 7\n" in typing("s\n\n10\n", "do", "04.silence").out
    typing("\n10\n12\n", "do", "04.silence")
    told = [
        kept.answer["How many seconds it was"] for kept in exercises.answers(my_log(), "04.silence")
    ]
    assert told == [7, 12]


def test_a_borrowed_log_is_asked_about_and_the_answer_is_ones_own(typing, home: Path) -> None:
    done = typing(
        "\n" * 4 + "8\nI am old\n\n2\nTwo sentences.\n\nq\n", "do", "05", "--borrow", "maren"
    )
    assert "   8  Hospital trust, web editor, no, final\n" in done.out
    assert done.out.endswith("3 answers kept.\n")
    assert [told.about for _, _, told in my_log().reflections("05.told", about=EVERY)] == ["maren"]


def test_names_that_are_not_there(home: Path) -> None:
    done = workshop("do", "77")
    told = (
        'There are no exercises for "77". There are: 00, 01, 02, 03, 04, 05, myths, room, today.\n'
    )
    assert (done.status, done.out, done.err) == (1, "", told)
    assert 'There is no exercise "04.nope".' in workshop("do", "04.nope").err


# Today


def test_today_tells_what_is_due_and_what_may_be_silence(home: Path) -> None:
    mine, ago = my_log(), TODAY - timedelta(30)
    for alias, outcome, on in (
        ("due", "no_for_now", TODAY), ("later", "no_for_now", TODAY + timedelta(1)), ("final", "no_unclear", TODAY),
        ("removed", "no_for_now", TODAY),
    ):  # fmt: skip
        mine.ask(alias, on=ago, outcome=outcome, door="later", door_on=on)
    mine.answer(3, "no_final")
    mine.remove(4)
    mine.ask("shed", on=ago, kind="other")
    mine.ask("patient", on=ago, kind="job")
    mine.ask("new", on=TODAY, kind="other")
    mine.set("horizon.job", 60)
    mine.ask("they said", on=ago, expected_on=TODAY)
    question = exercises.of_the_day(TODAY)
    told = json.loads(workshop("today", "--json").out)
    places = ("past", "due", "waiting")
    assert [[row["alias"] for row in told[place]] for place in places] == [
        ["shed"], ["due", "they said"], ["patient", "new"]
    ]  # fmt: skip
    assert (told["day"], told["since"]) == (str(TODAY), "")
    assert told["question"] == {"name": question.name, "text": question.question}
    due, shed, patient, said, new = (
        workshop("list").out.splitlines()[at] for at in (0, 3, 4, 5, 6)
    )
    assert workshop("today").out.splitlines() == [
        f"{TODAY:%A}, {day_words(TODAY)}",
        "7 asks: 3 no, 4 waiting.",
        "", 'One line: workshop log "a nickname" --kind job --channel written',
        "", "Past their day (no answer: workshop answer NUMBER silence):", shed,
        "", "Due:", f"{due}, due {TODAY}", f"{said}, due {TODAY}",
        "", "Waiting, the longest first (workshop answer NUMBER yes):", patient, new,
        "", question.question, f"To write it down: workshop do {question.name}",
    ]  # fmt: skip


def test_today_with_nothing_due_is_short_and_writes_nothing(home: Path) -> None:
    done = workshop("today")
    assert (done.status, done.err, len(done.out.splitlines())) == (0, "", 7)
    assert "No asks yet." in done.out
    assert "Due" not in done.out
    assert not (home / "journal").exists()


# Cards


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_question_stands_on_paper_with_its_boxes_or_lines(
    home: Path, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "cards.html"
    assert workshop("cards", name, file).status == 0
    page = Reader(file.read_text(encoding="utf-8"))
    assert {"script", "a", "img"}.isdisjoint(page.tags)
    for exercise in exercises.notebook(name).values():
        for question in exercise.questions():
            assert {question.text, *question.choices} <= set(page.text)
    assert "@page { size: auto" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_stands_on_a_card_stays_text(payload: str) -> None:
    plain = Reader(html.page("x", html.card("x", "x", blanks=[("x", "x", ["x"], 2)])))
    told = Reader(
        html.page(payload, html.card(payload, payload, blanks=[(payload, payload, [payload], 2)]))
    )
    assert told.tags == plain.tags
    assert told.attributes == plain.attributes
    assert sum(text == payload for text in told.text) == 7


def test_cards_that_cannot_be_written_are_told(home: Path, tmp_path: Path) -> None:
    done = workshop("cards", "04", tmp_path / "no" / "cards.html")
    assert (done.status, done.out) == (1, "")
    assert (
        "it can't be written (No such file or directory). Please choose another place." in done.err
    )
