"""The list that all registers share: a window on the database that paints only what is seen."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from deskapp.domain.listing import Row, Source
from deskapp.domain.words import N_
from deskapp.widgets.base import Worded
from deskapp.widgets.list_line import body, fit, header, notice
from deskapp.widgets.list_paint import Painted, strip_of, thumb
from deskapp.widgets.list_window import ListWindow


class RecordList(Worded, ScrollView, can_focus=True, inherit_bindings=False):
    """A list of records; the rows come from a `Source`, the verbs go out as messages."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "record-list--header",
        "record-list--cursor",
        "record-list--cursor-away",
        "record-list--empty",
        "record-list--urgent",
        "record-list--overdue",
        "record-list--closed",
        "record-list--muted",
    }
    DEFAULT_CSS = """
    RecordList {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        & > .record-list--header { text-style: bold underline; }
        & > .record-list--cursor { text-style: bold; background: $block-cursor-background;
            color: $block-cursor-foreground; }
        & > .record-list--cursor-away { text-style: bold; }
        &:nocolor > .record-list--cursor { text-style: bold reverse; }
        & > .record-list--empty { color: $text-muted; }
        & > .record-list--urgent { color: $text-warning; }
        & > .record-list--overdue { color: $text-error; text-style: bold; }
        & > .record-list--closed { color: $text-muted; }
        & > .record-list--muted { color: $text-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", N_("Previous row"), show=False),
        Binding("down", "step(1)", N_("Next row"), show=False),
        Binding("pageup", "page(-1)", N_("Page up"), show=False),
        Binding("pagedown", "page(1)", N_("Page down"), show=False),
        Binding("home", "first", N_("First row"), show=False),
        Binding("end", "last", N_("Last row"), show=False),
        Binding("enter", "open", N_("Open the record"), show=False),
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

    def __init__(
        self,
        source: Source | None = None,
        *,
        empty: str = N_("Nothing here yet."),
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`empty` is the sentence shown when there is no row."""
        super().__init__(name=name, id=id, classes=classes)
        self._empty = empty
        self._window: ListWindow | None = None
        self._waiting = source
        self._open_for_reading = False
        self._settling = False
        self._painted = Painted()
        self._said: Row | None = None
        self._opened_by_click = False

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
    def empty(self) -> str:
        """The sentence shown when there is no row, in English."""
        return self._empty

    @empty.setter
    def empty(self, text: str) -> None:
        self._empty = text
        self.refresh()

    def set_source(self, source: Source, keep: bool = True) -> None:
        """Show other rows, or the same in another order; `keep` leaves the cursor on its record."""
        self._painted.clear()
        if not self._open_for_reading:
            self._waiting = source
        elif self._window is None:
            self._window = ListWindow(source)
            self._window.resize(self._lines)
            self._follow()
        else:
            self._window.turn_to(source, keep)
            self._follow()

    def reload(self) -> None:
        """Read the rows again; the cursor stays on its record and the view where it is."""
        if self._window is not None:
            self._window.reload()
            self._follow()

    def go_to(self, id: int) -> None:
        """Put the cursor on the record `id`, where it is in this list."""
        if self._window is not None and (row := self._window.source.find(id)) is not None:
            self._window.move(self._window.source.rank(row.key))
            self._follow()

    def relabel(self) -> None:
        """Say the header and the empty sentence in the language in use now."""
        self.refresh()

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

    async def _on_click(self, event: events.Click) -> None:
        window, place = self._window, event.get_content_offset(self)
        if window is None or place is None or not 0 < place.y <= window.height:
            return
        event.stop()
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

    def _move_bar(self, top: float) -> None:
        """Tell the scroll bar where the view is; it is painted again where its thumb moves alone."""
        bar = self.vertical_scrollbar
        lines, rows = bar.window_size, bar.window_virtual_size
        before = thumb(lines, rows, int(bar.position))
        bar.set_reactive(ScrollBar.position, bar.validate_position(top))
        if thumb(lines, rows, int(top)) != before:
            bar.refresh()

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
        """Find the length of a big list without keeping anyone waiting."""
        try:
            while self._window is not None and (survey := self._window.survey()) is not None:
                self._window.settle(survey, await asyncio.to_thread(survey.run))
        finally:
            self._settling = False
        self._follow()

    def notify_style_update(self) -> None:
        """Paint anew when a theme or a stylesheet changes."""
        super().notify_style_update()
        self._painted.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of `crop`, past Textual's own cache, which would make each line anew when all move up."""
        width, focused = self.scrollable_content_region.width, self.has_focus
        return [self._line(y, width, focused) for y in crop.line_range]

    def render_line(self, y: int) -> Strip:
        """One line: the header, then the rows of the window."""
        return self._line(y, self.scrollable_content_region.width, self.has_focus)

    def _line(self, y: int, width: int, focused: bool) -> Strip:
        window = self._window
        if window is None:
            return self._strip("", width)
        if y == 0:
            return self._strip(header(window.source.columns(), width, self.t), width, "header")
        if window.count == 0:
            return self._strip(notice(self.t(self.empty), y - 2, width), width, "empty")
        index = window.top + y - 1
        row, look = window.at(index), (width, focused, index == window.cursor)
        known = None if row is None else self._painted.row(row, look)
        if known is not None:
            return known
        text, parts = body(window, y - 1, width, focused=focused, marks=self.t.marks)
        if row is None:
            return self._strip(text, width, *parts)
        return self._painted.keep(row, look, self._paint(text, width, parts))

    def _strip(self, text: str, width: int, *parts: str) -> Strip:
        look = (text, width, parts)
        return self._painted.other(look) or self._painted.keep_other(look, self._paint(text, width, parts))

    def _paint(self, text: str, width: int, parts: tuple[str, ...]) -> Strip:
        style = self._painted.styles.get(parts)
        if style is None:
            style = self.rich_style
            for part in parts:
                style += self.get_component_rich_style(f"record-list--{part}", partial=True)
            self._painted.styles[parts] = style
        fitted = fit(text, width, marks=self.t.marks)
        return strip_of(fitted, style, width, self.get_line_filters(), self.background_colors[1])
