"""Pictures: their gates (guess first, or look without; in calm mode no's wait), each by its name, and a page of all."""

from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakSet

from matplotlib.figure import Figure

from workshop import charts, html, results, tables
from workshop.analysis.counts import ENOUGH, Range
from workshop.analysis.ratio import NoToYes, no_to_yes
from workshop.analysis.words import rough
from workshop.journal import Log
from workshop.text import Problem, clean, listed, number
from workshop.vocabulary import NOS, OUTCOMES
from workshop.widgets import parts
from workshop.widgets.panel import Chooser, Panel
from workshop.widgets.parts import Part
from workshop.widgets.views import THOUSAND, VIEWS

held: WeakSet[Log] = WeakSet()
"""Logs to which something was saved for later: their open pictures stay as they are until the person opens them."""


@dataclass(frozen=True)
class Shown:
    """What lies behind the gates: the picture with the words that it bears too, more words, its numbers as a table."""

    title: str
    sentences: Sequence[str]
    figure: Figure | None
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    more: Sequence[str] = ()
    under: str = ""
    """What the table says above its rows, in the fold."""


class Picture(Panel):
    """A picture of a log, or of whichever log a picker has picked, in words, picture and table; it follows its log.

    A subclass reads the log (`read`), says what is behind the gates (`shown`), and may have a `question` to guess.
    The guess is kept as a reflection under `prompt`, about the borrowed log where it is one.
    """

    wide = True
    status_at = 1
    prompt = ""
    draws_no = True
    """Whether it shows no's, and waits in calm mode."""

    def __init__(self, source: Log | Chooser) -> None:
        super().__init__(source)
        self._version = -1
        self.look_at(self.log)

    def read(self) -> None:
        """Read the log anew."""
        raise NotImplementedError

    def shown(self, calm: bool) -> Shown:
        """What lies behind the gates; with `calm`, no's are counted and not drawn."""
        raise NotImplementedError

    def question(self) -> str:
        """What there is to guess; empty where the picture gives nothing away."""
        return ""

    @property
    def guess(self) -> float | None:
        """The latest guess that was kept."""
        kept = self.log.reflections(self.prompt) if self.prompt else []
        return float(kept[-1][2].answer) if kept else None

    @property
    def card(self) -> str:  # type: ignore[override]
        """A guess that is typed and not kept is a draft of this picture."""
        return self.prompt

    def parts(self) -> list[Part]:
        """The gate, or what lies behind it."""
        if self._version < 0 or self.log not in held:
            if self._version != self.log.version:
                self.read()
            self._version = self.log.version
        asked = "" if self._looked or self.guess is not None else self.question()
        self.base = {"guess": None} if asked else {}
        return self._gate(asked) if asked else self._opened()

    def do_guess(self) -> None:
        """Keep the guess, and open."""
        typed = (self.values.get("guess") or "").strip()
        if not typed:
            raise Problem("Please write a number, or look without guessing.", "guess")
        self.log.reflect(self.prompt, number(typed, "guess", high=1000))
        self.values["guess"] = None
        self.say("Your guess is kept, and stands beside what came.", "title")

    def do_look(self) -> None:
        """Open without a guess."""
        self._looked, self.values["guess"] = True, None
        self.say("", "title")

    def do_open(self) -> None:
        """Show what was held back: what was saved for later, and in calm mode the no's."""
        self._calm = False
        held.discard(self.log)
        self.say("", "title")

    def do_close(self) -> None:
        """In calm mode, put the no's away again."""
        self._calm = True

    def look_at(self, log: Log) -> None:
        """Turn to another log, with its gates closed."""
        self._looked, self._calm = False, True
        self._version = -1
        super().look_at(log)

    def _gate(self, asked: str) -> list[Part]:
        return [
            parts.words("Guess first", "title"),
            parts.words(asked, "lead"),
            parts.field(
                "guess", "Your guess", "number", hint="Any number will do; a guess can't be wrong."
            ),
            parts.buttons(("guess", "Guess", "primary"), ("look", "Show me without guessing")),
        ]

    def _opened(self) -> list[Part]:
        held_back = self.draws_no and self.log.own.setting("calm", False)
        calm_mode = held_back and any(entry.outcome in NOS for entry in self.log.asks)
        shown = self.shown(bool(calm_mode) and self._calm)
        sentences, more = (
            [sentence for sentence in each if sentence] for each in (shown.sentences, shown.more)
        )
        told = " ".join([*sentences, *more]) or shown.title
        said = " said" if shown.figure else ""
        table = parts.table(f"{shown.title} {shown.under}".strip(), shown.columns, shown.rows)
        return [
            parts.words(shown.title, "title" + said),
            *(parts.words(sentence, "plain" + said) for sentence in sentences),
            *self._held_back(bool(calm_mode)),
            *([parts.picture(html.source(charts.svg(shown.figure)), told)] if shown.figure else []),
            *([parts.group(*map(parts.words, more), tone="near")] if more else []),
            *([parts.fold("table", "The same as a table", table)] if shown.rows else []),
        ]

    def _held_back(self, calm_mode: bool) -> list[Part]:
        if self._version != self.log.version:
            told, button = "Saved for later, and not in the picture yet.", ("open", "Show me now")
        elif calm_mode and self._calm:
            told, button = "Calm mode: no's are counted, not drawn.", ("open", "Show the no's too")
        elif calm_mode:
            told, button = "Calm mode: you opened the no's.", ("close", "Put them away again")
        else:
            return []
        return [parts.group(parts.words(told, "note"), parts.buttons(button))]


class Board(Picture):
    """What came back from each ask, in order, and no's for each yes with its range."""

    name = "What came back"
    prompt = "guess.no_to_yes"
    ratio: NoToYes
    """Counts and no's for each yes, as they are drawn."""

    def read(self) -> None:
        """Read the log anew."""
        self._table = tables.asks(self.log, only=("asked_on", "outcome", "kind", "answered_on"))
        self.ratio = no_to_yes(self._table, results.look(self.log))

    def question(self) -> str:
        """The guess of no's for each yes, once there are answers enough for a range."""
        told, who = self.ratio.counts, self.log.name.title() if self.log.is_borrowed else "You"
        asked = f"{who} made {told.asks:,} asks, and {told.answered:,} were answered. How many no's came for each yes?"
        return asked if told.answered >= ENOUGH else ""

    def shown(self, calm: bool) -> Shown:
        """Counts and ratio in words, the tiles, the numbers."""
        told, ratio, name = (
            self.ratio.counts,
            self.ratio,
            self.log.name.title() if self.log.is_borrowed else "",
        )
        figure = charts.board(self._table, ratio, guess=self.guess, calm=calm, name=name)
        title = f"What came back from {name}'s asks" if name else "What came back from your asks"
        if not told.asks:
            return Shown(title, [], figure)
        rows = [
            (OUTCOMES[code].label, f"{count:,}", "")
            for code, count in told.outcomes.items()
            if count
        ]
        ranges = {
            "No's for each yes": ratio.no_to_yes,
            "The same, silence counted": ratio.no_to_yes_with_silence,
        }
        rows += [_range(label, each) for label, each in ranges.items() if each.low is not None]
        sentences = [
            told.sentence,
            ratio.sentence,
            ratio.silence_sentence,
            ratio.ripe.horizon_sentence,
        ]
        return Shown(
            title, sentences, figure, ("What", "Number", "Range"), rows, [self._dead_ends()]
        )

    def _dead_ends(self) -> str:
        """What was guessed before writing anything down, beside what came; empty without a guess or a closed ask."""
        kept = [
            one.answer
            for _, _, one in self.log.reflections("02.guess")
            if isinstance(one.answer, dict)
        ]
        guess, told = next(iter(kept[-1].values())) if kept else None, self.ratio.counts
        if guess in (None, "") or not told.closed:
            return ""
        came = f"{told.no + told.silent} of {told.closed} closed did so far"
        return f"You guessed that {guess} of 10 come to nothing; {came}."


def _range(label: str, each: Range) -> tuple[str, str, str]:
    low, value = rough(each.low or 0), "not known yet" if each.value is None else rough(each.value)
    return label, value, f"{low} or more" if each.high is None else f"{low} to {rough(each.high)}"


class NamedPicture(Picture):
    """One of the pictures in `VIEWS`, with what can be chosen above it."""

    def __init__(self, source: Log | Chooser, name: str) -> None:
        self.show(name)
        super().__init__(source)

    def show(self, name: str) -> None:
        """Be the picture of this name; `Problem` where there is none."""
        if name not in VIEWS:
            there = listed(["all", "board", *VIEWS])
            raise Problem(
                f'There is no picture "{clean(str(name)[:40])}". There are {there}.', "name"
            )
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
        return Shown(
            self.of.question,
            lines[:bears],
            figure,
            columns,
            rows,
            [*lines[bears:], guessed],
            self.of.under,
        )

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
        asked = parts.choice(
            "picture", "What would you like to know?", questions, live="choose", tone="stack"
        )
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
