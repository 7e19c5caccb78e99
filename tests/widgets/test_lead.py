"""For whoever leads a room: the folder is written, the plan goes on part by part, its clock hurries nobody."""

import time
from pathlib import Path

import pytest

import workshop as ws
from workshop.report.plan import plan
from workshop.samples import my_log
from workshop.text import Problem
from workshop.widgets.lead import TICK, PlanClock, PrepareForm, lead
from workshop.widgets.parts import Words, flat


def said(panel: PlanClock | PrepareForm) -> str:
    return "\n".join(part.text for part in flat(panel.parts()) if isinstance(part, Words))


@pytest.fixture
def run(home: Path) -> PlanClock:
    return PlanClock(my_log())


def test_a_folder_is_written_and_one_that_is_there_is_left(home: Path, tmp_path: Path) -> None:
    form, place = PrepareForm(my_log()), tmp_path / "day"
    form.press("write", folder=str(place), length="half", people="9", without="2", on="2030-03-04")
    assert form.status == f"8 files in {place}. Begin with 1-plan.html."
    assert "4 March 2030" in (place / "1-plan.html").read_text(encoding="utf-8")
    before = (place / "1-plan.html").read_bytes()
    form.press("write", people="30")
    assert "such a folder already" in form.errors["folder"]
    assert (place / "1-plan.html").read_bytes() == before


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("people", "many", "number"),
        ("without", "20", "from 1 to 500"),
        ("starts", "soon", "18:30"),
        ("on", "friday", ""),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(
    home: Path, tmp_path: Path, field: str, typed: str, told: str
) -> None:
    form = PrepareForm(my_log())
    form.press("write", **({"folder": str(tmp_path / "day")} | {field: typed}))
    assert form.errors
    assert told in form.status
    assert not (tmp_path / "day").exists()


def test_the_plan_goes_on_part_by_part(run: PlanClock) -> None:
    blocks = plan("90").days[0]
    assert "1 of 14: Welcome, and the rules of the room" in said(run)
    for block in blocks[1:]:
        run.press("next")
        assert block.title in said(run)
    run.press("next")
    assert "Then: the end." in said(run)
    run.press("back")
    assert f"Then: {blocks[-1].title}." in said(run)


def test_the_clock_can_be_started_paused_and_hidden(
    run: PlanClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    assert "8 minutes left of 8. The clock stands still." in said(run)
    run.press("run")
    now += 130
    assert "6 minutes left of 8." in said(run)
    run.press("run")
    now += 600
    assert "6 minutes left of 8. The clock stands still." in said(run)
    run.press("run")
    now += 500
    assert "2 minutes over." in said(run)
    run.press("hide")
    assert "minutes over" not in said(run)
    run.press("hide")
    run.press("next")
    assert "3 minutes left of 3." in said(run)


def test_another_plan_and_another_evening(run: PlanClock) -> None:
    run.press("turn", length="four")
    run.press("turn", evening="3")
    assert "1 of 13: What came since last week" in said(run)
    run.press("turn", length="half")
    assert "Welcome" in said(run)


def test_no_marks_on_the_panel(run: PlanClock) -> None:
    for length in ("90", "half", "four"):
        run.press("turn", length=length)
        for _ in run.blocks:
            assert not {"*", "`"} & set(said(run))
            run.press("next")


def test_by_name(home: Path) -> None:
    assert isinstance(ws.lead(my_log(), "prepare"), PrepareForm)
    with pytest.raises(Problem, match=r"prepare, run and room"):
        lead(my_log(), "lunch")
    assert 5 <= TICK <= 60
