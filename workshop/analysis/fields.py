"""What a log can be split by: what an asker knows before the answer, the days, and own fields."""

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from workshop.analysis.words import day_words
from workshop.fields import compared
from workshop.vocabulary import VOCABULARIES

SPLITS = (*compared("word", "line", "switch"), *compared("number", "whole"), *compared("day"))
"""What an asker knows before the answer; a reason is none, for only an answer brings one."""
ANY_OTHER = "any other"
MANY = 12
"""With more values than this, the rare ones are told together; with more than half as many numbers,
three spans are.
"""


def fields(asks: pd.DataFrame) -> list[str]:
    """Every field that the table can be split by."""
    given = [name for name in SPLITS if name in asks.columns]
    return [*given, "weekday", *(name for name in asks.columns if name.startswith("extra."))]


def labels(asks: pd.DataFrame, field: str) -> pd.Series:
    """The group of each ask in `field`, as text; None where nothing was given.

    Numbers and dates fall in three spans. A word of the person's own, as `tables.asks` gives it
    along, is told by its label.

    >>> labels(pd.DataFrame({"asked_on": pd.to_datetime(["2026-03-02", None])}), "weekday").tolist()
    ['Monday', None]
    >>> labels(pd.DataFrame({"extra.pay": [str(n) for n in range(9)]}), "extra.pay").tolist()[::4]
    ['up to 2', 'above 2, up to 5', 'above 5']
    """
    column = asks["asked_on"].dt.day_name() if field == "weekday" else asks[field]
    if own := asks.attrs.get("own_words", {}).get(field):
        column = column.map(lambda code: own.get(code, code))
    if pd.api.types.is_datetime64_any_dtype(column) and column.nunique() > MANY // 2:
        return _thirds(column, day_words, "after")
    texts = (
        column
        if pd.api.types.infer_dtype(column) == "string"
        else column.map(_text, na_action="ignore")
    )
    texts = texts.astype(object).where(column.notna(), None)
    if field == "weekday" or texts.nunique() <= MANY // 2:
        return texts
    numbers = pd.to_numeric(texts, errors="coerce").astype(float)
    if np.array_equal(np.isfinite(numbers), texts.notna()):
        return _thirds(numbers, "{:,.10g}".format, "above")
    days = pd.to_datetime(texts, errors="coerce", format="ISO8601", utc=True).dt.tz_localize(None)
    if np.array_equal(days.notna(), texts.notna()):
        return _thirds(days, day_words, "after")
    sizes = texts.value_counts()
    kept = sizes[sizes > 1].index[:MANY] if len(sizes) > MANY else sizes.index
    return texts.where(texts.isin(kept) | texts.isna(), ANY_OTHER)


def spoken(field: str) -> str:
    """A field as a person says it.

    >>> spoken("motive_guess"), spoken("extra.easy_apply")
    ('motive guess', 'easy apply')
    """
    return field.removeprefix("extra.").replace("_", " ")


def said(field: str, value: str | None) -> str:
    """A field and its value as a person says them.

    >>> said("channel", "form"), said("extra.version", "B"), said("size", None), said("time", "May")
    ('channel form', 'version "B"', 'size not given', 'May')
    """
    name = spoken(field)
    word = VOCABULARIES.get(field, {}).get(value or "")
    if value is None or field == "time":
        return value or f"{name} not given"
    if word and not word.label.startswith("I "):
        return f"{name} {word.label[:1].lower()}{word.label[1:]}"
    typed = field == "pitched" or field.startswith("extra.")
    return f"{name} {word.label if word else value}" if word or not typed else f'{name} "{value}"'


def value_words(field: str, value: str | None) -> str:
    """A value as it stands alone, as in a heading.

    >>> value_words("channel", "form"), value_words("extra.version", "B"), value_words("size", None)
    ('Form', 'B', 'size not given')
    """
    word = VOCABULARIES.get(field, {}).get(value or "")
    return word.label if word else value or f"{spoken(field)} not given"


def group_words(field: str, value: str) -> str:
    """The asks of one group as a person says it, behind a count of them.

    >>> group_words("channel", "form"), group_words("kind", "job"), group_words("weekday", "Monday")
    ('by form', 'about a job', 'on a Monday')
    >>> group_words("extra.new to me", "yes"), group_words("extra.pay", "up to 2,000")
    ('new to me', 'with pay up to 2,000')
    >>> group_words("pitched", "B")
    'pitched "B"'
    """
    name = spoken(field)
    if field == "weekday":
        return f"on a {value}"
    if field == "asked_on":
        return f"asked {value if value.startswith(SPANS) else f'on {value}'}"
    own, is_yes = field.startswith("extra."), value.lower() == "yes"
    if field == "buying_question":
        return f"{'with' if is_yes else 'without'} a {name}"
    if own and value.lower() in ("yes", "no"):
        return name if is_yes else f"not {name}"
    if value == ANY_OTHER or value.startswith(SPANS):
        return f"with {name} {value}"
    return PHRASES.get(field, {}).get(value) or f"{'with ' * own}{said(field, value)}"


SPANS = ("up to ", "above ", "after ")
PHRASES = {
    "kind": {
        **{
            "job": "about a job",
            "client": "to a client",
            "money": "about money",
            "idea": "for an idea",
        },
        **{"help": "for help", "contact": "for a contact", "other": "of another kind"},
    },
    "channel": {
        "in_person": "in person",
        "call": "by call",
        "written": "written to a person",
        "form": "by form",
    },
    "size": {"small": "smaller than usual", "usual": "of usual size", "big": "bigger than usual"},
    "decider": {"unknown": "decider unknown"},
    "brought": {
        **{"alone": "alone", "detail": "with someone with the detail"},
        **{"sponsor": "with a sponsor", "customer": "with a happy customer"},
    },
}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day_words(value)
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _thirds(values: pd.Series, say: Callable[[Any], str], beyond: str) -> pd.Series:
    """Three spans with about as many asks in each, named by where they begin and end."""
    given = values.dropna().sort_values()
    low, high = given.iloc[(len(given) - 1) // 3], given.iloc[2 * (len(given) - 1) // 3]
    first, last = say(low), say(high)
    middle = f"{beyond} {first}, up to {last}" if low < high else f"up to {last}"
    names = np.array([f"up to {first}", middle, f"{beyond} {last}"], dtype=object)
    spans = pd.Series(names[(values > low).astype(int) + (values > high)], index=values.index)
    return spans.where(values.notna(), None)
