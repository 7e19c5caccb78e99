"""Fixtures for the journal: a folder of its own, and the log that lies in it."""

from pathlib import Path

import pytest

from workshop.journal import Journal, Log


@pytest.fixture
def folder(home: Path) -> Path:
    return home / "journal"


@pytest.fixture
def log(folder: Path) -> Log:
    return Log(Journal(folder))
