"""The one place that makes HTML: `html.jinja` has the pieces, and every value put into one is escaped.

A picture is an `<img>` of SVG: no script, style or font of the page reaches it or is reached by it, and its sentence
is its alternative text. Pieces are `Markup`, so that a piece inside a piece is not escaped twice.
"""

from base64 import b64encode
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from numbers import Real

import pandas as pd
from jinja2 import Environment, StrictUndefined
from jinja2.environment import TemplateModule
from markupsafe import Markup

from workshop.analysis.words import rough


@cache
def _pieces() -> TemplateModule:
    written = (files("workshop") / "html.jinja").read_text("utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(written).module


def _made(piece: str, *given: object) -> Markup:
    return Markup(getattr(_pieces(), piece)(*given))


def source(svg: bytes) -> str:
    """An SVG as a `data:` address."""
    return "data:image/svg+xml;base64," + b64encode(svg).decode("ascii")


def picture(svg: bytes, sentence: str) -> Markup:
    """A picture with the sentence that says what it shows; never wider than its page."""
    return _made("picture", source(svg), sentence)


def heading(text: str, level: int = 2) -> Markup:
    """A heading.

    >>> heading("What came <back>?", 3)
    Markup('<h3>What came &lt;back&gt;?</h3>')
    """
    return _made("heading", text, level)


def words(*paragraphs: str) -> Markup:
    """Paragraphs of text."""
    return _made("words", paragraphs)


def note(text: str) -> Markup:
    """A smaller, quieter paragraph."""
    return _made("note", text)


def path(text: object) -> Markup:
    """The name of a file or folder."""
    return _made("path", str(text))


def bullets(*items: str) -> Markup:
    """A list."""
    return _made("bullets", items)


def table(frame: pd.DataFrame, caption: str) -> Markup:
    """A table of numbers and text; its first column names each row, and what is not known stays empty."""
    rows = [[_cell(value) for value in row] for row in frame.itertuples(index=False, name=None)]
    return _made("table", [str(name) for name in frame.columns], rows, caption)


def card(title: str, *paragraphs: str, blanks: Sequence[tuple[str, str, Sequence[str], int]] = ()) -> Markup:
    """A card for paper; each of its `blanks` is a question, its hint, its boxes, and the lines to write on."""
    return _made("card", title, paragraphs, blanks)


def page(title: str, *pieces: str) -> Markup:
    """A whole page that needs nothing else: no script, no address, readable on paper."""
    return _made("page", title, pieces)


def _cell(value: object) -> str:
    """One cell as text: whole numbers whole, others to two figures, what is not known empty."""
    if value is None or value is pd.NaT or value != value:
        return ""
    if isinstance(value, Real):
        return f"{float(value):,.0f}" if float(value).is_integer() else rough(float(value))
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)
