"""Lines that somebody pastes from a note: each becomes an ask, shown before anything is kept."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from workshop.exchange.columns import read_dates
from workshop.exchange.mapping import Map, Question
from workshop.records import Words
from workshop.text import Problem, clean
from workshop.vocabulary import code_of

MOST = 500
"""How many lines one paste may have."""
_BULLET = re.compile(r"^\s*(?:[-*•–—·▪◦]+|\[[ xX]?\]|\d{1,3}[.)])\s+")
_HEADINGS = {
    *("name", "short name", "alias", "who", "what", "company", "role", "kind", "how", "channel"),
    *("outcome", "answer", "result", "status", "date", "day", "when", "asked", "asked on"),
}
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_WITHOUT_YEAR = re.compile(rf"(?:\d{{1,2}}\.? {_MONTH}|{_MONTH} \d{{1,2}})\.?", re.IGNORECASE)
_PLAIN = re.compile(rf"^\d{{4}}-|{_MONTH}", re.IGNORECASE)
_LIKE_A_DAY = re.compile(
    rf"\d{{1,4}}([./-])\d{{1,2}}\1?\d{{0,4}}\.?|.*\b{_MONTH}\b.*\d.*|\d.*\b{_MONTH}\b.*",
    re.IGNORECASE,
)


@dataclass
class Line:
    """What one line says: the fields of an ask, its day; `note` says what of it could not be
    read.
    """

    text: str
    fields: dict[str, str] = field(default_factory=dict)
    day: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Pasted:
    """The lines; and where they leave it open how days are written, the `unsure` one with each
    day that it can be.
    """

    lines: Sequence[Line]
    unsure: str = ""
    ways: Mapping[str, date] = field(default_factory=dict)


def read_lines(text: str, own: Words, today: date, way: str | None = None) -> Pasted:
    """The asks in pasted text, a line each: a name, and in any order an outcome, a kind, a channel,
    a day.

    What is between them, a tab, a semicolon or a comma, may differ from line to line. `way` says
    how days are written, where the lines leave that open. A day without a year is the last such
    day. `Problem` where there is no line, or too many.

    >>> line = read_lines("- portfolio review, no, 3 March 2026", {}, date(2026, 4, 1)).lines[0]
    >>> line.fields, str(line.day)
    ({'outcome': 'no_unclear', 'alias': 'portfolio review'}, '2026-03-03')
    """
    rows = [_BULLET.sub("", line).strip() for line in text.splitlines()]
    found = [(row, cells) for row in rows if (cells := _cells(row))]
    if found and all(cell.casefold() in _HEADINGS for cell in found[0][1]):
        found = found[1:]
    if not found:
        raise Problem("Nothing is pasted yet. Write or paste a line for each ask.", "pasted")
    if len(found) > MOST:
        raise Problem(
            f"These are {len(found):,} lines; {MOST} fit at once. Save them in parts.", "pasted"
        )
    lines = [_line(row, cells, own) for row, cells in found]
    first: dict[str, int] = {}
    for at, line in enumerate(lines, 1):
        if (same := first.setdefault(line.text, at)) < at:
            line.note = f"The same as line {same}. Take it out if it is one ask."
    return _read_days(lines, today, way)


def _cells(row: str) -> list[str]:
    """A line cut where it is cut: at tabs, else at semicolons, else at commas; a comma inside a
    day is none.
    """
    mark = next((mark for mark in "\t;" if mark in row), ",")
    whole = re.sub(rf"({_MONTH} \d{{1,2}}), (\d{{4}})", r"\1 \2", row, flags=re.IGNORECASE)
    return [cell.strip() for cell in whole.split(mark) if cell.strip()]


def _line(row: str, cells: Sequence[str], own: Words) -> Line:
    """What a line's cells say; what is no word of ours and no day is the name."""
    line, name = Line(row), list[str]()
    for cell in cells:
        known = (each for each in ("outcome", "kind", "channel") if each not in line.fields)
        met = [(each, code) for each in known if (code := code_of(each, cell, own.get(each)))]
        if met and (name or len(cells) > 1):
            line.fields |= dict(met[:1])
        elif "asked_on" not in line.fields and _LIKE_A_DAY.fullmatch(cell):
            line.fields["asked_on"] = cell
        else:
            name.append(cell)
    try:
        line.fields["alias"] = clean(", ".join(name), "alias")
    except Problem as problem:
        line.note = str(problem).partition(": ")[2]
    return line


def _read_days(lines: Sequence[Line], today: date, way: str | None) -> Pasted:
    """Turn what looks like a day into one, all lines together; what they leave open is a
    question.
    """
    typed = {
        line.text: _with_year(line.fields["asked_on"], today)
        for line in lines
        if "asked_on" in line.fields
    }
    columns: dict[str, Counter[str]] = {}  # what is plain does not say how the rest is written
    for cell in typed.values():
        name = "plain" if _PLAIN.search(cell) else "digits"
        columns.setdefault(name, Counter())[cell] += 1
    questions: list[Question] = []
    read = read_dates(columns, Map(dict.fromkeys(columns, ""), dates=way), questions)
    days = {cell: day for reading in read.values() for cell, day in reading.values.items()}
    notes = {cell: note for reading in read.values() for cell, note in reading.notes.items()}
    ways = questions[0].choices if questions else ()
    asked = "Its day waits for your choice above." if ways else ""
    for line in lines:
        if cell := typed.get(line.text, ""):
            waits = asked if not _PLAIN.search(cell) else ""
            _put_day(line, days.get(cell), today, notes.get(cell, waits))
    unsure = next((cell for cell in columns.get("digits", ()) if ways and cell not in days), "")
    return Pasted(lines, unsure, {each: datetime.strptime(unsure, each).date() for each in ways})


def _put_day(line: Line, day: date | None, today: date, note: str) -> None:
    written = line.fields.pop("asked_on")
    if day and day <= today + timedelta(1):
        line.day = day
    elif day:
        line.note = f'"{written}" is still to come. Please give the day on which you asked.'
    else:
        line.note = note or f'"{written}" is no day that can be read, so its day stays unknown.'


def _with_year(cell: str, today: date) -> str:
    """A day as it was typed; without a year, it gets the year in which it was last."""
    if not _WITHOUT_YEAR.fullmatch(cell):
        return cell
    day = re.sub(r"(\d)\.", r"\1", cell).strip(" .")
    found = read_dates({"asked_on": Counter([f"{day} {today.year}"])}, Map({"asked_on": ""}), [])
    this_year = found["asked_on"].values.get(f"{day} {today.year}")
    return f"{day} {today.year - bool(this_year and this_year > today + timedelta(1))}"
