"""Help: the field at hand, what this screen is for and its keys; F1 again lists every key of the program."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from deskapp.domain.words import N_
from deskapp.screens.base import DeskDialog
from deskapp.widgets.box import Box


class HelpDialog(DeskDialog[None]):
    """One page over the screen that asked."""

    DEFAULT_CSS = """
    HelpDialog VerticalScroll { height: auto; }
    HelpDialog #page { height: auto; padding: 0 1 0 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "keys", N_("All keys"), show=False),
        Binding("enter,q", "back", N_("Back"), show=False),
        Binding("up", "scroll(-1)", N_("Up"), show=False),
        Binding("down", "scroll(1)", N_("Down"), show=False),
        Binding("pageup", "scroll(-10)", N_("Page up"), show=False),
        Binding("pagedown,space", "scroll(10)", N_("Page down"), show=False),
        Binding("home", "scroll(-100000)", N_("First row"), show=False),
        Binding("end", "scroll(100000)", N_("Last row"), show=False),
    ]

    def __init__(self, about: str, label: str, told: str, hint: str, shown: Sequence[Binding]) -> None:
        """`about` tells of the screen; `label`, `told` and `hint` of its field; `shown` are its keys; in English."""
        super().__init__()
        self._about = about
        self._label = label
        self._told = told
        self._hint = hint
        self._shown = tuple(shown)
        self._all = False

    def compose(self) -> ComposeResult:
        """The page."""
        with Box():
            yield Static(self._title(), markup=False, id="title")
            with VerticalScroll(can_focus=False):
                yield Static(self._page(), markup=False, id="page")
            yield Static(self._foot(), markup=False, id="foot")

    def _title(self) -> str:
        return self.t(N_("All keys")) if self._all else self.t(N_("Help"))

    def _foot(self) -> str:
        if self._all:
            return self.t(N_("↑ ↓ scroll · F1 this screen · Esc back"))
        return self.t(N_("↑ ↓ scroll · F1 all keys · Esc back"))

    def _page(self) -> str:
        if self._all:
            from deskapp.screens import keymap

            return keymap.page(self.t)
        t = self.t
        parts = [self._field(), t(self._about)]
        parts.append("\n".join(self._keys()))
        parts.append(
            t(N_("Enter goes on, Tab too, Esc is one step back. Digits choose. Text is never lost."))
        )
        return "\n\n".join(part for part in parts if part)

    def _keys(self) -> list[str]:
        """The keys of the screen in two columns."""
        named = [(key.key_display or key.key, self.t(key.description)) for key in self._shown]
        wide = max(cell_len(name) for name, _ in named)
        told = [f"{set_cell_size(name, wide)}  {what}" for name, what in named]
        half = -(-len(told) // 2)
        column = max(cell_len(line) for line in told[:half]) + 4
        return [
            (set_cell_size(left, column) + right).rstrip()
            for left, right in zip_longest(told[:half], told[half:], fillvalue="")
        ]

    def _field(self) -> str:
        t = self.t
        if not self._told:
            return ""
        lines = [t(N_("This field: {label}"), label=t(self._label)) if self._label else "", t(self._told)]
        if self._hint:
            lines.append(t(N_("In short: {hint}"), hint=t(self._hint)))
        return "\n".join(line for line in lines if line)

    def action_keys(self) -> None:
        """F1 again: every key of the program; once more: this screen."""
        self._all = not self._all
        self.relabel()
        self.query_one(VerticalScroll).scroll_home(animate=False, immediate=True)

    def show_keys(self) -> None:
        """Show every key of the program, now or as soon as the box stands."""
        self._all = True
        if self.is_mounted:
            self.relabel()

    def action_scroll(self, by: int) -> None:
        """Move the page."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False, immediate=True)

    def relabel(self) -> None:
        """Say the page again in the other language."""
        self.query_one("#title", Static).update(self._title())
        self.query_one("#page", Static).update(self._page())
        self.query_one("#foot", Static).update(self._foot())
