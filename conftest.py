"""For every test and every notebook: nobody's own journal is touched, and a warning in a kernel or a command fails."""

import os
import tempfile
from pathlib import Path

import pytest

JOURNAL = pytest.StashKey[tempfile.TemporaryDirectory[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Set what the kernels and commands that the tests start will inherit."""
    config.stash[JOURNAL] = tempfile.TemporaryDirectory(prefix="journal-")
    os.environ["WORKSHOP_JOURNAL"] = config.stash[JOURNAL].name
    os.environ["IPYTHONDIR"] = str(Path(config.stash[JOURNAL].name) / "ipython")
    os.environ["PYTHONWARNINGS"] = "error"


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    config.stash[JOURNAL].cleanup()
