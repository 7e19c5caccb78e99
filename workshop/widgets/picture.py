"""Pictures as panels: their gates (guess first, or look without; in calm mode no's wait), and a
page of all.
"""

from base64 import b64encode
from io import BytesIO
from weakref import WeakSet

from matplotlib.figure import Figure

from workshop import charts, html, results
from workshop.analysis.counts import ENOUGH
from workshop.analysis.splits import same_time
from workshop.charts import theme
from workshop.journal import Entry, Log
from workshop.pictures import BY_CHOICE, PICTURES
from workshop.pictures.picture import SEED, asks_and_steps
from workshop.text import Problem, clean, listed, number
from workshop.vocabulary import NOS
from workshop.widgets import parts
from workshop.widgets.panel import Chooser, Panel
from workshop.widgets.parts import Part

held: WeakSet[Log] = WeakSet()
"""Logs to which something was saved for later: their open pictures stay as they are until the
person opens them.
"""

PITCHED = {
    "stages": ("Where it stops", ENOUGH, "asks on that went a stage further"),
    "terms": ("How much of what was asked", ENOUGH, "yeses on with both amounts"),
}
ON_TOP = {
    "waiting": ("Waiting times", ENOUGH, "answers on that have a day"),
    "patterns": ("Patterns", 20, "asks on that had time for an answer"),
    "ratio": ("No's for each yes", ENOUGH, "answers on"),
}
"""The pictures on top of *My log*: what each is called in a line, and from how many of what on it
is drawn.
"""
EVERY = PITCHED | ON_TOP
PLACES = ("first", "second", "third")
"""The names by which they are opened, those before the others that the log can already answer."""
FILES = ("PNG", "SVG")
TYPED = ("patterns", "shades", "stages", "versions", "venues", "an_hour", "out")
"""The pictures that may show what somebody typed; so does a comparison by such a field."""


class Picture(Panel):
    """A picture of a log, or of whichever log a picker has picked, in words, picture and table; it
    follows its log.

    The guess is kept as a reflection under the picture's prompt, about the borrowed log where it is
    one.
    """

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

    def do_keep(self, kind: str) -> None:
        """Hand the picture to the browser, which keeps it as a file."""
        figure = self.picture.draw(self.result)
        address = html.source(charts.svg(figure)) if kind == "svg" else png(figure)
        self.file = {"name": f"{self.picture.name}.{kind}", "source": address}
        self.say("It lies where your browser keeps what it loads.")

    def _keep(self, sentence: str) -> Part:
        """Ways to take it along: its words, and where nothing in it was typed, the picture."""
        words = parts.buttons(("copy", "Copy its words"), key=sentence)
        by = " ".join(filter(None, map(self.values.get, ("by", "also_by", "third_by"))))
        if self.picture.name in TYPED or "pitched" in by or "extra." in by:
            return parts.fold("keep", "Take its words along", words)
        files = [parts.buttons(("keep", f"Keep as {kind}"), key=kind.lower()) for kind in FILES]
        return parts.fold("keep", "Take it along, without names", words, *files)

    def _gate(self, asked: str) -> list[Part]:
        return [
            parts.words("Guess first", "title"),
            parts.words(asked),
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
            *([self._keep(sentence)] if rows and figure and not waits else []),
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
            again = [("reroll", self.picture.reroll)] if self.picture.reroll else []
            typed.append(parts.buttons(("again", "Draw"), *again))
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


class OnTop(Picture):
    """One of the pictures on top of *My log*, by its place; where the log cannot answer it yet, a
    line says what is missing.
    """

    def __init__(self, source: Log | Chooser, place: int) -> None:
        self._place = place
        super().__init__(source, [*ON_TOP][place])

    def catch_up(self) -> None:
        """Be the picture of this place, and read it."""
        self.missing = missing(self.log)
        told = ON_TOP | PITCHED if "terms" in self.missing else EVERY
        able = [name for name in told if name not in self.missing]
        name = [*dict.fromkeys([*able, *ON_TOP])][self._place]
        if name != self.picture.name:
            self.show(name)
        super().catch_up()

    def parts(self) -> list[Part]:
        """The picture, or the line."""
        line = self.missing.get(self.picture.name)
        return [parts.words(line, "note")] if line else super().parts()


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
    if name in PLACES:
        return OnTop(source, PLACES.index(name))
    if name == "all":
        return PicturePage(source)
    return Board(source) if name == "board" else Picture(source, name)


def missing(log: Log) -> dict[str, str]:
    """What a log still lacks for the pictures on top of *My log*: a line for each that it cannot
    answer yet, by the picture's name.
    """
    answered = [entry for entry in log.asks if entry.answers]
    dated = [entry for entry in answered if entry.ask.asked_on and entry.answered_on]
    compared = same_time(*asks_and_steps(log), results.look(log)).asks
    many = {"waiting": len(dated), "patterns": len(compared), "ratio": len(answered)}
    many["stages"] = sum(any(step.stage for step in entry.steps) for entry in log.asks)
    many["terms"] = sum(bool(entry.ask.amount) and _has_agreed(entry) for entry in answered)
    has = f"{log.name.title()} has" if log.is_borrowed else "you have"
    return {
        name: f"{label}: from {least} {of}; {has} {many[name]:,}."
        for name, (label, least, of) in EVERY.items()
        if many[name] < least
    }


def _has_agreed(entry: Entry) -> bool:
    return any(step.agreed is not None for step in entry.answers)


def png(figure: Figure) -> str:
    """A figure as a `data:` address of a PNG, twice as large as on the page."""
    written = BytesIO()
    with theme.settings():
        figure.savefig(written, format="png", dpi=2 * figure.dpi)
    return "data:image/png;base64," + b64encode(written.getvalue()).decode("ascii")
