"""The forms: a new ask in one or two actions, ten past asks on one card, the settings."""

from collections.abc import Sequence

from workshop import vocabulary
from workshop.fields import DRAWERS, PRESETS
from workshop.journal import Log
from workshop.records import Ask
from workshop.text import Problem, listed, plural
from workshop.widgets import parts
from workshop.widgets.fields import (
    AFTER_TITLE,
    YES_OR_NO,
    AskForm,
    ask_words,
    day_words,
    outcome_words,
)
from workshop.widgets.parts import Part
from workshop.widgets.picture import held


class EntryForm(AskForm):
    """The fast form for one ask, which stays ready for the next: kind, channel and day are those
    last used.

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
        last = max((entry.ask for entry in self.log.asks), key=lambda ask: ask.number, default=None)
        self._begin(self.today(), None if self.log.is_borrowed else last)

    @property
    def drawer(self) -> tuple[str, ...]:
        """The fields in the drawer."""
        return self._drawer or super().drawer

    def parts(self) -> list[Part]:
        """Short name, kind, channel, outcome, the sting, day, the drawer, Save."""
        self.to_today("asked_on")
        which = (
            []
            if self._drawer
            else [parts.choice("preset", "What you mostly do", PRESETS, live="preset")]
        )
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
        more += (
            f" Its day is today, {day_words(self.log.today)}."
            if day != self.values["asked_on"]
            else ""
        )
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


ROWS = range(1, 11)
_NEEDED = ("alias", "kind", "channel", "outcome")


class TenRows(AskForm):
    """Ten past asks on one card. An untouched row is no ask; a row that does not fit stays, and
    says why.
    """

    name = "Past asks, ten rows"
    wide = True
    status_at = AFTER_TITLE
    card = "rows"

    def __init__(self, log: Log) -> None:
        super().__init__(log)
        self.fill()

    def fill(self) -> None:
        """Empty rows, each with the day."""
        fields = {f"{name}_{row}": None for name in _NEEDED for row in ROWS}
        self.base = {**fields, **{f"asked_on_{row}": self.today() for row in ROWS}}
        self.values = dict(self.base)

    def parts(self) -> list[Part]:
        """Ten rows, and Save."""
        note = parts.words(
            "About 20 seconds a row. "
            "Leave empty what you do not remember, and rows you do not need."
        )
        save = parts.buttons(("save", "Save these asks", "primary"))
        return [
            parts.words(self.name, "title"),
            *self.where_kept(),
            note,
            *(self._row(row) for row in ROWS),
            save,
        ]

    def do_save(self) -> None:
        """Save each row that was filled in, as one act."""
        filled = [row for row in ROWS if any(self.values.get(f"{name}_{row}") for name in _NEEDED)]
        if not filled:
            raise Problem("Nothing is filled in yet. A name or an outcome is enough.", "alias_1")
        with self.log.batch("ask"):
            numbers = {row: number for row in filled if (number := self._save(row))}
        self.values |= {f"{name}_{row}": None for name in _NEEDED for row in numbers}
        self.base |= {f"asked_on_{row}": self.values[f"asked_on_{row}"] for row in numbers}
        saved = list(map(str, numbers.values()))
        left = sorted({int(name.rpartition("_")[2]) for name in self.errors})
        said = (
            f"Saved: {plural(len(saved), 'ask')}, number{'s' * (len(saved) > 1)} {listed(saved)}. "
            if saved
            else ""
        )
        self.say(said.strip(), "alias_1")
        if left:
            rows = f"row{'s' * (len(left) > 1)} {listed([str(row) for row in left])}"
            self.refuse(
                f"{said}Not saved: {rows}; what to do stands beside it.", next(iter(self.errors))
            )

    def _save(self, row: int) -> int | None:
        """The number of the ask that the row became, or None where it was refused."""
        alias, kind, channel, outcome = (self.values.get(f"{name}_{row}") for name in _NEEDED)
        try:
            day = self.needed_day(f"asked_on_{row}")
            ask = self.log.ask(
                alias, on=day, kind=kind, channel=channel, outcome=outcome or "waiting"
            )
        except Problem as problem:
            field = (problem.field or "alias").removesuffix(f"_{row}")
            self.errors[f"{field}_{row}"] = str(problem).removeprefix(f"{field}: ")
            return None
        return ask.number

    def _row(self, row: int) -> Part:
        labels = {"kind": ("Kind", "–"), "channel": ("How", "–"), "outcome": ("Answer", "Waiting")}
        words = {
            name: {code: word for code, word in self.words_of(name).items() if code != "waiting"}
            for name in labels
        }
        return parts.group(
            parts.field(f"alias_{row}", "Short name"),
            *(
                parts.pick(f"{name}_{row}", label, words[name], none)
                for name, (label, none) in labels.items()
            ),
            parts.field(f"asked_on_{row}", "When", "date"),
            tone="line",
            label=f"Row {row}",
        )


class SettingsForm(AskForm):
    """The settings, in the person's own journal; `only` shows one of horizons, calm, sting and
    preset.
    """

    name = "Settings"

    def __init__(self, log: Log, *, only: str = "") -> None:
        super().__init__(log.own)
        self.only = only
        self.card = f"settings {only}".strip()
        self.fill()

    def fill(self) -> None:
        """The settings as they are kept."""
        self.base, self.values = self._now(), self._now()

    def parts(self) -> list[Part]:
        """The wanted settings, and Save."""
        days = (
            "Days without a word after which you would call it silence. "
            "The kit then suggests it; you decide."
        )
        kinds = [
            parts.field(f"horizon.{code}", word.label, "number")
            for code, word in self.words_of("kind").items()
        ]
        groups = {
            "horizons": parts.group(parts.words(days), parts.group(*kinds, tone="side")),
            "calm": parts.choice(
                "calm", "Calm mode: no's are counted, and drawn when you open them", YES_OR_NO
            ),
            "sting": parts.choice("sting.off", "Never ask how personal it felt", YES_OR_NO),
            "preset": parts.choice("preset", "What you mostly do", PRESETS),
        }
        shown = [part for name, part in groups.items() if self.only in ("", name)]
        return [parts.words(self.name, "title"), *shown, parts.buttons(("save", "Save", "primary"))]

    def do_save(self) -> None:
        """Keep what was changed."""
        changed = {
            name: value for name, value in self.values.items() if value != self.base.get(name)
        }
        if not changed:
            raise Problem("Nothing is changed yet.")
        with self.log.batch("set"):
            for name, value in changed.items():
                self.log.set(name, value)
        self.base |= changed
        self.fill()
        self.say("Saved.")

    def _now(self) -> dict[str, str | None]:
        days = {f"horizon.{code}": vocabulary.HORIZON_DAYS for code in self.words_of("kind")}
        switches = {
            name: "yes" if self.log.setting(name, False) else "no" for name in ("calm", "sting.off")
        }
        horizons = {name: str(self.log.setting(name, usual)) for name, usual in days.items()}
        return {**horizons, **switches, "preset": str(self.log.setting("preset", "apply"))}
