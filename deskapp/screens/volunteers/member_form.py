"""The box of a new volunteer: name, phone and team are enough, the rest can follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from deskapp.domain.codes import CodeList
from deskapp.domain.draft import Draft
from deskapp.domain.errors import DeskError
from deskapp.domain.identity import read_identity, read_phone, refuse_masked
from deskapp.domain.person_codes import SEX
from deskapp.domain.request_draft import FIELD_LABELS
from deskapp.domain.request_draft import LIMITS as PERSON_LIMITS
from deskapp.domain.volunteer_codes import CONSENT, IDENTITY, POST, ROLE, STATUS
from deskapp.domain.volunteer_form import LABELS, LIMITS, PERSON_FIELDS, read_columns
from deskapp.domain.words import N_
from deskapp.screens.forms import FormDialog
from deskapp.screens.knowing import PERSON, Knowing
from deskapp.screens.volunteers.options import team_options
from deskapp.widgets.form import FieldSpec, Form

FORM = "volunteer"
"""The name of the form among the drafts."""

_PERSON = {field.name: field.label for field in PERSON_FIELDS}
NEW = CodeList(
    "volunteer_new", N_("State"), *(code for code in STATUS if code.code in ("active", "applicant"))
)
"""As what somebody can come into the register."""

SPECS = (
    FieldSpec("name", _PERSON["name"], "person", True, PERSON_LIMITS["applicant"], N_("name, phone tail or pinyin")),
    FieldSpec("phone", _PERSON["phone"], "phone"),
    FieldSpec("team", N_("Team"), "code", submits=True),
    FieldSpec("roles", LABELS["roles"], "flags", codes=ROLE, submits=True),
    FieldSpec("member_no", LABELS["member_no"], "text", limit=LIMITS["member_no"], hint=N_("empty: the next free one")),
    FieldSpec("id_number", _PERSON["id_number"], "id"),
    FieldSpec("identity", LABELS["identity"], "flags", codes=IDENTITY),
    FieldSpec("employer", LABELS["employer"], "text", limit=LIMITS["employer"]),
    FieldSpec("insurance_no", LABELS["insurance_no"], "text", limit=LIMITS["insurance_no"]),
    FieldSpec("insurance_until", LABELS["insurance_until"], "date", hint=N_("2027-05-31, +365d")),
    FieldSpec("pledged_on", LABELS["pledged_on"], "date", hint=N_("11-20 or 2026-11-20")),
    FieldSpec("joined_on", LABELS["joined_on"], "date", hint=N_("empty: today")),
    FieldSpec("status", NEW.label, "code", codes=NEW),
    FieldSpec("post", POST.label, "code", codes=POST),
    FieldSpec("born", _PERSON["born"], "date", hint=N_("1949-12-31; a resident ID tells it")),
    FieldSpec("sex", _PERSON["sex"], "code", codes=SEX),
    FieldSpec("address", FIELD_LABELS["address"], "place", limit=PERSON_LIMITS["address"]),
    FieldSpec("skills", LABELS["skills"], "text", limit=LIMITS["skills"]),
    FieldSpec("grid", LABELS["grid"], "text", limit=LIMITS["grid"]),
    FieldSpec("consent", LABELS["consent"], "code", codes=CONSENT),
)  # fmt: skip
"""Enter on the team, and behind it, saves; what follows is reached with Down."""

_DAYS = ("insurance_until", "pledged_on", "joined_on")


class AddVolunteer(Knowing, FormDialog):
    """Asks who comes into the register."""

    ABOUT = N_(
        "Who is to stand in the register: a name, the tail of a phone or pinyin finds whom the desk knows, and the "
        "card is used again. Name, phone and team are enough: a digit chooses the team, Enter saves. Down leads to "
        "what may follow. Esc keeps a draft, Ctrl+R brings it back, Ctrl+D discards it."
    )
    DRAFT = FORM
    NAME_FIELD = "name"
    AFTER_PERSON = "team"

    def __init__(
        self, save: Callable[[AddVolunteer, dict[str, str]], None], draft: Draft | None = None, team: str = ""
    ) -> None:
        """`save` writes what was typed; `team` is chosen when the box opens."""
        super().__init__(draft)
        self._write = save
        self._team = team

    def title_text(self) -> str:
        """What the box does."""
        return self.t(N_("New volunteer"))

    def specs(self) -> Sequence[FieldSpec]:
        """The fields, with the teams that serve; without any the phone is the last that is needed."""
        teams = team_options(self.desk)
        return [
            replace(spec, options=teams)
            if spec.name == "team"
            else replace(spec, submits=not teams)
            if spec.name == "phone"
            else spec
            for spec in SPECS
        ]

    def preset(self) -> dict[str, str]:
        """In service, as a member, where nothing else is said."""
        return {"status": "active", "post": "member", "team": self._team}

    def refill(self, values: Mapping[str, str]) -> None:
        """Begin anew; the card of a draft is known again."""
        super().refill(values)
        self.recall_person(values.get(PERSON, ""))

    def typed(self) -> dict[str, str]:
        """As in every box, with the card that was chosen."""
        values = super().typed()
        if values and self.known is not None and self.picked:
            values[PERSON] = self.known.number
        return values

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
        if field == "phone":
            read_phone(value)
        elif field == "id_number" and not self.is_masked_id(value):
            refuse_masked(value)
            found = read_identity(value)
            if found.warning:
                raise DeskError(found.warning)
        elif field in _DAYS or field == "member_no":
            read_columns({field: value}, self.desk.room.calendar.day(self.desk.clock()), self.t)

    def save(self, given: dict[str, str]) -> None:
        """Hand over what was typed, with the chosen card."""
        self._write(self, self.with_person(given))
