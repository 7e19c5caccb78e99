"""The parts that a panel is made of: one type for each kind, which `static/panel.js` draws as HTML.

Text in a part is text and never markup. What a field holds is no part: it lies in `Panel.values`
under its name. A part with `when`, such as `{"outcome": ["yes"]}`, shows only while each named
field holds one of these values.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import msgspec

from workshop import fields
from workshop.vocabulary import Word

_TYPED = {"line": "text", "text": "area", "whole": "number", "day": "date", "coming": "day"}
"""Which kind of part a field is typed into, by what it holds; a number into one of its name."""
YES_OR_NO = [("yes", "Yes"), ("no", "No")]
Choices = Mapping[str, Word] | Iterable[tuple[str, str]]
"""What can be chosen: the words of a vocabulary, or pairs of value and label."""
When = Mapping[str, Sequence[str]]
"""What named fields have to hold."""


class Part(msgspec.Struct, kw_only=True, omit_defaults=True, tag_field="part", tag=str.lower):
    """One thing on a panel; in the page its kind is called `part`."""

    when: When | None = None


class Words(Part):
    """A heading or a paragraph."""

    text: str
    tone: str
    tile: dict[str, str] | None = None


class Input(Part, kw_only=True):
    """What a person fills in."""

    name: str
    label: str
    hint: str = ""
    live: str = ""


class Field(Input, kw_only=True):
    """Something to type."""

    kind: str
    offers: Sequence[str] = ()


class Pick(Input, kw_only=True):
    """One of several, from a list that opens."""

    options: list[dict[str, str]]


class Choice(Pick, kw_only=True):
    """One of several, as chips."""

    optional: bool = False
    tone: str = "row"
    few: int = 0


class Buttons(Part):
    """Buttons side by side."""

    buttons: list[dict[str, str]]


class Picture(Part):
    """A picture from a `data:image` address, with the sentence that says what it shows."""

    source: str
    sentence: str


class Table(Part):
    """A table, of which the first column names the row."""

    caption: str
    columns: list[str]
    rows: list[list[str]]


class Group(Part):
    """Parts that belong together."""

    parts: list[Part]
    tone: str
    label: str = ""


class Fold(Part):
    """Parts behind one click or key."""

    name: str
    label: str
    parts: list[Part]
    open: bool = False


class Status(Part):
    """Where the panel says what came of a press; without one it stands where `status_at` says."""


class Items(Part):
    """A list, each of whose rows is made of parts."""

    items: list[list[Part]]


def words(
    text: str, tone: str = "plain", *, tile: Word | None = None, when: When | None = None
) -> Part:
    """A paragraph; `tone` is plain, note or code, title for the panel's heading, part inside.

    With " said" behind it, it is what the picture below says too: seen only where that is too small
    to read. `tile` is an outcome whose letter stands before it.
    """
    shown = options({"": tile})[0] if tile else None
    return Words(text=text, tone=tone, tile=shown, when=when)


def field(
    name: str,
    label: str,
    kind: str = "text",
    *,
    hint: str = "",
    live: str = "",
    offers: Sequence[str] = (),
    when: When | None = None,
) -> Part:
    """Something to type; `kind` is text, number, area, date (up to today) or day (any).

    `offers` are what was typed before, `live` the action that typing calls. A number is typed as
    text, so that what does not fit can be refused in words and still stands in its field.
    """
    return Field(
        name=name, label=label, kind=kind, hint=hint, live=live, offers=list(offers), when=when
    )


def choice(
    name: str,
    label: str,
    of: Choices,
    *,
    hint: str = "",
    live: str = "",
    optional: bool = False,
    tone: str = "row",
    few: int = 0,
    when: When | None = None,
) -> Part:
    """One of several, as chips; where it is `optional`, what is chosen may be taken back.

    `tone` is row, "stack" for one chip below the other, "scale" for five beside each other, or
    "bare" where the panel's heading says what is chosen. Behind the first `few` the others are
    folded.
    """
    return Choice(
        name=name,
        label=label,
        options=options(of),
        hint=hint,
        live=live,
        optional=optional,
        tone=tone,
        few=few,
        when=when,
    )


def told_in(
    of: Iterable[fields.Field],
    words: Mapping[str, Mapping[str, Word]],
    offers: Mapping[str, Sequence[str]],
    **more: Any,
) -> list[Part]:
    """What fields of the one table are told in, under their own names; `words` may be chosen in
    them, and `offers` were typed before, by field.
    """

    found = []
    for each in of:
        if each.holds in ("word", "switch"):
            may_be_empty, those = each.holds == "word", words.get(each.name, YES_OR_NO)
            part = choice(each.name, each.label, those, optional=may_be_empty, **more)
        else:
            kind, offered = _TYPED.get(each.holds, each.holds), offers.get(each.name, ())
            part = field(each.name, each.label, kind, hint=each.hint, offers=offered, **more)
        found.append(part)
    return found


def pick(
    name: str,
    label: str,
    of: Choices,
    none: str,
    *,
    hint: str = "",
    live: str = "",
    when: When | None = None,
) -> Part:
    """One of several from a list that opens, where chips take too much room.

    `none` is what nothing is called.
    """
    offered = [*options([("", none)]), *options(of)]
    return Pick(name=name, label=label, options=offered, hint=hint, live=live, when=when)


def options(of: Choices) -> list[dict[str, str]]:
    """What can be chosen, as the page wants it.

    >>> options([("3", "Three")])
    [{'value': '3', 'label': 'Three', 'hint': '', 'letter': ''}]
    """
    found = of.values() if isinstance(of, Mapping) else [Word(value, label) for value, label in of]
    letters = [(word, getattr(word, "letter", "")) for word in found]
    return [
        {"value": word.code, "label": word.label, "hint": word.meaning, "letter": letter}
        for word, letter in letters
    ]


def buttons(
    *each: tuple[str, str] | tuple[str, str, str],
    key: object = "",
    of: str = "",
    when: When | None = None,
) -> Part:
    """Buttons side by side: action, label and tone, which is primary (one a panel), plain or quiet.

    The action calls the panel's `do_ACTION` with `key` where there is one; `of` completes the
    labels for whoever hears them alone.

    >>> msgspec.to_builtins(buttons(("save", "Save", "primary")))["buttons"][0]["tone"]
    'primary'
    """
    shown = [
        {"action": action, "label": label, "tone": "".join(tone) or "plain", "key": str(key)}
        | ({"about": f"{label} {of}"} if of else {})
        for action, label, *tone in each
    ]
    return Buttons(buttons=shown, when=when)


def picture(source: str, sentence: str) -> Part:
    """A picture from a `data:image` address, with the sentence that says what it shows."""
    return Picture(source=source, sentence=sentence)


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Part:
    """A table; the first column names the row."""
    return Table(caption=caption, columns=list(columns), rows=[list(row) for row in rows])


def fold(name: str, label: str, *parts: Part, open: bool = False, when: When | None = None) -> Part:
    """Parts behind one click or key; what a person opened stays open."""
    return Fold(name=name, label=label, parts=list(parts), open=open, when=when)


def group(*parts: Part, tone: str = "plain", label: str = "", when: When | None = None) -> Part:
    """Parts that belong together; `tone` "open" is set off, "near" close, "side" in columns.

    With "line" they look like a row. `label` is for whoever hears the parts one by one.
    """
    return Group(parts=list(parts), tone=tone, label=label, when=when)


status = Status
"""The place of what is said: one a panel."""


def items(rows: Iterable[Sequence[Part]]) -> Part:
    """A list, each of whose rows is made of parts."""
    return Items(items=[list(row) for row in rows])


def fields_of(parts: Iterable[Part]) -> dict[str, Input]:
    """All fields in these parts, by their names.

    >>> minutes = field("minutes", "Minutes", "number")
    >>> list(fields_of([field("alias", "Short name"), fold("more", "More", minutes)]))
    ['alias', 'minutes']
    """
    return {part.name: part for part in flat(parts) if isinstance(part, Input)}


def flat(parts: Iterable[Part]) -> list[Part]:
    """All of these parts, with those inside them."""
    found = []
    for part in parts:
        found.append(part)
        if isinstance(part, Group | Fold):
            found += flat(part.parts)
        if isinstance(part, Items):
            found += flat(chain.from_iterable(part.items))
    return found
