"""The room's board: codes and paper cards in, one picture of all out; nothing of it is kept."""

import os
from secrets import randbits

from workshop import charts
from workshop.analysis import room as rooms
from workshop.analysis.room import Share
from workshop.charts.room import room as drawn
from workshop.exchange.code import Refused, decode_all, is_plausible
from workshop.exchange.rehearsal import rehearsal
from workshop.html import source as address
from workshop.journal import Log
from workshop.text import Problem, plural, whole
from workshop.vocabulary import OUTCOMES
from workshop.widgets import parts
from workshop.widgets.panel import Chooser, Panel
from workshop.widgets.parts import Part

CARD = ("yes", "no_unclear", "silence", "waiting")
"""What is typed from a paper card."""


class RoomBoard(Panel):
    """What a facilitator pastes and types; it is drawn on a press, and again only when six or more
    have come since. Closing it forgets everything.
    """

    name = "The room"
    wide = True
    is_private = True

    def __init__(self, source: Log | Chooser) -> None:
        super().__init__(source)
        self.shares: list[Share] = []
        self.doubtful: list[Share] = []
        self.drawings: dict[int, list[list[Share]]] = {}
        self.found: rooms.Room | None = None
        self.fill()

    def fill(self) -> None:
        """Nothing is typed."""
        self.values = {"pasted": None, "week": self.values.get("week") or "1"} | dict.fromkeys(CARD)

    def parts(self) -> list[Part]:
        """Where codes go in, how many are in, and the picture once it was drawn."""
        paper = [parts.field(code, OUTCOMES[code].label, "number") for code in CARD]
        return [
            parts.words(self.name, "title"),
            parts.field(
                "pasted", "Paste all messages", "area", hint="Whatever stands around them."
            ),
            parts.buttons(("read", "Read the codes"), *self._rehearsal),
            parts.fold("paper", "Count a paper card", *paper, parts.buttons(("card", "Count it"))),
            parts.fold("week", "Another week", parts.field("week", "Week", "number", live="turn")),
            parts.words(f"In week {self._week}: {len(self._now):,} in."),
            *self._doubts(),
            parts.buttons(("draw", "Draw", "primary")),
            parts.status(),
            *(self._picture(self.found) if self.found else []),
        ]

    def do_read(self) -> None:
        """Read every code in what was pasted; what was read leaves the field."""
        found = list(decode_all(self.values.get("pasted") or ""))
        read = [each for each in found if isinstance(each, Share)]
        refused = [each for each in found if isinstance(each, Refused)]
        self.doubtful += [each for each in read if not is_plausible(each)]
        self._add([each for each in read if is_plausible(each)])
        if not found:
            raise Problem("No code is in there. A code begins with N2Y1.", "pasted")
        self.values["pasted"] = None
        wrong = [f"Line {each.line}: {each.problem}" for each in refused]
        self.say(" ".join([f"{plural(len(read), 'code')} read.", *wrong]))

    def do_rehearse(self) -> None:
        """Fill in what a made-up room would paste."""
        self.values["pasted"] = rehearsal(14, seed=len(self.shares) + 1, week=self._week)
        self.say("A made-up room of 14. Read its codes.", "pasted")

    def do_card(self) -> None:
        """Count what somebody wrote on paper, as a person of the room."""
        counts = {code: whole(n, code, high=10**6) for code in CARD if (n := self.values.get(code))}
        if not counts:
            raise Problem("Please type at least one count from the card.", CARD[0])
        self._add([Share(randbits(32), 1, self._week, False, counts)])
        self.values |= dict.fromkeys(CARD)
        self.say("One card counted.", CARD[0])

    def do_take(self, at: str) -> None:
        """Count a code of an unlikely size after all."""
        self._add([self.doubtful.pop(int(at))])

    def do_drop(self, at: str) -> None:
        """Leave it out."""
        self.doubtful.pop(int(at))

    def do_turn(self) -> None:
        """Turn to another week; each has its own drawings."""
        before = self.drawings.get(self._week, [])
        self.found = rooms.room(before[-1], before[:-1]) if before else None

    def do_draw(self) -> None:
        """Draw the room as it is now, where that gives nobody away."""
        now, before = self._now, self.drawings.setdefault(self._week, [])
        if before and not rooms.may_draw(now, before[-1]):
            self.say(f"Drawn again once {rooms.PEOPLE} more people are in: else one could be told.")
            return
        self.found = rooms.room(now, before)
        before.append(now)
        self.say("Drawn.")

    @property
    def _rehearsal(self) -> list[tuple[str, str, str]]:
        """In the demo alone, a room to try the board with."""
        made_up = ("rehearse", "A made-up room of 14", "quiet")
        return [made_up] * bool(os.environ.get("WORKSHOP_DEMO"))

    @property
    def _week(self) -> int:
        return whole(self.values.get("week") or "1", "week", high=9)

    @property
    def _now(self) -> list[Share]:
        return [each for each in self.shares if each.week == self._week]

    def _add(self, read: list[Share]) -> None:
        self.shares = rooms.latest([*self.shares, *read])

    def _doubts(self) -> list[Part]:
        rows = [
            [
                parts.words(f"One code tells of {each.asks:,} asks. Is that so?"),
                parts.buttons(("take", "Count it"), ("drop", "Leave it out"), key=at),
            ]
            for at, each in enumerate(self.doubtful)
        ]
        return [parts.items(rows)] if rows else []

    def _picture(self, found: rooms.Room) -> list[Part]:
        shown = parts.picture(address(charts.svg(drawn(found))), found.sentence)
        return [shown, *(parts.words(line) for line in found.lines), *self._luck()]

    def _luck(self) -> list[Part]:
        """What the dice alone would do to a room like this."""
        yes_for = self.found.no_to_yes.value if self.found else None
        spread = None if yes_for is None else rooms.luck(self._now, 1 / (1 + yes_for))
        if not spread:
            return []
        half = f"half of you would have {spread[0]:g} to {spread[2]:g} yeses of ten answers"
        return [parts.words(f"Were everybody's chance the same, {half}, by luck alone.")]
