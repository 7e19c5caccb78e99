"""`python -m tests.charts.gallery OUTDIR`: every picture in its states, in colour and in grey."""

import sys
from io import BytesIO
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from tests.charts import pitched
from tests.charts.logs import STATES, asks
from tests.charts.pictures import pictures
from tests.charts.pitched import SIZES
from workshop.charts import theme
from workshop.charts.card import svg


def png(figure: Figure, dots: int = 96) -> bytes:
    """The figure as PNG, a pixel for each pixel of the card at 96 dots an inch."""
    written = BytesIO()
    figure.set_dpi(dots)
    with theme.settings():
        FigureCanvasAgg(figure).print_png(written)
    return written.getvalue()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    every = {state: pictures(asks(rows)) for state, rows in STATES.items()}
    every |= {f"{size} pitches": pitched.pictures(*pitched.log(n)) for size, n in SIZES.items()}
    for state, drawn in every.items():
        for name, (draw, sentence) in drawn.items():
            colour = png(draw())
            (folder / f"{name}.{state}.svg").write_bytes(svg(draw()))
            (folder / f"{name}.{state}.png").write_bytes(colour)
            Image.open(BytesIO(colour)).convert("L").save(folder / f"{name}.{state}.grey.png")
            print(f"{name}.{state}: {sentence}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "artefacts/charts"))
