"""A picture by its name, and the page of all pictures, each opened by choice."""

from workshop.journal import Log
from workshop.text import Problem, clean, listed
from workshop.widgets import parts
from workshop.widgets.panel import Chooser
from workshop.widgets.parts import Part
from workshop.widgets.picture import Board, Picture, Shown
from workshop.widgets.views import THOUSAND, VIEWS


class NamedPicture(Picture):
    """One of the pictures in `VIEWS`, with what can be chosen above it."""

    def __init__(self, source: Log | Chooser, name: str) -> None:
        self.show(name)
        super().__init__(source)

    def show(self, name: str) -> None:
        """Be the picture of this name; `Problem` where there is none."""
        if name not in VIEWS:
            there = listed(["all", "board", *VIEWS])
            raise Problem(f'There is no picture "{clean(str(name)[:40])}". There are {there}.', "name")
        self.view_name, self.of = name, VIEWS[name]
        self.name, self.draws_no = self.of.question, self.of.draws_no
        self.prompt = f"guess.{name}" if self.of.guess else ""

    def read(self) -> None:
        """Read the log anew."""
        self.result = self.of.read(self.log, self.values)

    def question(self) -> str:
        """What there is to guess, once there is enough to guess about."""
        return self.of.guess if self.of.enough(self.result) else ""

    def shown(self, calm: bool) -> Shown:
        """The result in words, picture and table; in calm mode a picture of no's waits."""
        guessed = "" if self.guess is None else f"You guessed {self.guess:g}{self.of.guessed_at}."
        columns, rows = self.of.rows(self.result)
        figure = None if calm and self.of.draws_no else self.of.draw(self.result)
        lines, bears = self.result.lines, self.of.bears
        bears = bears if bears and len(lines) > 1 else len(lines)
        return Shown(self.of.question, lines[:bears], figure, columns, rows, [*lines[bears:], guessed], self.of.under)

    def _opened(self) -> list[Part]:
        first, *rest = super()._opened()
        return [first, *self.of.choices(self.log), *rest]

    def do_again(self) -> None:
        """Draw what was chosen."""
        self.read()

    def do_reroll(self) -> None:
        """Draw another thousand people."""
        self.values[THOUSAND] = str(int(self.values.get(THOUSAND) or 1) + 1)
        self.read()


class PicturePage(NamedPicture):
    """All pictures of a log on one card: words first, each opened by choice."""

    def __init__(self, source: Log | Chooser) -> None:
        super().__init__(source, next(iter(VIEWS)))

    def look_at(self, log: Log) -> None:
        """Turn to another log, of which nothing is opened yet."""
        self._opened_before: dict[str, tuple[bool, bool]] = {}
        super().look_at(log)

    def parts(self) -> list[Part]:
        """The questions, and the picture of the one that was chosen."""
        self.values["picture"] = self.view_name
        questions = [(name, view.question) for name, view in VIEWS.items()]
        asked = parts.choice("picture", "What would you like to know?", questions, live="choose", tone="stack")
        return [parts.fold("questions", "All pictures", asked, open=True), *super().parts()]

    def do_choose(self) -> None:
        """Open another picture."""
        self._opened_before[self.view_name] = self._looked, self._calm
        self.show(self.values.get("picture") or "")
        self.values, self._version = {}, -1
        self._looked, self._calm = self._opened_before.get(self.view_name, (False, True))
        self.say(f"Opened: {self.of.question}")


def picture(source: Log | Chooser, name: str = "all") -> Picture:
    """A picture of a log by its name: board, ratio, way, shades, next_yes, closer, waiting, patterns, ...; or all."""
    if name == "all":
        return PicturePage(source)
    return Board(source) if name == "board" else NamedPicture(source, name)
