"""What may be written to a log, and what an undo puts back: decided here, done by `Log`."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from workshop.journal.entry import Entry
from workshop.journal.files import Damage
from workshop.journal.keeper import Draft
from workshop.journal.union import NUMBERING, Union
from workshop.records import Ask, Step, Words, make, plain, word
from workshop.text import Problem, clean, number, plural, yes_or_no
from workshop.vocabulary import ANSWERED, FIXED, NOTED, VOCABULARIES, YESES

_OF_STEP = ("reason", "source", "terms", "agreed", "words", "door", "door_on")
_OF_ASK = tuple(name for name in Ask.__struct_fields__ if name != "number")
_OF_ROW = (*_OF_ASK, "outcome", "answered_on", "stage", *_OF_STEP)
_BEFORE_ANSWER = ("chance", "worst")


def what_of(outcome: str, own: Words | None = None) -> str:
    """The step that carries an outcome: `answered` for a yes or a no, else `noted`.

    >>> what_of("no_final"), what_of("silence")
    ('answered', 'noted')
    """
    return "noted" if word("outcome", outcome, own) in NOTED else "answered"


def ask_and_steps(fields: Mapping[str, Any], own: Words | None = None) -> tuple[Ask, *tuple[Step, ...]]:
    """An ask and its first steps from the fields of a row: those of an ask, then outcome, answered_on, stage, ...

    The day of the answer is unknown unless given, or unless the ask was made today.

    >>> ask, step = ask_and_steps({"asked_on": "2026-03-02", "outcome": "no_final", "reason": "timing"})
    >>> step.what, step.on, step.reason
    ('answered', None, 'timing')
    """
    for name in fields:
        if name not in _OF_ROW:
            raise Problem(f'There is no field "{clean(name[:40])}". The fields are {", ".join(_OF_ROW)}.', name[:40])
    ask = make(Ask, {name: fields[name] for name in _OF_ASK if name in fields}, own)
    told = {name: fields[name] for name in _OF_STEP if fields.get(name) not in (None, "")}
    outcome = word("outcome", fields.get("outcome") or "waiting", own)
    today = ask.asked_on if ask.asked_on == date.today() else None
    answered_on = fields.get("answered_on")
    if answered_on and outcome not in ANSWERED:
        raise Problem(f'answered_on: "{outcome}" is no answer, so it has no day. Please leave it out.', "answered_on")
    rows: list[dict[str, Any]] = []
    if fields.get("stage"):
        rows.append({"what": "advanced", "stage": fields["stage"], "on": today})
    if outcome == "fell_through" and (answered_on or told.keys() & {"terms", "agreed"}):
        deal = {str(name): told.pop(name) for name in ("terms", "agreed") if name in told}
        rows.append({"what": "answered", "outcome": "yes", "on": answered_on or today, **deal})
    if outcome in NOTED and (outcome != "waiting" or told):
        rows.append({"what": "noted", "outcome": outcome, "on": today, **told})
    elif outcome != "waiting":
        rows.append({"what": "answered", "outcome": outcome, "on": answered_on or today, **told})
    return ask, *(step(Entry("", ask), row, own) for row in rows)


def step(entry: Entry, fields: Mapping[str, Any], own: Words | None = None) -> Step:
    """A checked step of an ask; `Problem` says what does not fit."""
    made = make(Step, {**fields, "ask": entry.id or "new"}, own)
    outcome, name = made.outcome, entry.ask.name
    if made.on and made.on < entry.ask.asked_on:
        told = f'"{name}" was asked on {entry.ask.asked_on}, so {made.on} is before its ask'
        raise Problem(f"on: {told}. Please check the date.", "on")
    if (made.what in ("answered", "noted")) != (outcome is not None):
        carries = "needs an outcome" if outcome is None else "carries no outcome"
        raise Problem(f'outcome: a step "{made.what}" {carries}.', "outcome")
    if outcome and what_of(outcome) != made.what:
        raise Problem(f'outcome: "{outcome}" is told by a step "{what_of(outcome)}".', "outcome")
    if outcome == "withdrawn" and entry.was_answered:
        raise _answered(entry.ask)
    if made.what == "done" and entry.outcome not in YESES:
        raise Problem(f'"{name}" has no yes that could happen. Log the yes first.', "what")
    if (made.terms or made.agreed is not None) and outcome not in YESES:
        raise Problem("terms: terms and the amount agreed belong to a yes.", "terms")
    if made.stage and made.what != "advanced":
        raise Problem('stage: a stage belongs to a step "advanced".', "stage")
    return made


def changed(entry: Entry, fields: Mapping[str, Any], own: Words | None = None) -> list[Draft]:
    """The new versions of an ask and of its answer for changed fields of either."""
    of_ask = {name: value for name, value in fields.items() if name in _OF_ASK}
    of_step = {"on" if name == "answered_on" else name: value for name, value in fields.items() if name not in of_ask}
    if not fields:
        raise Problem("Nothing to change was given.")
    ask = _changed_ask(entry, of_ask, own)
    _, step_id, standing = entry.standing
    others = Entry(entry.id, ask, tuple(pair for pair in entry.written if not of_step or pair[0] != step_id))
    drafts: list[Draft] = [(entry.id, ask)] if of_ask else []
    if of_step:
        if step_id is None or standing is None:
            raise Problem(f'"{ask.name}" has no answer yet, so there is no {next(iter(of_step))} to change.')
        outcome = word("outcome", of_step.get("outcome") or standing.outcome, own)
        told = msgspec.structs.asdict(standing) | (dict.fromkeys(("terms", "agreed")) if outcome not in YESES else {})
        told |= {**of_step, "what": what_of(outcome)}
        del told["ask"]
        if outcome == "withdrawn" and entry.was_answered:
            raise _answered(ask)
        drafts.append((step_id, step(others, told, own)))
    first = min((made.on for made in others.steps if made.on), default=None)
    if first and first < ask.asked_on:
        raise Problem(
            f"asked_on: a step of it is dated {first}, before {ask.asked_on}. Please check the date.", "asked_on"
        )
    return drafts


def _changed_ask(entry: Entry, fields: Mapping[str, Any], own: Words | None) -> Ask:
    made = make(Ask, {**msgspec.structs.asdict(entry.ask), **fields}, own)
    locked = [name for name in _BEFORE_ANSWER if getattr(made, name) != getattr(entry.ask, name)]
    if locked and entry.was_answered:
        raise Problem(f"{locked[0]}: it was set before the answer, and stays as it was.", locked[0])
    return made


def _answered(ask: Ask) -> Problem:
    told = f'"{ask.name}" was answered, so it can\'t be taken back any more. The answer stays in the log.'
    return Problem(told, "outcome")


def sting(felt: object) -> int | None:
    """How personal an answer felt, from 0 to 4; None where it is not told."""
    return None if felt in (None, "") else int(number(felt, "sting", high=4, whole=True))


def change_to_undo(union: Union, change: str | None) -> str:
    """The id of the change that is meant: the last one, or the one that begins as told."""
    if change is None:
        if not union.versions:
            raise Problem("There is nothing to undo yet.")
        return union.last[1]
    found = {known for known in union.changes() if known == change} or {
        known for known in union.changes() if known.startswith(change)
    }
    if len(found) != 1:
        raise Problem(
            f'There is no change "{clean(change[:40])}". An import says its own; without a name, the last is undone.'
        )
    return found.pop()


def undoing(union: Union, change: str) -> tuple[list[Draft], list[str]]:
    """What puts each record back as it was before a change, and the ids of those that were changed since."""
    ids = union.written_by(change)
    left = [record_id for record_id in ids if _change_beneath(union, record_id) != change]
    return [(record_id, union.before(record_id, change)) for record_id in ids if record_id not in left], left


def _change_beneath(union: Union, record_id: str) -> str:
    """The change that wrote the standing version, looking through versions that only gave a number."""
    versions = union.versions[record_id]
    return next((v.line.change for v in reversed(versions) if not v.line.change.startswith(NUMBERING)), "")


def setting(name: str, value: Any) -> Any:
    """The checked value of a setting; `Problem` for a name that the kit does not know.

    >>> setting("horizon.job", "21"), setting("calm", "yes")
    (21, True)
    """
    if name in ("calm", "sting.off"):
        return yes_or_no(value, name)
    if re.fullmatch(r"horizon\.[a-z_]{1,40}", name):
        days = int(number(value, name, high=730, whole=True))
        if days < 1:
            raise Problem(f"{name}: please give a number of days from 1 to 730.", name)
        return days
    parts = name.split(".")
    if len(parts) == 3 and parts[0] == "word" and parts[1] in VOCABULARIES and parts[1] not in FIXED:
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", parts[2]):
            raise Problem("A word's code has small letters, digits and _ only, such as word.kind.mentor.", "name")
        return clean(value, name) or None
    if name == "preset":
        return plain(value, name)
    if name == "organisation":  # the own field that says who was asked
        return clean(value, name) or None
    known = "horizon.KIND, calm, sting.off, preset, organisation and word.FIELD.CODE"
    raise Problem(f'There is no setting "{clean(str(name)[:40])}". The settings are {known}.', "name")


def told(damage: Sequence[Damage]) -> list[str]:
    """One sentence a file about what could not be read in it.

    >>> told([Damage("journal-ab.txt", 7, "it was cut off or changed")])[0][:63]
    'journal-ab.txt: 1 line could not be read (line 7: it was cut of'
    """
    found = []
    for name in dict.fromkeys(place.file for place in damage):
        places = [place for place in damage if place.file == name]
        shown = "; ".join(f"line {place.line}: {place.problem}" for place in places[:5])
        more = f"; and {len(places) - 5} more" if len(places) > 5 else ""
        found.append(
            f"{name}: {plural(len(places), 'line')} could not be read ({shown}{more}). "
            "Nothing was deleted, and everything else was read."
        )
    return found


def unread(union: Union) -> list[str]:
    """One sentence for each kind of line that is in the files but does not count."""
    found = [
        f"The {change.split('-')[0]} {change} did not come to its end: {plural(count, 'line')} of it left out. "
        "Run it again; nothing else is missing."
        for change, count in union.unfinished().items()
    ]
    if union.newer:
        lines = plural(union.newer, "line")
        found.append(f"A newer version of the kit wrote {lines} of this journal. Update the kit to see all of it.")
    return found
