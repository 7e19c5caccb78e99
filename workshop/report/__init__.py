"""Pages to take away: an entry alone, and everything for a day with others."""

from workshop.report.entry import entry_page, save_entry

__all__ = ["entry_page", "save_entry"]
