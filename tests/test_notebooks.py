"""Each notebook keeps to the rules of the house. That it runs, each cell of it shows: they are
tests themselves.
"""

import itertools
import json
import re
import statistics
from pathlib import Path
from typing import Any

import pytest

from workshop.page import shipped

FOLDER = Path(__file__).parents[1] / "notebooks"
LESSONS = sorted(FOLDER.glob("[0-9]*.ipynb"))
NOTEBOOKS = [*LESSONS, *(FOLDER / f"{name}.ipynb" for name in ("today", "my-log", "room-90"))]
NOTEBOOKS += sorted(FOLDER.glob("facilitator/*.ipynb"))
IDS = [path.stem for path in NOTEBOOKS]
TAGS = re.compile(r"plain|set-up|your-turn|more|nbval-check-output|section-[a-z][a-z0-9-]*")
every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
every_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


def cells(path: Path) -> list[dict[str, Any]]:
    return list(json.loads(path.read_text(encoding="utf-8"))["cells"])


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def code(path: Path) -> list[dict[str, Any]]:
    return [cell for cell in cells(path) if cell["cell_type"] == "code"]


def lines(cell: dict[str, Any]) -> list[str]:
    return [
        line
        for line in source(cell).splitlines()
        if line.strip() and not line.lstrip().startswith("#")
    ]


def words(text: str) -> int:
    return len(re.findall(r"[\w'’-]+", re.sub(r"<[^>]+>|\]\([^)]*\)", " ", text)))


def test_there_are_notebooks() -> None:
    assert "00-start-here" in IDS


@every_notebook
def test_a_cell_is_one_readable_call(path: Path) -> None:
    sizes = [len(lines(cell)) for cell in code(path)]
    assert statistics.median_low(sizes) <= 1
    assert max(sizes) <= 6


@every_notebook
def test_only_the_set_up_cell_is_folded_and_no_output_is_committed(path: Path) -> None:
    first, *others = code(path)
    assert first["metadata"]["tags"] == ["set-up"]
    assert first["metadata"]["jupyter"] == {"source_hidden": True}
    assert not [
        source(cell) for cell in others if cell["metadata"].get("jupyter", {}).get("source_hidden")
    ]
    for cell in code(path):
        assert cell["execution_count"] is None
        assert not cell["outputs"] or "nbval-check-output" in cell["metadata"].get("tags", [])


@every_notebook
def test_tags_are_known_and_sections_have_names_of_their_own(path: Path) -> None:
    tags = [tag for cell in cells(path) for tag in cell["metadata"].get("tags", [])]
    assert [tag for tag in tags if not TAGS.fullmatch(tag)] == []
    sections = [tag for tag in tags if tag.startswith("section-")]
    assert len(sections) >= 3 or path not in LESSONS
    assert len(sections) == len(set(sections))


@every_notebook
def test_every_code_cell_has_a_sentence_before_and_after(path: Path) -> None:
    """On *Today* the cards follow each other, and each says by itself what it is."""
    kinds = [cell["cell_type"] for cell in cells(path)]
    assert kinds[0] == kinds[-1] == "markdown"
    assert ("code", "code") not in list(itertools.pairwise(kinds)) or path.stem == "today"


@every_lesson
def test_it_is_short_enough_for_a_bad_week(path: Path) -> None:
    told = [(cell["cell_type"], words(source(cell))) for cell in cells(path)]
    assert 500 <= sum(count for kind, count in told if kind == "markdown") <= 1400
    between, longest = 0, 0
    for kind, count in told[2:-1]:
        between = 0 if kind == "code" else between + count
        longest = max(longest, between)
    assert longest <= 120
    assert sum(count for kind, count in told if kind == "markdown") >= 20 * sum(
        len(lines(cell)) for cell in code(path)
    )


@every_notebook
def test_it_says_how_to_start_it_elsewhere_and_then_what_it_is(path: Path) -> None:
    elsewhere, head = cells(path)[:2]
    assert elsewhere["metadata"]["tags"] == [
        "plain"
    ]  # the page extension hides it, and starts the page
    assert "Run all cells" in source(elsewhere)
    assert source(head).startswith("# ")
    assert "minute" in source(head)


def test_the_pages_that_are_shipped_are_these() -> None:
    there = [*FOLDER.glob("*.ipynb"), *FOLDER.glob("facilitator/*.ipynb")]
    beside = {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in there}
    assert dict(shipped.pages()) == beside, "take them over: python -m workshop.page.shipped"


@every_notebook
def test_links_lead_to_pages_that_are_there(path: Path) -> None:
    for cell in cells(path):
        for target in re.findall(r"\]\((?!https?:|#)([^)]+)\)", source(cell)):
            assert (path.parent / target.split("#")[0]).exists(), target
