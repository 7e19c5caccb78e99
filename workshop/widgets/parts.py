"""The parts that a panel is made of: plain dicts, which `static/panel.js` draws as native, labelled HTML.

Text in a part is text and never markup. What a field holds is no part: it lies in `Panel.values` under its name.
Any part takes `when`, such as `{"outcome": ["yes"]}`: it shows only while each named field holds one of these values.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workshop.vocabulary import Word

Part = dict[str, Any]
"""One thing on a panel; `part` names what it is."""
Choices = Mapping[str, Word] | Iterable[tuple[str, str]]
"""What can be chosen: the words of a vocabulary, or pairs of value and label."""


def words(text: str, tone: str = "plain", **more: Any) -> Part:
    """A paragraph; `tone` is plain, lead, note or code, title for the panel's heading, part for one inside it.

    With " said" behind it, it is what the picture below says too: seen only where that is too small to read.
    """
    return {"part": "words", "text": text, "tone": tone, **more}


def field(name: str, label: str, kind: str = "text", **more: Any) -> Part:
    """Something to type; `kind` is text, number, area, date (up to today) or day (any).

    `more` may have a `hint`, `offers` (what was typed before) and `live`, the action that typing calls. A number is
    typed as text, so that what does not fit can be refused in words and still stands in its field.
    """
    return {"part": "field", "name": name, "label": label, "kind": kind, **more}


def choice(name: str, label: str, of: Choices, **more: Any) -> Part:
    """One of several, as chips.

    `more` may have a `hint`, `live`, `optional` (what is chosen may be taken back), and `tone`: "stack" for one chip
    below the other, "scale" for five beside each other, "bare" where the panel's heading says what is chosen.
    """
    return {"part": "choice", "name": name, "label": label, "options": options(of), **more}


def pick(name: str, label: str, of: Choices, none: str, **more: Any) -> Part:
    """One of several from a list that opens, where chips take too much room.

    `none` is what nothing is called; `more` may have a `hint` and `live`.
    """
    return {
        "part": "pick",
        "name": name,
        "label": label,
        "options": options([("", none)]) + options(of),
        **more,
    }


def options(of: Choices) -> list[dict[str, str]]:
    """What can be chosen, as the page wants it.

    >>> options([("3", "Three")])
    [{'value': '3', 'label': 'Three', 'hint': '', 'letter': ''}]
    """
    found = of.values() if isinstance(of, Mapping) else [Word(value, label) for value, label in of]
    told = [(word, getattr(word, "letter", "")) for word in found]
    return [
        {"value": word.code, "label": word.label, "hint": word.meaning, "letter": letter}
        for word, letter in told
    ]


def buttons(
    *each: tuple[str, str] | tuple[str, str, str], key: object = "", of: str = "", **more: Any
) -> Part:
    """Buttons side by side, each an action with its label and its tone: primary (one a panel), plain or quiet.

    The action calls the panel's `do_ACTION` with `key` where there is one; `of` completes the labels for whoever
    hears them alone.

    >>> buttons(("save", "Save", "primary"))["buttons"][0]["tone"]
    'primary'
    """
    told = [(action, label, *(tone or ["plain"])) for action, label, *tone in each]
    shown = [
        {
            "action": action,
            "label": label,
            "tone": tone,
            "key": str(key),
            "about": f"{label} {of}" if of else None,
        }
        for action, label, tone in told
    ]
    return {"part": "buttons", "buttons": shown, **more}


def picture(source: str, sentence: str) -> Part:
    """A picture from a `data:image` address, with the sentence that says what it shows."""
    return {"part": "picture", "source": source, "sentence": sentence}


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Part:
    """A table; the first column names the row."""
    return {
        "part": "table",
        "caption": caption,
        "columns": list(columns),
        "rows": [list(row) for row in rows],
    }


def fold(name: str, label: str, *parts: Part, **more: Any) -> Part:
    """Parts behind one click or key; what a person opened stays open."""
    return {"part": "fold", "name": name, "label": label, "parts": list(parts), **more}


def group(*parts: Part, tone: str = "plain", **more: Any) -> Part:
    """Parts that belong together; `tone` "open" is set off, "near" close, "side" in columns, "line" like a row.

    `more` may have a `label`, for whoever hears the parts one by one.
    """
    return {"part": "group", "parts": list(parts), "tone": tone, **more}


def items(rows: Iterable[Sequence[Part]]) -> Part:
    """A list, each of whose rows is made of parts."""
    return {"part": "items", "items": [list(row) for row in rows]}


def fields_of(parts: Iterable[Part]) -> dict[str, Part]:
    """All fields in these parts, by their names.

    >>> list(fields_of([field("alias", "Short name"), fold("more", "More", field("minutes", "Minutes", "number"))]))
    ['alias', 'minutes']
    """
    found: dict[str, Part] = {}
    for part in parts:
        if part["part"] in ("field", "choice", "pick"):
            found[part["name"]] = part
        found |= fields_of(
            part.get("parts", []) + [each for row in part.get("items", []) for each in row]
        )
    return found
