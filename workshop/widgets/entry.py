"""One line to log an ask: a name and Enter; what came back, and as much more as one wants."""

from collections.abc import Sequence

from workshop.day import came
from workshop.fields import DRAWERS, PRESETS
from workshop.journal import Log
from workshop.records import Ask
from workshop.vocabulary import NOS, OUTCOMES, Outcome, Word
from workshop.widgets import parts
from workshop.widgets.fields import (
    AFTER_TITLE,
    STUNG,
    AskForm,
    ask_words,
    day_words,
    outcome_words,
    with_own,
)
from workshop.widgets.parts import Part
from workshop.widgets.picture import held

FIRST = ("waiting", "yes", "no_unclear", "silence")
"""What may have come back, in the first row of the form; the other two lie behind three dots."""
CAME: dict[str, Word] = {code: OUTCOMES[code] for code in (*FIRST, "fell_through", "withdrawn")}
CAME["no_unclear"] = Outcome("no_unclear", "No", "Any no. Which kind, you may say below.", "N")
SHADES = {code: OUTCOMES[code] for code in NOS if code != "no_unclear"}
_OF_A_NO = ("reason", "source", "words")


class EntryForm(AskForm):
    """One line for one ask, which stays ready for the next: kind, channel and day are those last
    used.

    `drawer` names up to three further fields; without it, the preset that the person chose does.
    """

    name = "Log an ask"
    status_at = AFTER_TITLE

    def __init__(self, log: Log, *, drawer: Sequence[str] = ()) -> None:
        super().__init__(log)
        self._drawer = tuple(drawer)[:3]
        self.card = " ".join(("entry", *self._drawer))
        self.fill()

    def fill(self) -> None:
        """Begin an ask, with kind and channel of the last one."""
        self.catch_up()
        last = max((entry.ask for entry in self.log.asks), key=lambda ask: ask.number, default=None)
        self._begin(None if self.log.is_borrowed else last)

    def catch_up(self) -> None:
        """Find the fields that are folded: those that are drawn are those that are saved."""
        self._more = self.more

    def parts(self) -> list[Part]:
        """Name and Save, what came back, more about a no, and the rest folded."""
        self.to_today("asked_on")
        save = parts.buttons(("save", "Save", "primary"))
        return [
            parts.words(self.name, "title"),
            *self.calm(),
            *self.where_kept(),
            parts.group(self.field("alias", live="same"), save, tone="one"),
            *self._same(),
            parts.choice("outcome", "What came back?", CAME, few=len(FIRST)),
            self._about_a_no(),
            *self.sting(),
            self._folded(),
            parts.buttons(("later", "Save, show me later", "quiet"), when={"outcome": STUNG}),
        ]

    def do_save(self, more: str = "") -> None:
        """Save the ask with its sting, as one act; it is on disk before the status says so."""
        names = ("kind", "channel", *self._more)
        outcome = self.values.get("outcome") or "waiting"
        if outcome in NOS:
            names += (*_OF_A_NO, "answered_on")
        if outcome == "no_unclear":
            outcome = self.values.get("shade") or outcome
        day = self.needed_day("asked_on")
        if day != self.values["asked_on"]:
            more += f" Its day is today, {day_words(self.log.today)}."
        with self.log.batch("ask"):
            fields = {name: self.values.get(name) for name in names}
            told = with_own(fields, {})
            ask = self.log.ask(self.values.get("alias"), on=day, outcome=outcome, **told)
            self.keep_sting(ask.number, outcome)
            met = came(self.log.entry(ask.number))
        self._begin(ask, asked_on=day)
        self._offers_calm |= ask.number == 1
        stands = "" if outcome == "yes" else f", {outcome_words(outcome)}"
        saved = f"Saved: {ask_words(ask)}{stands}. {met}".strip()
        self.say(saved + more, "alias")

    def do_later(self) -> None:
        """Save the ask; pictures of this log stay as they are until the person opens them."""
        held.add(self.log)
        try:
            self.do_save(" The picture waits until you open it.")
        except Exception:
            held.discard(self.log)
            raise

    def do_preset(self) -> None:
        """Keep which three fields the drawer shows."""
        self.log.set("preset", self.values["preset"])

    def do_same(self) -> None:
        """Draw anew, for an ask of this name may be in the log already."""

    def _same(self) -> list[Part]:
        """That an ask of this name is in the log; what came of it only where that is opened."""
        if not (name := _folded(self.values.get("alias"))):
            return []
        before = [entry for entry in self.log.asks if _folded(entry.ask.alias) == name]
        if not before:
            return []
        told = [f"{day_words(e.ask.asked_on)}: {outcome_words(e.outcome)}." for e in before[-5:]]
        label = f"{before[-1].ask.name} is in your log. What came?"
        return [parts.fold(f"same {name}", label, *map(parts.words, told))]

    def _about_a_no(self) -> Part:
        """What a person may say of a no, as much as they want."""
        shade = parts.choice("shade", "Which kind of no?", SHADES, optional=True)
        rest = self.fields(*_OF_A_NO, "answered_on")
        return parts.group(shade, *rest, tone="open", when={"outcome": list(NOS)})

    def _folded(self) -> Part:
        kind, channel = (
            self.log.label(each, self.values.get(each) or "") for each in ("kind", "channel")
        )
        is_today = self.values.get("asked_on") == self.log.today.isoformat()
        stays = ", ".join(
            word
            for word in ("today" if is_today else "another day", kind.lower(), channel.lower())
            if word
        )
        preset = parts.choice("preset", "What you mostly do", PRESETS, live="preset")
        fields = self.fields("kind", "channel", "asked_on", *self._more)
        return parts.fold(
            "drawer",
            f"More about this ask: {stays}",
            *fields[:3],
            *([] if self._drawer else [preset]),
            *fields[3:],
            self.own("kind", "channel", *self._more, "reason", "source"),
        )

    def _begin(self, last: Ask | None, **stays: str | None) -> None:
        """Begin an ask of today with kind and channel of another, and what else stays."""
        stays |= {"kind": last.kind, "channel": last.channel} if last else {}
        begins = {"outcome": "waiting", "asked_on": self.today(), **stays}
        drawer = self._drawer or [name for drawer in DRAWERS.values() for name in drawer]
        empty = ("alias", "kind", "channel", "sting", "shade", *_OF_A_NO, "answered_on", *drawer)
        empty += self._more
        self.base = dict.fromkeys(empty) | begins
        self.values = {**begins, "preset": self.log.setting("preset", "apply")}


def _folded(name: str | None) -> str:
    """A name as it is compared: capitals and spaces make no difference."""
    return " ".join((name or "").casefold().split())
