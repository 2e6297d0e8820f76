"""What a list shows: columns, rows, the place rows come from, and how columns share a width."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

NARROW = 72
"""Cells of a list below which its columns are as narrow as may be."""

REST_LEAST = 8
"""Cells that a column without a width of its own asks for at least."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list."""

    name: str
    label: str
    """English text, marked with N_; it is translated when it is shown."""
    width: int = 0
    """Cells; 0 takes what the others leave."""
    align: Literal["left", "right"] = "left"
    narrow: int = 0
    """Cells in a list narrower than `NARROW`; 0 is as in a wide one."""
    min_screen: int = 0
    """The column is hidden while the list is narrower than this."""
    sortable: bool = False
    """Whether the list can be sorted by it."""
    newest_first: bool = False
    """Whether the first sorting by it begins at the end."""


@dataclass(frozen=True, slots=True)
class Sorting:
    """By which column a list is sorted, and in which direction."""

    column: str
    """The name of the column."""
    desc: bool = False

    def pressed(self, column: Column) -> Sorting:
        """The sorting after somebody asked for `column`: that one, or the other way round if it is that already."""
        if self.column == column.name:
            return Sorting(column.name, not self.desc)
        return Sorting(column.name, column.newest_first)


@dataclass(frozen=True, slots=True)
class Row:
    """One record as the list shows it."""

    key: tuple[object, ...]
    """Where it stands: the sort values, ending in the integer id."""
    id: int
    cells: tuple[str, ...]
    """One text for each column, hidden ones included."""
    tone: str = ""
    """"", "urgent", "overdue", "closed" or "muted"; the cells say the same in words."""


class Source(Protocol):
    """A window on rows in a fixed order; each read costs the same at any depth."""

    def columns(self) -> Sequence[Column]:
        """The columns, in the order of the cells."""
        ...

    def count(self, at_most: int | None = None) -> int:
        """How many rows there are; counting stops at `at_most`."""
        ...

    def first(self, limit: int) -> list[Row]:
        """The first rows, in display order like all that follow."""
        ...

    def last(self, limit: int) -> list[Row]:
        """The last rows."""
        ...

    def after(self, key: tuple[object, ...], limit: int) -> list[Row]:
        """The rows that follow `key`."""
        ...

    def before(self, key: tuple[object, ...], limit: int) -> list[Row]:
        """The rows just before `key`."""
        ...

    def rank(self, key: tuple[object, ...]) -> int:
        """How many rows stand before `key`."""
        ...

    def near(self, index: int, limit: int) -> tuple[int, list[Row]]:
        """Rows from `index` on, with the index that was really used."""
        ...

    def find(self, id: int) -> Row | None:
        """The row of one record, or None when it is not in this list."""
        ...

    def among(self, ids: Collection[int]) -> set[int]:
        """Those of `ids` that are in this list."""
        ...


def column_at(columns: Sequence[Column], width: int, x: int) -> Column | None:
    """The column that stands at cell `x` of a line of `width` cells."""
    start = 0
    for at, cells in lay_out(columns, width):
        if start <= x < start + cells:
            return columns[at]
        start += cells + 1
    return None


def lay_out(columns: Sequence[Column], width: int, gap: int = 1) -> list[tuple[int, int]]:
    """Which columns are shown in `width` cells, as (place in the row, cells)."""
    shown = [at for at, column in enumerate(columns) if width >= column.min_screen]
    wished = {at: (width < NARROW and columns[at].narrow) or columns[at].width or REST_LEAST for at in shown}
    spare = width - sum(wished.values()) - gap * (len(shown) - 1)
    takers = [at for at in shown if not columns[at].width]
    if spare > 0 and takers:
        share, odd = divmod(spare, len(takers))
        for place, at in enumerate(takers):
            wished[at] += share + (place < odd)
    fitted: list[tuple[int, int]] = []
    left = width
    for at in shown:
        cells = min(wished[at], left)
        if cells <= 0:
            break
        fitted.append((at, cells))
        left -= cells + gap
    return fitted
