"""The fast form: a new ask is one or two actions, a past ask at most six."""

from collections.abc import Sequence

from workshop.journal import Log
from workshop.records import Ask
from workshop.widgets import parts
from workshop.widgets.fields import DRAWERS, PRESETS, AskForm, ask_words, day_words, outcome_words
from workshop.widgets.parts import Part
from workshop.widgets.picture import held


class EntryForm(AskForm):
    """The fast form for one ask, which stays ready for the next: kind, channel and day are those last used.

    `drawer` names up to three further fields; without it, the preset that the person chose does.
    """

    name = "Log an ask"
    status_at = 1  # where the focus goes after a save

    def __init__(self, log: Log, *, drawer: Sequence[str] = ()) -> None:
        super().__init__(log)
        self._drawer = tuple(drawer)[:3]
        self.card = " ".join(("entry", *self._drawer))
        self.fill()

    def fill(self) -> None:
        """Begin an ask, with kind and channel of the last one."""
        last = max((entry.ask for entry in self.log.asks), key=lambda ask: ask.number, default=None)
        self._begin(self.today(), None if self.log.is_borrowed else last)

    @property
    def drawer(self) -> tuple[str, ...]:
        """The fields in the drawer."""
        return self._drawer or DRAWERS[str(self.log.setting("preset", "apply"))]

    def parts(self) -> list[Part]:
        """Short name, kind, channel, outcome, the sting once there is one, day, the drawer, Save."""
        self.to_today("asked_on")
        which = [] if self._drawer else [parts.choice("preset", "What you mostly do", PRESETS, live="preset")]
        return [
            parts.words(self.name, "title"),
            *self.where_kept(),
            *self.fields("alias", "kind", "channel"),
            self.outcome("waiting"),
            *self.sting(),
            self.field("asked_on"),
            parts.fold("drawer", "More about this ask", *which, *self.fields(*self.drawer)),
            parts.buttons(("save", "Save", "primary"), ("later", "Save, show me later")),
        ]

    def do_save(self, more: str = "") -> None:
        """Save the ask with its sting, as one act; it is on disk before the status says so."""
        fields = {name: self.values.get(name) for name in ("kind", "channel", *self.drawer)}
        outcome = self.values.get("outcome") or "waiting"
        day = self.needed_day("asked_on")
        more += f" Its day is today, {day_words(self.log.today)}." if day != self.values["asked_on"] else ""
        with self.log.batch("ask"):
            ask = self.log.ask(self.values.get("alias"), on=day, outcome=outcome, **fields)
            self.keep_sting(ask.number, outcome)
        self._begin(self.today() if ask.asked_on == self.log.today else str(ask.asked_on), ask)
        self.say(f"Saved: {ask_words(ask)}, {outcome_words(outcome)}.{more}", "alias")

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

    def _begin(self, day: str, last: Ask | None) -> None:
        stays = {"kind": last.kind, "channel": last.channel} if last else {}
        begins = {**stays, "outcome": "waiting", "asked_on": day}
        drawer = self._drawer or [name for drawer in DRAWERS.values() for name in drawer]
        self.base = dict.fromkeys(("alias", "kind", "channel", "sting", *drawer)) | begins
        self.values = {**begins, "preset": self.log.setting("preset", "apply")}
