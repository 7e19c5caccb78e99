"""Exercises in a terminal and on paper, and the die."""

import random
from datetime import date, timedelta

from workshop import exercises
from workshop.exercises.kinds import Dice
from workshop.exercises.pieces import Question


def test_a_question_is_spoken_with_its_letters_and_its_bounds() -> None:
    assert exercises.spoken(exercises.load("00.where").questions()[0]).splitlines() == [
        "Where is the entry you just made?",
        "  a) On the website of whoever made this kit",
        "  b) In a file in my own folder, on this machine",
        "  c) Only in this page, until I close it",
    ]
    assert (
        exercises.spoken(Question(text="How many?", high=10)).splitlines()[1]
        == "  (a number from 0 to 10)"
    )


def test_a_heading_does_not_say_the_question_twice() -> None:
    assert exercises.heading(exercises.load("00.where")) == "Where is your entry now?"
    assert (
        exercises.heading(exercises.load("01.move"))
        .splitlines()[1]
        .startswith("Take one of your five.")
    )


def test_a_pair_card_has_its_turns_and_two_ways_without_a_partner() -> None:
    lines = exercises.heading(exercises.load("03.room")).splitlines()
    assert [line[:2] for line in lines if line[0].isdigit()] == ["1.", "2.", "3."]
    assert any(line.startswith("Alone: ") for line in lines)
    assert any(line.startswith("In writing: ") for line in lines)
    assert any(
        "Without a clock: " in line
        for line in exercises.heading(exercises.load("04.silence")).splitlines()
    )


def test_each_day_has_its_question_and_all_come_round() -> None:
    days = [date(2026, 3, 1) + timedelta(days) for days in range(12)]
    assert len({exercises.of_the_day(day).name for day in days}) == 12
    assert exercises.of_the_day(days[0]) == exercises.of_the_day(days[0] + timedelta(12))


def test_the_die_is_fair_and_stops_at_the_first_six() -> None:
    counts = [len(exercises.throws(seed)) for seed in range(20_000)]
    assert abs(sum(counts) / len(counts) - 6) < 0.15
    assert (
        abs(sum(count <= 4 for count in counts) / len(counts) - 0.518) < 0.015
    )  # half are done by throw 4
    assert (
        abs(sum(count >= 13 for count in counts) / len(counts) - 0.112) < 0.01
    )  # one in ten needs 13 or more
    thrown = exercises.throws(7)
    assert thrown[-1] == 6
    assert 6 not in thrown[:-1]
    assert exercises.throws(7) == thrown


def test_without_a_seed_the_die_is_not_the_same_for_all() -> None:
    random.seed(1)
    assert len({tuple(exercises.throws()) for _ in range(20)}) > 5


def test_the_luck_of_a_run_is_told_as_people() -> None:
    dice = exercises.load("03.dice")
    assert isinstance(dice, Dice)
    assert dice.luck(1) == "Of 100 people with such a die, 17 have it at the first throw."
    assert dice.luck(13) == "Of 100 people with such a die, 11 need 13 throws or more."
    assert dice.luck(41) == "Of 100 people with such a die, fewer than 1 need 41 throws or more."
    both = "You guessed throw 4, and it came at throw 13."
    assert dice.reply([4, 13]) == f"{dice.done} {both} {dice.luck(13)}"
    assert dice.reply([4]) == dice.done
