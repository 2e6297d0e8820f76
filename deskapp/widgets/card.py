"""A card: labelled lines with the labels right-aligned, long texts wrapped beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.style import Style
from rich.table import Table
from rich.text import Text
from textual.widgets import Static

if TYPE_CHECKING:
    from deskapp.domain.request_card import Line

_TONES = ("urgent", "overdue", "closed", "muted")


class Card(Static):
    """Shows cards one below the other, each under its heading; text is text."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "card--heading", "card--label", "card--urgent", "card--overdue", "card--closed", "card--muted",
    }  # fmt: skip
    DEFAULT_CSS = """
    Card {
        & > .card--heading { text-style: bold underline; color: $text-accent; }
        & > .card--label { color: $text-muted; }
        & > .card--urgent { color: $text-warning; text-style: bold; }
        & > .card--overdue { color: $text-error; text-style: bold; }
        & > .card--closed { color: $text-muted; }
        & > .card--muted { color: $text-muted; }
    }
    """

    def __init__(self, *, even: bool = False, id: str | None = None) -> None:
        """`even` sets the labels of all parts in one column, and the parts apart from each other."""
        super().__init__(markup=False, id=id)
        self._even = even
        self._parts: tuple[tuple[str, Sequence[Line]], ...] = ()

    def show(self, *parts: tuple[str, Sequence[Line]]) -> None:
        """Show (heading, lines) parts; a part without lines shows its heading alone."""
        self._parts = parts
        self._paint()

    def notify_style_update(self) -> None:
        """Paint anew when a theme changes."""
        super().notify_style_update()
        if self._parts:  # the colours of the parts come just after this
            self.call_next(self._paint)

    def _paint(self) -> None:
        shown: list[RenderableType] = []
        every = [line for _, lines in self._parts for line in lines]
        for place, (heading, lines) in enumerate(self._parts):
            if self._even and place:
                shown.append(Text(""))
            if heading:
                shown.append(Text(heading, style=self._look("heading")))
            shown.append(self._grid(lines, every if self._even else lines))
        self.update(Group(*shown))

    def _grid(self, lines: Sequence[Line], beside: Sequence[Line]) -> RenderableType:
        labels = max((cell_len(line.label) for line in beside), default=0)
        table = Table.grid(padding=(0, 1), expand=True)
        table.add_column(justify="right", width=labels, style=self._look("label"), no_wrap=True)
        table.add_column(ratio=1, overflow="fold")
        for line in lines:
            look = self._look(line.tone) if line.tone in _TONES else Style()
            table.add_row(Text(line.label), Text(line.text, style=look))
        return table

    def _look(self, part: str) -> Style:
        return self.get_component_rich_style(f"card--{part}", partial=True)
