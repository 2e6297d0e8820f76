"""A list with the record under the cursor beside it, where there is room for both."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget

from deskapp.domain.listing import Row, Source
from deskapp.domain.request_card import card
from deskapp.reading import requests as reading
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen, open_card
from deskapp.widgets.card import Card
from deskapp.widgets.record_list import RecordList

WIDE = 120
"""From this width on the record stands beside the list."""


class ListScreen(DeskScreen):
    """A screen whose work is a list of records."""

    CSS_PATH: ClassVar[CSSPathType | None] = "lists.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [keys.PERSON]
    EMPTY = ""
    """The English sentence of an empty list: what belongs there and the one key that fills it."""

    def source(self) -> Source | None:
        """Where the rows come from now; None leaves the list as it is."""
        raise NotImplementedError

    def body(self) -> Iterable[Widget]:
        """The list, and the record beside it."""
        yield Horizontal(
            RecordList(empty=self.EMPTY, id="list"),
            VerticalScroll(Card(id="card"), id="detail", can_focus=False),
            id="work",
        )

    @property
    def listed(self) -> RecordList:
        """The list."""
        return self.query_one("#list", RecordList)

    def reload(self) -> None:
        """Read the list again; the day, the filters or the language may be others now."""
        source = self.source()
        if source is not None:
            self.listed.set_source(source)
            if fresh := self.host.take_fresh():
                self.listed.go_to(fresh)
            self._show(self.listed.selected)

    def relabel(self) -> None:
        """Say the rows again in the other language."""
        self.reload()

    def on_resize(self, event: events.Resize) -> None:
        """Show the record beside the list where there is room for it."""
        self.set_class(event.size.width >= WIDE, "wide")
        self.call_after_refresh(lambda: self._show(self.listed.selected))

    def on_record_list_moved(self, message: RecordList.Moved) -> None:
        """Show the record under the cursor."""
        self._show(message.row)

    def _show(self, row: Row | None) -> None:
        if self.size.width < WIDE:
            return
        found = reading.by_id(self.desk.reader, row.id) if row else None
        shown = self.query_one("#card", Card)
        if found is None:
            shown.show()
        else:
            shown.show((found.number, card(found, self.view(), beside=True)))

    def commands(self) -> tuple[Binding, ...]:
        """The keys of the bar, and the person under the cursor."""
        return (*self.KEYS, keys.PERSON)

    def action_person(self) -> None:
        """Ctrl+X: the card of the person whose record is under the cursor."""
        row = self.listed.selected
        found = reading.by_id(self.desk.reader, row.id) if row else None
        if found is not None:
            open_card(self, found.person_id)

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Open the record."""
        found = reading.by_id(self.desk.reader, message.row.id)
        if found is not None:
            self.host.open_record(found.number)
