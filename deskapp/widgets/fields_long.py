"""The field for a few lines of text, safe against bursts, pastes and hidden characters."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.content import Content
from textual.geometry import Offset
from textual.widgets import TextArea

from deskapp.domain.text import clean
from deskapp.widgets.fields import MARKED, PASTE_LIMIT, TOO_MUCH, Field, has_hidden, saved_form, typed
from deskapp.widgets.fields_text import PHRASE, SETTINGS


class LongField(Field, TextArea):
    """Three rows of text that wraps; Enter goes on, pasted line ends stay."""

    DEFAULT_CSS = """
    LongField { width: 1fr; height: 3; padding: 0; }
    LongField:focus { text-style: underline; }
    LongField .text-area--placeholder { color: $text-muted; }
    LongField:dark .text-area--cursor, LongField:light .text-area--cursor {
        color: $input-cursor-foreground; background: $input-cursor-background;
    }
    LongField:nocolor .text-area--cursor, LongField:nocolor .text-area--selection { text-style: reverse; }
    """
    BINDINGS = [PHRASE, SETTINGS]
    kind = "long"
    takes_text = True

    def __init__(self, value: str = "", *, limit: int = 0, hint: str = "", **kwargs: Any) -> None:
        self.limit, self.hint = limit, hint
        self._known = value
        super().__init__(value, compact=True, highlight_cursor_line=False, **kwargs)
        self.set_reactive(TextArea.cursor_blink, False)

    def on_mount(self) -> None:
        """Show the hint and start at the end."""
        self.relabel()
        self.move_cursor(self.document.end)

    def relabel(self) -> None:
        """Say the hint again."""
        self.placeholder = Content(self.t(self.hint))

    @property
    def value(self) -> str:
        """The text as it stands."""
        return self.text

    @property
    def value_clean(self) -> str:
        """The text as it is to be saved."""
        return saved_form(self.text, self.kind)

    def fill(self, value: str, *, proposed: bool = False) -> None:
        """Put `value` in, as the program does."""
        self._known = value
        self.touched = False
        if self.text != value:
            self.text = value
            self.move_cursor(self.document.end)
        self.proposed = proposed

    @property
    def cursor_screen_offset(self) -> Offset:
        """The caret on the screen; Textual's own is stale after a new width wrapped the text anew."""
        self._cursor_offset = self.wrapped_document.location_to_offset(self.cursor_location)
        return super().cursor_screen_offset

    def _on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        if self.wrapped_document.height > self.size.height:
            # A row that the last key began is not counted yet: Textual scrolls to the one above it.
            self.call_after_refresh(self.scroll_cursor_visible)
        if self.text != self._known:
            self._known = self.text
            self.edited()

    def _on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        event.stop()  # nobody above asks where the caret is

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ctrl+Z is ours only while there is typing to undo."""
        if action in ("select_line", "select_all"):
            return False  # F6 and F7 are the desk's
        if action == "redo":
            return bool(self.history.redo_stack)
        return bool(self.history.undo_stack) if action == "undo" else super().check_action(action, parameters)

    async def _on_key(self, event: events.Key) -> None:
        key, at = event.key, self.cursor_location
        if key in ("enter", "tab") or (key == "down" and self.navigator.is_last_wrapped_line(at)):
            self.post_message(self.Next(self, key))
        elif key == "shift+tab" or (key == "up" and self.navigator.is_first_wrapped_line(at)):
            self.post_message(self.Previous(self))
        elif key == "space" and self.proposed:
            self.edited()
        elif not event.is_printable and (text := typed(event)):
            self._put(text)
        else:
            if self.proposed and event.is_printable:
                self.select_all()
            return
        event.stop()
        event.prevent_default()

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._paste(event.text)

    def action_paste(self) -> None:
        """Paste what was copied inside the program, by the same rules."""
        self._paste(self.app.clipboard)

    def _paste(self, text: str) -> None:
        if len(text) > PASTE_LIMIT:
            self.say(TOO_MUCH, count=len(text), limit=PASTE_LIMIT)
        else:
            self._put(text)

    def _put(self, text: str) -> None:
        if has_hidden(text):
            self.say(MARKED)
        start, end = self.selection
        if result := self._replace_via_keyboard(clean(text, lines=True), start, end):
            self.move_cursor(result.end_location)

    def put_in(self, text: str) -> None:
        """Put `text` in at the caret; nothing that stands there goes away."""
        at = self.selection.end
        if result := self._replace_via_keyboard(clean(text, lines=True), at, at):
            self.move_cursor(result.end_location)
