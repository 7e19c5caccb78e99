"""The first start against a bare pip install of the five given packages, each with its venv;
medians of three.

python3 benchmarks/first_start.py            takes about five minutes and a good line
python3 benchmarks/first_start.py --short    the second start alone, with the parts of the Python
that runs it
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
GIVEN = ["jupyterlab", "ipywidgets", "pandas", "matplotlib", "nbval"]
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT}
FRESH = {
    **os.environ,
    "PIP_NO_CACHE_DIR": "1",
    "BROWSER": "true",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
}
LIMIT = 1.3
PATIENCE = 1200  # seconds; what has not started by then is ended


def bare(folder: Path) -> float:
    """Seconds for a venv with the five given packages."""
    begin = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "venv", folder / "venv"], check=True, timeout=PATIENCE, **QUIET
    )
    python = folder / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    subprocess.run(
        [python, "-m", "pip", "install", *GIVEN], check=True, env=FRESH, timeout=PATIENCE, **QUIET
    )
    return time.perf_counter() - begin


def copied(folder: Path) -> Path:
    """The kit as somebody gets it, in a path with spaces and accents."""
    kit = folder / "ma première fois"
    return shutil.copytree(
        REPOSITORY, kit, ignore=shutil.ignore_patterns(".*_cache", ".venv*", ".git", "artefacts")
    )


def ours(folder: Path) -> tuple[float, float]:
    """Seconds of the first and the second start, each until JupyterLab answers."""
    kit = copied(folder)
    return until_it_answers(kit), until_it_answers(kit)


def ready(folder: Path) -> Path:
    """A copy in which nothing has to be fetched: its .venv sees itself and the parts of the
    Python that runs this.
    """
    kit = copied(folder)
    spec = importlib.util.spec_from_file_location("a_copy_of_start", kit / "start.py")
    start = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(start)
    start.run = lambda *_: None
    start.install()
    [own] = (kit / ".venv").rglob("site-packages")
    (own / "parts.pth").write_text(f"{sysconfig.get_path('purelib')}\n{kit}\n", encoding="utf-8")
    return kit


def until_it_answers(kit: Path) -> float:
    """Seconds from the command to the first answer; then close it."""
    begin = time.perf_counter()
    start = subprocess.Popen(
        [sys.executable, kit / "start.py"], env=FRESH, stdout=-1, text=True, start_new_session=True
    )
    said = iter(start.stdout.readline, "")
    late = threading.Timer(PATIENCE, os.killpg, (start.pid, signal.SIGKILL))
    late.start()
    try:
        port = next(
            int(found[1]) for line in said if (found := re.search(r"127\.0\.0\.1:(\d+)", line))
        )
        while not answers(port):
            if start.poll() is not None:
                raise RuntimeError("The kit has ended before it answered.")
            time.sleep(0.05)
        return time.perf_counter() - begin
    finally:
        late.cancel()
        time.sleep(1)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(start.pid, signal.SIGTERM)
        start.wait(20)
        start.stdout.close()


def answers(port: int) -> bool:
    """Whether anything listens there."""
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def main() -> int:
    """Print the medians and their ratio; 1 where it is above the limit."""
    if "--short" in sys.argv:
        with tempfile.TemporaryDirectory() as folder:
            print(f"second start {until_it_answers(ready(Path(folder))):.1f} s")
        return 0
    turns = []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
            turns.append((bare(Path(one)), *ours(Path(other))))
        print(
            "pip {:.1f} s, first start {:.1f} s, second start {:.1f} s".format(*turns[-1]),
            flush=True,
        )
    pip, first, second = map(statistics.median, zip(*turns, strict=True))
    print(
        f"medians: pip {pip:.1f} s, first start {first:.1f} s, second start {second:.1f} s; "
        f"ratio {first / pip:.2f}"
    )
    return int(first / pip > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
