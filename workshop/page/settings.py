"""What a kit's Jupyter server is told: one calm page at a time, to this person alone, and
nothing of it is saved.
"""

import atexit
import functools
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from jupyter_core.paths import jupyter_data_dir

from workshop.page import server, shipped

KERNEL = """\
c.HistoryManager.enabled = False
c.InteractiveShellApp.exec_lines = ["import workshop.widgets.picture, workshop.widgets.question"]
"""
"""No file of what was run. And the kit is ready in a kernel before a page asks: one that asks for
widgets of a kernel that knows of none yet is answered by a message that it takes for an error."""


def apply(c: Any) -> None:
    """Put the settings into a configuration object of Jupyter's."""
    os.umask(0o077)  # what this server and its kernels write is this person's alone
    state = Path(jupyter_data_dir())
    c.ServerApp.ip = "127.0.0.1"
    c.ServerApp.port_retries = 0  # start.py has chosen a free one
    c.ServerApp.root_dir = str(pages_ready())
    c.ServerApp.allow_root = True
    c.ServerApp.answer_yes = True  # one Ctrl+C closes
    c.ServerApp.terminals_enabled = False
    c.ServerApp.jpserver_extensions = {
        "workshop.page.server": True,
        "jupyter_lsp": False,
        "jupyter_server_terminals": False,
        "notebook_shim": False,
    }
    c.ServerApp.contents_manager_class = server.Pages
    c.ServerApp.kernel_manager_class = server.Kernels
    c.ServerApp.session_manager_class = server.Sessions
    c.ServerApp.kernel_websocket_connection_class = server.Connection
    c.ServerApp.cookie_secret_file = str(
        state / "cookie_secret"
    )  # a page left open is known again by the next server
    c.FileCheckpoints.checkpoint_dir = str(state / "checkpoints")
    c.MappingKernelManager.cull_idle_timeout = (
        600  # seconds; only kernels that no page is connected to
    )
    c.MappingKernelManager.cull_interval = 60
    c.LabApp.user_settings_dir = str(state / "settings")
    c.LabApp.workspaces_dir = str(state / "workspaces")
    if os.name == "nt":
        c.MappingKernelManager.transport_encryption = "auto"
    else:
        c.KernelManager.transport = "ipc"
    os.environ["JUPYTER_RUNTIME_DIR"] = str(kernels_ready())


@functools.cache  # Jupyter reads its configuration twice
def pages_ready() -> Path:
    """The folder of the pages, each as it was shipped and trusted."""
    folder = Path(os.environ.get("WORKSHOP_PAGES") or shipped.BESIDE)
    server.SET_ASIDE.update(shipped.restore(folder))
    shipped.sign(folder)
    return folder


@functools.cache
def kernels_ready() -> Path:
    """A folder for the kernels' messages, which nobody else on this machine can read, and what each
    kernel runs first.

    Its path is short, since a socket's ends near 107 characters.
    """
    profile = Path(os.environ.get("IPYTHONDIR") or Path.home() / ".ipython", "profile_default")
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.py").write_text(KERNEL, encoding="utf-8")
    place = tempfile.mkdtemp(prefix="n2y-")
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return Path(place)
