"""A register's list with the record under the cursor beside it, where there is room for both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget

from deskapp.domain.errors import DeskError
from deskapp.domain.listing import Column, Row, Sorting, Source
from deskapp.domain.places import read_place
from deskapp.domain.words import N_, Term
from deskapp.reading import list_places
from deskapp.reading.keyset import KeysetQuery
from deskapp.reading.merged import Merged
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen
from deskapp.widgets.card import Card
from deskapp.widgets.record_list import RecordList

WIDE = 120
"""From this width on the record stands beside the list."""


class RegisterScreen(DeskScreen):
    """A screen whose work is a list of the records of one register."""

    CSS_PATH: ClassVar[CSSPathType | None] = "lists.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.OF_LISTS, keys.PERSON]
    SORTING: ClassVar[Sorting]
    """By what the list is sorted when it opens."""
    EMPTY = ""
    """The English sentence of an empty list: what belongs there and the one key that fills it."""
    PREFIX = ""
    """Before the numbers of the register."""
    ALL_BY = N_("F5 and Ctrl+L show all records")
    """The keys that let every record into the list, for a sentence that names them."""

    def __init__(self) -> None:
        super().__init__()
        self.sorting = self.SORTING
        """By what the list is sorted now."""

    def commands(self) -> tuple[Binding, ...]:
        """The keys of the bar, then the verbs of every list."""
        return (*self.KEYS, *keys.OF_LISTS, keys.PERSON)

    def source(self) -> Source | None:
        """Where the rows come from now; None leaves the list as it is."""
        raise NotImplementedError

    def show_beside(self, row: Row | None, card: Card) -> None:
        """Put the record of a row into the card beside the list, masked as the list is."""
        raise NotImplementedError

    def take_fresh(self) -> int:
        """The key of the record on which the cursor is to stand now, once; 0 leaves it where it is."""
        return 0

    def open_row(self, row: Row) -> None:
        """Open the record of a row."""
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

    def reload(self, keep: bool = True) -> None:
        """Read the list again; the day, the filters or the language may be others now.

        `keep` leaves the cursor on its record.
        """
        source = self.source()
        if source is not None:
            self.listed.sorting = self.sorting
            self.listed.set_source(source, keep)
            if fresh := self.take_fresh():
                self.listed.go_to(fresh)
            self._show(self.listed.selected)

    def relabel(self) -> None:
        """Say the rows again in the other language."""
        self.reload()

    # -- sorting

    def action_sort(self) -> None:
        """Ctrl+N: by another column, or the other way round."""
        from deskapp.screens.choose import Choice, Choose  # late, like all boxes: the first frame needs none

        source, t = self.source(), self.t
        if source is None or self.app.screen is not self:
            return
        choices = [
            Choice(f"{column.name} {sign}", t(column.label) + mark, t(word), f"{column.label} {word}")
            for column in self.sort_columns(source)
            if column.sortable
            for sign, mark, word in self._ways(first_down=column.newest_first)
        ]

        def chosen(value: str | None) -> None:
            if value:
                name, sign = value.split()
                self._sort(Sorting(name, sign == "-"))

        self.app.push_screen(Choose(N_("Sort by"), choices), chosen)

    def sort_columns(self, source: Source) -> Sequence[Column]:
        """The columns by which one may sort."""
        return source.columns()

    def _ways(self, *, first_down: bool) -> list[tuple[str, str, str]]:
        up = ("+", self.t.marks.up, N_("ascending"))
        down = ("-", self.t.marks.down, N_("descending"))
        return [down, up] if first_down else [up, down]

    def on_record_list_sort_asked(self, message: RecordList.SortAsked) -> None:
        """A click on a column's label."""
        self._sort(self.sorting.pressed(message.column))

    def _sort(self, sorting: Sorting) -> None:
        self.sorting = sorting
        self.reload()

    # -- going to a day or a number

    def action_go_to(self) -> None:
        """Ctrl+G: ask where to."""
        from deskapp.screens.goto import GoTo

        if self.app.screen is self:
            self.app.push_screen(GoTo(self._go_to))

    def _go_to(self, text: str) -> None:
        desk, source = self.desk, self.source()
        if not isinstance(source, KeysetQuery | Merged):
            raise DeskError(N_("Nothing is listed here: clear the filters with Ctrl+L, then go there."))
        wanted = read_place(text, self.PREFIX, desk.room.calendar.day(desk.clock()))
        if isinstance(wanted, str):
            place = list_places.by_number(source, desk.reader, desk.room, wanted)
        else:
            place = list_places.by_day(source, desk.room, wanted)
        if place is None:
            raise self._nowhere(source, wanted)
        self.listed.set_source(source)
        self.listed.go_to(place.row.id)
        self.listed.focus()
        self._say_near(wanted, place)

    def _nowhere(self, source: KeysetQuery | Merged, wanted: date | str) -> DeskError:
        desk = self.desk
        if not isinstance(wanted, str):
            return DeskError(
                N_("No day is found in this order: sort by number, entry or due date first, with Ctrl+N."),
                field="place",
            )
        if list_places.is_there(source.table, desk.reader, desk.room, wanted):
            return DeskError(
                N_("{number} is not in this list: {keys}, then go there again."),
                field="place", number=wanted, keys=Term(self.ALL_BY),
            )  # fmt: skip
        return DeskError(
            N_("There is no record {number}: type another number, or a day like 11-20."),
            field="place", number=wanted,
        )  # fmt: skip

    def _say_near(self, wanted: date | str, place: list_places.Place) -> None:
        if place.exact:
            self.host.tell("")
        elif isinstance(wanted, str):
            self.host.tell(N_("There is no {number}; this is the nearest."), number=wanted)
        elif place.day is not None:
            self.host.tell(
                N_("There is nothing on {wanted}; the nearest day is {day}."),
                wanted=wanted.isoformat(), day=place.day.isoformat(),
            )  # fmt: skip
        else:
            self.host.tell(
                N_("There is nothing on {wanted}; this is the nearest."), wanted=wanted.isoformat()
            )

    # -- marked rows

    def action_marked(self) -> None:
        """Ctrl+B: do something with the marked rows."""
        raise NotImplementedError

    def on_record_list_marked(self, message: RecordList.Marked) -> None:
        """Say how many rows are marked."""
        if not message.whole:
            self.host.tell(
                N_("{count} rows are marked, more cannot be: Ctrl+B goes on."), count=message.count
            )
        elif message.count:
            self.host.tell(N_("{count} marked · Ctrl+B does something with them"), count=message.count)
        else:
            self.host.tell("")

    # -- the record beside the list

    def on_resize(self, event: events.Resize) -> None:
        """Show the record beside the list where there is room for it."""
        self.set_class(event.size.width >= WIDE, "wide")
        self.call_after_refresh(lambda: self._show(self.listed.selected))

    def on_record_list_moved(self, message: RecordList.Moved) -> None:
        """Show the record under the cursor."""
        self._show(message.row)

    def _show(self, row: Row | None) -> None:
        if self.size.width >= WIDE:
            self.show_beside(row, self.query_one("#card", Card))

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Open the record."""
        self.open_row(message.row)
