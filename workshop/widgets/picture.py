"""Pictures as panels: their gates (guess first, or look without; in calm mode no's wait), and a
page of all.
"""

from weakref import WeakSet

from workshop import charts, html
from workshop.journal import Log
from workshop.pictures import BY_CHOICE, PICTURES
from workshop.pictures.picture import SEED
from workshop.text import Problem, clean, listed, number
from workshop.vocabulary import NOS
from workshop.widgets import parts
from workshop.widgets.panel import Chooser, Panel
from workshop.widgets.parts import Part

held: WeakSet[Log] = WeakSet()
"""Logs to which something was saved for later: their open pictures stay as they are until the
person opens them.
"""


class Picture(Panel):
    """A picture of a log, or of whichever log a picker has picked, in words, picture and table; it
    follows its log.

    The guess is kept as a reflection under the picture's prompt, about the borrowed log where it is
    one.
    """

    wide = True
    status_at = 1

    def __init__(self, source: Log | Chooser, name: str) -> None:
        self.show(name)
        super().__init__(source)
        self.look_at(self.log)

    def show(self, name: str) -> None:
        """Be the picture of this name; `Problem` where there is none."""
        if name not in PICTURES:
            there = listed(["all", *PICTURES])
            raise Problem(
                f'There is no picture "{clean(str(name)[:40])}". There are {there}.', "name"
            )
        self.picture = PICTURES[name]
        self.name, self.card = self.picture.question, self.picture.prompt
        self._read_at: tuple[int, int] | None = None

    def look_at(self, log: Log) -> None:
        """Turn to another log, of which nothing is opened yet."""
        self._looked: set[str] = set()
        self._no_s_opened: set[str] = set()
        self._read_at = None
        super().look_at(log)

    @property
    def guess(self) -> float | None:
        """The latest guess that was kept."""
        kept = self.log.reflections(self.picture.prompt) if self.picture.prompt else []
        return float(kept[-1][2].answer) if kept else None

    def catch_up(self) -> None:
        """Read the log where it changed or is another one; what was saved for later is held back.

        What is written about a borrowed log lies in the person's own.
        """
        now = self.log.version, self.log.own.version
        is_held = self._read_at is not None and self.log in held
        if self._read_at != now and not is_held:
            self._read()

    def _read(self) -> None:
        self.result = self.picture.read(self.log, self.values)
        self.choices = self.picture.choices(self.log)
        self._read_at = self.log.version, self.log.own.version

    def parts(self) -> list[Part]:
        """The gate, or what lies behind it."""
        guess = self.guess
        is_open = self.picture.name in self._looked or guess is not None
        asked = "" if is_open else self.picture.asked(self.result)
        self.base = {"guess": None} if asked else {}
        return self._gate(asked) if asked else self._opened(guess)

    def do_guess(self) -> None:
        """Keep the guess, and open."""
        typed = (self.values.get("guess") or "").strip()
        if not typed:
            raise Problem("Please write a number, or look without guessing.", "guess")
        self.log.reflect(self.picture.prompt, number(typed, "guess", high=1000))
        self.values["guess"] = None
        self.say("Your guess is kept, and stands beside what came.", "title")

    def do_look(self) -> None:
        """Open without a guess."""
        self._looked.add(self.picture.name)
        self.values["guess"] = None
        self.say("", "title")

    def do_open(self) -> None:
        """Show what was held back: what was saved for later, and in calm mode the no's."""
        self._no_s_opened.add(self.picture.name)
        held.discard(self.log)
        self.say("", "title")

    def do_close(self) -> None:
        """In calm mode, put the no's away again."""
        self._no_s_opened.discard(self.picture.name)

    def do_again(self) -> None:
        """Draw what was chosen."""
        self._read()

    def do_reroll(self) -> None:
        """Draw other people by chance."""
        self.values[SEED] = str(int(self.values.get(SEED) or 1) + 1)
        self._read()

    def _gate(self, asked: str) -> list[Part]:
        return [
            parts.words("Guess first", "title"),
            parts.words(asked, "lead"),
            parts.field(
                "guess", "Your guess", "number", hint="Any number will do; a guess can't be wrong."
            ),
            parts.buttons(("guess", "Guess", "primary"), ("look", "Show me without guessing")),
        ]

    def _opened(self, guess: float | None) -> list[Part]:
        """The words, the picture that says some of them too, its numbers as a table."""
        is_calm = self.picture.draws_no and bool(self.log.own.setting("calm", False))
        is_calm = is_calm and any(entry.outcome in NOS for entry in self.log.asks)
        waits = is_calm and self.picture.name not in self._no_s_opened
        shown = self.picture.shown(self.result, guess, waits)
        figure, (columns, rows) = shown.figure, shown.table
        table = parts.table(f"{shown.title} {self.picture.under}".strip(), columns, rows)
        sentence = " ".join([*shown.lines, *shown.below]) or shown.title
        said = " said" if figure else ""
        return [
            parts.words(shown.title, "title" + said),
            *self._choices(),
            *(parts.words(line, "plain" + said) for line in shown.lines),
            *self._held_back(is_calm, waits),
            *([parts.picture(html.source(charts.svg(figure)), sentence)] if figure else []),
            *([parts.group(*map(parts.words, shown.below), tone="near")] if shown.below else []),
            *([parts.fold("table", "The same as a table", table)] if rows else []),
        ]

    def _choices(self) -> list[Part]:
        """Lists that draw anew when something is picked; numbers to type, with a button."""
        picks = [
            parts.pick(each.name, each.label, each.options, each.none, live="again")
            for each in self.choices
            if each.options
        ]
        typed = [
            parts.field(each.name, each.label, "number", hint=each.hint)
            for each in self.choices
            if not each.options
        ]
        if typed:
            typed.append(parts.buttons(("again", "Draw"), ("reroll", self.picture.reroll)))
        return [*([parts.group(*picks, tone="side")] if picks else []), *typed]

    def _held_back(self, is_calm: bool, waits: bool) -> list[Part]:
        if self._read_at and self._read_at[0] != self.log.version:
            told, button = "Saved for later, and not in the picture yet.", ("open", "Show me now")
        elif waits:
            told, button = "Calm mode: no's are counted, not drawn.", ("open", "Show the no's too")
        elif is_calm:
            told, button = "Calm mode: you opened the no's.", ("close", "Put them away again")
        else:
            return []
        return [parts.group(parts.words(told, "note"), parts.buttons(button))]


class Board(Picture):
    """What came back from each ask, in order, and no's for each yes with its range."""

    def __init__(self, source: Log | Chooser) -> None:
        super().__init__(source, "board")


class PicturePage(Picture):
    """All pictures of a log on one card: words first, each opened by choice."""

    def __init__(self, source: Log | Chooser) -> None:
        super().__init__(source, next(iter(BY_CHOICE)))

    def parts(self) -> list[Part]:
        """The questions, and the picture of the one that was chosen."""
        self.values["picture"] = self.picture.name
        questions = [(name, picture.question) for name, picture in BY_CHOICE.items()]
        asked = parts.choice(
            "picture", "What would you like to know?", questions, live="choose", tone="stack"
        )
        return [parts.fold("questions", "All pictures", asked, open=True), *super().parts()]

    def do_choose(self) -> None:
        """Open another picture."""
        self.show(self.values.get("picture") or "")
        self.values = {}
        self.say(f"Opened: {self.picture.question}")


def picture(source: Log | Chooser, name: str = "all") -> Picture:
    """A picture of a log by its name: board, ratio, shades, stages, next_yes, closer, waiting,
    patterns, ...; or all.
    """
    if name == "all":
        return PicturePage(source)
    return Board(source) if name == "board" else Picture(source, name)
