"""Fixtures for the walks: one JupyterLab for a module, and for each test a fresh home in it
(`lab`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.lab import REPOSITORY, Lab


@pytest.fixture
def make_lab(
    browser: Browser, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Lab]]:
    """Make a Lab of a test's own: make_lab(notebooks=FOLDER, WORKSHOP_JOURNAL=...). All are
    closed, and checked.
    """
    made: list[Lab] = []

    def make(notebooks: Path = REPOSITORY / "notebooks", **environment: str) -> Lab:
        made.append(Lab(browser, tmp_path / f"étage {len(made) + 1}", notebooks, **environment))
        return made[-1]

    yield make
    for lab in made:
        leave(lab, request.node)
        lab.stop()


@pytest.fixture(scope="module")
def one_lab(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """JupyterLab on a copy of the shipped notebooks, for all tests of a module."""
    lab = Lab(browser, tmp_path_factory.mktemp("étage"), REPOSITORY / "notebooks")
    yield lab
    lab.stop()


@pytest.fixture
def lab(one_lab: Lab, request: pytest.FixtureRequest) -> Iterator[Lab]:
    """A fresh home folder, no kernel, and no window open yet, in the module's JupyterLab."""
    one_lab.fresh()
    yield one_lab
    leave(one_lab, request.node)


def leave(lab: Lab, test: pytest.Item) -> None:
    """Close the window, keep its last view where the test failed, and look at what the page and
    its server met.
    """
    if getattr(test, "failed", False) and lab.is_open:
        lab.picture(f"failed-{test.name}")
    lab.close()
    assert lab.page_errors == []
    assert lab.console_errors == []
    assert lab.requests_outside == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Remember a failed walk, so that its last view is kept."""
    report = yield
    item.failed = getattr(item, "failed", False) or report.failed  # type: ignore[attr-defined]
    return report
