"""Pictures: a result in, a matplotlib Figure out, each on the same light card and answering one
question.

`svg(figure)` writes a picture; its alternative text is the sentence of the result that it shows.
"""

from workshop.charts.board import board
from workshop.charts.card import svg
from workshop.charts.groups import patterns, ratio_by
from workshop.charts.lines import closer, next_yes, waiting
from workshop.charts.private import effort, guesses, lengths, readings, sting
from workshop.charts.ways import shades, tells

__all__ = ["board", "closer", "effort", "guesses", "lengths", "next_yes", "patterns"]
__all__ += ["ratio_by", "readings", "shades", "sting", "svg", "tells", "waiting"]
