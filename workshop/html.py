"""The one place that makes HTML: `html.jinja` has the pieces, and every value put into one is
escaped.

Pieces are `Markup`, so that a piece inside a piece is not escaped twice. A picture is no piece of
HTML: it goes into a page as an `<img>` of SVG, which no script, style or font of the page reaches,
with its sentence as alternative text.
"""

import re
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import mistune
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup


@cache
def _pieces() -> Any:
    written = (files("workshop") / "html.jinja").read_text("utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(written).module


def source(svg: bytes) -> str:
    """An SVG as a `data:` address."""
    return "data:image/svg+xml;base64," + b64encode(svg).decode("ascii")


def heading(text: str, level: int = 2) -> Markup:
    """A heading.

    >>> heading("What came <back>?", 3)
    Markup('<h3>What came &lt;back&gt;?</h3>')
    """
    return Markup(_pieces().heading(text, level))


def words(*paragraphs: str) -> Markup:
    """Paragraphs of text."""
    return Markup(_pieces().words(paragraphs))


def note(text: str) -> Markup:
    """A smaller, quieter paragraph."""
    return Markup(_pieces().note(text))


def card(
    title: str, *paragraphs: str, blanks: Sequence[tuple[str, str, Sequence[str], int]] = ()
) -> Markup:
    """A card for paper; each of its `blanks` is a question, its hint, its boxes, and the lines
    to write on.
    """
    return Markup(_pieces().card(title, paragraphs, blanks))


def piece(name: str, *values: object) -> Markup:
    """A piece that only paper has, by its name in `html.jinja`, such as sheet or table."""
    return Markup(getattr(_pieces(), name)(*values))


def marked(text: str) -> Markup:
    """A text of the kit's own, written with the marks of Markdown; its links become words, since
    paper has none.
    """
    return Markup(_marked()(re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)))


@cache
def _marked() -> Any:
    return mistune.create_markdown(escape=True, plugins=["table"])


def page(title: str, *pieces: str) -> Markup:
    """A whole page that needs nothing else: no script, no address, readable on paper."""
    return Markup(_pieces().page(title, pieces))
