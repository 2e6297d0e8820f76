"""The board: what the desk owes, overdue first, then what was closed today; typing begins the quick line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from deskapp.domain.clocks import due
from deskapp.domain.dispute import PREFIX as DISPUTE
from deskapp.domain.dispute import File
from deskapp.domain.draft import Place
from deskapp.domain.errors import DeskError
from deskapp.domain.listing import Row, Source
from deskapp.domain.number import read_number
from deskapp.domain.words import N_
from deskapp.reading import board, disputes
from deskapp.reading.request_orders import PRESSING
from deskapp.reading.row_ids import record_of, row_id
from deskapp.screens import keys
from deskapp.screens.base import open_file
from deskapp.screens.drafting import Drafting
from deskapp.screens.lists import ListScreen
from deskapp.widgets.card import Card
from deskapp.widgets.fields import typed
from deskapp.widgets.quick_line import QuickLine

if TYPE_CHECKING:
    from deskapp.domain.quick import Quick


class BoardScreen(Drafting, ListScreen):
    """The first screen of the desk."""

    NAME = N_("Board")
    ABOUT = N_(
        "The board shows every open request and dispute, the most pressing first, and below what was closed today. "
        "Of a dispute it names the clock that runs out next. Enter opens a record; F2 logs a new request from "
        "anywhere. The first line says which shift is on, and what was handed over last: Ctrl+A opens a shift and "
        "hands it over. What you type here begins the quick line: one line with name, phone and what happened "
        "becomes a request."
    )
    EMPTY = N_("Nothing is open and nothing was closed today. F2 logs a request.")
    DRAFT = "log"
    """What stands in the quick line is kept as a draft of the log form."""
    KEYS = (
        keys.HELP, keys.LOG, keys.MEDIATION, keys.KIOSK, keys.FIND, keys.VOLUNTEERS, keys.SHEET, keys.COMMANDS,
    )  # fmt: skip
    SORTING = PRESSING
    MORE_KEYS = ((N_("Any letter"), N_("begin the quick line")),)
    BINDINGS: ClassVar[list[BindingType]] = [*keys.IN_LISTS, keys.QUICK]

    def commands(self) -> tuple[Binding, ...]:
        """The keys of the bar, and the quick line."""
        return (*super().commands(), keys.QUICK)

    def body(self) -> Iterable[Widget]:
        """How the shift stands, the list, and the quick line below it."""
        yield Static("", markup=False, id="shift")
        yield from super().body()
        yield QuickLine()

    @property
    def _quick(self) -> QuickLine:
        return self.query_one(QuickLine)

    def source(self) -> Source:
        """What is open, and what was closed today."""
        desk = self.desk
        self._say_shift()
        return board.board_source(desk.connection, desk.room, desk.clock(), self.t, self.sorting)

    def _say_shift(self) -> None:
        """What is on, or that nothing is; a handover that waits; the last one that was sealed."""
        from deskapp.reading.on_shift import look, told

        desk = self.desk
        now = look(desk.reader, desk.room.id)
        people = {one.id: one.name for one in desk.officers}
        line = self.query_one("#shift", Static)
        line.update(told(now, desk.room.calendar, people, desk.clock(), self.t))
        line.set_class(now.waits or now.open is None, "wants")

    def begin(self) -> None:
        """Read the first page."""
        self.reload()
        self.listed.focus()

    def action_back(self) -> None:
        """The board is the last step: say how to leave."""
        self.host.tell(N_("This is the board. Ctrl+Q leaves the desk."))

    # -- disputes among the requests

    def _file(self, row: Row | None) -> File | None:
        """The dispute of a row; None for a request."""
        register, key = record_of(row.id) if row is not None else ("", 0)
        return disputes.by_id(self.desk.reader, key) if register == "dispute" else None

    def show_beside(self, row: Row | None, card: Card) -> None:
        """The request or the dispute under the cursor."""
        file = self._file(row)
        if file is None:
            super().show_beside(row, card)
            return
        from deskapp.domain.dispute_card import beside

        card.show((file.dispute.number, beside(file, self.view(), due(file, self.desk.room.times))))

    def action_person(self) -> None:
        """Ctrl+X: the card of who came; a dispute has several, they stand in its file."""
        file = self._file(self.listed.selected)
        if file is None:
            super().action_person()
        else:
            self.host.tell(N_("A dispute has several parties: Enter opens the file, they stand there."))

    def open_row(self, row: Row) -> None:
        """Open the request, or the file of the dispute."""
        file = self._file(row)
        if file is None:
            super().open_row(row)
        else:
            open_file(self, file.dispute.number)

    def _go_to(self, text: str) -> None:
        if not text.strip().upper().startswith(DISPUTE):
            super()._go_to(text)
            return
        desk, source = self.desk, self.source()
        serial = text.strip().upper().removeprefix(DISPUTE).lstrip("-－ ")
        number = read_number(serial, DISPUTE, desk.room.calendar.day(desk.clock()))
        file = disputes.find(desk.reader, desk.room.id, number)
        row = source.find(row_id("dispute", file.dispute.id)) if file is not None else None
        if row is None:
            raise DeskError(
                N_("{number} is not on the board: F5 finds every dispute by its number."), field="place", number=number
            )  # fmt: skip
        self.listed.set_source(source)
        self.listed.go_to(row.id)
        self.listed.focus()
        self.host.tell("")

    # -- the quick line

    def typed(self) -> dict[str, str]:
        """What stands in the quick line, in the fields of the log form."""
        text = self._quick.text
        return self._read(text).told() if text else {}

    def refill(self, values: Mapping[str, str]) -> None:
        """Put a draft back into the line."""
        told = " ".join(text for text in values.values() if text)
        self.call_later(self._quick.fill, told)

    async def action_quick(self) -> None:
        """Ctrl+U: open the quick line."""
        await self._quick.open()

    async def on_key(self, event: events.Key) -> None:
        """A letter or a digit that is no key of the board is the first of the quick line, or its next."""
        text = typed(event)
        if text.strip() and event.key not in self.active_bindings:
            event.stop()
            event.prevent_default()
            (await self._quick.open()).insert_text_at_cursor(text)

    async def on_paste(self, event: events.Paste) -> None:
        """A pasted text stands in the quick line."""
        if event.text.strip():
            event.stop()
            field = await self._quick.open()
            field.post_message(events.Paste(event.text))

    def on_quick_line_changed(self, _message: QuickLine.Changed) -> None:
        """Keep it soon."""
        self.keep_soon()

    def on_quick_line_notice(self, message: QuickLine.Notice) -> None:
        """Say what the line has to say."""
        self.host.tell("{text}", text=message.text)

    def on_quick_line_away(self, _message: QuickLine.Away) -> None:
        """Back to the list; an empty line closes."""
        if not self._quick.text:
            self._quick.close()
        self.set_focus(self.listed)

    def on_quick_line_left(self, _message: QuickLine.Left) -> None:
        """Empty and close it; what was typed is a draft of the log form."""
        if self._hand_over() is not None:
            self.host.tell(N_("The draft is kept: F2, then Ctrl+R brings it back."))

    def on_quick_line_entered(self, message: QuickLine.Entered) -> None:
        """Open the filled form; an empty line closes."""
        found = self._read(message.text)
        place = self._hand_over()
        if message.text:
            self.host.confirm_quick(found, place)

    def _hand_over(self) -> Place | None:
        """Empty and close the line; gives the draft's place, where one is kept."""
        place = self.let_go()
        self._quick.close()
        self.set_focus(self.listed)
        return place

    def _read(self, text: str) -> Quick:
        from deskapp.domain.quick import read_quick  # late: the first frame has no line to read

        desk = self.desk
        return read_quick(text, desk.clock(), desk.room.calendar, desk.guess_words)
