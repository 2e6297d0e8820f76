"""The rows around the work: head row, status line, key bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, cast

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from deskapp.domain.words import N_
from deskapp.widgets.base import Worded
from deskapp.widgets.list_line import fit


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the status line, said in whatever language is in use."""

    text: str = ""
    tone: str = ""
    """"good" for done, "bad" for refused, else a plain word."""
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Head:
    """What the head row shows."""

    place: str = ""
    officer: str = ""
    counts: str = ""
    clock: str = ""
    banner: str = ""
    shift: str = ""
    """Which shift is on, or that none is."""


class HasBars(Protocol):
    """An app that keeps what the bars show."""

    notice: Notice
    head: Head


class HeadRow(Worded, Widget):
    """Row 1: room, officer, counts, clock."""

    DEFAULT_CSS = """
    HeadRow { dock: top; height: 1; background: $block-cursor-background; color: $block-cursor-foreground;
        text-style: bold; padding: 0 1; }
    HeadRow:nocolor { text-style: bold reverse; }
    """

    def render(self) -> Text:
        """Left what identifies the desk, right the counts and the clock; the left side gives way."""
        head = cast(HasBars, self.app).head
        right = self._right(head)
        left = " · ".join(part for part in (head.banner, head.officer, head.place) if part)
        room = max(0, self.size.width - cell_len(right) - 2)
        return Text(fit(left, room, marks=self.t.marks) + "  " + right, no_wrap=True, overflow="crop")

    def _right(self, head: Head) -> str:
        return "  ".join(part for part in (head.shift, head.counts, head.clock) if part)

    async def on_click(self, event: events.Click) -> None:
        """A click on the shift does what its key does."""
        head = cast(HasBars, self.app).head
        start = self.size.width - cell_len(self._right(head))
        place = event.get_content_offset(self)
        if head.shift and place is not None and start <= place.x < start + cell_len(head.shift):
            await self.app.run_action("shift")

    def relabel(self) -> None:
        """Say the row again."""
        self.refresh()


class StatusLine(Worded, Widget):
    """The last row but one: what the desk has to say."""

    DEFAULT_CSS = """
    StatusLine { height: auto; min-height: 1; max-height: 6; padding: 0 1; background: $surface; }
    StatusLine.good { color: $text-success; }
    StatusLine.bad { color: $text-error; text-style: bold; }
    """

    def render(self) -> Text:
        """The notice of the moment, in the language in use."""
        notice = cast(HasBars, self.app).notice
        mark = {"good": f"{self.t.marks.done} ", "bad": "! "}.get(notice.tone, "")
        said = self.t(notice.text, **notice.params) if notice.text else ""
        return Text(mark + said if said else "")

    def relabel(self) -> None:
        """Say the notice again."""
        notice = cast(HasBars, self.app).notice
        self.set_class(notice.tone == "good", "good")
        self.set_class(notice.tone == "bad", "bad")
        self.refresh(layout=True)


LEAST = Size(60, 20)
"""The smallest terminal in which the desk can be used."""


class TooSmall(Worded, Widget):
    """Covers a screen that has no room to be read; what lies below goes on as it is."""

    DEFAULT_CSS = """
    TooSmall { layer: cover; display: none; width: 100%; height: 100%; background: $background; padding: 1; }
    """

    def on_mount(self) -> None:
        """Cover a screen that begins too small."""
        self.fit(self.app.size)

    def fit(self, size: Size) -> None:
        """Cover what lies below where `size` is too small for it."""
        self.display = size.width < LEAST.width or size.height < LEAST.height
        self.screen.set_class(self.display, "-small")

    def render(self) -> Text:
        """One sentence."""
        return Text(
            self.t(N_("This window is too small: make it 60 columns wide and 20 rows high, nothing is lost."))
        )

    def relabel(self) -> None:
        """Say it again."""
        self.refresh()


class KeyBar(Worded, Widget):
    """The last row: the keys of the top screen, each a click too, never cut."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $panel; color: $foreground; }
    """

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, keys: Sequence[Binding]) -> None:
        super().__init__()
        self._keys = tuple(keys)

    def show(self, keys: Sequence[Binding]) -> None:
        """Show other keys."""
        self._keys = tuple(keys)
        self.refresh()

    def _parts(self) -> list[tuple[int, int, Binding, str]]:
        """Each key as (from cell, to cell, binding, label); what would be cut is left out."""
        for gap in (2, 1):
            parts: list[tuple[int, int, Binding, str]] = []
            at = 1
            for binding in self._keys:
                label = self.t(binding.description)
                wide = cell_len(binding.key_display or binding.key) + 1 + cell_len(label)
                if at + wide > self.size.width:
                    break
                parts.append((at, at + wide, binding, label))
                at += wide + gap
            if len(parts) == len(self._keys):
                return parts
        return parts

    def render(self) -> Text:
        """The keys with their words."""
        text = Text(" ", no_wrap=True, overflow="crop")
        at = 1
        for start, end, binding, label in self._parts():
            text.append(" " * (start - at))
            text.append(binding.key_display or binding.key, style="bold reverse")
            text.append(" " + label)
            at = end
        return text

    def on_click(self, event: events.Click) -> None:
        """Do what the clicked key does."""
        for start, end, binding, _ in self._parts():
            if start <= event.x < end:
                self.post_message(self.Pressed(binding.action))

    def relabel(self) -> None:
        """Say the keys again."""
        self.refresh()
