"""One area: its facts, what was counted in it, what happened, and what stands under it."""

from __future__ import annotations

from collections.abc import Mapping

from deskapp.domain.area import Area
from deskapp.domain.area_card import area_lines, area_trail
from deskapp.domain.area_steps import CLOSE, MACHINE, MOVE, RATE, UNDER
from deskapp.domain.draft import Draft
from deskapp.domain.errors import DeskError
from deskapp.domain.listing import Source
from deskapp.domain.machine import Bar, Machine, Step
from deskapp.domain.words import N_
from deskapp.reading import area_lists
from deskapp.reading import areas as reading
from deskapp.reading import requests as request_reading
from deskapp.screens.correct import CORRECT
from deskapp.screens.field.area_form import AddArea, AreaCorrect
from deskapp.screens.steps import STEP
from deskapp.screens.thing import ThingScreen
from deskapp.widgets.card import Card
from deskapp.widgets.record_list import RecordList


class AreaScreen(ThingScreen[Area]):
    """An area with all that stands under it."""

    NAME = N_("Area opened")
    SUBJECT = "area"
    ABOUT = N_(
        "An area: what it is and where it stands, how many requests, disputes and hazards were counted in it with all "
        "under it; below, what stands in it. 1 makes something under it, 2 rates it, 4 corrects or moves it, 9 gives "
        "it up. Enter opens what is under the cursor."
    )
    EMPTY_LIST = N_("Nothing stands under it: 1 makes a grid, a place or a household there.")
    sorting = area_lists.BY_NAME

    @property
    def machine(self) -> Machine:
        """The steps of an area."""
        return MACHINE

    def record(self) -> Area | None:
        """The area."""
        return reading.find(self.desk.reader, self.desk.room.id, self.number)

    def source(self, record: Area) -> Source:
        """What stands under it."""
        return area_lists.under_source(self.desk.connection, record, self.t)

    def show(self, record: Area) -> None:
        """The area, and what happened."""
        desk, view = self.desk, self.view()
        known = reading.known(desk.reader, desk.room.id)
        lines = area_lines(record, known, reading.tallied(desk.reader, record), view)
        told = area_trail(request_reading.history(desk.reader, self.SUBJECT, record.id), view, known)
        self.query_one("#facts", Card).show((record.number, lines), (self.t(N_("What happened")), told))

    def bars(self, record: Area) -> Mapping[str, Bar]:
        """Nothing stands under a point; an area is given up when nothing stands under it."""
        found: dict[str, Bar] = {}
        if not record.in_tree:
            found[UNDER.code] = Bar(
                DeskError(N_("A point has nothing under it: make it under the grid.")), lasting=True
            )
            found[RATE.code] = Bar(
                DeskError(N_("Grids and beats are rated: open the one in which it stands.")), lasting=True
            )
        below = self.source(record).count(1)
        if below:
            found[CLOSE.code] = Bar(
                DeskError(N_("“{area}” still has areas under it: move them first, with 4."), area=record.name)
            )
        return found

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Open what stands under it."""
        found = reading.by_id(self.desk.reader, message.row.id)
        if found is not None:
            self.host.open_field(found.number)

    def action_person(self) -> None:
        """Ctrl+X: no card stands here."""
        self.host.tell(N_("An area has no person's card: F5 finds people."))

    # -- steps

    def ask(self, record: Area, step: Step, draft: Draft | None = None) -> None:
        """Open the box of a step."""
        if step is UNDER:
            self.app.push_screen(AddArea(self._add, draft, record.number))
        elif step is MOVE:
            self.app.push_screen(AreaCorrect(record, self._correct, draft))
        else:
            super().ask(record, step, draft)

    def action_correct(self) -> None:
        """Ctrl+E: correct or move it."""
        self.action_step(MOVE.key)

    def resume(self, draft: Draft) -> None:
        """Open the box of a half-typed step."""
        record = self.record()
        if record is None:
            return
        if draft.place.kind == STEP + CORRECT:
            self.ask(record, MOVE, draft)
        elif not draft.place.kind.startswith(STEP):
            self.ask(record, UNDER, draft)
        else:
            super().resume(draft)

    def take(self, code: str, given: dict[str, str], version: int) -> object:
        """Write a step."""
        if code == RATE.code:
            self.desk.areas.rate(self.number, given, self.desk.actor, self.t, version)
        if code == CLOSE.code:
            self.desk.areas.close(self.number, given["text"], self.desk.actor, version)
        return None

    def _add(self, dialog: AddArea, given: dict[str, str]) -> None:
        desk, t = self.desk, self.t

        def done(number: str) -> None:
            dialog.saved()
            dialog.close_once(True)
            self.host.tell(N_("{number}: area made · Ctrl+Z undoes"), "good", number=number)
            self.reload()

        dialog.act(lambda: desk.areas.add(given, desk.actor, t), done, dialog.refused)

    def _correct(self, dialog: AreaCorrect, given: dict[str, str], reason: str) -> None:
        desk, t, number, version = self.desk, self.t, self.number, dialog.version

        def again() -> AreaCorrect | None:
            record = self.record()
            return AreaCorrect(record, self._correct) if record is not None else None

        def done(_: object) -> None:
            dialog.saved()
            dialog.close_once(True)
            self.host.tell(N_("{number}: corrected · Ctrl+Z undoes"), "good", number=number)
            self.reload()

        dialog.act(
            lambda: desk.areas.correct(number, given, reason, desk.actor, t, version), done,
            lambda error: dialog.late(error, again),
        )  # fmt: skip
