"""Painting what has changed and nothing beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

# A private name: Textual asks every widget of the screen for all its lines, however little has changed, and
# throws away what it has no use for. Textual is held to one minor, and a test covers what is painted.
from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class SparseCompositor(Compositor):
    """Asks only the widgets that are seen in a change, and only for the lines that lie in it."""

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Each part of a widget that is seen in `crop`, from the front to the back: region, clip, lines."""
        painted: list[Region] = []
        for widget, (region, clip) in self.visible_widgets.items():
            near = (
                clip if crop is None else clip.intersection(Region(clip.x, crop.y, clip.width, crop.height))
            )
            seen = region.intersection(near)
            if not seen or (crop is not None and not seen.overlaps(crop)):
                continue
            if any(front.contains_region(seen) for front in painted):
                continue  # what stands behind one widget altogether is not seen
            painted.append(seen)
            yield region, near, widget.render_lines(seen.translate(-region.offset))


class Sparse:
    """Mixin of screens that paint sparingly; it stands before `Screen` among the bases."""

    _dirty_widgets: set[Widget]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._compositor: Compositor = SparseCompositor()

    def show_soon(self, widget: Widget) -> None:
        """Let the next frame show what changed in `widget`, not the frame after it.

        A widget tells its screen of a change only when it is its turn; by then what was typed is drawn already.
        """
        self._dirty_widgets.add(widget)
