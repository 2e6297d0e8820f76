"""What is done with several duties at once: signed out together, confirmed together, rejected."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from deskapp.domain.attendance import Attendance, Duty
from deskapp.domain.attendance_steps import MACHINE
from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_
from deskapp.reading import attendances as reading
from deskapp.screens.marked import Marked
from deskapp.screens.steps import StepDialog
from deskapp.screens.volunteers.duty_steps import DutyStep


class MarkedDuties(Marked):
    """Duties that were marked, read again when something is done with them."""

    def duties(self) -> list[Duty]:
        """The marked duties as the file holds them now."""
        reader = self._screen.desk.reader
        return [found for id in self.ids if (found := reading.by_id(reader, id)) is not None]

    def together(self, verb: Callable[[list[str]], int], said: str) -> None:
        """Do `verb` with the numbers of all of them in one write, and tell how many there were."""
        screen, numbers = self._screen, [duty.attendance.number for duty in self.duties()]

        def done(count: int) -> None:
            self._listed.unmark()
            screen.host.tell(said, "good", count=count)
            screen.reload()

        screen.act(lambda: verb(numbers), done)


class MarkedHere(MarkedDuties):
    """People who are here: signed out together, or seen to be here still."""

    VERBS: Mapping[str, str] = {
        "out": N_("Sign them out together"),
        "stay": N_("They are still here"),
    }

    def do(self, verb: str) -> None:
        """Do what was chosen."""
        desk, t = self._screen.desk, self._screen.t
        if verb == "out":
            self.together(
                lambda numbers: desk.attendances.roll_out(numbers, desk.actor, t),
                N_("{count} signed out · Ctrl+Z undoes"),
            )
        else:
            self.each(
                [duty.attendance for duty in self.duties()],
                lambda one: desk.attendances.step(one.number, "stay", {}, desk.actor, t, one.version),
            )


class MarkedReview(MarkedDuties):
    """Duties that wait: confirmed together with what is usual, or rejected with one reason."""

    VERBS: Mapping[str, str] = {
        "confirm": N_("Confirm them with what is usual"),
        "reject": N_("Do not count them"),
    }

    def do(self, verb: str) -> None:
        """Do what was chosen."""
        desk, t, found = self._screen.desk, self._screen.t, self.duties()
        if verb == "confirm":
            self.together(
                lambda numbers: desk.attendances.confirm_many(numbers, {}, desk.actor, t),
                N_("{count} confirmed · Ctrl+Z undoes"),
            )
        elif found:
            self._screen.app.push_screen(DutyStep(found[0], MACHINE.step("reject"), self._reject))

    def _reject(self, dialog: StepDialog, given: dict[str, str]) -> None:
        desk, t = self._screen.desk, self._screen.t
        if not given["text"].strip():
            dialog.refused(
                DeskError(N_("A word why is needed: type it. What you typed is kept."), field="text")
            )
            return
        dialog.saved()
        dialog.close_once(True)

        def reject(one: Attendance) -> object:
            return desk.attendances.step(one.number, "reject", given, desk.actor, t, one.version)

        self.each([duty.attendance for duty in self.duties()], reject)
