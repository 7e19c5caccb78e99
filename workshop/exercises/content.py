"""Exercises from their files: one TOML file for each notebook and one of myths, checked whole
when first read.
"""

import re
import tomllib
from datetime import date
from functools import cache
from importlib.resources.abc import Traversable

import msgspec

from workshop.exercises.exercise import Exercise
from workshop.exercises.kinds import Kind
from workshop.samples import data
from workshop.text import Problem


def load(name: str) -> Exercise:
    """The exercise of this name, such as `04.probe`, or the question of `today`; `Problem` names
    those there are.

    >>> load("00.where").title
    'Where is your entry now?'
    """
    known = notebook(name.partition(".")[0])
    if name == "today":
        return of_the_day(date.today())
    if name not in known:
        raise Problem(
            f'There is no exercise "{name[:40]}". There are {", ".join(known or names())}.', "name"
        )
    return known[name]


def names() -> list[str]:
    """The names of all exercises: of the notebooks in their order, of the myths, and of the
    questions of the day.

    >>> names()[0], "myths.quiz" in names()
    ('00.where', True)
    """
    return [name for number in sorted(_files()) for name in notebook(number)]


@cache
def notebook(number: str) -> dict[str, Exercise]:
    """The exercises of one notebook (`04`), of `myths` or of `today`, by name and in order;
    else nothing.
    """
    file = _files().get(number)
    return read(file.read_text(encoding="utf-8"), file.name) if file else {}


def of_the_day(day: date) -> Exercise:
    """The question of a day: each in turn."""
    each = list(notebook("today").values())
    return each[day.toordinal() % len(each)]


def _files() -> dict[str, Traversable]:
    found = [*data("exercises").iterdir(), data("myths.toml")]
    return {file.name.removesuffix(".toml"): file for file in found if file.name.endswith(".toml")}


def read(text: str, file: str) -> dict[str, Exercise]:
    """The exercises in the `text` of a content file; `Problem` names the file, the exercise and the
    field.

    >>> read('[[exercise]]\\nkind = "prompt"\\nname = "04.new"\\ntitle = "New"', "04.toml")
    Traceback (most recent call last):
    ...
    workshop.text.Problem: 04.toml, exercise 04.new: the field `question` is missing.
    """
    try:
        tables = tomllib.loads(text).get("exercise", [])
    except tomllib.TOMLDecodeError as error:
        raise Problem(f"{file} cannot be read: {error}.", "file") from None
    found = {exercise.name: exercise for exercise in (_exercise(table, file) for table in tables)}
    if len(found) < len(tables):
        raise Problem(f"{file}: two exercises have the same `name`.", "name")
    for exercise in found.values():
        if not found.keys() >= {*exercise.parts}:
            raise Problem(
                f"{file}, exercise {exercise.name}: `parts` names an exercise that is not there.",
                "parts",
            )
    return found


def _exercise(table: dict[str, object], file: str) -> Exercise:
    try:
        exercise: Exercise = msgspec.convert(table, Kind)
        if not exercise.name.startswith(file.removesuffix("toml")):
            raise ValueError("`name` begins with the name of its file")
        asked = [question.text for question in exercise.questions()]
        if len({*asked}) < len(asked):
            raise ValueError("two questions have the same `text`, and answers are kept by it")
    except ValueError as error:  # what msgspec raises is one too
        named = f"{file}, exercise {table.get('name', 'without a name')}"
        raise Problem(f"{named}: {_plainly(str(error))}.", "file") from None
    return exercise


def _plainly(error: str) -> str:
    error = re.sub(r"Object missing required field (`\w+`)", r"the field \1 is missing", error)
    error = re.sub(r"Object contains unknown field (`\w+`)", r"there is no field \1", error)
    place = re.search(r" - at `\$\.?(.+)`$", error)
    where = (
        re.sub(r"\[(\d+)\]", lambda found: f" number {int(found[1]) + 1}", place[1])
        if place
        else ""
    )
    return re.sub(r" - at `.*$", f" in {where}" if where else "", error)
