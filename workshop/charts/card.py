"""The card that every picture is drawn on: a light sheet in pixels, y growing downwards, filled
from top to bottom.

A card holds plain matplotlib artists on a Figure, without Axes: scales and labels are placed by
hand, which is quick and never clips. `bottom` is where the next thing goes; `figure()` cuts the
sheet there.
"""

from collections.abc import Callable
from functools import update_wrapper
from io import BytesIO
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from workshop.analysis.words import Told
from workshop.charts import theme
from workshop.charts.theme import (
    BODY,
    HEADING,
    INK,
    MARGIN,
    MUTED,
    RULE,
    SMALL,
    TITLE,
    WIDTH,
    Points,
)
from workshop.vocabulary import OUTCOMES

LEFT, RIGHT = MARGIN, WIDTH - MARGIN
_POINT = 0.75  # matplotlib's point in CSS pixels


class Line(Text):
    """One line of text, set by our own widths: a third of the time of matplotlib's layout, and no
    missing glyph.
    """

    bold: bool = False
    size: float = SMALL

    def draw(self, renderer: RendererBase) -> None:
        """Draw the line where it stands; a browser aligns it by its own font, everything else by
        ours.
        """
        x, y = self.get_transform().transform(self.get_unitless_position())
        if (to := self.get_horizontalalignment()) != "left":
            width = theme.measure(self.get_text(), self.size, self.bold) * cast(
                float, renderer.points_to_pixels(_POINT)
            )
            x -= width / 2 if to == "center" else width
        y = renderer.get_canvas_width_height()[1] - y if renderer.flipy() else y
        gc = renderer.new_gc()
        gc.set_foreground(self.get_color())
        renderer.draw_text(
            gc, x, y, self.get_text(), self.get_fontproperties(), 0, ismath=False, mtext=self
        )
        gc.restore()


class Card:
    """A sheet `theme.WIDTH` pixels wide with a question at its top and a sentence under it."""

    def __init__(self, question: str = "", sentence: str = "") -> None:
        self.sheet = Figure(
            figsize=(WIDTH / 96, 1), dpi=96, facecolor=theme.PAPER, edgecolor="none"
        )
        self._shift = Affine2D()
        self.place = Affine2D().scale(1 / 96, -1 / 96) + self._shift + self.sheet.dpi_scale_trans
        self.scale = Affine2D().scale(1 / 96, -1 / 96) + self.sheet.dpi_scale_trans
        self.bottom = MARGIN - 4.0
        if question:
            self.paragraph(question, TITLE, colour=INK, bold=True)
            self.bottom += 6
            # where it is long, the picture and its alternative text say the rest
            long = len(theme.wrapped(sentence, BODY, RIGHT - LEFT)) > 4
            self.paragraph(sentence.partition(". ")[0] + "." if long else sentence)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: int = SMALL,
        colour: str = INK,
        bold: bool = False,
        to: str = "left",
    ) -> None:
        """One line of text standing on `y`, never read as mathematics; `to` is which end of it is
        at `x`, or center.
        """
        line = Line(x, y, words, color=colour, fontsize=size * _POINT, ha=to, parse_math=False)
        line.set_fontweight("bold" if bold else "normal")
        line.size, line.bold = size, bold
        line.set_transform(self.place)
        self._add(line)

    def paragraph(
        self, words: str, size: int = BODY, *, colour: str = MUTED, bold: bool = False
    ) -> None:
        """Text as wide as the card, in as many lines as it takes."""
        for line in theme.wrapped(words, size, RIGHT - LEFT, bold):
            self.text(LEFT, self.bottom + size, line, size, colour=colour, bold=bold)
            self.bottom += size * 1.42

    def heading(self, question: str) -> None:
        """A further question on the same card."""
        self.bottom += 20
        self.paragraph(question, HEADING, colour=INK, bold=True)
        self.bottom += 4

    def path(
        self,
        path: Path,
        fill: str = "none",
        edge: str = "none",
        width: float = 1.5,
        *,
        hatch: str = "",
    ) -> None:
        """One outline in the card's pixels."""
        self._add(
            PathPatch(
                path, fc=fill, ec=edge, lw=width * _POINT, hatch=hatch or None, transform=self.place
            )
        )

    def box(
        self, x: float, y: float, wide: float, high: float, look: theme.Mark, *, radius: float = 5
    ) -> None:
        """A rectangle from its upper left corner."""
        corners = [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]
        self.path(theme.rounded(corners, radius), look.fill, look.edge, hatch=look.hatch)

    def line(
        self, points: Points, colour: str = RULE, width: float = 1.0, *, dashes: theme.Dashes = None
    ) -> None:
        """A line through points."""
        at = zip(*points, strict=True)
        line = Line2D(*at, c=colour, lw=width * _POINT, ls=dashes or "-", transform=self.place)
        line.set_solid_capstyle("butt")  # it ends where it should, and touches no word beside it
        self._add(line)

    def marks(
        self,
        path: Path,
        at: Points,
        fill: str = "none",
        edge: str = "none",
        width: float = 1.5,
        **more: object,
    ) -> None:
        """The same small outline at many places; of `more`, `label` says what it stands for."""
        marks = PathCollection(
            [path], offsets=np.asarray(at, float), facecolors=fill, edgecolors=edge
        )
        marks.set(
            linewidth=width * _POINT, transform=self.scale, offset_transform=self.place, **more
        )
        self._add(marks)

    def _add(self, artist: Artist) -> None:
        artist.set_zorder(1)  # what is drawn later lies above, whatever it is
        self.sheet.add_artist(artist)

    def rule(self) -> None:
        """A hairline between two parts of a card."""
        self.bottom += 18
        self.line([(LEFT, self.bottom), (RIGHT, self.bottom)])
        self.bottom += 18

    def nothing(self, sentence: str) -> Figure:
        """A card without a picture yet: its question, and in a quiet panel the sentence that says
        what it waits for.
        """
        lines, top = theme.wrapped(sentence, BODY, RIGHT - LEFT - 110), self.bottom + 10
        high = max(70.0, 24 * len(lines) + 36)
        self.box(LEFT, top, RIGHT - LEFT, high, theme.Mark("square", theme.PANEL), radius=12)
        at = [(LEFT + 41, top + high / 2)]
        self.marks(theme.shape("square", 30), at, theme.PAPER, theme.FAINT, linestyle=theme.DASHED)
        self.marks(theme.letter("…", 14), at, MUTED)
        for n, line in enumerate(lines):
            self.text(LEFT + 78, top + high / 2 + 6 + 24 * (n - (len(lines) - 1) / 2), line, BODY)
        self.bottom = top + high
        return self.figure()

    def figure(self) -> Figure:
        """The finished figure, as high as what was drawn."""
        height = self.bottom + MARGIN - 4
        self._shift.clear().translate(0, height / 96)
        self.sheet.set_size_inches(WIDTH / 96, height / 96)
        return self.sheet


def tiles(card: Card, code: str, at: Points, size: float) -> None:
    """The tiles of one outcome: its shape, pattern and letter."""
    if not at:
        return
    look, edge = theme.MARKS[code], max(1.5, size / 18)
    outline, style = theme.shape(look.shape, size - edge), theme.DASHED if look.dashed else "-"
    fill = "none" if look.shape == "brackets" else look.fill
    card.marks(outline, at, fill, look.edge, edge, linestyle=style, label=code)
    letter = theme.letter(OUTCOMES[code].letter, max(13.8, size * 0.42))
    if look.hatch:  # the stripes leave room around the letter
        card.marks(theme.shape("stripes", size - edge), at, edge=look.edge, width=edge * 0.8)
        card.marks(letter, at, edge=look.fill, width=size / 5)
    card.marks(letter, at, look.letter)


R = TypeVar("R", bound=Told)
P = ParamSpec("P")
Fills = Callable[Concatenate[Card, R, P], None]
Draws = Callable[Concatenate[R, P], Figure]


def picture(
    question: str, has: Callable[[Any], object] = bool
) -> Callable[[Fills[R, P]], Draws[R, P]]:
    """Draw a result by what fills its card, under this question; one that `has` nothing to show
    waits in its first words, and the rest stands below it.
    """

    def drawing(fill: Fills[R, P]) -> Draws[R, P]:
        @theme.settings()
        def draw(result: R, *args: P.args, **options: P.kwargs) -> Figure:
            if not has(result):
                return Card(question).nothing(result.lines[0])
            card = Card(question, result.lines[0])
            fill(card, result, *args, **options)
            return card.figure()

        return update_wrapper(cast("Draws[R, P]", draw), fill)

    return drawing


def svg(figure: Figure) -> bytes:
    """The figure as SVG: the same bytes for the same figure, without date or program."""
    written, silent = BytesIO(), dict.fromkeys(("Creator", "Date", "Format", "Type"))
    with theme.settings():
        FigureCanvasSVG(figure).print_svg(written, metadata=silent)  # type: ignore[no-untyped-call]
    return written.getvalue()
