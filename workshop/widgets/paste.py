"""Past asks from a note: lines are pasted, shown as what they would become, and saved as one
act.
"""

from workshop import exercises
from workshop.exchange.pasted import Line, Pasted, read_lines
from workshop.journal import Log
from workshop.text import Problem, plural
from workshop.vocabulary import OUTCOMES
from workshop.widgets import parts
from workshop.widgets.fields import AFTER_TITLE, AskForm, day_words
from workshop.widgets.parts import Part

SHOWN = 50
"""How many lines are shown before they are saved; those of which something is said always are."""


class PasteForm(AskForm):
    """A place to paste or type lines; each is an ask, and nothing is saved before it was shown."""

    name = "Past asks, from a note"
    card = "paste"
    status_at = AFTER_TITLE

    def __init__(self, log: Log) -> None:
        super().__init__(log)
        self.fill()

    def fill(self) -> None:
        """Begin with the asks that were listed on page 01 and are not in the log, else with
        nothing.
        """
        listed = "\n".join(self._listed()) or None
        self.values, self.base = {"pasted": listed, "way": None}, {"pasted": listed}
        self._found: Pasted | None = self._read() if listed else None
        self._undo = ""

    def parts(self) -> list[Part]:
        """Where lines are pasted, what they would become, and Save."""
        hint = "A line for each ask, such as: portfolio review, no, 3 March."
        found = self._found
        act = (
            ("save", f"Save {plural(len(found.lines), 'ask')}")
            if found
            else ("look", "Look at them")
        )
        undo = [("undo", "Undo: what was just saved", "quiet")] if self._undo else []
        return [
            parts.words(self.name, "title"),
            *self.where_kept(),
            *[parts.words("On page 01 you called these asks.")] * bool(self.base["pasted"]),
            parts.field("pasted", "Your lines", "area", hint=hint, live="look_again"),
            *(self._preview(found) if found else []),
            parts.buttons((*act, "primary"), *undo),
        ]

    def do_look(self) -> None:
        """Show what the lines would become."""
        self._found = self._read()
        self.say("Nothing is saved yet.")

    def do_look_again(self) -> None:
        """Follow what is typed, once the lines have been looked at."""
        if self._found:
            self._found = self._read()

    def do_save(self) -> None:
        """Save every line as an ask, as one act."""
        found = self._read()
        if self._found is None or found.unsure:
            self._found = found
            asked = f'Please choose which day "{found.unsure}" is.' if found.unsure else ""
            raise Problem(asked or "Please look at the lines first, then save.", "way")
        with self.log.batch("ask"):
            for line in found.lines:
                self.log.ask(on=line.day, **line.fields)
        self.fill()
        self._undo = self.log.last_change
        self.say(f"Saved: {plural(len(found.lines), 'ask')}.", "title")

    def do_undo(self) -> None:
        """Take the last saved lines back."""
        self.say(self.log.undo(self._undo).sentence, "title")
        self._undo = ""

    def _listed(self) -> list[str]:
        """What was sorted as an ask on page 01, unless an ask has this name."""
        there = {entry.ask.alias for entry in self.log.own.asks}
        kept = exercises.answers(self.log.own, "01.week")[-1:]
        each = (pair for answer in kept for pair in answer.answer.items())
        return [line for line, group in each if group == "An ask" and line not in there]

    def _read(self) -> Pasted:
        own, way = self.log.own_words, self.values.get("way")
        return read_lines(self.values.get("pasted") or "", own, self.log.today, way)

    def _preview(self, found: Pasted) -> list[Part]:
        ways = [(way, day_words(day)) for way, day in found.ways.items()]
        asked = parts.choice("way", f"Which day is “{found.unsure}”?", ways, live="look_again")
        rows = [line for at, line in enumerate(found.lines) if at < SHOWN or line.note]
        rest = len(found.lines) - len(rows)
        more = [parts.words(f"And {plural(rest, 'line')} more that can be read.", "note")]
        return [
            *([asked] if ways else []),
            parts.items(map(self._row, rows)),
            *(more if rest else []),
        ]

    def _row(self, line: Line) -> list[Part]:
        said = line.fields
        known = (self.log.label(name, said[name]) for name in ("kind", "channel") if name in said)
        came, when = OUTCOMES[said.get("outcome", "waiting")].label, day_words(line.day)
        told = parts.words(" · ".join([came, *known, when]), "note")
        note = [parts.words(line.note)] if line.note else []
        return [parts.words(said.get("alias") or "without a name", "part"), told, *note]
