"""Answers: checked, kept, found again, changed, removed, and shown even where their card was
changed.
"""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import workshop as ws
from workshop import exercises
from workshop.exchange.export import as_json
from workshop.exercises import content
from workshop.exercises.kinds import Frame, Kind, Steps
from workshop.exercises.pieces import Question
from workshop.journal import Log
from workshop.samples import borrow, my_log
from workshop.text import Problem

ALONE = [name for name in exercises.names() if not isinstance(exercises.load(name), Steps)]


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return my_log(tmp_path)


def typed(question: Question) -> str:
    """What somebody would type in a terminal."""
    number = 9 if question.text == "How many people I asked" else min(3, question.high)
    return "b" if question.choices else str(number) if question.high else "a few plain words"


@pytest.mark.parametrize("name", ALONE)
def test_each_exercise_is_answered_in_plain_typed_words_and_is_there_again(
    name: str, log: Log
) -> None:
    exercises.save(log, "01.five", "my lead, to drop a date\nmy sister, to read my CV")
    exercise = exercises.prepared(log, name)
    answers = [typed(question) for question in exercise.questions()]
    assert answers
    before = len(exercises.answers(log, name))
    reply = exercises.save(log, name, answers)
    assert reply == exercise.reply(answers)
    assert reply
    again = exercises.answers(my_log(log.path.parent), name)
    assert len(again) == before + 1
    assert not again[-1].changed
    assert again[-1].words


def test_a_changed_mind_leaves_both_and_a_removed_answer_goes(log: Log) -> None:
    exercises.save(log, "00.where", "c")
    exercises.save(log, "00.where", "b")
    assert [kept.words for kept in exercises.answers(log, "00.where")] == [
        "Only in this page, until I close it",
        "In a file in my own folder, on this machine",
    ]
    exercises.remove(log, exercises.answers(log, "00.where")[0])
    assert [kept.words for kept in exercises.answers(log, "00.where")] == [
        "In a file in my own folder, on this machine"
    ]


def test_the_same_answer_twice_is_two_answers(log: Log) -> None:
    for _ in range(2):
        exercises.save(log, "01.disguise", "May I lead the June release?")
    assert len(exercises.answers(log, "01.disguise")) == 2


@pytest.mark.parametrize("empty", ["", "   ", None, [], {}, ["", " "], [None]])
@pytest.mark.parametrize(
    "name", ["00.where", "01.five", "01.move", "01.sort", "03.predict", "05.before"]
)
def test_an_empty_answer_is_refused_in_words_and_nothing_is_kept(
    name: str, empty: object, log: Log
) -> None:
    with pytest.raises(Problem, match="nothing is written yet"):
        exercises.save(log, name, empty)
    assert exercises.answers(log, name) == []


def test_ten_thousand_characters_are_allowed_and_one_more_is_not(log: Log) -> None:
    exercises.save(log, "05.private", "x" * 10_000)
    with pytest.raises(Problem, match="10,001 characters are too many; 10,000 are allowed"):
        exercises.save(log, "05.private", "x" * 10_001)
    assert [len(kept.words) for kept in exercises.answers(log, "05.private")] == [10_000]


def test_markup_is_only_text(log: Log) -> None:
    written = "<script>alert(1)</script> $\\frac{1}{2}$ {{ name }}"
    exercises.save(log, "05.told", written)
    assert exercises.answers(log, "05.told")[0].words == written


@pytest.mark.parametrize(
    ("name", "answer", "said"),
    [
        ("00.where", "d", '"d" is none of the answers here. Please choose a, b or c.'),
        ("01.sort", ["c"], '"c" is none of the answers here. Please choose a or b.'),
        ("05.before", ["5"], "5 does not fit. Please give a number from 0 to 4."),
        ("05.before", ["much"], '"much" is no plain number'),
        ("02.guess", ["-1"], "-1 does not fit"),
        ("02.guess", ["4.5"], "no whole number"),
        ("02.guess", {"How often?": "3"}, 'this card does not ask "How often?"'),
    ],
)
def test_what_does_not_fit_is_said_in_one_sentence(
    name: str, answer: object, said: str, log: Log
) -> None:
    with pytest.raises(Problem) as problem:
        exercises.save(log, name, answer)
    assert said in str(problem.value)
    assert "\n" not in str(problem.value)


def test_a_half_filled_card_is_an_answer(log: Log) -> None:
    exercises.save(log, "01.move", ["my lead", "", "releases on Tuesdays"])
    assert (
        exercises.answers(log, "01.move")[0].words
        == "I move my lead from … to releases on Tuesdays."
    )


def changed_card(monkeypatch: pytest.MonkeyPatch, name: str, text: str) -> None:
    number = name.partition(".")[0]
    cards = {**content.notebook(number), **content.read(text, f"{number}.toml")}
    monkeypatch.setattr(content, "notebook", lambda asked: cards if asked == number else {})


def test_an_answer_to_a_card_that_was_changed_is_still_shown_as_such(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    exercises.save(log, "05.told", "That I am too old.")
    exercises.save(log, "00.where", "b")
    new = '[[exercise]]\nkind = "prompt"\nname = "05.told"\ntitle = "New"\nquestion = "Which song was on your mind?"'
    changed_card(monkeypatch, "05.told", new)
    (kept,) = exercises.answers(log, "05.told")
    assert kept.changed
    assert kept.words.startswith("In your own words, as it first came")
    assert kept.words.endswith("That I am too old.")


def test_an_answer_to_a_card_that_is_gone_is_still_shown(log: Log) -> None:
    log.reflect("04.gone", {"What was it?": "Something"})
    (kept,) = exercises.answers(log, "04.gone")
    assert (kept.changed, kept.words) == (True, "What was it?: Something")


def test_about_a_borrowed_log_the_answer_goes_to_the_own_journal(tmp_path: Path) -> None:
    own = my_log(tmp_path)
    maren = borrow("maren", lambda: own)
    exercises.save(maren, "05.told", "That she is too old.", ask=3)
    assert [(kept.words, kept.number) for kept in exercises.answers(maren, "05.told")] == [
        ("That she is too old.", 3)
    ]
    assert exercises.answers(own, "05.told") == []
    assert own.reflections("05.told", about="maren")[0][2].about == "maren"


def test_a_shade_and_a_door_are_written_to_the_log_too(log: Log) -> None:
    log.ask("old client", outcome="no_unclear")
    reply = exercises.save(log, "04.own", "b", ask=1)
    assert reply.startswith("Then their words can carry a date.")
    assert log.entry(1).outcome == "no_for_now"
    exercises.save(log, "04.door", "b", ask=1, on="2130-04-01")
    step = log.entry(1).steps[-1]
    assert (step.door, step.door_on) == ("later", date(2130, 4, 1))
    exercises.save(log, "04.heard", "a", ask=1)
    assert log.entry(1).ask.buying_question is True
    assert [kept.number for kept in exercises.answers(log, "04.door", ask=1)] == [1]


def test_a_door_is_to_come(log: Log) -> None:
    log.ask("old client", outcome="no_unclear")
    with pytest.raises(Problem, match="that day is past"):
        exercises.save(log, "04.door", "b", ask=1, on=date.today() - timedelta(days=1))
    assert (exercises.answers(log, "04.door"), log.entry(1).stands_at.door) == ([], None)
    exercises.save(log, "04.door", "b", ask=1, on=date.today())
    assert log.entry(1).stands_at.door_on == date.today()


def test_what_was_written_about_an_ask_stands_with_it(log: Log) -> None:
    log.ask("old client", outcome="no_final")
    log.reflect("sting.now", 3, ask=1)
    exercises.save(log, "05.told", "That I am too old.", ask=1)
    exercises.save(log, "05.told", "That they are busy.", ask=1)
    exercises.save(log, "05.reread", 1, ask=1)
    exercises.save(log, "05.private", "Nobody reads this.")
    exercises.save(log, "01.five", "my lead, to drop a date")
    assert exercises.written(log) == {
        1: {
            "How personal it felt at the time": "3",
            "What I told myself": "That they are busy.",
            "How personal it felt, read again": "1",
        }
    }


def test_voices_doors_probes_and_stings_are_in_the_json(log: Log) -> None:
    log.ask("old client", outcome="no_unclear")
    log.reflect("sting.now", 3, ask=1)
    log.step(1, "probed")
    exercises.save(log, "04.probe", ["Thanks.", "Was it the price?", ""], ask=1)
    exercises.save(log, "04.door", "c", ask=1)
    exercises.save(log, "05.voices", ["one try", "who is next?"], ask=1)
    told = json.loads(as_json(log))
    (ask,) = told["asks"]
    assert (ask["sting"], ask["door"], [step["what"] for step in ask["steps"]]) == (
        3,
        "let_go",
        ["answered", "probed"],
    )
    kept = {
        each["versions"][-1]["fields"].get("prompt"): each["versions"][-1]["fields"]
        for each in told["records"]
    }
    assert kept["05.voices"]["answer"]["The engineer says"] == "one try"
    assert kept["04.probe"]["answer"]["My one question:"] == "Was it the price?"
    assert {kept[name]["ask"] for name in ("sting.now", "04.probe", "04.door", "05.voices")} == {
        log.entry(1).id
    }


def test_by_function_an_answer_needs_no_card(tmp_path: Path) -> None:
    mine = ws.my_log(tmp_path)
    assert ws.keep(mine, "00.where", "b").startswith(
        "Yes. It was in that file before the form said so"
    )
    assert ws.kept(mine, "00.where")[-1].words == "In a file in my own folder, on this machine"


def test_where_the_log_refuses_a_door_no_answer_is_kept(log: Log) -> None:
    log.ask("old client")
    with pytest.raises(
        Problem, match='"old client" stands at "Waiting", where this card does not fit'
    ):
        exercises.save(log, "04.door", "b", ask=1)
    assert exercises.answers(log, "04.door") == []


def test_a_card_that_also_writes_to_the_log_is_one_act(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.ask("old client", outcome="no_unclear")
    with monkeypatch.context() as patched:
        patched.setattr(
            log, "reflect", lambda *_, **__: (_ for _ in ()).throw(OSError("the disk is full"))
        )
        with pytest.raises(OSError, match="the disk is full"):
            exercises.save(log, "04.own", "c", ask=1)
    assert log.entry(1).outcome == "no_unclear"
    exercises.save(log, "04.own", "c", ask=1)
    assert log.entry(1).outcome != "no_unclear"
    log.undo()
    assert (log.entry(1).outcome, exercises.answers(log, "04.own")) == ("no_unclear", [])


@pytest.mark.parametrize("card", ["04.probe", "04.door", "04.question", "04.easy"])
@pytest.mark.parametrize(
    "told", [{"outcome": "no_final"}, {"outcome": "no_unclear", "reason": "unfair"}]
)
def test_no_card_asks_after_a_final_or_an_unfair_no(
    log: Log, card: str, told: dict[str, str]
) -> None:
    log.ask("old client", **told)
    answer = {
        question.text: (question.choices or ["x?"])[0]
        for question in exercises.load(card).questions()
    }
    with pytest.raises(Problem, match=r"where this card does not fit\. Nothing was kept"):
        exercises.save(log, card, answer, ask=1)
    assert log.reflections() == []


def test_a_sting_is_kept_as_a_number_of_the_answer_under_its_own_name(log: Log) -> None:
    log.ask("old client", outcome="no_final")
    exercises.save(log, "05.reread", 2, ask=1)
    ((_, _, reflection),) = log.reflections("sting.reread")
    assert (reflection.answer, reflection.step) == (2, log.entry(1).stands_at_id)
    assert exercises.answers(log, "05.reread", ask=1)[0].words == "2"


def test_before_and_after_are_told_side_by_side_and_no_change_is_told_too(log: Log) -> None:
    log.ask("old client", outcome="no_final")
    exercises.save(log, "05.before", [3], ask=1)
    assert exercises.beside(log, "05.before", ask=1) == ""
    exercises.save(log, "05.after", [4], ask=1)
    assert exercises.beside(log, "05.after", ask=1).splitlines() == [
        "It is about what I am worth: 3 before, 4 now."
    ]


def test_own_lines_become_the_cards_of_the_next_exercise(log: Log) -> None:
    assert exercises.prepared(log, "01.week").questions() == ()
    exercises.save(
        log,
        "01.five",
        "my lead, to drop a date\n\n  my sister, to read my CV  \nmy lead, to drop a date",
    )
    lines = [question.text for question in exercises.prepared(log, "01.week").questions()]
    assert lines == ["my lead, to drop a date", "my sister, to read my CV"]
    assert exercises.save(log, "01.week", ["a", "b"]).startswith(
        "A tell: 1, An ask: 1, Neither: 0."
    )


def test_the_clock_is_told_beside_what_it_felt_like() -> None:
    silence = exercises.load("04.silence")
    assert silence.reply(["12", "7", "a", "They spoke."]).startswith(
        "It felt like 12 seconds, and it was 7. Seconds feel"
    )
    assert silence.reply(["12", "", "a", ""]) == silence.done


def test_counts_that_do_not_go_together_are_refused(log: Log) -> None:
    with pytest.raises(Problem, match="6 and 1 are more than 4"):
        exercises.save(log, "03.came", ["4", "6", "1"])
    with pytest.raises(Problem, match=r"0 does not fit\. Please give a number from 1 on"):
        exercises.save(log, "03.dice", ["0"])
    assert exercises.answers(log, "03.came") == []
    exercises.save(log, "03.came", ["4", "3", "1"])


def test_removing_takes_the_earlier_versions_along_as_one_change(log: Log) -> None:
    for words in ("first", "second"):
        exercises.save(log, "01.disguise", words)
    exercises.remove(log, *exercises.answers(log, "01.disguise"))
    assert exercises.answers(log, "01.disguise") == []
    log.undo()
    assert [kept.words for kept in exercises.answers(log, "01.disguise")] == ["first", "second"]


def test_a_good_question_is_one_question() -> None:
    probe = exercises.load("04.probe")
    assert isinstance(probe, Frame)
    said = probe.reply(["Thanks.", "Was it the price?", "No answer needed."])
    assert said == f"“Thanks. Was it the price? No answer needed.”\n{probe.done}"
    assert probe.reply(["Thanks.", "Tell me why.", ""]).endswith(
        probe.no_question.removeprefix("Kept. ")
    )
    assert probe.reply(["Thanks.", "Was it the price? Or the week?", ""]).endswith(
        "Which one matters most?"
    )


def test_mistakes_get_their_own_replies_and_the_count_is_neutral() -> None:
    sort = exercises.load("01.sort")
    reply = sort.reply(["a"] * 4).splitlines()
    assert reply[0] == "2 of 4 are where this page would put them."
    assert len(reply) == 3
    right = [card.group for card in sort.cards]
    assert sort.reply(right) == "4 of 4 are where this page would put them."


words = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf"]), min_size=1, max_size=60
).filter(str.strip)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ALONE), st.data())
def test_what_check_gives_it_also_takes(name: str, data: st.DataObject) -> None:
    exercise: Kind = exercises.load(name)
    asked = exercise.questions()
    if not asked:
        return
    answers = []
    for question in asked:
        whole, *parts = getattr(exercise, "within", ()) or (
            "",
        )  # the whole is not less than its parts together
        low = question.high if question.text == whole else question.low
        high = question.high // 2 if question.text in parts else question.high
        number = st.integers(low, high) if question.high else words
        answers.append(data.draw(st.sampled_from(question.choices) if question.choices else number))
    checked = exercise.check(answers)
    assert exercise.check(checked) == checked
    assert exercise.in_words(checked)


def test_what_a_no_made_room_for_is_a_link_and_stands_beside_the_no(log: Log) -> None:
    log.ask("foreman", outcome="no_final")
    log.ask("boat builder")
    exercises.save(log, "04.room", ["Saturday morning", "2"], ask=1)
    assert [(link.words, log.number_of(link.to)) for link in log.links()] == [
        ("Saturday morning", 2)
    ]
    assert exercises.written(log)[1]["What it made room for"] == "Saturday morning; ask 2"
    exercises.save(log, "04.room", ["An hour"], ask=None)
    assert len(log.links()) == 1
