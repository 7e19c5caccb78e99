"""Tables of asks for tests, with the columns of `workshop.tables`, made without a journal."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

COLUMNS = [
    *(
        "number",
        "asked_on",
        "alias",
        "kind",
        "channel",
        "pitched",
        "size",
        "amount",
        "decider",
        "people",
        "brought",
    ),
    *(
        "chance",
        "worst",
        "motive_guess",
        "motive_found",
        "minutes",
        "buying_question",
        "origin",
        "outcome",
    ),
    *("answered_on", "stage", "reason", "words", "door", "door_on", "terms", "agreed", "sting"),
]
DATES = ["asked_on", "answered_on", "door_on"]
NUMBERS = ["amount", "people", "chance", "minutes", "agreed", "sting"]
TEXTS = [name for name in COLUMNS[1:] if name not in DATES + NUMBERS]
STEP_COLUMNS = [
    *(
        "number",
        "on",
        "what",
        "outcome",
        "reason",
        "source",
        "terms",
        "agreed",
        "stage",
        "words",
        "door",
        "door_on",
    )
]


def asks_table(rows: int = 0, **columns: Any) -> pd.DataFrame:
    """Asks with the given columns (a value or one for each row); the rest is as an empty form
    leaves it.
    """
    given = {name.replace("extra_", "extra."): values for name, values in columns.items()}
    rows = max(
        [rows, *(len(values) for values in given.values() if not isinstance(values, str | None))]
    )
    blank: dict[str, Any] = {name: pd.Series([None] * rows, dtype=object) for name in TEXTS}
    blank |= {name: pd.Series([np.nan] * rows, dtype=float) for name in NUMBERS}
    blank |= {name: pd.Series([pd.NaT] * rows, dtype="datetime64[ns]") for name in DATES}
    table = pd.DataFrame({"number": np.arange(1, rows + 1), **blank})[COLUMNS]
    table["outcome"] = "waiting"
    table["asked_on"] = pd.Timestamp("2026-03-02")
    for name, values in given.items():
        if name in DATES:
            table[name] = pd.to_datetime(values)
        elif name in NUMBERS:
            table[name] = (
                np.asarray(values, dtype=float) if not np.isscalar(values) else float(values)
            )
        else:
            table[name] = pd.Series(
                [values] * rows if isinstance(values, str | None) else list(values), dtype=object
            )
    return table


def steps_table(rows: Iterable[dict[str, Any]] = ()) -> pd.DataFrame:
    """Steps, each given as a dict of what it holds."""
    table = pd.DataFrame(list(rows), columns=STEP_COLUMNS).astype(object)
    table["number"] = table["number"].astype(int)
    for name in ("on", "door_on"):
        table[name] = pd.to_datetime(table[name])
    table["agreed"] = table["agreed"].astype(float)
    return table.where(table.notna(), None) if not len(table) else table


def outcomes(
    yes: int = 0, no: int = 0, silence: int = 0, waiting: int = 0, fell: int = 0, withdrawn: int = 0
) -> list[str]:
    """So many of each outcome."""
    codes = {
        "yes": yes,
        "no_final": no,
        "silence": silence,
        "waiting": waiting,
        "fell_through": fell,
    }
    return [
        code for code, count in (codes | {"withdrawn": withdrawn}).items() for _ in range(count)
    ]
