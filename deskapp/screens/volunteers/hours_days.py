"""The box that asks for days of one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding

from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.figures import Period
from deskapp.domain.times import read_day
from deskapp.domain.words import N_
from deskapp.screens.forms import FormDialog
from deskapp.widgets.form import FieldSpec

FIRST = FieldSpec("first", N_("First day"), "date", True, 20, N_("like 11-01"))
LAST = FieldSpec("last", N_("Last day"), "date", True, 20, N_("like 11-30, today"), submits=True)


def read_period(given: dict[str, str], today: Period) -> Period:
    """The days as typed; `today` holds the day of the room. Raises DeskError."""
    found = []
    for name in ("first", "last"):
        with about(name):
            found.append(read_day(given[name], today.first))
    first, last = found
    if first > last:
        raise DeskError(
            N_("The last day, {last}, comes before the first, {first}: type the earlier day first."),
            code=Exit.USAGE, field="last", first=first, last=last,
        )  # fmt: skip
    return Period(first, last)


class DaysDialog(FormDialog):
    """From which day to which day."""

    ABOUT = N_(
        "From a day to a day, both included: 11-01, 2026-11-01, today. Enter shows them, Esc leaves all as it is."
    )
    KEYS: ClassVar[tuple[Binding, ...]] = ()

    def __init__(self, period: Period, done: Callable[[Period], None]) -> None:
        super().__init__()
        self._period, self._done = period, done

    def title_text(self) -> str:
        """What is asked."""
        return self.t(N_("Own days"))

    def specs(self) -> Sequence[FieldSpec]:
        """First and last day."""
        return (FIRST, LAST)

    def preset(self) -> dict[str, str]:
        """The days that are shown."""
        return {"first": self._period.first.isoformat(), "last": self._period.last.isoformat()}

    def typed(self) -> dict[str, str]:
        """Nothing of it is a draft."""
        return {}

    def save(self, given: dict[str, str]) -> None:
        """Show these days."""
        day = self.desk.room.calendar.day(self.desk.clock())
        try:
            period = read_period(given, Period(day, day))
        except DeskError as error:
            self.refused(error)
            return
        self.close_once(True)
        self._done(period)
