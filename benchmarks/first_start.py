"""The first start against a bare pip install of the five given packages, each with its venv; medians of three.

Takes about five minutes and a good line: python3 benchmarks/first_start.py
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
GIVEN = ["jupyterlab", "ipywidgets", "pandas", "matplotlib", "nbval"]
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT}
FRESH = {**os.environ, "PIP_NO_CACHE_DIR": "1", "BROWSER": "true", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
LIMIT = 1.3


def bare(folder: Path) -> float:
    """Seconds for a venv with the five given packages."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True, **QUIET)
    python = folder / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    subprocess.run([python, "-m", "pip", "install", *GIVEN], check=True, env=FRESH, **QUIET)
    return time.perf_counter() - begin


def ours(folder: Path) -> tuple[float, float]:
    """Seconds of the first and the second start, each until JupyterLab answers, in a path with spaces and accents."""
    kit = folder / "ma première fois"
    shutil.copytree(REPOSITORY, kit, ignore=shutil.ignore_patterns(".*_cache", ".venv*", ".git", "artefacts"))
    return until_it_answers(kit), until_it_answers(kit)


def until_it_answers(kit: Path) -> float:
    """Seconds from the command to the first answer; then close it."""
    begin = time.perf_counter()
    start = subprocess.Popen(
        [sys.executable, kit / "start.py"], env=FRESH, stdout=-1, text=True, start_new_session=True
    )
    said = iter(start.stdout.readline, "")
    port = next(int(found[1]) for line in said if (found := re.search(r"127\.0\.0\.1:(\d+)", line)))
    while socket.socket().connect_ex(("127.0.0.1", port)):
        time.sleep(0.05)
    seconds = time.perf_counter() - begin
    time.sleep(1)
    os.killpg(start.pid, signal.SIGTERM)
    start.wait(20)
    return seconds


def main() -> int:
    """Print the medians and their ratio; 1 where it is above the limit."""
    turns = []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
            turns.append((bare(Path(one)), *ours(Path(other))))
        print("pip {:.1f} s, first start {:.1f} s, second start {:.1f} s".format(*turns[-1]), flush=True)
    pip, first, second = map(statistics.median, zip(*turns, strict=True))
    print(f"medians: pip {pip:.1f} s, first start {first:.1f} s, second start {second:.1f} s; ratio {first / pip:.2f}")
    return int(first / pip > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
