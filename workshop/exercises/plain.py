"""Exercises without a page: as plain questions for a terminal or a printed card, and as throws of a die."""

import random
from collections.abc import Sequence

from workshop.exercises.kinds import LETTERS, Exercise, Pair, Question, Timer
from workshop.text import plural


def heading(exercise: Exercise) -> str:
    """What stands above an exercise's questions."""
    asked = exercise.questions()
    question = "" if [exercise.question] == [question.text for question in asked] else exercise.question
    turns = [f"{place}. {turn}" for place, turn in enumerate(exercise.turns, 1)] if isinstance(exercise, Pair) else []
    without = [f"Alone: {exercise.alone}", f"In writing: {exercise.written}"] if isinstance(exercise, Pair) else []
    clock = [f"Without a clock: {exercise.written}"] if isinstance(exercise, Timer) else []
    hint = exercise.hint if question else ""
    return "\n".join(line for line in [exercise.title, question, hint, *turns, *without, *clock] if line)


def spoken(question: Question) -> str:
    """One question with its hint, and its choices by letter; what is typed goes to `question.read`.

    >>> print(spoken(Question(text="Which was it?", choices=("A tell", "An ask"))))
    Which was it?
      a) A tell
      b) An ask
    """
    upto = [f"  (a number from 0 to {question.high})"] if question.high and not question.hint else []
    choices = [f"  {letter}) {choice}" for letter, choice in zip(LETTERS, question.choices, strict=False)]
    suggested = [f"  such as: {words}" for words in question.suggest]
    hint = [f"  ({question.hint})"] if question.hint else []
    return "\n".join([question.text, *hint, *upto, *choices, *suggested])


def throws(seed: int | None = None, sides: int = 6) -> list[int]:
    """Throws of a fair die until its highest face shows; the same `seed` throws the same.

    >>> throws(seed=3)
    [2, 5, 5, 2, 3, 5, 4, 6]
    """
    die = random.Random(seed)
    thrown = [die.randint(1, sides)]
    while thrown[-1] != sides:
        thrown.append(die.randint(1, sides))
    return thrown


def told(thrown: Sequence[int], sides: int = 6) -> str:
    """What the throws say: how many, and how many people of 100 need as many or more; the die is alike for all.

    >>> told([2, 5, 5, 2, 3, 5, 4, 6])
    '2 5 5 2 3 5 4 6: 8 throws to the first 6. Of 100 people with this die, 28 need that many or more.'
    """
    faces = " ".join(str(face) for face in thrown)
    as_many = 100 * (1 - 1 / sides) ** (len(thrown) - 1)
    people = "fewer than 1" if as_many < 0.5 else f"{as_many:.0f}"
    count = plural(len(thrown), "throw")
    return f"{faces}: {count} to the first {sides}. Of 100 people with this die, {people} need that many or more."
