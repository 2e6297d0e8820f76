"""The board: what the desk owes, overdue first, then what was closed today."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from deskapp.domain.listing import Source
from deskapp.domain.words import N_
from deskapp.reading import request_lists
from deskapp.reading.request_orders import PRESSING
from deskapp.screens import keys
from deskapp.screens.lists import ListScreen


class BoardScreen(ListScreen):
    """The first screen of the desk."""

    NAME = N_("Board")
    ABOUT = N_(
        "The board shows every open request, the most pressing first, and below what was closed today. "
        "Enter opens a record; F2 logs a new request from anywhere."
    )
    EMPTY = N_("Nothing is open and nothing was closed today. F2 logs a request.")
    KEYS = (
        keys.HELP, keys.LOG, keys.FIND, keys.LANGUAGE, keys.SHEET, keys.OFFICER, keys.COMMANDS, keys.QUIT,
    )  # fmt: skip
    SORTING = PRESSING
    BINDINGS: ClassVar[list[BindingType]] = [*keys.IN_LISTS]

    def source(self) -> Source:
        """What is open, and what was closed today."""
        desk = self.desk
        return request_lists.board_source(lambda: desk.reading, desk.room, desk.clock(), self.t, self.sorting)

    def begin(self) -> None:
        """Read the first page."""
        self.reload()
        self.listed.focus()

    def action_back(self) -> None:
        """The board is the last step: say how to leave."""
        self.host.tell(N_("This is the board. Ctrl+Q leaves the desk."))
