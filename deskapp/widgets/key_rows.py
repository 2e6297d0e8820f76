"""Keys with their words over as many rows as they need, in the middle; each is a click too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from deskapp.widgets.base import Worded

_GAP = 2


@dataclass(frozen=True, slots=True)
class KeyItem:
    """One key: how it is written, its word, what it does."""

    key: str
    label: str
    """As it is shown, already translated."""
    action: str
    chosen: bool = False

    @property
    def wide(self) -> int:
        """Cells that it takes."""
        return cell_len(self.key) + 3 + cell_len(self.label)


class KeyRows(Worded, Widget):
    """Several keys of which one may be chosen."""

    DEFAULT_CSS = "KeyRows { height: auto; width: 100%; }"

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._items: tuple[KeyItem, ...] = ()

    def show(self, items: Sequence[KeyItem]) -> None:
        """Show other keys."""
        if self._items != tuple(items):
            self._items = tuple(items)
            self.refresh(layout=True)

    def _rows(self, width: int) -> list[list[tuple[int, KeyItem]]]:
        """Each row with the cell at which each of its keys begins."""
        rows: list[list[KeyItem]] = [[]]
        for item in self._items:
            if rows[-1] and sum(one.wide + _GAP for one in rows[-1]) + item.wide > width:
                rows.append([])
            rows[-1].append(item)
        placed = []
        for row in rows:
            at = max(0, width - sum(one.wide for one in row) - _GAP * (len(row) - 1)) // 2
            line = []
            for item in row:
                line.append((at, item))
                at += item.wide + _GAP
            placed.append(line)
        return placed

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the keys need."""
        return len(self._rows(width)) if self._items else 0

    def render(self) -> Text:
        """The keys; the chosen one is marked, not by colour alone."""
        marks = self.t.marks
        text = Text(no_wrap=True, overflow="crop")
        for number, row in enumerate(self._rows(self.size.width)):
            text.append("\n" if number else "")
            end = 0
            for at, item in row:
                text.append(" " * (at - end))
                text.append(item.key, style="bold reverse")
                text.append(
                    f"{marks.chosen if item.chosen else ' '}{item.label} ",
                    style="bold" if item.chosen else "",
                )
                text.append(" ")
                end = at + item.wide + 1
        return text

    def on_click(self, event: events.Click) -> None:
        """Do what the clicked key does."""
        rows = self._rows(self.size.width)
        for at, item in rows[event.y] if 0 <= event.y < len(rows) else ():
            if at <= event.x < at + item.wide:
                self.post_message(self.Pressed(item.action))
