"""A map: which column of a spreadsheet is which field of ours, and which of its words is which
outcome.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import msgspec

from workshop.tables import COLUMNS
from workshop.text import LINE, TEXT, Problem, clean, listed
from workshop.vocabulary import OUTCOMES, code_of

NEEDED = "asked_on"


class Meaning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a word of theirs means: an outcome, and the stage that was reached before it."""

    outcome: str
    stage: str | None = None


class Question(msgspec.Struct, frozen=True):
    """What an import asks before it takes anything: what about, its guess (None where it has none),
    the choices.
    """

    about: str
    guess: str | None
    choices: tuple[str, ...]


@dataclass
class Reading:
    """What the cells of a column are read as; `notes` say of a cell what has to be told of it."""

    values: dict[str, Any] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


class Map(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A map as its JSON file has it.

    `columns`: our field to their header. `outcomes`: their word to our outcome, to an outcome with
    a stage, or to null where nobody has decided. `skip`: by header, words of rows to skip. The
    columns themselves tell the rest where it is not given: `dates`, how their dates are written;
    `decimal`, the mark before decimals; `encoding`.
    """

    columns: dict[str, str]
    outcomes: dict[str, str | Meaning | None] = {}
    dates: str | None = None
    skip: dict[str, list[str]] = {}
    decimal: Literal[".", ","] | None = None
    encoding: str | None = None

    @property
    def headers(self) -> list[str]:
        """The headers that it names, as they are compared, each once."""
        return list(dict.fromkeys(map(header_of, (*self.columns.values(), *self.skip))))

    @property
    def meant(self) -> dict[str, str | None]:
        """Which outcome each of their words is; None where nobody has decided."""
        return {their: outcome_of(meaning) for their, meaning in self.outcomes.items()}


def read_map(path: Path) -> Map:
    """The map in a JSON file; `Problem` where it is none, or where it names fields or outcomes that
    we do not have.
    """
    try:
        found = msgspec.json.decode(path.read_bytes().removeprefix(b"\xef\xbb\xbf"), type=Map)
        way = found.dates or "%Y"
        if not re.search(
            "%[YyGcx]", way
        ):  # what Python makes of a day without a year is about to change
            raise ValueError("dates have no year")
        datetime.strptime(datetime(2001, 2, 3).strftime(way), way)
        b"".decode(found.encoding or "utf-8")
    except OSError as error:
        raise Problem(
            f"{path.name}: the map can't be read ({error.strerror}). Please check its name."
        ) from error
    except (ValueError, LookupError, RecursionError, re.error) as error:
        raise Problem(
            f"{path.name}: this is no map that can be read: {clean(str(error)[:150])}."
        ) from error
    strange = [
        name for name in found.columns if name not in COLUMNS and not name.startswith("extra.")
    ]
    if strange:
        raise Problem(
            f'{path.name}: the map names a field "{clean(strange[0][:40])}", which we do not have.'
        )
    meant = (outcome for outcome in found.meant.values() if outcome is not None)
    strange = [outcome for outcome in meant if outcome not in OUTCOMES]
    if strange:
        raise Problem(
            f'{path.name}: "{clean(strange[0][:40])}" is none of {listed(list(OUTCOMES), "or")}.'
        )
    return found


def header_of(text: str) -> str:
    r"""A header as it is compared and shown: clean, in one line, and cut where it is very long.

    >>> header_of(" Firm\n(name) ")
    'Firm (name)'
    """
    return re.sub(r"[\t\n]+", " ", clean(text[:TEXT], "header", TEXT))[:LINE].strip()


def outcome_of(meaning: str | Meaning | None) -> str | None:
    """The outcome in a meaning: its code, where it was told by its label too."""
    outcome = meaning.outcome if isinstance(meaning, Meaning) else meaning
    return outcome and (code_of("outcome", outcome) or outcome)


def map_for(headers: tuple[str, ...], given: Map | None = None) -> Map:
    """The map that was given, with our own headers where it names none.

    Raises `Problem` where it does not go together with the headers; nothing is imported then.
    """
    mapped = given or Map(columns={})
    if not mapped.columns:
        ours = {name: name for name in headers if name in COLUMNS or name.startswith("extra.")}
        if NEEDED not in ours:
            names = f"Give the headers our names ({', '.join(COLUMNS[1:5])}, outcome, ...)"
            raise Problem(
                f'There is no column "{NEEDED}". {names}, '
                "or give a map: workshop import FILE --map MAP.json."
            )
        mapped = msgspec.structs.replace(mapped, columns=ours)
    if missing := [f'"{header}"' for header in mapped.headers if header not in headers]:
        raise Problem(
            f"The map names the column {listed(missing)}, which the file does not have. "
            f"It has {', '.join(headers[:30])}. Nothing was imported."
        )
    if NEEDED not in mapped.columns:
        raise Problem(
            f'The map does not say which column is "{NEEDED}", the day of the ask. '
            "Nothing was imported."
        )
    return mapped
