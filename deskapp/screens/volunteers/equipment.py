"""One kind of equipment: its stock, who has it, what happened, and its steps."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from deskapp.domain.draft import Draft
from deskapp.domain.equipment import Equipment
from deskapp.domain.errors import DeskError
from deskapp.domain.listing import Source
from deskapp.domain.machine import Bar, Machine, Step
from deskapp.domain.team_card import equipment_lines, team_trail
from deskapp.domain.team_steps import BACK, EQUIPMENT_MACHINE, HAND_OUT, STOCK
from deskapp.domain.volunteer import Dossier, Loan
from deskapp.domain.words import N_
from deskapp.reading import requests as request_reading
from deskapp.reading import team_lists
from deskapp.reading import volunteers as reading
from deskapp.reading.volunteer_lists import MEMBERS
from deskapp.screens.base import open_card
from deskapp.screens.options import numbered
from deskapp.screens.steps import StepDialog
from deskapp.screens.thing import ThingScreen
from deskapp.screens.volunteers.who import WhoStep
from deskapp.widgets.card import Card
from deskapp.widgets.fields import Option
from deskapp.widgets.record_list import RecordList


class EquipmentScreen(ThingScreen[Equipment]):
    """Equipment with everybody who has it, or had it."""

    NAME = N_("Equipment opened")
    sorting = MEMBERS
    SUBJECT = "equipment"
    ABOUT = N_(
        "A kind of equipment, or one piece: the stock, and who has it now; below them what came back. 1 hands out, 2 "
        "takes back from whoever is under the cursor, 3 changes the stock. Enter opens the volunteer."
    )
    EMPTY_LIST = N_("Nothing of it is out: press 1 to hand it out.")

    @property
    def machine(self) -> Machine:
        """The steps of equipment."""
        return EQUIPMENT_MACHINE

    def record(self) -> Equipment | None:
        """The equipment."""
        return reading.find_equipment(self.desk.reader, self.desk.room.id, self.number)

    def source(self, record: Equipment) -> Source:
        """Who has it, then what came back."""
        return team_lists.loan_source(self.desk.reader, self.desk.room, record, self.view())

    def show(self, record: Equipment) -> None:
        """The stock, and what happened."""
        view = self.view()
        told = team_trail(request_reading.history(self.desk.reader, self.SUBJECT, record.id), view)
        self.query_one("#facts", Card).show(
            (record.number, equipment_lines(record, view)), (self.t(N_("What happened")), told)
        )

    def _loans(self) -> tuple[Loan, ...]:
        record = self.record()
        every = reading.loans_of(self.desk.reader, record.id) if record is not None else ()
        return tuple(loan for loan in every if loan.back_at is None)

    def _holder(self, id: int) -> Dossier | None:
        """Who has, or had, the loan of a row."""
        record = self.record()
        every = reading.loans_of(self.desk.reader, record.id) if record is not None else ()
        found = next((loan.volunteer_id for loan in every if loan.id == id), 0)
        return reading.by_id(self.desk.reader, found) if found else None

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Open the volunteer who has it."""
        holder = self._holder(message.row.id)
        if holder is not None:
            self.host.open_volunteer(holder.volunteer.number)

    def action_person(self) -> None:
        """Ctrl+X: the card of whoever has it."""
        row = self.listed.selected
        holder = self._holder(row.id) if row else None
        if holder is not None and self.app.screen is self:
            open_card(self, holder.person.id)

    # -- steps

    def step_dialog(self, record: Equipment, step: Step, draft: Draft | None = None) -> StepDialog:
        """The box of a step; what is under the cursor is meant where something comes back."""
        row, options = self.listed.selected, self._options()
        codes = [option.code for option in options]
        usual = {"loan": str(row.id)} if row is not None and str(row.id) in codes else {}
        return WhoStep(
            record, step, partial(self.save_step, step), draft, usual=usual, loans=options, name=record.say(self.t)
        )  # fmt: skip

    def _options(self) -> tuple[Option, ...]:
        desk, t, view = self.desk, self.t, self.view()
        today = view.calendar.day(view.now)
        found = []
        for loan in self._loans():
            holder = reading.by_id(desk.reader, loan.volunteer_id)
            if holder is not None:
                name = holder.person.shown_name(today, t, desk.room.masks)
                found.append((str(loan.id), f"{holder.volunteer.member_no} {name} × {loan.count}"))
        return numbered(found)

    def bars(self, record: Equipment) -> Mapping[str, Bar]:
        """Nothing is handed out without stock, nothing comes back that is not out."""
        found = {}
        if not record.in_stock:
            found[HAND_OUT.code] = Bar(
                DeskError(
                    N_("Nothing of it lies in stock: press 2 to take some back, or 3 to add new pieces.")
                )
            )
        if not self._loans():
            found[BACK.code] = Bar(DeskError(N_("Nothing of it is out: press 1 to hand it out.")))
        return found

    def take(self, code: str, given: dict[str, str], version: int) -> object:
        """Write a step."""
        desk, t, actor = self.desk, self.t, self.desk.actor
        if code == HAND_OUT.code:
            desk.stock.issue(self.number, given["who"], actor, given["count"], given["due"], version)
        elif code == BACK.code:
            desk.stock.take_back(int(given["loan"] or 0), actor, t, given["result"], given["note"], version)
        elif code == STOCK.code:
            desk.stock.change_stock(
                self.number, given["change"], given["count"], given["text"], actor, t, version
            )
        return None
