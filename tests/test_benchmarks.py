"""The short form of every benchmark runs to its end, so that none dies unseen. Its bounds are
judged in .ci/long.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OF_ITSELF = {"__init__", "table", "imports", "journal"}  # parts of `python -m benchmarks`
browser, unix = (
    pytest.mark.browser,
    pytest.mark.skipif(os.name != "posix", reason="groups of processes are Unix's"),
)


def told(name: str) -> str:
    """What the short form of a benchmark prints; it ends well, and soon."""
    command = [sys.executable, "-m", name, "--short"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=500)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "benchmarks",
            {"import workshop": 1, "open 100 asks": 1, "save an ask": 1, "save a step": 1},
        ),
        (
            "benchmarks.patterns",
            {"patterns, 12 fields,    100 asks: +[0-9.]+ ms": 1, "times as long": 1},
        ),
        (
            "benchmarks.walks",
            {r"entry to board: +\d+ files +\d+ functions": 1, "import to journal": 1},
        ),
        ("benchmarks.pictures", {r"\| ratio +\| +100 \| +[0-9.]+ \|": 1, r"\| the page ": 1}),
        pytest.param(
            "benchmarks.browser", {r"\| 100 \| \d+ / \d+ \| \d+ / \d+ ": 1}, marks=browser
        ),
        pytest.param(
            "benchmarks.exercises", {r"\| 01 \| 8 \| \d+ / \d+ \| \d+ / \d+ ": 1}, marks=browser
        ),
        pytest.param(
            "benchmarks.every_day",
            {r"\| Enter, 100 asks, p95 \| \d+ \|": 1, r"\| my-log, 1,000 asks \| \d+ \|": 1},
            marks=browser,
        ),
        pytest.param(
            "benchmarks.openings",
            {r"\| all cards \| \d+\.\d+ \| ": 1, "next page, by a link": 1},
            marks=browser,
        ),
        pytest.param("benchmarks.first_start", {r"second start \d+\.\d s": 1}, marks=unix),
    ],
)
def test_a_benchmark_runs_to_its_end(name: str, lines: dict[str, int]) -> None:
    found = told(name)
    assert {line: len(re.findall(line, found)) for line in lines} == lines, found


def test_every_benchmark_is_among_them() -> None:
    marks = test_a_benchmark_runs_to_its_end.pytestmark[0].args[1]
    names = {(row.values if hasattr(row, "values") else row)[0].rpartition(".")[2] for row in marks}
    assert names == {path.stem for path in (ROOT / "benchmarks").glob("*.py")} - OF_ITSELF - {
        "__main__"
    } | {"benchmarks"}
