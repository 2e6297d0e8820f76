"""The cover: a full screen with nothing of the desk on it."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from deskapp.domain.words import N_
from deskapp.screens.base import Ready


class CoverScreen(Ready, Screen[None], inherit_bindings=False):
    """Blank until a key or a click."""

    ALLOW_SELECT = False
    ABOUT = N_("The desk is covered. Any key shows it again.")
    DEFAULT_CSS = """
    CoverScreen { align: center middle; background: $background; }
    CoverScreen Static { width: auto; color: $text-muted; }
    """

    def compose(self) -> ComposeResult:
        """One line."""
        yield Static(self._said(), markup=False)

    def _said(self) -> str:
        return self.t(N_("Covered. Press any key to go on."))

    def on_mount(self) -> None:
        """Take keys once it is painted."""
        self.call_after_refresh(self.set_ready)

    def on_key(self, event: events.Key) -> None:
        """Any key uncovers and does nothing else."""
        event.stop()
        event.prevent_default()
        self.dismiss()

    def on_click(self) -> None:
        """A click uncovers."""
        self.dismiss()

    def relabel(self) -> None:
        """Say the line again."""
        self.query_one(Static).update(self._said())
