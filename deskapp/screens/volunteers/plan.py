"""The duty plan: its slots, to put in, correct and void, and how each is served today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from deskapp.domain.coverage_card import STATE, state_text, when_text
from deskapp.domain.draft import Draft
from deskapp.domain.listing import Row, Source
from deskapp.domain.machine import Step, StepField
from deskapp.domain.request_card import Line
from deskapp.domain.slot import PREFIX, Slot
from deskapp.domain.slot_form import FIELDS, texts_of
from deskapp.domain.words import N_
from deskapp.reading import slot_lists
from deskapp.reading import slots as reading
from deskapp.screens import keys
from deskapp.screens.correct import CorrectDialog
from deskapp.screens.options import AREA, area_field, area_number
from deskapp.screens.register import RegisterScreen
from deskapp.screens.steps import StepDialog
from deskapp.screens.volunteers.duty_forms import DutyForm, team_options
from deskapp.widgets.card import Card
from deskapp.widgets.form import FieldSpec

NEW = Binding("insert,n", "new", N_("New slot"), key_display="Ins", priority=True)
VOID = Binding("delete", "void", N_("Void"), key_display="Del")

VOID_STEP = Step("void", N_("Void"), frozenset({"active"}), "voided", (StepField("text", N_("Reason")),))

HINTS: Mapping[str, str] = {
    "days": N_("daily, 1-5, Mon Wed Fri, or a date like 11-28"),
    "hours": N_("20:00-06:00"),
    "people": N_("empty: one"),
    "team": N_("empty: anybody"),
    "from": N_("empty: today"),
    "until": N_("empty: for good"),
}


class SlotCorrect(CorrectDialog):
    """A correction of a slot: both values are kept."""

    HINTS = HINTS

    def __init__(
        self,
        slot: Slot,
        save: Callable[[CorrectDialog, dict[str, str], str], None],
        draft: Draft | None = None,
    ) -> None:
        """The slot as it stood when the box opened."""
        super().__init__(slot, save, draft)
        self._slot = slot

    def fields(self) -> Sequence[StepField]:
        """All of it; the area where the room has any."""
        return [field for field in FIELDS if field.name != AREA or area_field(self.desk)]

    def _spec(self, field: StepField) -> FieldSpec:
        found = super()._spec(field)
        if field.name == AREA:
            return found
        kind = {"day": "date"}.get(field.kind, found.kind)
        if field.name == "team":
            return replace(found, kind="code", options=team_options(self.desk))
        return replace(found, kind=kind)

    def texts(self) -> Mapping[str, str]:
        """As they stand."""
        teams = {option.label: option.code for option in team_options(self.desk)}
        area = {AREA: area_number(self.desk, self._slot.area_id)}
        return texts_of(self._slot, self.t) | {"team": teams.get(self._slot.team, "")} | area


class PlanScreen(RegisterScreen):
    """The slots that hold, by the hour at which they begin."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../lists.tcss", "duty.tcss"]
    NAME = N_("Duty plan")
    ABOUT = N_(
        "The slots of the duty plan: which team serves where, on which days and hours, how many people. Insert puts "
        "one in, Enter corrects it, Delete voids it with a reason. A slot may last over midnight; the duty board "
        "counts who came."
    )
    EMPTY = N_("The duty plan is empty. Insert puts a slot into it.")
    PREFIX = PREFIX
    SORTING = slot_lists.BY_HOUR
    KEYS = (keys.BACK, NEW, replace(keys.OPEN, description=N_("Correct")), VOID, keys.HELP, keys.LANGUAGE,
            keys.COMMANDS)  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [keys.BACK, *keys.IN_LISTS, NEW, VOID, keys.CORRECT]

    def __init__(self, number: str = "", draft: Draft | None = None) -> None:
        """The cursor begins on the slot `number`; `draft` is a half-typed form, opened at once."""
        super().__init__()
        self._number = number
        self._draft = draft

    @property
    def number(self) -> str:
        """The number of the slot on which the cursor began."""
        return self._number

    def body(self) -> Iterable[Widget]:
        """What is listed, and the list."""
        yield Static("", markup=False, id="what")
        yield from super().body()

    def begin(self) -> None:
        """Read the plan."""
        self.reload()
        self.listed.focus()
        if self._number:
            slot = reading.find(self.desk.reader, self.desk.room.id, self._number)
            self.call_after_refresh(self.listed.go_to, slot.id if slot else 0)
        if self._draft is not None:
            self.call_after_refresh(self.resume, self._draft)

    def resume(self, draft: Draft) -> None:
        """Open a half-typed form with the draft in it."""
        slot = reading.find(self.desk.reader, self.desk.room.id, draft.place.subject)
        if slot is None:
            self.app.push_screen(DutyForm("slot", self._specs(), self._add, draft=draft))
        elif draft.place.kind.endswith(f":{VOID_STEP.code}"):
            self.app.push_screen(StepDialog(slot, VOID_STEP, self._void, draft))
        else:
            self.app.push_screen(SlotCorrect(slot, self._correct, draft))

    def source(self) -> Source:
        """The slots that hold."""
        desk = self.desk
        now = desk.clock()
        self.query_one("#what", Static).update(
            self.t(N_("Duty plan · Enter corrects a slot, Delete voids it"))
        )
        return slot_lists.list_source(desk.connection, desk.room, now, self.t, self.sorting)

    def slot_at(self, row: Row | None) -> Slot | None:
        """The slot of a row."""
        return reading.by_id(self.desk.reader, row.id) if row else None

    def show_beside(self, row: Row | None, card: Card) -> None:
        """The slot, and how it is served today."""
        slot, view, t = self.slot_at(row), self.view(), self.t
        if slot is None:
            card.show()
            return
        labels = {field.name: field.label for field in FIELDS}
        lines = [Line(t(labels[name]), text) for name, text in texts_of(slot, t).items() if text]
        served = reading.coverage_of(self.desk.reader, self.desk.room, view.calendar.day(view.now), view.now)
        lines += [
            Line(t(STATE.label), f"{when_text(one, view.calendar)} {state_text(one, t)}", one.state)
            for one in served.slots
            if one.slot.id == slot.id
        ]
        card.show((slot.number, lines))

    def open_row(self, row: Row) -> None:
        """Enter: correct the slot."""
        self.action_correct()

    def action_open(self) -> None:
        """Correct the slot under the cursor."""
        self.listed.action_open()

    def action_marked(self) -> None:
        """Nothing is done with several slots."""
        self.host.tell(N_("Slots are corrected and voided one by one: Enter, Delete."))

    def action_person(self) -> None:
        """A slot is nobody's."""
        self.host.tell(N_("A slot asks for people, it names none: the duty board shows who came."))

    # -- verbs

    def action_new(self) -> None:
        """Insert: a new slot."""
        if self.app.screen is self:
            self.app.push_screen(DutyForm("slot", self._specs(), self._add))

    def _specs(self) -> tuple[FieldSpec, ...]:
        teams = team_options(self.desk)
        kinds = {"day": "date"}
        found: list[FieldSpec] = []
        for field in FIELDS:
            if field.name == AREA:
                found += area_field(self.desk)
                continue
            kind = "code" if field.name == "team" else kinds.get(field.kind, field.kind)
            found.append(
                FieldSpec(
                    field.name, field.label, kind, field.name in ("days", "hours"), 1000, HINTS.get(field.name, ""),
                    teams if field.name == "team" else (),
                )
            )  # fmt: skip
        return tuple(found)

    def _add(self, dialog: DutyForm, given: dict[str, str]) -> None:
        desk, t = self.desk, self.t
        said = {name: text for name, text in given.items() if text}

        def done(number: str) -> None:
            dialog.saved()
            dialog.close_once(True)
            self.host.tell(N_("{number}: put into the duty plan · Ctrl+Z undoes"), "good", number=number)
            self.reload()
            slot = reading.find(desk.reader, desk.room.id, number)
            self.listed.go_to(slot.id if slot else 0)

        dialog.act(lambda: desk.rosters.add(said, desk.actor, t), done, dialog.refused)

    def action_correct(self) -> None:
        """Ctrl+E, Enter: the slot under the cursor."""
        slot = self.slot_at(self.listed.selected)
        if slot is not None and self.app.screen is self:
            self.app.push_screen(SlotCorrect(slot, self._correct))

    def _correct(self, dialog: CorrectDialog, given: dict[str, str], reason: str) -> None:
        desk, t, number, version = self.desk, self.t, dialog.record.number, dialog.version

        def again() -> SlotCorrect | None:
            slot = reading.find(desk.reader, desk.room.id, number)
            return SlotCorrect(slot, self._correct) if slot is not None else None

        dialog.act(
            lambda: desk.rosters.correct(number, given, reason, desk.actor, t, version),
            lambda _: self._done(dialog, N_("{number}: corrected · Ctrl+Z undoes")),
            lambda error: dialog.late(error, again),
        )

    def action_void(self) -> None:
        """Delete: take the slot under the cursor out of the plan."""
        slot = self.slot_at(self.listed.selected)
        if slot is not None and self.app.screen is self:
            self.app.push_screen(StepDialog(slot, VOID_STEP, self._void))

    def _void(self, dialog: StepDialog, given: dict[str, str]) -> None:
        desk, one = self.desk, dialog.record
        dialog.act(
            lambda: desk.rosters.void(one.number, given["text"], desk.actor, one.version),
            lambda _: self._done(dialog, N_("{number}: voided · Ctrl+Z undoes")),
            dialog.refused,
        )

    def _done(self, dialog: CorrectDialog | StepDialog, said: str) -> None:
        dialog.saved()
        dialog.close_once(True)
        self.host.tell(said, "good", number=dialog.record.number)
        self.reload()
