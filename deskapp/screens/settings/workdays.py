"""The page of working days: the public calendar of this year and the next, and what the room has set itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType

from deskapp.domain import workday_table
from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.listing import Column
from deskapp.domain.request_card import Line
from deskapp.domain.times import read_day
from deskapp.domain.words import N_
from deskapp.domain.workdays import Workdays
from deskapp.screens import keys
from deskapp.screens.settings.parts import CHANGE, Changed, PartsScreen
from deskapp.widgets.form import FieldSpec

_WEEK = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)

TAKE_OUT = Binding("space", "switch", N_("Take out"), key_display="Space")


class WorkdaysScreen(PartsScreen):
    """Which days are off, and which are worked though they fall on a weekend."""

    NAME = N_("Working days")
    ABOUT = N_(
        "Days on which offices do not keep to the week: holidays, and weekends that are worked. Enter changes the "
        "one under the cursor, the last line adds one, Space takes a day of this room out again. Clocks that count "
        "working days go by it at once."
    )
    ADD = N_("Another day")
    KEYS = (keys.BACK, CHANGE, TAKE_OUT, keys.HELP, keys.LANGUAGE, keys.UNDO)
    BINDINGS: ClassVar[list[BindingType]] = [TAKE_OUT]

    def _own(self) -> Mapping[date, bool]:
        return workday_table.read_workdays(self.text)

    def begin(self) -> None:
        """Show what is still to come; what is over stands above."""
        today = self.desk.room.calendar.day(self.desk.clock()).isoformat()
        self._wanted = next((day for day in self.parts() if day >= today), "")
        super().begin()

    def parts(self) -> Sequence[str]:
        """The days of this year and the next that are not as in other weeks, and all of this room."""
        year, days = self.desk.room.calendar.day(self.desk.clock()).year, Workdays(self._own())
        found = {*self._own(), *days.special(year), *days.special(year + 1)}
        return [day.isoformat() for day in sorted(found)]

    def columns(self) -> Sequence[Column]:
        """Day, day of the week, what it is, who says so."""
        return (
            Column("day", N_("Day"), 10),
            Column("week", N_("Weekday"), 10),
            Column("kind", N_("This day is")),
            Column("state", N_("State"), 20, min_screen=60),
        )

    def cells(self, part: str) -> tuple[Sequence[str], str]:
        """One day."""
        day, own, t = date.fromisoformat(part), self._own(), self.t
        state = t(N_("of this room")) if day in own else t(N_("public calendar"))
        works = Workdays(own).works(day)
        return (part, t(_WEEK[day.weekday()]), workday_table.say_day(works, t), state), ""

    def card(self, part: str) -> Sequence[Line]:
        """What the public calendar says, and what the program knows."""
        day, t = date.fromisoformat(part), self.t
        public = Workdays()
        known = (
            "" if public.knows(day.year) else t(N_("The notice of this year is not known to the program."))
        )
        return [
            Line(t(N_("Public calendar")), workday_table.say_day(public.works(day), t)),
            Line(t(N_("Known")), known or workday_table.say_known(t), "urgent" if known else ""),
        ]

    def specs(self, part: str) -> Sequence[FieldSpec]:
        """The day, and what it is."""
        kind = FieldSpec("kind", N_("This day is"), "code", True, codes=workday_table.DAY_STATE, submits=True)
        return (FieldSpec("day", N_("Day"), "date", True, 20, N_("like 2027-01-01 or 10-10")), kind)

    def preset(self, part: str) -> Mapping[str, str]:
        """The day as it stands."""
        if not part:
            return {"day": "", "kind": ""}
        works = Workdays(self._own()).works(date.fromisoformat(part))
        return {"day": part, "kind": "working" if works else "off"}

    def told(self, part: str, given: Mapping[str, str]) -> Changed:
        """The day as it is from now on; another day takes the place of the one that was there."""
        with about("day"):
            day = read_day(given["day"], self.desk.room.calendar.day(self.desk.clock()))
        if given["kind"] not in workday_table.DAY_STATE:
            raise DeskError(
                N_("It is not chosen whether that day is worked: press 1 or 2. What you typed is kept."),
                code=Exit.USAGE, field="kind",
            )  # fmt: skip
        text = self.text
        if part and part != day.isoformat():
            text = workday_table.changed(text, date.fromisoformat(part), None)
        works = given["kind"] == "working"
        said = f"{day.isoformat()}: {workday_table.say_day(works, self.t)}"
        return Changed(workday_table.changed(text, day, works), said, go_to=day.isoformat())

    def switched(self, part: str) -> Changed:
        """A day of this room goes back to the public calendar."""
        day = date.fromisoformat(part)
        if day not in self._own():
            raise DeskError(
                N_("{day} stands in the public calendar: press Enter to set it otherwise for this room."),
                day=part,
            )
        said = f"{part}: {self.t(N_('public calendar'))}"
        return Changed(workday_table.changed(self.text, day, None), said)
