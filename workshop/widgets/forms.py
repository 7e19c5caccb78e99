"""What a person can set."""

from workshop import vocabulary
from workshop.fields import PRESETS
from workshop.journal import Log
from workshop.text import Problem
from workshop.widgets import parts
from workshop.widgets.fields import AskForm
from workshop.widgets.parts import Part


class SettingsForm(AskForm):
    """The settings, in the person's own journal."""

    name = "Settings"
    card = "settings"

    def __init__(self, log: Log) -> None:
        super().__init__(log.own)
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
            for code, word in self.log.words["kind"].items()
        ]
        return [
            parts.words(self.name, "title"),
            parts.group(parts.words(days), parts.group(*kinds, tone="side")),
            parts.choice(
                "calm", "Calm mode: no's are counted, and drawn when you open them", parts.YES_OR_NO
            ),
            parts.choice("sting.off", "Never ask how personal it felt", parts.YES_OR_NO),
            parts.choice("preset", "What you mostly do", PRESETS),
            parts.group(
                parts.field("currency", "Currency", hint="One word beside each amount: EUR."),
                parts.field(
                    "target", "An amount that you need", "amount", hint="It scores nobody."
                ),
                tone="side",
            ),
            parts.buttons(("save", "Save", "primary")),
        ]

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
        days = {f"horizon.{code}": vocabulary.HORIZON_DAYS for code in self.log.words["kind"]}
        switches = {
            name: "yes" if self.log.setting(name, False) else "no" for name in ("calm", "sting.off")
        }
        horizons = {name: str(self.log.setting(name, usual)) for name, usual in days.items()}
        amounts = {name: self.log.setting(name) for name in ("currency", "target")}
        told = {name: None if value is None else f"{value}" for name, value in amounts.items()}
        return {**horizons, **switches, **told, "preset": str(self.log.setting("preset", "apply"))}
