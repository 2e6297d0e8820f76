"""A box with a form: title, fields, the line for refusals; steps and small registers use it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from deskapp.domain.draft import Draft
from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_
from deskapp.screens import keys
from deskapp.screens.base import DeskDialog
from deskapp.screens.choose import ask_all
from deskapp.screens.drafting import Drafting
from deskapp.widgets.box import Box
from deskapp.widgets.form import FieldSpec, Form


class FormDialog(Drafting, DeskDialog[bool]):
    """Asks for some fields; what was typed stays until it is saved, as a draft where the box has a name for it."""

    ABOUT = N_(
        "Fill in what the step needs: Enter goes on, the last Enter or Ctrl+S saves. Esc leaves all as it is "
        "and keeps a draft, Ctrl+R brings it back, Ctrl+D discards it."
    )
    KEYS: ClassVar[tuple[Binding, ...]] = (keys.RESTORE, keys.DISCARD)
    BINDINGS: ClassVar[list[BindingType]] = [
        keys.RESTORE,
        keys.DISCARD,
        # A refusal may ask for another officer; what is typed stays open below.
        Binding("ctrl+o", "app.officer", N_("Officer"), show=False),
    ]

    def __init__(self, draft: Draft | None = None) -> None:
        """`draft` is brought back at once."""
        super().__init__()
        self._draft = draft
        self._empty: dict[str, str] = {}
        self._refusal: DeskError | None = None
        """What stands under the form, to be said in the other language, too."""

    def title_text(self) -> str:
        """The title, in the language in use."""
        raise NotImplementedError

    def specs(self) -> Sequence[FieldSpec]:
        """The fields."""
        raise NotImplementedError

    def save(self, given: dict[str, str]) -> None:
        """Write what was typed; a refusal goes to `refused`."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Title, form, the line for refusals, the keys."""
        with Box():
            yield Static(self.title_text(), markup=False, id="title")
            yield Form(self.specs())
            yield Static("", markup=False, id="said")
            yield Static(self._foot(), markup=False, id="foot")

    def _foot(self) -> str:
        form = next(iter(self.query(Form)), None)
        name = (self.focused.name or "") if self.focused is not None else ""
        if form is None or not any(spec.name == name for spec in form.specs) or not form.ends_with(name):
            return self.t(N_("Enter next · Ctrl+S save · Esc back · Ctrl+R draft · Ctrl+D discard"))
        if form.is_last(name):
            return self.t(N_("Enter, Ctrl+S save · Esc back · Ctrl+R draft · Ctrl+D discard"))
        return self.t(N_("Enter, Ctrl+S save · ↓ optional fields · Esc back · Ctrl+R draft · Ctrl+D discard"))

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """Say what Enter does here."""
        self.query_one("#foot", Static).update(self._foot())

    def preset(self) -> dict[str, str]:
        """What is filled in before anybody types."""
        return {}

    def begin(self) -> None:
        """Fill in what is known; a draft is offered, not forced."""
        self.refill({})
        self._empty = self.query_one(Form).values()
        if self._draft is not None:
            self.bring(self._draft)
        else:
            self.offer()

    def stands_anew(self, name: str) -> None:
        """The program has filled a field anew: what stands there is nobody's typing."""
        self._empty[name] = self.query_one(Form).values()[name]

    def refill(self, values: Mapping[str, str]) -> None:
        """Begin anew with `values` and put the caret into the first field."""
        form = self.query_one(Form)
        form.clear()
        form.set_values(self.preset() | dict(values))
        form.focus_field(form.specs[0].name)

    def typed(self) -> dict[str, str]:
        """All values, where one is not as it was when the box opened."""
        form = self.query_one(Form)
        values, strays = form.values(), form.strays()
        return values | strays if strays or values != self._empty else {}

    def worth(self, values: Mapping[str, str]) -> bool:
        """Whether something was typed into a field that takes text; what is chosen is chosen again with one key."""
        written = {spec.name for spec in self.specs() if spec.kind not in ("code", "flags")}
        return any(values.get(name) and values[name] != self._empty.get(name) for name in written)

    def say_draft(self, text: str, /, **params: object) -> None:
        """The box covers the status line: say it inside."""
        self.said(self.t(text, **params))

    def action_back(self) -> None:
        """Close; what was typed stays a draft."""
        if self.leave():
            self.host.tell(N_("The draft is kept: open the same box again, then Ctrl+R brings it back."))
        self.close_once()

    def on_form_submitted(self, message: Form.Submitted) -> None:
        """Save what was typed."""
        message.form.clear_errors()
        self.said("")
        self.save(message.values)

    def on_form_notice(self, message: Form.Notice) -> None:
        """Say what a field has to say."""
        self.said(message.text)

    def on_form_ask_all(self, message: Form.AskAll) -> None:
        """Show the full list of a code field."""
        ask_all(self, message)

    def refused(self, error: DeskError) -> None:
        """Show a refusal beside its field, with everything typed still there."""
        form = self.query_one(Form)
        if any(spec.name == error.field for spec in form.specs):
            form.refuse(error.field, error)
            form.focus_field(error.field)
        else:
            self.said(error.say(self.t))
            self._refusal = error

    def said(self, text: str) -> None:
        """Put a sentence under the form."""
        self._refusal = None
        self.query_one("#said", Static).update(text)

    def relabel(self) -> None:
        """Say the box again in the other language."""
        self.query_one("#title", Static).update(self.title_text())
        self.query_one("#foot", Static).update(self._foot())
        if self._refusal is not None:
            self.refused(self._refusal)
        else:
            self.said("")
