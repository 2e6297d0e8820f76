"""Painted lines of a list, kept as they were handed out: what is the same again costs nothing anew."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip

from deskapp.domain.listing import Row

Look = tuple[object, ...]
"""All that a line depends on beside its row: width, focus, cursor, mark."""

_ROWS = 96
"""Lines of rows that are kept: what is on a large screen and a little more."""
_OTHERS = 64
"""Lines without a row that are kept: heads, sentences, blank lines."""


class Painted:
    """Keeps the very strips that were painted.

    Textual remembers in each strip how it was filtered, cut and written. A row that scrolls by is the same
    strip on another line, and so takes its place without being made again.
    """

    def __init__(self) -> None:
        self._rows: dict[int, tuple[Row, Look, Strip]] = {}
        self._others: dict[Look, Strip] = {}
        self.styles: dict[tuple[str, ...], Style] = {}
        """The style of each combination of parts that was met."""

    def clear(self) -> None:
        """Forget all of them: colours, filters or words are others now."""
        self._rows.clear()
        self._others.clear()
        self.styles.clear()

    def row(self, row: Row, look: Look) -> Strip | None:
        """The strip of `row`, if it looked like this when it was painted."""
        known = self._rows.get(row.id)
        return known[2] if known is not None and known[0] is row and known[1] == look else None

    def keep(self, row: Row, look: Look, strip: Strip) -> Strip:
        """Remember the strip of `row`."""
        if len(self._rows) > _ROWS:
            del self._rows[next(iter(self._rows))]  # the oldest alone: what is seen stays painted
        self._rows[row.id] = (row, look, strip)
        return strip

    def other(self, look: Look) -> Strip | None:
        """The strip of a line without a row."""
        return self._others.get(look)

    def keep_other(self, look: Look, strip: Strip) -> Strip:
        """Remember the strip of a line without a row."""
        if len(self._others) > _OTHERS:
            self._others.clear()
        self._others[look] = strip
        return strip


def strip_of(text: str, style: Style, width: int, gates: Sequence[LineFilter], background: Color) -> Strip:
    """`text` as a strip that has gone through the filters of the app."""
    strip = Strip([Segment(text, style)], width)
    for gate in gates:
        strip = strip.apply_filter(gate, background)
    return strip


def thumb(lines: int, rows: int, top: int) -> int:
    """Where the thumb of a scroll bar of so many lines begins, in eighths of a line, as Textual draws it."""
    if rows <= lines:
        return 0
    size = max(1.0, lines * lines / rows)
    return int((lines - size) * top / (rows - lines) * 8)
