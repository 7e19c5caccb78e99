"""How the dates of a spreadsheet are written: a whole column tells what a cell alone can't."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from workshop.exchange.mapping import Map, Question, Reading
from workshop.text import TEXT, Problem, clean, listed

FORMATS = (
    *("%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%Y/%m/%d", "%d-%m-%Y", "%m-%d-%Y", "%Y.%m.%d", "%Y%m%d"),
    *("%d.%m.%y", "%d/%m/%y", "%m/%d/%y", "%y/%m/%d", "%d-%m-%y", "%m-%d-%y", "%y-%m-%d"),
    *("%d %b %Y", "%d %B %Y", "%d. %B %Y", "%b %d, %Y", "%B %d, %Y", "%b %d %Y", "%B %d %Y"),
    *("%d-%b-%Y", "%d-%b-%y", "%d/%b/%Y", "%d %b %y", "%a, %d %b %Y", "%a %d %b %Y", "%A, %B %d, %Y"),
)
"""How dates are met in spreadsheets, besides 2026-03-31, which is read everywhere."""
_ISO = re.compile(r"([12]\d{3})-(\d{1,2})-(\d{1,2})")
_CLOCK = re.compile(r"(?:T| +|, )\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)? ?([AaPp]\.?[Mm]\.?)? ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$")
_Ways = Mapping[str, Mapping[str, date]]
"""What each way to write dates reads: the date of each cell."""


def read_dates(columns: Mapping[str, Counter[str]], mapped: Map, questions: list[Question]) -> dict[str, Reading]:
    """The dates of each column: as the map says, else as the column tells; one that leaves it open follows another.

    Raises `Problem` where the map's way fits only a part of a column, and another more of it.
    """
    as_mapped = {name: _read(cells, mapped.dates) if mapped.dates else {} for name, cells in columns.items()}
    known = [mapped.dates] if mapped.dates and any(as_mapped.values()) else []
    found, left_open = dict[str, Reading](), dict[str, _Ways]()
    for name, cells in columns.items():
        if mapped.dates:
            _refuse_if_another_fits(mapped.columns[name], cells, mapped.dates, as_mapped[name], is_known=bool(known))
        sure = {cell: day for cell in cells if (day := as_mapped[name].get(cell) or _iso(cell))}
        found[name] = Reading(dict(sure))
        rest = [] if as_mapped[name] else [cell for cell in cells if cell not in sure]
        ways: _Ways = _ways(rest)
        if len(ways) == 1:
            known += list(ways)
            found[name].values |= next(iter(ways.values()))
        elif ways and not sure:
            left_open[name] = ways
        else:
            _each(rest, found[name])
    for name, ways in left_open.items():
        if not (way := next((way for way in known if way in ways), None)):
            way = _likeliest(ways)
            questions.append(_which_date(mapped.columns[name], ways, way))
            known += [way] if way else []
        found[name].values |= ways.get(way or "", {})
    return found


def _iso(cell: str) -> date | None:
    parts = _ISO.fullmatch(_CLOCK.sub("", cell))
    try:
        return date(*map(int, parts.groups())) if parts else None
    except ValueError:
        return None


def _read(cells: Iterable[str], way: str) -> dict[str, date]:
    """The cells that are dates written in one way, with or without a time behind them."""
    marks = {char for char in re.sub("%.", "", way) if char != " "}
    found = {}
    for cell in cells:
        if any(char.isdigit() for char in cell[:100]) and marks <= set(cell):
            for text in (cell, _CLOCK.sub("", cell)):
                try:
                    found[cell] = datetime.strptime(text, way).date()
                    break
                except ValueError:
                    continue
    return found


def _ways(cells: list[str]) -> dict[str, dict[str, date]]:
    """The ways to write dates that read every date among cells, with what each reads; those that read alike are one."""
    readings = {way: _read(cells, way) for way in FORMATS} if cells else {}
    dates = {cell for read in readings.values() for cell in read}
    found: dict[str, dict[str, date]] = {}
    for way, read in readings.items():
        if dates and read.keys() == dates and read not in found.values():
            found[way] = read
    return found


def _refuse_if_another_fits(
    header: str, cells: Counter[str], way: str, read: Mapping[str, date], *, is_known: bool
) -> None:
    """`Problem` where another way reads more dates of a column, and other ones: the map's own is a slip then.

    A column of which the map's way reads nothing may have its own, where there is another that it reads.
    """
    readings = {other: _read(cells, other) for other in FORMATS}
    readings["%Y-%m-%d"] = {cell: day for cell in (cells if read else ()) if (day := _iso(cell))}

    def count(found: Iterable[str]) -> int:
        return sum(cells[cell] for cell in found)

    other = max(readings, key=lambda other: count(readings[other]))
    better = readings[other]
    differs = any(better[cell] != day for cell, day in read.items() if cell in better)
    if count(better) > count(read) and (differs or not (read or is_known)):
        every = "all " if len({cell for found in readings.values() for cell in found}) == len(better) > 1 else ""
        reads = f"{other} reads {every}{count(better):,} dates, {way} only {count(read):,}"
        raise Problem(f'"{header}": {reads}. Please mend "dates" in the map, or leave it out. Nothing was imported.')


def _each(cells: list[str], reading: Reading) -> None:
    """Read a column that no one way fits: cells that can be read in one way only."""
    readings = [_read(cells, way) for way in FORMATS] if cells else []
    for cell in cells:
        if len(days := {read[cell] for read in readings if cell in read}) == 1:
            reading.values[cell] = days.pop()
        elif days:
            said = listed([str(day) for day in sorted(days)], "or")
            reading.notes[cell] = f'"{clean(cell[:40], limit=TEXT)}" can be {said}. Please write it as 2026-03-31.'


def _likeliest(ways: _Ways) -> str | None:
    """The way by which no day is to come and the days lie closest together; None where that tells nothing."""

    def unlikely(way: str) -> tuple[int, int]:
        days = ways[way].values()
        return sum(day > date.today() for day in days), (max(days) - min(days)).days

    first, second = sorted(ways, key=unlikely)[:2]
    return first if unlikely(first) < unlikely(second) else None


def _which_date(header: str, ways: _Ways, guess: str | None) -> Question:
    cell = next(cell for cell in next(iter(ways.values())) if len({read[cell] for read in ways.values()}) > 1)
    days = listed([f"{read[cell]} ({way})" for way, read in ways.items()], "or")
    about = f'How are the dates in "{header}" written? "{clean(cell[:40])}" can be {days}. Say it in a map, as "dates".'
    return Question(about, guess, tuple(ways))
