"""The Jupyter server of a kit: one kernel for all pages, and pages that stay as they came."""

import asyncio
import os
from typing import Any

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from jupyter_server.services.sessions.sessionmanager import SessionManager
from tornado.web import HTTPError
from traitlets import TraitError

from workshop import samples
from workshop.page import is_shipped

STAYS = (
    "This page belongs to the kit and stays as it came. A notebook of your own can hold your "
    "own lines."
)
SET_ASIDE: dict[str, str] = {}
"""Pages that somebody had changed, each with the place where its changed copy lies now."""


class Connection(ZMQChannelsWebsocketConnection):
    """A page's connection to its kernel, which lets drop what comes once it is closed.

    A closed connection no longer knows which protocol it spoke. Jupyter then takes the other one,
    reads the first bytes of a message as a count of a hundred million parts, asks for gigabytes,
    and stands still meanwhile.
    """

    def handle_incoming_message(self, incoming_msg: str) -> None:
        """Pass a message on to the kernel, where the page still is there."""
        if self.websocket_handler.ws_connection is not None:
            super().handle_incoming_message(incoming_msg)


class Kernels(AsyncMappingKernelManager):
    """The kernels, of which one counts once it is there: Jupyter's own list fails while one is
    being started.
    """

    def kernel_model(self, kernel_id: str) -> Any:
        """What is told of a kernel."""
        try:
            return super().kernel_model(kernel_id)
        except TraitError:  # it has no last activity yet
            raise KeyError(kernel_id) from None


class Sessions(SessionManager):
    """All shipped pages share one kernel: the next page starts warm, and a person needs the
    memory of one.
    """

    _shared: Any = None  # the kernel's id, or the promise of one that is being started

    async def start_kernel_for_session(
        self, session_id: str, path: str | None, *rest: Any, **more: Any
    ) -> str:
        """The kernel for a page: the shared one; a notebook of one's own has its own."""
        begin = super().start_kernel_for_session
        if not is_shipped(path or ""):
            return str(await begin(session_id, path, *rest, **more))
        return await self.shared(lambda: begin(session_id, path, *rest, **more))

    async def shared(self, begin: Any) -> str:
        """The id of the shared kernel, which `begin` starts where there is none; two pages at
        once get the same.
        """
        if self._shared is None or (self._shared.done() and self._lost(self._shared)):
            self._shared = asyncio.ensure_future(begin())
        return str(await asyncio.shield(self._shared))

    def _lost(self, begun: "asyncio.Future[str]") -> bool:
        return (
            begun.cancelled()
            or begun.exception() is not None
            or begun.result() not in self.kernel_manager
        )

    async def delete_session(self, session_id: str) -> None:
        """End a session, and its kernel where no other page uses it."""
        session = await self.get_session(session_id=session_id)
        kernel = session["kernel"]["id"]
        if [other for other in await self.list_sessions() if other["kernel"]["id"] == kernel][1:]:
            self.cursor.execute("DELETE FROM session WHERE session_id=?", (session_id,))
        else:
            await super().delete_session(session_id)


class Pages(AsyncLargeFileManager):
    """The notebooks' folder: shipped pages can be read; only what lies in `own` can be written."""

    async def get(self, path: str, *rest: Any, **more: Any) -> Any:
        """A file; a shipped page is marked as one that can't be saved, and tells what was set
        aside.
        """
        model = await super().get(path, *rest, **more)
        if model["type"] == "notebook" and is_shipped(path):
            model["writable"] = False
            if model["content"] and (aside := SET_ASIDE.get(path.strip("/"))):
                model["content"]["metadata"]["set_aside"] = aside
        return model

    async def save(self, model: Any, path: str = "") -> Any:
        """Save a notebook of one's own, without what it showed: that comes from the journal,
        and is drawn again.
        """
        self._refuse(path)
        if model.get("type") == "notebook" and model.get("content"):
            keep_outputs_out(model["content"])
        return await super().save(model, path)

    async def rename_file(self, old_path: str, new_path: str) -> None:
        """Rename what is one's own."""
        self._refuse(old_path, new_path)
        await super().rename_file(old_path, new_path)

    async def delete_file(self, path: str) -> None:
        """Delete what is one's own."""
        self._refuse(path)
        await super().delete_file(path)

    def _refuse(self, *paths: str) -> None:
        if any(map(is_shipped, paths)):
            raise HTTPError(403, STAYS)


def keep_outputs_out(notebook: dict[str, Any]) -> None:
    """Take out of a notebook what its cells showed, what its widgets held, and the name of this
    machine's Python.
    """
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)
    for told in ("language_info", "widgets"):
        notebook["metadata"].pop(told, None)


def _load_jupyter_server_extension(app: Any) -> None:
    """Start the shared kernel while the browser is still loading the page; for a demo, tell the
    page, and fill its log.
    """
    if os.environ.get("WORKSHOP_DEMO"):
        app.web_app.settings.setdefault("page_config_data", {})["noToYesDemo"] = True
        samples.fill_demo(samples.my_log())

    async def warm() -> None:
        kernels = app.kernel_manager
        await app.session_manager.shared(
            lambda: kernels.start_kernel(path="", kernel_name=kernels.default_kernel_name)
        )

    app.io_loop.add_callback(warm)
