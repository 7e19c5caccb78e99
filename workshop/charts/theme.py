"""One visual language: colours, sizes, fonts and marks; the only place where matplotlib's settings
are touched.

Sizes are CSS pixels on a card 800 wide; the smallest text, 14, still measures 11 where a page shows
the card at 640. Blue and vermilion differ in lightness from every grey beside them, and each
outcome has a shape or a pattern and a letter of its own, so that a card reads in greyscale. Nothing
here or above it uses pyplot.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from math import hypot
from pathlib import Path as File
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from workshop.vocabulary import OUTCOMES

PAPER, INK, MUTED, FAINT, RULE = "#ffffff", "#1f2d3a", "#52606d", "#8a93a0", "#dfe3e8"
BLUE, BLUE_TINT = OUTCOMES["yes"].colour, "#d3e4f2"
WARM, WARM_TINT, WARM_INK = OUTCOMES["no_final"].colour, "#fbe9de", "#7a2f04"
GREY_TINT, PANEL = "#eceff1", "#f3f6f8"
WIDTH, MARGIN = 800.0, 32.0
TITLE, HERO, HEADING, BODY, SMALL = 25, 40, 20, 16, 14
"""Text sizes: a card's question, the one big number, a second question, sentences, and labels."""
if os.environ.get("WORKSHOP_DEMO"):  # on a projector nothing is smaller than 24 pixels
    BODY, SMALL = 17, 17

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
Points = Sequence[tuple[float, float]]
Dashes = tuple[float, tuple[float, ...]] | None
DASHED: Dashes = (0, (2.4, 1.8))
DOTTED: Dashes = (0, (1, 1.6))

_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",  # text stays text: small, and the browser shapes every script and emoji
    "svg.hashsalt": "no-to-yes",  # the same log gives the same bytes
    "font.family": ["sans-serif"],
    "font.sans-serif": [
        "DejaVu Sans",
        "Verdana",
        "sans-serif",
    ],  # Verdana has nearly DejaVu's widths
    "text.usetex": False,
    "path.sketch": None,
    "path.effects": [],
    "hatch.linewidth": 1.2,
}
settings = partial(mpl.rc_context, _SETTINGS)
"""Our settings while a card is drawn (as a decorator) or written, whatever style the person's
notebook uses.
"""


@dataclass(frozen=True)
class Mark:
    """How an outcome is drawn: the shape of its tile, the colours of its fill, edge and letter."""

    shape: str
    fill: str
    edge: str = "none"
    letter: str = INK
    dashed: bool = False
    hatch: str = ""


MARKS: dict[str, Mark] = {
    "yes": Mark("disc", BLUE, BLUE, PAPER),
    "fell_through": Mark("disc", PAPER, BLUE, BLUE),
    "no_unclear": Mark("square", WARM_TINT, WARM, WARM_INK),
    "no_for_now": Mark("square", PAPER, WARM, WARM_INK, hatch="////"),
    "no_final": Mark("square", WARM, WARM, PAPER),
    "no_opening": Mark("tag", PAPER, WARM, WARM_INK),
    "silence": Mark("square", GREY_TINT, GREY_TINT, MUTED),
    "waiting": Mark("square", PAPER, FAINT, MUTED, dashed=True),
    "withdrawn": Mark("brackets", PAPER, FAINT, MUTED),
}
"""For each outcome its mark; the letters are the glossary's."""
TINTED, HATCHED = Mark("square", BLUE_TINT, BLUE), Mark("square", PAPER, MUTED, hatch="////")
"""How bars and ranges are drawn that stand for no single outcome; hatched where silence counts as
no.
"""
SPANS = {"answered only": TINTED, "silence as no": HATCHED}
"""How both ratios are drawn, by what they count."""


@cache
def shape(name: str, size: float) -> Path:
    """The outline of a tile, `size` wide around (0, 0), with y growing downwards."""
    h = size / 2
    if name == "disc":
        return Path.circle((0, 0), h)
    if name == "brackets":
        side, lip = h * 0.92, h * 0.55
        points = [(-lip, -side), (-side, -side), (-side, side), (-lip, side)]
        return Path(points + [(-x, y) for x, y in points], [Path.MOVETO, *[Path.LINETO] * 3] * 2)
    if name == "tag":
        return rounded([(-h, -h), (h * 0.5, -h), (h * 1.1, 0), (h * 0.5, h), (-h, h)], size / 6)
    if name == "stripes":
        return _stripes(h, size / 4.5)
    return rounded([(-h, -h), (h, -h), (h, h), (-h, h)], size / 4.5)


def rounded(corners: Points, radius: float) -> Path:
    """A closed outline through `corners`, each rounded by `radius` or by what its sides allow."""
    corners, points = list(corners), []
    for (ax, ay), (x, y), (bx, by) in zip(
        corners[-1:] + corners, corners, corners[1:] + corners[:1], strict=False
    ):
        before, after = hypot(ax - x, ay - y) or 1, hypot(bx - x, by - y) or 1
        cut = min(radius, before / 2, after / 2)
        points.append((x + (ax - x) / before * cut, y + (ay - y) / before * cut))
        points += [(x, y), (x + (bx - x) / after * cut, y + (by - y) / after * cut)]
    codes = [Path.LINETO, Path.CURVE3, Path.CURVE3] * len(corners)
    return Path([*points, points[0]], [Path.MOVETO, *codes[1:], Path.CLOSEPOLY])


def _stripes(half: float, radius: float) -> Path:
    inner, points = half - radius / 3, []
    for shift in np.arange(-1.5, 1.6, 0.5) * half:  # lines x + y = shift, cut by the square
        points += [(x, shift - x) for x in (max(-inner, shift - inner), min(inner, shift + inner))]
    return Path(points, [Path.MOVETO, Path.LINETO] * (len(points) // 2))


@cache
def letter(text: str, size: float) -> Path:
    """The outline of a tile's letter, bold and centred on (0, 0), with y growing downwards."""
    drawn = TextPath(
        (0, 0), text, size=size, prop=FontProperties(family="DejaVu Sans", weight="bold")
    )
    left, low, right, high = drawn.get_extents().extents
    middle = (low + high) / 2 if text == "…" else size * 0.365  # capitals stand on one line
    return Path((drawn.vertices - [(left + right) / 2, middle]) * [1, -1], drawn.codes)


@cache
def _font(bold: bool) -> FT2Font:
    font = FT2Font(
        str(File(mpl.get_data_path(), "fonts", "ttf", f"DejaVuSans{'-Bold' * bold}.ttf"))
    )
    font.set_size(100, 72)
    return font


@cache
def _advance(character: str, bold: bool) -> float:
    font = _font(bold)
    if not font.get_char_index(ord(character)):
        return (
            1.0  # not in our font: the browser finds another, and most of those are as wide as high
        )
    return font.load_char(ord(character)).linearHoriAdvance / 65536 / 100


def measure(text: str, size: float, bold: bool = False) -> float:
    """How many pixels wide `text` is set in `size`.

    >>> round(measure("ask", 100)), round(measure("ask", 100, bold=True))
    (171, 194)
    """
    return sum(_advance(character, bold) for character in text) * size


def fitted(text: str, size: float, width: float, bold: bool = False) -> str:
    """`text`, shortened by an ellipsis where it is wider than `width`.

    >>> fitted("a portfolio review", 14, 60)
    'a port…'
    """
    text = " ".join(text.split())
    if measure(text, size, bold) <= width:
        return text
    while text and measure(text + "…", size, bold) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def wrapped(text: str, size: float, width: float, bold: bool = False) -> list[str]:
    """`text` in lines at most `width` wide, no last line of one lonely word; a longer word is
    shortened.

    >>> wrapped("40 asks: 2 yes, 9 no", 14, 80)
    ['40 asks: 2', 'yes, 9 no']
    """
    lines = _filled(text, size, width, bold)
    if len(lines) > 1 and measure(lines[-1], size, bold) < width / 4:
        for share in (0.95, 0.9, 0.8, 0.7, 0.6):
            narrower = _filled(text, size, width * share, bold)
            if len(narrower) == len(lines) and measure(narrower[-1], size, bold) > width / 3:
                return narrower
    return lines


def _filled(text: str, size: float, width: float, bold: bool) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and measure(joined, size, bold) <= width:
            lines[-1] = joined
        else:
            lines.append(fitted(word, size, width, bold))
    return lines
