"""A spreadsheet as it lies on disk: its headers and its rows of cleaned text."""

import contextlib
import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from workshop.text import LINE, Problem, clean

MOST_BYTES = 50_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 500
csv.field_size_limit(MOST_BYTES)  # a cell that is too long is told with its row, and the others are read

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet program would run; `export` puts an apostrophe before it."""


@dataclass(frozen=True)
class Sheet:
    """The headers of a spreadsheet and its rows, each with the number that a spreadsheet program shows for it."""

    headers: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


def read_sheet(path: Path) -> Sheet:
    """The sheet in a CSV file, whatever its separator; empty rows are left out.

    Raises `Problem` where there is no such file, where it is too large, or where it has no headers.
    """
    name = path.name
    if path.suffix.lower() not in (".csv", ".tsv", ".txt"):
        raise Problem(f"{name}: please save the spreadsheet as CSV, then import that file.")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Problem(f"{name}: this file is too large; up to 50 MB can be read. Please split it.")
        text = _text(path.read_bytes())
    except OSError as error:
        raise Problem(f"{name}: it can't be read ({error.strerror}). Please check the name and the folder.") from error
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",;\t|", key=re.sub('"[^"]*"', "", first).count)
    return _sheet(name, _lines(name, text, separator))


def _lines(name: str, text: str, separator: str) -> list[list[str]]:
    for strict in (True, False):
        try:
            return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict))
        except csv.Error as error:
            if "unexpected end" in str(error):  # else every row behind the quote would vanish into one cell
                raise Problem(f'{name}: a quotation mark (") is opened and not closed. Please mend it.') from error
    raise Problem(f"{name}: this is no table that can be read. Please save it as CSV again.")


def _text(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252"):
        with contextlib.suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    return raw.decode("latin-1")


def _sheet(name: str, lines: list[list[str]]) -> Sheet:
    numbered = [(number, cells) for number, cells in enumerate(lines, 1) if any(cell.strip() for cell in cells)]
    if not numbered:
        raise Problem(f"{name}: the file is empty.")
    headers = _headers([clean(cell, "header", LINE) for cell in numbered[0][1]], max(_used(row) for _, row in numbered))
    if len(headers) > MOST_COLUMNS or len(numbered) > MOST_ROWS:
        most = f"{MOST_ROWS:,} rows and {MOST_COLUMNS} columns"
        raise Problem(f"{name}: up to {most} can be read. Please split the file.")
    rows = tuple((number, dict(zip(headers, map(unguarded, cells), strict=False))) for number, cells in numbered[1:])
    return Sheet(headers, rows)


def _used(cells: list[str]) -> int:
    """How many cells a row has up to its last one that is not empty."""
    return max((place for place, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _headers(written: list[str], used: int) -> tuple[str, ...]:
    """A header for each column that is used: one without a name gets its place, and of equal ones each later its own.

    >>> _headers(["name", "", "name"], 4)
    ('name', 'column 2', 'name (column 3)', 'column 4')
    """
    found: list[str] = []
    for place, name in enumerate([*written, *[""] * (used - len(written))], 1):
        found.append(name if name and name not in found else f"{name} (column {place})" if name else f"column {place}")
    return tuple(found)


def unguarded(cell: str) -> str:
    """A cell's text without the apostrophe that `guarded` puts before what could become a formula.

    >>> unguarded("'=1+1"), unguarded("'quoted'")
    ('=1+1', "'quoted'")
    """
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA) else cell


def guarded(cell: str) -> str:
    """A cell's text that no spreadsheet program takes for a formula.

    >>> guarded("=1+1"), guarded("plain")
    ("'=1+1", 'plain')
    """
    return f"'{cell}" if cell.startswith(FORMULA) or (cell[:1] == "'" and cell[1:].startswith(FORMULA)) else cell
