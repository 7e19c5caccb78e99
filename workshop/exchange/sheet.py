"""A spreadsheet as it lies on disk: its headers and its rows of text."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workshop.exchange.decoding import decoded
from workshop.exchange.mapping import Question, header_of
from workshop.text import Problem

MOST_BYTES = 50_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 500
_MOST_LINES = 10 * MOST_ROWS  # notes of several lines among them; above this no row is looked at
_MOST_CELLS = 10_000_000
csv.field_size_limit(
    MOST_BYTES
)  # a cell that is too long is cut and told with its row, and the others are read

SEPARATORS = ",;\t|"
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
"""How a cell begins that a spreadsheet program would run; `export` puts an apostrophe before it."""

# A cell's start, or what another program may take for one; then the apostrophes before a sign
# that begins a formula.
_START = re.compile(rf"""((?:^|[{SEPARATORS}\r\n])[ "]*)('*)(?=[{re.escape("".join(FORMULA))}])""")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")


@dataclass(frozen=True)
class Sheet:
    """The headers of a spreadsheet and its rows, each with the number that a spreadsheet program
    shows for it.

    `questions` are what could not be told of how it is written, and `separator` what stands between
    its cells.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]
    separator: str = ","
    questions: tuple[Question, ...] = ()

    def column(self, header: str) -> list[str]:
        """The cells of one column, without the spaces around them."""
        name = header_of(header)
        return [cells.get(name, "").strip() for _, cells in self.rows]


def read_sheet(path: Path, encoding: str | None = None) -> Sheet:
    """The sheet in a CSV file, whatever its separator; empty rows are left out.

    Raises `Problem` where there is no such file, where it is too large, or where it has no headers.
    """
    name = path.name
    if path.suffix.lower() not in (".csv", ".tsv", ".txt"):
        raise Problem(f"{name}: please save the spreadsheet as CSV, then import that file.")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Problem(
                f"{name}: this file is too large; up to 50 MB can be read. Please split it."
            )
        raw = path.read_bytes()
    except OSError as error:
        raise Problem(
            f"{name}: it can't be read ({error.strerror}). Please check the name and the folder."
        ) from error
    cells = max(raw.count(separator.encode()) for separator in SEPARATORS)
    if max(raw.count(b"\n"), raw.count(b"\r")) > _MOST_LINES or cells > _MOST_CELLS:
        raise _too_large(name)
    text, questions = decoded(name, raw, encoding)
    del raw
    first = next((line for line in _lines(text) if line.strip()), "")
    separator = max(SEPARATORS, key=re.sub('"[^"]*"', "", first).count)
    return _sheet(name, _rows(name, text, separator), separator, questions)


def _too_large(name: str) -> Problem:
    most = f"{MOST_ROWS:,} rows and {MOST_COLUMNS} columns"
    return Problem(f"{name}: up to {most} can be read. Please split the file.")


def _lines(text: str) -> Iterator[str]:
    return (line.group() for line in _LINE.finditer(text))


def _rows(name: str, text: str, separator: str) -> list[tuple[int, list[str]]]:
    for strict in (True, False):
        try:
            return _numbered(name, text, separator, strict)
        except csv.Error as error:
            if "unexpected end" in str(
                error
            ):  # else every row behind the quote would vanish into one cell
                raise Problem(
                    f'{name}: a quotation mark (") is opened and not closed. Please mend it.'
                ) from error
    raise Problem(f"{name}: this is no table that can be read. Please save it as CSV again.")


def _numbered(name: str, text: str, separator: str, strict: bool) -> list[tuple[int, list[str]]]:
    """The rows that are not empty, each with its number and its cells up to the last that is not
    empty.
    """
    found: list[tuple[int, list[str]]] = []
    lines = (line for line in _lines(text) if line.count(separator) <= MOST_ROWS or _refuse(name))
    for number, cells in enumerate(csv.reader(lines, delimiter=separator, strict=strict), 1):
        if used := max((place for place, cell in enumerate(cells, 1) if cell.strip()), default=0):
            found.append((number, cells[:used]))
            if used > MOST_COLUMNS or len(found) > MOST_ROWS + 1:
                raise _too_large(name)
    return found


def _refuse(name: str) -> bool:
    raise _too_large(name)


def _sheet(
    name: str, numbered: list[tuple[int, list[str]]], separator: str, questions: list[Question]
) -> Sheet:
    if not numbered:
        raise Problem(f"{name}: the file is empty.")
    written = [header_of(unguarded(cell)) for cell in numbered[0][1]]
    headers = _headers(written, max(len(cells) for _, cells in numbered))
    rows = tuple(
        (number, dict(zip(headers, map(unguarded, cells), strict=False)))
        for number, cells in numbered[1:]
    )
    return Sheet(headers, rows, separator, tuple(questions))


def _headers(written: list[str], used: int) -> tuple[str, ...]:
    """A header for each column that is used: one without a name gets its place, and of equal ones
    each later its own.

    >>> _headers(["name", "", "name"], 4)
    ('name', 'column 2', 'name (column 3)', 'column 4')
    """
    found: list[str] = []
    for place, name in enumerate([*written, *[""] * (used - len(written))], 1):
        found.append(
            name
            if name and name not in found
            else f"{name} (column {place})"
            if name
            else f"column {place}"
        )
    return tuple(found)


def guarded(cell: str) -> str:
    """A cell's text that no spreadsheet program takes for a formula, even where it cuts it at
    another separator.

    >>> guarded("=1+1"), guarded("plain"), guarded("North;=1+1")
    ("'=1+1", 'plain', "North;'=1+1")
    """
    return _START.sub(r"\1'\2", cell)


def unguarded(cell: str) -> str:
    """A cell's text without the apostrophes that `guarded` puts before what could become a formula.

    >>> unguarded("'=1+1"), unguarded("'quoted'"), unguarded("North;'=1+1")
    ('=1+1', "'quoted'", 'North;=1+1')
    """
    return _START.sub(lambda start: start[1] + start[2][1:], cell) if "'" in cell else cell
