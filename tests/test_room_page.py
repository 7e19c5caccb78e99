"""The page for ninety minutes together: made of sections of the other pages, never edited by hand."""

import json
import re
import runpy
from pathlib import Path
from typing import Any

from workshop import exercises
from workshop.report.plan import plan

ROOT = Path(__file__).parents[1]
CELLS: list[dict[str, Any]] = json.loads(
    (ROOT / "notebooks" / "room-90.ipynb").read_text(encoding="utf-8")
)["cells"]
CODE = ["".join(cell["source"]) for cell in CELLS if cell["cell_type"] == "code"]
WORDS = "\n\n".join("".join(cell["source"]) for cell in CELLS if cell["cell_type"] == "markdown")


def test_it_is_what_its_maker_makes() -> None:
    made = runpy.run_path(str(ROOT / "data" / "make_room.py"))
    assert made["PAGE"].read_text(encoding="utf-8") == made["page"](), "python data/make_room.py"


def test_its_sections_are_those_of_the_plan_with_its_minutes() -> None:
    tags = [tag for cell in CELLS for tag in cell["metadata"].get("tags", [])]
    (day,) = plan("90").days
    there = [block for block in day if block.name != "room:machines"]
    names = [tag.removeprefix("section-") for tag in tags if tag.startswith("section-")]
    assert names == [block.name.partition(":")[2] for block in there]
    told = [int(found) for found in re.findall(r"(?m)^## .+ · (\d+) minutes$", WORDS)]
    assert told == [block.minutes for block in there[1:]]
    assert sum(told) + 8 + 3 == 90


def test_what_a_section_asks_of_paper_it_asks_of_the_page() -> None:
    used = re.findall(r'ws\.exercise\(\w+, "([\w.]+)"\)', "\n".join(CODE))
    on_paper = set(plan("90").cards)
    assert set(used) <= on_paper | {"02.harder"}
    assert {exercises.load(name).name for name in used} == set(used)


def test_the_share_stands_at_its_end_after_the_person_has_seen_the_board() -> None:
    assert CODE[-2:] == ["ws.board(whose)", "ws.share(whose)"]


def test_it_runs_on_a_borrowed_log(home: Path) -> None:
    names: dict[str, Any] = {}
    for source in CODE:
        exec(source.replace("ws.my_log()", 'ws.borrow("maren")'), names)
    assert len(names["mine"].asks) == 18
    assert len(names["whose"].parts()) > 0
