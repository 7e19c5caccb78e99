import pytest
from tests.browser.lab import Lab
from tests.browser.test_00_start_here import panel
pytestmark = pytest.mark.browser
def test_tick(lab: Lab) -> None:
    lab.open("facilitator/run.ipynb"); lab.start()
    run = panel(lab, "The plan")
    run.get_by_role("button", name="Start the clock").click()
    run.get_by_text("8 minutes left of 8.", exact=True).wait_for()
    run.get_by_text("7 minutes left of 8.", exact=True).wait_for(timeout=90_000)
