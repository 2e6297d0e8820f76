"""The last gate before the terminal: no control or bidi character of any text passes it."""

from __future__ import annotations

import re

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from deskapp.domain.text import HIDDEN

_HIDDEN = re.compile(f"[{HIDDEN}]")


class ControlFilter(LineFilter):
    """Deletes hidden characters from each segment; where one had a width, spaces stand in its place."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without hidden characters, of the same width."""
        if all(_HIDDEN.search(segment.text) is None for segment in segments):
            return segments
        return [_without_hidden(segment) for segment in segments]


def _without_hidden(segment: Segment) -> Segment:
    text = _HIDDEN.sub("", segment.text)
    if text == segment.text:
        return segment
    # Widths were laid out with the raw text: a tab or a line separator may have counted.
    missing = cell_len(segment.text) - cell_len(text)
    return Segment(text + " " * max(0, missing), segment.style, segment.control)


def control_filter() -> ControlFilter:
    """The filter for `App.get_line_filters()`; put it first."""
    return ControlFilter()
