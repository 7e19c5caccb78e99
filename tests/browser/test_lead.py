"""For whoever leads a room: the folder is written from its page, and the plan is run there."""

from pathlib import Path

import pytest

from tests.browser.lab import Lab
from tests.browser.test_00_start_here import panel

pytestmark = pytest.mark.browser


def test_a_folder_is_written_from_the_page(lab: Lab, tmp_path: Path) -> None:
    lab.open("facilitator/prepare.ipynb")
    lab.start()
    form = panel(lab, "Prepare a day")
    form.get_by_label("How many people come?").fill("9")
    form.get_by_label("Into which folder?").fill(str(tmp_path / "day"))
    form.get_by_role("button", name="Write the folder").click()
    lab.says("8 files in")
    assert len([*(tmp_path / "day").iterdir()]) == 8
    assert lab.barriers() == []
    lab.whole_page("lead-prepare")


def test_the_plan_goes_on_and_its_clock_can_be_hidden(lab: Lab) -> None:
    lab.open("facilitator/run.ipynb")
    lab.page.set_viewport_size({"width": 1280, "height": 720})
    lab.start()
    run = panel(lab, "The plan")
    run.get_by_role("button", name="Start the clock").click()
    run.get_by_text("8 minutes left of 8.", exact=True).wait_for()
    run.get_by_role("button", name="Next part").click()
    run.get_by_text("2 of 14: Everybody has a page, or a card").wait_for()
    run.get_by_role("button", name="Hide the clock").click()
    run.get_by_text("minutes left").wait_for(state="detached")
    assert lab.barriers() == []
    lab.whole_page("lead-run")


def test_ninety_minutes_start_by_themselves(lab: Lab) -> None:
    lab.open("room-90.ipynb")
    lab.start()
    assert lab.page.title() == "90 minutes together"
    lab.whole_page("room-90")


def test_after(lab: Lab) -> None:
    lab.open("facilitator/after.ipynb")
    lab.start()
    lab.whole_page("lead-after")
