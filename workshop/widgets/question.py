"""An exercise as a card on the page: it draws a sitting, and passes on what is pressed."""

from collections import ChainMap

from workshop import report
from workshop.exercises import Sitting
from workshop.journal import Log
from workshop.widgets import card_parts, parts
from workshop.widgets.fields import door_words, outcome_words
from workshop.widgets.panel import Chooser, Panel
from workshop.widgets.place import open_file


class ExerciseCard(Panel):
    """The exercise called `name`, or its steps in order. An answer is a reflection, and is shown
    again later.

    Where the exercise is about single asks, one of them is chosen first: on a page whose other
    cards were about an ask, that one to begin with. What is typed goes along to another ask.
    Private writing stays in memory until kept.
    """

    unkept = "Changed, and not kept yet."

    def __init__(self, source: Log | Chooser, name: str) -> None:
        super().__init__(source)
        self.card = name
        self.look_at(self.log)

    def look_at(self, log: Log) -> None:
        """Turn to another log, and to the answers about it."""
        self.sitting = Sitting(log, self.card)
        self.name, self._pressed_at = self.sitting.content.title, -1
        self.is_private = any(card.private for card in self.sitting.cards)
        self.values, self.base = self.sitting.values, self.sitting.base
        self._follow(log.own)  # where the answers about a borrowed log go
        super().look_at(log)

    def press(self, action: str, key: str = "", **values: str | None) -> None:
        """Do what a button does; a field that a page sends empty is one without an answer."""
        super().press(action, key, **{name: typed or None for name, typed in values.items()})

    def fill(self) -> None:
        """Put the answers that were kept back into the fields; drafts stay."""
        self.sitting.values = self.values
        self.sitting.fill()

    @property
    def state(self) -> str:
        """The chosen ask."""
        return self.values.get("ask") or ""

    @property
    def home(self) -> str | None:
        """The ask that it begins with."""
        return self.sitting.first

    def restore(self, state: str) -> None:
        """Turn to the ask that a draft was about; where that is no longer one for this card, to
        none.
        """
        if not self.sitting.choose(state):
            self.say("The ask that your words were about is no longer one for this card.")

    def catch_up(self) -> None:
        """Take over what changed in the log."""
        self.sitting.catch_up()

    def parts(self) -> list[parts.Part]:
        """What is asked, card by card; the reply of each, once there is an answer."""
        content, steps = self.sitting.content, len(self.sitting.cards)
        head = [] if content.more else [parts.words(self.name, "title")]
        head += card_parts.asks(self.sitting)
        head += [parts.words(content.question)] if content.parts else []
        said_at = self._pressed_at if self.status and not self._refused else -1
        cards = [card_parts.card(self.sitting, at, is_said=at == said_at) for at in range(steps)]
        if content.more:
            return [
                parts.fold("more", self.name, *head, *(part for card in cards for part in card))
            ]
        if self.card == "today":
            asked = parts.group(*cards[0], tone="bare")
            return [parts.fold("more", content.question, asked)]
        if steps == 1:
            return [*head, *cards[0]]
        self.status_at = None if self._pressed_at < 0 else len(head) + self._pressed_at + 1
        return [*head, *(parts.group(*card) for card in cards)]

    def do_about(self) -> None:
        """Turn to another ask."""
        self._pressed_at = -1
        self.sitting.choose(self.state)

    def do_keep(self, key: str = "0") -> None:
        """Check the answer to a card, keep it, reply."""
        self.sitting.keep(at := self._at(key))
        said = card_parts.verdict(self.sitting.cards[at], self.sitting.lead(at))
        in_log = self._in_log(at)
        if in_log or not said.startswith(("Kept", "✓", "✗")):
            kept = f"Kept, {in_log}" if in_log else "Kept"
            said = f"{kept}. {said.removeprefix('Kept. ')}"
        self.say(said)

    def do_forget(self, key: str) -> None:
        """Remove the answer to a card; the journal's file still holds it."""
        self.sitting.forget(at := self._at(key))
        in_log = self._in_log(at)
        still = f" It is still {in_log}; the list of asks changes that." if in_log else ""
        self.say(f"Removed. It is hidden, and your journal file still holds it.{still}")

    def do_start(self, key: str) -> None:
        """Start the clock."""
        self.sitting.start(self._at(key))
        self.say("The clock runs, out of sight.", f"stop:{key}")

    def do_stop(self, key: str) -> None:
        """Stop the clock; what it says is shown once it is told what it felt like."""
        felt = self.sitting.stop(self._at(key))
        self.say("Stopped. How long did it feel? Write that first; Keep shows what it was.", felt)

    def do_throw(self, key: str) -> None:
        """Throw until the highest face shows."""
        thrown, luck = self.sitting.throw(self._at(key))
        self.say(f"{thrown}. {luck}")

    def do_begin(self, key: str) -> None:
        """Begin with one of the sentences that are offered."""
        name, _, place = key.partition(" ")
        offered = ChainMap(*self.sitting.asked)[name].suggest
        typed = self.values.get(name) or ""
        self.values[name] = (
            offered[int(place)] if typed in ("", *offered) else f"{typed} {offered[int(place)]}"
        )
        self.say("", name)

    def do_page(self, key: str) -> None:
        """Write the page of the chosen ask's entry alone, with what is typed, and open it."""
        fields = self.sitting.asked[self._at(key)]
        if any(self.values.get(name) != self.base.get(name) for name in fields):
            self.do_keep(key)
        place = report.save_entry(self.log, self.sitting.number or 0)
        opened = (
            "It is open in another window"
            if open_file(place)
            else "Open it in a browser, to read or print it"
        )
        self.say(f"A page of this entry alone is in {place}. {opened}; nothing was sent.")

    def _at(self, key: str) -> int:
        """The place of the card whose button was pressed; the status stands under it."""
        self._pressed_at = int(key)
        return self._pressed_at

    def _in_log(self, at: int) -> str:
        """What stands in the log for the chosen ask in the field that a card writes; empty where
        it writes none.
        """
        field = self.sitting.cards[at].writes
        if not field or not self.sitting.number:
            return field and "about no ask in particular, so your log is as it was"
        entry = self.log.entry(self.sitting.number)
        stands = {
            "outcome": f": {outcome_words(entry.outcome)}",
            "door": f": {door_words(entry, self.log) or 'without a door'}",
        }
        return f"in the log for “{entry.ask.name}”{stands.get(field, '')}"
