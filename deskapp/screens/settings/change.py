"""The box in which a setting is changed: the value as it stands, and why it is changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, cast

from deskapp.domain.draft import Draft
from deskapp.domain.errors import DeskError, MovedError
from deskapp.domain.setting_entry import Setting
from deskapp.domain.setting_printing import OWN
from deskapp.domain.words import N_, Term
from deskapp.printing.queue import Queue
from deskapp.screens.forms import FormDialog
from deskapp.screens.meanwhile import other_version
from deskapp.widgets.fields import Option
from deskapp.widgets.fields_text import TextField
from deskapp.widgets.form import FieldSpec, Form

if TYPE_CHECKING:
    from deskapp.services.configuring import Changed

VALUE, REASON = "value", "reason"
SETTING = "setting"
"""The name of this form among the drafts."""
_LIMIT = 1000


class Settles(Protocol):
    """What the box needs of the app."""

    def settle_setting(self, name: str) -> None:
        """Let a changed setting count at once."""


class ChangeDialog(FormDialog):
    """Asks for another value; nothing is written where it stays the same."""

    DRAFT = SETTING
    ABOUT = N_(
        "Type or choose another value; an empty one means the default. The reason may stay empty. Old and new "
        "value, who and when are kept, and Ctrl+Z takes it back. Esc leaves all as it is."
    )

    def __init__(self, entry: Setting, draft: Draft | None = None, printers: Sequence[Queue] = ()) -> None:
        """`printers` are the queues of this machine, where the setting is one of them."""
        super().__init__(draft)
        self._entry = entry
        self._printers = tuple(printers)
        self._version = 0
        self._was = ""

    def begin(self) -> None:
        """Remember what stands there now."""
        self._version = self.desk.values.version(self._entry.name)
        self._was = self.desk.value(self._entry.name)
        super().begin()
        if isinstance(field := self.query_one(Form).field(VALUE), TextField):
            field.action_select_all()  # what is typed takes its place

    def title_text(self) -> str:
        """The setting, and what it means."""
        return f"{self.t(self._entry.label)}\n{self.t(self._entry.help)}"

    def draft_subject(self) -> str:
        """The setting that it belongs to."""
        return self._entry.name

    def specs(self) -> Sequence[FieldSpec]:
        """The value and the reason."""
        reason = FieldSpec(REASON, N_("Reason"), "text", False, _LIMIT, N_("may stay empty"))
        return (self._value_spec(), reason)

    def _value_spec(self) -> FieldSpec:
        entry = self._entry
        if entry.codes is not None:
            return FieldSpec(VALUE, entry.label, "code", entry.needed, codes=entry.codes)
        if self._printers:
            return FieldSpec(VALUE, entry.label, "code", options=self._queues())
        hint = "" if entry.needed else N_("empty means the default")
        if entry.name == "printer":
            hint = N_("no printer was found; type its name, or leave it empty")
        return FieldSpec(VALUE, entry.label, "text", entry.needed, _LIMIT, hint)

    def _queues(self) -> tuple[Option, ...]:
        names = [queue.name for queue in self._printers][:8]
        chosen = self.desk.value(self._entry.name)
        if chosen and chosen not in names:
            names = [*names[:7], chosen]
        own = Option(OWN, N_("the system's own"), "1")
        return (own, *(Option(name, name, str(at)) for at, name in enumerate(names, 2)))

    def preset(self) -> dict[str, str]:
        """The value as it stands."""
        return {VALUE: self._was or (OWN if self._printers else "")}

    def on_form_left(self, message: Form.Left) -> None:
        """A value is checked when it is left."""
        if message.field != VALUE or not message.touched:
            return
        try:
            if message.value.strip() or self._entry.needed:
                self._entry.read(message.value, self.t)
        except DeskError as error:
            message.form.refuse(VALUE, error)
        else:
            message.form.accept(VALUE)

    def save(self, given: dict[str, str]) -> None:
        """Write the value."""
        desk, t, name = self.desk, self.t, self._entry.name

        def done(changed: Changed) -> None:
            self.saved()
            self.close_once(True)
            cast(Settles, self.app).settle_setting(name)
            if changed.old == changed.new:
                self.host.tell(N_("{setting} stays as it was."), setting=Term(self._entry.label))
            elif name == "database":
                self.host.tell(N_("The other desk file is opened at the next start. Ctrl+Z undoes."), "good")
            else:
                self.host.tell(
                    N_("{setting}: {value} · Ctrl+Z undoes"), tone="good",
                    setting=Term(self._entry.label), value=self._entry.show(changed.new, self.t),
                )  # fmt: skip

        self.act(
            lambda: desk.configuring.change(
                name, given[VALUE], desk.actor, t, self._version, given.get(REASON, "")
            ),
            done,
            self._refused,
        )

    def _catch_up(self, error: MovedError) -> None:
        """Another window was faster: what it set stands under what is typed, and the same key saves on top of it."""
        self.desk.look_again()
        self._version = self.desk.values.version(self._entry.name)
        self._was = self.desk.value(self._entry.name)
        error.field = ""  # not about what is typed: that may stay
        self.refused(error)
        form = self.query_one(Form)
        if form.values()[VALUE] != self._was:
            form.refuse(VALUE, other_version(self._entry.show(self._was, self.t)))

    def _refused(self, error: DeskError) -> None:
        if isinstance(error, MovedError):
            self._catch_up(error)
            return
        if error.field == self._entry.name:
            error.field = VALUE
        self.refused(error)
