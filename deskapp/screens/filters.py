"""The filters above a list: folded to one line while the list has the focus, read again as one types."""

from __future__ import annotations

from typing import cast

from textual import events

from deskapp.screens.choose import ask_all
from deskapp.screens.register import RegisterScreen
from deskapp.widgets.fields import Field
from deskapp.widgets.form import Form


class Filters(Form):
    """Words and codes that narrow the list; Down in the box of words leads into the list."""

    DEFAULT_CSS = "Filters { height: auto; max-height: 9; padding: 0 1; }"

    class Down(Form.FormMessage):
        """The list is wanted."""

    def on_mount(self) -> None:
        """Begin folded."""
        self.fold()

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """Unfold: a filter is about to be chosen."""
        self.fold()

    def on_descendant_blur(self, _event: events.DescendantBlur) -> None:
        """Fold, where the focus has gone to the list."""
        self.call_later(self.fold)

    def fold(self) -> None:
        """Show the words, and of the codes those that narrow the list; all while a field has the focus."""
        values = self.values()
        for spec in self.specs[1:]:
            self.show_field(spec.name, self.has_focus_within or bool(values[spec.name]))

    def on_field_next(self, event: Field.Next) -> None:
        """Leave by Down from the words; all other keys go on as in every form."""
        if event.field.name == "text" and event.key == "down":
            event.stop()
            event.prevent_default()
            self.post_message(self.Down(self))


class Filtered:
    """Mixin of a list below filters: Tab leads into them, what is typed counts at once."""

    _stale = False
    """Whether something was typed that the list does not show yet."""

    @property
    def _screen(self) -> RegisterScreen:
        return cast(RegisterScreen, self)

    def chosen_values(self) -> dict[str, str]:
        """What stands in the filters; the list that is made of it shows all that was typed."""
        self._stale = False
        return self._screen.query_one(Filters).values()

    def on_form_changed(self, _message: Form.Changed) -> None:
        """Read again, once for all that was typed meanwhile."""
        if not self._stale:
            self._stale = True
            self._screen.call_later(self._catch_up)

    def _catch_up(self) -> None:
        if self._stale:
            self._screen.reload(keep=False)

    def on_filters_down(self, _message: Filters.Down) -> None:
        """From the box into the list."""
        self._catch_up()
        self._screen.listed.focus()

    def on_form_submitted(self, message: Form.Submitted) -> None:
        """Enter in the box opens the entry under the cursor, Enter on the last filter leads into the list."""
        screen = self._screen
        self._catch_up()
        typing = (
            screen.focused is not None and screen.focused.name == "text" and message.values["text"].strip()
        )
        if typing and screen.listed.selected is not None:
            screen.listed.action_open()
        else:
            screen.listed.focus()

    def on_form_notice(self, message: Form.Notice) -> None:
        """Say what a field has to say."""
        self._screen.host.tell("{text}", text=message.text)

    def on_form_ask_all(self, message: Form.AskAll) -> None:
        """Show the full list of a filter."""
        ask_all(self._screen, message)

    def action_clear(self) -> None:
        """Ctrl+L: take all filters away."""
        screen = self._screen
        screen.query_one(Filters).clear()
        screen.reload()
        screen.listed.focus()
