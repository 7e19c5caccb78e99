"""Exercises without a page: as plain questions for a terminal or a printed card, and as throws
of a die.
"""

import random

from workshop.exercises.exercise import Exercise
from workshop.exercises.pieces import LETTERS, Question


def heading(exercise: Exercise) -> str:
    """What stands above an exercise's questions."""
    return "\n".join(
        line
        for line in (exercise.title, *above(exercise), *turns(exercise), *otherwise(exercise))
        if line
    )


def above(exercise: Exercise) -> tuple[str, str]:
    """The question of the whole card with its hint; empty where the one it asks says them."""
    is_said = [exercise.question] == [asked.text for asked in exercise.questions()]
    return ("", "") if is_said else (exercise.question, exercise.hint)


def turns(exercise: Exercise) -> list[str]:
    """Who does what on a card for two, in order."""
    return [f"{place}. {turn}" for place, turn in enumerate(exercise.turns, 1)]


def otherwise(exercise: Exercise) -> list[str]:
    """Other ways to do it: alone, in writing, without a clock."""
    written = "Without a clock" if exercise.clock else "In writing"
    ways = {"Alone": exercise.alone, written: exercise.written}
    return [f"{way}: {words}" for way, words in ways.items() if words]


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
    thrown: list[int] = []
    while sides not in thrown:
        thrown.append(die.randint(1, sides))
    return thrown
