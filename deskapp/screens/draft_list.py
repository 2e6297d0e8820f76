"""The list of drafts: each is opened with its digits or Enter, and dropped with Ctrl+D or Delete."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static

from deskapp.domain.words import N_
from deskapp.screens import keys
from deskapp.screens.choose import Choice, Choose
from deskapp.widgets.fields_text import TextField

_DROPPED = N_("The draft is dropped. Ctrl+R takes it back while this list is open.")
_FOOT = N_("Enter open · Ctrl+D, Del drop · Ctrl+R take back · Esc back")


class DraftsDialog(Choose):
    """What this officer left half typed; a draft is dropped here without being opened."""

    DEFAULT_CSS = """
    DraftsDialog #said, DraftsDialog #foot { height: auto; }
    DraftsDialog #foot { color: $text-muted; }
    """
    NAME = N_("Drafts")
    ABOUT = N_(
        "What you left half typed, the newest first. Two digits, a word or Enter open one; Ctrl+D or Delete drops the "
        "marked one, Ctrl+R takes it back while this list is open."
    )
    KEYS: ClassVar[tuple[Binding, ...]] = (keys.RESTORE, keys.DISCARD)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "restore", N_("Draft"), key_display="Ctrl+R", priority=True),
        keys.DISCARD,
        Binding("delete", "discard", N_("Drop"), key_display="Del", priority=True),
    ]

    def __init__(
        self, choices: Sequence[Choice], drop: Callable[[str], None], restore: Callable[[str], None]
    ) -> None:
        """`drop` forgets the draft of a choice, `restore` keeps it again."""
        super().__init__(N_("Drafts"), choices)
        self._drop, self._restore = drop, restore
        self._gone: list[tuple[int, Choice]] = []
        """What was dropped, and where it stood; the last one comes back first."""

    def more(self) -> ComposeResult:
        """What was done, and the keys."""
        yield Static("", markup=False, id="said")
        yield Static(self.t(_FOOT), markup=False, id="foot")

    def action_discard(self) -> None:
        """Ctrl+D, Delete: forget the marked draft."""
        marked = self.query_one(OptionList).highlighted
        if marked is None or not self._shown:
            self._say(N_("No draft is marked: there is nothing to drop."))
            return
        choice = self._shown[marked]
        at = self._choices.index(choice)
        self._gone.append((at, choice))
        self._drop(choice.value)
        self._set((*self._choices[:at], *self._choices[at + 1 :]), marked)
        self._say(_DROPPED)

    def action_restore(self) -> None:
        """Ctrl+R: keep again what was dropped last."""
        if not self._gone:
            self._say(N_("Nothing was dropped here: there is nothing to take back."))
            return
        at, choice = self._gone.pop()
        self._restore(choice.value)
        self._set((*self._choices[:at], choice, *self._choices[at:]), at)
        self._say(N_("The draft is back."))

    def _set(self, choices: Sequence[Choice], marked: int) -> None:
        self._choices = tuple(choices)
        self._known |= {
            choice.value: self._names(choice) for choice in choices if choice.value not in self._known
        }
        self._show(self.query_one(TextField).value)
        if self._shown:
            self.query_one(OptionList).highlighted = min(marked, len(self._shown) - 1)

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(self.t(text))

    def relabel(self) -> None:
        """Say the keys in the other language, too."""
        super().relabel()
        self.query_one("#foot", Static).update(self.t(_FOOT))
        self.query_one("#said", Static).update("")
