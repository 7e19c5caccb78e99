"""One ask with its steps in order, and where it stands."""

from datetime import date
from functools import cached_property
from typing import Any

import msgspec

from workshop.records import Ask, Step
from workshop.vocabulary import ANSWERED, NOS, OF_YES, YESES

_Standing = tuple[str, str | None, Step | None]
_WAITING: _Standing = ("waiting", None, None)


class Entry(msgspec.Struct, frozen=True, dict=True):
    """An ask as it stands: its record id, the ask, its steps by record id in the order in which
    they were written.

    `stings` are how personal its answers felt, as they were told: the step's record id, and what
    was said of it.
    """

    id: str
    ask: Ask
    written: tuple[tuple[str, Step], ...] = ()
    stings: tuple[tuple[str | None, Any], ...] = ()

    @cached_property
    def dated(self) -> list[tuple[date, str, Step]]:
        """The steps in order: the day that places each, its record id, the step.

        A step whose day is unknown follows what was written before it; with no day before it, it
        comes first.
        """
        if not self.written:
            return []
        latest = self.ask.asked_on or date.min
        placed = []
        for record_id, step in self.written:
            placed.append((step.on or latest, record_id, step))
            latest = max(latest, placed[-1][0])
        return sorted(placed, key=lambda place: place[0])

    @cached_property
    def sting(self) -> int | None:
        """How personal the latest answer of which it was told felt, 0 to 4; None where it was told
        of none.
        """
        known = {
            None,
            *(record_id for record_id, step in self.written if step.outcome != "waiting"),
        }
        told = [
            felt for step_id, felt in self.stings if step_id in known and felt in (0, 1, 2, 3, 4)
        ]
        return int(told[-1]) if told else None

    @property
    def steps(self) -> list[Step]:
        """The steps in order."""
        return [step for _, _, step in self.dated]

    @cached_property
    def standing(self) -> _Standing:
        """The outcome at which the ask stands, with the record id of the step that carries it, and
        that step.

        The latest answer or note carries it, but an answer ends silence whatever its day, and one
        that was written after a note of waiting stands over that. Going a stage further after
        silence makes an ask wait again. Silence and a taking back, as two devices may tell them,
        leave an answer, for else a no would vanish.

        >>> silence = Step(ask="a", what="noted", outcome="silence")
        >>> written = (("s", silence), ("t", Step(ask="a", what="advanced")))
        >>> Entry("a", Ask(asked_on=date(2026, 3, 2)), written).outcome
        'waiting'
        """
        if not self.written:
            return _WAITING
        standing = _WAITING
        answers = [
            place for place, (_, step) in enumerate(self.written) if step.outcome in ANSWERED
        ]
        before = {record_id for record_id, _ in self.written[: answers[-1]]} if answers else set()
        for _, record_id, step in self.dated:
            if step.what == "advanced" and standing[0] == "silence":
                standing = _WAITING
            elif step.what not in ("answered", "noted") or (
                step.outcome in ("silence", "withdrawn") and answers
            ):
                continue
            elif step.outcome and not (step.outcome == "waiting" and record_id in before):
                standing = (step.outcome, record_id, step)
        return standing

    @cached_property
    def outcome(self) -> str:
        """Where the ask stands: the outcome of its latest answer or note, else `waiting`."""
        return self.standing[0]

    @cached_property
    def stands_at(self) -> Step | None:
        """The step that carries the outcome at which the ask stands: an answer or a note; None
        where it just waits.
        """
        return self.standing[2]

    @cached_property
    def stands_at_id(self) -> str | None:
        """The record id of that step."""
        return self.standing[1]

    @property
    def answers(self) -> list[Step]:
        """The steps that carry a yes or a no, in order."""
        return [step for step in self.steps if step.what == "answered"]

    @cached_property
    def answered_on(self) -> date | None:
        """The day of the first answer, or None where there is none or its day is unknown."""
        return next((step.on for step in self.answers), None)

    @property
    def was_answered(self) -> bool:
        """Whether a yes or a no ever came."""
        return any(step.outcome in ANSWERED for step in self.steps)

    @property
    def is_over(self) -> bool:
        """Whether nothing is asked after it any more: a final or an unfair no, an ask that was
        taken back.
        """
        is_unfair = self.stands_at is not None and self.stands_at.reason == "unfair"
        return is_unfair or self.outcome in ("no_final", "withdrawn")

    @property
    def can_happen(self) -> tuple[str, ...]:
        """The steps that are no answer and make sense now."""
        if self.outcome in YESES or self.is_over:
            return OF_YES if self.outcome == "yes" else ()
        return (*(("probed",) if self.outcome in NOS else ()), "followed_up", "advanced")

    @property
    def leads_on(self) -> bool:
        """Whether there is a next door, still to be gone through; an unfair no leads on only to
        take it further.
        """
        outcome, step_id, step = self.standing
        if step is None or step.door in (None, "let_go") or outcome == "no_final":
            return False
        ids = [record_id for _, record_id, _ in self.dated]
        since = self.steps[ids.index(step_id or "") + 1 :]
        asked_back = step.door == "clarify" and any(made.what == "probed" for made in since)
        return not asked_back and (not self.is_over or step.door == "take_further")

    def until(self, as_of: date) -> "Entry | None":
        """The entry as it stood at the end of a day, or None where the ask came later; an unknown
        day is no later.
        """
        if self.ask.asked_on and self.ask.asked_on > as_of:
            return None
        if not self.written or self.dated[-1][0] <= as_of:
            return self
        known = {record_id for day, record_id, _ in self.dated if day <= as_of}
        return Entry(
            self.id, self.ask, tuple(pair for pair in self.written if pair[0] in known), self.stings
        )
