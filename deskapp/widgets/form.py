"""A form: one field a line, Enter goes on, the last Enter submits; the owner validates and saves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget

from deskapp.domain.codes import CodeList
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.words import N_
from deskapp.widgets.base import Worded
from deskapp.widgets.fields import Field, Option
from deskapp.widgets.fields_code import ChoiceField, CodeField, FlagsField
from deskapp.widgets.fields_person import Candidate, PersonField
from deskapp.widgets.fields_pin import PinField, SecretField
from deskapp.widgets.fields_text import TextField
from deskapp.widgets.formrow import FormRow

if TYPE_CHECKING:
    from deskapp.widgets.fields_long import LongField

TYPED = ":typed"
"""Behind the name of a field, in a draft: what was typed there and is none of its choices."""
_SHOWN = 40
"""Characters of such a text that are repeated in a sentence."""
_FREE = frozenset({"text", "long", "person", "name", "place"})
"""The kinds of fields in which any text may stand."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One line of a form, as data."""

    name: str
    label: str
    """English; translated when shown."""
    kind: str = "text"
    """name, person, phone, id, pin, secret, date, place, text, number, long, code or flags."""
    required: bool = False
    limit: int = 0
    hint: str = ""
    options: tuple[Option, ...] = ()
    codes: CodeList | None = None
    """The code list behind it, in the place of `options`."""
    submits: bool = False
    """Whether Enter in it submits the form."""


def field_for(spec: FieldSpec) -> TextField | LongField | ChoiceField:
    """The field that `spec` describes."""
    if spec.kind == "code":
        return CodeField(spec.options, codes=spec.codes, hint=spec.hint, name=spec.name)
    if spec.kind == "flags":
        return FlagsField(spec.options, codes=spec.codes, hint=spec.hint, name=spec.name)
    if spec.kind == "long":
        from deskapp.widgets.fields_long import LongField  # late: most boxes have one-line fields alone

        return LongField(limit=spec.limit, hint=spec.hint, name=spec.name)
    if spec.kind == "pin":
        return PinField(hint=spec.hint, name=spec.name)
    if spec.kind == "secret":
        return SecretField(hint=spec.hint, name=spec.name)
    if spec.kind == "person":
        return PersonField(kind=spec.kind, limit=spec.limit, hint=spec.hint, name=spec.name)
    return TextField(kind=spec.kind, limit=spec.limit, hint=spec.hint, name=spec.name)


class Form(Worded, VerticalScroll, can_focus=False):
    """Fields built from their specs; what happens in them goes up as messages with the field's name."""

    DEFAULT_CSS = "Form { scrollbar-size-vertical: 1; }"
    BINDINGS = [Binding("ctrl+s", "submit", N_("Save"), show=False)]

    class FormMessage(Message):
        """Something that happened in a form."""

        def __init__(self, form: Form) -> None:
            super().__init__()
            self.form = form

        @property
        def control(self) -> Form:
            """The form."""
            return self.form

    class FieldEvent(FormMessage):
        """Something that happened in the field named `field`."""

        def __init__(self, form: Form, field: str, value: str) -> None:
            super().__init__(form)
            self.field = field
            self.value = value

    class Left(FieldEvent):
        """A field was left: the time to validate it. `touched` says whether a person changed it."""

        def __init__(self, form: Form, field: str, value: str, touched: bool) -> None:
            super().__init__(form, field, value)
            self.touched = touched

    class Changed(FieldEvent):
        """A person changed or confirmed a value: the time to keep the draft, never to complain."""

    class AskAll(FieldEvent):
        """The full list of a code field is wanted; answer with `choose`."""

    class PersonChosen(FieldEvent):
        """The person with the number `value` was chosen: fill in what is known, and go on."""

    class PersonAsked(FieldEvent):
        """Several people fit what was typed: ask which one is meant."""

        def __init__(self, form: Form, field: str, value: str, candidates: tuple[Candidate, ...]) -> None:
            super().__init__(form, field, value)
            self.candidates = candidates

    class Submitted(FormMessage):
        """The form is to be saved."""

        def __init__(self, form: Form, values: dict[str, str]) -> None:
            super().__init__(form)
            self.values = values

    class Notice(FormMessage):
        """A sentence for the status line, already translated."""

        def __init__(self, form: Form, text: str) -> None:
            super().__init__(form)
            self.text = text

    def __init__(self, specs: Sequence[FieldSpec], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.specs = tuple(specs)
        self._refusals: dict[str, DeskError] = {}
        self._rows: dict[str, FormRow] = {
            spec.name: FormRow(spec.label, field_for(spec), required=spec.required) for spec in specs
        }

    def compose(self) -> ComposeResult:
        """One row a field."""
        self._measure()
        yield from self._rows.values()

    def relabel(self) -> None:
        """Say the labels and the refusals again; the column of labels takes the width it needs now."""
        self._measure()
        for name, error in self._refusals.items():
            self.set_error(name, error.say(self.t))

    def _measure(self) -> None:
        labels = {name: self.t(row.label) + ("*" if row.required else "") for name, row in self._rows.items()}
        width = max((cell_len(label) for label in labels.values()), default=0)
        for name, row in self._rows.items():
            row.show_label(labels[name], width)

    # -- text among choices ------------------------------------------------------------------------------

    def strays(self) -> dict[str, str]:
        """What was typed into fields of choices and is none of them, as a draft keeps it."""
        return {f"{name}{TYPED}": field.stray for name, field in self._choices() if field.stray}

    def _choices(self) -> list[tuple[str, ChoiceField]]:
        return [(name, row.field) for name, row in self._rows.items() if isinstance(row.field, ChoiceField)]

    def on_field_strayed(self, event: Field.Strayed) -> None:
        """Say beside the field that this is no choice, until one is made or the text is gone."""
        event.stop()
        field, name = event.field, event.field.name or ""
        assert isinstance(field, ChoiceField)
        if field.stray:
            self.refuse(name, self._stray(field))
        else:
            self.accept(name)
        self.post_message(self.Changed(self, name, field.value_clean))

    def _stray(self, field: ChoiceField) -> DeskError:
        shown = field.stray if len(field.stray) <= _SHOWN else field.stray[:_SHOWN] + "…"
        return DeskError(
            N_("“{text}” is none of these choices; it is kept here. Press {keys} to choose. Delete takes the text "
               "away."),
            code=Exit.USAGE, field=field.name or "", text=shown, keys=field.keys,
        )  # fmt: skip

    def on_field_freed(self, event: Field.Freed) -> None:
        """Put the text into the next field for text that is empty; where there is none it stays."""
        event.stop()
        name = event.field.name or ""
        order = self._order()
        for place in order[order.index(name) + 1 :]:
            field = self.field(place)
            if not isinstance(field, ChoiceField) and field.kind in _FREE and not field.value_clean:
                field.fill(event.text)
                field.edited()
                return
        assert isinstance(event.field, ChoiceField)
        event.field.stray = event.text

    def _unsettled(self) -> bool:
        """Whether text still stands among choices; then the first such field says so and has the caret."""
        for name, field in self._choices():
            if field.stray and self._rows[name].display:
                self.refuse(name, self._stray(field))
                self.focus_field(name)
                return True
        return False

    def _unchosen(self, name: str) -> bool:
        """Whether a choice is needed here that was not made; then it is asked for."""
        field, row = self.field(name), self._rows[name]
        if not isinstance(field, CodeField) or not row.required or field.value_clean:
            return False
        error = DeskError(
            N_("Nothing is chosen yet: press {keys}. What you typed is kept."),
            code=Exit.USAGE, field=name, keys=field.keys,
        )  # fmt: skip
        self.refuse(name, error)
        return True

    # -- for the owner -----------------------------------------------------------------------------------

    def field(self, name: str) -> TextField | LongField | ChoiceField:
        """The field named `name`."""
        return self._rows[name].field

    def values(self) -> dict[str, str]:
        """All values as they are to be saved."""
        return {name: row.field.value_clean for name, row in self._rows.items()}

    def set_values(self, values: Mapping[str, str]) -> None:
        """Fill the named fields as the program does; unknown names are left alone."""
        for name, value in values.items():
            if name in self._rows:
                self.field(name).fill(value)
            elif isinstance(field := self._stray_field(name), ChoiceField):
                field.stray = value
                self.refuse(field.name or "", self._stray(field))

    def _stray_field(self, name: str) -> object:
        row = self._rows.get(name.removesuffix(TYPED)) if name.endswith(TYPED) else None
        return row.field if row is not None else None

    def clear(self) -> None:
        """Empty every field and every error."""
        for name in self._rows:
            self.field(name).fill("")
        for _, choice in self._choices():
            choice.stray = ""
        self.clear_errors()

    def propose(self, name: str, value: str) -> bool:
        """Fill a field with a guess, marked as one, unless a person filled it."""
        field = self.field(name)
        if field.touched or (field.value_clean and not field.proposed):
            return False
        field.fill(value, proposed=bool(value))
        return True

    def choose(self, name: str, value: str) -> None:
        """Take what a person chose in a dialog for the field, and go on."""
        field = self.field(name)
        if isinstance(field, ChoiceField):
            field.free()
        field.fill(value)
        field.edited()
        self._move(name, 1)

    def person(self, name: str) -> PersonField:
        """The field of kind `person` named `name`."""
        field = self.field(name)
        assert isinstance(field, PersonField)
        return field

    def proposals(self) -> set[str]:
        """The names of fields whose value nobody confirmed."""
        return {name for name, row in self._rows.items() if row.field.proposed}

    def said_of(self, name: str, value: str) -> str:
        """A value of the field as a person reads it: the labels of a choice, the text of all else."""
        field = self.field(name)
        if not isinstance(field, ChoiceField):
            return value
        labels = {option.code: option.say(self.t) for option in field.options}
        return ", ".join(labels.get(code, code) for code in value.split(",")) if value else ""

    def set_error(self, name: str, text: str) -> None:
        """Show a translated sentence under the field, or none."""
        self._rows[name].error = text

    def refuse(self, name: str, error: DeskError) -> None:
        """Show a refusal under its field; it is said again when the language changes."""
        self._refusals[name] = error
        self.set_error(name, error.say(self.t))

    def accept(self, name: str) -> None:
        """Take the refusal of one field away."""
        if self._refusals.pop(name, None) is not None:
            self.set_error(name, "")

    def clear_errors(self) -> None:
        """Take every error away."""
        self._refusals.clear()
        for row in self._rows.values():
            row.error = ""

    def show_field(self, name: str, shown: bool) -> None:
        """Show or hide a line; a hidden field keeps its value and is passed over."""
        self._rows[name].display = shown

    def focus_field(self, name: str) -> None:
        """Put the caret into the field named `name`."""
        self.screen.set_focus(self.field(name), scroll_visible=False)
        self._reveal(self._rows[name])

    def submit(self) -> None:
        """Ask the owner to save."""
        if self._unsettled():
            return
        self.post_message(self.Submitted(self, self.values()))

    def action_submit(self) -> None:
        """Ctrl+S: save from anywhere."""
        self.submit()

    # -- moving ------------------------------------------------------------------------------------------

    def _order(self) -> list[str]:
        return [name for name, row in self._rows.items() if row.display]

    def _move(self, name: str, by: int, *, around: bool = False) -> None:
        order = self._order()
        at = order.index(name) + by
        if around:
            at %= len(order)
        if 0 <= at < len(order):
            self.focus_field(order[at])

    def _reveal(self, row: Widget) -> None:
        """Scroll until the row is in view, and again once its height with the focus is known."""
        self.scroll_to_widget(row, animate=False, immediate=True)
        self.call_after_refresh(self.scroll_to_widget, row, animate=False, immediate=True)

    def _on_resize(self, _event: events.Resize) -> None:
        for row in self._rows.values():
            if row.field.has_focus:
                self._reveal(row)

    def _on_descendant_focus(self, event: events.DescendantFocus) -> None:
        for row in self._rows.values():
            if row.field is event.widget:
                self._reveal(row)

    # -- what the fields say -----------------------------------------------------------------------------

    def on_field_next(self, event: Field.Next) -> None:
        """Go on; Enter in the last field or in one that submits ends the form."""
        event.stop()
        name = event.field.name or ""
        if event.key == "enter" and self.ends_with(name):
            self.submit()  # the owner says what is missing
        elif event.key == "enter" and self._unchosen(name):
            return
        else:
            self._move(name, 1, around=event.key == "tab")

    def is_last(self, name: str) -> bool:
        """Whether no field comes after `name`."""
        return name == self._order()[-1]

    def ends_with(self, name: str) -> bool:
        """Whether Enter in the field `name` ends the form."""
        return self.is_last(name) or any(spec.name == name and spec.submits for spec in self.specs)

    def on_field_previous(self, event: Field.Previous) -> None:
        """Go back one field."""
        event.stop()
        self._move(event.field.name or "", -1)

    def on_field_left(self, event: Field.Left) -> None:
        """Tell the owner that a field can be checked."""
        event.stop()
        field = event.field
        self.post_message(self.Left(self, field.name or "", field.value_clean, field.touched))

    def on_field_edited(self, event: Field.Edited) -> None:
        """Take the refusal of the field away, and tell the owner that there is something to keep."""
        event.stop()
        self.accept(event.field.name or "")
        self.post_message(self.Changed(self, event.field.name or "", event.field.value_clean))

    def on_field_ask_all(self, event: Field.AskAll) -> None:
        """Tell the owner that the full list is wanted."""
        event.stop()
        self.post_message(self.AskAll(self, event.field.name or "", event.field.value_clean))

    def on_field_notice(self, event: Field.Notice) -> None:
        """Pass a sentence on."""
        event.stop()
        self.post_message(self.Notice(self, event.text))

    def on_person_field_chosen(self, event: PersonField.Chosen) -> None:
        """Tell the owner who was chosen."""
        event.stop()
        self.post_message(self.PersonChosen(self, event.field.name or "", event.value))

    def on_person_field_asked(self, event: PersonField.Asked) -> None:
        """Tell the owner that it is not clear who is meant."""
        event.stop()
        name, value = event.field.name or "", event.field.value_clean
        self.post_message(self.PersonAsked(self, name, value, event.candidates))

    def go_on(self, name: str) -> None:
        """Leave the field `name` as Enter does."""
        self._move(name, 1)
