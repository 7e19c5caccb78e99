"""What may be written to a log: decided here, done by `Log`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from workshop.journal.entry import Entry
from workshop.journal.line import Draft
from workshop.records import Ask, R, Record, Step, Words, make, word
from workshop.text import Problem, clean
from workshop.vocabulary import ANSWERED, NOS, NOTED, OF_YES, YESES

_OF_STEP = ("reason", "source", "terms", "agreed", "words", "door", "door_on")
_OF_ASK = tuple(name for name in Ask.__struct_fields__ if name != "number")
_OF_ROW = (*_OF_ASK, "outcome", "answered_on", "stage", *_OF_STEP)
_BEFORE_ANSWER = ("chance", "worst")
_OF_NO = ("reason", "source", "words", "door", "door_on")
_OF_YES = ("terms", "agreed")
_ASKING = ("probed", "followed_up", "advanced")
_ASKING_DOORS = ("clarify", "later")


def what_of(outcome: str) -> str:
    """The step that carries an outcome: `answered` for a yes or a no, else `noted`.

    >>> what_of("no_final"), what_of("silence")
    ('answered', 'noted')
    """
    return "noted" if outcome in NOTED else "answered"


def ask_and_steps(
    fields: Mapping[str, Any], own: Words | None = None, today: date | None = None
) -> tuple[Ask, *tuple[Step, ...]]:
    """An ask and its first steps from the fields of a row: those of an ask, then outcome,
    answered_on, stage, ...

    The day of the answer is unknown unless given, or unless the ask was made `today`.

    >>> row = {"asked_on": "2026-03-02", "outcome": "no_final", "reason": "timing"}
    >>> ask, step = ask_and_steps(row)
    >>> step.what, step.on, step.reason
    ('answered', None, 'timing')
    """
    for name in fields:
        if name not in _OF_ROW:
            raise Problem(
                f'There is no field "{clean(name[:40])}". The fields are {", ".join(_OF_ROW)}.',
                name[:40],
            )
    ask = make(Ask, {name: fields[name] for name in _OF_ASK if name in fields}, own)
    told = {name: fields[name] for name in _OF_STEP if fields.get(name) not in (None, "")}
    outcome = word("outcome", fields.get("outcome") or "waiting", own)
    today = ask.asked_on if ask.asked_on == (today or date.today()) else None
    answered_on = fields.get("answered_on")
    if answered_on and outcome not in (*ANSWERED, "withdrawn"):
        raise Problem(
            f'answered_on: "{outcome}" is no answer, so it has no day. Please leave it out.',
            "answered_on",
        )
    rows = _first_steps(outcome, told, fields.get("stage"), answered_on, today)
    return ask, *(step(Entry("", ask), row, own) for row in rows)


def _first_steps(
    outcome: str, told: dict[str, Any], stage: object, answered_on: object, today: date | None
) -> list[dict[str, Any]]:
    """What happened to an ask when it is first told of, as the fields of steps, in order."""
    rows: list[dict[str, Any]] = []
    if stage:
        rows.append({"what": "advanced", "stage": stage, "on": today})
    if outcome == "fell_through" and (answered_on or told.keys() & {"terms", "agreed"}):
        deal = {str(name): told.pop(name) for name in ("terms", "agreed") if name in told}
        rows.append({"what": "answered", "outcome": "yes", "on": answered_on or today, **deal})
    if outcome in NOTED and (outcome != "waiting" or told):
        taken_back = answered_on if outcome == "withdrawn" else None
        rows.append({"what": "noted", "outcome": outcome, "on": taken_back or today, **told})
    elif outcome != "waiting":
        rows.append({"what": "answered", "outcome": outcome, "on": answered_on or today, **told})
    return rows


def step(entry: Entry, fields: Mapping[str, Any], own: Words | None = None) -> Step:
    """A checked step of an ask; `Problem` says what does not fit."""
    made = make(Step, {**fields, "ask": entry.id or "new"}, own)
    outcome = made.outcome
    if made.on and entry.ask.asked_on and made.on < entry.ask.asked_on:
        told = (
            f'"{entry.ask.name}" was asked on {entry.ask.asked_on}, so {made.on} is before its ask'
        )
        raise Problem(f"on: {told}. Please check the date.", "on")
    if (made.what in ("answered", "noted")) != (outcome is not None):
        carries = "needs an outcome" if outcome is None else "carries no outcome"
        raise Problem(f'outcome: a step "{made.what}" {carries}.', "outcome")
    if outcome and what_of(outcome) != made.what:
        raise Problem(f'outcome: "{outcome}" is told by a step "{what_of(outcome)}".', "outcome")
    if outcome in ("silence", "withdrawn") and entry.was_answered:
        raise _answered(entry.ask, outcome)
    if made.what in OF_YES and entry.outcome != "yes":
        fell = entry.outcome == "fell_through"
        why = (
            "was a yes that fell through. If it happened after all, log"
            if fell
            else "has no yes that could happen. Log"
        )
        raise Problem(f'"{entry.ask.name}" {why} the yes first.', "what")
    _still_open(entry, made)
    if (made.terms or made.agreed is not None) and outcome not in YESES:
        raise Problem("terms: terms and the amount agreed belong to a yes.", "terms")
    if made.stage and made.what != "advanced":
        raise Problem('stage: a stage belongs to a step "advanced".', "stage")
    return made


def _still_open(entry: Entry, made: Step) -> None:
    """Refuse to ask after what is over on that day: a final or an unfair no, an ask that was taken
    back.
    """
    if made.what in _ASKING and ((made.on and entry.until(made.on)) or entry).is_over:
        again = "If they came back by themselves, log what they said as an answer."
        raise Problem(
            f'"{entry.ask.name}" is closed for good, so nothing is asked after it. {again}', "what"
        )
    if made.door in _ASKING_DOORS and (made.outcome == "no_final" or made.reason == "unfair"):
        raise Problem(
            "door: nothing is asked after a final or an unfair no. Please choose another door.",
            "door",
        )


def changed(entry: Entry, fields: Mapping[str, Any], own: Words | None = None) -> list[Draft]:
    """The new versions of an ask and of its answer for changed fields of either."""
    of_ask = {name: value for name, value in fields.items() if name in _OF_ASK}
    of_step = {
        "on" if name == "answered_on" else name: value
        for name, value in fields.items()
        if name not in of_ask
    }
    if not fields:
        raise Problem("Nothing to change was given.")
    ask = _changed_ask(entry, of_ask, own)
    others = Entry(
        entry.id,
        ask,
        tuple(pair for pair in entry.written if not of_step or pair[0] != entry.stands_at_id),
    )
    drafts: list[Draft] = [(entry.id, ask)] if of_ask else []
    days = [made.on for made in others.steps if made.on]
    if of_step:
        made = _changed_answer(entry, others, of_step, own)
        drafts.append(made)
        days += [made[1].on] if made[1].on else []
    first = min(days, default=None)
    if first and ask.asked_on and first < ask.asked_on:
        raise Problem(
            f"asked_on: a step of it is dated {first}, before {ask.asked_on}. "
            "Please check the date.",
            "asked_on",
        )
    return drafts


def _changed_answer(
    entry: Entry, others: Entry, fields: Mapping[str, Any], own: Words | None
) -> tuple[str, Step]:
    """The new version of the answer at which an ask stands; `others` is the ask as it is without
    it.
    """
    step_id, standing = entry.stands_at_id, entry.stands_at
    ask = others.ask
    if step_id is None or standing is None:
        missing = next(iter(fields))
        raise Problem(f'"{ask.name}" has no answer yet, so there is no {missing} to change.')
    outcome = word("outcome", fields.get("outcome") or standing.outcome, own)
    if outcome == "withdrawn" and entry.was_answered:
        raise _answered(ask, outcome)
    told = {**fields, "what": what_of(outcome)}
    kept = msgspec.structs.asdict(standing) | dict.fromkeys(_lost(standing, outcome, told))
    made = step(others, kept | told | {"on": fields.get("on")}, own)
    return step_id, _as_dated(standing, fields, made)


def _lost(standing: Step, outcome: str, told: Mapping[str, Any]) -> tuple[str, ...]:
    """What an answer loses with its outcome: a no that is taken back has no reason, words or door
    any more.
    """
    lost: tuple[str, ...] = _OF_YES if outcome not in YESES else ()
    if outcome == "waiting" or (standing.outcome in NOS and outcome not in NOS):
        lost += _OF_NO
    is_over = outcome == "no_final" or told.get("reason", standing.reason) == "unfair"
    return lost + (("door", "door_on") if is_over and standing.door in _ASKING_DOORS else ())


def _as_dated(before: Record, fields: Mapping[str, Any], made: R) -> R:
    """A changed record with the days that it had: what is not changed is not checked again,
    whatever the clock says.
    """
    kept = {
        name: getattr(before, name)
        for name in ("asked_on", "on")
        if hasattr(before, name) and name not in fields
    }
    return msgspec.structs.replace(made, **kept)


def _changed_ask(entry: Entry, fields: Mapping[str, Any], own: Words | None) -> Ask:
    as_it_was = {
        name: value
        for name, value in msgspec.structs.asdict(entry.ask).items()
        if name != "asked_on"
    }
    made = _as_dated(entry.ask, fields, make(Ask, {**as_it_was, **fields}, own))
    locked = [name for name in _BEFORE_ANSWER if getattr(made, name) != getattr(entry.ask, name)]
    if locked and entry.was_answered:
        raise Problem(f"{locked[0]}: it was set before the answer, and stays as it was.", locked[0])
    return made


def _answered(ask: Ask, outcome: str) -> Problem:
    told = "it can't be taken back any more" if outcome == "withdrawn" else "it is not silent"
    return Problem(f'"{ask.name}" was answered, so {told}. The answer stays in the log.', "outcome")
