"""The fields of an ask as parts, and what more than one form says and does."""

from datetime import date
from typing import Any

from workshop import vocabulary
from workshop.analysis.words import day_words as day_words  # for the other forms too
from workshop.fields import DRAWERS, FIELDS
from workshop.journal import Entry, Log
from workshop.records import Ask
from workshop.text import Problem
from workshop.vocabulary import NOS
from workshop.widgets import parts
from workshop.widgets.panel import Panel
from workshop.widgets.parts import Part

STUNG = [*NOS, "silence", "fell_through"]
"""Outcomes after which the kit asks how personal it felt."""
AFTER_TITLE = 1
"""Where the status of a form stands: behind its title, where the eyes go after a save."""


class AskForm(Panel):
    """What the forms that write to a log share."""

    _opened = date.min
    _drawer: tuple[str, ...] = ()

    def field(self, name: str, **more: Any) -> Part:
        """One field of an ask or of its answer, under the record's own name for it."""
        return self.fields(name, **more)[0]

    def fields(self, *names: str, **more: Any) -> list[Part]:
        """Several fields."""
        offers = {"pitched": self.pitched_before()} if "pitched" in names else {}
        return parts.told_in([FIELDS[name] for name in names], self.log.words, offers, **more)

    @property
    def drawer(self) -> tuple[str, ...]:
        """The fields in the drawer: those of the preset that the person chose, unless named."""
        return self._drawer or DRAWERS[str(self.log.setting("preset", "apply"))]

    def pitched_before(self) -> list[str]:
        """What was put forward before, latest first, each once."""
        return list(
            dict.fromkeys(entry.ask.pitched for entry in self.log.asks[::-1] if entry.ask.pitched)
        )[:20]

    def outcome(self, first: str) -> Part:
        """The nine outcomes with their letters, `first` before the others."""
        ordered = {first: vocabulary.OUTCOMES[first], **vocabulary.OUTCOMES}
        return parts.choice("outcome", FIELDS["outcome"].label, ordered)

    def sting(self) -> list[Part]:
        """How personal it felt, with the click that ends this question for good; nothing once it is
        off.
        """
        if self.log.own.setting("sting.off", False):
            return []
        labels = [
            (str(n), label) for n, label in enumerate(("0, not at all", "1", "2", "3", "4, a lot"))
        ]
        felt = parts.choice(
            "sting",
            FIELDS["sting"].label,
            labels,
            optional=True,
            hint="For your own eyes only; you need not say.",
            tone="scale",
        )
        off = parts.buttons(("sting_off", "Stop asking me this", "quiet"))
        return [parts.group(felt, off, tone="near", when={"outcome": STUNG})]

    def do_sting_off(self) -> None:
        """End that question for good."""
        self.log.own.set("sting.off", True)
        self.values["sting"] = None
        self.say("You will not be asked this again; the settings can bring it back.", "outcome")

    def keep_sting(self, number: int, outcome: str) -> None:
        """Keep how personal an answer felt, where that was told: a part of the act that saves the
        answer.
        """
        if (felt := self.values.get("sting")) and outcome in STUNG:
            self.log.reflect("sting.now", felt, ask=number)

    def today(self) -> str:
        """Today, as the form itself puts it into a field."""
        self._opened = self.log.today
        return self._opened.isoformat()

    def day(self, name: str) -> str | None:
        """The day in a field. One that the form put there is today's, however long the page stood
        open.
        """
        typed = self.values.get(name) or None
        return self.log.today.isoformat() if typed == self._opened.isoformat() else typed

    def to_today(self, name: str) -> None:
        """Move a day that the form put there, on another day, to today."""
        if self.day(name) != (self.values.get(name) or None):
            self.values[name] = self.base[name] = self.today()

    def needed_day(self, name: str) -> str:
        """The day in a field that needs one."""
        if not (typed := self.day(name)):
            raise Problem(
                "Please give a day. If you do not remember it, about right will do.", name
            )
        return typed

    def where_kept(self) -> list[Part]:
        """Where the form's entries go, where that needs saying, and what was met there."""
        name, met = self.log.name.title(), self.log.journal.notices if self.log.journal else []
        borrowed = (
            f"This log is borrowed from {name}: what you add stays in memory, "
            "and is gone when the page closes."
        )
        return [parts.words(line, "note") for line in ([borrowed] if self.log.is_borrowed else met)]


def outcome_words(code: str) -> str:
    """An outcome inside a sentence.

    >>> outcome_words("no_for_now"), outcome_words("withdrawn")
    ('no for now', 'I took it back')
    """
    label = vocabulary.OUTCOMES[code].label
    return label if label.startswith("I ") else label[0].lower() + label[1:]


def standing_words(log: Log, entry: Entry) -> str:
    """Where an ask stands, inside a sentence; a yes on other terms says so."""
    terms = entry.stands_at.terms if entry.stands_at else None
    on_terms = f", {log.label('terms', terms).lower()}" if terms not in (None, "as_asked") else ""
    return outcome_words(entry.outcome) + on_terms


def ask_words(ask: Ask) -> str:
    """An ask inside a sentence.

    >>> ask_words(Ask(asked_on=date(2026, 3, 2), number=7, alias="portfolio review"))
    'ask 7, "portfolio review"'
    """
    return f'ask {ask.number}, "{ask.alias}"' if ask.alias else f"ask {ask.number}"


def door_words(entry: Entry, log: Log) -> str:
    """The door that was chosen for an ask, with its day where it has one."""
    step = entry.stands_at
    door, day = (step.door or "", step.door_on) if step else ("", None)
    label = log.label("door", door)
    named = label.lower() if door in vocabulary.DOORS else label
    return f"{named}, {day_words(day)}" if day else named
