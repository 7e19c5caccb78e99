"""The pages as they were shipped: kept in the package too, so that a changed one can come again as
it was.

python -m workshop.page.shipped    takes the pages beside the package as the ones that are shipped
"""

import contextlib
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import nbformat
from nbformat.sign import NotebookNotary

from workshop.page import OWN, is_shipped

ARCHIVE = Path(__file__).parent / "pages.zip"
BESIDE = Path(__file__).parents[2] / "notebooks"
"""Where the pages lie in a checkout."""


def pages() -> Iterator[tuple[str, bytes]]:
    """Each shipped page: its path below the folder of the pages, and what stands in it."""
    with zipfile.ZipFile(ARCHIVE) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)


def restore(folder: Path) -> dict[str, str]:
    """Make the pages in a folder what was shipped; a changed one is set aside first, in `own`.

    Returns the paths of the pages that were changed, each with where its changed copy lies now.
    Where nothing can be written, as on a machine that many share, the pages stay as they are.
    """
    aside: dict[str, str] = {}
    with contextlib.suppress(PermissionError):
        (folder / OWN).mkdir(parents=True, exist_ok=True)
        for name, page in pages():
            aside |= _restored(folder, name, page)
    return aside


def _restored(folder: Path, name: str, shipped: bytes) -> dict[str, str]:
    page = folder / name
    now = page.read_bytes() if page.exists() else None
    if now == shipped:
        return {}
    aside = f"{OWN}/{page.stem}, changed, {datetime.now():%Y-%m-%d %H.%M.%S}.ipynb"
    is_changed = now is not None and _cells(now) != _cells(shipped)
    if is_changed:
        (folder / aside).write_bytes(now or b"")
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_bytes(shipped)
    return {name: aside} if is_changed else {}


def sign(folder: Path) -> None:
    """Let Jupyter trust the pages in a folder that are as they were shipped; only what it
    trusts runs by itself.
    """
    notary = NotebookNotary()
    for name, shipped in pages():
        page = folder / name
        if page.exists() and page.read_bytes() == shipped:
            notary.sign(nbformat.reads(shipped.decode("utf-8"), as_version=4))


def pack(folder: Path = BESIDE) -> None:
    """Take the pages in a folder as the ones that are shipped."""
    with zipfile.ZipFile(ARCHIVE, "w", zipfile.ZIP_DEFLATED) as archive:
        for page in sorted(folder.rglob("*.ipynb")):
            name = page.relative_to(folder).as_posix()
            if is_shipped(name) and not name.startswith("."):
                archive.writestr(zipfile.ZipInfo(name), page.read_bytes(), zipfile.ZIP_DEFLATED)


def _cells(page: bytes) -> list[tuple[str, str]]:
    """Kind and words of each cell: what somebody can have changed, and not what a save alone
    changes.
    """
    try:
        cells = nbformat.reads(page.decode("utf-8"), as_version=4).cells
    except (
        ValueError,
        AttributeError,
        TypeError,
        KeyError,
        nbformat.validator.NotebookValidationError,
    ):
        return []
    return [(cell.cell_type, cell.source) for cell in cells]


if __name__ == "__main__":
    pack()
