"""The field of the kiosk: what a scanner or a hand types, up to Enter, Tab or a line feed."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.binding import Binding
from textual.message import Message

from deskapp.domain.kiosk import LIMIT
from deskapp.domain.text import clean, one_line
from deskapp.domain.words import N_
from deskapp.widgets.fields import typed
from deskapp.widgets.fields_text import TextField

ENDS = frozenset({"enter", "tab", "ctrl+j"})
"""What a scanner puts behind a code: CR, Tab, or the LF of a CR and LF, which finds an empty field."""

_UNSAID = frozenset({"up", "down", "shift+tab"})


class KioskField(TextField, inherit_bindings=False):
    """A line that is handed on whole and is empty again at once; it is never left, copied from or undone."""

    BINDINGS = [
        Binding("left", "cursor_left", N_("Left"), show=False),
        Binding("right", "cursor_right", N_("Right"), show=False),
        Binding("home", "home", N_("Begin of line"), show=False),
        Binding("end", "end", N_("End of line"), show=False),
        Binding("backspace", "delete_left", N_("Delete left"), show=False),
        Binding("delete", "delete_right", N_("Delete right"), show=False),
    ]

    class Scanned(Message):
        """A line was typed or scanned."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Touched(Message):
        """Something was typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(kind="text", hint=N_("Member number"), **kwargs)

    async def _on_key(self, event: events.Key) -> None:
        # What is not stopped here goes on to the handlers of the parents.
        if event.key in ENDS:
            self._hand_on()
        elif event.key not in _UNSAID:
            if not typed(event):
                return
            self.post_message(self.Touched())
            if (
                len(self.value) <= LIMIT
            ):  # one more than a badge has: that is refused in words, all further is not
                return
        event.stop()
        event.prevent_default()

    def _hand_on(self) -> None:
        text = self.value
        self.fill("")
        if text.strip():
            self.post_message(self.Scanned(text))

    def _paste(self, text: str) -> None:
        """Take a paste as one line; it hands nothing on by itself."""
        self.post_message(self.Touched())
        self._put(one_line(clean(text[: 4 * LIMIT]))[: max(0, LIMIT + 1 - len(self.value))])

    def say(self, text: str, **params: object) -> None:
        """Nothing is said of single keys."""
