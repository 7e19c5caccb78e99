"""What a log can be split by: what an asker knows before the answer, the days, and own fields."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from workshop.vocabulary import VOCABULARIES

SPLITS = ("kind", "channel", "pitched", "size", "decider", "brought", "motive_guess", "buying_question")
MEASURED = ("amount", "people", "minutes", "asked_on")
ANY_OTHER = "any other"
MANY = 12
"""With more values than this, the rare ones are told together; with more than half as many numbers, three spans are."""


def fields(asks: pd.DataFrame) -> list[str]:
    """Every field that the table can be split by. A reason is none: only an answer brings one."""
    given = [name for name in (*SPLITS, *MEASURED) if name in asks.columns]
    return [*given, "weekday", *(name for name in asks.columns if name.startswith("extra."))]


def labels(asks: pd.DataFrame, field: str) -> pd.Series:
    """The group of each ask in `field`, as text; None where nothing was given. Numbers and dates fall in three spans.

    >>> labels(pd.DataFrame({"asked_on": pd.to_datetime(["2026-03-02", None])}), "weekday").tolist()
    ['Monday', None]
    >>> labels(pd.DataFrame({"extra.pay": [str(n) for n in range(9)]}), "extra.pay").tolist()[::4]
    ['up to 2', 'up to 5', 'above 5']
    """
    column = asks["asked_on"].dt.day_name() if field == "weekday" else asks[field]
    texts = column if pd.api.types.infer_dtype(column) == "string" else column.map(_text, na_action="ignore")
    texts = texts.astype(object).where(column.notna(), None)
    if field == "weekday" or texts.nunique() <= MANY // 2:
        return texts
    numbers = pd.to_numeric(texts, errors="coerce").astype(float)
    if np.array_equal(np.isfinite(numbers), texts.notna()):
        return _thirds(numbers, "{:.10g}".format)
    days = pd.to_datetime(texts, errors="coerce", format="ISO8601", utc=True).dt.tz_localize(None)
    if np.array_equal(days.notna(), texts.notna()):
        return _thirds(days, "{:%Y-%m-%d}".format)
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


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _thirds(values: pd.Series, say: Callable[[Any], str]) -> pd.Series:
    """Three spans with about as many asks in each, named by where they end."""
    given = values.dropna().sort_values()
    low, high = given.iloc[(len(given) - 1) // 3], given.iloc[2 * (len(given) - 1) // 3]
    names = np.array([f"up to {say(low)}", f"up to {say(high)}", f"above {say(high)}"], dtype=object)
    spans = pd.Series(names[(values > low).astype(int) + (values > high)], index=values.index)
    return spans.where(values.notna(), None)
