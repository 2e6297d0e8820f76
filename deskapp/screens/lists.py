"""The lists of requests: what they show beside them, open, and do with marked rows."""

from __future__ import annotations

from deskapp.domain.listing import Row
from deskapp.domain.request import PREFIX
from deskapp.reading import requests as reading
from deskapp.reading.request_orders import NEWEST
from deskapp.screens.base import open_card
from deskapp.screens.register import RegisterScreen
from deskapp.widgets.card import Card


class ListScreen(RegisterScreen):
    """A screen whose work is a list of requests."""

    SORTING = NEWEST
    PREFIX = PREFIX

    def show_beside(self, row: Row | None, card: Card) -> None:
        """The request under the cursor."""
        from deskapp.domain.request_card import card as lines_of  # late: the first frame needs none

        found = reading.by_id(self.desk.reader, row.id) if row else None
        if found is None:
            card.show()
        else:
            card.show((found.number, lines_of(found, self.view(), beside=True)))

    def take_fresh(self) -> int:
        """The request that was just logged."""
        return self.host.take_fresh()

    def action_marked(self) -> None:
        """Ctrl+B: do something with the marked rows."""
        from deskapp.screens.marked import MarkedRequests

        if self.app.screen is self:
            MarkedRequests(self, self.listed).offer()

    def action_person(self) -> None:
        """Ctrl+X: the card of the person whose record is under the cursor."""
        row = self.listed.selected
        found = reading.by_id(self.desk.reader, row.id) if row else None
        if found is not None:
            open_card(self, found.person_id)

    def request_at_hand(self) -> str:
        """The request under the cursor."""
        row = self.listed.selected
        found = reading.by_id(self.desk.reader, row.id) if row and row.id > 0 else None
        return found.number if found is not None else ""

    def open_row(self, row: Row) -> None:
        """Open the request of a row."""
        found = reading.by_id(self.desk.reader, row.id)
        if found is not None:
            self.host.open_record(found.number)
