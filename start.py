"""From a fresh machine to an open notebook, and to passing tests.

python3 start.py [PAGE]         puts the kit's parts into .venv, once, and opens the notebooks in the browser
python3 start.py test [...]     puts in what the tests need as well, and runs them all; further words go to pytest
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  (an older Python reads this far, and no further)
    sys.exit("This kit needs Python 3.11 or newer, and this one is older: see https://www.python.org/downloads")

import contextlib
import errno
import functools
import hashlib
import os
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parent
VENV = HOME / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.txt"
RECIPES = (HOME / "pyproject.toml", HOME / "constraints" / "latest.txt")
FIRST_PAGE = "00-start-here.ipynb"
SPACE_NEEDED = 1_000_000_000  # bytes, with some room to breathe
SYNCED = re.compile("onedrive|dropbox|icloud|mobile documents|cloudstorage|google ?drive|nextcloud", re.IGNORECASE)
CAUSES = {  # what pip and Python write, and what to say then
    "No space left|Errno 28|not enough space": "The disk is full: the kit needs 1 GB. Make room, then start again.",
    "Errno 13|Errno 30|Permission denied": f"Nothing can be written in {HOME}: move the kit to a folder of your own.",
    "Connection|Timeout|name resolution|getaddrinfo|versions: none|ProxyError|SSLError": "The kit's parts could not be "
    "fetched, for there seems to be no way to the internet: connect, then start again.",
}
COMPILE = (  # what pip would do on one core, and with every package's tests
    r"import compileall, re, sys; tests = re.compile(r'[\\/]tests?[\\/]');"
    "compileall.compile_dir(sys.argv[1], quiet=2, workers=0, rx=tests)"
)
say = functools.partial(print, flush=True)


def stop(text: str) -> None:
    """End with the one sentence that explains this text, else with its last lines."""
    known = [words for marks, words in CAUSES.items() if re.search(marks, text)]
    sys.exit(known[0] if known else "\n".join(text.splitlines()[-15:]))


def run(words: str, command: list, log: Path) -> None:
    """Run a command out of sight; show what for and how long, and its own words only where it fails."""
    say(words)
    begin, live = time.monotonic(), sys.stdout.isatty()
    with log.open("wb") as sink:
        process = subprocess.Popen(command, stdout=sink, stderr=subprocess.STDOUT, cwd=HOME, env=environment())
    while process.poll() is None:
        say(f"\r  {time.monotonic() - begin:.0f} seconds" if live else "", end="")
        time.sleep(0.2)
    if process.returncode:
        stop(log.read_text(encoding="utf-8", errors="replace") + f"\nIt stopped here; all of it is in {log}")
    say("\r" * live + f"  done in {time.monotonic() - begin:.0f} seconds")


def make_venv() -> None:
    """A new, empty .venv; by virtualenv where this Python lacks ensurepip, as Debian's can."""
    call = functools.partial(subprocess.call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    shutil.rmtree(VENV, ignore_errors=True)
    VENV.mkdir()  # fails at once, and plainly, where nothing can be written
    if call([sys.executable, "-m", "venv", VENV]):
        shutil.rmtree(VENV)
        with tempfile.TemporaryDirectory() as folder:
            call([sys.executable, "-m", "pip", "install", "--target", folder, "virtualenv"])
            if call([sys.executable, "-m", "virtualenv", VENV], env={**os.environ, "PYTHONPATH": folder}):
                sys.exit(
                    "This Python cannot make an environment. On Debian or Ubuntu: sudo apt-get install python3-venv"
                )


def install(extra: str = "") -> None:
    """Put the kit and its parts into .venv, unless the stamp says that they are there."""
    recipe = hashlib.sha256(b"".join(path.read_bytes() for path in RECIPES) + os.fsencode(HOME)).hexdigest()
    stamp = STAMP.read_text().split() if STAMP.exists() else []
    if PYTHON.exists() and recipe in stamp and (not extra or extra in stamp):
        return
    if SYNCED.search(str(HOME)):
        say("Note: this folder is synced, and the kit adds 800 MB to it. A folder that is not synced is better.")
    try:
        if not stamp and shutil.disk_usage(HOME).free < SPACE_NEEDED:
            raise OSError(errno.ENOSPC, "No space left")
        if not PYTHON.exists() or subprocess.call([PYTHON, "-m", "pip", "--version"], stdout=subprocess.DEVNULL):
            say("Making a place for the kit's parts: .venv")
            make_venv()
        STAMP.unlink(missing_ok=True)
        what = [f".[{extra}]" if extra else ".", "-c", RECIPES[1]]
        pip = [PYTHON, "-m", "pip", "install", "--no-input", "--no-compile", "-e", *what]
        run("Fetching the kit's parts. Once only; a minute, or a few on a slow line", pip, VENV / "install.log")
        run("Getting them ready", [PYTHON, "-c", COMPILE, VENV], VENV / "install.log")
        STAMP.write_text(f"{recipe} {extra}")
    except OSError as problem:
        stop(str(problem))


def environment(state: Path = VENV / "jupyter", notebooks: Path = HOME / "notebooks") -> dict:
    """The calm page's settings, apart from a Jupyter and a Python path of the person's own: neither sees the other."""
    others = ("PYTHONPATH", "PYTHONHOME", "JUPYTER_PATH", "JUPYTER_CONFIG_PATH", "JUPYTER_RUNTIME_DIR")
    ours = {"JUPYTER_DATA_DIR": state, "IPYTHONDIR": state / "ipython", "JUPYTER_CONFIG_DIR": notebooks / ".jupyter"}
    kept = {name: value for name, value in os.environ.items() if name not in others}
    kept.update(PYTHONUTF8="1", PIP_DISABLE_PIP_VERSION_CHECK="1")
    return {**kept, **{name: str(folder) for name, folder in ours.items()}}


def jupyter(page: str, port: int, python: Path = PYTHON) -> list:
    """The command that serves the notebooks, to this machine alone, and opens the browser on one page."""
    return [str(python), "-m", "jupyterlab", f"--ServerApp.port={port}", f"--LabApp.default_url=/doc/tree/{page}"]


def free_port(wished: int = 8888) -> int:
    """This port, or where it is in use any free one."""
    for port in (wished, 0):
        with contextlib.suppress(OSError), socket.socket() as trial:
            trial.bind(("127.0.0.1", port))
            return trial.getsockname()[1]
    sys.exit("No port is free on this machine: close something, then start again.")


def open_notebooks(page: str) -> None:
    """Serve until Ctrl+C."""
    port, token, log = free_port(), secrets.token_hex(24), VENV / "jupyter.log"
    with log.open("wb") as sink:
        settings = {**environment(), "JUPYTER_TOKEN": token}
        server = subprocess.Popen(jupyter(page, port), env=settings, stdout=sink, stderr=sink)
    say(f"Your browser opens in a moment. If it does not: http://127.0.0.1:{port}/doc/tree/{page}?token={token}")
    say("Leave this window open while you work. To close the kit, press Ctrl+C here.")
    try:
        server.wait()
    except KeyboardInterrupt:
        say("\nClosing. What you saved is kept.")
        server.wait()
    else:
        sys.exit(f"JupyterLab has ended by itself; why stands at the end of {log}")


def find_chromium() -> "str | None":
    """Where Chromium or Chrome is, if anywhere."""
    windows = os.environ.get("PROGRAMFILES", "") + r"\Google\Chrome\Application\chrome.exe"
    mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    places = ["chromium", "chromium-browser", "google-chrome", mac, windows]
    return next(filter(None, map(shutil.which, places)), None)


def install_chromium() -> None:
    """Chromium from Debian's packages, where they are at hand; elsewhere say what to install."""
    sudo = "" if hasattr(os, "geteuid") and os.geteuid() == 0 else "sudo "
    if shutil.which("apt-get") and (not sudo or shutil.which("sudo")):
        fetch = f"{sudo}apt-get update && {sudo}apt-get install -y chromium fonts-dejavu-core"
        run("Fetching Chromium, for the tests in a real browser", ["sh", "-c", fetch], VENV / "chromium.log")
    if not find_chromium():
        sys.exit("The tests in a real browser need Chromium or Chrome: install one, then run this again.")


def main(first: str = FIRST_PAGE, *more: str) -> None:
    """Open a page, or run the tests."""
    if first == "test":
        install("test")
        if not find_chromium():
            install_chromium()
        sys.exit(subprocess.call([PYTHON, "-m", "pytest", *more], cwd=HOME, env=environment()))
    if not (HOME / "notebooks" / first).is_file():
        sys.exit(f"There is no page {first} in the folder notebooks.")
    install()
    open_notebooks(first)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("\nStopped. Nothing is broken: start again to go on.")
