"""What a row of the list of asks can be open for: an answer, something that happened, a change,
another day."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from workshop.fields import FIELDS
from workshop.journal import Entry
from workshop.text import Problem
from workshop.vocabulary import NOS, OUTCOMES, STEPS
from workshop.widgets import parts
from workshop.widgets.fields import OWN, AskForm, ask_words, standing_words, with_own
from workshop.widgets.parts import Part

_FAST = ("alias", "kind", "channel", "asked_on")
_FITS = {name: field.fits for name, field in FIELDS.items() if field.fits}
"""Which fields of an answer go with which outcomes."""


@dataclass(frozen=True)
class Act:
    """What a row is open for: its `fields` besides those in the drawer, and its `parts`.

    The focus goes to the first field. `save` writes it to the log, and says what was saved.
    """

    fields: tuple[str, ...]
    parts: Callable[[AskForm, Entry], list[Part]]
    save: Callable[[AskForm, Entry], str]


def _answer_parts(form: AskForm, entry: Entry) -> list[Part]:
    why = form.fields("reason", "source", "words")
    return [
        parts.choice("outcome", FIELDS["outcome"].label, OUTCOMES),
        *form.sting(),
        *form.fields("terms", "agreed", when={"outcome": ["yes"]}),
        form.field("on"),
        parts.fold("why", "What you know about this no", *why, when={"outcome": NOS}),
    ]


def _save_answer(form: AskForm, entry: Entry) -> str:
    outcome, number = form.values.get("outcome"), entry.ask.number
    if not outcome:
        raise Problem("Please choose what came back.", "outcome")
    fitting = {name: form.values.get(name) for name, fits in _FITS.items() if outcome in fits}
    with form.log.batch("answer"):
        form.log.answer(number, outcome, on=form.day("on"), **fitting)
        form.keep_sting(number, outcome)
    asked = ask_words(entry.ask)
    return f"{asked}, {standing_words(form.log, form.log.entry(number))}"


def _happened_parts(form: AskForm, entry: Entry) -> list[Part]:
    what = {code: word for code, word in STEPS.items() if code in entry.can_happen}
    return [
        parts.choice("what", FIELDS["what"].label, what),
        form.field("stage", when={"what": ["advanced"]}),
        parts.field("on", "When?", "date"),
    ]


def _save_happened(form: AskForm, entry: Entry) -> str:
    what = form.values.get("what")
    if not what:
        raise Problem("Please choose what happened.", "what")
    if what not in entry.can_happen:
        raise Problem(
            "This ask has been answered since: that does not fit any more. Please close the row.",
            "what",
        )
    stage = {"stage": form.values.get("stage") or None} if what == "advanced" else {}
    form.log.step(entry.ask.number, what, on=form.day("on"), **stage)
    asked = ask_words(entry.ask)
    return f"{asked}, {STEPS[what].label.lower()}"


def _change_parts(form: AskForm, entry: Entry) -> list[Part]:
    drawer = parts.fold("drawer", "More about this ask", *form.fields(*form.more))
    return [*form.fields(*_FAST), drawer, form.own("kind", "channel", *form.drawer)]


def _save_change(form: AskForm, entry: Entry) -> str:
    typed = {name: form.values.get(name) or "" for name in form.base}
    now: dict[str, Any] = {name: text if text.strip() else None for name, text in typed.items()}
    changed = {name: value for name, value in now.items() if value != form.base[name]}
    if not changed:
        raise Problem("Nothing is changed yet.")
    told = with_own(changed, entry.ask.extra)
    asked = ask_words(form.log.change(entry.ask.number, **told).ask)
    return f"{asked} is changed"


def _day_parts(form: AskForm, entry: Entry) -> list[Part]:
    return form.fields(*form.base)


def begun(form: AskForm, act: Act, entry: Entry) -> dict[str, str | None]:
    """What the fields of an act begin with: today, or what the ask holds there."""
    more = form.more if act is ACTS["change"] else ()
    held = {OWN + name: told for name, told in entry.ask.extra.items()}
    held |= msgspec.structs.asdict(entry.ask)
    return {
        name: form.today() if name == "on" else _typed(held.get(name))
        for name in (*act.fields, *more)
    }


def _typed(value: object) -> str | None:
    """A field's value as it is typed.

    >>> _typed(1500.0), _typed(None), _typed(True)
    ('1500', None, 'yes')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.15g}"
    return None if value is None else str(value) or None


ACTS = {
    "answer": Act(("outcome", "sting", *_FITS, "on"), _answer_parts, _save_answer),
    "happened": Act(("what", "stage", "on"), _happened_parts, _save_happened),
    "door_on": Act(("door_on",), _day_parts, _save_change),
    "expected_on": Act(("expected_on",), _day_parts, _save_change),
    "change": Act(_FAST, _change_parts, _save_change),
}
"""What a row can be open for, by the name of the button that opens it."""
