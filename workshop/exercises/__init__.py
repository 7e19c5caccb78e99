"""Exercises: content from data files, answers in the person's own journal; no widgets."""

from workshop.exercises.answers import Kept, answers, beside, prepared, remove, save, written
from workshop.exercises.content import load, names, notebook, of_the_day
from workshop.exercises.exercise import Exercise
from workshop.exercises.pieces import Question
from workshop.exercises.plain import heading, spoken, throws
from workshop.exercises.sitting import Sitting

__all__ = [
    "Exercise",
    "Kept",
    "Question",
    "Sitting",
    "answers",
    "beside",
    "heading",
    "load",
    "names",
    "notebook",
    "of_the_day",
    "prepared",
    "remove",
    "save",
    "spoken",
    "throws",
    "written",
]
