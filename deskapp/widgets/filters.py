"""The filters above a list: folded to one line while the list has the focus."""

from __future__ import annotations

from textual import events

from deskapp.widgets.fields import Field
from deskapp.widgets.form import Form


class Filters(Form):
    """Words and codes that narrow the list; Down in the box of words leads into the list."""

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
