"""A row that a log knows already: what it says more, or otherwise, becomes a step or a change of
its ask.
"""

from collections.abc import Container, Mapping, Sequence
from itertools import count
from typing import Any

import msgspec

from workshop import tables
from workshop.exchange.matching import KNOWN_BY, AskThere, hashed, told_by_imports
from workshop.exchange.rows import Row, words_in
from workshop.fields import OF_ANSWER
from workshop.journal import Draft, Entry, Log, rules
from workshop.records import Ask, Record, Reflection, Step, make
from workshop.text import Problem
from workshop.vocabulary import ANSWERED, NOS, OUTCOMES, YESES

_OF_ANSWER = tuple(field.name for field in OF_ANSWER)
_OF_STEP = tuple(name for name in _OF_ANSWER if name not in ("outcome", "stage", "sting"))
_LEFT = "Your log was left as it is."


def fresh(row: Row, origin: str, ids: Container[str]) -> list[Draft]:
    """The records of a row that a log does not know. Their ids derive from the origin: two devices
    make no twins.
    """
    ask_id = next(i for n in count() if (i := hashed("ask", origin, *[n] * (n > 0))) not in ids)
    ask = msgspec.structs.replace(row.ask, origin=origin)
    steps = [
        (hashed("step", ask_id, n), msgspec.structs.replace(step, ask=ask_id))
        for n, step in enumerate(row.steps)
    ]
    felt = [] if row.sting is None else [_felt(ask_id, row.sting, steps[-1][0] if steps else None)]
    return [(ask_id, ask), *steps, *felt]


def said(entry: Entry) -> dict[str, Any]:
    """What is told of an ask, by the columns of the table of asks; the day on which it was taken
    back among it.
    """
    told = {name: value for name, value in tables.row(entry).items() if value not in (None, "")}
    carrier = entry.stands_at
    if carrier and carrier.on and entry.outcome in (*ANSWERED, "withdrawn"):
        told["answered_on"] = carrier.on
    return {name: value for name, value in told.items() if name != "alias" or entry.ask.alias}


class Merge:
    """What a row brings to the ask that it is: the `records` to write, and what is `left` as it is,
    by field.
    """

    def __init__(self, known: AskThere, row: Row, origin: str, log: Log) -> None:
        self.left: dict[str, str] = {}
        self.is_change = False
        self.records: dict[str, Record | None] = {}
        if known.entry is None:  # a removed ask stays removed
            return
        self._entry, self._row = known.entry, row
        theirs, ours = said(_as_entry(row)), said(known.entry)
        as_listed = {"answered_on": known.entry.answered_on, "alias": known.ask.name}
        is_older_copy = origin != known.ask.origin and origin in known.origins
        news = {
            name: value
            for name, value in theirs.items()
            if name in row.tells - set(KNOWN_BY if is_older_copy else ())
            and value not in (ours.get(name), as_listed.get(name))
        }
        if news:
            self._take(news, ours, _before(known, log), theirs)
        self.is_change = bool(self.records)
        if known.origins and origin not in known.origins:
            self._add([(known.id, msgspec.structs.replace(self._entry.ask, origin=origin))])

    def _take(
        self,
        news: Mapping[str, Any],
        ours: Mapping[str, Any],
        before: Mapping[str, Any],
        theirs: Mapping[str, Any],
    ) -> None:
        """Take what is new since the last import, but for what the person changed since."""
        taken = dict[str, Any]()
        for name, value in news.items():
            if value == before.get(name):
                continue
            if (
                ours.get(name) == before.get(name)
                if name != "outcome"
                else _may_follow(ours[name], value, before)
            ):
                taken[name] = value
            else:
                have = (
                    f'You have "{_shown(ours[name])}" here'
                    if name in ours
                    else "You have left this empty"
                )
                self.left[name] = f'{have}, and the sheet says "{_shown(value)}". {_LEFT}'
        self._change({name: value for name, value in taken.items() if name not in _OF_ANSWER})
        outcome = theirs["outcome"] if "outcome" in self._row.tells else ours["outcome"]
        if "outcome" in taken:
            self._answer(taken)
        elif "outcome" not in self.left and (
            outcome == ours["outcome"] or {outcome, ours["outcome"]} <= set(ANSWERED)
        ):
            self._say_more(taken)
        else:
            return
        if "sting" in taken:
            self._add([_felt(self._entry.id, taken["sting"], self._entry.stands_at_id)])

    def _answer(self, taken: Mapping[str, Any]) -> None:
        """Take a new outcome: as a step, or as a change of the answer where it only says that one
        better.
        """
        outcome, now = taken["outcome"], self._entry.outcome
        carrier = self._entry.stands_at
        day = taken.get("answered_on")
        is_shade = {outcome, now} <= set(NOS) and carrier and (not day or carrier.on in (None, day))
        steps = [step for step in self._row.steps if step.what != "advanced" or "stage" in taken]
        if outcome == "fell_through" and now in YESES:
            steps = [step for step in steps if step.outcome != "yes"]
        if is_shade or not self._follow(steps, outcome):
            self._change({name: taken[name] for name in (*_OF_STEP, "outcome") if name in taken})

    def _say_more(self, taken: Mapping[str, Any]) -> None:
        """Take what is said more of the answer at which the ask stands, or of one that waits."""
        told = {name: value for name, value in taken.items() if name in _OF_STEP}
        stages = [step for step in self._row.steps if step.what == "advanced" and "stage" in taken]
        notes = [
            step
            for step in self._row.steps
            if step.what != "advanced" and told and not self._entry.stands_at
        ]
        if not self._follow([*stages, *notes], self._entry.outcome):
            name = "stage" if stages else next(iter(told))
            self.left[name] = (
                f"Its answer is there already, and this can't be put before it. {_LEFT}"
            )
        self._change({} if notes else told)

    def _follow(self, steps: Sequence[Step], outcome: str) -> bool:
        """Add steps behind those that are there; False, with nothing added, if the ask would not
        stand at `outcome`.
        """
        entry, drafts = self._entry, list[Draft]()
        for step in steps:
            ids = {record_id for record_id, _ in entry.written}
            step_id = next(
                i for n in range(len(ids) + 1) if (i := hashed("step", entry.id, n)) not in ids
            )
            try:
                made = rules.step(entry, msgspec.structs.asdict(step), words_in(step))
            except Problem:
                return False
            drafts.append((step_id, made))
            entry = _with(entry, drafts)
        if entry.outcome != outcome:
            return False
        self._add(drafts)
        return True

    def _change(self, fields: Mapping[str, Any]) -> None:
        """Change fields of the ask, or of its answer; one that may not be changed is left."""
        own = {name: text for name, text in fields.items() if name.startswith("extra.")}
        told = {name: value for name, value in fields.items() if name not in own}
        if own:
            told["extra"] = self._entry.ask.extra | {
                name.removeprefix("extra."): text for name, text in own.items()
            }
        words = words_in(self._entry.ask, *self._entry.steps, told)
        while told:
            try:
                self._add(rules.changed(self._entry, told, words))
                return
            except Problem as problem:
                name = "answered_on" if problem.field == "on" else problem.field
                name = name if name in told else next(iter(told))
                self.left[name] = f"{problem} {_LEFT}"
                del told[name]

    def _add(self, drafts: Sequence[Draft]) -> None:
        self.records |= dict(drafts)
        self._entry = _with(self._entry, drafts)


def _may_follow(now: str, outcome: str, before: Mapping[str, Any]) -> bool:
    """Whether an outcome may be taken where an ask stands `now`: an older copy of a sheet takes no
    answer back.
    """
    takes_back = outcome == "waiting" or (outcome == "silence" and now in ANSWERED)
    ends = now == "waiting" or (now == "silence" and outcome in ANSWERED)
    return ends or (now == before.get("outcome") and not takes_back)


def _felt(ask_id: str, sting: int, step: str | None) -> Draft:
    told = {"prompt": "sting.now", "answer": sting, "ask": ask_id, "step": step}
    return hashed("sting", step or ask_id), make(Reflection, told)


def _as_entry(row: Row) -> Entry:
    steps = tuple((str(n), step) for n, step in enumerate(row.steps))
    return Entry("", row.ask, steps, ((None, row.sting),))


def _before(known: AskThere, log: Log) -> dict[str, Any]:
    """What imports told of an ask and of its answer, by the columns of the table of asks, not what
    was done since.
    """
    found, answer = dict(known.told), dict[str, Any]()
    for versions in log.history(known.id).values():
        record, (told, _) = versions[-1].record, told_by_imports(versions)
        if isinstance(record, Step) and record.what == "advanced" and "stage" in told:
            found["stage"] = told["stage"]
        elif isinstance(record, Step) and record.what != "advanced":
            is_dated = "on" in told and record.outcome in (*ANSWERED, "withdrawn")
            of_this = {name: told[name] for name in ("outcome", *_OF_STEP) if name in told}
            of_this |= {"answered_on": told["on"]} if is_dated else {}
            answer = of_this if "outcome" in told else answer | of_this
        elif isinstance(record, Reflection) and record.prompt == "sting.now" and "answer" in told:
            found["sting"] = told["answer"]
    return ({"outcome": "waiting"} if known.told else {}) | found | answer


def _with(entry: Entry, drafts: Sequence[Draft]) -> Entry:
    """An entry as it stands once these are written."""
    ask = next((record for _, record in drafts if isinstance(record, Ask)), entry.ask)
    steps = {record_id: step for record_id, step in drafts if isinstance(step, Step)}
    return Entry(entry.id, ask, tuple((dict(entry.written) | steps).items()), entry.stings)


def _shown(value: Any) -> str:
    return OUTCOMES[value].label if value in OUTCOMES else str(value)
