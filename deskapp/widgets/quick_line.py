"""The quick line: a row that waits with a hint and takes text as soon as somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual import events
from textual.message import Message
from textual.widget import Widget

from deskapp.domain.words import N_
from deskapp.widgets.base import Worded
from deskapp.widgets.fields import Field
from deskapp.widgets.list_line import fit

if TYPE_CHECKING:
    from deskapp.widgets.fields_text import TextField

HINT = N_("Just type: name, phone, what happened. Enter goes on.")


class QuickLine(Worded, Widget):
    """One row that is always there, so that nothing moves when it is opened; the field comes with the first key."""

    DEFAULT_CSS = """
    QuickLine { height: 1; padding: 0 1; color: $text-muted; background: $background; }
    QuickLine.open { color: $text-accent; text-style: bold; }
    QuickLine > TextField { margin: 0 0 0 2; text-style: none; }
    """
    label = N_("Quick line")
    """What the help calls it."""

    class Entered(Message):
        """The line is complete."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """Esc: the line is given up."""

    class Changed(Message):
        """The line is another one now: the time to keep it."""

    class Away(Message):
        """The caret is wanted elsewhere; the text stays."""

    class Notice(Message):
        """A sentence for the status line, already translated."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._field: TextField | None = None

    @property
    def text(self) -> str:
        """What stands in it."""
        return self._field.value_clean if self._field is not None else ""

    @property
    def is_open(self) -> bool:
        """Whether it shows its field."""
        return self.has_class("open")

    async def open(self) -> TextField:
        """Show the field and put the caret at its end."""
        if self._field is None:
            from deskapp.widgets.fields_text import TextField  # late: the first frame shows a hint alone

            self._field = TextField(name="quick", hint=HINT)
            await self.mount(self._field)
        self._field.display = True
        self.set_class(True, "open")
        self.screen.set_focus(self._field, scroll_visible=False)
        return self._field

    async def fill(self, text: str) -> None:
        """Open with `text` in it."""
        (await self.open()).fill(text)

    def close(self) -> None:
        """Empty it and show the hint again."""
        if self._field is not None:
            self._field.fill("")
            self._field.display = False
        self.set_class(False, "open")
        self.refresh()

    def render(self) -> Text:
        """The mark of the focus, or what the line is for."""
        if self.is_open:
            return Text(self.t.marks.focus)
        return Text(fit(self.t(HINT), self.content_size.width, marks=self.t.marks), no_wrap=True)

    def relabel(self) -> None:
        """Say the hint again."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click opens it."""
        event.stop()
        self.call_later(self.open)

    def on_key(self, event: events.Key) -> None:
        """Esc gives the line up."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.post_message(self.Left())

    def on_field_next(self, event: Field.Next) -> None:
        """Enter and Tab go on; Down goes back to the list."""
        event.stop()
        self.post_message(self.Away() if event.key == "down" else self.Entered(self.text))

    def on_field_previous(self, event: Field.Previous) -> None:
        """Up goes back to the list."""
        event.stop()
        self.post_message(self.Away())

    def on_field_edited(self, event: Field.Edited) -> None:
        """Tell that there is something to keep."""
        event.stop()
        self.post_message(self.Changed())

    def on_field_left(self, event: Field.Left) -> None:
        """Nothing is checked here."""
        event.stop()

    def on_field_notice(self, event: Field.Notice) -> None:
        """Pass a sentence on."""
        event.stop()
        self.post_message(self.Notice(event.text))
