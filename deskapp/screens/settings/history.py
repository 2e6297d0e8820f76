"""The whole history of one setting or person, in a box."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from deskapp.domain.request_card import Line
from deskapp.domain.words import N_
from deskapp.screens.base import DeskDialog
from deskapp.widgets.box import Box
from deskapp.widgets.card import Card


class HistoryDialog(DeskDialog[None]):
    """Every change, the newest first."""

    DEFAULT_CSS = """
    HistoryDialog VerticalScroll { height: auto; max-height: 75vh; }
    HistoryDialog Card { height: auto; }
    """
    ABOUT = N_("Every change, the newest first: when, from what to what, why and by whom.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,left", "back", N_("Back"), show=False),
        Binding("up", "scroll(-1)", N_("Up"), show=False),
        Binding("down", "scroll(1)", N_("Down"), show=False),
        Binding("pageup", "scroll(-10)", N_("Page up"), show=False),
        Binding("pagedown,space", "scroll(10)", N_("Page down"), show=False),
    ]

    def __init__(self, heading: str, lines: Sequence[Line]) -> None:
        """`heading` and `lines` are in the language of the screen."""
        super().__init__()
        self._heading = heading
        self._lines = tuple(lines)

    def compose(self) -> ComposeResult:
        """The lines under their heading."""
        with Box():
            yield Static(self._heading, markup=False, id="title")
            with VerticalScroll(can_focus=False):
                yield Card(id="changes")
            yield Static(self._foot(), markup=False, id="foot")

    def begin(self) -> None:
        """Show the lines."""
        self.query_one("#changes", Card).show(("", self._lines))

    def _foot(self) -> str:
        return self.t(N_("↑ ↓ scroll · Esc back"))

    def action_scroll(self, by: int) -> None:
        """Move the lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False, immediate=True)

    def relabel(self) -> None:
        """The lines keep the language they were made in."""
        self.query_one("#foot", Static).update(self._foot())
