"""Show the room: what it would get, whole and in words, before there is anything to send."""

from workshop.exchange import share as sharing
from workshop.exchange.code import encode
from workshop.journal import Log
from workshop.text import number
from workshop.vocabulary import OUTCOMES
from workshop.widgets import parts
from workshop.widgets.fields import AFTER_TITLE
from workshop.widgets.panel import Chooser, Panel
from workshop.widgets.parts import Part


class ShareForm(Panel):
    """Counts that a person may leave out one by one; only then a code, which says nothing else."""

    name = "Show the room"
    status_at = AFTER_TITLE

    def __init__(self, source: Log | Chooser) -> None:
        super().__init__(source)
        self.fill()

    def fill(self) -> None:
        """Everything is shown, in the first week; there is no code yet."""
        self.left_out: set[str] = set()
        self.code = ""
        self.values = {"week": "1"}

    def parts(self) -> list[Part]:
        """What the room would get, line by line, then the code once it was asked for."""
        shown = sharing.share(self.log, self._week(), self.left_out)
        told = sharing.words(shown)
        has_guess = sharing.share(self.log).guess is not None
        rows = [self._row(name) for name in sharing.SHOWN if name != sharing.GUESS or has_guess]
        return [
            parts.words(self.name, "title"),
            parts.words("This is all that the room would get. Leave out whatever you like."),
            parts.words(f"{told[0]} {told[-1]}"),
            parts.items(rows),
            parts.field("week", "Which week of the workshop is it?", "number", live="changed"),
            *([] if self.code else [parts.words(sharing.WARNING)]),
            *self._code_parts(),
        ]

    def do_leave_out(self, name: str) -> None:
        """Leave a count out, or put it back; a code that was made before says something else."""
        self.left_out ^= {name}
        self.code = ""

    def do_changed(self) -> None:
        """Another week is another code."""
        self.code = ""

    def do_make(self) -> None:
        """Make the code of what stands here."""
        made = sharing.keep(self.log, sharing.share(self.log, self._week(), self.left_out))
        self.code = encode(made)
        self.say("Here is your code. Nothing was sent: copy it, and send it yourself.")

    def do_new_number(self) -> None:
        """Go on under another random number, so that codes of before and after do not meet."""
        self.log.own.set(sharing.PERSON, 0)
        self.code = ""
        self.say("Your next code has another number, and counts as another person's.")

    def _week(self) -> int:
        return int(number(self.values.get("week") or "1", "week", high=9, whole=True))

    def _row(self, name: str) -> list[Part]:
        found = sharing.share(self.log)
        guess = f"Your guess: {found.guess} of ten come to nothing"
        label = f"{OUTCOMES[name].label}: {found.outcomes[name]:,}" if name in OUTCOMES else guess
        is_out = name in self.left_out
        told = parts.words(f"{label} (left out)", "note") if is_out else parts.words(label)
        act = ("leave_out", "Put it back" if is_out else "Leave out", "quiet")
        return [told, parts.buttons(act, key=name, of=label)]

    def _code_parts(self) -> list[Part]:
        if not self.code:
            return [parts.buttons(("make", "Make the code", "primary"))]
        again = parts.buttons(("new_number", "Use another number from now on", "quiet"))
        return [parts.words(self.code, "code"), parts.fold("number", "About the code", again)]
