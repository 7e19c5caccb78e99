"""No command writes over a file that exists, over a journal never; and what the kit writes is
for nobody else.
"""

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command import workshop
from workshop import output, report
from workshop.samples import my_log
from workshop.text import Problem

WRITERS = {"page": ("page", "1"), "cards": ("cards", "04"), "export": ("export",)}


def write(command: str, place: Path, *more: str) -> tuple[int, str]:
    """The exit status of a command that writes a file, and what it said on stderr."""
    done = workshop(*WRITERS[command], place, *more)
    return done.status, done.err


@pytest.fixture(autouse=True)
def an_ask() -> None:
    my_log().ask("North", on="2026-03-02", outcome="no_final")


@pytest.mark.parametrize("command", WRITERS)
def test_a_file_that_exists_is_written_over_only_with_force(command: str, home: Path) -> None:
    place = home / "out.csv"
    assert write(command, place) == (0, "")
    place.write_text("mine")
    said = (
        f"{place}: there is one of this name already. Please choose another name, or add --force.\n"
    )
    assert write(command, place) == (1, said)
    assert place.read_text() == "mine"
    assert write(command, place, "--force") == (0, "")
    assert place.read_text("utf-8") != "mine"
    assert [path.name for path in home.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize("command", WRITERS)
def test_a_journal_is_never_written_over(command: str, force: tuple[str, ...], home: Path) -> None:
    own = my_log().path
    assert own is not None
    before = own.read_bytes()
    copy, link, torn = home / "copy.csv", home / "link.csv", home / "torn.csv"
    copy.write_bytes(before)
    link.symlink_to(own)
    torn.write_bytes(b"junk\n" * 1000 + before)
    (home / "Journal-old.csv").write_bytes(before)
    for place in (own, copy, link, torn, home / "Journal-old.csv"):
        kept = place.read_bytes()
        status, said = write(command, place, *force)
        assert status == 1
        assert place.read_bytes() == kept
        if command != "export" or place != own:
            assert said == (
                f"{place}: this is a journal, and nothing is ever written over one. Please choose another name.\n"
            )
    assert own.read_bytes() == before


@pytest.mark.parametrize("command", ["page", "cards"])
def test_nothing_is_put_where_it_would_be_read_as_a_journal(command: str, home: Path) -> None:
    status, said = write(command, home / "journal" / "journal-new.txt")
    assert (status, "this is a journal" in said) == (1, True)
    assert len(list((home / "journal").iterdir())) == 1


@pytest.mark.parametrize("command", WRITERS)
def test_a_place_that_cannot_be_written_ends_in_a_sentence(
    command: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, said = write(command, home / "nowhere" / "out.csv")
    assert (status, said.count("\n")) == (1, 1)
    assert said.endswith(
        "it can't be written (No such file or directory). Please choose another place.\n"
    )

    def fails(*_: object, **__: object) -> int:
        raise OSError(30, "Read-only file system")

    for call in ("open", "unlink", "replace"):
        monkeypatch.setattr(output.os, call, fails)
    status, said = write(command, home / "out.csv")
    assert (
        said
        == f"{home / 'out.csv'}: it can't be written (Read-only file system). Please choose another place.\n"
    )


def test_a_page_beside_the_journal_may_be_made_again(home: Path) -> None:
    first = report.save_entry(my_log(), 1)
    assert report.save_entry(my_log(), 1) == first
    with pytest.raises(Problem, match="there is one of this name already"):
        report.save_entry(my_log(), 1, first)


# Others on the machine


@pytest.fixture
def open_home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home into which everyone may look, as on many a shared machine."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)
        monkeypatch.setenv("WORKSHOP_JOURNAL", str(place / "journal"))
        monkeypatch.setenv("XDG_STATE_HOME", str(place / "state"))
        my_log().ask("North", on="2026-03-02", outcome="no_final", words="not now")
        yield place


@pytest.mark.skipif(os.name != "posix", reason="other users are told apart by Unix's rights")
def test_all_that_is_written_is_0600_whatever_the_umask(home: Path) -> None:
    before = os.umask(0)
    try:
        for command in WRITERS:
            assert write(command, home / f"{command}.csv") == (0, "")
        assert write("export", home / "export.csv", "--force") == (0, "")
        assert workshop("export", home / "log.json").status == 0
        page = report.save_entry(my_log(), 1)
        new = my_log(home / "umask")
        new.ask("x")
    finally:
        os.umask(before)
    made = [*(home / f"{command}.csv" for command in WRITERS), home / "log.json", page]
    assert new.path is not None
    made += [new.path, home / "state" / "no-to-yes" / "device.txt"]
    assert {oct(stat.S_IMODE(place.stat().st_mode)) for place in made} == {"0o600"}
    assert oct(stat.S_IMODE(new.path.parent.stat().st_mode)) == "0o700"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another user"
)
def test_another_user_can_read_nothing(open_home: Path) -> None:
    home = open_home
    for command in WRITERS:
        write(command, home / f"{command}.csv")
    workshop("export", home / "log.json")
    report.save_entry(my_log(), 1)
    (home / "for everyone.txt").write_text("North")
    (home / "for everyone.txt").chmod(0o644)
    tried = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(home)],
        capture_output=True,
        text=True,
        check=True,
        cwd="/",
    )
    read = {Path(line).name for line in tried.stdout.splitlines()}
    assert read == {"for everyone.txt"}


AS_NOBODY = """
import os, sys
os.setgroups([]); os.setgid(65534); os.setuid(65534)
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        try:
            open(os.path.join(folder, name), "rb").read()
        except OSError:
            continue
        print(os.path.join(folder, name))
"""
