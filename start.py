"""From a fresh machine to an open page, and to passing tests.

python3 start.py               opens the kit in the browser: page 00, and once you have an ask
                               of your own, Today
python3 start.py PAGE          opens a page: today, 03, or 03-predict-your-nos
python3 start.py --no-browser  opens nothing and shows the address
python3 start.py --demo [PAGE] opens a made-up log in large letters: for a projector, to rehearse
python3 start.py bring FOLDER  puts the kit and all its parts on a stick: no network is needed there
python3 start.py test [...]    runs every test; further words go to pytest

The first start puts the kit's parts into the folder .venv: from the folder wheels beside this file
where there is one, else from the internet.
"""

import sys

if sys.version_info < (3, 11):  # an older Python reads this far, and no further
    sys.exit(
        "This kit needs Python 3.11 or newer, and this one is older: see "
        "https://www.python.org/downloads"
    )

import contextlib
import errno
import functools
import hashlib
import http.client
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.parse
import webbrowser
from pathlib import Path

HOME = Path(__file__).resolve().parent
VENV = HOME / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.txt"
RECIPES = (HOME / "pyproject.toml", HOME / "constraints" / "latest.txt")
PAGE = HOME / "workshop" / "page"  # what makes JupyterLab a calm page
WHEELS = HOME / "wheels"
RUNNING = (
    VENV / "jupyter" / "running.json"
)  # where the kit is open: its port, its process, its token
FIRST_PAGE, DAILY_PAGE = "00-start-here.ipynb", "today.ipynb"
# Always the same where it can be, since a browser keeps drafts by address; 8888 is everybody's.
PORT = 8817
STARTING = 30  # seconds that a start may take before another one takes it for broken off
SPACE_NEEDED = 1_000_000_000  # bytes, with some room to breathe
SYNCED = re.compile(
    "onedrive|dropbox|icloud|mobile documents|cloudstorage|google ?drive|nextcloud", re.IGNORECASE
)
PYTHONS = ("3.11.9", "3.12.9", "3.13.9")
# Where the kit runs: as pip calls it, as Python does, and what its parts need there and nowhere
# else. pip reads such wishes, and marks of constraints, for the machine that it runs on, and not
# for the one that it fetches for. Some parts are no longer made for Macs with Intel's processors.
PLATFORMS = {
    ("win_amd64",): ("win32", "colorama", "pywinpty", "tzdata"),
    ("macosx_12_0_arm64", "macosx_11_0_arm64"): ("darwin", "appnope"),
    ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"): ("linux",),
}
PINS = """
import sys
from pip._vendor.packaging.requirements import Requirement
path, python, system = sys.argv[1:]
there = {"python_full_version": python, "python_version": python.rpartition(".")[0],
         "sys_platform": system, "os_name": "nt" if system == "win32" else "posix"}
for line in (told.partition("#")[0] for told in open(path)):
    pin = Requirement(line) if line[:1].isalnum() else None
    if pin and (pin.marker is None or pin.marker.evaluate(there)):
        print(pin.name + str(pin.specifier))
"""
TO_BUILD = ("hatchling>=1.25", "editables", "pip", "virtualenv")  # what pip needs to put the kit in
LEFT = (".venv*", ".git", "artefacts", "__pycache__", "own", ".*_cache", ".hypothesis", "wheels")
CAUSES = {  # what pip and Python write, and what to say then
    "No space left|Errno 28|not enough space": "The disk is full: the kit needs 1 GB. Make room, "
    "then start again.",
    "Errno 13|Errno 30|Permission denied": f"Nothing can be written in {HOME}: move the kit to a "
    "folder of your own.",
    rf"in links: .*{re.escape(str(WHEELS))}[\s\S]*No matching distribution": "The folder "
    f"{WHEELS} lacks a part that "
    "this machine or its Python needs. Take the folder away to use the internet, or get one made "
    "for this machine.",
    "Connection|Timeout|name resolution|getaddrinfo|versions: "
    "none|ProxyError|SSLError": "The kit's parts could not be "
    "fetched, for there seems to be no way to the internet: connect, then start again.",
}
COMPILE = (  # what pip would do on one core, and with every package's tests
    r"import compileall, re, sys; tests = re.compile(r'[\\/]tests?[\\/]');"
    "compileall.compile_dir(sys.argv[1], quiet=2, workers=0, rx=tests)"
)
NEEDED = (  # what the kit says that it needs, without what only its tests do
    "from importlib.metadata import requires;"
    "print(*[line for line in requires('no-to-yes') if 'extra ==' not in line], sep='\\n')"
)
say = functools.partial(print, flush=True)


def stop(text: str) -> None:
    """End with the one sentence that explains this text, else with its last lines."""
    known = [words for marks, words in CAUSES.items() if re.search(marks, text)]
    sys.exit(known[0] if known else "\n".join(text.splitlines()[-15:]))


def run(words: str, command: list, log: Path) -> None:
    """Run a command out of sight; show what for and how long, and its own words only where it
    fails.
    """
    say(words)
    begin, live = time.monotonic(), sys.stdout.isatty()
    with log.open("wb") as sink:
        process = subprocess.Popen(
            command, stdout=sink, stderr=subprocess.STDOUT, cwd=HOME, env=environment()
        )
    while process.poll() is None:
        say(f"\r  {time.monotonic() - begin:.0f} seconds" if live else "", end="")
        time.sleep(0.2)
    if process.returncode:
        stop(
            log.read_text(encoding="utf-8", errors="replace")
            + f"\nIt stopped here; all of it is in {log}"
        )
    say("\r" * live + f"  done in {time.monotonic() - begin:.0f} seconds")


def source() -> list:
    """Where pip finds the parts: in the folder wheels beside this file alone, where there is
    one.
    """
    return ["--no-index", "--find-links", str(WHEELS)] if WHEELS.is_dir() else []


def make_venv() -> None:
    """A new, empty .venv; by virtualenv where this Python lacks ensurepip, as Debian's can."""
    call = functools.partial(subprocess.call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    shutil.rmtree(VENV, ignore_errors=True)
    VENV.mkdir()  # fails at once, and plainly, where nothing can be written
    if call([sys.executable, "-m", "venv", VENV]):
        shutil.rmtree(VENV)
        with tempfile.TemporaryDirectory() as folder:
            call(
                [
                    sys.executable,
                    "-m",
                    "pip",
                    "install",
                    *source(),
                    "--target",
                    folder,
                    "virtualenv",
                ]
            )
            if call(
                [sys.executable, "-m", "virtualenv", VENV], env={**os.environ, "PYTHONPATH": folder}
            ):
                sys.exit(
                    "This Python cannot make an environment. On Debian or Ubuntu: sudo apt-get "
                    "install python3-venv"
                )


def install(extra: str = "") -> None:
    """Put the kit and its parts into .venv, unless the stamp says that they are there."""
    recipe = hashlib.sha256(
        b"".join(path.read_bytes() for path in RECIPES) + os.fsencode(HOME)
    ).hexdigest()
    stamp = STAMP.read_text().split() if STAMP.exists() else []
    if PYTHON.exists() and recipe in stamp and (not extra or extra in stamp):
        return
    if SYNCED.search(str(HOME)):
        say(
            "Note: this folder is synced, and the kit adds 800 MB to it. A folder that is not "
            "synced is better."
        )
    try:
        if not stamp and shutil.disk_usage(HOME).free < SPACE_NEEDED:
            raise OSError(errno.ENOSPC, "No space left")
        if not PYTHON.exists() or subprocess.call(
            [PYTHON, "-m", "pip", "--version"], stdout=subprocess.DEVNULL
        ):
            say("Making a place for the kit's parts: .venv")
            make_venv()
        STAMP.unlink(missing_ok=True)
        what = [f".[{extra}]" if extra else ".", "-c", RECIPES[1]]
        pip = [PYTHON, "-m", "pip", "install", "--no-input", "--no-compile", *source(), "-e", *what]
        run(
            "Fetching the kit's parts. Once only; a minute, or a few on a slow line",
            pip,
            VENV / "install.log",
        )
        run("Getting them ready", [PYTHON, "-c", COMPILE, VENV], VENV / "install.log")
        STAMP.write_text(f"{recipe} {extra}")
    except OSError as problem:
        stop(str(problem))


def environment(state: Path = VENV / "jupyter", notebooks: Path = HOME / "notebooks") -> dict:
    """The calm page's settings, apart from a Jupyter and a Python path of the person's own:
    neither sees the other.
    """
    others = (
        "PYTHONPATH",
        "PYTHONHOME",
        "JUPYTER_PATH",
        "JUPYTER_CONFIG_PATH",
        "JUPYTER_RUNTIME_DIR",
    )
    settings = {
        "JUPYTER_CONFIG_DIR": PAGE / "config",
        "JUPYTER_PATH": PAGE / "share",
        "WORKSHOP_PAGES": notebooks,
    }
    ours = {"JUPYTER_DATA_DIR": state, "IPYTHONDIR": state / "ipython", **settings}
    kept = {name: value for name, value in os.environ.items() if name not in others}
    kept.update(PYTHONUTF8="1", PIP_DISABLE_PIP_VERSION_CHECK="1")
    return {**kept, **{name: str(folder) for name, folder in ours.items()}}


def jupyter(page: str, port: int, python: Path = PYTHON) -> list:
    """The command that serves the notebooks, to this machine alone, and opens the browser on
    one page.
    """
    safely = [
        str(python),
        "-P",
    ]  # what lies in the folder of whoever starts it is no part of Python
    return [
        *safely,
        "-m",
        "jupyterlab",
        f"--ServerApp.port={port}",
        f"--LabApp.default_url=/doc/tree/{page}",
    ]


def pages() -> list:
    """Every page, as it is called in its address; what lies in `own` is a person's, and has any
    name.
    """
    notebooks = HOME / "notebooks"
    found = [*notebooks.glob("*.ipynb"), *notebooks.glob("facilitator/*.ipynb")]
    return sorted(path.relative_to(notebooks).as_posix() for path in found)


def find_page(wanted: str) -> str:
    """The page that is meant: by its name, by its number, or by how its name begins where one
    alone begins so.
    """
    name = re.sub(r"\.ipynb$", "", re.split(r"[/\\]", wanted.strip().lower())[-1])
    name = name.zfill(2) if name.isdecimal() else name
    stems = {page: Path(page).stem.lower() for page in pages()}
    exact = [page for page, stem in stems.items() if name in (stem, stem.split("-")[0])]
    found = exact or [page for page, stem in stems.items() if stem.startswith(name)]
    if len(found) == 1:
        return found[0]
    known = [stem.split("-")[0] if stem[0].isdecimal() else stem for stem in stems.values()]
    sys.exit(f"There is no page {wanted}. There are {', '.join(known)}.")


def demo() -> None:
    """Turn to a made-up log in a folder of its own; a kit that is open already stays as it is."""
    global RUNNING, PORT
    RUNNING, PORT = VENV / "demo" / "running.json", PORT + 20
    os.environ.update(WORKSHOP_DEMO="yes", WORKSHOP_JOURNAL=str(RUNNING.with_name("journal")))


def first_page() -> str:
    """Today, once the person's own journal has an ask; else where everybody begins."""
    asked = "import sys, workshop; sys.exit(not workshop.my_log().asks)"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    has_asks = subprocess.call([PYTHON, "-c", asked], env=environment(), **quiet) == 0
    return DAILY_PAGE if has_asks and DAILY_PAGE in pages() else FIRST_PAGE


def free_port(wished: "int | None" = None) -> int:
    """This port, or where something else holds it the next free one."""
    wished = PORT if wished is None else wished
    for port in (*range(wished, wished + 10), 0):
        with contextlib.suppress(OSError), socket.socket() as trial:
            if (
                os.name != "nt"
            ):  # elsewhere this frees a port that was closed just now; there it takes one in use
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(("127.0.0.1", port))
            trial.listen()
            return trial.getsockname()[1]
    sys.exit("No port is free on this machine: close something, then start again.")


def answers(port: int, token: str) -> bool:
    """Whether the kit is there: another server does not know the token, or tells of no kernels."""
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    silent = (OSError, ValueError, TypeError, http.client.HTTPException)
    with contextlib.suppress(*silent), contextlib.closing(server):
        server.request("GET", "/api/status", headers={"Authorization": f"token {token}"})
        return "kernels" in json.load(server.getresponse())
    return False


def is_alive(process: int) -> bool:
    """Whether this process may still run; Windows has no harmless way to ask."""
    try:
        return os.name == "nt" or os.kill(process, 0) is None
    except OSError as problem:
        return problem.errno == errno.EPERM


def open_already() -> "tuple[int, str] | None":
    """The port and the token of the kit where it is open, once it answers; what an ended one
    left is taken away.
    """
    while RUNNING.exists():
        patience = 1.0  # for a file that is being written just now
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, OverflowError):
            state = json.loads(RUNNING.read_text())
            if answers(state["port"], state["token"]):
                return state["port"], state["token"]
            patience = STARTING if is_alive(state["process"]) else 0
        with contextlib.suppress(FileNotFoundError):
            if not 0 <= time.time() - RUNNING.stat().st_mtime < patience:
                RUNNING.unlink()
        time.sleep(0.1)
    return None


def keep_private(path: Path, text: str, mode: str) -> None:
    """Write a file that nobody else on this machine can read."""
    with open(
        path, mode, encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)
    ) as file:
        file.write(text)


def show(address: str) -> None:
    """Open the browser, by way of a file: the words of a command can be read by everybody on
    this machine.
    """
    way = RUNNING.with_name("open.html")
    keep_private(way, f'<meta http-equiv="refresh" content="0; url={address}">', "w")
    webbrowser.open(way.as_uri())


def open_notebooks(page: str, browser: bool = True) -> None:
    """Open a page: where the kit is open already, there."""
    RUNNING.parent.mkdir(parents=True, exist_ok=True)
    already = open_already()
    port, token = already or (free_port(), secrets.token_hex(24))
    address = f"http://127.0.0.1:{port}/doc/tree/{urllib.parse.quote(page)}?token={token}"
    if already:
        say(f"The kit is open already, in another window. This page of it: {address}")
        return show(address) if browser else None
    try:
        keep_private(
            RUNNING, json.dumps({"port": port, "process": os.getpid(), "token": token}), "x"
        )
    except FileExistsError:  # another start was quicker
        return open_notebooks(page, browser)
    say(
        f"Your browser opens in a moment. If it does not: {address}"
        if browser
        else f"The page: {address}"
    )
    try:
        serve([*jupyter(page, port), *["--no-browser"] * (not browser)], token)
    finally:
        RUNNING.unlink(missing_ok=True)


def serve(command: list, token: str) -> None:
    """Serve until Ctrl+C, or until a page closes the kit."""
    log = VENV / f"{RUNNING.parent.name}.log"
    log.unlink(missing_ok=True)
    keep_private(log, "", "x")  # it names the pages that were opened
    with log.open("ab") as sink:
        server = subprocess.Popen(
            command, env={**environment(), "JUPYTER_TOKEN": token}, stdout=sink, stderr=sink
        )
    say("Leave this window open while you work. To close the kit, press Ctrl+C here.")
    try:
        if server.wait():
            sys.exit(f"JupyterLab has ended by itself; why stands at the end of {log}")
        say("The kit is closed. What you saved is kept.")
    except KeyboardInterrupt:
        say("\nClosing. What you saved is kept.")
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(5)  # it has met the Ctrl+C as well
        server.terminate()
        server.wait()


def bring(folder: Path) -> None:
    """The kit with all its parts, for every machine that it runs on, in a folder to carry away."""
    install()
    kit = folder / "no-to-yes"
    if folder.resolve().is_relative_to(HOME) or kit.exists():
        sys.exit(f"{kit} is there already, or lies in the kit. Please choose an empty folder.")
    say(f"Copying the kit to {kit}")
    shutil.copytree(HOME, kit, ignore=shutil.ignore_patterns(*LEFT))
    needed = subprocess.check_output([PYTHON, "-c", NEEDED], text=True).splitlines()
    for python in PYTHONS:
        for tags, (system, *more) in PLATFORMS.items():
            pins = VENV / "pins.txt"
            pins.write_bytes(
                subprocess.check_output([PYTHON, "-c", PINS, RECIPES[1], python, system])
            )
            for_ = [word for tag in tags for word in ("--platform", tag)]
            of = ["--only-binary=:all:", "--python-version", python, *for_, "-c", pins]
            pip = [PYTHON, "-m", "pip", "download", "--no-input", "--dest", kit / "wheels", *of]
            words = f"Fetching the parts for Python {python.rpartition('.')[0]} on {tags[0]}"
            run(words, [*pip, *needed, *TO_BUILD, *more], VENV / "bring.log")
    older = re.findall(r"^(\S+==\S+) ; python_full_version <", RECIPES[1].read_text(), re.MULTILINE)
    pip = [PYTHON, "-m", "pip", "download", "--no-input", "--no-deps", "--dest", kit / "wheels"]
    run("Fetching what an older Python 3.11 needs instead", [*pip, *older], VENV / "bring.log")
    size = sum(path.stat().st_size for path in kit.rglob("*")) / 1e6
    say(f"{kit} holds all that is needed ({size:,.0f} MB). There: python3 start.py")


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
        run(
            "Fetching Chromium, for the tests in a real browser",
            ["sh", "-c", fetch],
            VENV / "chromium.log",
        )
    if not find_chromium():
        sys.exit(
            "The tests in a real browser need Chromium or Chrome: install one, then run this again."
        )


def run_tests(words: tuple) -> int:
    """Every test, in one run; 0 where all pass."""
    install("test")
    if not find_chromium():
        install_chromium()
    every_core = (
        "-n",
        "auto",
        "--dist",
        "loadfile",
        "--no-loadscope-reorder",
    )  # the cells of a notebook stay together
    return subprocess.call(
        [PYTHON, "-m", "pytest", *every_core, *words], cwd=HOME, env=environment()
    )


def main(*words: str) -> None:
    """Open a page, or run the tests."""
    if words[:1] == ("test",):
        sys.exit(run_tests(words[1:]))
    if words[:1] == ("bring",):
        if len(words) != 2:
            sys.exit("Please name a folder: python3 start.py bring FOLDER")
        return bring(Path(words[1]).expanduser())
    wishes = {word for word in words if word.startswith("-")}
    wanted = [word for word in words if word not in wishes]
    if wishes & {"-h", "--help"}:
        return say(__doc__.strip())
    if wishes - {"--no-browser", "--demo"} or len(wanted) > 1:
        sys.exit(f"start.py takes one page, and no other words than these.\n\n{__doc__.strip()}")
    page = find_page(wanted[0]) if wanted else None
    install()
    if "--demo" in wishes:
        demo()
    try:
        open_notebooks(page or first_page(), "--no-browser" not in wishes)
    except OSError as problem:
        stop(str(problem))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("\nStopped. Nothing is broken: start again to go on.")
