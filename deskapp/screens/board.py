"""The board: what the desk owes, overdue first, then what was closed today; typing begins the quick line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget

from deskapp.domain.draft import Place
from deskapp.domain.listing import Source
from deskapp.domain.quick import Quick, read_quick
from deskapp.domain.words import N_
from deskapp.reading import request_lists
from deskapp.reading.request_orders import PRESSING
from deskapp.screens import keys
from deskapp.screens.drafting import Drafting
from deskapp.screens.lists import ListScreen
from deskapp.widgets.fields import typed
from deskapp.widgets.quick_line import QuickLine


class BoardScreen(Drafting, ListScreen):
    """The first screen of the desk."""

    NAME = N_("Board")
    ABOUT = N_(
        "The board shows every open request, the most pressing first, and below what was closed today. "
        "Enter opens a record; F2 logs a new request from anywhere. What you type here begins the quick line: "
        "one line with name, phone and what happened becomes a request."
    )
    EMPTY = N_("Nothing is open and nothing was closed today. F2 logs a request.")
    DRAFT = "log"
    """What stands in the quick line is kept as a draft of the log form."""
    KEYS = (
        keys.HELP, keys.LOG, keys.MEDIATION, keys.FIND, keys.LANGUAGE, keys.SHEET, keys.COMMANDS, keys.QUIT,
    )  # fmt: skip
    SORTING = PRESSING
    MORE_KEYS = ((N_("Any letter"), N_("begin the quick line")),)
    BINDINGS: ClassVar[list[BindingType]] = [*keys.IN_LISTS, keys.QUICK]

    def commands(self) -> tuple[Binding, ...]:
        """The keys of the bar, and the quick line."""
        return (*super().commands(), keys.QUICK)

    def body(self) -> Iterable[Widget]:
        """The list, and the quick line below it."""
        yield from super().body()
        yield QuickLine()

    @property
    def _quick(self) -> QuickLine:
        return self.query_one(QuickLine)

    def source(self) -> Source:
        """What is open, and what was closed today."""
        desk = self.desk
        return request_lists.board_source(desk.connection, desk.room, desk.clock(), self.t, self.sorting)

    def begin(self) -> None:
        """Read the first page."""
        self.reload()
        self.listed.focus()

    def action_back(self) -> None:
        """The board is the last step: say how to leave."""
        self.host.tell(N_("This is the board. Ctrl+Q leaves the desk."))

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
        desk = self.desk
        return read_quick(text, desk.clock(), desk.room.calendar, desk.guess_words)
