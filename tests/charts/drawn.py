"""What stands on a card, read from its artists: texts, marks by outcome, and whether anything
collides.
"""

from itertools import combinations

from matplotlib.collections import PathCollection
from matplotlib.figure import Figure

from workshop.charts import theme
from workshop.charts.card import Line

Box = tuple[float, float, float, float]


def lines(figure: Figure) -> list[Line]:
    return [artist for artist in figure.findobj(Line) if artist.get_text()]


def texts(figure: Figure) -> list[str]:
    return [line.get_text() for line in lines(figure)]


def said(figure: Figure) -> str:
    """All text in the order in which it was set, so that sentences broken into lines can be
    found again.
    """
    return " ".join(texts(figure))


def marks(figure: Figure, label: str) -> list[tuple[float, float]]:
    """Where the marks of one outcome stand, in pixels from the upper left."""
    found = [each for each in figure.findobj(PathCollection) if each.get_label() == label]
    return [(float(x), float(y)) for each in found for x, y in each.get_offsets()]


def box(line: Line) -> Box:
    x, y = line.get_position()
    width = theme.measure(line.get_text(), line.size, line.bold)
    left = x - width * {"left": 0, "center": 0.5, "right": 1}[line.get_ha()]
    return left, y - line.size * 0.74, left + width, y + line.size * 0.2


def faults(figure: Figure) -> list[str]:
    """Texts that leave the card, are too small to read at 640 pixels, or lie on each other."""
    height = figure.get_figheight() * 96
    boxes = [(line, box(line)) for line in lines(figure)]
    found = [
        f"outside: {line.get_text()}"
        for line, at in boxes
        if at[0] < 8 or at[2] > 792 or at[1] < 8 or at[3] > height - 8
    ]
    found += [
        f"small: {line.get_text()}" for line, _ in boxes if line.size * 640 / theme.WIDTH < 11
    ]
    for (one, a), (other, b) in combinations(boxes, 2):
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]:
            found.append(f"overlap: {one.get_text()} / {other.get_text()}")
    return found
