"""What makes JupyterLab a calm page: its server's settings, the page extension, the pages as
they were shipped.
"""

OWN = "own"
"""The one folder beside the pages in which a person's own notebooks lie."""


def is_shipped(path: str) -> bool:
    """Whether a notebook at this path, below the folder of the pages, is the kit's: all are, but
    those in `own`.

    >>> is_shipped("00-start-here.ipynb"), is_shipped("/own/Untitled.ipynb"), is_shipped("own")
    (True, False, False)
    """
    return path.strip("/").partition("/")[0] != OWN
