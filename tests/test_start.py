"""start.py, from a copy of its own in a folder with spaces and accents, so that no test touches
the kit's own .venv.
"""

from __future__ import annotations

import ast
import contextlib
import importlib.util
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from types import ModuleType, SimpleNamespace

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
UNREACHABLE = "http://127.0.0.1:9/simple"  # nothing listens on the discard port
NOT_A_PART = shutil.ignore_patterns(".*_cache", ".venv*", ".git", "artefacts", "__pycache__")


PAGES = (
    "00-start-here.ipynb",
    "02-the-log.ipynb",
    "03-predict-your-nos.ipynb",
    "today.ipynb",
    "Über mich.ipynb",
)


@pytest.fixture
def copy(tmp_path: Path) -> Callable[[str], ModuleType]:
    """Load a copy of start.py that lies, with what it reads, in a folder of this name."""

    def load(folder: str = "Zoë's kit") -> ModuleType:
        home = tmp_path / folder
        (home / "constraints").mkdir(parents=True)
        (home / "notebooks").mkdir()
        for part in ("start.py", "pyproject.toml", "constraints/latest.txt"):
            shutil.copy(REPOSITORY / part, home / part)
        for page in PAGES:
            (home / "notebooks" / page).touch()
        for other in (
            "own/00-start-here, changed, 2026-11-27 21.00.00.ipynb",
            ".ipynb_checkpoints/03-a.ipynb",
        ):
            (home / "notebooks" / other).parent.mkdir()
            (home / "notebooks" / other).touch()
        spec = importlib.util.spec_from_file_location("a_copy_of_start", home / "start.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load


@pytest.fixture
def dry(
    copy: Callable[..., ModuleType], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[ModuleType, list[str]]]:
    """A copy that makes a .venv in name only; and the list of what it would have run."""

    def load(folder: str = "Zoë's kit") -> tuple[ModuleType, list[str]]:
        start, ran = copy(folder), []

        def make_venv() -> None:
            start.PYTHON.parent.mkdir(parents=True)
            start.PYTHON.symlink_to(sys.executable)

        monkeypatch.setattr(start, "make_venv", make_venv)
        monkeypatch.setattr(
            start, "run", lambda words, command, log: ran.append(" ".join(map(str, command)))
        )
        return start, ran

    return load


def test_an_older_python_can_read_the_file_and_is_told() -> None:
    source = (REPOSITORY / "start.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))  # from 3.6 on; no older one tells more
    older = "import sys; sys.version_info = (3, 6, 15); exec(compile(sys.stdin.read(), 'start.py', 'exec'))"
    done = subprocess.run(
        [sys.executable, "-c", older], input=source, capture_output=True, encoding="utf-8"
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(r"This kit needs Python 3\.11 or newer, .*\n", done.stderr)


def test_parts_are_installed_once_and_again_only_for_a_new_recipe_or_the_tests(
    dry: Callable[..., tuple],
) -> None:
    start, ran = dry()
    start.install()
    assert [
        ("pip install" in command, command.split(" -e ")[1].split()[0]) for command in ran[:1]
    ] == [(True, ".")]
    ran.clear()
    start.install()
    assert ran == []
    start.install("test")
    assert " -e .[test] -c " in ran[0]
    ran.clear()
    start.install()
    start.install("test")
    assert ran == []
    start.RECIPES[1].write_text("numpy==2.0.0\n")
    start.install()
    assert len(ran) == 2


def test_a_start_that_was_broken_off_leaves_no_stamp(
    dry: Callable[..., tuple], monkeypatch: pytest.MonkeyPatch
) -> None:
    start, _ = dry()
    monkeypatch.setattr(start, "run", lambda *_: sys.exit("broken off"))
    with pytest.raises(SystemExit, match="broken off"):
        start.install()
    assert not start.STAMP.exists()


@pytest.mark.parametrize("folder", ["OneDrive - Home", "Dropbox/kit", "iCloud Drive"])
def test_a_synced_folder_is_noted(
    folder: str, dry: Callable[..., tuple], capsys: pytest.CaptureFixture[str]
) -> None:
    dry(folder)[0].install()
    assert capsys.readouterr().out.startswith(
        "Note: this folder is synced, and the kit adds 800 MB to it."
    )


def test_a_folder_that_is_not_synced_needs_no_note(
    dry: Callable[..., tuple], capsys: pytest.CaptureFixture[str]
) -> None:
    dry("Projects")[0].install()
    assert "synced" not in capsys.readouterr().out


def test_a_full_disk_and_a_locked_folder_are_one_sentence_each(
    copy: Callable[..., ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    start = copy()
    monkeypatch.setattr(start.shutil, "disk_usage", lambda _: SimpleNamespace(free=10**6))
    with pytest.raises(
        SystemExit, match=r"^The disk is full: the kit needs 1 GB\. Make room, then start again\.$"
    ):
        start.install()
    monkeypatch.undo()
    monkeypatch.setattr(start.Path, "mkdir", raise_locked)
    with pytest.raises(
        SystemExit,
        match=r"^Nothing can be written in .*Zoë's kit: move the kit to a folder of your own\.$",
    ):
        start.install()


def raise_locked(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "The disk is full",
        ),
        (
            "WARNING: Retrying ... [Errno -3] Temporary failure in name resolution')': /simple/",
            "no way to the internet",
        ),
        (
            "OSError: [Errno 30] Read-only file system: '/media/cd/.venv'",
            "Nothing can be written in",
        ),
        ("one\ntwo\nERROR: something new", "one\ntwo\nERROR: something new"),
    ],
)
def test_what_pip_writes_becomes_one_sentence_or_is_shown(
    written: str, said: str, copy: Callable[..., ModuleType]
) -> None:
    with pytest.raises(SystemExit, match=re.escape(said)):
        copy().stop(written)


def test_without_a_network_the_install_says_so(copy: Callable[..., ModuleType]) -> None:
    start = copy()
    offline = {
        "PIP_INDEX_URL": UNREACHABLE,
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_FIND_LINKS": "",
        "PIP_RETRIES": "1",
    }
    done = subprocess.run(
        [sys.executable, start.HOME / "start.py"],
        env={**os.environ, **offline, "PIP_NO_CACHE_DIR": "1", "PYTHONWARNINGS": ""},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 1
    assert done.stdout.splitlines()[1].startswith("Fetching the kit's parts.")
    assert done.stderr.startswith(
        "The kit's parts could not be fetched, for there seems to be no way to the internet"
    )
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("wanted", "page"),
    [
        ("today", "today.ipynb"),
        ("Today", "today.ipynb"),
        ("tod", "today.ipynb"),
        ("03", "03-predict-your-nos.ipynb"),
        ("3", "03-predict-your-nos.ipynb"),
        ("0", "00-start-here.ipynb"),
        ("03-predict-your-nos", "03-predict-your-nos.ipynb"),
        ("03-predict-your-nos.ipynb", "03-predict-your-nos.ipynb"),
        ("notebooks/02-the-log.ipynb", "02-the-log.ipynb"),
        (r"notebooks\02-the-log.ipynb", "02-the-log.ipynb"),
        ("über mich", "Über mich.ipynb"),
    ],
)
def test_a_page_is_found_by_its_name_or_its_number(
    wanted: str, page: str, copy: Callable[..., ModuleType]
) -> None:
    assert copy().find_page(wanted) == page


@pytest.mark.parametrize(
    "wanted", ["tset", "99", "033", "03-predict-your-noses", "", "..", "0x", "03*"]
)
def test_a_page_that_is_not_there_is_answered_with_those_that_are(
    wanted: str, copy: Callable[..., ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    start = copy()
    monkeypatch.setattr(
        start, "install", lambda: pytest.fail("nothing is fetched for a page that is not there")
    )
    with pytest.raises(SystemExit) as said:
        start.main(wanted)
    assert str(said.value) == f"There is no page {wanted}. There are 00, 02, 03, today, über mich."


@pytest.mark.parametrize("words", [("--help",), ("-h",), ("03", "--help"), ("--no-browser", "-h")])
def test_help_shows_the_commands_and_starts_nothing(
    words: tuple, copy: Callable[..., ModuleType], capsys: pytest.CaptureFixture[str]
) -> None:
    start = copy()
    start.main(*words)
    told = capsys.readouterr().out
    assert [f"start.py {word} " in told for word in ("PAGE", "--no-browser", "test")] == [True] * 3
    assert not start.VENV.exists()


@pytest.mark.parametrize("words", [("--nobrowser",), ("02", "03"), ("02", "-x")])
def test_words_that_it_does_not_know_are_answered_with_those_it_knows(
    words: tuple, copy: Callable[..., ModuleType]
) -> None:
    with pytest.raises(
        SystemExit,
        match=r"^start\.py takes one page, and no other words than these\.\n\n(.*\n)+.* PAGE ",
    ):
        copy().main(*words)


@pytest.fixture
def opened(copy: Callable[..., ModuleType], monkeypatch: pytest.MonkeyPatch) -> Callable[..., list]:
    """What main would open: the page, and whether in a browser."""

    def open_(*words: str) -> list:
        start, found = copy(f"kit {time.monotonic()}"), []
        monkeypatch.setattr(start, "install", lambda: None)
        monkeypatch.setattr(
            start, "open_notebooks", lambda page, browser: found.extend((page, browser))
        )
        monkeypatch.setattr(start, "PYTHON", Path(sys.executable))  # the one in which the kit is
        start.main(*words)
        return found

    return open_


def test_it_opens_today_once_there_is_an_ask_of_ones_own(opened: Callable[..., list]) -> None:
    def own(command: str) -> None:
        subprocess.run(
            [Path(sys.executable).with_name("workshop"), *command.split()], check=True, stdout=-1
        )

    assert opened() == ["00-start-here.ipynb", True]
    own("log somebody")
    assert opened() == ["today.ipynb", True]
    assert opened("--no-browser") == ["today.ipynb", False]
    assert opened("--no-browser", "02") == ["02-the-log.ipynb", False]
    own("remove 1")
    assert opened() == ["00-start-here.ipynb", True]


def test_a_journal_that_cannot_be_read_opens_the_first_page(
    opened: Callable[..., list], home: Path
) -> None:
    (home / "journal").mkdir()
    (home / "journal" / "journal-x.txt").write_bytes(b"\xff\x00 no line\n")
    assert opened() == ["00-start-here.ipynb", True]
    shutil.rmtree(home / "journal")
    (home / "journal").write_text("a file where the folder should be")
    assert opened() == ["00-start-here.ipynb", True]


def test_a_port_in_use_is_left_alone(copy: Callable[..., ModuleType]) -> None:
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        taken = somebody.getsockname()[1]
        assert copy().free_port(taken) not in (taken, 0)
    assert copy("another").free_port(taken) == taken


def test_the_port_is_the_same_right_after_the_kit_was_closed(
    copy: Callable[..., ModuleType],
) -> None:
    start = copy()
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as Jupyter's has it
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            server.accept()[0].close()  # the side that closes first keeps the address for a minute
    assert start.free_port(port) == port
    assert start.PORT not in (8888, 8889, 8890)


# A second start while the first runs


class Answers(BaseHTTPRequestHandler):
    """Whatever listens on a port: the kit, or anything else."""

    token, status, body = "t" * 48, 200, b'{"kernels": 0}'

    def do_GET(self) -> None:
        known = self.headers.get("Authorization") == f"token {self.token}"
        self.send_response(self.status if known else 403)
        self.end_headers()
        self.wfile.write(self.body if known else b'{"message": "Forbidden"}')

    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def serving(**what: object) -> Iterator[int]:
    with HTTPServer(("127.0.0.1", 0), type("Answers", (Answers,), what)) as server:
        Thread(target=server.serve_forever, args=(0.01,)).start()
        yield server.server_port
        server.shutdown()


@pytest.fixture
def state(copy: Callable[..., ModuleType]) -> Callable[..., ModuleType]:
    """A copy of start.py that finds this in its state file."""

    def load(text: str, age: float = 0) -> ModuleType:
        start = copy()
        start.RUNNING.parent.mkdir(parents=True)
        start.RUNNING.write_text(text, encoding="utf-8")
        os.utime(start.RUNNING, (time.time() - age,) * 2)
        return start

    return load


def told(port: int, process: int = 1, token: str = Answers.token) -> str:
    return json.dumps({"port": port, "process": process, "token": token})


def test_a_second_start_opens_the_browser_on_the_first(
    state: Callable[..., ModuleType],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    seen: list[str] = []
    with serving() as port:
        start = state(told(port), age=9999)
        monkeypatch.setattr(start.webbrowser, "open", seen.append)
        monkeypatch.setattr(start, "serve", lambda *_: pytest.fail("there is a server"))
        start.open_notebooks("02-the-log.ipynb")
        start.open_notebooks("today.ipynb", browser=False)
    first, second = capsys.readouterr().out.splitlines()
    address = f"http://127.0.0.1:{port}/doc/tree/02-the-log.ipynb?token={Answers.token}"
    assert first == f"The kit is open already, in another window. This page of it: {address}"
    assert second.endswith(f"/today.ipynb?token={Answers.token}")
    (way,) = seen
    assert Answers.token not in way
    file = Path(urllib.request.url2pathname(way.removeprefix("file://")))
    assert f'url={address}"' in file.read_text(encoding="utf-8")
    assert os.name == "nt" or file.stat().st_mode & 0o077 == 0
    assert start.RUNNING.exists()


@pytest.mark.parametrize(
    "what",
    [
        {"status": 404, "body": b"<html>"},
        {"body": b'"a string"'},
        {"body": b"7"},
        {"token": "another"},
    ],
)
def test_another_server_on_the_port_is_not_the_kit(
    what: dict, state: Callable[..., ModuleType]
) -> None:
    with serving(**what) as port:
        start = state(told(port), age=9999)
        assert start.open_already() is None
        assert not start.RUNNING.exists()


DEAD = 4_190_000  # above the highest process that Linux gives, or as good as


@pytest.mark.parametrize("text", [told(9, DEAD), told(9, DEAD, "bad\nheader")])
def test_a_kit_that_has_ended_is_not_waited_for(
    text: str, state: Callable[..., ModuleType]
) -> None:
    begin = time.monotonic()
    start = state(text)
    assert start.open_already() is None
    assert not start.RUNNING.exists()
    assert time.monotonic() - begin < 1


@pytest.mark.parametrize(
    "text", ["", "[]", "{", "7", '{"port": 9}', told("x"), told({}), told(9, 10**30), told(9, "x")]
)
def test_a_broken_state_file_is_harmless(text: str, state: Callable[..., ModuleType]) -> None:
    start = state(text, age=60)
    assert start.open_already() is None
    assert not start.RUNNING.exists()


def test_a_kit_that_is_just_starting_is_waited_for(state: Callable[..., ModuleType]) -> None:
    with socket.socket() as later:
        later.bind(("127.0.0.1", 0))
        port = later.getsockname()[1]
    start = state(told(port))
    kit = HTTPServer(("127.0.0.1", port), Answers, bind_and_activate=False)
    kit.allow_reuse_address = True

    def answer() -> None:
        time.sleep(0.5)
        kit.server_bind()
        kit.server_activate()
        kit.handle_request()
        kit.server_close()

    thread = Thread(target=answer)
    thread.start()
    assert start.open_already() == (port, Answers.token)
    thread.join()


def test_the_state_is_private_while_the_kit_runs_and_goes_with_it(
    copy: Callable[..., ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    start, seen = copy(), []

    def serve(command: list, token: str) -> None:
        kept = json.loads(start.RUNNING.read_text())
        seen.append(
            (
                kept["token"] == token,
                kept["process"] == os.getpid(),
                f"port={kept['port']}" in str(command),
            )
        )
        assert os.name == "nt" or start.RUNNING.stat().st_mode & 0o077 == 0
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "serve", serve)
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            start.open_notebooks("00-start-here.ipynb", browser=False)
    assert seen == [(True, True, True)] * 2
    assert not start.RUNNING.exists()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("0", "The kit is closed. What you saved is kept."),
        ("3", "JupyterLab has ended by itself; why stands"),
    ],
)
def test_a_server_that_ends_says_whether_a_page_closed_it(
    code: str, said: str, copy: Callable[..., ModuleType], capsys: pytest.CaptureFixture[str]
) -> None:
    start = copy()
    start.VENV.mkdir()
    try:
        start.serve([sys.executable, "-c", f"raise SystemExit({code})"], "t")
    except SystemExit as end:
        print(end)
    assert said in capsys.readouterr().out


# Parts that lie beside it


BACKEND = """
import pathlib, zipfile
def build_editable(folder, *_):
    return make(folder, "no_to_yes", "Requires-Dist: a-small-part\\n")
def make(folder, name, needs=""):
    file = pathlib.Path(folder) / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as wheel:
        info = f"{name}-1.0.dist-info/"
        wheel.writestr(f"{name}.py", "")
        wheel.writestr(info + "METADATA", f"Metadata-Version: 2.1\\nName: {name}\\nVersion: 1.0\\n{needs}")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "RECORD", "")
    return file.name
"""
PROJECT = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'


def test_parts_come_from_the_folder_wheels_without_a_network(
    copy: Callable[..., ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    start = copy()
    (start.HOME / "pyproject.toml").write_text(
        PROJECT + '[project]\nname = "no-to-yes"\nversion = "1.0"\n'
    )
    (start.HOME / "backend.py").write_text(BACKEND)
    start.WHEELS.mkdir()
    for name, value in {
        "PIP_INDEX_URL": UNREACHABLE,
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_FIND_LINKS": "",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("PYTHONWARNINGS")  # pip warns
    with pytest.raises(
        SystemExit,
        match=r"^The folder .*wheels lacks a part that this machine or its Python needs\.",
    ):
        start.install()
    made: dict = {}
    exec(BACKEND, made)
    made["make"](start.WHEELS, "a_small_part")
    start.install()
    subprocess.run([start.PYTHON, "-c", "import a_small_part, no_to_yes"], check=True)


def test_settings_of_the_persons_own_stay_out(
    copy: Callable[..., ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PYTHONPATH", "JUPYTER_PATH", "JUPYTER_CONFIG_PATH", "JUPYTER_CONFIG_DIR", "KEPT"):
        monkeypatch.setenv(name, "of my own")
    start = copy()
    assert {name for name, value in start.environment().items() if value == "of my own"} == {"KEPT"}


def answers(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.long
def test_a_first_start_opens_the_page_and_the_second_takes_seconds(tmp_path: Path) -> None:
    kit = tmp_path / "Zoë's own kit"
    shutil.copytree(REPOSITORY, kit, ignore=NOT_A_PART)
    command, settings = (
        [sys.executable, kit / "start.py"],
        {**os.environ, "BROWSER": "true", "PYTHONWARNINGS": ""},
    )
    for patience in (600, 15):
        begin = time.monotonic()
        begun = subprocess.Popen(
            command, env=settings, stdout=-1, stderr=-1, encoding="utf-8", start_new_session=True
        )
        address = next(
            re.search(r"http://\S+", line)[0] for line in begun.stdout if "http://" in line
        )
        port = int(address.split(":")[2].split("/")[0])
        while not answers(port):
            time.sleep(0.1)
        assert time.monotonic() - begin < patience
        with urllib.request.urlopen(address) as answer:
            assert "/doc/tree/00-start-here.ipynb" in answer.url
        os.killpg(begun.pid, signal.SIGINT)
        said, problems = begun.communicate(timeout=30)
        assert said.endswith("Closing. What you saved is kept.\n")
        assert problems == ""


@pytest.mark.long
def test_a_python_without_ensurepip_still_gets_its_environment(
    copy: Callable[..., ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    debians = tmp_path / "python"
    debians.write_text(
        f'#!/bin/sh\n[ "$2" = venv ] && mkdir -p "$3/bin" && exit 1\nexec "{sys.executable}" "$@"\n'
    )
    debians.chmod(0o755)
    start = copy()
    monkeypatch.setattr(start.sys, "executable", str(debians))
    monkeypatch.delenv("PYTHONWARNINGS")  # pip warns
    start.make_venv()
    assert subprocess.call([start.PYTHON, "-m", "pip", "--version"], stdout=subprocess.DEVNULL) == 0
