"""A fresh process that imports the kit, borrows a log and draws its board, against one that
imports pandas.
"""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial

from benchmarks.table import Row, in_turns

HEAVY = (
    "ipywidgets",
    "anywidget",
    "matplotlib",
    "scipy",
    "workshop.widgets",
    "workshop.charts",
    "workshop.analysis",
)
COLD = {
    "import workshop": ("import workshop", 1.15),
    "cold: import, then borrow('asha')": ("import workshop as ws; ws.borrow('asha')", None),
    "cold: import, borrow, its asks as a table": (
        "import workshop as ws; ws.asks(ws.borrow('asha'))",
        None,
    ),
    "cold: import, borrow, board": ("import workshop as ws; ws.board(ws.borrow('asha'))", None),
}


def fresh(code: str) -> None:
    """Run some code in a new process."""
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)


def rows(turns: int) -> Iterator[Row]:
    """Each cold start against `import pandas`; fails where the import loads what it should not."""
    names = [code for code, _ in COLD.values()]
    *ours, pandas = in_turns(
        turns, *(partial(fresh, code) for code in names), partial(fresh, "import pandas")
    )
    for (what, (_, bound)), taken in zip(COLD.items(), ours, strict=True):
        yield Row(what, taken, "import pandas", pandas, bound)
    loaded = (
        f"import sys, workshop; sys.exit(' '.join(name for name in {HEAVY} if name in "
        "sys.modules) or 0)"
    )
    subprocess.run([sys.executable, "-c", loaded], check=True)
