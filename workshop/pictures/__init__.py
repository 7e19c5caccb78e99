"""Every picture by its name, for whoever shows one: a panel, the command, a page to take away."""

from workshop.pictures.board import BOARD
from workshop.pictures.every import EVERY
from workshop.pictures.picture import Choice, Picture
from workshop.pictures.pitches import PITCHES

__all__ = ["BY_CHOICE", "PICTURES", "Choice", "Picture"]

BY_CHOICE = {picture.name: picture for picture in (*EVERY, *PITCHES)}
"""The pictures that the page of all of them offers; the board has a place of its own."""
PICTURES = {BOARD.name: BOARD} | BY_CHOICE
"""The pictures that `ws.picture(log, name)` opens."""
