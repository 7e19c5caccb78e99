"""Many openings in a row, each with a fresh kernel, every other one with both cores kept busy:
all start themselves.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import re
from collections.abc import Iterator

import psutil
import pytest

from tests.browser.lab import Lab

pytestmark = pytest.mark.browser
TROUBLE = re.compile(r"^\[E |struct\.error|Replacing stale connection", re.MULTILINE)


def spin() -> None:
    while True:
        pass


@contextlib.contextmanager
def busy(*, cores: int = 2) -> Iterator[None]:
    """Nobody else's work leaves room on these cores."""
    spinning = [
        multiprocessing.get_context("spawn").Process(target=spin, daemon=True) for _ in range(cores)
    ]
    for process in spinning:
        process.start()
    yield
    for process in spinning:
        process.kill()
        process.join()


def memory(lab: Lab) -> int:
    return int(psutil.Process(lab.server).memory_info().rss)


def open_often(lab: Lab, times: int) -> tuple[int, int]:
    """Open the first page so many times; the server's memory after the first time and after the
    last.
    """
    first = 0
    for at in range(times):
        for kernel in lab.ask("/api/kernels"):
            lab.ask(f"/api/kernels/{kernel['id']}", method="DELETE")
        with busy() if at % 2 else contextlib.nullcontext():
            lab.open()
            lab.start()
            lab.page.locator(".nty-exercisecard").last.wait_for()
        lab.close()
        first = first or memory(lab)
        assert lab.page_errors + lab.console_errors == [], f"at opening {at + 1}"
    return first, memory(lab)


@pytest.mark.parametrize("times", [20, pytest.param(200, marks=pytest.mark.long)])
def test_every_opening_starts_by_itself(lab: Lab, times: int) -> None:
    first, last = open_often(lab, times)
    print(
        f"{times} openings: {times} started, server memory {first / 1e6:.0f} MB, then {last / 1e6:.0f} MB"
    )
    assert TROUBLE.findall(lab.server_log) == []
    assert last < 1.5 * first
