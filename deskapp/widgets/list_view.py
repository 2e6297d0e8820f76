"""What a list looks like: a header and the rows of its window, one strip a line."""

from __future__ import annotations

from typing import ClassVar

from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from deskapp.domain.listing import Sorting
from deskapp.widgets.base import Worded
from deskapp.widgets.list_line import body, fit, header, notice
from deskapp.widgets.list_paint import Painted, strip_of, thumb
from deskapp.widgets.list_picks import Picks
from deskapp.widgets.list_window import ListWindow


class PaintedList(Worded, ScrollView, can_focus=True, inherit_bindings=False):
    """The painted side of a list; what moves in it is `RecordList`'s."""

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
        "record-list--marked",
    }
    DEFAULT_CSS = """
    PaintedList {
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
        & > .record-list--marked { color: $text-accent; text-style: bold; }
    }
    """

    def __init__(self, empty: str, *, name: str | None, id: str | None, classes: str | None) -> None:
        """`empty` is the sentence shown when there is no row."""
        super().__init__(name=name, id=id, classes=classes)
        self._empty = empty
        self._window: ListWindow | None = None
        self._painted = Painted()
        self._sorting: Sorting | None = None
        self.picks = Picks()
        """The marked rows."""

    @property
    def empty(self) -> str:
        """The sentence shown when there is no row, in English."""
        return self._empty

    @empty.setter
    def empty(self, text: str) -> None:
        self._empty = text
        self.refresh()

    @property
    def sorting(self) -> Sorting | None:
        """By what the rows are sorted, for the mark in the header."""
        return self._sorting

    @sorting.setter
    def sorting(self, sorting: Sorting) -> None:
        self._sorting = sorting
        self.refresh()

    def relabel(self) -> None:
        """Say the header and the empty sentence in the language in use now."""
        self._painted.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Paint anew when a theme or a stylesheet changes."""
        super().notify_style_update()
        self._painted.clear()

    def _move_bar(self, top: float) -> None:
        """Tell the scroll bar where the view is; it is painted again where its thumb moves alone."""
        bar = self.vertical_scrollbar
        lines, rows = bar.window_size, bar.window_virtual_size
        before = thumb(lines, rows, int(bar.position))
        bar.set_reactive(ScrollBar.position, bar.validate_position(top))
        if thumb(lines, rows, int(top)) != before:
            bar.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of `crop`, past Textual's own cache, which would make each line anew when all move up.

        A list with a border or padding goes the usual way, for Textual paints those.
        """
        # Not the gutter of the widget: that has the scroll bar in it.
        if self.styles.gutter.totals != (0, 0):
            return super().render_lines(crop)
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
            return self._strip(header(window.source.columns(), width, self.t, self._sorting), width, "header")
        if window.count == 0:
            return self._strip(notice(self.t(self._empty), y - 2, width), width, "empty")
        index = window.top + y - 1
        row = window.at(index)
        marked = row is not None and row.id in self.picks
        look = (width, focused, index == window.cursor, marked)
        known = None if row is None else self._painted.row(row, look)
        if known is not None:
            return known
        text, parts = body(window, y - 1, width, focused=focused, marked=marked, marks=self.t.marks)
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
