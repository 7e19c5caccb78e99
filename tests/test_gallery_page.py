"""The page of all cards and pictures can be made, and finds nothing wrong in the form for an ask."""

from pathlib import Path

import pytest

from tests import gallery

pytestmark = pytest.mark.browser


def test_a_card_in_its_five_states(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_STATE_HOME", "WORKSHOP_JOURNAL"):  # which the gallery sets
        monkeypatch.setenv(name, str(tmp_path))
    assert gallery.main("entry_form", folder=tmp_path / "gallery") == []
    page = (tmp_path / "gallery" / "index.html").read_text(encoding="utf-8")
    drawn = sorted((tmp_path / "gallery").glob("*.png"))
    assert len(drawn) == 5 * len(gallery.WIDTHS) * len(gallery.COLOURS)
    assert all(f'src="{each.name}"' in page for each in drawn)
