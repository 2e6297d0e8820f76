"""The log form: who, what kind, what; everything else is filled in or optional."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from deskapp.domain.draft import Draft
from deskapp.domain.due import due_at, propose
from deskapp.domain.errors import DeskError
from deskapp.domain.identity import read_identity, read_phone, refuse_masked
from deskapp.domain.request_codes import CASE_REPORT, CATEGORY, CHANNEL, DANGER, URGENCY
from deskapp.domain.request_draft import FIELD_LABELS, LIMITS, NARRATIVE_NOTICE, check_length, read_occurred
from deskapp.domain.times import read_moment
from deskapp.domain.words import N_, Term
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen
from deskapp.screens.choose import ask_all
from deskapp.screens.drafting import Drafting
from deskapp.screens.knowing import PERSON, Knowing, PersonKnown
from deskapp.screens.options import with_area
from deskapp.screens.recalling import TOLD, Recalling
from deskapp.widgets.form import FieldSpec, Form

if TYPE_CHECKING:
    from deskapp.services.requests import Logged

FORM = "log"
"""The name of the form among the drafts."""

SPECS = (
    FieldSpec(
        "applicant", FIELD_LABELS["applicant"], "person", limit=LIMITS["applicant"],
        hint=N_("name, phone tail or pinyin"),
    ),
    FieldSpec("phone", FIELD_LABELS["phone"], "phone"),
    FieldSpec("category", FIELD_LABELS["category"], "code", required=True, codes=CATEGORY),
    FieldSpec("summary", FIELD_LABELS["summary"], "long", required=True, limit=LIMITS["summary"], submits=True),
    FieldSpec("id_number", FIELD_LABELS["id_number"], "id"),
    FieldSpec("address", FIELD_LABELS["address"], "place", limit=LIMITS["address"]),
    FieldSpec("place", FIELD_LABELS["place"], "place", limit=LIMITS["place"]),
    FieldSpec("urgency", FIELD_LABELS["urgency"], "code", codes=URGENCY),
    FieldSpec("dangers", FIELD_LABELS["dangers"], "flags", codes=DANGER),
    FieldSpec("channel", FIELD_LABELS["channel"], "code", codes=CHANNEL),
    FieldSpec(
        "occurred_at", FIELD_LABELS["occurred_at"], "date", hint=N_("now; or 14:30, yesterday 21:00, 11-20 9:00")
    ),
    FieldSpec("due_at", FIELD_LABELS["due_at"], "date", hint=N_("from the table; or 11-25, +3d")),
)  # fmt: skip

FIRST = "applicant"
"""The field in which typing begins."""

_WORTH = ("applicant", "phone", "category", "summary", "id_number", "address", "place")
"""Fields that make a draft; the others alone are no loss."""


class LogScreen(Knowing, Recalling, Drafting, DeskScreen):
    """A new request; Enter on the text saves it."""

    CSS_PATH = "log.tcss"
    NAME = N_("Log form")
    ABOUT = N_(
        "Enter goes on; Enter on the text saves, and so does Ctrl+S from anywhere. The fields below the text "
        "are optional. Values marked with ? are proposals: leave them or change them. Esc keeps a draft, Ctrl+R "
        "brings it back, Ctrl+D discards it. What came before of this person, place or matter stands below: "
        "Ctrl+L opens it, or merges the new one into it."
    )
    DRAFT = FORM
    KEYS = (keys.BACK, keys.SAVE, keys.SAME, keys.RESTORE, keys.HELP, keys.LANGUAGE, keys.DISCARD)
    BINDINGS: ClassVar[list[BindingType]] = [
        keys.BACK,
        keys.SAVE,
        keys.SAME,
        keys.RESTORE,
        keys.DISCARD,
        keys.EARLIER,
    ]

    def __init__(self, draft: Draft | None = None) -> None:
        """`draft` is brought back at once."""
        super().__init__()
        self._draft = draft

    def body(self) -> Iterable[Widget]:
        """The form, and what came before beside or below it."""
        yield Horizontal(Form(with_area(SPECS, self.desk)), self.earlier_panel(), id="work")
        yield self.earlier_line()

    def commands(self) -> tuple[Binding, ...]:
        """The keys of the bar, and the one that the line of earlier matters names."""
        return (*self.KEYS, keys.EARLIER)

    @property
    def _form(self) -> Form:
        return self.query_one(Form)

    def begin(self) -> None:
        """An empty form; a draft is offered, not forced."""
        self.refill({})
        if self._draft is not None:
            self.bring(self._draft)
        else:
            self.offer()

    def refill(self, values: Mapping[str, str]) -> None:
        """Begin anew with `values`, and propose the rest."""
        form = self._form
        form.clear()
        form.set_values(values)
        self.recall_person(values.get(PERSON, ""))
        form.propose("channel", "walk_in")
        if values:
            self._propose(form, form.values())
        form.focus_field(FIRST)
        self.recall_soon()

    def reload(self) -> None:
        """What came before may have changed."""
        self.forget_earlier()

    def relabel(self) -> None:
        """Say what came before in the other language."""
        self.show_earlier()

    def card_at_hand(self) -> int:
        """The card of the person, where it is known."""
        return self.known.id if self.known is not None else 0

    def on_person_known(self, _message: PersonKnown) -> None:
        """Another person has another past."""
        self.recall_soon()

    def typed(self) -> dict[str, str]:
        """What a person typed, without proposals; empty where nothing of it is worth a draft."""
        proposals = self._form.proposals()
        values = {name: text for name, text in self._form.values().items() if name not in proposals}
        if self.known is not None and self.picked:
            values[PERSON] = self.known.number
        strays = self._form.strays()
        return values | strays if strays or any(values.get(name) for name in _WORTH) else {}

    def worth(self, values: Mapping[str, str]) -> bool:
        """A category alone is chosen again with one key."""
        return any(values.get(name) for name in _WORTH if name != "category")

    # -- what the form says

    def on_form_left(self, message: Form.Left) -> None:
        """A field is checked when it is left."""
        if not message.touched:
            return
        try:
            self._check(message.field, message.value)
        except DeskError as error:
            message.form.refuse(message.field, error)
        else:
            message.form.accept(message.field)

    def _check(self, field: str, value: str) -> None:
        now, calendar = self.desk.clock(), self.desk.room.calendar
        if field == "phone":
            read_phone(value)
        elif field == "id_number" and not self.is_masked_id(value):
            refuse_masked(value)
            found = read_identity(value)
            if found.warning:
                raise DeskError(found.warning)
        elif field == "occurred_at":
            read_occurred(value, now, calendar)
        elif field == "due_at" and value:
            read_moment(value, now, calendar)
        else:
            check_length(field, value)

    def on_form_changed(self, message: Form.Changed) -> None:
        """Keep the draft, and propose urgency, danger and due date from what stands there."""
        form = message.form
        if message.field in ("category", "summary"):
            self._propose(form, form.values())
        elif message.field == "urgency":
            values = form.values()
            self._propose_due(form, values, values["urgency"])
        if message.field == "category" and message.value == CASE_REPORT:
            self.keep_now()  # the facts of a case leave the file at once
            self.host.tell(NARRATIVE_NOTICE)
        self.keep_soon()
        if message.field in TOLD:
            self.recall_soon()

    def _propose(self, form: Form, values: dict[str, str]) -> None:
        proposed = propose(values["category"], values["summary"], self.desk.room.rules)
        form.propose("urgency", proposed.urgency)
        form.propose("dangers", ",".join(proposed.dangers))
        self._propose_due(form, values, form.values()["urgency"] or proposed.urgency)

    def _propose_due(self, form: Form, values: dict[str, str], urgency: str) -> None:
        if values["category"]:
            at = due_at(values["category"], urgency, self.desk.clock(), self.desk.room.rules)
            form.propose("due_at", self._shown(at))

    def _shown(self, at: datetime) -> str:
        return self.desk.room.calendar.local(at).strftime("%Y-%m-%d %H:%M")

    def on_form_notice(self, message: Form.Notice) -> None:
        """Say what a field has to say."""
        self.host.tell("{text}", text=message.text)

    def on_form_ask_all(self, message: Form.AskAll) -> None:
        """Show the full list of a code field."""
        ask_all(self, message)

    # -- keys

    def action_save(self) -> None:
        """Ctrl+S."""
        self._form.submit()

    def action_same(self) -> None:
        """Take the value of the request that was logged last into this field."""
        name = next((spec.name for spec in self._form.specs if self._form.field(spec.name).has_focus), "")
        value = self.host.last_given.get(name, "")
        if value:
            self._form.choose(name, value)
        else:
            self.host.tell(N_("There is nothing to take over for this field yet."))

    def action_back(self) -> None:
        """Leave; what was typed stays a draft."""
        typed = self.typed()
        if self.leave():
            if typed.get("category") == CASE_REPORT and typed.get("summary"):
                self.host.tell(
                    N_("The draft is kept without the facts of the case: F2, then Ctrl+R brings it back.")
                )
            else:
                self.host.tell(N_("The draft is kept: F2, then Ctrl+R brings it back."))
        self.dismiss()

    # -- saving

    def on_form_submitted(self, message: Form.Submitted) -> None:
        """Log the request; a refusal stands beside its field and everything typed stays."""
        desk, t = self.desk, self.t
        self._save(lambda given: desk.requests.log(given, desk.actor, t), self._logged)

    def save_into(self, number: str) -> None:
        """Log the request and merge it into an earlier one; a refusal is shown as for any other."""
        desk, t = self.desk, self.t
        self._save(lambda given: desk.requests.log_into(given, number, desk.actor, t), self._linked)

    def _save(self, verb: Callable[[dict[str, str]], Logged], then: Callable[[Logged], None]) -> None:
        form = self._form
        given = self.with_person(form.values())
        if "due_at" in form.proposals():
            given["due_at"] = ""
        form.clear_errors()
        self._given = given
        self.act(lambda: verb(given), then, self._refused)

    def _keep_given(self, logged: Logged) -> None:
        self.saved()
        self.host.last_given = self._given
        self.host.fresh = logged.request.id

    def _linked(self, logged: Logged) -> None:
        self._keep_given(logged)
        request = logged.request
        self.host.tell(
            N_("Logged {number} and merged into {into} · Ctrl+Z undoes both"),
            tone="good", number=request.number, into=request.merged_into,
        )  # fmt: skip
        self.dismiss()

    def _logged(self, logged: Logged) -> None:
        self._keep_given(logged)
        request = logged.request
        params: dict[str, object] = {"number": request.number, "name": request.applicant or "—"}
        if logged.warnings or request.is_case:
            warning = logged.warnings[0] if logged.warnings else NARRATIVE_NOTICE
            self.host.tell(
                N_("Logged {number} {name} · Ctrl+Z undoes. {warning}"),
                tone="good",
                **params,
                warning=Term(warning),
            )
        else:
            self.host.tell(N_("Logged {number} {name} · Ctrl+Z undoes"), tone="good", **params)
        self.dismiss()

    def _refused(self, error: DeskError) -> None:
        form = self._form
        if any(spec.name == error.field for spec in form.specs):
            form.refuse(error.field, error)
            form.focus_field(error.field)
        self.host.refuse(error)
