"""Which mark the numbers of a spreadsheet have before their decimals: a whole column tells what a cell alone can't."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from workshop.exchange.mapping import Map, Question, Reading

WHOLE = ("people", "chance", "minutes", "sting")
_GROUPED = re.compile(r"[1-9]\d{0,2}([., '])\d{3}(?:\1\d{3})*|[1-9]\d?(?:,\d{2})*,\d{3}")
_POWER = re.compile(r"\d+(\.\d+)?[eE][+-]?\d{1,3}")


def read_numbers(name: str, cells: Counter[str], mapped: Map, separator: str, questions: list[Question]) -> Reading:
    """The numbers of a column: its cells show whether a point or a comma begins their decimals, else that is asked.

    What can be read in one way only is read so, and what is asked is guessed to be thousands.
    """
    bare = {cell: _bare(cell, name) for cell in cells}
    ways = {cell: way for cell, (text, _) in bare.items() if (way := _ways_of_number(text, name in WHOLE))}
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
    text = re.sub(r"[.,][-–—]+(?= |$)", "", re.sub(r"\s", " ", cell.replace("’", "'"))).strip()  # 65,- has no cents
    parts = re.fullmatch(r"(\D{0,4}?) ?(\d[\d.,' ]*|[.,]\d+) ?(\D{0,4})", text)
    if not parts:
        return text, ""
    sign = (parts[1] + parts[3]).strip()
    is_money = len(sign) == 1 and unicodedata.category(sign) == "Sc"
    is_code = len(sign) == 3 and sign.isascii() and sign.isupper()
    return (parts[2].strip(), sign) if is_money or is_code or (sign == "%" and name == "chance") else (text, "")


def _ways_of_number(text: str, whole: bool) -> dict[str, float]:
    """What a number is, by the mark that begins its decimals, as far as it can be read with it.

    >>> _ways_of_number("1.500", False), _ways_of_number("1.250,50", False), _ways_of_number("950", False)
    ({'.': 1.5, ',': 1500.0}, {',': 1250.5}, {'.': 950.0, ',': 950.0})
    """
    if _POWER.fullmatch(text):
        return {".": float(text)}
    found = {}
    for mark in ".,":
        before, _, decimals = text.partition(mark)
        grouped = _GROUPED.fullmatch(before) and mark not in before
        if (before.isdecimal() or grouped or not before) and (decimals.isdecimal() or (before and not decimals)):
            digits = re.sub(r"\D", "", before) or "0"
            found[mark] = float(f"{digits[:400]}.{decimals or 0}")
    entire = {mark: value for mark, value in found.items() if value.is_integer()}
    return entire or found if whole else found


def _mark(doubtful: list[str], sure: list[tuple[str, str]], separator: str) -> str | None:
    """The mark that begins the decimals of doubtful numbers such as 1.500 or 1,500; None where it has to be asked."""
    marks = {mark for mark, _ in sure}
    if len(marks) == 1:
        mark = marks.pop()
        lengths = {len(text.rpartition(mark)[2]) for _, text in sure if mark in text}
        return mark if lengths == {3} or not any(mark in text for text in doubtful) else None
    is_usual = not marks and separator != ";" and not any("." in text for text in doubtful)
    return "." if is_usual else None


def _which_number(header: str, cell: str, ways: Mapping[str, float]) -> Question:
    (high, thousands), (low, decimals) = sorted(((value, mark) for mark, value in ways.items()), reverse=True)
    about = (
        f'In "{header}", is "{cell}" {high:,.15g} or {low:.15g}? Say it in a map: "decimal": "{thousands}" makes it '
        f'{high:,.15g}, "decimal": "{decimals}" makes it {low:.15g}.'
    )
    return Question(about, f"{high:.15g}", (f"{high:.15g}", f"{low:.15g}"))


def _compare_signs(reading: Reading, signs: Mapping[str, str], cells: Counter[str]) -> None:
    """Note numbers that have another sign of money than most in their column: they may be in another unit."""
    met = Counter[str]()
    for cell, sign in signs.items():
        met[sign] += cells[cell]
    usual = max(met, key=met.__getitem__, default="")
    for cell, sign in signs.items():
        if sign != usual:
            most = f'"{usual}"' if usual else "no sign"
            read = f'"{cell}" was read as {reading.values[cell]:,.15g}'
            reading.notes[cell] = f"{read}, while most cells of this column have {most}. Please check its unit."
