"""The frame of a box: where the screen is low its middle gives way, never the title, a refusal or the keys."""

from __future__ import annotations

from textual.containers import Vertical
from textual.geometry import Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.layouts.vertical import VerticalLayout
from textual.widget import Widget

LEAST = 3
"""Rows that a form or a list keeps."""

KEPT = ("title", "said", "foot")
"""The parts that never give way, by their ids."""


class GivesWay(VerticalLayout):
    """One part below the other; what is too much for the height is taken from those that scroll."""

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        """The places of the parts; with no height they take what they like."""
        placed = list(super().arrange(parent, children, size, greedy))
        if size.height:
            over = max((one.region.bottom + one.margin.bottom for one in placed), default=0) - size.height
            for at in sorted(range(len(placed)), key=lambda at: _first(placed[at])):
                if over <= 0:
                    break
                if placed[at].widget.id not in KEPT:
                    over -= _shrink(placed, at, over)
        return placed


def _first(one: WidgetPlacement) -> tuple[bool, int]:
    """What scrolls gives way first, then what is highest."""
    return one.widget.styles.overflow_y == "hidden", -one.region.height


def _shrink(placed: list[WidgetPlacement], at: int, over: int) -> int:
    """Take up to `over` rows from one part and move up what stands below it; gives the rows that were taken."""
    taken = min(over, max(0, placed[at].region.height - LEAST))
    if taken:
        one = placed[at]
        placed[at] = one._replace(region=one.region.shrink((0, 0, taken, 0)))
        for below in range(at + 1, len(placed)):
            placed[below] = placed[below]._replace(region=placed[below].region.translate((0, -taken)))
    return taken


class Box(Vertical):
    """What a box over the screen shows."""

    def __init__(self) -> None:
        super().__init__(classes="box")
        self._parts = GivesWay()

    @property
    def layout(self) -> Layout:
        """Its parts give way to one another."""
        return self._parts
