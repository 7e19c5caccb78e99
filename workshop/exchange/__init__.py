"""In and out: spreadsheets become asks, and a log becomes a file that other programs read."""

from workshop.exchange.export import export
from workshop.exchange.importing import Imported, import_asks
from workshop.exchange.mapping import Map, read_map

__all__ = ["Imported", "Map", "export", "import_asks", "read_map"]
