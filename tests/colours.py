"""What a screen looks like: each painted piece with its colours, and the contrast between them."""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter
from textual.scrollbar import ScrollBar

from tests.app_builders import Person

_LINES = frozenset("╭╮╰╯─│▏▎▌▕|+-")
"""Lines around and between boxes."""


@dataclass(frozen=True)
class Piece:
    """Some cells in one style, as they reach the terminal."""

    x: int
    y: int
    segment: Segment

    @property
    def text(self) -> str:
        return self.segment.text

    @property
    def is_rule(self) -> bool:
        """Whether it is a line around or between boxes, not text."""
        return set(self.text) <= _LINES | {" "}

    def marked(self) -> tuple[bool, bool, bool]:
        """Bold, underline, reverse."""
        style = self.segment.style
        assert style is not None
        return bool(style.bold), bool(style.underline), bool(style.reverse)

    def contrast(self) -> float:
        """The WCAG contrast of what is printed on what lies under it."""
        style = self.segment.style
        assert style is not None and style.color is not None and style.bgcolor is not None, self
        assert not style.dim, f"dim: {self}"
        pair = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
        light, dark = sorted((_luminance(colour) for colour in pair), reverse=True)
        return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def pieces(person: Person) -> list[Piece]:
    """Everything printed on the screen, blanks and scroll bars left out, through the app's own filters."""
    app = person.app
    bars = [bar.region for bar in app.screen.query(ScrollBar) if bar.display] + [
        widget.vertical_scrollbar.region for widget in app.screen.query("*") if widget.show_vertical_scrollbar
    ]
    filters: list[LineFilter] = list(app.get_line_filters())
    found = []
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        x = 0
        for segment in strip:
            start, x = x, x + segment.cell_length
            if segment.text.strip() and not any(bar.contains(start, y) for bar in bars):
                shown = [segment]
                for one in filters:
                    shown = one.apply(shown, app.screen.background_colors[1])
                found.append(Piece(start, y, shown[0]))
    return found
