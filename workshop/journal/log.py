"""`Log`: one person's log, own or borrowed; what a participant holds, asks questions of, and writes to."""

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from workshop.journal import rules, undo
from workshop.journal.entry import Entry
from workshop.journal.files import Damage, Journal
from workshop.journal.keeper import Draft, Keeper, Shelf
from workshop.records import (
    KINDS,
    Ask,
    Link,
    Record,
    Reflection,
    Setting,
    Step,
    Words,
    make,
    setting,
)
from workshop.text import Problem
from workshop.vocabulary import VOCABULARIES, Added

TODAY = "today"
"""The day on which something is told, where no other is given."""
EVERY = "every"
"""In place of a log's name: whatever log it is about."""


class Log(Keeper):
    """One person's log. `name` is "mine" or a borrowed log's name; `version` grows whenever anything changed."""

    def __init__(
        self, shelf: Shelf, name: str = "mine", own: "Callable[[], Log] | None" = None
    ) -> None:
        self.name = name
        self._own = own
        self._words: tuple[int, Words] = (-1, {})
        super().__init__(shelf)

    # What it is

    @property
    def is_borrowed(self) -> bool:
        """Whether it is a borrowed log: asks and steps added to it stay in memory."""
        return self.name != "mine"

    @property
    def own(self) -> "Log":
        """The person's own log: this one, or where this one is borrowed, the log that reflections about it go to."""
        return self._own() if self._own else self

    @property
    def journal(self) -> Journal | None:
        """The files it lies in; None for a borrowed log."""
        return self._shelf if isinstance(self._shelf, Journal) else None

    @property
    def path(self) -> Path | None:
        """This device's own file; None for a borrowed log."""
        return self.journal.path if self.journal else None

    @property
    def today(self) -> date:
        """The day on which something is told to it: a borrowed log carries its own."""
        today = date.today()
        return (
            date.fromisoformat(self.setting("as_of", today.isoformat()))
            if self.is_borrowed
            else today
        )

    @property
    def as_of(self) -> date:
        """The day on which it is looked at: today, or the day after where that was somebody's today already."""
        today = self.today
        return (
            max(today, self._union.latest) if self._union.latest <= today + timedelta(1) else today
        )

    @property
    def damage(self) -> list[Damage]:
        """Every place in the files that could not be read."""
        return self.journal.damage if self.journal else []

    @property
    def problems(self) -> list[str]:
        """What was wrong with the files, one sentence each; everything readable was read."""
        return [*rules.told(self.damage), *self.unread]

    @property
    def unread(self) -> list[str]:
        """One sentence for each kind of line that is whole, but does not count."""
        return [*rules.unread(self._union), *(self.journal.notices if self.journal else [])]

    @property
    def strays(self) -> list[str]:
        """What lies in the files and is of an ask that is in none of them."""
        return rules.strays(self._union)

    @property
    def record_count(self) -> int:
        """How many records stand."""
        return sum(len(self._all(kind)) for kind in KINDS.values())

    @property
    def own_words(self) -> Words:
        """The words that the person added, by field: code to label."""
        if self._words[0] != self.version:
            found: dict[str, Added] = {}
            for name, record in self._all(Setting):
                if name.startswith("word.") and name.count(".") == 2 and record.value:
                    _, field, code = name.split(".")
                    found.setdefault(field, Added())[code] = str(record.value)
            self._words = self.version, found
        return self._words[1]

    def label(self, field: str, code: str) -> str:
        """A word as the person says it; a code that is known no more stays as it is."""
        known = VOCABULARIES[field].get(code)
        return known.label if known else self.own_words.get(field, {}).get(code, code)

    # What it says

    @property
    def asks(self) -> list[Entry]:
        """The standing asks with their steps, by the day they were asked on, then by number."""
        self.refresh()
        return self._standing_entries()

    def entry(self, number: int) -> Entry:
        """The ask with this number, with its steps; `Problem` where there is none."""
        self.refresh()
        return self._numbered(number)

    def setting(self, name: str, default: Any = None) -> Any:
        """The value of a setting, else `default`."""
        found = self._union.standing(name)
        return found.value if isinstance(found, Setting) else default

    def reflections(
        self, prompt: str | None = None, *, about: str | None = None
    ) -> list[tuple[str, str, Reflection]]:
        """Standing reflections on this log in order, each with its record id and its time in UTC.

        A borrowed log's are the ones told in it and, behind them, the person's own about it. In the own log lie those
        about borrowed ones too: `about` one of them by its name, or about `EVERY` log.
        """
        self.refresh()
        found = [
            (record_id, self._union.versions[record_id][-1].line.at, record)
            for record_id, record in self._all(Reflection)
            if prompt in (None, record.prompt)
            and about in (EVERY, record.about)
            and self._stands(record)
        ]
        return found + (self._own().reflections(prompt, about=self.name) if self._own else [])

    def links(self) -> list[Link]:
        """Standing links of standing asks, in order."""
        self.refresh()
        return [link for _, link in self._all(Link) if self._stands(link)]

    def number_of(self, ask_id: str | None) -> int | None:
        """The number of the ask with this record id, where it stands."""
        found = self._entry(ask_id) if ask_id else None
        return found.ask.number if found else None

    def history(
        self, kinds: Iterable[type[Record]]
    ) -> Iterator[tuple[str, str, list[tuple[str, Record | None]]]]:
        """Kind, id and all versions of every record, oldest first, with times in UTC; None where it was removed."""
        for kind in kinds:
            for record_id in self._union.ids[kind]:
                versions = self._union.versions[record_id]
                yield (
                    kind.kind_name,
                    record_id,
                    [(version.line.at, version.record) for version in versions],
                )

    def versions(
        self, ask_id: str | None = None
    ) -> Iterator[tuple[str, list[tuple[str, Record | None]]]]:
        """Id and all versions of every ask, or of what belongs to one: oldest first, each with its change."""
        for record_id in (
            self._union.ids[Ask] if ask_id is None else self._union.of_ask.get(ask_id, ())
        ):
            yield (
                record_id,
                [(known.line.change, known.record) for known in self._union.versions[record_id]],
            )

    # What is written to it

    def ask(
        self,
        alias: str | None = None,
        *,
        on: object = TODAY,
        outcome: str = "waiting",
        **fields: Any,
    ) -> Ask:
        """Log an ask; it is on disk, with its number, when this returns.

        `on` is the day it was asked on (today; None where it is unknown), `answered_on` the day of the answer where
        it is known, and the other fields are those of `Ask`, and of `Step` for the answer (reason, source, words...).
        Raises `Problem` for what does not fit, and saves nothing then.
        """
        told = fields.pop("asked_on", on)
        day = self.today if told == TODAY else told
        row = {**fields, "alias": alias, "asked_on": day, "outcome": outcome}
        asked, *steps = rules.ask_and_steps(row, self.own_words, self.today)
        with self._saving("ask") as save:
            ask_id = secrets.token_hex(16)
            ask = msgspec.structs.replace(asked, number=self._next_number())
            save(
                [(ask_id, ask)]
                + [
                    (secrets.token_hex(16), msgspec.structs.replace(step, ask=ask_id))
                    for step in steps
                ]
            )
        return ask

    def step(self, number: int, what: str, *, on: object = TODAY, **fields: Any) -> Step:
        """Log a step of an ask: what happened, and `on` which day (today; None where it is unknown)."""
        with self._saving("step") as save:
            entry = self._numbered(number)
            day = self.today if on == TODAY else on
            step = rules.step(entry, {**fields, "what": what, "on": day}, self.own_words)
            save([(secrets.token_hex(16), step)])
        return step

    def answer(self, number: int, outcome: str, *, on: object = TODAY, **fields: Any) -> Step:
        """Log what came back: a yes or a no, or silence, a yes that fell through, withdrawn, waiting again."""
        what = rules.what_of(outcome, self.own_words)
        return self.step(number, what, on=on, outcome=outcome, **fields)

    def change(self, number: int, **fields: Any) -> Entry:
        """Change fields of an ask, or of the answer at which it stands; earlier versions stay in the journal."""
        with self._saving("change") as save:
            entry = self._numbered(number)
            save(rules.changed(entry, fields, self.own_words))
            return self._numbered(number)

    def remove(self, number: int) -> Entry:
        """Hide an ask with its steps, links and reflections; undo brings it back, and the file still holds it."""
        with self._saving("remove") as save:
            entry = self._numbered(number)
            save([(entry.id, None)])
        return entry

    def undo(self, change: str | None = None) -> undo.Undone:
        """Take a change back, the last one unless named; what was changed since is left alone and named."""
        with self._saving("undo") as save:
            target = undo.change_to_undo(self._union, change)
            drafts, left = undo.undoing(self._union, target)
            if not drafts:
                raise Problem(
                    "Nothing of that change stands any more, so there is nothing to undo."
                )
            what = undo.told(self._union, target, [record_id for record_id, _ in drafts])
            save(drafts)
        return undo.Undone(target, len(drafts), what, tuple(map(self._name_of, left)))

    def set(self, name: str, value: Any) -> Any:
        """Keep a setting, such as `horizon.job` 21, `calm` true, or `word.kind.mentor` "Mentoring"."""
        record = make(Setting, {"value": setting(name, value)})
        self.write([(name, record)], "set")
        return record.value

    def reflect(
        self,
        prompt: str,
        answer: Any,
        *,
        ask: int | None = None,
        about: str | None = None,
        record: str | None = None,
    ) -> Reflection:
        """Keep an answer to a prompt, of the ask with number `ask` where it is of one; `record` changes an earlier one.

        About a borrowed log it goes to the person's own journal. A sting is of the answer at which the ask stands.
        """
        entry = self.entry(ask) if ask is not None else None
        if prompt.startswith("sting."):
            answer = rules.sting(answer)
        step = entry.stands_at_id if entry and prompt.startswith("sting.") else None
        keeper, about = (self._own(), self.name) if self._own else (self, about)
        fields = {
            "prompt": prompt,
            "answer": answer,
            "ask": entry and entry.id,
            "step": step,
            "about": about,
        }
        reflection = make(Reflection, fields)
        keeper.write([(record or secrets.token_hex(16), reflection)], "reflect")
        return reflection

    def link(self, number: int, to: int | None = None, words: str | None = None) -> Link:
        """Keep what a no made room for: another ask, or something in words."""
        entry = self.entry(number)
        target = self.entry(to).id if to is not None else None
        link = make(Link, {"ask": entry.id, "to": target, "words": words})
        self.write([(secrets.token_hex(16), link)], "link")
        return link

    def forget(self, *record_ids: str) -> None:
        """Hide reflections or links, as one change."""
        here = [i for i in record_ids if not self._own or self._union.standing(i)]
        for keeper, ids in ((self, here), (self.own, [i for i in record_ids if i not in here])):
            if ids:
                keeper.write([(record_id, None) for record_id in ids], "forget")

    def write(self, drafts: Sequence[Draft], what: str) -> str:
        """Keep many records as one change; returns its id. Asks without a number get one.

        An import counts only once its closing line is there.
        """
        with self._saving(what) as save:
            free = count(self._next_number())
            numbers = {
                i: self._union.numbers.get(i) or next(free)
                for i, record in drafts
                if isinstance(record, Ask)
            }
            return save(
                [
                    (
                        i,
                        msgspec.structs.replace(record, number=numbers[i])
                        if isinstance(record, Ask)
                        else record,
                    )
                    for i, record in drafts
                ]
            )

    def _stands(self, record: Reflection | Link) -> bool:
        """Whether what it is of stands; what is of another log stands there."""
        of = (record.ask, record.step if isinstance(record, Reflection) else None)
        return not any(
            known in self._union.versions and self._union.standing(known) is None
            for known in of
            if known
        )

    def _name_of(self, record_id: str) -> str:
        record = self._union.last_known(record_id)
        if isinstance(record, Ask):
            return record.name
        ask = self._union.last_known(getattr(record, "ask", None) or "")
        what = f"a {record.kind_name}" if record else record_id[:8]
        return f"{what} of {ask.name}" if isinstance(ask, Ask) else what
