"""start.py, from a copy of its own in a folder with spaces and accents, so that no test touches the kit's own .venv."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
UNREACHABLE = "http://127.0.0.1:9/simple"  # nothing listens on the discard port
NOT_A_PART = shutil.ignore_patterns(".*_cache", ".venv", ".git", "artefacts", "__pycache__")


@pytest.fixture
def copy(tmp_path: Path) -> Callable[[str], ModuleType]:
    """Load a copy of start.py that lies, with what it reads, in a folder of this name."""

    def load(folder: str = "Zoë's kit") -> ModuleType:
        home = tmp_path / folder
        (home / "constraints").mkdir(parents=True)
        (home / "notebooks").mkdir()
        for part in ("start.py", "pyproject.toml", "constraints/latest.txt"):
            shutil.copy(REPOSITORY / part, home / part)
        (home / "notebooks" / "00-start-here.ipynb").touch()
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
        monkeypatch.setattr(start, "run", lambda words, command, log: ran.append(" ".join(map(str, command))))
        return start, ran

    return load


def test_an_older_python_can_read_the_file_and_is_told() -> None:
    source = (REPOSITORY / "start.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 8))
    older = "import sys; sys.version_info = (3, 8, 18); exec(compile(sys.stdin.read(), 'start.py', 'exec'))"
    done = subprocess.run([sys.executable, "-c", older], input=source, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(r"This kit needs Python 3\.11 or newer, .*\n", done.stderr)


def test_parts_are_installed_once_and_again_only_for_a_new_recipe_or_the_tests(dry: Callable[..., tuple]) -> None:
    start, ran = dry()
    start.install()
    assert [("pip install" in command, command.split(" -e ")[1].split()[0]) for command in ran[:1]] == [(True, ".")]
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
def test_a_synced_folder_is_noted(folder: str, dry: Callable[..., tuple], capsys: pytest.CaptureFixture[str]) -> None:
    dry(folder)[0].install()
    assert capsys.readouterr().out.startswith("Note: this folder is synced, and the kit adds 800 MB to it.")


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
    with pytest.raises(SystemExit, match=r"^The disk is full: the kit needs 1 GB\. Make room, then start again\.$"):
        start.install()
    monkeypatch.undo()
    monkeypatch.setattr(start.Path, "mkdir", raise_locked)
    with pytest.raises(
        SystemExit, match=r"^Nothing can be written in .*Zoë's kit: move the kit to a folder of your own\.$"
    ):
        start.install()


def raise_locked(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "The disk is full"),
        (
            "WARNING: Retrying ... [Errno -3] Temporary failure in name resolution')': /simple/",
            "no way to the internet",
        ),
        ("OSError: [Errno 30] Read-only file system: '/media/cd/.venv'", "Nothing can be written in"),
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
    offline = {"PIP_INDEX_URL": UNREACHABLE, "PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": "", "PIP_RETRIES": "1"}
    done = subprocess.run(
        [sys.executable, start.HOME / "start.py"],
        env={**os.environ, **offline, "PIP_NO_CACHE_DIR": "1", "PYTHONWARNINGS": ""},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 1
    assert done.stdout.splitlines()[1].startswith("Fetching the kit's parts.")
    assert done.stderr.startswith("The kit's parts could not be fetched, for there seems to be no way to the internet")
    assert len(done.stderr.splitlines()) == 1


def test_a_page_that_is_not_there_is_named(copy: Callable[..., ModuleType]) -> None:
    with pytest.raises(SystemExit, match=r"^There is no page tset in the folder notebooks\.$"):
        copy().main("tset")


def test_a_port_in_use_is_left_alone(copy: Callable[..., ModuleType]) -> None:
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        taken = somebody.getsockname()[1]
        assert copy().free_port(taken) not in (taken, 0)
    assert copy("another").free_port(taken) == taken


def test_settings_of_the_persons_own_stay_out(copy: Callable[..., ModuleType], monkeypatch: pytest.MonkeyPatch) -> None:
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
    command, settings = [sys.executable, kit / "start.py"], {**os.environ, "BROWSER": "true", "PYTHONWARNINGS": ""}
    for patience in (600, 15):
        begin = time.monotonic()
        begun = subprocess.Popen(command, env=settings, stdout=-1, stderr=-1, encoding="utf-8", start_new_session=True)
        address = next(re.search(r"http://\S+", line)[0] for line in begun.stdout if "http://" in line)
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
    debians.write_text(f'#!/bin/sh\n[ "$2" = venv ] && mkdir -p "$3/bin" && exit 1\nexec "{sys.executable}" "$@"\n')
    debians.chmod(0o755)
    start = copy()
    monkeypatch.setattr(start.sys, "executable", str(debians))
    monkeypatch.delenv("PYTHONWARNINGS")  # pip warns
    start.make_venv()
    assert subprocess.call([start.PYTHON, "-m", "pip", "--version"], stdout=subprocess.DEVNULL) == 0
