"""The list that all registers share: a window on the database that paints only what is seen."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message

from deskapp.domain.listing import Column, Row, Source, column_at
from deskapp.domain.words import N_
from deskapp.widgets.list_line import MARK_NONE
from deskapp.widgets.list_picks import MOST
from deskapp.widgets.list_view import PaintedList
from deskapp.widgets.list_window import ListWindow

REST = 0.2
"""Seconds that a big list must stand before its length is looked for."""


class RecordList(PaintedList, inherit_bindings=False):
    """A list of records; the rows come from a `Source`, the verbs go out as messages."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", N_("Previous row"), show=False),
        Binding("down", "step(1)", N_("Next row"), show=False),
        Binding("pageup", "page(-1)", N_("Page up"), show=False),
        Binding("pagedown", "page(1)", N_("Page down"), show=False),
        Binding("home", "first", N_("First row"), show=False),
        Binding("end", "last", N_("Last row"), show=False),
        Binding("enter", "open", N_("Open the record"), show=False),
        Binding("space,insert", "mark", N_("Mark the row, or take its mark off"), show=False),
        Binding("shift+up", "extend(-1)", N_("Mark on upwards"), show=False),
        Binding("shift+down", "extend(1)", N_("Mark on downwards"), show=False),
        Binding("s", "screen.sort", N_("Sort"), show=False),
        Binding("g", "screen.go_to", N_("Go to"), show=False),
        Binding("asterisk,fullwidth_asterisk", "mark_all", N_("Mark all, or none"), show=False),
    ]

    class Spoke(Message):
        """A message about a row, from the list `control`."""

        def __init__(self, record_list: RecordList, row: Row | None) -> None:
            super().__init__()
            self.record_list = record_list
            self.row = row

        @property
        def control(self) -> RecordList:
            """The list that speaks."""
            return self.record_list

    class Moved(Spoke):
        """The cursor stands on another row, or its row has changed, or there is none (None)."""

    class Opened(Spoke):
        """A row is to be opened: Enter, a double click, or a click on the row under the cursor."""

        row: Row

    class SortAsked(Message):
        """The label of a column was clicked."""

        def __init__(self, record_list: RecordList, column: Column) -> None:
            super().__init__()
            self.record_list = record_list
            self.column = column

        @property
        def control(self) -> RecordList:
            """The list that speaks."""
            return self.record_list

    class Marked(Message):
        """Rows were marked or unmarked; `whole` is false where there were too many."""

        def __init__(self, record_list: RecordList, count: int, whole: bool) -> None:
            super().__init__()
            self.record_list = record_list
            self.count = count
            self.whole = whole

        @property
        def control(self) -> RecordList:
            """The list that speaks."""
            return self.record_list

    def __init__(
        self,
        source: Source | None = None,
        *,
        empty: str = N_("Nothing here yet."),
        markable: bool = True,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`empty` is the sentence shown when there is no row; without `markable` Space is the screen's."""
        super().__init__(empty, name=name, id=id, classes=classes)
        self._waiting = source
        self._open_for_reading = False
        self._settling = False
        self._said: Row | None = None
        self._opened_by_click = False
        self._markable = markable

    # -- what screens use

    @property
    def selected(self) -> Row | None:
        """The row under the cursor."""
        return self._window.selected if self._window else None

    @property
    def cursor(self) -> int:
        """The place of the cursor, counted from 0."""
        return self._window.cursor if self._window else 0

    @property
    def count(self) -> int:
        """How many rows the list has; of a list just opened with thousands, at least that many."""
        return self._window.count if self._window else 0

    @property
    def selected_ids(self) -> tuple[int, ...]:
        """The marked records that are still in the list."""
        self._prune()
        return self.picks.ids

    def unmark(self, keep: Collection[int] = ()) -> None:
        """Take the marks off all rows but those of `keep`; nothing is told, the screen knows."""
        self.picks.keep(keep)
        self.refresh()

    def set_source(self, source: Source, keep: bool = True) -> None:
        """Show other rows, or the same in another order; `keep` leaves cursor and marks on their records."""
        self._painted.clear()
        if not self._open_for_reading:
            self._waiting = source
        elif self._window is None:
            self._window = ListWindow(source)
            self._window.resize(self._lines)
            self._follow()
        else:
            self._window.turn_to(source, keep)
            self._prune()
            self._follow()

    def reload(self) -> None:
        """Read the rows again; the cursor stays on its record and the view where it is."""
        if self._window is not None:
            self._window.reload()
            self._prune()
            self._follow()

    def go_to(self, id: int) -> None:
        """Put the cursor on the record `id`, where it is in this list."""
        if self._window is not None and (row := self._window.source.find(id)) is not None:
            self._window.stand_on(row)
            self._follow()

    def _prune(self) -> None:
        """Take the marks off records that have left the list: nothing is done with what nobody sees."""
        if self._window is not None and self.picks:
            before = len(self.picks)
            self.picks.keep(self._window.source.among(self.picks.ids))
            if len(self.picks) != before:
                self._tell_marks()

    # -- keys and mouse

    async def _on_key(self, event: events.Key) -> None:
        """Move at once: by way of the bindings a key climbs to the app first, which takes a third of its time."""
        move = {
            "up": (self.action_step, -1), "down": (self.action_step, 1),
            "pageup": (self.action_page, -1), "pagedown": (self.action_page, 1),
        }.get(event.key)  # fmt: skip
        if move is not None:
            event.stop()
            event.prevent_default()
            self.picks.loosen()
            move[0](move[1])

    def action_step(self, by: int) -> None:
        """Move the cursor by rows."""
        if self._window is not None:
            before = self._window.cursor, self._window.top
            self._window.step(by)
            self._follow(before)

    def action_page(self, by: int) -> None:
        """Move by pages."""
        if self._window is not None:
            self._window.page(by)
            self._follow()

    def action_first(self) -> None:
        """To the first row."""
        if self._window is not None:
            self._window.home()
            self._follow()

    def action_last(self) -> None:
        """To the last row."""
        if self._window is not None:
            self._window.end()
            self._follow()

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.selected is not None:
            self.post_message(self.Opened(self, self.selected))

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark off, and go on to the next."""
        self._leave_unmarked()
        if self._window is not None and self.selected is not None:
            whole = self.picks.toggle(self.selected.id)
            self._window.step(1)
            self._tell_marks(whole)

    def _leave_unmarked(self) -> None:
        """Let the key mean what it means on the screen, where nothing is done with several rows."""
        if not self._markable:
            raise SkipAction

    def action_extend(self, by: int) -> None:
        """Move the cursor and mark what it passes."""
        self._leave_unmarked()
        if self._window is not None and (before := self.selected) is not None:
            self._window.step(by)
            after = self._window.selected
            whole = after is None or self.picks.extend(before.id, after.id, by)
            self._tell_marks(whole)

    def action_mark_all(self) -> None:
        """Mark the rows of the list, as many as may be; where all are marked, none."""
        self._leave_unmarked()
        if self._window is None:
            return
        ids = [row.id for row in self._window.source.first(MOST + 1)]
        whole = True
        if ids and all(id in self.picks for id in ids[:MOST]):
            self.picks.clear()
        else:
            whole = self.picks.add(ids)
        self._tell_marks(whole)

    def _tell_marks(self, whole: bool = True) -> None:
        self._follow()
        self.refresh()
        self.post_message(self.Marked(self, len(self.picks), whole))

    async def _on_click(self, event: events.Click) -> None:
        window, place = self._window, event.get_content_offset(self)
        if window is None or place is None or not 0 <= place.y <= window.height:
            return
        event.stop()
        if place.y == 0:
            self._ask_sorting(place.x)
            return
        index = window.top + place.y - 1
        row = window.at(index)
        if row is None:
            return
        if event.chain == 1:
            self._opened_by_click = False
        if index != window.cursor:
            before = window.cursor, window.top
            window.move(index)
            self._follow(before)
        elif not self._opened_by_click:
            # The second half of a double click must not open the same record again.
            self._opened_by_click = True
            self.post_message(self.Opened(self, row))

    def _ask_sorting(self, x: int) -> None:
        if self._window is None:
            return
        width = self.scrollable_content_region.width - len(MARK_NONE)
        column = column_at(self._window.source.columns(), width, x - len(MARK_NONE))
        if column is not None and column.sortable:
            self.post_message(self.SortAsked(self, column))

    # -- the view

    @property
    def _lines(self) -> int:
        return max(1, self.scrollable_content_region.height - 1)

    def _on_mount(self, event: events.Mount) -> None:
        self._open_for_reading = True
        if self._waiting is not None:
            source, self._waiting = self._waiting, None
            self.set_source(source)

    def _on_resize(self, event: events.Resize) -> None:
        if self._window is not None:
            self._window.resize(self._lines)
            self._follow()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """The wheel and the scroll bar move the view; the cursor stays on its row."""
        if self.show_vertical_scrollbar:
            self._move_bar(new_value)
        if round(old_value) != round(new_value):
            self.refresh()
        if self._window is not None and self._window.top != round(new_value):
            self._window.scroll(round(new_value))
            if self._window.top != round(new_value):
                self.call_later(self._follow)

    def _follow(self, before: tuple[int, int] | None = None) -> None:
        """Make the screen show where the window stands; `before` is the old cursor and top line, if known."""
        window = self._window
        if window is None:
            return
        size = Size(0, window.count + 1)
        if self.virtual_size != size:
            self.virtual_size = size
        if before is not None and before[1] == window.top:
            for index in {before[0], window.cursor}:
                self.refresh(Region(0, 1 + index - window.top, self.size.width, 1))
        else:
            self.refresh()
        if round(self.scroll_y) != window.top:
            self.scroll_to(y=window.top, animate=False, force=True)
        if window.selected != self._said:
            self._said = window.selected
            self.post_message(self.Moved(self, window.selected))
        if not self._settling and window.survey() is not None:
            self._settling = True
            self.run_worker(self._settle(), group="settle")

    async def _settle(self) -> None:
        """Find the length of a big list without keeping anyone waiting, once nobody asks for another one."""
        try:
            source = None
            while self._window is not None and self._window.source is not source:
                source = self._window.source
                await asyncio.sleep(REST)
            while self._window is not None and (survey := self._window.survey()) is not None:
                self._window.settle(survey, await asyncio.to_thread(survey.run))
        finally:
            self._settling = False
        self._follow()
