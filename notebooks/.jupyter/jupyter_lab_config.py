"""How start.py opens the notebooks: one calm page, and nothing that a person wrote stays in a notebook file."""

import os
import warnings
from pathlib import Path

from jupyter_core.paths import jupyter_data_dir


def keep_outputs_out(model, **_):
    """Save a notebook as it ships: what a page showed comes from the journal, and is drawn again at the next start."""
    if model["type"] == "notebook" and model["content"]["nbformat"] == 4:
        for cell in model["content"]["cells"]:
            if cell["cell_type"] == "code":
                cell.update(outputs=[], execution_count=None)
        model["content"]["metadata"].pop("language_info", None)  # names this machine's Python


c = get_config()  # noqa: F821  (given by Jupyter)
c.ServerApp.ip = "127.0.0.1"
c.ServerApp.port_retries = 0  # start.py has chosen a free one
c.ServerApp.root_dir = str(Path(__file__).parents[1])
c.ServerApp.allow_root = True
c.ServerApp.answer_yes = True  # one Ctrl+C closes
c.ServerApp.terminals_enabled = False
c.FileContentsManager.pre_save_hook = keep_outputs_out
warnings.filterwarnings("ignore", "Overriding existing pre_save_hook")  # Jupyter reads this file twice
c.FileCheckpoints.checkpoint_dir = os.path.join(jupyter_data_dir(), "checkpoints")
c.LabApp.custom_css = True
c.LabApp.user_settings_dir = os.path.join(jupyter_data_dir(), "settings")
c.LabApp.workspaces_dir = os.path.join(jupyter_data_dir(), "workspaces")
