"""From the rows of a spreadsheet to asks: what can be read becomes one change, the rest is told or asked about."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workshop.exchange import known
from workshop.exchange.columns import read_columns
from workshop.exchange.mapping import Map, Question, fit, header_of, outcome_of, own_map
from workshop.exchange.merging import Merge, fresh
from workshop.exchange.rows import Row, Rows
from workshop.exchange.sheet import Sheet, read_sheet
from workshop.journal import Draft, Log
from workshop.text import listed, plural

_SAME_OR_NEW = ("the same", "new")


@dataclass
class Imported:
    """What an import found and did.

    `asks` were added, `changed` were there and are told otherwise now, `known` were there already, `skipped` are rows
    that the map says are no asks. `questions` have to be answered before anything is imported: is it `held`? `problems`
    has a row's number, the column and a sentence each; `unused` are headers that nothing was read from; `change` is
    what undoes it all.
    """

    columns: dict[str, str]
    outcomes: dict[str, str | None]
    unused: list[str]
    asks: int = 0
    changed: int = 0
    known: int = 0
    skipped: int = 0
    questions: list[Question] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    change: str | None = None
    held: bool = False

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        changed = [f"{self.changed:,} changed"] if self.changed else []
        known = (
            [f"{self.known:,} {'was' if self.known == 1 else 'were'} there already"]
            if self.known
            else []
        )
        skipped = [f"{plural(self.skipped, 'row')} skipped as the map says"] if self.skipped else []
        wrong = [f"{plural(len(self.problems), 'problem')} to look at"] if self.problems else []
        done = ", ".join(
            [f"{plural(self.asks, 'ask')} imported", *changed, *known, *skipped, *wrong]
        )
        return (
            f"{plural(len(self.questions), 'question')} first; nothing was imported yet."
            if self.held
            else f"{done}."
        )

    @property
    def details(self) -> list[str]:
        """Each question, then each problem with the rows that have it, in words."""
        word = "Question" if self.held else "Taken as guessed"
        asked = [
            f"{word}: {question.about} {_guess(question) if self.held else question.guess}"
            for question in self.questions
        ]
        rows: dict[tuple[str, str], list[str]] = {}
        for problem in self.problems:
            rows.setdefault((problem["column"], problem["problem"]), []).append(str(problem["row"]))
        return asked + [
            f"{_rows(places)}, {column}: {why}" for (column, why), places in rows.items()
        ]


def _guess(question: Question) -> str:
    if question.choices == _SAME_OR_NEW:
        return "--yes takes this as the same, --new as new."
    return f"--yes takes {question.guess}." if question.guess else "This can't be guessed."


def _rows(places: list[str]) -> str:
    if len(places) == 1:
        return f"row {places[0]}"
    more = [f"{len(places) - 5:,} more"] if len(places) > 5 else []
    return f"rows {listed([*places[:5], *more])}"


def import_asks(
    log: Log,
    path: str | Path,
    mapped: Map | None = None,
    *,
    dry_run: bool = False,
    yes: bool = False,
    new: bool = False,
) -> Imported:
    """Import the asks in a CSV file, as one change; a row that a log knows changes its ask, or adds nothing.

    Without a map the headers must be ours. Raises `Problem` where file and map do not go together; what can't be read
    is listed, and the rest imported. What has to be asked holds the import, unless `yes` takes what is guessed; `new`
    takes rows that look like asks that are there as new ones.
    """
    sheet = read_sheet(Path(path), mapped.encoding if mapped else None)
    mapped = own_map(sheet.headers, mapped)
    fit(mapped, sheet.headers)
    readings, questions = read_columns(sheet, mapped)
    rows = Rows(sheet, mapped, readings, log.own_words)
    found = _found(sheet, mapped)
    found.questions += questions
    with contextlib.nullcontext() if dry_run else log.batch("import"):
        drafts = _drafts(list(rows.read()), rows, log, found, new)
        found.skipped, found.problems = (
            rows.skipped,
            sorted(rows.problems, key=lambda problem: problem["row"]),
        )
        found.outcomes |= dict.fromkeys(rows.undecided)
        found.held = any(not yes or question.guess is None for question in found.questions)
        if found.held:
            found.asks = found.changed = 0
        elif drafts and not dry_run:
            found.change = log.write(drafts, "import")
    return found


def _found(sheet: Sheet, mapped: Map) -> Imported:
    used = {header_of(header) for header in (*mapped.columns.values(), *mapped.skip)}
    outcomes = {their: outcome_of(meaning) for their, meaning in mapped.outcomes.items()}
    unused = [header for header in sheet.headers if header not in used]
    return Imported(dict(mapped.columns), outcomes, unused, questions=list(sheet.questions))


def _drafts(rows: Sequence[Row], told: Rows, log: Log, found: Imported, new: bool) -> list[Draft]:
    """The records of rows that the log does not know, and what the others say more than it does."""
    met = known.matched(rows, log)
    if not new:
        pairs = [(row, ask) for row, ask in zip(rows, met.like, strict=True) if ask]
        found.questions += asked_about(pairs, found.columns)
    drafts: list[Draft] = []
    for row, origin, ask, like in zip(rows, met.origins, met.is_, met.like, strict=True):
        there = ask or (None if new else like)
        if there is None:
            found.asks += 1
            drafts += fresh(row, origin, met.ids)
            continue
        merge = Merge(there, row, origin, log)
        drafts += merge.records.items()
        found.changed += merge.is_change
        found.known += not merge.is_change
        for name, why in merge.left.items():
            told.tell(row.place, name, why)
    return drafts


def asked_about(
    alike: Sequence[tuple[Row, known.Known]], columns: dict[str, str]
) -> list[Question]:
    """One question for all rows that differ in the same things from asks that are there."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for row, ask in alike:
        there = (
            f'ask {ask.ask.number}, "{ask.ask.name}"{"" if ask.entry else ", which you removed"}'
        )
        differs = known.differing(row.ask, ask)
        groups.setdefault(differs, []).append(
            f'row {row.place}, "{row.ask.alias or row.place}", like {there}'
        )
    found = []
    for names, rows in groups.items():
        what = listed([f'"{columns.get(name, name)}"' for name in names])
        look = (
            "A row looks like an ask that is"
            if len(rows) == 1
            else f"{len(rows):,} rows look like asks that are"
        )
        more = f"; and {len(rows) - 3:,} more" if len(rows) > 3 else ""
        same = "Is it the same ask?" if len(rows) == 1 else "Are they the same asks?"
        about = f"{look} there already; only {what} differs ({'; '.join(rows[:3])}{more}). {same}"
        found.append(Question(about, _SAME_OR_NEW[0], _SAME_OR_NEW))
    return found
