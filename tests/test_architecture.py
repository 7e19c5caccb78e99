"""The house rules: floors, sizes, what an import loads, and what never stands in a committed
file.
"""

import ast
import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

import workshop

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "workshop").rglob("*.py"))
IDS = [str(path.relative_to(ROOT)) for path in MODULES]
# Written in pieces, so that this file does not find itself.
HOSTS = re.compile(
    "|".join(
        [
            "files" + r"\.pythonhosted",
            "pypi" + r"\.org",
            "registry" + r"\.npmjs",
            "deb" + r"\.debian\.org",
        ]
    )
)
MACHINE_PATH = re.compile(
    r"(?<![\w.\-/])/(?:"
    + "|".join(["work", "root", "home/" + r"\w+", "Users/" + r"\w+", "tmp"])
    + r")/[\w.]"
)


def committed() -> list[Path]:
    """Every text file that git holds or would hold."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = [ROOT / name for name in listed.stdout.splitlines()]
    return [path for path in found if path.is_file() and path.suffix not in (".png", ".ico")]


def test_an_import_only_goes_down() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert "0 broken" in done.stdout


def test_the_page_of_the_house_and_the_contracts_name_every_floor() -> None:
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    layers, without_widgets, _ = linter["contracts"]
    floors = [floor.replace("workshop.", "") for floor in layers["layers"]]
    page = (ROOT / "docs" / "house.md").read_text(encoding="utf-8")
    drawn = [re.split(r"  +", line)[0] for line in page.split("```")[1].strip().splitlines()]
    assert drawn == floors
    named = {name for floor in floors for name in floor.split(" | ")}
    built = {path.relative_to(ROOT / "workshop").parts[0].removesuffix(".py") for path in MODULES}
    assert named == built - {"__init__", "data"}
    assert {name.removeprefix("workshop.") for name in without_widgets["source_modules"]} == (
        named - {"widgets"}
    )
    for place in re.findall(r"`((?:[a-z]+/)+[a-z_]+\.(?:py|js)|[a-z]+\.py)`", page):
        assert (ROOT / "workshop" / place).is_file(), place


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_a_module_fits_a_sitting_and_a_function_a_screen(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert statements(source) <= 215
    functions = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in functions
        if (node.end_lineno or 0) - node.lineno >= 40
    }
    if (
        path.parent.name == "cli"
    ):  # a subcommand's options are its documentation; what it does is what is short
        long = {node.name: len(node.body) for node in functions if len(node.body) > 12}
    assert long == {}


def statements(source: str) -> int:
    """How much it says: every statement, docstrings aside. No way of laying out lines changes
    this number.
    """
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.stmt)]
    return sum(
        not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)) for node in found
    )


def test_a_statement_is_counted_once_however_it_is_laid_out() -> None:
    assert statements('"""Docstring."""\n') == 0
    assert statements("if a:\n    b = [\n        1,\n    ]\n") == statements("if a: b = [1]") == 2
    assert statements('def f():\n    """Say."""\n    return 1; x = 2') == 3


CAPS = {
    "cli": 487,
    "page": 180,
    "report": 260,
    "widgets": 1730,
    "exercises": 510,
    "pictures": 252,
    "exchange": 1255,
    "charts": 1045,
    "analysis": 1777,
    "journal": 1107,
    "modules that are a floor by themselves": 595,
}
"""Statements by floor. A cap is raised only in a commit of its own, which says what was removed."""


def test_each_floor_keeps_within_its_cap_and_the_package_stays_a_helper() -> None:
    found = dict.fromkeys(CAPS, 0)
    for path in MODULES:
        floor, *rest = path.relative_to(ROOT / "workshop").parts
        found[floor if rest else list(CAPS)[-1]] += statements(path.read_text(encoding="utf-8"))
    assert {floor: count for floor, count in found.items() if count > CAPS[floor]} == {}
    assert sum(CAPS.values()) <= 9200


def test_what_the_browser_gets_stays_small() -> None:
    found = [
        path.relative_to(ROOT) for path in committed() if path.suffix in (".js", ".mjs", ".css")
    ]
    lines = {
        path: path.read_text(encoding="utf-8").splitlines()
        for path in found
        if path.parts[0] != "tests"
    }
    assert {path.suffix for path in lines} >= {".js", ".css"}
    assert sum(map(len, lines.values())) < 1135
    assert max(len(line) for text in lines.values() for line in text) <= 180


def test_no_module_is_a_drawer_for_anything() -> None:
    assert not {path.stem for path in MODULES} & {
        "utils",
        "util",
        "helpers",
        "helper",
        "misc",
        "common",
        "manager",
    }


def test_every_public_thing_says_what_it_is() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "workshop", "tests", "start.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.skipif(
    version("numpy") < "2", reason="the types of numpy 1 say less; those of the latest are held to"
)
def test_types_hold() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize(
    "line",
    ["import workshop", "from workshop import Problem", "import workshop as ws; ws.my_log()"],
)
def test_an_import_loads_nothing_before_it_is_used(line: str) -> None:
    heavy = ("ipywidgets", "anywidget", "matplotlib", "scipy", "IPython")
    code = f"import sys, json; {line}; print(json.dumps([name for name in {heavy} if name in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


def test_the_kit_has_few_names_and_each_has_its_line() -> None:
    assert len(workshop.__all__) <= 25
    for name in workshop.__all__:
        assert getattr(workshop, name) is not None
    assert all(line for _, line in workshop.NAMES.values())


def test_no_module_stands_in_the_place_of_a_name() -> None:
    """Whichever page loaded it first, `ws.today` is the panel: a module of that name would be it
    from its import on.
    """
    assert not {path.stem for path in MODULES if path.parent.name == "workshop"} & {*workshop.NAMES}


def test_help_lists_every_name(capsys: pytest.CaptureFixture[str]) -> None:
    workshop.help()
    told = capsys.readouterr().out
    assert all(f"ws.{name}" in told for name in workshop.NAMES)


def test_a_name_that_is_not_there_is_told_in_words() -> None:
    with pytest.raises(AttributeError, match=r"ws\.help\(\) lists the names"):
        _ = workshop.no_such_name


@pytest.mark.parametrize("path", committed(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_machine_path_and_no_registry_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8", errors="replace")
    assert [found.group() for found in HOSTS.finditer(text)] == []
    assert [found.group() for found in MACHINE_PATH.finditer(text)] == []
