"""The field for a line of text, safe against bursts, pastes and hidden characters."""

from __future__ import annotations

import re
from typing import Any

from textual import events
from textual.binding import Binding
from textual.geometry import Offset, Region, Size
from textual.reactive import Reactive
from textual.widgets import Input

from deskapp.domain.text import clean, one_line
from deskapp.domain.words import N_
from deskapp.widgets.fields import JOINED, MARKED, PASTE_LIMIT, TOO_MUCH, Field, has_hidden, saved_form, typed

_NEXT = frozenset({"enter", "tab", "down"})
_PREVIOUS = frozenset({"shift+tab", "up"})
_UNDO_STEPS = 200

PHRASE = Binding("ctrl+w", "app.phrase", N_("Phrase"), show=False)
"""In Textual the key deletes a word; it still does where no phrase goes in, and so does Ctrl+Backspace."""
SETTINGS = Binding("ctrl+k", "app.settings", N_("Settings"), show=False)
"""In Textual the key deletes the rest of the line."""


class TextField(Field, Input):
    """A line of text."""

    DEFAULT_CSS = """
    TextField { width: 1fr; }
    TextField:focus { text-style: underline; }
    TextField:nocolor > .input--cursor { text-style: reverse; }
    TextField:nocolor > .input--selection { text-style: reverse; }
    """
    BINDINGS = [
        Binding("ctrl+z", "undo_typing", N_("Undo typing"), show=False),
        Binding("ctrl+y", "redo_typing", N_("Redo typing"), show=False),
        PHRASE,
        SETTINGS,
    ]
    takes_text = True
    virtual_size = Reactive(Size(0, 0), layout=False)
    """As in Textual, but a letter does not lay the whole screen out anew: the field's size never changes."""

    def __init__(
        self, value: str = "", *, kind: str = "text", limit: int = 0, hint: str = "", **kwargs: Any
    ) -> None:
        self.kind, self.limit, self.hint = kind, limit, hint
        self._known = value
        self._past: list[str] = []
        self._ahead: list[str] = []
        self._run = ""
        super().__init__(value, compact=True, select_on_focus=False, **kwargs)
        self.set_reactive(Input.cursor_blink, False)

    def validate(self, value: str) -> None:
        """Nothing: the form checks its fields, and Textual would style the whole field anew at the first letter."""

    def on_mount(self) -> None:
        """Show the hint."""
        self.relabel()

    def relabel(self) -> None:
        """Say the hint again."""
        self.placeholder = self.t(self.hint)

    @property
    def value_clean(self) -> str:
        """The value as it is to be saved."""
        return saved_form(self.value, self.kind)

    def fill(self, value: str, *, proposed: bool = False) -> None:
        """Put `value` in, as the program does."""
        self._known, self._past, self._ahead, self._run = value, [], [], ""
        self.touched = False
        self.value = value
        self.cursor_position = len(value)
        self.proposed = proposed

    def watch_value(self, old: str, new: str) -> None:
        """Tell of a change by a person and remember the way back."""
        if new == self._known:
            return
        self._known = new
        self._ahead = []
        # One step back takes away a typed word, or one deletion, or one paste.
        run = "typed" if len(new) == len(old) + 1 and not new.endswith((" ", "\u3000")) else ""
        if not run or run != self._run:
            self._past = [*self._past[-_UNDO_STEPS:], old]
        self._run = run
        self.edited()

    def _on_input_changed(self, event: Input.Changed) -> None:
        event.stop()  # what a person changes is told by `Edited`

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ctrl+Z and Ctrl+Y are ours only while there is typing to undo or to bring back."""
        if action == "redo_typing":
            return bool(self._ahead)
        return bool(self._past) if action == "undo_typing" else super().check_action(action, parameters)

    def action_undo_typing(self) -> None:
        """Take back the last piece of typing."""
        self._ahead.append(self.value)
        self._turn_to(self._past.pop())

    def action_redo_typing(self) -> None:
        """Bring back the piece of typing that was taken back last."""
        self._past.append(self.value)
        self._turn_to(self._ahead.pop())

    def _turn_to(self, value: str) -> None:
        self._known = value
        self._run = ""
        self.value = self._known
        self.cursor_position = len(self.value)
        self.edited()

    @property
    def cursor_screen_offset(self) -> Offset:
        """The caret on the screen, exact at the end of the text too."""
        offset = super().cursor_screen_offset
        return offset - Offset(1, 0) if self.cursor_at_end else offset

    def _on_resize(self, _event: events.Resize) -> None:
        """Keep the caret in view where a note beside the field or a smaller window takes room away."""
        caret = Region(self._cursor_offset, 0, width=1, height=1)
        self.scroll_to_region(caret, force=True, animate=False, immediate=True)

    async def _on_key(self, event: events.Key) -> None:
        if event.key in _NEXT:
            self.post_message(self.Next(self, event.key))
        elif event.key in _PREVIOUS:
            self.post_message(self.Previous(self))
        elif event.key == "space" and self.proposed:
            self.edited()
        elif not event.is_printable and (text := typed(event)):
            self._put(text)
        else:
            self._confirm_by(event)
            return
        event.stop()
        event.prevent_default()

    def _confirm_by(self, event: events.Key) -> None:
        """The first letter typed over a proposal replaces it."""
        if self.proposed and event.is_printable:
            self.action_select_all()

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._paste(event.text)

    def action_paste(self) -> None:
        """Paste what was copied inside the program, by the same rules."""
        self._paste(self.app.clipboard)

    def _paste(self, text: str) -> None:
        if len(text) > PASTE_LIMIT:
            self.say(TOO_MUCH, count=len(text), limit=PASTE_LIMIT)
            return
        lines = [line for line in re.split(r"\r\n|\r|\n", text) if line.strip()]
        if len(lines) > 1:
            self.say(JOINED)
        self._put(" ".join(line.strip() for line in lines) if len(lines) > 1 else "".join(lines))

    def _put(self, text: str) -> None:
        if has_hidden(text):
            self.say(MARKED)
        if self.proposed:
            self.action_select_all()
        self.replace(clean(text), *self.selection)

    def put_in(self, text: str) -> None:
        """Put `text` in at the caret, on one line; nothing that stands there goes away."""
        at = self.selection.end
        self.replace(one_line(clean(text)), at, at)

    def _on_blur(self, event: events.Blur) -> None:
        # The parents' own handlers follow this one: Textual calls each class of the family.
        if self.kind not in ("text", "name", "person", "place") and self.value != self.value_clean:
            self._known = self.value_clean
            self.value = self._known
