"""One lost report: who or what is looked for, what fits of the found things, and how it came out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from deskapp.domain.draft import Draft
from deskapp.domain.lost import FIELDS, MACHINE, LostReport
from deskapp.domain.lost_card import card, trail
from deskapp.domain.lost_steps import proposed_text, refuse_final
from deskapp.domain.machine import Machine, Step
from deskapp.domain.things import PERSON
from deskapp.domain.words import N_
from deskapp.reading import field_records as reading
from deskapp.reading import requests as request_reading
from deskapp.screens import keys
from deskapp.screens.field.matching import ask, offer
from deskapp.screens.field.record import LINK, MATCH, FieldRecord, FieldStep
from deskapp.screens.steps import STEP, StepDialog
from deskapp.widgets.card import Card


class LostReportScreen(FieldRecord[LostReport]):
    """A lost report that was opened; names and phones stand here in full."""

    NAME = N_("Lost report")
    SUBJECT = "lost_report"
    FIELDS = FIELDS
    ABOUT = N_(
        "One report: 1 closes it as found, and the request with it; 2 writes a public appeal, of a minor by a police "
        "officer alone and with a reason; 3 hands it to the case system, 4 closes it. m shows what fits of the found "
        "things, with the reasons, and links it."
    )
    KEYS = (keys.BACK, MATCH, keys.CORRECT, keys.HELP, keys.FIND, keys.LANGUAGE, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [MATCH]

    @property
    def machine(self) -> Machine:
        """The steps of a report."""
        return MACHINE

    def more_commands(self) -> Sequence[Binding]:
        """The records that belong to it."""
        return (keys.LINKED,)

    def record(self) -> LostReport | None:
        """The report."""
        return reading.find_report(self.desk.reader.execute, self.desk.room.id, self.number)

    def show(self, record: LostReport) -> None:
        """The report with what fits, and what happened."""
        view, reader = self.view(), self.desk.reader
        fitting = reading.matches_of_report(reader.execute, record) if record.is_open else ()
        self.query_one("#facts", Card).show((record.number, card(record, view, fitting)))
        history = request_reading.history(reader, self.SUBJECT, record.id)
        actions = request_reading.actions(reader, self.SUBJECT, record.id)
        self.query_one("#trail", Card).show((self.t(N_("What happened")), trail(history, actions, view)))

    def take(self, code: str, given: dict[str, str], version: int) -> object:
        """Write a step."""
        desk = self.desk
        return desk.lost_reports.step(self.number, code, given, desk.actor, self.t, version)

    def note(self, kind: str, text: str) -> None:
        """Write an entry."""
        self.desk.lost_reports.note(self.number, kind, text, self.desk.actor, self.t)

    def correct(self, given: dict[str, str], reason: str, version: int) -> str:
        """Write a correction."""
        self.desk.lost_reports.correct(self.number, given, reason, self.desk.actor, self.t, version)
        return ""

    def refuse_final(self, record: LostReport) -> None:
        """What is closed is not corrected."""
        refuse_final(record)

    def step_dialog(self, record: LostReport, step: Step, draft: Draft | None = None) -> StepDialog:
        """The box of a step; the text of a public appeal is proposed from the report."""
        usual: dict[str, str] = {}
        if step.code == "appeal":
            when = self.desk.room.calendar.show(record.last_at, self.desk.clock()) if record.last_at else ""
            usual = {"text": proposed_text(record, self.t, when)}
        elif step.code == "find" and record.found_id is not None:
            item = reading.item_by_id(self.desk.reader.execute, record.found_id)
            if item is not None:
                usual = {"text": item.number, "place": item.found_place, "by": item.finder}
        return FieldStep(record, step, partial(self.save_step, step), draft, usual)

    def links(self, record: LostReport) -> tuple[str, ...]:
        """The request from which it comes, the thing to which it is linked, and its public appeals."""
        asked = reading.appeals_of(self.desk.reader.execute, record.id)
        return (record.request, record.found, *asked)

    def pair(self, item: str) -> tuple[str, str]:
        """A thing and this report."""
        return item, self.number

    def action_match(self) -> None:
        """m: what fits, to link it; or the link, to take it away."""
        record = self.record()
        if record is None or self.app.screen is not self:
            return
        if record.kind == PERSON:
            self.host.tell(N_("People are not matched with found things: 2 asks the public."))
            return
        fitting = reading.matches_of_report(self.desk.reader.execute, record)
        offer(self, record, record.found, fitting, self.pair)

    def resume(self, draft: Draft) -> None:
        """Open a half-typed box; that of a link is none of the steps."""
        record = self.record()
        if draft.place.kind == STEP + LINK.code and record is not None:
            ask(self, record, self.pair)
        else:
            super().resume(draft)
