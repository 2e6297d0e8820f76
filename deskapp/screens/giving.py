"""Giving an opened request or dispute to a volunteer who is on duty: 有警接警."""

from __future__ import annotations

from textual.binding import Binding

from deskapp.domain.attendance import Duty
from deskapp.domain.words import N_
from deskapp.reading import attendances
from deskapp.screens.base import DeskScreen
from deskapp.screens.choose import Choice, Choose

GIVE = Binding("v", "give", N_("Give to a volunteer"), key_display="v")
"""Who is on duty answers the record."""


class Giving(DeskScreen):
    """A screen whose record can be given to somebody on duty."""

    @property
    def number(self) -> str:
        """The number of the record."""
        raise NotImplementedError

    def is_here(self) -> bool:
        """Whether the record stands on the screen and no box is over it."""
        return self.app.screen is self

    def action_give(self) -> None:
        """v: somebody on duty answers this record; who is out on another call is not offered."""
        if not self.is_here():
            return
        desk, t, view = self.desk, self.t, self.view()
        free = {
            duty.attendance.number: duty
            for duty in attendances.here(desk.reader, desk.room.id)
            if duty.attendance.status == "on_duty"
        }
        if not free:
            self.host.tell(N_("Nobody is free on duty: F6 shows who is here and signs people in."), "bad")
            return

        def chosen(number: str | None) -> None:
            if number:
                self._give(free[number])

        choices = [
            Choice(
                number, f"{duty.shown_name(view.calendar.day(view.now), t, view.masks)}  {duty.member_no}".rstrip(),
                " · ".join(filter(None, (duty.team, duty.attendance.place, view.when(duty.attendance.in_at)))),
            )
            for number, duty in free.items()
        ]  # fmt: skip
        self.app.push_screen(Choose(GIVE.description, choices, direct=True), chosen)

    def _give(self, duty: Duty) -> None:
        desk, t, one, number = self.desk, self.t, duty.attendance, self.number

        def done(_found: Duty) -> None:
            self.host.tell(
                N_("{name} is out on {call} · Ctrl+Z undoes"), "good", call=number,
                name=duty.shown_name(desk.room.calendar.day(desk.clock()), t, desk.room.masks),
            )  # fmt: skip
            self.reload()

        given = {"request": number}
        self.act(lambda: desk.attendances.step(one.number, "answer", given, desk.actor, t, one.version), done)
