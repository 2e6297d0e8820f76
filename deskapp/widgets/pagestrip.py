"""The pages of a register side by side, each with its digit and a click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.message import Message
from textual.widget import Widget

from deskapp.widgets.base import Worded
from deskapp.widgets.list_line import fit

_LEAST = 2
"""Cells that a page's label keeps where there is little room."""


class PageStrip(Worded, Widget):
    """One row: whose pages they are, digits with words, and the other group where there is room for it.

    The page that is shown stands between brackets.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pagestrip--here"}
    DEFAULT_CSS = """
    PageStrip { height: 1; padding: 0 1; background: $boost; }
    PageStrip > .pagestrip--here { color: $accent; text-style: bold; }
    """

    class Pressed(Message):
        """A page was clicked; digit 0 is the other group."""

        def __init__(self, digit: int) -> None:
            super().__init__()
            self.digit = digit

    def __init__(
        self, pages: Sequence[tuple[int, str]], here: int, group: str = "", other: str = "",
        short: Sequence[tuple[int, str]] = (),
    ) -> None:  # fmt: skip
        """Digits with English labels, and the digit of the page that is shown; `short` where there is less room.

        `group` is what the pages are called together, `other` the group that F6 leads to.
        """
        super().__init__()
        self._pages = tuple(pages)
        self._short = tuple(short) or self._pages
        self._here = here
        self._group = group
        self._other = other

    def _begin(self, width: int) -> str:
        """What stands before the pages, where these need not be cut for it."""
        said = f"{self.t(self._group)} " if self._group else ""
        return said if cell_len(said) + self._whole(self._shown(width)) <= width else ""

    def _whole(self, pages: Sequence[tuple[int, str]]) -> int:
        """Cells of pages with their digits, none of them cut."""
        return sum(cell_len(self.t(label)) + 4 for _, label in pages)

    def _shown(self, width: int) -> Sequence[tuple[int, str]]:
        """The labels as there is room for them."""
        return self._pages if self._whole(self._pages) <= width else self._short

    def _end(self, width: int) -> tuple[int, str]:
        """From which cell on the other group stands, and how; nothing where there is no room for it."""
        words = f"F6 {self.t(self._other)}" if self._other else ""
        places = self._places(width)
        start = width - cell_len(words)
        return (start, words) if words and places and places[-1][1] < start else (width, "")

    def _places(self, width: int) -> list[tuple[int, int, int, str]]:
        """Each page as (from cell, to cell, digit, words); labels of other pages give way."""
        said = {digit: self.t(label) for digit, label in self._shown(width)}
        widest = max(map(cell_len, said.values()), default=0)
        for most in range(widest, _LEAST - 1, -1):
            places, at = [], cell_len(self._begin(width))
            for digit, label in said.items():
                words = label if digit == self._here else fit(label, most, marks=self.t.marks).rstrip()
                wide = cell_len(words) + 4
                places.append((at, at + wide, digit, words))
                at += wide
            if at <= width:
                break
        return places

    def render(self) -> Text:
        """The pages with their digits."""
        width = self.content_size.width
        text = Text(self._begin(width), no_wrap=True, overflow="crop")
        for _, _, digit, words in self._places(width):
            if digit == self._here:
                style = self.get_component_rich_style("pagestrip--here", partial=True)
                text.append(f"[{digit} {words}]", style=style)
            else:
                text.append(f" {digit} ", style="bold")
                text.append(f"{words} ")
        start, words = self._end(width)
        if words:
            text.append(" " * (start - text.cell_len))
            text.append(words[:2], style="bold")
            text.append(words[2:])
        return text

    def on_click(self, event: events.Click) -> None:
        """Turn to the clicked page, or to the other group."""
        place, width = event.get_content_offset(self), self.content_size.width
        if place is None:
            return
        for start, end, digit, _ in self._places(width):
            if start <= place.x < end:
                self.post_message(self.Pressed(digit))
        if self._end(width)[0] <= place.x < width:
            self.post_message(self.Pressed(0))

    def relabel(self) -> None:
        """Say the pages again."""
        self.refresh()
