"""The terminal's own cursor stays at the caret: input methods open their candidate box there."""

from __future__ import annotations

from textual.app import App
from textual.geometry import Offset
from textual.widget import Widget


def caret_of(widget: Widget) -> Offset:
    """Where text typed into `widget` appears, in cells of the terminal."""
    offset: Offset | None = getattr(widget, "cursor_screen_offset", None)
    return widget.content_region.offset if offset is None else offset


class CaretApp(App[None]):
    """An app that works out the caret at the moment each frame is written.

    Textual stores the place when a field changes, which is before layout and scrolling are done. As
    `cursor_position` is read while a frame is put together, asking the focused widget then is exact.
    """

    _stored = Offset(0, 0)

    @property
    def cursor_position(self) -> Offset:
        """The caret of the focused widget now, or the place stored last."""
        stack = self.screen_stack
        focused = stack[-1].focused if stack else None
        return self._stored if focused is None else caret_of(focused)

    @cursor_position.setter
    def cursor_position(self, offset: Offset) -> None:
        self._stored = offset
