"""How the columns of a spreadsheet are read that have dates or numbers."""

from collections import Counter

from workshop.exchange.dates import read_dates
from workshop.exchange.mapping import Map, Question, Reading
from workshop.exchange.numbers import read_numbers
from workshop.exchange.sheet import Sheet
from workshop.tables import DATES, NUMBERS


def read_columns(sheet: Sheet, mapped: Map) -> tuple[dict[str, Reading], list[Question]]:
    """How the columns of dates and of numbers are read, by our field, and what has to be asked."""
    questions: list[Question] = []
    columns = {name: Counter(filter(None, sheet.column(header))) for name, header in mapped.columns.items()}
    readings = read_dates({name: columns[name] for name in DATES if name in columns}, mapped, questions)
    for name in NUMBERS:
        if name in columns:
            readings[name] = read_numbers(name, columns[name], mapped, sheet.separator, questions)
    return readings, questions
