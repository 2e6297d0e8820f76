"""Figures and signs that are read from a few metres: each dot of a letter is a block of cells."""

from __future__ import annotations

from typing import Any

from rich.text import Text
from textual.widget import Widget

from deskapp.widgets.base import Worded

_DOTS = {
    "0": "### #.# #.# #.# ###", "1": ".#. ##. .#. .#. ###", "2": "### ..# ### #.. ###", "3": "### ..# ### ..# ###",
    "4": "#.# #.# ### ..# ..#", "5": "### #.. ### ..# ###", "6": "### #.. ### #.# ###", "7": "### ..# ..# .#. .#.",
    "8": "### #.# ### #.# ###", "9": "### #.# ### ..# ###", ":": ". # . # .", " ": ".. .. .. .. ..",
    "✓": "......# .....## #...##. ##.##.. .###...", "!": "# # # . #", "?": "### ..# .## ... .#.",
    "=": "... ### ... ### ...", "→": "..#.. ...#. ##### ...#. ..#..",
}  # fmt: skip
HIGH = 5
"""Dots from top to bottom."""


class BigText(Worded, Widget):
    """A few big signs in the middle of the line, larger where there is room."""

    DEFAULT_CSS = f"BigText {{ height: {HIGH}; width: 100%; text-align: center; }}"

    def __init__(self, text: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._text = text
        self._scale = 1

    def show(self, text: str) -> None:
        """Show other signs; those that are not known are left out."""
        if text != self._text:
            self._text = text
            self.refresh()

    def grow(self, scale: int) -> None:
        """Take so many rows for a dot."""
        if scale != self._scale:
            self._scale = scale
            self.styles.height = HIGH * scale
            self.refresh(layout=True)

    def render(self) -> Text:
        """The signs, two cells wide for each high: so a dot is a square."""
        ink = "#" if self.t.marks.ascii else "█"
        wide = 2 * self._scale
        letters = [_DOTS[sign].split() for sign in self._text if sign in _DOTS]
        rows = []
        for row in range(HIGH):
            dots = ".".join(letter[row] for letter in letters)
            line = "".join((ink if dot == "#" else " ") * wide for dot in dots)
            rows += [line] * self._scale
        return Text("\n".join(rows), no_wrap=True, overflow="crop")
