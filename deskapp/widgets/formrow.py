"""A line of a form: the mark of the focus, the label, the field, its note, and its error underneath."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from deskapp.domain.words import N_
from deskapp.widgets.base import Worded
from deskapp.widgets.fields import Field
from deskapp.widgets.fields_code import ChoiceField
from deskapp.widgets.fields_person import PersonField

if TYPE_CHECKING:
    from deskapp.widgets.fields_long import LongField
    from deskapp.widgets.fields_text import TextField


class FormRow(Worded, Widget):
    """Paints everything around its field itself: margins of the field keep the room for it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "form-row--label", "form-row--here", "form-row--note", "form-row--error",
    }  # fmt: skip
    DEFAULT_CSS = """
    FormRow {
        height: auto;
        width: 1fr;
        & > .form-row--label { color: $text-muted; }
        & > .form-row--here { color: $text-accent; text-style: bold; }
        & > .form-row--note { color: $text-warning; text-style: bold; }
        & > .form-row--error { color: $text-error; text-style: bold; }
    }
    FormRow > * { margin: 0; }
    """
    ALLOW_SELECT = False
    error: reactive[str] = reactive("", layout=True)
    """A translated sentence, or none."""

    def __init__(
        self, label: str, field: TextField | LongField | ChoiceField, *, required: bool = False
    ) -> None:
        super().__init__()
        self.label = label
        self.required = required
        self.field = field
        self._text = ""
        self._width = 0
        self._noted = ""
        """The note for which there is room."""

    def compose(self) -> ComposeResult:
        """The field; with that for a person its candidates."""
        yield self.field
        if isinstance(self.field, PersonField):
            yield self.field.listed

    def show_label(self, text: str, width: int) -> None:
        """Show a translated label in a column `width` cells wide."""
        self._text, self._width = text, width
        self._arrange()

    @property
    def note(self) -> str:
        """What stands beside the field: that it is a proposal, who it is, or how far beyond its limit it is."""
        field = self.field
        if field.limit and field.count > field.limit:
            return f"! {field.count}/{field.limit}"
        if isinstance(field, PersonField) and field.mark:
            return field.mark
        return f"? {self.t(N_('proposed'))}" if field.proposed else ""

    def _indent(self) -> int:
        return self._width + 2

    def _error_lines(self) -> list[Content]:
        width = self.size.width - self._indent()
        return Content(self.error).wrap(width) if self.error and width > 0 else []

    def _arrange(self) -> None:
        """Give the field the room that label, note and error leave."""
        note = self._noted = self.note
        below = len(self._error_lines())
        margin = (0, cell_len(note) + 2 if note else 1, below, self._indent())
        if tuple(self.field.styles.margin) != margin:
            self.field.styles.margin = margin
            if isinstance(self.field, PersonField):
                self.field.listed.styles.margin = (0, 1, 0, self._indent())
        self.refresh()

    def watch_error(self) -> None:
        """Make room for the error."""
        self._arrange()

    def render(self) -> Text:
        """The mark, the label and the note on the first line, the error on the last ones."""
        here = self.field.has_focus
        label = " " * (self._width - cell_len(self._text)) + self._text
        first = Text(
            (self.t.marks.focus if here else " ") + label,
            self._look("here" if here else "label"),
            no_wrap=True,
        )
        if note := self.note:
            first.append(
                " " * (self.size.width - first.cell_len - cell_len(note) - 1) + note, self._look("note")
            )
        errors = self._error_lines()
        gap = self.size.height - 1 - len(errors)
        lines = [first, *[Text()] * gap]
        lines += [
            Text(" " * self._indent() + line.plain, self._look("error"), no_wrap=True) for line in errors
        ]
        return Text("\n").join(lines)

    def _look(self, part: str) -> Style:
        return self.get_component_rich_style(f"form-row--{part}", partial=True)

    def _on_resize(self, _event: events.Resize) -> None:
        if self.error:
            self._arrange()

    def _on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        self.refresh()

    def _on_descendant_blur(self, _event: events.DescendantBlur) -> None:
        self.refresh()

    def on_field_marked(self, event: Field.Marked) -> None:
        """Show or take away the word for a proposal."""
        event.stop()
        self._arrange()

    def on_field_edited(self, _event: Field.Edited) -> None:
        """Count again where there is a limit."""
        if self.field.limit and self.note != self._noted:
            self._arrange()
