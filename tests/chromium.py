"""Chromium from this machine's own packages, headless, with nothing that it would ask of the
world by itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

import start

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FLAGS = [
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser, closed at the end."""
    from playwright.sync_api import sync_playwright

    found = start.find_chromium()
    if found is None:
        pytest.fail(
            "No Chromium found: install it, or run `python3 start.py test`, which does so on Debian."
        )
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=found, args=FLAGS + ["--no-sandbox"] * root
        )
        yield chromium
        chromium.close()
