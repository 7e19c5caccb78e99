"""For every test and every notebook: nobody's own journal is touched, and a warning in a kernel
or a command fails.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

collect_ignore = [
    "workshop/page/config/jupyter_server_config.py"
]  # Jupyter reads it, and gives it a name
PLACE = pytest.StashKey[tempfile.TemporaryDirectory[str]]()
# Every warning is an error, but the one that ipykernel itself calls up as it starts on Python 3.12
# and 3.13.
WARNINGS = "error,ignore:There is no current event loop:DeprecationWarning"


def pytest_configure(config: pytest.Config) -> None:
    """Set what the kernels, the commands and the other workers that are started from here will
    inherit.
    """
    config.stash[PLACE] = tempfile.TemporaryDirectory(prefix="journal-")
    at_home(Path(config.stash[PLACE].name))
    os.environ["PYTHONWARNINGS"] = WARNINGS
    if cache := getattr(
        config, "cache", None
    ):  # what matplotlib knows of this machine's fonts is found out once
        os.environ["MPLCONFIGDIR"] = str(cache.mkdir("matplotlib"))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    config.stash[PLACE].cleanup()


def at_home(place: Path) -> None:
    """Whatever is started from here on has its journal and its settings in this folder."""
    os.environ["WORKSHOP_JOURNAL"] = str(place / "journal")
    os.environ["IPYTHONDIR"] = str(place / "ipython")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the walks, which are long, so that no core waits for one at the end; give long
    tests an hour each.
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.timeout(3600))


# A notebook runs in a home of its own, in which nobody has written anything, and its cells write
# nothing.


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before a notebook's kernel starts: a fresh home."""
    if item.path.suffix == ".ipynb" and getattr(item.parent, "kernel", None) is None:
        at_home(Path(tempfile.mkdtemp(dir=item.config.stash[PLACE].name)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """After a cell: it has kept nothing in the journal, for running a page is no entry."""
    yield
    if item.path.suffix == ".ipynb":
        kept = Path(os.environ["WORKSHOP_JOURNAL"])
        assert not kept.exists(), f"{item.name} wrote {[*kept.iterdir()]}"
