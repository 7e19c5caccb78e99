"""A map: which column of a spreadsheet is which field of ours, and which of its words is which outcome."""

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from workshop.tables import COLUMNS, DATES
from workshop.text import Problem, clean, listed
from workshop.vocabulary import OUTCOMES

NEEDED = "asked_on"


class Meaning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a word of theirs means: an outcome, and the stage that was reached before it."""

    outcome: str
    stage: str | None = None


class Map(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A map as its JSON file has it.

    `columns`: our field to their header. `outcomes`: their word to our outcome, to an outcome with a stage, or to
    null where nobody has decided. `dates`: how their dates are written. `skip`: by header, words of rows to skip.
    """

    columns: dict[str, str]
    outcomes: dict[str, str | Meaning | None] = {}
    dates: str = "%Y-%m-%d"
    skip: dict[str, list[str]] = {}


def read_map(path: Path) -> Map:
    """The map in a JSON file; `Problem` where it is none, or where it names fields or outcomes that we do not have."""
    try:
        found = msgspec.json.decode(path.read_bytes().removeprefix(b"\xef\xbb\xbf"), type=Map)
        if not re.search("%[YyGcx]", found.dates):  # what Python makes of a day without a year is about to change
            raise ValueError("dates have no year")
        datetime.strptime(datetime(2001, 2, 3).strftime(found.dates), found.dates)
    except OSError as error:
        raise Problem(f"{path.name}: the map can't be read ({error.strerror}). Please check its name.") from error
    except (ValueError, RecursionError, re.error) as error:
        raise Problem(f"{path.name}: this is no map that can be read: {clean(str(error)[:150])}.") from error
    strange = [name for name in found.columns if name not in COLUMNS and not name.startswith("extra.")]
    if strange:
        raise Problem(f'{path.name}: the map names a field "{clean(strange[0][:40])}", which we do not have.')
    meant = [outcome_of(meaning) for meaning in found.outcomes.values()]
    strange = [outcome for outcome in meant if outcome is not None and outcome not in OUTCOMES]
    if strange:
        raise Problem(f'{path.name}: "{clean(strange[0][:40])}" is none of {listed(list(OUTCOMES), "or")}.')
    return found


def outcome_of(meaning: str | Meaning | None) -> str | None:
    """The outcome in a meaning."""
    return meaning.outcome if isinstance(meaning, Meaning) else meaning


def own_map(headers: Iterable[str]) -> Map:
    """The map of a file whose headers are our own; `Problem` where they are not."""
    known = {header: header for header in headers if header in COLUMNS or header.startswith("extra.")}
    if NEEDED not in known:
        ours = f"Give the headers our names ({', '.join(COLUMNS[1:5])}, outcome, ...)"
        raise Problem(f'There is no column "{NEEDED}". {ours}, or give a map: workshop import FILE --map MAP.json.')
    return Map(columns=known)


def fit(mapped: Map, headers: tuple[str, ...]) -> None:
    """`Problem` where a map and a file do not go together; nothing is imported then."""
    named = [*mapped.columns.values(), *mapped.skip]
    missing = [header for header in dict.fromkeys(clean(header, "header") for header in named) if header not in headers]
    if missing:
        columns, has = listed([f'"{header}"' for header in missing]), ", ".join(headers[:30])
        raise Problem(
            f"The map names the column {columns}, which the file does not have. It has {has}. Nothing was imported."
        )
    if NEEDED not in mapped.columns:
        raise Problem(f'The map does not say which column is "{NEEDED}", the day of the ask. Nothing was imported.')


def cell_as_field(field: str, cell: str, mapped: Map) -> Any:
    """A cell as the value of our field: its dates read as the map says, everything else as it stands."""
    if field not in DATES or not cell:
        return cell or None
    try:
        return datetime.strptime(cell, mapped.dates).date()
    except ValueError:
        shown = clean(cell[:40], field)
        raise Problem(f'"{shown}" is no date written as {mapped.dates}. Please correct it.', field) from None
