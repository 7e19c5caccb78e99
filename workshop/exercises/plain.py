"""Exercises without a page: as plain questions for a terminal or a printed card, and as throws
of a die.
"""

import random

from workshop.exercises.kinds import Exercise, Pair, Timer
from workshop.exercises.pieces import LETTERS, Question


def heading(exercise: Exercise) -> str:
    """What stands above an exercise's questions."""
    asked = exercise.questions()
    question = (
        "" if [exercise.question] == [question.text for question in asked] else exercise.question
    )
    turns = (
        [f"{place}. {turn}" for place, turn in enumerate(exercise.turns, 1)]
        if isinstance(exercise, Pair)
        else []
    )
    without = (
        [f"Alone: {exercise.alone}", f"In writing: {exercise.written}"]
        if isinstance(exercise, Pair)
        else []
    )
    clock = [f"Without a clock: {exercise.written}"] if isinstance(exercise, Timer) else []
    hint = exercise.hint if question else ""
    return "\n".join(
        line for line in [exercise.title, question, hint, *turns, *without, *clock] if line
    )


def spoken(question: Question) -> str:
    """One question with its hint, and its choices by letter; what is typed goes to `question.read`.

    >>> print(spoken(Question(text="Which was it?", choices=("A tell", "An ask"))))
    Which was it?
      a) A tell
      b) An ask
    """
    meaning = ", ".join(f"{number} {label}" for number, label in enumerate(question.labels))
    upto = (
        [f"  ({meaning or f'a number from 0 to {question.high}'})"]
        if question.high and not question.hint
        else []
    )
    choices = [
        f"  {letter}) {choice}" for letter, choice in zip(LETTERS, question.choices, strict=False)
    ]
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
