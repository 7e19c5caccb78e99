"""How the columns of a spreadsheet are read that have dates or numbers: a whole one tells what a
cell alone can't.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from workshop.exchange.mapping import Map, Question, Reading
from workshop.exchange.sheet import Sheet
from workshop.tables import DATES, NUMBERS
from workshop.text import TEXT, Problem, clean, listed

FORMATS = (
    *("%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%Y/%m/%d", "%d-%m-%Y", "%m-%d-%Y", "%Y.%m.%d", "%Y%m%d"),
    *("%d.%m.%y", "%d/%m/%y", "%m/%d/%y", "%y/%m/%d", "%d-%m-%y", "%m-%d-%y", "%y-%m-%d"),
    *("%d %b %Y", "%d %B %Y", "%d. %B %Y", "%b %d, %Y", "%B %d, %Y", "%b %d %Y", "%B %d %Y"),
    *(
        "%d-%b-%Y",
        "%d-%b-%y",
        "%d/%b/%Y",
        "%d %b %y",
        "%a, %d %b %Y",
        "%a %d %b %Y",
        "%A, %B %d, %Y",
    ),
)
"""How dates are met in spreadsheets, besides 2026-03-31, which is read everywhere."""
_ISO = re.compile(r"([12]\d{3})-(\d{1,2})-(\d{1,2})")
_CLOCK = re.compile(
    r"(?:T| +|, )\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?"
    r" ?([AaPp]\.?[Mm]\.?)? ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$"
)
_Ways = Mapping[str, Mapping[str, date]]
"""What each way to write dates reads: the date of each cell."""


def read_dates(
    columns: Mapping[str, Counter[str]], mapped: Map, questions: list[Question]
) -> dict[str, Reading]:
    """The dates of each column: as the map says, else as the column tells; one that leaves it open
    follows another.

    Raises `Problem` where the map's way fits only a part of a column, and another more of it.
    """
    as_mapped = {
        name: _read(cells, mapped.dates) if mapped.dates else {} for name, cells in columns.items()
    }
    sure_ways = [mapped.dates] if mapped.dates and any(as_mapped.values()) else []
    found, left_open = dict[str, Reading](), dict[str, _Ways]()
    for name, cells in columns.items():
        if mapped.dates:
            _refuse_if_another_fits(
                mapped.columns[name], cells, mapped.dates, as_mapped[name], is_sure=bool(sure_ways)
            )
        sure = {cell: day for cell in cells if (day := as_mapped[name].get(cell) or _iso(cell))}
        found[name] = Reading(dict(sure))
        rest = [] if as_mapped[name] else [cell for cell in cells if cell not in sure]
        ways: _Ways = _ways(rest)
        if len(ways) == 1:
            sure_ways += list(ways)
            found[name].values |= next(iter(ways.values()))
        elif ways and not sure:
            left_open[name] = ways
        else:
            _each(rest, found[name])
    for name, ways in left_open.items():
        if not (way := next((way for way in sure_ways if way in ways), None)):
            way = _likeliest(ways)
            questions.append(_which_date(mapped.columns[name], ways, way))
            sure_ways += [way] if way else []
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
    """The ways to write dates that read every date among cells, with what each reads; those that
    read alike are one.
    """
    readings = {way: _read(cells, way) for way in FORMATS} if cells else {}
    dates = {cell for read in readings.values() for cell in read}
    found: dict[str, dict[str, date]] = {}
    for way, read in readings.items():
        if dates and read.keys() == dates and read not in found.values():
            found[way] = read
    return found


def _refuse_if_another_fits(
    header: str, cells: Counter[str], way: str, read: Mapping[str, date], *, is_sure: bool
) -> None:
    """`Problem` where another way reads more dates of a column, and other ones: the map's own is a
    slip then.

    A column of which the map's way reads nothing may have its own, where there is another that it
    reads.
    """
    readings = {other: _read(cells, other) for other in FORMATS}
    readings["%Y-%m-%d"] = {cell: day for cell in (cells if read else ()) if (day := _iso(cell))}

    def count(found: Iterable[str]) -> int:
        return sum(cells[cell] for cell in found)

    other = max(readings, key=lambda other: count(readings[other]))
    better = readings[other]
    differs = any(better[cell] != day for cell, day in read.items() if cell in better)
    if count(better) > count(read) and (differs or not (read or is_sure)):
        every = (
            "all "
            if len({cell for found in readings.values() for cell in found}) == len(better) > 1
            else ""
        )
        reads = f"{other} reads {every}{count(better):,} dates, {way} only {count(read):,}"
        raise Problem(
            f'"{header}": {reads}. Please mend "dates" in the map, or leave it out. '
            "Nothing was imported."
        )


def _each(cells: list[str], reading: Reading) -> None:
    """Read a column that no one way fits: cells that can be read in one way only."""
    readings = [_read(cells, way) for way in FORMATS] if cells else []
    for cell in cells:
        if len(days := {read[cell] for read in readings if cell in read}) == 1:
            reading.values[cell] = days.pop()
        elif days:
            said = listed([str(day) for day in sorted(days)], "or")
            reading.notes[cell] = (
                f'"{clean(cell[:40], limit=TEXT)}" can be {said}. Please write it as 2026-03-31.'
            )


def _likeliest(ways: _Ways) -> str | None:
    """The way by which no day is to come and the days lie closest together; None where that tells
    nothing.
    """

    def unlikely(way: str) -> tuple[int, int]:
        days = ways[way].values()
        return sum(day > date.today() for day in days), (max(days) - min(days)).days

    first, second = sorted(ways, key=unlikely)[:2]
    return first if unlikely(first) < unlikely(second) else None


def _which_date(header: str, ways: _Ways, guess: str | None) -> Question:
    cell = next(
        cell
        for cell in next(iter(ways.values()))
        if len({read[cell] for read in ways.values()}) > 1
    )
    days = listed([f"{read[cell]} ({way})" for way, read in ways.items()], "or")
    about = (
        f'How are the dates in "{header}" written? "{clean(cell[:40])}" can be {days}. '
        'Say it in a map, as "dates".'
    )
    return Question(about, guess, tuple(ways))


WHOLE = ("people", "chance", "minutes", "sting")
_GROUPED = re.compile(r"[1-9]\d{0,2}([., '])\d{3}(?:\1\d{3})*|[1-9]\d?(?:,\d{2})*,\d{3}")
_POWER = re.compile(r"\d+(\.\d+)?[eE][+-]?\d{1,3}")


def read_numbers(
    name: str, cells: Counter[str], mapped: Map, separator: str, questions: list[Question]
) -> Reading:
    """The numbers of a column: its cells show whether a point or a comma begins their decimals,
    else that is asked.

    What can be read in one way only is read so, and what is asked is guessed to be thousands.
    """
    bare = {cell: _bare(cell, name) for cell in cells}
    ways = {
        cell: way
        for cell, (text, _) in bare.items()
        if (way := _ways_of_number(text, name in WHOLE))
    }
    reading = Reading({cell: max(way.values()) for cell, way in ways.items()})
    doubtful = [cell for cell, way in ways.items() if len(set(way.values())) > 1]
    sure = [(next(iter(way)), bare[cell][0]) for cell, way in ways.items() if len(way) == 1]
    mark = mapped.decimal or _mark([bare[cell][0] for cell in doubtful], sure, separator)
    if mark:
        reading.values |= {cell: ways[cell][mark] for cell in doubtful}
    elif doubtful:
        questions.append(_which_number(mapped.columns[name], doubtful[0], ways[doubtful[0]]))
    _compare_signs(reading, {cell: bare[cell][1] for cell in ways}, cells)
    return reading


def _bare(cell: str, name: str) -> tuple[str, str]:
    """A number without the sign of money beside it, and that sign; a chance may have its %.

    >>> _bare("$65,000", "amount"), _bare("1.500 EUR", "amount"), _bare("60-70k", "amount")
    (('65,000', '$'), ('1.500', 'EUR'), ('60-70k', ''))
    """
    text = re.sub(
        r"[.,][-–—]+(?= |$)", "", re.sub(r"\s", " ", cell.replace("’", "'"))
    ).strip()  # 65,- has no cents
    parts = re.fullmatch(r"(\D{0,4}?) ?(\d[\d.,' ]*|[.,]\d+) ?(\D{0,4})", text)
    if not parts:
        return text, ""
    sign = (parts[1] + parts[3]).strip()
    is_money = len(sign) == 1 and unicodedata.category(sign) == "Sc"
    is_code = len(sign) == 3 and sign.isascii() and sign.isupper()
    return (
        (parts[2].strip(), sign)
        if is_money or is_code or (sign == "%" and name == "chance")
        else (text, "")
    )


def _ways_of_number(text: str, whole: bool) -> dict[str, float]:
    """What a number is, by the mark that begins its decimals, as far as it can be read with it.

    >>> _ways_of_number("1.500", False), _ways_of_number("1.250,50", False)
    ({'.': 1.5, ',': 1500.0}, {',': 1250.5})
    >>> _ways_of_number("950", False)
    {'.': 950.0, ',': 950.0}
    """
    if _POWER.fullmatch(text):
        return {".": float(text)}
    found = {}
    for mark in ".,":
        before, _, decimals = text.partition(mark)
        grouped = _GROUPED.fullmatch(before) and mark not in before
        if (before.isdecimal() or grouped or not before) and (
            decimals.isdecimal() or (before and not decimals)
        ):
            digits = re.sub(r"\D", "", before) or "0"
            found[mark] = float(f"{digits[:400]}.{decimals or 0}")
    entire = {mark: value for mark, value in found.items() if value.is_integer()}
    return entire or found if whole else found


def _mark(doubtful: list[str], sure: list[tuple[str, str]], separator: str) -> str | None:
    """The mark that begins the decimals of doubtful numbers such as 1.500 or 1,500; None where it
    has to be asked.
    """
    marks = {mark for mark, _ in sure}
    if len(marks) == 1:
        mark = marks.pop()
        lengths = {len(text.rpartition(mark)[2]) for _, text in sure if mark in text}
        return mark if lengths == {3} or not any(mark in text for text in doubtful) else None
    is_usual = not marks and separator != ";" and not any("." in text for text in doubtful)
    return "." if is_usual else None


def _which_number(header: str, cell: str, ways: Mapping[str, float]) -> Question:
    (high, thousands), (low, decimals) = sorted(
        ((value, mark) for mark, value in ways.items()), reverse=True
    )
    about = (
        f'In "{header}", is "{cell}" {high:,.15g} or {low:.15g}? Say it in a map: '
        f'"decimal": "{thousands}" makes it {high:,.15g}, "decimal": "{decimals}" '
        f"makes it {low:.15g}."
    )
    return Question(about, f"{high:.15g}", (f"{high:.15g}", f"{low:.15g}"))


def _compare_signs(reading: Reading, signs: Mapping[str, str], cells: Counter[str]) -> None:
    """Note numbers that have another sign of money than most in their column: they may be in
    another unit.
    """
    met = Counter[str]()
    for cell, sign in signs.items():
        met[sign] += cells[cell]
    usual = max(met, key=met.__getitem__, default="")
    for cell, sign in signs.items():
        if sign != usual:
            most = f'"{usual}"' if usual else "no sign"
            read = f'"{cell}" was read as {reading.values[cell]:,.15g}'
            reading.notes[cell] = (
                f"{read}, while most cells of this column have {most}. Please check its unit."
            )


def read_columns(sheet: Sheet, mapped: Map) -> tuple[dict[str, Reading], list[Question]]:
    """How the columns of dates and of numbers are read, by our field, and what has to be asked."""
    questions: list[Question] = []
    columns = {
        name: Counter(filter(None, sheet.column(header))) for name, header in mapped.columns.items()
    }
    readings = read_dates(
        {name: columns[name] for name in DATES if name in columns}, mapped, questions
    )
    for name in NUMBERS:
        if name in columns:
            readings[name] = read_numbers(name, columns[name], mapped, sheet.separator, questions)
    return readings, questions
