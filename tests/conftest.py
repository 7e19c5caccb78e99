"""Fixtures for every test: a home of its own, nothing of whoever runs the tests, and no figure
left open.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.chromium import launched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile("quick", max_examples=60, deadline=None, derandomize=True, database=None)
settings.register_profile("long", max_examples=3000, deadline=None, database=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

FOLDERS = {
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
}


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh home: nothing is read from, or written to, the folders of whoever runs the tests."""
    place = tmp_path_factory.mktemp("home")
    for name, folder in {
        **FOLDERS,
        "HOME": "",
        "USERPROFILE": "",
        "WORKSHOP_JOURNAL": "journal",
    }.items():
        monkeypatch.setenv(name, str(place / folder))
    return place


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Chromium, for one module: while it is open, no other event loop can run in this process."""
    with launched() as chromium:
        yield chromium


@pytest.fixture(autouse=True)
def no_open_figures() -> Iterator[None]:
    """The kit draws on figures of its own; pyplot, which would keep them, holds none."""
    yield
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        assert pyplot.get_fignums() == []
