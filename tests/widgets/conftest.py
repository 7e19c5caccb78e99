"""A person's own log in a fresh folder, and a page that shows a panel without JupyterLab."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.widgets.bench import Bench
from workshop.journal import Log
from workshop.samples import my_log
from workshop.widgets.panel import Panel

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Log:
    """The person's own log, empty, in a folder that goes with the test."""
    monkeypatch.setenv("WORKSHOP_JOURNAL", str(tmp_path / "journal"))
    return my_log()


@pytest.fixture
def show(browser: Browser) -> Iterator[Callable[[Panel], Bench]]:
    """Show a panel on a page of its own: show(panel).page; nothing may fail in it, and nothing
    may leave it.
    """
    benches: list[Bench] = []

    def make(panel: Panel) -> Bench:
        benches.append(Bench(browser, panel))
        return benches[-1]

    yield make
    for bench in benches:
        bench.close()
