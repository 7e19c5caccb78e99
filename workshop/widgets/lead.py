"""For whoever leads a room: the folder for a day is written here, and its plan is run here."""

import asyncio
import contextlib
import time
from pathlib import Path

from workshop.journal import Log
from workshop.report.plan import Block, plan, unmarked
from workshop.report.prepare import prepare
from workshop.text import Problem, day, listed, number, plural
from workshop.widgets import parts
from workshop.widgets.panel import Chooser, Panel
from workshop.widgets.parts import Part
from workshop.widgets.room import RoomBoard

LENGTHS = (("90", "Ninety minutes"), ("half", "Half a day"), ("four", "Four evenings"))
TICK = 15
"""Seconds between two looks at the clock, which shows minutes."""
FIRST = ("On the screen.", "Say.", "Do.")
"""What is told of a part at once; all else opens."""


class PrepareForm(Panel):
    """Writes the folder for a day: audience, length, how many have no laptop."""

    name = "Prepare a day"

    def __init__(self, source: Log | Chooser) -> None:
        super().__init__(source)
        self.fill()

    def fill(self) -> None:
        """What most days are like."""
        self.values = {"length": "90", "people": "14", "without": "1", "starts": "18:30"}
        self.values |= {"on": None, "folder": str(Path.home() / "no-to-yes-day")}

    def parts(self) -> list[Part]:
        """The questions, and one button."""
        return [
            parts.words(self.name, "title"),
            parts.choice("length", "How long?", LENGTHS),
            parts.field("people", "How many people come?", "number"),
            parts.field("without", "How many of them have no laptop?", "number"),
            parts.field("on", "On which day?", "day"),
            parts.field("starts", "When does it begin?", "text", hint="such as 18:30"),
            parts.field("folder", "Into which folder?", "text", hint="A new one: it is made."),
            parts.buttons(("write", "Write the folder", "primary")),
        ]

    def do_write(self) -> None:
        """Write it; a folder that is there already is left as it is."""
        told = {name: value or "" for name, value in self.values.items()}
        place = Path(told["folder"] or "no-to-yes-day").expanduser()
        if place.exists():
            raise Problem("There is such a folder already. Please choose another name.", "folder")
        people = int(number(told["people"] or "0", "people", whole=True))
        without = int(number(told["without"] or "0", "without", whole=True))
        when = day(told["on"], "on", past=False) if told["on"] else None
        files = prepare(place, told["length"] or "90", people, without, told["starts"], when)
        self.say(f"{plural(len(files), 'file')} in {place}. Begin with 1-plan.html.")


class PlanClock(Panel):
    """A plan, part by part, with a clock that can be paused and hidden; it hurries nobody."""

    name = "The plan"

    def __init__(self, source: Log | Chooser) -> None:
        super().__init__(source)
        self.at, self.spent, self.is_hidden = 0, 0.0, False
        self.begun: float | None = None
        self.fill()

    def fill(self) -> None:
        """The first part of the first day."""
        self.values = {"length": "90", "evening": "1"}

    @property
    def blocks(self) -> list[Block]:
        """The parts of the chosen day."""
        days = plan(self.values["length"] or "90").days
        return days[min(int(self.values["evening"] or "1"), len(days)) - 1]

    def parts(self) -> list[Part]:
        """Which plan, the part that is on now, its clock, what is said and done, what comes
        then.
        """
        now, blocks = self.blocks[self.at], self.blocks
        told = [
            parts.words(f"{name} {unmarked(text)}", "plain")
            for name, text in now.section.told.items()
            if name in FIRST
        ]
        more = [
            parts.words(f"{name} {unmarked(text)}", "plain")
            for name, text in now.section.told.items()
            if name not in FIRST
        ]
        then = blocks[self.at + 1].title if self.at + 1 < len(blocks) else "the end"
        return [
            parts.words(self.name, "title"),
            parts.fold("which", "Which plan?", *self._which()),
            parts.words(f"{self.at + 1} of {len(blocks)}: {now.title}", "part"),
            *([] if self.is_hidden else [parts.words(self.time_left())]),
            self._buttons(),
            *told,
            parts.fold("more", "Goal, what goes wrong, fast and slow people, if late", *more),
            parts.words(f"Then: {then}.", "note"),
        ]

    def time_left(self) -> str:
        """How much of this part's time there is left, in whole minutes."""
        whole = self.blocks[self.at].minutes
        left = whole - int(self._ran() // 60)
        paused = "" if self.begun is not None else " The clock stands still."
        if left < 0:
            return f"{plural(-left, 'minute')} over.{paused}"
        return f"{plural(left, 'minute')} left of {whole}.{paused}"

    def do_run(self) -> None:
        """Let the clock run, or pause it."""
        self.spent, self.begun = self._ran(), None if self.begun is not None else time.monotonic()
        self._tick()

    def do_hide(self) -> None:
        """Hide the clock, or show it; it runs on."""
        self.is_hidden = not self.is_hidden

    def do_next(self) -> None:
        """Go to the next part; its time begins now."""
        self._go(self.at + 1)

    def do_back(self) -> None:
        """Go back a part."""
        self._go(self.at - 1)

    def do_turn(self) -> None:
        """Turn to another plan, or evening."""
        self._go(0)

    def _go(self, at: int) -> None:
        self.at, self.spent = max(0, min(at, len(self.blocks) - 1)), 0.0
        self.begun = self.begun and time.monotonic()

    def _ran(self) -> float:
        return self.spent + (0 if self.begun is None else time.monotonic() - self.begun)

    def _tick(self) -> None:
        """Show the clock again in a while, as long as it runs and somebody sees it."""
        if self.begun is not None and not self.is_gone:
            with contextlib.suppress(RuntimeError):  # no loop: nothing is shown by itself
                asyncio.get_running_loop().call_later(TICK, self._ticked)

    def _ticked(self) -> None:
        self._changed()
        self._tick()

    def _which(self) -> list[Part]:
        evenings = len(plan(self.values["length"] or "90").days)
        each = [(f"{n}", f"Evening {n}") for n in range(1, evenings + 1)]
        return [
            parts.choice("length", "How long?", LENGTHS, live="turn"),
            *([parts.choice("evening", "Which evening?", each, live="turn")] if each[1:] else []),
        ]

    def _buttons(self) -> Part:
        run = "Start the clock" if self.begun is None else "Pause the clock"
        hide = "Show the clock" if self.is_hidden else "Hide the clock"
        return parts.buttons(
            ("next", "Next part", "primary"), ("back", "Back"), ("run", run), ("hide", hide)
        )


def lead(log: Log, what: str) -> Panel:
    """The panel of this name: prepare, run, or room."""
    known = {"prepare": PrepareForm, "run": PlanClock, "room": RoomBoard}
    if what not in known:
        raise Problem(f'There is no "{what[:40]}" here. There are {listed([*known])}.', "what")
    return known[what](log)
