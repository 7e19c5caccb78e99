"""A log as a file for other programs: the table of asks as CSV, or everything as JSON."""

import csv
import io
from pathlib import Path
from typing import Any

import msgspec

from workshop.exchange.sheet import guarded
from workshop.journal import Entry, Log
from workshop.output import written
from workshop.records import KINDS
from workshop.tables import COLUMNS, row
from workshop.text import Problem, plural


def export(log: Log, path: str | Path, *, force: bool = False) -> str:
    """Write a log to FILE.csv (the table of asks) or FILE.json (every step and version); returns
    what was done.

    The file is whole or not there, and for nobody else to read; `force` writes over one that is no
    journal.
    """
    place = Path(path)
    writers = {".csv": as_csv, ".json": as_json}
    if place.suffix.lower() not in writers:
        raise Problem(f"{place.name}: please name a file that ends in .csv or .json.")
    written(place, writers[place.suffix.lower()](log), force=force)
    return f"{plural(len(log.asks), 'ask')} written to {place}."


def as_csv(log: Log) -> str:
    """The table of asks, with the headers that `import` reads; no cell can become a formula."""
    rows = [row(entry) | _taken_back(entry) for entry in log.asks]
    own = sorted({name for told in rows for name in told} - set(COLUMNS))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*COLUMNS, *map(guarded, own)])
    for told in rows:
        writer.writerow([_cell(told.get(name)) for name in (*COLUMNS, *own)])
    return "\ufeff" + out.getvalue()  # the mark by which spreadsheet programs know UTF-8


def _taken_back(entry: Entry) -> dict[str, Any]:
    """The day on which an ask was taken back, where answers have theirs."""
    carrier = entry.stands_at
    return {"answered_on": carrier.on} if carrier and carrier.outcome == "withdrawn" else {}


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "" if value is None else guarded(str(value))
    has_three_decimals = isinstance(value, float) and len(text.rpartition(".")[2]) == 3
    return f"{text}0" if has_three_decimals else text  # 1.125 might be one thousand, 1.1250 can't


def as_json(log: Log) -> str:
    """Everything in a log: asks as they stand with their steps, every version of every record."""
    asks = [{**row(entry), "steps": entry.steps} for entry in log.asks]
    each = (
        {
            "id": record_id,
            "kind": kind,
            "versions": [{"at": known.line.at, "fields": known.record} for known in versions],
        }
        for kind, record in KINDS.items()
        for record_id, versions in log.history(record).items()
    )
    return msgspec.json.format(
        msgspec.json.encode({"asks": asks, "records": list(each)}), indent=1
    ).decode()
