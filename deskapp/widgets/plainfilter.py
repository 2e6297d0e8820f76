"""For terminals that draw some signs two cells wide: what is left of them in sentences becomes ASCII."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter, NoColor

_PLAIN = {
    "·": ".", "•": ".", "…": "~", "—": "-", "–": "-", "─": "-", "━": "-", "│": "|", "□": "o", "✓": "x", "★": "*",
    "“": '"', "”": '"',
    "↑": "^", "↓": "v", "‘": "'", "’": "'", "×": "x", "→": ">", "←": "<", "°": "o", "±": "~", "÷": "/",
    "■": "#", "↳": ">", "↔": "=",
    **dict.fromkeys("▁▂▃▄▅▆▇▉▊▋▌▍▎▏▔▕", " "), "█": "#",
}  # fmt: skip


class PlainFilter(LineFilter):
    """The last gate of `--ascii`: punctuation of ambiguous width takes one cell everywhere."""

    def __init__(self) -> None:
        super().__init__()
        self._table = str.maketrans(_PLAIN)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, each cell of them drawn alike by every terminal."""
        return [
            segment
            if segment.text.isascii()
            else Segment(segment.text.translate(self._table), segment.style, segment.control)
            for segment in segments
        ]


def uncoloured() -> LineFilter:
    """The filter for NO_COLOR: no colour at all, not shades of grey; bold, underline and reverse stay."""
    return NoColor()
