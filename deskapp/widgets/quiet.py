"""What lies below a box: still readable, in one quiet colour."""

from __future__ import annotations

from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.style import Style
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import Screen


class QuietScreen(BackgroundScreen):
    """A screen painted in one style: blending it with the ground would make it too pale to read."""

    def __init__(self, screen: Screen[object], style: Style) -> None:
        super().__init__(screen, screen.styles.background)
        self._style = style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The cells of the screen without their own styles."""
        for segment in console.render(self.screen._compositor, options):
            yield segment if segment.control else Segment(segment.text, self._style)
