"""The page for ninety minutes together, `notebooks/room-90.ipynb`: sections of pages 00, 02, 03
and 04 as the plan has them, with the plan's minutes, and what `room/room-90.md` adds.

python data/make_room.py    writes the page anew; then take it over: python -m
workshop.page.shipped
"""

import json
import re
import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "notebooks" / "room-90.ipynb"
BEGINS = "00"
"""The page whose words on how to start it elsewhere, and whose set-up, are this page's too."""
LEFT_OUT = {
    "18acd191",  # 00: the same line in Python, and
    "56b34cde",  # a board of one tile
    "792d5cfa",  # 04: Lin's eleven questions, whom nobody here has met
}
"""Cells of the sections, by their id, for which there is no time or no reader in a room."""

Cell = dict[str, Any]


def page() -> str:
    """The page as a notebook."""
    plan = tomllib.loads((ROOT / "data" / "room" / "plans.toml").read_text("utf-8"))["90"]
    own = _own()
    cells = [cell for cell in _cells(BEGINS) if {"plain", "set-up"} & set(_tags(cell))]
    for minutes, block in plan["days"][0]:
        found = [*_section(block, minutes), *own.get(block, [])]
        if block.startswith("room:") and found:
            found[0]["metadata"] = {"tags": [block.replace("room:", "section-")]}
            found[0]["source"] = _timed(found[0]["source"], minutes)
        cells += found
    cells.insert(1, cells.pop(2))  # the page's first words stand before its set-up
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    whole = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _section(block: str, minutes: int) -> list[Cell]:
    """The cells of a section of a page, with the plan's minutes."""
    number, _, name = block.partition(":")
    if number == "room":
        return []
    cells = _cells(number)
    starts = [at for at, cell in enumerate(cells) if any(map(_is_section, _tags(cell)))]
    (at,) = (at for at in starts if f"section-{name}" in _tags(cells[at]))
    end = next((start for start in starts if start > at), len(cells))
    found = [cell for cell in cells[at:end] if cell["id"] not in LEFT_OUT]
    found[0]["source"] = _timed(found[0]["source"], minutes)
    return found


def _own() -> dict[str, list[Cell]]:
    """The cells that the page has of its own, by block: words, and between ``` a line of Python."""
    text = (ROOT / "data" / "room" / "room-90.md").read_text("utf-8")
    text = re.sub(r"\{scene of (\d\d)\}", lambda found: _scene(found[1]), text)
    _, *parts = re.split(r"(?m)^\[([\w:]+)\]\n", text)
    return {
        block: [
            _cell(block, piece.strip(), is_code=bool(place % 2))
            for place, piece in enumerate(re.split(r"```(?:python)?\n", part))
            if piece.strip()
        ]
        for block, part in zip(parts[::2], parts[1::2], strict=True)
    }


def _cell(block: str, source: str, *, is_code: bool) -> Cell:
    told = {
        "cell_type": "code" if is_code else "markdown",
        "id": sha256(f"{block} {source}".encode()).hexdigest()[:8],
        "metadata": {"tags": ["your-turn"]} if is_code else {},
        "source": source.splitlines(keepends=True),
    }
    return (
        {"cell_type": "code", "execution_count": None, **told, "outputs": []} if is_code else told
    )


def _scene(number: str) -> str:
    """The scene with which a page opens."""
    (start,) = (cell for cell in _cells(number) if "section-start" in _tags(cell))
    return "".join(start["source"]).split("\n\n")[2]


def _cells(number: str) -> list[Cell]:
    (path,) = (ROOT / "notebooks").glob(f"{number}-*.ipynb")
    return list(json.loads(path.read_text(encoding="utf-8"))["cells"])


def _tags(cell: Cell) -> list[str]:
    return list(cell["metadata"].get("tags", []))


def _is_section(tag: str) -> bool:
    return tag.startswith("section-")


def _timed(source: list[str], minutes: int) -> list[str]:
    """A cell's words with the plan's minutes in their heading of the second rank."""
    head = re.sub(r"^(## .+?)( · \d+ minutes?)?$", rf"\1 · {minutes} minutes", source[0])
    return [head, *source[1:]]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
