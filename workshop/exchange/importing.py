"""From the rows of a spreadsheet to asks: what can be read becomes one change, the rest is told or
asked about.
"""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop.exchange.columns import read_columns
from workshop.exchange.mapping import Map, Question, map_for
from workshop.exchange.matching import AskThere, differing, matched
from workshop.exchange.merging import Merge, fresh
from workshop.exchange.rows import Row, Rows
from workshop.exchange.sheet import read_sheet
from workshop.journal import Draft, Log
from workshop.text import listed, plural

_SAME_OR_NEW = ("the same", "new")


@dataclass(frozen=True)
class Imported:
    """What an import found and did.

    `asks` were added, `changed` were there and are told otherwise now, `known` were there already,
    `skipped` are rows that the map says are no asks. `questions` have to be answered before
    anything is imported: is it `held`? `problems` has a row's number, the column and a sentence
    each; `unused` are headers that nothing was read from; `change` is what undoes it all.
    """

    columns: dict[str, str]
    outcomes: dict[str, str | None]
    unused: list[str]
    asks: int
    changed: int
    known: int
    skipped: int
    questions: list[Question]
    problems: list[dict[str, Any]]
    change: str | None
    held: bool

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        if self.held:
            return f"{plural(len(self.questions), 'question')} first; nothing was imported yet."
        beside = (
            (self.changed, f"{self.changed:,} changed"),
            (self.known, f"{self.known:,} {'was' if self.known == 1 else 'were'} there already"),
            (self.skipped, f"{plural(self.skipped, 'row')} skipped as the map says"),
            (len(self.problems), f"{plural(len(self.problems), 'problem')} to look at"),
        )
        told = [f"{plural(self.asks, 'ask')} imported", *(said for n, said in beside if n)]
        return f"{', '.join(told)}."

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
    """Import the asks in a CSV file, as one change; a known row changes its ask, or adds nothing.

    Without a map the headers must be ours; `Problem` where file and map do not go together. What
    can't be read is listed, and the rest imported. What has to be asked holds the import, unless
    `yes` takes what is guessed; `new` takes rows that look like asks that are there as new ones.
    """
    sheet = read_sheet(Path(path), mapped.encoding if mapped else None)
    mapped = map_for(sheet.headers, mapped)
    readings, unclear = read_columns(sheet, mapped)
    rows = Rows(sheet, mapped, readings, log.own_words)
    with contextlib.nullcontext() if dry_run else log.batch("import"):
        plan = _planned(list(rows.read()), log, new)
        questions = [*sheet.questions, *unclear, *asked_about(plan.alike, mapped.columns)]
        held = any(not yes or question.guess is None for question in questions)
        is_written = plan.drafts and not (held or dry_run)
        change = log.write(plan.drafts, "import") if is_written else None
    for place, name, why in plan.left:
        rows.tell(place, name, why)
    return Imported(
        columns=dict(mapped.columns),
        outcomes=mapped.meant | dict.fromkeys(rows.undecided),
        unused=[header for header in sheet.headers if header not in mapped.headers],
        asks=0 if held else plan.asks,
        changed=0 if held else plan.changed,
        known=plan.known,
        skipped=rows.skipped,
        questions=questions,
        problems=sorted(rows.problems, key=lambda problem: problem["row"]),
        change=change,
        held=held,
    )


@dataclass(frozen=True)
class _Plan:
    """What rows bring to a log: the records, how many asks are new, changed, known.

    `left` is what stays as the log has it, by row and field; `alike` are rows to ask about.
    """

    drafts: list[Draft]
    asks: int
    changed: int
    known: int
    left: list[tuple[int, str, str]]
    alike: list[tuple[Row, AskThere]]


def _planned(rows: Sequence[Row], log: Log, new: bool) -> _Plan:
    """The records of rows that the log does not know, and what the others say more than it does."""
    met = matched(rows, log, new=new)
    there = met.like | met.same
    drafts: list[Draft] = []
    merges: list[tuple[int, Merge]] = []
    for place, (row, origin) in enumerate(zip(rows, met.origins, strict=True)):
        if place in there:
            merge = Merge(there[place], row, origin, log)
            merges.append((row.place, merge))
            drafts += merge.records.items()
        else:
            drafts += fresh(row, origin, met.ids)
    changed = sum(merge.is_change for _, merge in merges)
    left = [(place, name, why) for place, merge in merges for name, why in merge.left.items()]
    alike = [(rows[place], met.like[place]) for place in sorted(met.like)]
    return _Plan(drafts, len(rows) - len(merges), changed, len(merges) - changed, left, alike)


def asked_about(alike: Sequence[tuple[Row, AskThere]], columns: dict[str, str]) -> list[Question]:
    """One question for all rows that differ in the same things from asks that are there."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for row, ask in alike:
        there = (
            f'ask {ask.ask.number}, "{ask.ask.name}"{"" if ask.entry else ", which you removed"}'
        )
        groups.setdefault(differing(row.ask, ask), []).append(
            f'row {row.place}, "{row.ask.alias or row.place}", like {there}'
        )
    found = []
    for names, rows in groups.items():
        what = listed([f'"{columns.get(name, name)}"' for name in names])
        look, same = (
            ("A row looks like an ask that is", "Is it the same ask?")
            if len(rows) == 1
            else (f"{len(rows):,} rows look like asks that are", "Are they the same asks?")
        )
        more = f"; and {len(rows) - 3:,} more" if len(rows) > 3 else ""
        about = f"{look} there already; only {what} differs ({'; '.join(rows[:3])}{more}). {same}"
        found.append(Question(about, _SAME_OR_NEW[0], _SAME_OR_NEW))
    return found
