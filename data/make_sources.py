"""The page of sources, `notebooks/sources.ipynb`, is `docs/sources.md` as a page: JupyterLab serves
the notebooks alone.

python data/make_sources.py    writes the page anew; then take it over: python -m
workshop.page.shipped
"""

import json
import re
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "notebooks" / "sources.ipynb"
ELSEWHERE = (
    "**Run all cells** to start this page: in JupyterLab by the menu *Run*, then *Run All Cells*."
)


def page() -> str:
    """The page as a notebook: how to start it elsewhere, then a cell for each heading of the
    second rank.
    """
    text = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    text = re.sub(r"\[([^\]]+)\]\(\w+\.md\)", r"docs/\1", text)  # what only the folder has
    texts = [ELSEWHERE, *re.split(r"\n(?=## )", text.replace("\n**", "  \n**").strip())]
    cells = [
        {
            "cell_type": "markdown",
            "id": sha256(text.encode()).hexdigest()[:8],
            "metadata": {"tags": ["plain"]} if text == ELSEWHERE else {},
            "source": text.strip().splitlines(keepends=True),
        }
        for text in texts
    ]
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    whole = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
