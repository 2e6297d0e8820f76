"""The form of a new dispute: who quarrels, about what; the rest is proposed. A request fills it beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from deskapp.domain.dispute_codes import KIND, RISK, SCALE, SOURCE, STAGE, TYPE
from deskapp.domain.dispute_draft import FLAGS, LABELS, propose_flags, propose_risk, read_people
from deskapp.domain.dispute_from import proposals
from deskapp.domain.dispute_given import PartyGiven
from deskapp.domain.draft import Draft
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.money import read_money
from deskapp.domain.request import Request
from deskapp.domain.request_draft import LIMITS, check_length, read_occurred
from deskapp.domain.words import N_
from deskapp.reading import people as people_reading
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen
from deskapp.screens.choose import ask_all
from deskapp.screens.disputes.parties import Side, Siding
from deskapp.screens.drafting import Drafting
from deskapp.screens.options import AREA, area_number, with_area
from deskapp.widgets.form import FieldSpec, Form

if TYPE_CHECKING:
    from deskapp.domain.dispute import File

FORM = "dispute"
"""The name of the form among the drafts; one that was begun from a request has its number beside it."""

PARTY_A = Side("party_a", N_("Party A"), "party_b")
PARTY_B = Side("party_b", N_("Party B"), "type")

SPECS = (
    PARTY_A.name_spec(),
    FieldSpec("party_a_phone", N_("Phone of A"), "phone"),
    PARTY_B.name_spec(),
    FieldSpec("party_b_phone", N_("Phone of B"), "phone"),
    FieldSpec("type", LABELS["type"], "code", required=True, codes=TYPE),
    FieldSpec("summary", LABELS["summary"], "long", required=True, limit=LIMITS["summary"], submits=True),
    FieldSpec("place", LABELS["place"], "place", limit=LIMITS["place"]),
    FieldSpec("kind", LABELS["kind"], "code", codes=KIND, hint=N_("may wait until it is accepted")),
    FieldSpec("source", LABELS["source"], "code", codes=SOURCE),
    FieldSpec("people", LABELS["people"], "number"),
    FieldSpec("amount", LABELS["amount"], "text", limit=40, hint=N_("500, 1200.50 or 2万")),
    FieldSpec("flags", LABELS["flags"], "flags", codes=FLAGS),
    FieldSpec("risk", LABELS["risk"], "code", codes=RISK),
    FieldSpec("risk_reason", N_("Why this risk"), "text", limit=LIMITS["summary"]),
    FieldSpec("scale", LABELS["scale"], "code", codes=SCALE),
    FieldSpec("stage", LABELS["stage"], "code", codes=STAGE),
    FieldSpec(
        "occurred_at", LABELS["occurred_at"], "date", hint=N_("now; or 14:30, yesterday 21:00, 11-20 9:00")
    ),
    FieldSpec("first_sign_at", LABELS["first_sign_at"], "date", hint=N_("when it began, like 11-01")),
    FieldSpec("party_a_id", N_("ID of A"), "id"),
    FieldSpec("party_a_address", N_("Address of A"), "place", limit=LIMITS["address"]),
    FieldSpec("party_b_id", N_("ID of B"), "id"),
    FieldSpec("party_b_address", N_("Address of B"), "place", limit=LIMITS["address"]),
)  # fmt: skip

_WORTH = ("party_a", "party_a_phone", "party_b", "party_b_phone", "type", "summary", "place", "amount")
"""Fields that make a draft; the others alone are no loss."""


class OpeningScreen(Siding, Drafting, DeskScreen):
    """A new dispute; Enter on the text saves it, and its file opens."""

    CSS_PATH = "opening.tcss"
    NAME = N_("New dispute")
    ABOUT = N_(
        "Who quarrels and about what; everything below the text is proposed or optional. A name, the tail of a phone "
        "or pinyin finds whom the desk knows. Values marked with ? are proposals. Enter on the text saves, Ctrl+S from "
        "anywhere; then the file opens. A side that is not known yet stays empty. Esc keeps a draft."
    )
    DRAFT = FORM
    SIDES = (PARTY_A, PARTY_B)
    KEYS = (keys.BACK, keys.SAVE, keys.SAME, keys.RESTORE, keys.HELP, keys.LANGUAGE, keys.DISCARD)
    BINDINGS: ClassVar[list[BindingType]] = [
        keys.BACK,
        keys.SAVE,
        keys.SAME,
        keys.RESTORE,
        keys.DISCARD,
    ]

    def __init__(self, request: Request | None = None, draft: Draft | None = None) -> None:
        """`request` fills the form beforehand; `draft` is brought back at once."""
        super().__init__()
        self._request = request
        self._draft = draft
        self._given: dict[str, str] = {}

    def body(self) -> Iterable[Widget]:
        """The form."""
        yield Horizontal(Form(self._specs()), id="work")

    def _specs(self) -> tuple[FieldSpec, ...]:
        """From a request all is there already: Enter saves from any field."""
        specs = with_area(SPECS, self.desk)
        return specs if self._request is None else tuple(replace(spec, submits=True) for spec in specs)

    def commands(self) -> tuple[Binding, ...]:
        """The keys of the bar."""
        return self.KEYS

    @property
    def _form(self) -> Form:
        return self.query_one(Form)

    def begin(self) -> None:
        """An empty form, or what a request tells; a draft is offered, not forced."""
        self.refill({})
        if self._draft is not None:
            self.bring(self._draft)
            return
        if self._request is not None:
            self.host.tell(
                N_("From {number}: Enter saves · Tab goes on · ? is a proposal"), number=self._request.number
            )
        if self._waiting():
            self.offer()

    def draft_subject(self) -> str:
        """The request from which it comes."""
        return self._request.number if self._request is not None else ""

    def refill(self, values: Mapping[str, str]) -> None:
        """Begin anew with `values`, and propose the rest."""
        form, request = self._form, self._request
        form.clear()
        form.set_values(values)
        self.recall_people(values)
        if request is not None and not values:
            self._take_applicant(request)
        if request is not None:
            for name, text in proposals(request).items():
                form.propose(name, text)
            form.propose("occurred_at", self._shown(request))
            if any(spec.name == AREA for spec in form.specs):
                form.propose(AREA, area_number(self.desk, request.area_id))
        form.propose("source", "walk_in")
        form.propose("people", "2")
        form.propose("stage", "open")
        self._propose()
        form.focus_field(self._first_open())

    def _take_applicant(self, request: Request) -> None:
        """Who came with the request is the first party."""
        found = people_reading.survivor(self.desk.reader, request.person_id) if request.person_id else None
        if found is not None:
            self.put(PARTY_A, found)
        elif request.applicant:
            self._form.propose(PARTY_A.name, request.applicant)

    def _shown(self, request: Request) -> str:
        return self.desk.room.calendar.local(request.occurred_at).strftime("%Y-%m-%d %H:%M")

    def _first_open(self) -> str:
        """The field that comes first and says nothing yet."""
        if self._request is None:
            return PARTY_A.name
        values = self._form.values()
        return next(
            (name for name in ("party_a", "party_b", "type", "summary") if not values[name]), "summary"
        )

    def typed(self) -> dict[str, str]:
        """What a person typed, without proposals; empty where nothing of it is worth a draft."""
        guessed = self._form.proposals()
        values = {name: text for name, text in self._form.values().items() if name not in guessed}
        strays = self._form.strays()
        if self._request is not None and not self._touched() and not strays:
            return {}
        return values | strays | self.cards_of() if strays or any(values.get(name) for name in _WORTH) else {}

    def worth(self, values: Mapping[str, str]) -> bool:
        """What the quarrel is about, alone, is chosen again with one key."""
        return any(values.get(name) for name in _WORTH if name != "type")

    def _touched(self) -> bool:
        """Whether a person changed anything of what the request filled in."""
        form = self._form
        return any(form.field(spec.name).touched for spec in form.specs) or PARTY_B.name in self.picked

    def relabel(self) -> None:
        """Say the proposals in the other language."""
        self._propose()

    # -- what the form says

    def on_form_left(self, message: Form.Left) -> None:
        """A field is checked when it is left."""
        if not message.touched or self.side(message.field) is not None:
            return
        try:
            self._check(message.field, message.value)
        except DeskError as error:
            message.form.refuse(message.field, error)
        else:
            message.form.accept(message.field)

    def _check(self, field: str, value: str) -> None:
        if field == "amount":
            read_money(value, field)
        elif field == "people":
            read_people(value)
        elif field in ("occurred_at", "first_sign_at"):
            read_occurred(value, self.desk.clock(), self.desk.room.calendar)
        else:
            check_length(field, value)

    def on_form_changed(self, message: Form.Changed) -> None:
        """Keep the draft, and propose marks, scale and risk from what stands there."""
        if message.field in ("summary", "people", "flags", "scale", "risk"):
            self._propose()
        form = message.form
        if message.field == "risk" and message.value != "blue" and self.focused is not form.field("risk"):
            form.focus_field("risk_reason")  # it comes only now, when the caret has gone on already
        self.keep_soon()

    def _propose(self) -> None:
        form = self._form
        told = form.values()["summary"]
        if self._request is None:
            form.propose("flags", ",".join(propose_flags(told)))
        values = form.values()
        try:
            people = read_people(values["people"])
        except DeskError:  # it is told when the field is left
            people = 2
        form.propose("scale", "group" if people >= 5 else "individual")
        scale = form.values()["scale"]
        risk, why = propose_risk(told, values["flags"].split(","), people, scale, self.t)
        form.propose("risk", risk or "blue")
        form.propose("risk_reason", why if risk and form.values()["risk"] == risk else "")
        form.show_field("risk_reason", form.values()["risk"] != "blue")

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
        """Take the value of the dispute that was opened last into this field."""
        name = next((spec.name for spec in self._form.specs if self._form.field(spec.name).has_focus), "")
        value = self.host.last_dispute.get(name, "")
        if value:
            self._form.choose(name, value)
        else:
            self.host.tell(N_("There is nothing to take over for this field yet."))

    def action_back(self) -> None:
        """Leave; what was typed stays a draft."""
        if self.leave():
            self.host.tell(N_("The draft is kept: Ctrl+T lists it."))
        self.dismiss()

    # -- saving

    def on_form_submitted(self, message: Form.Submitted) -> None:
        """Open the dispute; a refusal stands beside its field and everything typed stays."""
        form, desk, t, request = self._form, self.desk, self.t, self._request
        given = form.values()
        form.clear_errors()
        try:
            parties = self._parties(given)
        except DeskError as error:
            self._refused(error)
            return
        self._given = given
        if request is None:
            self.act(lambda: desk.disputes.open(given, parties, desk.actor, t), self._opened, self._refused)
        else:
            self.act(
                lambda: desk.disputes.open_from(
                    desk.requests, request.number, given, parties, desk.actor, t, request.version
                ),
                self._opened,
                self._refused,
            )

    def _parties(self, values: Mapping[str, str]) -> list[PartyGiven]:
        found = [self.given(side, values, side.name) for side in self.SIDES]
        parties = [one for one in found if one is not None]
        if not parties and self._request is None:
            raise DeskError(
                N_("Nobody is named yet: type who came. A side that is not known may stay empty. All is kept."),
                code=Exit.USAGE, field=PARTY_A.name,
            )  # fmt: skip
        both = [self.known[side.name].id for side in self.SIDES if side.name in self.known]
        if len(both) == 2 and both[0] == both[1]:
            raise DeskError(
                N_("{name} stands on both sides: take one of the two out. What you typed is kept."),
                code=Exit.USAGE, field=PARTY_B.name, name=self.known[PARTY_B.name].name,
            )  # fmt: skip
        return parties

    def _opened(self, file: File) -> None:
        self.saved()
        self.host.last_dispute = self._given
        number = file.dispute.number
        self.dismiss()
        self.host.open_dispute(number)
        if len(file.sides) < 2:
            self.host.tell(
                N_("Opened {number} · Ctrl+Z undoes · the other side is not named yet"),
                tone="good", number=number,
            )  # fmt: skip
        else:
            self.host.tell(N_("Opened {number} · Ctrl+Z undoes"), tone="good", number=number)

    def _refused(self, error: DeskError) -> None:
        form = self._form
        field = PARTY_B.name if error.field == "parties" else error.field
        if any(spec.name == field for spec in form.specs):
            form.refuse(field, error)
            form.focus_field(field)
        self.host.refuse(error)
