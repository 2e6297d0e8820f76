"""What of a room's settings reaches every screen: its code lists, due table, clocks and working days.

A value that cannot be read counts as not kept: the desk works on with what the program brings.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from deskapp.domain.codes import CodeList
from deskapp.domain.due import RULES, Rule
from deskapp.domain.errors import DeskError
from deskapp.domain.request_codes import CATEGORY
from deskapp.domain.words import Words

if TYPE_CHECKING:
    from deskapp.domain.guess import Table

CODES = "codes."
"""Before the short name of a list in the name of its setting."""
DUE, GUESSING = "due", "words"
CLOCKS, WORKDAYS = "clocks", "workdays"


def lists_of(kept: Mapping[str, str]) -> Mapping[str, CodeList]:
    """The lists that the room changed, by the name of the list."""
    if not any(name.startswith(CODES) for name in kept):
        return {}  # as in most rooms: then nothing of the book need be loaded
    from deskapp.domain.codebook import LISTS
    from deskapp.domain.codebook_kept import overlaid

    found = {}
    for name, shipped in LISTS.items():
        if text := kept.get(CODES + name):
            with suppress(DeskError):
                found[shipped.name] = overlaid(shipped, text)
    return found


def rules_of(kept: Mapping[str, str]) -> Mapping[str, Rule]:
    """The due table of the room."""
    if text := kept.get(DUE, ""):
        from deskapp.domain.due_table import read_table

        with suppress(DeskError):
            return read_table(text)
    return RULES


def clocks_of(kept: Mapping[str, str]) -> Mapping[str, tuple[int, bool]]:
    """The room's own lengths of clocks."""
    if text := kept.get(CLOCKS, ""):
        from deskapp.domain.clock_table import read_clocks  # late: few rooms change any

        with suppress(DeskError):
            return read_clocks(text)
    return {}


def days_of(kept: Mapping[str, str]) -> Mapping[date, bool]:
    """The room's own working days."""
    if text := kept.get(WORKDAYS, ""):
        from deskapp.domain.workday_table import read_workdays

        with suppress(DeskError):
            return read_workdays(text)
    return {}


def guessing_of(kept: Mapping[str, str], t: Words) -> Table:
    """The words for guessing of the room, for the categories that are offered."""
    from deskapp.domain.guess import default_words
    from deskapp.domain.word_table import table_of

    table = default_words()
    with suppress(DeskError):
        table = table_of(kept.get(GUESSING, ""))
    offered = {entry.code for entry in CATEGORY.offered(t)}
    return {code: entries for code, entries in table.items() if not code or code in offered}
