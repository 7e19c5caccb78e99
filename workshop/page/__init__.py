"""What makes JupyterLab a calm page: its server's settings, the page extension, the pages as they were shipped."""

from pathlib import Path

SETTINGS = Path(__file__).parent / "config"
"""JUPYTER_CONFIG_DIR of a kit: what the server and JupyterLab are told."""
SHARE = Path(__file__).parent / "share"
"""On JUPYTER_PATH: where JupyterLab finds the page extension."""
OWN = "own"
"""The one folder beside the pages in which a person's own notebooks lie."""


def is_shipped(path: str) -> bool:
    """Whether a notebook at this path, below the folder of the pages, is the kit's: all are, but those in `own`.

    >>> is_shipped("00-start-here.ipynb"), is_shipped("/own/Untitled.ipynb"), is_shipped("own")
    (True, False, False)
    """
    return path.strip("/").partition("/")[0] != OWN
