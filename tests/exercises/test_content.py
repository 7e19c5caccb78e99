"""The rules that every card keeps (docs/writing-exercises.md), and what is said of a content
file with a mistake.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from workshop import exercises
from workshop.analysis import forecast
from workshop.exercises import content
from workshop.exercises.kinds import Choice, Dice, Frame, Sort, Steps, Timer
from workshop.journal import Entry
from workshop.pictures.every import TYPICAL
from workshop.records import Ask, Step
from workshop.text import Problem
from workshop.vocabulary import NOS, OUTCOMES, VOCABULARIES

NOTES = Path(__file__).parents[2] / "notebooks" / "facilitator" / "notes"
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
NAMES = exercises.names()
every_exercise = pytest.mark.parametrize("name", NAMES)

BANNED = (
    r"\b5\+? follow-?ups|five or more follow-ups", r"\b44 (percent|%|give up)",
    r"\b(seven|7|eight|8) (touches|contacts)",
    r"43.{0,12}57", r"\b3 ?: ?1\b|three good feelings", r"7 percent of what you", r"10 percent of what we read",
    r"3 (of 100|percent|%) with written goals", r"three of four CVs|75 (percent|%)", r"never advertised",
    r"60 percent of the points", r"34 times", r"\b(57|88) percent more", r"Will I\?", r"1,?009",
    r"impostor syndrome", r"statistically closer|closer to a yes",
)  # fmt: skip
"""The myths of the teaching brief. Each may stand as a card of the quiz that calls it a myth,
and nowhere else.
"""
ASKED_ABOUT = {"03.vote"}
"""Where a myth is asked about, not told."""
LOUD = r"crush|awesome|amazing|failed|congratulations|well done|streak|!(?!”)|just keep|don't give up|\bonly \d+ yes"


def texts(name: str) -> Iterator[str]:
    """Everything that an exercise says."""
    exercise = exercises.load(name)
    yield from (exercise.title, exercise.question, exercise.hint, exercise.done)
    for question in exercise.questions():
        yield from (question.text, question.hint, *question.choices, *question.suggest)
    if isinstance(exercise, Choice):
        yield from (option.reply for option in exercise.options)
    if isinstance(exercise, Sort):
        for card in exercise.cards:
            yield from (card.text, card.reply, *(mistake.reply for mistake in card.wrong.values()))


def words(text: str) -> int:
    return len(re.findall(r"[\w'’-]+", text))


@every_exercise
def test_it_is_short_plain_and_quiet(name: str) -> None:
    exercise = exercises.load(name)
    assert words(exercise.title) <= 12
    assert exercise.question.endswith((".", "?", "…"))
    for text in texts(name):
        assert words(text) <= 70, text
        assert not re.search(LOUD, text, re.IGNORECASE), text
        assert "—" not in text, text
        assert not re.search(r"\*|`", text), text  # shown and printed as it stands


@every_exercise
def test_no_banned_claim_is_made(name: str) -> None:
    if name.startswith("myths.") or name in ASKED_ABOUT:
        return
    for text in texts(name):
        for claim in BANNED:
            assert not re.search(claim, text, re.IGNORECASE), text


@every_exercise
def test_what_studies_found_has_its_source(name: str) -> None:
    exercise = exercises.load(name)
    if not name.startswith("myths.") and any(
        re.search(r"\bstud(y|ies)\b|\bexperiment", text) for text in texts(name)
    ):
        assert re.search(r"(19|20)\d\d", exercise.source), name


@every_exercise
def test_names_of_other_exercises_fields_and_words_are_there(name: str) -> None:
    exercise = exercises.load(name)
    assert set(exercise.of) <= set(OUTCOMES)
    for other in (exercise.beside, getattr(exercise, "lines_of", "")):
        assert not other or other in NAMES
    fields = [question.text for question in exercise.questions()]
    if isinstance(exercise, Timer):
        assert {exercise.clock, exercise.felt} <= {*fields}
        assert len(exercise.seconds) >= 3  # it can be stretched
    if isinstance(exercise, Dice):
        assert exercise.throws in fields
    if exercise.writes and isinstance(exercise, Choice):
        known = (
            {"yes", "no"}
            if exercise.writes == "buying_question"
            else set(VOCABULARIES[exercise.writes])
        )
        assert {option.code for option in exercise.options} <= known


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith((".check", ".where"))])
def test_a_check_question_has_one_right_answer_and_a_reply_that_meets_each_mistake(
    name: str,
) -> None:
    check = exercises.load(name)
    assert isinstance(check, Choice)
    assert [option.right for option in check.options].count(True) == 1
    replies = [option.reply for option in check.options]
    assert len(set(replies)) == len(replies) >= 3
    for option in check.options:
        assert words(option.reply) >= 15, option.reply
        assert check.chosen(option.text) == option
    tags = [option.tag for option in check.options if not option.right]
    assert all(tags)


def test_each_notebook_asks_one_check_question() -> None:
    checks = [name for name in NAMES if name.endswith(".check")]
    assert checks == ["00.check", "01.check", "02.check", "03.check", "04.check", "05.check"]


def stands(outcome: str, reason: str | None = None) -> Entry:
    return Entry(
        "a", Ask(), (("s", Step(ask="a", what="answered", outcome=outcome, reason=reason)),)
    )


def test_a_final_no_is_never_asked_after_and_an_unfair_one_gets_no_other_reading() -> None:
    final = {name for name in NAMES if exercises.load(name).offered_for(stands("no_final"))}
    assert final.isdisjoint({"04.probe", "04.easy", "04.question", "04.door"})
    for_unfair = {
        name
        for name in NAMES
        if any(exercises.load(name).offered_for(stands(no, "unfair")) for no in NOS)
    }
    assert for_unfair == {"04.own", "04.close", "04.heard", "05.further"}
    assert exercises.load("04.door").offered_for(stands("no_for_now", "timing"))


def test_parts_of_a_card_are_offered_where_the_card_is() -> None:
    for name in NAMES:
        exercise = exercises.load(name)
        if isinstance(exercise, Steps):
            parts = [exercises.load(part) for part in exercise.parts]
            assert all(
                set(exercise.of) == set(part.of) or set(part.of) < set(exercise.of)
                for part in parts
            ), name
            assert all(part.fair_only == exercise.fair_only for part in parts), name


def test_where_to_turn_stands_beside_an_unfair_no() -> None:
    done = exercises.load("05.further").done
    assert "equality body" in done
    assert "somebody you trust" in done


def test_the_probe_offers_the_four_stems_and_an_easy_way_out() -> None:
    probe = exercises.load("04.probe")
    assert isinstance(probe, Frame)
    _, question, way_out = probe.fields
    assert len(question.suggest) == 4
    assert all(stem.count("?") == 1 for stem in question.suggest)
    assert len(way_out.suggest) >= 2


def test_the_quiz_has_five_times_five_claims_each_with_its_source_and_both_replies() -> None:
    sets = [exercises.load(name) for name in NAMES if name.startswith("myths.")]
    cards = [card for quiz in sets if isinstance(quiz, Sort) for card in quiz.cards]
    assert (len(sets), len(cards)) == (5, 25)
    assert {card.group for card in cards} == {"Myth", "Has a source"}
    assert all(card.source and card.reply and card.wrong for card in cards)
    myths = " ".join(card.text for card in cards if card.group == "Myth")
    assert sum(bool(re.search(claim, myths, re.IGNORECASE)) for claim in BANNED) >= 12


def test_figures_that_the_cards_tell_are_right() -> None:
    assert round(100 * 0.9**9) == 39
    assert "39 of 100 people" in exercises.load("03.check").reply("b")
    assert round(100 * 0.9**20) == 12
    upper = 1.959964**2 / (9 + 1.959964**2)  # Wilson's upper bound for 0 of 9
    assert round(10 * upper) == 3
    assert "235 of 2,435" in exercises.load("05.further").source
    assert "157 of 2,435" in exercises.load("05.further").source


def test_figures_of_page_03_are_right() -> None:
    page = (NOTEBOOKS / "03-predict-your-nos.ipynb").read_text(encoding="utf-8")
    z = 1.959964
    for answers, told in ((5, "1.3 or more"), (10, "2.6 or more")):
        assert f"{answers / z**2:.1f} or more" == told  # Wilson's upper bound of 0, as no's a yes
        assert told in page
    middle, half = 0.1 + z**2 / 200, z * (0.1 * 0.9 / 100 + z**2 / 40_000) ** 0.5
    low, high = ((middle + way * half) / (1 + z**2 / 100) for way in (1, -1))
    assert f"{1 / low - 1:.1f} to {1 / high - 1:.0f}" == "4.7 to 17"
    assert "4.7 to 17" in page
    first = forecast.closer(0.1, seed=TYPICAL)
    assert "122 of them heard 20 no's first" in first.run_told
    assert "12 heard a yes" in first.run_told
    assert "12 of 122" in exercises.load("03.twenty").reply("c")
    assert (page.count("☺"), page.count("☻")) == (19, 1)


PROMPT = '[[exercise]]\nkind = "prompt"\nname = "04.new"\ntitle = "New"\nquestion = "What?"\n'
CHOICE = (
    PROMPT.replace("prompt", "choice")
    + '[[exercise.options]]\ntext = "Yes"\nreply = "Good."\nright = true\n'
)
SORT = PROMPT.replace("prompt", "sort") + 'groups = ["A", "B"]\n[[exercise.cards]]\ntext = "One"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (PROMPT.replace("title", "titel"), "04.toml, exercise 04.new: there is no field `titel`."),
        (
            PROMPT.replace('title = "New"\n', ""),
            "04.toml, exercise 04.new: the field `title` is missing.",
        ),
        (
            PROMPT.replace('kind = "prompt"\n', ""),
            "04.toml, exercise 04.new: the field `kind` is missing.",
        ),
        (
            PROMPT.replace("prompt", "song"),
            "04.toml, exercise 04.new: Invalid value 'song' in kind.",
        ),
        (
            PROMPT.replace('"What?"', "7"),
            "04.toml, exercise 04.new: Expected `str`, got `int` in question.",
        ),
        (PROMPT.replace('"What?"', f'"{"x" * 201}"'), "length <= 200 in question."),
        (
            PROMPT.replace('"04.new"', '"03.new"'),
            "04.toml, exercise 03.new: `name` begins with the name of its file.",
        ),
        (PROMPT + PROMPT, "04.toml: two exercises have the same `name`."),
        (PROMPT + "lines = three", "04.toml cannot be read: "),
        (
            CHOICE + '[[exercise.options]]\ntext = "No"\n',
            "the field `reply` is missing in options number 2.",
        ),
        (
            CHOICE + '[[exercise.options]]\ntext = "No"\nreply = "Why?"\n',
            "a `tag` for the mistake behind it",
        ),
        (
            SORT + 'group = "A"\nreply = "Because."\n',
            'the card "One" lacks a `reply`, or one in `wrong`',
        ),
        (
            PROMPT.replace("prompt", "steps") + 'parts = ["04.none"]\n',
            "`parts` names an exercise that is not there.",
        ),
        (SORT + '[[exercise.cards]]\ntext = "One"\n', "two questions have the same `text`"),
    ],
)
def test_a_mistake_in_a_content_file_is_named_in_words(text: str, said: str) -> None:
    with pytest.raises(Problem) as problem:
        content.read(text, "04.toml")
    assert said in str(problem.value)
    assert "$" not in str(problem.value)


def test_an_unknown_exercise_names_those_there_are() -> None:
    with pytest.raises(Problem, match=r'no exercise "04\.prbe"\. There are 04\.replies, 04\.own'):
        exercises.load("04.prbe")
    with pytest.raises(Problem, match=r"There are 00\.where, 00\.check, 01\.five"):
        exercises.load("../secret")


def sections(text: str) -> dict[str, str]:
    """The notes by section name."""
    parts = re.split(r"(?m)^## ", text)[1:]
    return {part.split(" ", 1)[0]: part for part in parts}


@pytest.mark.parametrize("path", sorted(NOTES.glob("0[0-5].md")), ids=lambda path: path.stem)
def test_notes_say_for_each_section_what_a_facilitator_needs(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    notes = sections(text)
    assert {"start", "check", "close"} <= set(notes)
    for name, note in notes.items():
        for part in ("**Goal.**", "**They will get wrong.**", "**Say.**", "**Cut here.**"):
            assert part in note, (name, part)
    assert "**Debrief.**" in text
    whole = re.search(r"\((\d+) minutes in a room\)", text)
    assert whole
    assert sum(map(int, re.findall(r"(?m)^## \S+ · (\d+) minutes?$", text))) == int(whole[1])


@pytest.mark.parametrize(
    "path", sorted(NOTEBOOKS.glob("0[0-5]-*.ipynb")), ids=lambda path: path.stem
)
def test_every_section_of_a_notebook_has_its_notes(path: Path) -> None:
    tags = [
        tag
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        for tag in cell["metadata"].get("tags", [])
    ]
    named = [tag.removeprefix("section-") for tag in tags if tag.startswith("section-")]
    notes = sections((NOTES / f"{path.stem[:2]}.md").read_text(encoding="utf-8"))
    assert set(named) <= set(notes), "a section without notes"


def test_a_step_may_be_about_every_ask_that_its_card_offers() -> None:
    """Else somebody chooses an ask, writes, and is told at the third step that it does not fit."""
    cards = [exercises.load(name) for name in exercises.names()]
    parts = [
        (card, exercises.load(part))
        for card in cards
        if isinstance(card, Steps)
        for part in card.parts
    ]
    assert [
        (card.name, part.name) for card, part in parts if part.of and set(card.of) - set(part.of)
    ] == []
