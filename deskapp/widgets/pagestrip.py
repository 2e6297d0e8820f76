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
    """One row: digits with words; the page that is shown stands between brackets."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pagestrip--here"}
    DEFAULT_CSS = """
    PageStrip { height: 1; padding: 0 1; background: $boost; }
    PageStrip > .pagestrip--here { color: $accent; text-style: bold; }
    """

    class Pressed(Message):
        """A page was clicked."""

        def __init__(self, digit: int) -> None:
            super().__init__()
            self.digit = digit

    def __init__(self, pages: Sequence[tuple[int, str]], here: int) -> None:
        """Digits with English labels, and the digit of the page that is shown."""
        super().__init__()
        self._pages = tuple(pages)
        self._here = here

    def _places(self, width: int) -> list[tuple[int, int, int, str]]:
        """Each page as (from cell, to cell, digit, words); labels of other pages give way."""
        said = {digit: self.t(label) for digit, label in self._pages}
        widest = max(map(cell_len, said.values()), default=0)
        for most in range(widest, _LEAST - 1, -1):
            places, at = [], 0
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
        text = Text(no_wrap=True, overflow="crop")
        for _, _, digit, words in self._places(self.content_size.width):
            if digit == self._here:
                style = self.get_component_rich_style("pagestrip--here", partial=True)
                text.append(f"[{digit} {words}]", style=style)
            else:
                text.append(f" {digit} ", style="bold")
                text.append(f"{words} ")
        return text

    def on_click(self, event: events.Click) -> None:
        """Turn to the clicked page."""
        place = event.get_content_offset(self)
        for start, end, digit, _ in self._places(self.content_size.width):
            if place is not None and start <= place.x < end:
                self.post_message(self.Pressed(digit))

    def relabel(self) -> None:
        """Say the pages again."""
        self.refresh()
