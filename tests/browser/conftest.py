"""Fixtures for the walks: for each test JupyterLab in a fresh home folder (`lab`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.lab import REPOSITORY, Lab


@pytest.fixture
def make_lab(browser: Browser, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Callable[..., Lab]]:
    """Make a Lab: make_lab(notebooks=FOLDER, WORKSHOP_JOURNAL=...). All are closed, and checked, at the end."""
    made: list[Lab] = []

    def make(notebooks: Path = REPOSITORY / "notebooks", **environment: str) -> Lab:
        made.append(Lab(browser, tmp_path / f"étage {len(made) + 1}", notebooks, **environment))
        return made[-1]

    yield make
    failed = getattr(request.node, "failed", False)
    for number, lab in enumerate(made):
        if failed and lab.is_open:
            lab.picture(f"failed-{request.node.name}-{number}")
        lab.stop()
    for lab in made:
        assert lab.page_errors == []
        assert lab.requests_outside == []


@pytest.fixture
def lab(make_lab: Callable[..., Lab]) -> Lab:
    """JupyterLab on a copy of the shipped notebooks, in a fresh home folder, with no window open yet."""
    return make_lab()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Remember a failed walk, so that its last view is kept."""
    report = yield
    item.failed = getattr(item, "failed", False) or report.failed  # type: ignore[attr-defined]
    return report
