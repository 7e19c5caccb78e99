"""The ten-row card: past asks, a row each, saved together."""

from workshop.journal import Log
from workshop.text import Problem, listed, plural
from workshop.widgets import parts
from workshop.widgets.fields import AskForm
from workshop.widgets.parts import Part

ROWS = range(1, 11)
_NEEDED = ("alias", "kind", "channel", "outcome")


class TenRows(AskForm):
    """Ten past asks on one card. An untouched row is no ask; a row that does not fit stays, and says why."""

    name = "Past asks, ten rows"
    wide = True
    status_at = 1
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
        note = parts.words("About 20 seconds a row. Leave empty what you do not remember, and rows you do not need.")
        save = parts.buttons(("save", "Save these asks", "primary"))
        return [parts.words(self.name, "title"), *self.where_kept(), note, *(self._row(row) for row in ROWS), save]

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
        said = f"Saved: {plural(len(saved), 'ask')}, number{'s' * (len(saved) > 1)} {listed(saved)}. " if saved else ""
        self.say(said.strip(), "alias_1")
        if left:
            rows = f"row{'s' * (len(left) > 1)} {listed([str(row) for row in left])}"
            self.refuse(f"{said}Not saved: {rows}; what to do stands beside it.", next(iter(self.errors)))

    def _save(self, row: int) -> int | None:
        """The number of the ask that the row became, or None where it was refused."""
        alias, kind, channel, outcome = (self.values.get(f"{name}_{row}") for name in _NEEDED)
        try:
            day = self.needed_day(f"asked_on_{row}")
            ask = self.log.ask(alias, on=day, kind=kind, channel=channel, outcome=outcome or "waiting")
        except Problem as problem:
            field = (problem.field or "alias").removesuffix(f"_{row}")
            self.errors[f"{field}_{row}"] = str(problem).removeprefix(f"{field}: ")
            return None
        return ask.number

    def _row(self, row: int) -> Part:
        labels = {"kind": ("Kind", "–"), "channel": ("How", "–"), "outcome": ("Answer", "Waiting")}
        words = {
            name: {code: word for code, word in self.words_of(name).items() if code != "waiting"} for name in labels
        }
        return parts.group(
            parts.field(f"alias_{row}", "Short name"),
            *(parts.pick(f"{name}_{row}", label, words[name], none) for name, (label, none) in labels.items()),
            parts.field(f"asked_on_{row}", "When", "date"),
            tone="line",
            label=f"Row {row}",
        )
