"""The file of one dispute: people, clocks, sittings, agreement, performance, its trail and its steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from deskapp.domain.attendance_card import on_record
from deskapp.domain.clocks import due
from deskapp.domain.dispute import Dispute, File
from deskapp.domain.dispute_card import Around, Section, sections
from deskapp.domain.dispute_hints import hint
from deskapp.domain.dispute_steps import MACHINE
from deskapp.domain.dispute_trail import trail
from deskapp.domain.dispute_ways import bars
from deskapp.domain.draft import Draft
from deskapp.domain.errors import DeskError
from deskapp.domain.machine import Bar, Machine, Step
from deskapp.domain.request_card import Line
from deskapp.domain.words import N_, Told, Way
from deskapp.reading import attendances, people
from deskapp.reading import disputes as reading
from deskapp.reading import requests as request_reading
from deskapp.reading.on_shift import entered_in
from deskapp.screens import keys
from deskapp.screens.correct import CorrectDialog
from deskapp.screens.disputes.correct import DisputeCorrect
from deskapp.screens.disputes.people import show_card
from deskapp.screens.disputes.steps import BESIDE, SEAL, UNSEAL, WARNING, DisputeStep
from deskapp.screens.giving import GIVE, Giving
from deskapp.screens.opened import FINAL, WIDE, OpenedScreen
from deskapp.screens.steps import StepDialog
from deskapp.widgets.card import Card


class DisputeScreen(OpenedScreen[Dispute], Giving):
    """A file that was opened; opening it is kept in the audit chain, and names stand here in full."""

    CSS_PATH = "../opened.tcss"
    NAME = N_("Dispute")
    SUBJECT = "dispute"
    EVEN = True
    ABOUT = N_(
        "The file of a dispute: what is due, who is in it, sittings, agreement and performance, what happened, and "
        "below the steps that are allowed now. 0 adds an entry, Ctrl+L answers a warning, Ctrl+N changes the "
        "parties, Ctrl+B makes papers, Ctrl+G goes to the request, v gives it to a volunteer on duty; Ctrl+P seals it."
    )
    KEYS = (
        keys.BACK,
        keys.SIDES,
        keys.PAPERS,
        keys.WARNING,
        keys.HELP,
        keys.COMMANDS,
    )
    BINDINGS: ClassVar[list[BindingType]] = [keys.SIDES, keys.PAPERS, keys.WARNING, keys.LINKED, GIVE]

    @property
    def machine(self) -> Machine:
        """The steps of disputes."""
        return MACHINE

    def more_commands(self) -> Sequence[Binding]:
        """What has no room in the bar, and the seal."""
        file = self._file()
        seal = UNSEAL if file is not None and file.dispute.sealed else SEAL
        return (GIVE, keys.CORRECT, keys.LINKED, keys.PERSON, keys.FIND, Binding("", "seal", seal.label))

    def request_at_hand(self) -> str:
        """The request from which it came."""
        file = self._file()
        return self._around(file).request if file is not None else ""

    def _file(self) -> File | None:
        return reading.find(self.desk.reader, self.desk.room.id, self.number)

    def record(self) -> Dispute | None:
        """The dispute."""
        file = self._file()
        return file.dispute if file else None

    def show(self, record: Dispute) -> None:
        """The file by its sections, and the trail."""
        file, desk, view, t = self._file(), self.desk, self.view(), self.t
        if file is None:
            return
        parts = sections(file, view, due(file, desk.room.times), self._around(file))
        helped = on_record(attendances.answering(desk.reader, "dispute", record.id), record.number, view)
        shown = self.query_one("#facts", Card)
        if self.app.size.width >= WIDE:
            if helped:
                parts = (*parts, Section(t(N_("Volunteers on this call")), helped))
            shown.show(*((part.heading or record.number, part.lines) for part in parts))
        else:  # one block: headings would cost the lines that the file needs
            lines = [line for part in parts for line in part.lines]
            lines += [Line(t(N_("Volunteers on this call")), f"{one.label}  {one.text}") for one in helped]
            shown.show((record.number, lines))
        history = request_reading.history(desk.reader, "dispute", record.id)
        actions = request_reading.actions(desk.reader, "dispute", record.id)
        told = trail(file, history, actions, view)
        dispute = file.dispute
        at = dispute.occurred_at
        said = entered_in(desk.reader, desk.room.id, "dispute", dispute.id, at, t)
        on = (Line(t(N_("Shift")), said),) if said else ()
        self.query_one("#trail", Card).show((t(N_("What happened")), (*on, *told)))

    def _around(self, file: File) -> Around:
        reader = self.desk.reader
        request_id = file.dispute.request_id
        request = request_reading.by_id(reader, request_id) if request_id else None
        cards = ((party.person_id, people.survivor(reader, party.person_id)) for party in file.parties)
        phones = {key: card.phones[0] for key, card in cards if card is not None and card.phones}
        return Around(request.number if request else "", phones)

    def on_resize(self, event: events.Resize) -> None:
        """Headings come and go with the room for them."""
        if self.ready:
            self.call_after_refresh(self.reload)

    # -- what is written

    def viewed(self, record: Dispute) -> None:
        """Keep that the file was opened, of a sheltered one in its history too."""
        desk = self.desk
        file = reading.find(desk.connection(), desk.room.id, self.number)
        if file is not None:
            desk.looked_into(file)

    def take(self, code: str, given: dict[str, str], version: int) -> object:
        """Write a step."""
        desk = self.desk
        return desk.disputes.step(self.number, code, given, desk.actor, self.t, version)

    def note(self, kind: str, text: str) -> None:
        """Write an entry."""
        self.desk.disputes.note(self.number, kind, text, self.desk.actor, self.t)

    def correct(self, given: dict[str, str], reason: str, version: int) -> str:
        """Write a correction."""
        desk = self.desk
        desk.disputes.correct(self.number, given, reason, desk.actor, self.t, version)
        return ""

    def hint(self, dialog: StepDialog, result: object) -> Told | None:
        """What may be a slip in the step that was written."""
        if not isinstance(dialog, DisputeStep) or not isinstance(result, File):
            return None
        return hint(dialog.file, result, dialog.step.code, self.desk.room.calendar)

    def refuse_final(self, record: Dispute) -> None:
        """What is closed for good is not corrected."""
        if record.status in FINAL:
            raise DeskError(
                N_("{number} is closed for good: nothing is added to it. Open another one: {way}"),
                number=record.number, way=Way(N_("F3, then Insert"), "deskapp dispute open"),
            )  # fmt: skip

    def correct_dialog(self, record: Dispute, draft: Draft | None = None) -> CorrectDialog:
        """The box of a correction."""
        return DisputeCorrect(record, self, draft)

    def bars(self, record: Dispute) -> Mapping[str, Bar]:
        """What the law, the people and the papers of the file set against its steps."""
        return bars(self._file() or File(record), self.desk.officers)

    def step_dialog(self, record: Dispute, step: Step, draft: Draft | None = None) -> StepDialog:
        """The box of a step, filled with what the file knows."""
        file = self._file() or File(record)
        save = partial(self._save_beside, step) if step.code in BESIDE else partial(self.save_step, step)
        return DisputeStep(file, step, save, draft)

    def step_of(self, code: str) -> Step:
        """The step of a draft."""
        return BESIDE.get(code) or super().step_of(code)

    def _save_beside(self, step: Step, dialog: StepDialog, given: dict[str, str]) -> None:
        desk, t, number, version = self.desk, self.t, self.number, dialog.record.version
        actor = desk.actor

        def write() -> object:
            if step is not WARNING:
                return desk.disputes.seal(number, step is SEAL, given["reason"], actor, t)
            if not given["signal"] or not given["answer"]:
                raise _unanswered("answer" if given["signal"] else "signal")
            accept = given["answer"] == "accepted"
            return desk.disputes.answer(
                number, int(given["signal"]), accept, given["reason"], actor, t, version
            )

        said = {
            WARNING.code: N_("{number}: the warning is answered · Ctrl+Z undoes"),
            SEAL.code: N_("{number}: sealed · Ctrl+Z undoes"),
            UNSEAL.code: N_("{number}: the seal is open · Ctrl+Z undoes"),
        }[step.code]
        dialog.act(write, lambda _: self.done(dialog, said), dialog.refused)

    # -- keys

    def action_warning(self) -> None:
        """Ctrl+L: say whether a warning is right."""
        record, file = self.ready_for(), self._file()
        if record is None or file is None:
            return
        if any(not one.answer for one in file.signals):
            self.ask(record, WARNING)
        else:
            self.host.tell(N_("No warning waits for an answer."))

    def action_seal(self) -> None:
        """Seal the file, or open the seal."""
        record = self.ready_for()
        if record is not None:
            self.ask(record, UNSEAL if record.sealed else SEAL)

    def action_sides(self) -> None:
        """Ctrl+N: who is in the file, and who mediates."""
        if self.app.screen is self:
            self.host.dispute_sides(self.number)

    def action_papers(self) -> None:
        """Ctrl+B: make a paper of the file."""
        if self.app.screen is self:
            self.host.dispute_papers(self.number)

    def action_linked(self) -> None:
        """Ctrl+G: the request from which it came."""
        file = self._file()
        if file is None or self.app.screen is not self:
            return
        request = self._around(file).request
        if request:
            self.host.open_record(request)
        else:
            self.host.tell(N_("This dispute did not come from a request."))

    def action_person(self) -> None:
        """Ctrl+X: the card of somebody in the file."""
        file = self._file()
        if file is not None and self.app.screen is self:
            show_card(self, file)


def _unanswered(field: str) -> DeskError:
    return DeskError(
        N_("Choose the warning and whether it is right: press a digit. What you typed is kept."), field=field
    )
