"""The duties behind a number of hours, the newest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from deskapp.domain.words import N_
from deskapp.reading.attendances import by_id
from deskapp.reading.hours import behind_source
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen
from deskapp.widgets.record_list import RecordList


class DutiesBehind(DeskScreen):
    """The duties from which a number was added up."""

    CSS_PATH: ClassVar[CSSPathType | None] = "hours.tcss"
    ABOUT = N_("The duties from which the number was added up, the newest first. Enter opens one.")
    KEYS = (keys.BACK, keys.OPEN, keys.HELP, keys.LANGUAGE)
    BINDINGS: ClassVar[list[BindingType]] = [keys.BACK, *keys.IN_LISTS]

    def __init__(self, title: str, where: str, params: list[object]) -> None:
        super().__init__()
        self._title, self._where, self._params = title, where, params

    def body(self) -> Iterable[Widget]:
        """Whose they are, and the list."""
        yield Static(self._title, markup=False, id="days")
        empty = N_("None of these duties is counted any more. Esc goes back.")
        yield Horizontal(RecordList(empty=empty, id="list", markable=False), id="work")

    @property
    def listed(self) -> RecordList:
        """The list."""
        return self.query_one("#list", RecordList)

    def begin(self) -> None:
        """Read them."""
        self.reload()
        self.listed.focus()

    def reload(self) -> None:
        """Read them again."""
        desk = self.desk
        self.listed.set_source(
            behind_source(desk.connection, desk.room, self._where, self._params, desk.clock(), self.t)
        )

    def relabel(self) -> None:
        """Say the rows in the other language."""
        self.reload()

    def action_open(self) -> None:
        """A click on the key: what Enter does."""
        self.listed.action_open()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Open the duty."""
        duty = by_id(self.desk.reader, message.row.id)
        if duty is not None:
            self.host.open_duty(duty.attendance.number)
