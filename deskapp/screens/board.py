"""The board: what the desk owes, overdue first, then what was closed today."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget

from deskapp.domain.listing import Row
from deskapp.domain.request_card import View, card
from deskapp.domain.words import N_
from deskapp.reading import request_lists
from deskapp.reading import requests as reading
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen
from deskapp.widgets.card import Card
from deskapp.widgets.record_list import RecordList

WIDE = 110
"""From this width on the record under the cursor stands beside the list."""


class BoardScreen(DeskScreen):
    """The first screen of the desk."""

    CSS_PATH = "board.tcss"
    ABOUT = N_(
        "The board shows every open request, the most pressing first, and below what was closed today. "
        "Enter opens a record; F2 logs a new request from anywhere."
    )
    KEYS = (
        keys.HELP, keys.LOG, keys.FIND, keys.LANGUAGE, keys.SHEET, keys.OFFICER, keys.COMMANDS, keys.QUIT,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [*keys.IN_LISTS]

    def body(self) -> Iterable[Widget]:
        """The list, and the record beside it where there is room."""
        yield Horizontal(
            RecordList(
                empty=N_("Nothing is open and nothing was closed today. F2 logs a request."), id="list"
            ),
            VerticalScroll(Card(id="card"), id="detail", can_focus=False),
        )

    def begin(self) -> None:
        """Read the first page."""
        self.reload()
        self.query_one(RecordList).focus()

    def reload(self) -> None:
        """Read the board again; the day or the language may be another one now."""
        desk = self.desk
        source = request_lists.board_source(lambda: desk.reader, desk.room, desk.clock(), self.t)
        self.query_one(RecordList).set_source(source)
        self._show(self.query_one(RecordList).selected)

    def relabel(self) -> None:
        """Say the rows again in the other language."""
        self.reload()

    def on_resize(self, event: events.Resize) -> None:
        """Show the detail where there is room for it."""
        self.set_class(event.size.width >= WIDE, "wide")
        self.call_after_refresh(lambda: self._show(self.query_one(RecordList).selected))

    def on_record_list_moved(self, message: RecordList.Moved) -> None:
        """Show the record under the cursor."""
        self._show(message.row)

    def _show(self, row: Row | None) -> None:
        if self.size.width < WIDE:
            return
        found = reading.by_id(self.desk.reader, row.id) if row else None
        card_widget = self.query_one("#card", Card)
        if found is None:
            card_widget.show()
            return
        desk = self.desk
        view = View({o.id: o.name for o in desk.officers}, desk.room.calendar, desk.clock(), self.t)
        card_widget.show((found.number, card(found, view, beside=True)))

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Open the record."""
        found = reading.by_id(self.desk.reader, message.row.id)
        if found is not None:
            self.host.open_record(found.number)

    def action_back(self) -> None:
        """The board is the last step: say how to leave."""
        self.host.tell(N_("This is the board. Ctrl+Q leaves the desk."))
