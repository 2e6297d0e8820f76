"""Help: what this screen is for, the field at hand, and every key, on one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from deskapp.domain.words import N_
from deskapp.screens.base import DeskDialog


class HelpDialog(DeskDialog[None]):
    """One page over the screen that asked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,enter,q", "back", N_("Back"), show=False),
        Binding("up", "scroll(-1)", N_("Up"), show=False),
        Binding("down", "scroll(1)", N_("Down"), show=False),
        Binding("pageup", "scroll(-10)", N_("Page up"), show=False),
        Binding("pagedown", "scroll(10)", N_("Page down"), show=False),
    ]

    def __init__(self, about: str, field: str, shown: Sequence[Binding]) -> None:
        """`about` and `field` are English texts of the screen and its field; `shown` its keys."""
        super().__init__()
        self._about = about
        self._field = field
        self._shown = tuple(shown)

    def compose(self) -> ComposeResult:
        """The page."""
        with Vertical(classes="box"):
            yield Static(self.t(N_("Help")), markup=False, id="title")
            with VerticalScroll(can_focus=False):
                yield Static(self._page(), markup=False, id="page")

    def _page(self) -> str:
        t = self.t
        parts = [t(self._about)]
        if self._field:
            parts.append(t(N_("This field: {hint}"), hint=t(self._field)))
        names = [(key.key_display or key.key, t(key.description)) for key in self._shown]
        wide = max(cell_len(name) for name, _ in names)
        parts.append("\n".join(f"{name}{' ' * (wide - cell_len(name))}  {what}" for name, what in names))
        parts.append(
            t(N_("Enter goes on, Tab too, Esc is one step back. Digits choose. Text is never lost."))
        )
        return "\n\n".join(part for part in parts if part)

    def action_scroll(self, by: int) -> None:
        """Move the page."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False, immediate=True)

    def relabel(self) -> None:
        """Say the page again in the other language."""
        self.query_one("#title", Static).update(self.t(N_("Help")))
        self.query_one("#page", Static).update(self._page())
