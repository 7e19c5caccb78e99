"""The fields of an ask as parts, and what more than one form says and does."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any
from zlib import crc32

from workshop import vocabulary
from workshop.analysis.words import day_words as day_words  # for the other forms too
from workshop.fields import DRAWERS, FIELDS, Field
from workshop.journal import Entry, Log
from workshop.records import Ask
from workshop.text import Problem, clean
from workshop.vocabulary import NOS
from workshop.widgets import parts
from workshop.widgets.panel import Panel
from workshop.widgets.parts import Part

STUNG = [*NOS, "silence", "fell_through"]
"""Outcomes after which the kit asks how personal it felt."""
AFTER_TITLE = 1
"""Where the status of a form stands: behind its title, where the eyes go after a save."""
ALWAYS = ("expected_on", "note")
"""What any ask may have besides the fields of a drawer."""
OWN = "extra."
"""How the name of a field of the person's own begins."""
OFTEN, LATELY = 6, 500
"""How many of the own fields are offered, those that were filled in most, and in how many of the
latest asks they are looked for.
"""


class AskForm(Panel):
    """What the forms that write to a log share."""

    _opened = date.min
    _named: tuple[str, ...] = ()
    _drawer: tuple[str, ...] = ()
    _offers_calm = False

    def field(self, name: str, **more: Any) -> Part:
        """One field of an ask or of its answer, under the record's own name for it."""
        return self.fields(name, **more)[0]

    def fields(self, *names: str, **more: Any) -> list[Part]:
        """Several fields."""
        again = ("pitched", "stage", *["alias"] * (self.values.get("preset") == "submit"))
        offers: dict[str, list[str]] = {name: self.before(name) for name in again if name in names}
        told = [FIELDS.get(name) or Field(name, "line", name.removeprefix(OWN)) for name in names]
        return parts.told_in(told, self.log.words, offers, **more)

    @property
    def more(self) -> tuple[str, ...]:
        """Everything that is folded: the drawer, what any ask may have, and the person's own."""
        used = Counter(name for entry in self.log.asks[-LATELY:] for name in entry.ask.extra)
        own = dict.fromkeys([*self._named, *(name for name, _ in used.most_common(OFTEN))])
        return tuple(dict.fromkeys([*self.drawer, *ALWAYS, *(OWN + name for name in own)]))

    def own(self, *names: str) -> Part:
        """Where a person adds a word to one of these fields, or a field of their own."""
        fields = [FIELDS[name] for name in names if name in FIELDS]
        words = [(field.name, field.label) for field in fields if field.holds == "word"]
        return parts.fold(
            "own",
            "A word or a field of your own",
            parts.pick("own_of", "What is it?", words, "A field of its own"),
            parts.field("own_name", "What do you call it?"),
            parts.buttons(("own", "Add it")),
        )

    def do_own(self) -> None:
        """Add a word to a field, and choose it; or add a field, which the log has once it is
        filled in.
        """
        of, name = self.values.get("own_of"), clean(self.values.get("own_name") or "", "own_name")
        if not name:
            raise Problem("Please say what you call it.", "own_name")
        if of:
            self.values[of] = self._word(of, name)
        else:
            self._named += (name,)
            self.base[OWN + name] = None
        self.values |= {"own_of": None, "own_name": None}
        self.say(f"Added: {name}.", of or OWN + name)

    def _word(self, of: str, name: str) -> str:
        """The code of a word by its name, which the log has from now on."""
        code = vocabulary.code_of(of, name, self.log.own_words.get(of))
        if code is None:
            code = re.sub(r"[^a-z]+", "_", name.lower()).strip("_")[:30]
            if not code or code in self.log.words[of]:
                code = "own_" + "".join(chr(97 + int(digit)) for digit in str(crc32(name.encode())))
            self.log.set(f"word.{of}.{code}", name)
        return code

    @property
    def drawer(self) -> tuple[str, ...]:
        """The fields in the drawer: those of the preset that the person chose, unless named."""
        return self._drawer or DRAWERS[str(self.log.setting("preset", "apply"))]

    def before(self, name: str) -> list[str]:
        """What stood in a field of asks before, or the stages that they came to: the latest first,
        each once.
        """
        latest = self.log.asks[::-1]
        stages = [step.stage for entry in latest for step in entry.steps]
        told = stages if name == "stage" else [getattr(entry.ask, name) for entry in latest]
        return list(dict.fromkeys(filter(None, told)))[:20]

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
            self._offers_calm |= felt == "4"

    def calm(self) -> list[Part]:
        """Calm mode, offered after the first ask and after a no that hurt, until it is answered."""
        if not self._offers_calm or self.log.own.setting("calm") is not None:
            return []
        return [
            parts.group(
                parts.words("Would you rather have no's counted, and drawn when you open them?"),
                parts.group(
                    parts.buttons(("calm", "Yes, calm mode"), key="yes"),
                    parts.buttons(("calm", "No, draw them"), key="no"),
                    tone="chips",
                ),
                tone="open",
            )
        ]

    def do_calm(self, answer: str) -> None:
        """Keep the answer, after which it is not offered again."""
        self.log.own.set("calm", answer == "yes")
        self.say("Kept. The settings on page 02 change it at any time.", "title")

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


def with_own(fields: Mapping[str, Any], extra: Mapping[str, str]) -> dict[str, Any]:
    """Fields as an ask has them: the person's own go into `extra`.

    >>> with_own({"kind": "job", "extra.city": "Ghent"}, {"pay": "12"})
    {'kind': 'job', 'extra': {'pay': '12', 'city': 'Ghent'}}
    """
    own = {name.removeprefix(OWN): told for name, told in fields.items() if name.startswith(OWN)}
    rest = {name: told for name, told in fields.items() if not name.startswith(OWN)}
    return rest | ({"extra": {**extra, **own}} if own else {})


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
