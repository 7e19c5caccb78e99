"""`Log`: one person's log, own or borrowed; what a participant holds, asks questions of, and writes
to.
"""

import contextlib
import inspect
import secrets
import threading
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from workshop.journal import rules, undo
from workshop.journal.entry import Entry
from workshop.journal.files import Damage, Journal, in_sentences
from workshop.journal.line import BATCH, Draft, Version, change_id, closing, written
from workshop.journal.memory import Memory
from workshop.journal.union import Union
from workshop.records import (
    KINDS,
    Ask,
    Link,
    Record,
    Reflection,
    Setting,
    Step,
    Words,
    checked,
    make,
    setting,
    word,
)
from workshop.text import Problem
from workshop.vocabulary import Word

TODAY = "today"
"""The day on which something is told, where no other is given."""
EVERY = "every"
"""In place of a log's name: whatever log it is about."""


_Act = tuple[str, list[Version]]
"""What one act has written so far: its change, where all of it is one, and what goes to disk
together.
"""


class Log:
    """One person's log. `name` is "mine" or a borrowed log's name; `version` grows whenever
    anything changed.

    Its lines lie on a shelf, the files of a journal or the memory of a borrowed log: `news` has
    what came since the last call, and what is appended is none. Which records they make stand, the
    union says.
    """

    def __init__(
        self, shelf: Journal | Memory, name: str = "mine", own: "Callable[[], Log] | None" = None
    ) -> None:
        self.name, self.version, self._told_of = name, 0, 0
        self.is_borrowed = name != "mine"
        """Whether asks and steps added to it stay in memory."""
        self.journal = shelf if isinstance(shelf, Journal) else None
        """The files it lies in; None for a borrowed log."""
        self._shelf, self._union, self._own = shelf, Union(), own
        self._watchers: list[Callable[[], Callable[[], None] | None]] = []
        self._act: _Act | None = None
        self._is_telling = False
        self._one_at_a_time = threading.RLock()
        self._add(shelf.news())

    # What it is

    @property
    def own(self) -> "Log":
        """The person's own log: this one, or where this one is borrowed, the log that reflections
        about it go to.
        """
        return self._own() if self._own else self

    @property
    def path(self) -> Path | None:
        """This device's own file; None for a borrowed log."""
        return self._shelf.path

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
        """The day on which it is looked at: today, or the day after where that was somebody's today
        already.
        """
        today = self.today
        return (
            max(today, self._union.latest) if self._union.latest <= today + timedelta(1) else today
        )

    @property
    def damage(self) -> Sequence[Damage]:
        """Every place in the files that could not be read."""
        return self._shelf.damage

    @property
    def problems(self) -> list[str]:
        """What was wrong with the files, one sentence each; everything readable was read."""
        return [*in_sentences(self.damage), *self.unread]

    @property
    def unread(self) -> list[str]:
        """One sentence for each kind of line that is whole, but does not count."""
        return [*self._union.left_out, *self._shelf.notices]

    @property
    def strays(self) -> list[str]:
        """What lies in the files and is of an ask that is in none of them."""
        return self._union.strays

    @property
    def record_count(self) -> int:
        """How many records stand."""
        return sum(len(self._union.records(kind)) for kind in KINDS.values())

    def label(self, field: str, code: str) -> str:
        """A word as the person says it; a code that is known no more stays as it is."""
        known = self.words[field].get(code)
        return known.label if known else code

    # What it says

    @property
    def asks(self) -> list[Entry]:
        """The standing asks with their steps, by the day they were asked on, then by number."""
        self.refresh()
        return self._union.entries()

    def entry(self, number: int) -> Entry:
        """The ask with this number, with its steps; `Problem` where there is none."""
        self.refresh()
        return self._union.numbered(number)

    def setting(self, name: str, default: Any = None) -> Any:
        """The value of a setting, else `default`."""
        return self._union.settings.get(name, default)

    def reflections(
        self, prompt: str | None = None, *, about: str | None = None
    ) -> list[tuple[str, str, Reflection]]:
        """Standing reflections on this log in order, each with its record id and its time in UTC.

        A borrowed log's are the ones told in it and, behind them, the person's own about it. In the
        own log lie those about borrowed ones too: `about` one of them by its name, or about `EVERY`
        log.
        """
        self.refresh()
        found = [
            (record_id, self._union.versions[record_id][-1].line.at, record)
            for record_id, record in self._union.records(Reflection)
            if prompt in (None, record.prompt)
            and about in (EVERY, record.about)
            and self._union.belongs(record)
        ]
        return found + (self._own().reflections(prompt, about=self.name) if self._own else [])

    def links(self) -> list[Link]:
        """Standing links of standing asks, in order."""
        self.refresh()
        return [link for _, link in self._union.records(Link) if self._union.belongs(link)]

    def number_of(self, ask_id: str | None) -> int | None:
        """The number of the ask with this record id, where it stands."""
        return entry.ask.number if (entry := self._union.entry(ask_id)) else None

    def history(self, of: type[Record] | str) -> dict[str, Sequence[Version]]:
        """All versions, oldest first, by record id: of every record of a kind, or of what is of the
        ask with this record id.
        """
        ids = self._union.of_ask.get(of, {}) if isinstance(of, str) else self._union.ids[of]
        return {record_id: self._union.versions[record_id] for record_id in ids}

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

        `on` is the day it was asked on (today; None where it is unknown), `answered_on` the day of
        the answer where it is known, and the other fields are those of `Ask`, and of `Step` for the
        answer (reason, source, words...). Raises `Problem` for what does not fit, and saves nothing
        then.
        """
        day = fields.pop("asked_on", on)
        asked_on = self.today if day == TODAY else day
        row = {**fields, "alias": alias, "asked_on": asked_on, "outcome": outcome}
        asked, *steps = rules.ask_and_steps(row, self.own_words, self.today)
        ask_id = secrets.token_hex(16)
        made = [msgspec.structs.replace(step, ask=ask_id) for step in steps]
        with self._turn():
            self.write([(ask_id, asked), *((secrets.token_hex(16), step) for step in made)], "ask")
            return msgspec.structs.replace(asked, number=self._union.numbers[ask_id])

    def step(self, number: int, what: str, *, on: object = TODAY, **fields: Any) -> Step:
        """Log a step of an ask: what happened, and `on` which day (today; None where it is
        unknown).
        """
        with self._turn():
            told = {**fields, "what": what, "on": self.today if on == TODAY else on}
            step = rules.step(self._union.numbered(number), told, self.own_words)
            self.write([(secrets.token_hex(16), step)], "step")
        return step

    def answer(self, number: int, outcome: str, *, on: object = TODAY, **fields: Any) -> Step:
        """Log what came back: a yes or a no, or silence, a yes that fell through, withdrawn,
        waiting again.
        """
        outcome = word("outcome", outcome, self.own_words)
        return self.step(number, rules.what_of(outcome), on=on, outcome=outcome, **fields)

    def change(self, number: int, **fields: Any) -> Entry:
        """Change fields of an ask, or of the answer at which it stands; earlier versions stay in
        the journal.
        """
        with self._turn():
            entry = self._union.numbered(number)
            self.write(rules.changed(entry, fields, self.own_words), "change")
            return self._union.numbered(number)

    def remove(self, number: int) -> Entry:
        """Hide an ask with its steps, links and reflections; undo brings it back, and the file
        still holds it.
        """
        with self._turn():
            entry = self._union.numbered(number)
            self.write([(entry.id, None)], "remove")
        return entry

    def undo(self, change: str | None = None) -> undo.Undone:
        """Take a change back, the last one unless named; what was changed since is left alone and
        named.
        """
        with self._turn():
            drafts, undone = undo.undoing(self._union, change)
            self.write(drafts, "undo")
        return undone

    def set(self, name: str, value: Any) -> Any:
        """Keep a setting: `horizon.job` 21, `calm` true, or `word.kind.mentor` "Mentoring"."""
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
        """Keep an answer to a prompt, of the ask with number `ask` where it is of one; `record`
        changes an earlier one.

        About a borrowed log it goes to the person's own journal. A sting is of the answer at which
        the ask stands.
        """
        entry = self.entry(ask) if ask is not None else None
        if prompt.startswith("sting."):
            answer = None if answer in (None, "") else checked("sting", answer)
        step = entry.stands_at_id if entry and prompt.startswith("sting.") else None
        about = self.name if self._own else about
        of = {"ask": entry and entry.id, "step": step, "about": about}
        reflection = make(Reflection, {"prompt": prompt, "answer": answer, **of})
        self.own.write([(record or secrets.token_hex(16), reflection)], "reflect")
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
        for log, ids in ((self, here), (self.own, [i for i in record_ids if i not in here])):
            if ids:
                log.write([(record_id, None) for record_id in ids], "forget")

    def write(self, drafts: Sequence[Draft], what: str) -> str:
        """Keep many records as one change; returns its id. Asks without a number get one.

        An import counts only once its closing line is there.
        """
        with self._turn() as (of_batch, pending):
            change = of_batch or change_id(what, len(drafts))
            versions = self._union.written(change, drafts)
            if of_batch:
                pending += versions
                self._add(versions)
            else:
                self._append(change, versions)
        return change

    def batch(self, what: str) -> contextlib.AbstractContextManager[object]:
        """One act: what is written within is one change and one undo, on disk together or not at
        all.

        Where anything within fails, nothing of it is kept. A batch inside another is a part of it.
        """
        return self._turn(f"{what}-{secrets.token_hex(6)}{BATCH}")

    @contextlib.contextmanager
    def _turn(self, change: str = "") -> Iterator[_Act]:
        """The time of one act: what is in the files is known, and nobody else writes.

        With a `change` all that is written within is that one, and goes to disk at its end.
        """
        with self._one_at_a_time:
            if self._act is not None:
                yield self._act
                return
            self._act = _, pending = change, list[Version]()
            self._union.closed.add(change)
            try:
                with self._shelf.writing():
                    self._add(self._shelf.news())
                    if self.journal and self.journal.missing:
                        self.journal.mend()
                    yield self._act
                    if pending:
                        self._append(change, pending)
            except BaseException:
                if pending:
                    self._read_again()
                raise
            finally:
                self._act = None
                self._tell()

    def _append(self, change: str, versions: Sequence[Version]) -> None:
        """Have what a change writes on disk, and know it."""
        versions = [*versions, *closing(change, versions)]
        self._shelf.append(written(versions), len(versions), versions[-1].line.seq)
        self._add(versions)

    # How it follows its files, and who follows it

    def refresh(self) -> bool:
        """Read what has come to the files; returns whether anything did. One act, and whoever is
        told of it, see the files as they were when it began.
        """
        if self._act is not None or self._is_telling:
            return False
        is_new = self._add(self._shelf.news())
        if self.journal and self.journal.missing:
            # what can't be written yet is tried again
            with contextlib.suppress(Problem), self.journal.writing():
                self.journal.mend()
        self._tell()
        return is_new

    @property
    def last_change(self) -> str:
        """The change that was written last, as `undo` takes it."""
        return self._union.last_change

    def on_change(self, watcher: Callable[[], None]) -> None:
        """Call `watcher` after every change that is met, own or from another window.

        A function is called as long as the log lives; a method as long as somebody else keeps what
        it is of, for a log keeps no panel that nobody shows any more.
        """
        is_method = inspect.ismethod(watcher)
        self._watchers.append(weakref.WeakMethod(watcher) if is_method else lambda: watcher)

    def _tell(self) -> None:
        if self._told_of != self.version and self._act is None:
            self._told_of = self.version
            self._watchers = [alive for alive in self._watchers if alive() is not None]
            self._is_telling = True
            try:
                for alive in self._watchers:
                    if watcher := alive():
                        watcher()
            finally:
                self._is_telling = False

    def _add(self, versions: Sequence[Version]) -> bool:
        is_new = bool(versions) and self._union.add(versions)
        self.version += is_new
        self.own_words: Words = self._union.own_words
        """The words that the person added, by field: code to label."""
        self.words: Mapping[str, Mapping[str, Word]] = self._union.words
        """All words that a field may hold, by field and code."""
        return is_new

    def _read_again(self) -> None:
        """Forget what did not get on disk: nothing but what the files hold counts."""
        self._union = Union()
        self.version += 1
        self._add(self._shelf.again())
