"""The steps that are allowed now, each with its digit and a click."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from deskapp.widgets.base import Worded


class StepBar(Worded, Widget):
    """Digits with words, over as many rows as they need."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"stepbar--dim"}
    DEFAULT_CSS = """
    StepBar { height: auto; padding: 0 1; background: $boost; }
    StepBar > .stepbar--dim { color: $text-muted; }
    """

    class Pressed(Message):
        """A step was clicked."""

        def __init__(self, digit: int) -> None:
            super().__init__()
            self.digit = digit

    def __init__(self) -> None:
        super().__init__()
        self._steps: list[tuple[int, str]] = []
        self._dim: frozenset[int] = frozenset()
        self._gone: frozenset[int] = frozenset()
        self._hint = ""

    def show(
        self, steps: Mapping[int, str], dim: Collection[int] = (), gone: Collection[int] = (), hint: str = ""
    ) -> None:
        """Show English labels on their digits, 0 last; those in `dim` are not possible now and stand back.

        Those in `gone` do not stand there, and only keep the room: a bar under a moving cursor keeps its height.
        `hint` is an English sentence in their place.
        """
        self._steps = sorted(steps.items(), key=lambda step: step[0] or 10)
        self._dim, self._gone, self._hint = frozenset(dim), frozenset(gone), hint
        self.refresh(layout=True)

    def _places(self, width: int, *, whole: bool = False) -> list[tuple[int, int, int, int, str]]:
        """Each step as (row, from cell, to cell, digit, words); with `whole` those that only keep the room too."""
        places = []
        row = at = 0
        for digit, label in self._steps:
            if digit in self._gone and not whole:
                continue
            said = self.t(label)
            wide = 4 + cell_len(said)
            if at and at + wide > width:
                row, at = row + 1, 0
            places.append((row, at, at + wide, digit, said))
            at += wide + 2
        return places

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the steps need."""
        return max(1, max((place[0] for place in self._places(width, whole=True)), default=0) + 1)

    def render(self) -> Text:
        """The steps with their digits."""
        if self._hint:
            return Text(self.t(self._hint), style=self.get_component_rich_style("stepbar--dim", partial=True))
        text = Text(no_wrap=True)
        last_row = at = 0
        for row, start, end, digit, said in self._places(self.content_size.width):
            if row > last_row:
                text.append("\n")
                last_row, at = row, 0
            text.append(" " * (start - at))
            if digit in self._dim:
                text.append(
                    f" {digit}  {said}", style=self.get_component_rich_style("stepbar--dim", partial=True)
                )
            else:
                text.append(f" {digit} ", style="bold reverse")
                text.append(" " + said)
            at = end
        return text

    def on_click(self, event: events.Click) -> None:
        """Take the clicked step."""
        place = event.get_content_offset(self)
        if place is None:
            return
        for row, start, end, digit, _ in self._places(self.content_size.width):
            if row == place.y and start <= place.x < end:
                self.post_message(self.Pressed(digit))

    def relabel(self) -> None:
        """Say the steps again."""
        self.refresh(layout=True)
