"""The kit's Jupyter server: one kernel for all pages, pages that stay, and a closed connection
that harms nobody.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from tornado.websocket import WebSocketClosedError, websocket_connect
from traitlets.config import Config

import start
from workshop.page import server, settings, shipped

TOKEN = "for-this-test-alone"
MEGABYTE = 1_000_000
NEW_PROTOCOL = "v1.kernel.websocket.jupyter.org"


class Served:
    """A kit's server in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.pages = folder, folder / "notebooks"
        self.port = start.free_port(0)
        home = {"HOME": str(folder), "JUPYTER_TOKEN": TOKEN, "WORKSHOP_PAGES": str(self.pages)}
        settings = {**start.environment(folder / "state", self.pages), **home}
        command = [*start.jupyter("today.ipynb", self.port, Path(sys.executable)), "--no-browser"]
        self.log = folder / "server.log"
        with self.log.open("wb") as sink:
            self.process = subprocess.Popen(command, env=settings, stdout=sink, stderr=sink)
        end = time.monotonic() + 60
        while not self.kernels():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < end, self.log.read_text()
            time.sleep(0.05)

    def kernels(self) -> list[Any]:
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            return list(self.ask("/api/kernels"))
        return []

    def ask(self, path: str, method: str = "GET", body: Any = None) -> Any:
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        headers = {"Authorization": f"token {TOKEN}"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", data, headers, method=method
        )
        with direct.open(request, timeout=30) as answer:
            return json.loads(answer.read() or "null")

    def session(self, path: str) -> dict[str, Any]:
        kernel = {"name": "python3"}
        asked = {"path": path, "name": path, "type": "notebook", "kernel": kernel}
        return dict(self.ask("/api/sessions", "POST", asked))

    def memory(self) -> int:
        return int(psutil.Process(self.process.pid).memory_info().rss)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("kit")
    found = Served(folder)
    yield found
    found.process.terminate()
    found.process.wait(20)


def refused(served: Served, method: str, path: str, body: Any = None) -> str:
    with pytest.raises(urllib.error.HTTPError) as told:
        served.ask(path, method, body)
    assert told.value.code == 403
    return str(json.load(told.value)["message"])


def test_all_pages_share_the_kernel_that_was_started_before_anybody_asked(served: Served) -> None:
    [kernel] = served.kernels()
    assert {
        served.session(page)["kernel"]["id"] for page in ("00-start-here.ipynb", "today.ipynb")
    } == {kernel["id"]}
    own = served.session("own/Untitled.ipynb")
    assert own["kernel"]["id"] != kernel["id"]
    served.ask(f"/api/sessions/{own['id']}", "DELETE")
    assert [left["id"] for left in served.kernels()] == [kernel["id"]]


def test_a_page_that_closes_leaves_the_kernel_to_the_others(served: Served) -> None:
    one, other = served.session("01-what-are-you-selling.ipynb"), served.session("02-the-log.ipynb")
    served.ask(f"/api/sessions/{one['id']}", "DELETE")
    assert other["kernel"]["id"] in [kernel["id"] for kernel in served.kernels()]


def test_a_kernel_that_is_gone_is_followed_by_a_new_one(served: Served) -> None:
    [kernel, *_] = served.kernels()
    served.ask(f"/api/kernels/{kernel['id']}", "DELETE")
    again = served.session("03-predict-your-nos.ipynb")
    assert again["kernel"]["id"] != kernel["id"]
    assert served.session("04-shades-of-no.ipynb")["kernel"]["id"] == again["kernel"]["id"]


def test_a_page_can_be_read_and_not_be_written(served: Served) -> None:
    page = served.ask("/api/contents/00-start-here.ipynb")
    assert page["writable"] is False
    before = (served.pages / "00-start-here.ipynb").read_bytes()
    changed = {"type": "notebook", "format": "json", "content": page["content"]}
    assert "stays as it came" in refused(
        served, "PUT", "/api/contents/00-start-here.ipynb", changed
    )
    refused(served, "PATCH", "/api/contents/00-start-here.ipynb", {"path": "own/mine.ipynb"})
    refused(served, "DELETE", "/api/contents/00-start-here.ipynb")
    assert (served.pages / "00-start-here.ipynb").read_bytes() == before


def test_an_own_notebook_is_kept_without_what_it_showed(served: Served) -> None:
    output = {"output_type": "stream", "name": "stdout", "text": "Aunt Vera said no"}
    cell = {
        "cell_type": "code",
        "source": "1",
        "metadata": {},
        "outputs": [output],
        "execution_count": 3,
    }
    told = {
        "widgets": {"state": "Aunt Vera"},
        "language_info": {"name": "python"},
        "kernelspec": {"name": "python3"},
    }
    notebook = {"cells": [cell], "metadata": told, "nbformat": 4, "nbformat_minor": 4}
    served.ask(
        "/api/contents/own/mine.ipynb",
        "PUT",
        {"type": "notebook", "format": "json", "content": notebook},
    )
    kept = (served.pages / "own" / "mine.ipynb").read_text(encoding="utf-8")
    assert "Vera" not in kept
    assert "python3" in kept


def test_what_comes_to_a_closed_connection_is_dropped(served: Served) -> None:
    """A second connection of the same page closes the first, which goes on sending in the new
    protocol.
    """
    kernel = served.session("05-what-i-told-myself.ipynb")["kernel"]["id"]
    address = f"ws://127.0.0.1:{served.port}/api/kernels/{kernel}/channels?session_id=one-page&token={TOKEN}"
    message = (
        b"\x06" + b"\x00" * 7 + b"\x30" + b"\x00" * 400
    )  # its first bytes, read as the old one: 100,663,296 parts
    before = served.memory()

    async def twice() -> None:
        first = await websocket_connect(address, subprotocols=[NEW_PROTOCOL])
        second = asyncio.ensure_future(websocket_connect(address, subprotocols=[NEW_PROTOCOL]))
        with contextlib.suppress(WebSocketClosedError):
            for _ in range(2_000):
                await first.write_message(message, binary=True)
                await asyncio.sleep(0.0005)
        first.close()
        (await second).close()
        await asyncio.sleep(0.5)  # both say goodbye

    asyncio.run(twice())
    begin = time.monotonic()
    assert served.ask("/api/status")
    assert time.monotonic() - begin < 5
    assert served.memory() - before < 100 * MEGABYTE
    assert "struct.error" not in served.log.read_text()


@pytest.mark.skipif(os.name == "nt", reason="there kernels talk by TCP, with keys")
def test_nobody_else_can_hear_a_kernel_or_read_what_the_server_keeps(served: Served) -> None:
    files = [Path(word) for each in kernels_of(served) for word in each if word.endswith(".json")]
    assert {json.loads(file.read_text(encoding="utf-8"))["transport"] for file in files} == {"ipc"}
    [place] = {file.parent for file in files}
    assert place.stat().st_mode & 0o077 == 0
    kept = (
        path for path in (served.folder / "state").rglob("*") if path.name != "README"
    )  # which IPython brings
    readable = [path for path in kept if path.stat().st_mode & 0o077]
    assert readable == []


def kernels_of(served: Served) -> list[list[str]]:
    children = psutil.Process(served.process.pid).children(recursive=True)
    return [child.cmdline() for child in children if "ipykernel_launcher" in child.cmdline()]


def test_kernels_keep_no_history_of_what_was_run(served: Served) -> None:
    assert not list((served.folder / "state" / "ipython").rglob("history.sqlite"))


# the pages as they were shipped


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    shutil.copytree(shipped.BESIDE, tmp_path / "pages", ignore=shutil.ignore_patterns("own"))
    return tmp_path / "pages"


def change(page: Path, cell: str) -> bytes:
    notebook = json.loads(page.read_text(encoding="utf-8"))
    notebook["cells"][3]["source"] = [cell]
    page.write_text(json.dumps(notebook), encoding="utf-8")
    return page.read_bytes()


def test_a_page_as_it_was_shipped_is_left_alone(pages: Path) -> None:
    assert shipped.restore(pages) == {}
    assert list((pages / "own").iterdir()) == []


def test_a_changed_page_is_set_aside_and_comes_again(pages: Path) -> None:
    changed = change(pages / "02-the-log.ipynb", "my own words")
    told = shipped.restore(pages)
    assert list(told) == ["02-the-log.ipynb"]
    assert (pages / told["02-the-log.ipynb"]).read_bytes() == changed
    assert dict(shipped.pages())["02-the-log.ipynb"] == (pages / "02-the-log.ipynb").read_bytes()
    assert shipped.restore(pages) == {}


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe", b'{"cells": 3}', b"[]"])
def test_a_page_that_is_no_notebook_any_more_is_set_aside_too(pages: Path, damage: bytes) -> None:
    (pages / "today.ipynb").write_bytes(damage)
    [aside] = shipped.restore(pages).values()
    assert (pages / aside).read_bytes() == damage


def test_a_page_that_is_missing_comes_and_one_that_a_save_alone_touched_needs_no_copy(
    pages: Path,
) -> None:
    (pages / "today.ipynb").unlink()
    page = pages / "00-start-here.ipynb"
    page.write_text(json.dumps(json.loads(page.read_text(encoding="utf-8"))), encoding="utf-8")
    assert shipped.restore(pages) == {}
    assert {name: (pages / name).read_bytes() for name, _ in shipped.pages()} == dict(
        shipped.pages()
    )


def test_a_folder_that_cannot_be_written_to_is_used_as_it_is(
    pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(pages / "02-the-log.ipynb", "my own words")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "write_bytes", refuse)
    monkeypatch.setattr(Path, "mkdir", refuse)
    assert shipped.restore(pages) == {}


def test_what_is_taken_for_shipped_are_the_pages_and_nothing_of_ones_own(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pages / "own").mkdir()
    (pages / "own" / "mine.ipynb").write_text("{}")
    monkeypatch.setattr(shipped, "ARCHIVE", tmp_path / "pages.zip")
    shipped.pack(pages)
    there = {path.relative_to(pages).as_posix() for path in pages.rglob("*.ipynb")}
    assert {name for name, _ in shipped.pages()} == there - {"own/mine.ipynb"}


def test_what_is_stripped_is_only_what_was_shown() -> None:
    notebook = {"cells": [{"cell_type": "markdown", "source": "a"}], "metadata": {"title": "b"}}
    server.keep_outputs_out(notebook)
    assert notebook == {
        "cells": [{"cell_type": "markdown", "source": "a"}],
        "metadata": {"title": "b"},
    }


def test_what_a_kernel_loads_before_a_page_asks_is_there() -> None:
    settings_of_it: dict[str, Any] = {"c": Config()}
    exec(settings.KERNEL, settings_of_it)
    lines = settings_of_it["c"].InteractiveShellApp.exec_lines
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True)
    assert (len(lines), done.returncode, done.stderr) == (1, 0, "")
