"""A short list of things on a screen of a dispute: one is under the cursor, heads stand between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from deskapp.printing.wrap import wrap
from deskapp.widgets.base import Worded


@dataclass(frozen=True, slots=True)
class Pick:
    """One thing; its texts are in the language of the screen."""

    text: str
    note: str = ""
    """Below it, quieter."""
    sign: str = ""
    """Before it: a digit, a shape."""
    head: str = ""
    """The heading that begins with it."""
    loud: bool = False
    """Whether the note matters now."""
    deep: bool = False
    """Whether it belongs to the one above and stands further in."""


class Picks(Worded, Widget):
    """Paints the things below each other; Up and Down belong to the screen."""

    DEFAULT_CSS = """
    Picks { height: auto; width: 1fr;
        & > .picks--head { text-style: bold underline; color: $text-accent; }
        & > .picks--note { color: $text-muted; }
        & > .picks--loud { color: $text-warning; text-style: bold; }
    }
    """
    COMPONENT_CLASSES = {"picks--head", "picks--note", "picks--loud"}
    ALLOW_SELECT = False

    class Clicked(Message):
        """A click on the thing at `at`; `again` where it was under the cursor already."""

        def __init__(self, at: int, again: bool) -> None:
            super().__init__()
            self.at = at
            self.again = again

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._picks: tuple[Pick, ...] = ()
        self.at = 0
        """Which one is under the cursor."""

    def show(self, picks: Sequence[Pick]) -> None:
        """Show other things; the cursor stays where it is, as far as it can."""
        self._picks = tuple(picks)
        self.at = max(0, min(self.at, len(picks) - 1))
        self.refresh(layout=True)

    def move(self, by: int) -> None:
        """Move the cursor."""
        if self._picks:
            self.at = max(0, min(len(self._picks) - 1, self.at + by))
            self.refresh()
            self.call_after_refresh(self._reveal)

    def _reveal(self) -> None:
        rows = [
            row for row, (_, owner) in enumerate(self._lines(self.content_size.width)) if owner == self.at
        ]
        if rows and isinstance(self.parent, Widget):
            first = 0 if self.at == 0 else rows[0]
            region = Region(0, first, self.size.width, rows[-1] - first + 1)
            self.parent.scroll_to_region(region, animate=False, immediate=True)

    def _lines(self, width: int) -> list[tuple[Text, int]]:
        """The lines with the place of their thing, -1 for heads and gaps."""
        found: list[tuple[Text, int]] = []
        head = self.get_component_rich_style("picks--head", partial=True)
        for place, one in enumerate(self._picks):
            if one.head:
                if found:
                    found.append((Text(), -1))
                found.append((Text(one.head, head), -1))
            mark = self.t.marks.here if place == self.at else " "
            lead = f"{mark} {one.sign} " if one.sign else f"{mark} "
            lead += "    " if one.deep else ""
            indent = " " * cell_len(lead)
            room = max(10, width - cell_len(lead))
            for number, line in enumerate(wrap(one.text, room)):
                style = "bold reverse" if place == self.at else ""
                said = (lead if number == 0 else indent) + line
                found.append((Text(said, style, no_wrap=True), place))
            look = self.get_component_rich_style("picks--loud" if one.loud else "picks--note", partial=True)
            notes = wrap(one.note, room) if one.note else []
            found += [(Text(indent + line, look, no_wrap=True), place) for line in notes]
        return found

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the things take."""
        return max(1, len(self._lines(width)))

    def render(self) -> Text:
        """All lines."""
        return Text("\n", no_wrap=True, overflow="crop").join(
            line for line, _ in self._lines(self.content_size.width)
        )

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; a second one opens."""
        place = event.get_content_offset(self)
        lines = self._lines(self.content_size.width)
        if place is not None and place.y < len(lines) and (at := lines[place.y][1]) >= 0:
            again = at == self.at
            self.at = at
            self.refresh()
            self.post_message(self.Clicked(at, again))
