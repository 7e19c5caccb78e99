"""Drafts: what is typed and not kept lies in the browser; where it lies there, and where it
fits when it comes back.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping

from workshop.journal import Log, journal_folder
from workshop.widgets.parts import Input, Pick

Draft = Mapping[str, tuple[str, str | None]]
"""What was typed and not kept, by the names of its fields: each field's label, and what stood
in it.
"""


def key(log: Log, card: str) -> str:
    """Where the drafts of a card lie in the browser: by a short hash of the journal's folder,
    never by its path.
    """
    folder = log.journal.folder if log.journal else journal_folder().absolute()
    journal = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:12]
    return f"n2y-draft:{journal}:{log.name}:{card}"


def placed(
    draft: Draft, fields: Mapping[str, Input], hidden: Mapping[str, object]
) -> Iterator[tuple[str, str]]:
    """Each field of a draft with the field in which it fits now; "" where the card was changed and
    has none for it.

    The label decides, since another question may bear the name; one that is `hidden` just now keeps
    its name.

    >>> from workshop.widgets.parts import field
    >>> now = {"q0": field("q0", "Which job?"), "q1": field("q1", "Where?")}
    >>> list(placed({"q0": ("Where?", "Ghent"), "q9": ("Why?", "so")}, now, {}))
    [('q0', 'q1'), ('q9', '')]
    """
    for name, (label, text) in draft.items():
        named = [name] if name in fields and label == fields[name].label else []
        alike = named or [other for other, part in fields.items() if part.label == label]
        place = (
            alike[0] if len(alike) == 1 else name if name in hidden and name not in fields else ""
        )
        field = fields.get(place)
        options = [each["value"] for each in field.options] if isinstance(field, Pick) else []
        yield name, place if not options or (text or "") in ("", *options) else ""
