"""A card: labelled lines with the labels right-aligned, long texts wrapped beside them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual.widgets import Static

from deskapp.domain.request_card import Line

_STYLES = {"urgent": "bold", "overdue": "bold", "muted": "dim", "closed": "dim"}


def grid(lines: Sequence[Line], width: int = 0) -> RenderableType:
    """The lines as a grid; `width` cells for the labels, or what the longest of them needs."""
    labels = width or max((cell_len(line.label) for line in lines), default=0)
    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(justify="right", width=labels, style="dim", no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for line in lines:
        table.add_row(Text(line.label), Text(line.text, style=_STYLES.get(line.tone, "")))
    return table


class Card(Static):
    """Shows cards one below the other, each under its heading; text is text."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)

    def show(self, *parts: tuple[str, Sequence[Line]]) -> None:
        """Show (heading, lines) parts; a part without lines shows its heading alone."""
        shown: list[RenderableType] = []
        for heading, lines in parts:
            if heading:
                shown.append(Text(heading, style="bold underline"))
            shown.append(grid(lines))
        self.update(Group(*shown))
