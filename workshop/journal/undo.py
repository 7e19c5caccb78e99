"""What an undo takes back: which change is meant, what puts each record back, how that is said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workshop.journal.line import UNREAD, Draft
from workshop.journal.union import NUMBERING, Union
from workshop.records import Ask, Record, Reflection, Setting, Step
from workshop.text import Problem, clean, listed, plural
from workshop.vocabulary import OUTCOMES, STEPS

_NAMED = 3


@dataclass(frozen=True)
class Undone:
    """What an undo took back, in words, and which records it left alone."""

    what: str
    left: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        left = f" Left alone, because changed since: {listed(list(self.left))}."
        return f"Undone: {self.what}.{left if self.left else ''}"


def undoing(union: Union, change: str | None) -> tuple[list[Draft], Undone]:
    """What puts each record back as it was before a change, the last one unless named, and how that
    is said.
    """
    change = _meant(union, change)
    ids = [
        record_id
        for record_id, versions in union.versions.items()
        if any(version.line.change == change for version in versions)
    ]
    stands = [record_id for record_id in ids if _change_beneath(union, record_id) == change]
    if not stands:
        raise Problem("Nothing of that change stands any more, so there is nothing to undo.")
    drafts = [(record_id, union.before(record_id, change)) for record_id in stands]
    left = (_name_of(union, i) for i in ids if _change_beneath(union, i) != change)
    return drafts, Undone(_what_it_did(union, change, stands), tuple(left))


def _meant(union: Union, change: str | None) -> str:
    """The id of the change that is meant: the last one, or the one that begins as told."""
    if change is None and not union.versions:
        raise Problem("There is nothing to undo yet.")
    if change is None:
        return union.last_change
    known = {version.line.change for versions in union.versions.values() for version in versions}
    found = {change} & known or {name for name in known if name.startswith(change)}
    if len(found) != 1:
        raise Problem(
            f'There is no change "{clean(change[:40])}". An import says its own; without a name, '
            "the last is undone."
        )
    return found.pop()


def _name_of(union: Union, record_id: str) -> str:
    record = union.last_known(record_id)
    ask = union.last_known(union.ask_of(record_id, record) or "")
    name = ask.name if isinstance(ask, Ask) else ""
    what = f"a {record.kind_name}" if record else record_id[:8]
    return name if record is ask else f"{what} of {name}" if name else what


def _change_beneath(union: Union, record_id: str) -> str:
    """The change that wrote what stands, looking through versions that only gave a number."""
    versions = union.versions[record_id]
    return next(
        (v.line.change for v in reversed(versions) if not v.line.change.startswith(NUMBERING)), ""
    )


def _what_it_did(union: Union, change: str, record_ids: Sequence[str]) -> str:
    """What a change did to these records, in words, such as "North, no, final" or "the removal of
    North".
    """
    did = {record_id: _written(union, record_id, change) for record_id in record_ids}
    asks = {union.ask_of(record_id, union.last_known(record_id)): None for record_id in did}
    names = [
        ask.name for ask_id in asks if ask_id and isinstance(ask := union.last_known(ask_id), Ask)
    ]
    is_undo = change.startswith("undo-") and not _brought_back(union, change, did)
    of = "the undo of " if is_undo else ""
    if len(names) > 1:
        more = [f"{len(names) - _NAMED + 1:,} more"]
        few = names if len(names) <= _NAMED else names[: _NAMED - 1] + more
        what = "the import, " if change.startswith("import-") else ""
        return f"{of}{what}{plural(len(names), 'ask')}: {listed(few)}"
    if not names:
        return of + listed([_of_no_ask(i, record) for i, record in did.items()][:_NAMED])
    return of + _of_an_ask(names[0], change, list(did.values()))


def _brought_back(union: Union, change: str, record_ids: Iterable[str]) -> bool:
    """Whether a change brought back something that was not there: to take that back needs no word
    for what it was.
    """
    was_not_there = [i for i in record_ids if union.before(i, change) is None]
    versions = (version for i in was_not_there for version in union.versions[i])
    return any(version.record for version in versions if version.line.change == change)


def _written(union: Union, record_id: str, change: str) -> Record | None:
    """What a change made of a record; for a removal, what it removed."""
    of_it = [version for version in union.versions[record_id] if version.line.change == change]
    last = of_it[-1].record if of_it else None
    return union.last_known(record_id) if last in (None, UNREAD) else last


def _of_an_ask(name: str, change: str, records: list[Record | None]) -> str:
    steps = [record for record in records if isinstance(record, Step)]
    if change.startswith("remove-"):
        return f"the removal of {name}"
    if steps:
        code = steps[-1].outcome
        label = (OUTCOMES[code] if code else STEPS[steps[-1].what]).label
        return f"{name}, {label if label.startswith('I ') else label[0].lower() + label[1:]}"
    if any(isinstance(record, Ask) for record in records):
        return f"the change of {name}" if change.startswith("change-") else name
    return f"what you wrote about {name}"


def _of_no_ask(record_id: str, record: Record | None) -> str:
    """What is of no ask: a setting by its name, an answer to a card."""
    if isinstance(record, Setting):
        return f"the setting {clean(record_id[:60])}"
    return "what you wrote" if isinstance(record, Reflection) else "an entry"
