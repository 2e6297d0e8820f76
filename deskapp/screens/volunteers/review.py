"""What waits for an officer's word: duties that ended, and those that the desk closed because nobody signed out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from deskapp.domain.attendance import PREFIX, Duty
from deskapp.domain.attendance_card import card as lines_of
from deskapp.domain.attendance_codes import STATUS
from deskapp.domain.attendance_steps import MACHINE
from deskapp.domain.errors import DeskError
from deskapp.domain.listing import Row, Source
from deskapp.domain.machine import Step
from deskapp.domain.words import N_, Term
from deskapp.reading import attendance_lists, duty_board
from deskapp.reading import attendances as reading
from deskapp.screens import keys
from deskapp.screens.base import open_card
from deskapp.screens.correct import CorrectDialog
from deskapp.screens.steps import StepDialog
from deskapp.screens.volunteers.duty_marked import MarkedReview
from deskapp.screens.volunteers.duty_steps import DutyCorrect, DutyStep
from deskapp.screens.volunteers.pages import VolunteersPage
from deskapp.widgets.card import Card

CONFIRM = Binding("c", "take('confirm')", N_("Confirm"), key_display="c")
REJECT = Binding("x", "take('reject')", N_("Do not count"), key_display="x")
REOPEN = Binding("r", "take('reopen')", N_("Look at it again"), key_display="r")
ALL = Binding("a", "all", N_("All"), key_display="a")

WAITING = N_("Nothing waits: every duty has been looked at. a shows all of them.")
NONE_AT_ALL = N_("Nobody has been on duty yet. Page 1 signs people in.")


class ReviewScreen(VolunteersPage):
    """Page 3 of the volunteers."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../lists.tcss", "duty.tcss"]
    NAME = N_("Review")
    ABOUT = N_(
        "Duties that wait for an officer's word, with what is odd about them. Enter opens one; c confirms it by a "
        "form that is filled with what is usual, x does not count it, Ctrl+E corrects its times. Space marks several, "
        "Ctrl+B confirms them together."
    )
    EMPTY = WAITING
    PAGE = 3
    PREFIX = PREFIX
    SORTING = attendance_lists.WAITING
    ALL_BY = N_("a shows all duties")
    KEYS = (keys.BACK, keys.OPEN, CONFIRM, REJECT, keys.CORRECT, keys.MARKED, keys.HELP, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [keys.CORRECT, CONFIRM, REJECT, REOPEN, ALL]

    def __init__(self) -> None:
        super().__init__()
        self._whole = False

    def commands(self) -> tuple[Binding, ...]:
        """The verbs of the list."""
        return (
            *self.KEYS,
            REOPEN,
            ALL,
            *(key for key in keys.OF_LISTS if key is not keys.MARKED),
            keys.PERSON,
        )

    def body(self) -> Iterable[Widget]:
        """What is listed, and the list."""
        yield Static("", markup=False, id="what")
        yield from super().body()

    def source(self) -> Source:
        """What waits, or all duties."""
        desk, t = self.desk, self.t
        self.listed.empty = NONE_AT_ALL if self._whole else WAITING
        self.query_one("#what", Static).update(self._heading())
        chosen = attendance_lists.AttendanceFilter(review=not self._whole)
        return attendance_lists.list_source(
            desk.connection,
            desk.room,
            chosen,
            desk.clock(),
            t,
            self.sorting,
            attendance_lists.review_columns(t),
        )

    def _heading(self) -> str:
        t, desk = self.t, self.desk
        if self._whole:
            return t(N_("All duties · a only those that wait"))
        found = duty_board.counts(desk.reader, desk.room, desk.clock())
        said = [t(N_("To be confirmed {count}"), count=found.ended)]
        if found.closed:
            said.append("! " + t(N_("not signed out {count}"), count=found.closed))
        return " · ".join([*said, t(N_("Space marks, Ctrl+B confirms · a all"))])

    def action_all(self) -> None:
        """a: all duties, or only what waits."""
        if self.app.screen is self:
            self._whole = not self._whole
            self.sorting = attendance_lists.NEWEST if self._whole else attendance_lists.WAITING
            self.reload(keep=False)

    # -- the duty under the cursor

    def duty_at(self, row: Row | None) -> Duty | None:
        """The duty of a row."""
        return reading.by_id(self.desk.reader, row.id) if row else None

    def show_beside(self, row: Row | None, card: Card) -> None:
        """The duty, its name masked as in the list."""
        duty = self.duty_at(row)
        if duty is None:
            card.show()
        else:
            card.show((duty.attendance.number, lines_of(duty, self.view(), beside=True)))

    def open_row(self, row: Row) -> None:
        """Open the duty of a row."""
        duty = self.duty_at(row)
        if duty is not None and self.app.screen is self:
            self.host.open_duty(duty.attendance.number)

    def action_person(self) -> None:
        """Ctrl+X: the card of whoever served."""
        duty = self.duty_at(self.listed.selected)
        if duty is not None:
            open_card(self, duty.person.id if duty.person else None)

    def action_marked(self) -> None:
        """Ctrl+B: do something with the marked rows."""
        if self.app.screen is self:
            MarkedReview(self, self.listed).offer()

    # -- an officer's word

    def action_take(self, code: str) -> None:
        """Ask for what a step of the duty under the cursor needs."""
        duty = self.duty_at(self.listed.selected)
        if duty is None or self.app.screen is not self:
            return
        try:
            MACHINE.path(duty.attendance.status, code)
        except DeskError:
            self.host.tell(
                N_("{number} is “{status}”: that is not possible now. Enter opens it with its steps."), "bad",
                number=duty.attendance.number, status=Term(STATUS.source_of(duty.attendance.status)),
            )  # fmt: skip
            return
        step = MACHINE.step(code)
        self.app.push_screen(DutyStep(duty, step, partial(self._save, step)))

    def _save(self, step: Step, dialog: StepDialog, given: dict[str, str]) -> None:
        desk, t, one = self.desk, self.t, dialog.record
        dialog.act(
            lambda: desk.attendances.step(one.number, step.code, given, desk.actor, t, one.version),
            lambda _: self._done(dialog, N_("{number}: {step} · Ctrl+Z undoes"), step=Term(step.label)),
            dialog.refused,
        )

    def action_correct(self) -> None:
        """Ctrl+E: correct the times of the duty under the cursor; both values are kept."""
        duty = self.duty_at(self.listed.selected)
        if duty is None or self.app.screen is not self:
            return
        if duty.attendance.waits:
            self.app.push_screen(DutyCorrect(duty, self._correct))
        else:
            self.host.tell(
                N_("{number} does not wait any more: Enter opens it with its steps."), "bad",
                number=duty.attendance.number,
            )  # fmt: skip

    def _correct(self, dialog: CorrectDialog, given: dict[str, str], reason: str) -> None:
        desk, t, number, version = self.desk, self.t, dialog.record.number, dialog.version

        def again() -> DutyCorrect | None:
            duty = reading.find(desk.reader, desk.room.id, number)
            return DutyCorrect(duty, self._correct) if duty is not None else None

        dialog.act(
            lambda: desk.attendances.correct(number, given, reason, desk.actor, t, version),
            lambda _: self._done(dialog, N_("{number}: corrected · Ctrl+Z undoes")),
            lambda error: dialog.late(error, again),
        )

    def _done(self, dialog: StepDialog | CorrectDialog, said: str, **params: object) -> None:
        dialog.saved()
        dialog.close_once(True)
        self.host.tell(said, "good", number=dialog.record.number, **params)
        self.reload()
