"""The five records that a journal holds, and the one place where their fields are checked."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, ClassVar, TypeVar

import msgspec

from workshop.fields import CHECKS, MOST
from workshop.text import TEXT, Problem, clean, listed, number, whole, yes_or_no
from workshop.vocabulary import FIXED, VOCABULARIES, code_of, words_of

Words = Mapping[str, Mapping[str, str]]
"""A participant's own words: for each field, code to label."""


Count = Annotated[int, msgspec.Meta(ge=0, le=10**15)]
"""A whole number as a journal may hold it; whole numbers up to here are exact."""
Amount = Annotated[float, msgspec.Meta(ge=0, le=1e15)]
"""An amount as a journal may hold it; sums of such stay finite."""


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What all five records share: the name of their kind, as a journal's line tells it."""

    kind_name: ClassVar[str]


class Ask(Record, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One attempt to move one person or organisation to one commitment; with something put forward
    it is a pitch.

    `asked_on` is None where the day is unknown. `chance` is the own guess of a yes in percent and
    `worst` the worst thing feared, both set before the answer. `amount` is in the person's own
    unit, `minutes` the time it took, `people` how many heard it, `expected_on` the day by
    which they said they would answer, `origin` the mark by which an import knows its row again, and
    `extra` the person's own fields by name.
    """

    kind_name = "ask"
    asked_on: date | None = None
    number: Count = 0
    alias: str = ""
    kind: str | None = None
    channel: str | None = None
    pitched: str | None = None
    size: str | None = None
    amount: Amount | None = None
    decider: str | None = None
    people: Count | None = None
    brought: str | None = None
    chance: Annotated[int, msgspec.Meta(ge=0, le=100)] | None = None
    worst: str | None = None
    motive_guess: str | None = None
    motive_found: str | None = None
    minutes: Count | None = None
    buying_question: bool | None = None
    expected_on: date | None = None
    note: str | None = None
    origin: str | None = None
    extra: dict[str, str] = {}

    @property
    def name(self) -> str:
        """What to call this ask: its alias, else its number."""
        return self.alias or f"ask {self.number}"


class Step(Record, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Something that happened to an ask; `on` is None where the day is unknown, `ask` the ask's
    record id.

    `outcome` stands where the step is an answer or a note; `source` says where the reason is known
    from.
    """

    kind_name = "step"
    ask: str
    what: str
    on: date | None = None
    outcome: str | None = None
    reason: str | None = None
    source: str | None = None
    terms: str | None = None
    agreed: Amount | None = None
    stage: str | None = None
    words: str | None = None
    door: str | None = None
    door_on: date | None = None


class Reflection(Record, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An answer to a prompt, of an ask or a step (record ids) where it has one; `about` names a
    borrowed log.
    """

    kind_name = "reflection"
    prompt: str
    answer: Any = None
    ask: str | None = None
    step: str | None = None
    about: str | None = None


class Link(Record, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """From a no to what it made room for: another ask, or something in words; neither where it led
    nowhere.
    """

    kind_name = "link"
    ask: str
    to: str | None = None
    words: str | None = None


class Setting(Record, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One setting; its record id is its name, so that two devices cannot make twins."""

    kind_name = "setting"
    value: Any = None


R = TypeVar("R", bound=Record)

KINDS: dict[str, type[Record]] = {
    record.kind_name: record for record in (Ask, Step, Reflection, Link, Setting)
}
"""The five records by the name that a journal's line gives them."""

_NEEDED = {
    kind: [field.name for field in msgspec.structs.fields(kind) if field.required]
    for kind in KINDS.values()
}


def make(record: type[R], fields: Mapping[str, object], own: Words | None = None) -> R:
    """A `record` of checked and cleaned `fields`; what is empty is left out.

    Raises `Problem` for a field that the record does not have, and for a value that does not fit
    its field.

    >>> make(Ask, {"asked_on": "2026-03-02", "alias": " portfolio review ", "kind": "job"}).name
    'portfolio review'
    >>> make(Ask, {"asked_on": "2026-03-02", "size": "tiny"})
    Traceback (most recent call last):
    ...
    workshop.text.Problem: size: "tiny" is none of small, usual or big. Please choose one.
    """
    unknown = [name for name in fields if name not in record.__struct_fields__]
    if unknown:
        known = ", ".join(record.__struct_fields__)
        raise Problem(
            f'There is no field "{clean(unknown[0][:40])}". The fields are {known}.',
            unknown[0][:40],
        )
    values = {
        name: checked(name, value, own) for name, value in fields.items() if not _empty(value)
    }
    given = {name: value for name, value in values.items() if value != ""}
    if missing := [name for name in _NEEDED[record] if name not in given]:
        raise Problem(f"{missing[0]}: this is needed. Please give it.", missing[0])
    return record(**given)


def _empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def checked(field: str, value: object, own: Words | None = None) -> Any:
    """The checked and cleaned value of one field of any record; `Problem` where it does not fit.

    >>> checked("minutes", "25"), checked("kind", "Job")
    (25, 'job')
    """
    if field in VOCABULARIES:
        return word(field, value, own)
    return _CHECKS.get(field, clean)(value, field)


def word(field: str, value: object, own: Words | None = None) -> str:
    """The code of one of the words that `field` may hold; `Problem` names them where it is none.

    Its label is taken too, and a plain no is one whose kind is not known.

    >>> word("channel", "Written"), word("outcome", "No, final"), word("outcome", "no")
    ('written', 'no_final', 'no_unclear')
    """
    if isinstance(value, str) and value in VOCABULARIES[field]:
        return VOCABULARIES[field][value].code
    added = (own or {}).get(field)
    if code := code_of(field, clean(value, field), added):
        return code
    choices = listed(list(words_of(field, added)), "or")
    raise Problem(
        f'{field}: "{clean(str(value)[:40])}" is none of {choices}. Please choose one.', field
    )


def own_fields(value: object) -> dict[str, str]:
    """A person's own fields: clean names and clean text; empty ones are left out.

    >>> own_fields({"easy apply": "yes", "note": ""})
    {'easy apply': 'yes'}
    """
    if not isinstance(value, Mapping):
        raise Problem(
            "extra: own fields are given by name, such as {'easy apply': 'yes'}.", "extra"
        )
    told = ((clean(name, "extra"), text) for name, text in value.items() if not _empty(text))
    texts = {name: clean(str(text), f"extra.{name}", TEXT) for name, text in told}
    return {name: text for name, text in texts.items() if name and text}


def plain(value: object, field: str = "answer", depth: int = 0) -> Any:
    """Text, numbers, truth values, lists and dicts of these, with all text cleaned; anything else
    is a `Problem`.

    So are numbers that are not finite, or too large to be exact.

    >>> plain({"from": "unsure ", "rating": 3})
    {'from': 'unsure', 'rating': 3}
    """
    if value is None or (isinstance(value, (bool, int, float)) and abs(value) <= MOST):
        return value
    if isinstance(value, str):
        return clean(value, field, TEXT)
    if depth < 5 and isinstance(value, (list, tuple)):
        return [plain(part, field, depth + 1) for part in value]
    if depth < 5 and isinstance(value, Mapping):
        return {clean(name, field): plain(part, field, depth + 1) for name, part in value.items()}
    raise Problem(f"{field}: please give text, a number, or a list of these.", field)


_CHECKS = CHECKS | {"answer": plain, "value": plain, "extra": lambda value, _: own_fields(value)}

CHECKED = ("horizon", "calm", "sting", "word", "organisation", "currency", "target")
"""How the names of settings begin whose values are checked when they are read, too."""


def setting(name: str, value: Any) -> Any:
    """The checked value of a setting; `Problem` for a name that the kit does not know.

    >>> setting("horizon.job", "21"), setting("calm", "yes")
    (21, True)
    """
    if name in ("calm", "sting.off"):
        return yes_or_no(value, name)
    if re.fullmatch(r"horizon\.[a-z_]{1,40}", name):
        days = whole(value, name, high=730)
        if days < 1:
            raise Problem(f"{name}: please give a number of days from 1 to 730.", name)
        return days
    parts = name.split(".")
    if (
        len(parts) == 3
        and parts[0] == "word"
        and parts[1] in VOCABULARIES
        and parts[1] not in FIXED
    ):
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", parts[2]):
            raise Problem(
                "A word's code has small letters, digits and _ only, such as word.kind.mentor.",
                "name",
            )
        return clean(value, name) or None
    if name == "preset":
        return plain(value, name)
    if name in ("room.person", "room.turn"):  # a random number, and how often it was shown
        return whole(value, name, high=2**32 - 1)
    if name in ("organisation", "currency"):  # the own field that says who was asked; a unit
        return clean(value, name) or None
    if name == "target":  # an amount that is needed; it scores nobody
        return number(value, name) if value not in (None, "") else None
    known = "horizon.KIND, calm, sting.off, preset, organisation, currency, target and "
    known += "word.FIELD.CODE"
    raise Problem(
        f'There is no setting "{clean(str(name)[:40])}". The settings are {known}.', "name"
    )
