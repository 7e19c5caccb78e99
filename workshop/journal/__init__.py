"""One person's log on disk: the line, the files, the union of files, the log."""

from workshop.journal.disk import journal_folder
from workshop.journal.entry import Entry
from workshop.journal.files import Damage, Journal
from workshop.journal.line import Draft, Version
from workshop.journal.log import EVERY, TODAY, Log
from workshop.journal.memory import Memory
from workshop.journal.rules import ask_and_steps

__all__ = [
    "EVERY",
    "TODAY",
    "Damage",
    "Draft",
    "Entry",
    "Journal",
    "Log",
    "Memory",
    "Version",
    "ask_and_steps",
    "journal_folder",
]
