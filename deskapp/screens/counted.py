"""What the screens of figures share: the days, a list, what is known of its row, and turning to other periods."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from deskapp.domain.compare import narrowed
from deskapp.domain.figures import Period
from deskapp.domain.listing import Row
from deskapp.domain.words import N_
from deskapp.reading import area_levels
from deskapp.screens.background import Background
from deskapp.screens.base import DeskScreen
from deskapp.widgets.card import Card
from deskapp.widgets.record_list import RecordList

WIDE = 120
"""From this width on what is known of a row stands beside the list."""


class Listed(DeskScreen):
    """A line that says the period, a list, and what is known of its row."""

    CSS_PATH: ClassVar[CSSPathType | None] = "figures.tcss"
    EMPTY = ""

    def body(self) -> Iterable[Widget]:
        """The days, the list, the card."""
        yield Static("", markup=False, id="days")
        yield Horizontal(
            RecordList(empty=self.EMPTY, id="list", markable=False),
            VerticalScroll(Card(id="card"), id="detail", can_focus=False),
            id="work",
        )

    @property
    def listed(self) -> RecordList:
        """The list."""
        return self.query_one("#list", RecordList)

    def begin(self) -> None:
        """Count."""
        self.reload()
        self.listed.focus()

    def relabel(self) -> None:
        """Say all of it again in the other language."""
        self.reload()

    def on_resize(self, event: events.Resize) -> None:
        """Beside each other where there is room."""
        self.set_class(event.size.width >= WIDE, "wide")
        self.call_after_refresh(lambda: self.tell_of(self.listed.selected))

    def on_record_list_moved(self, message: RecordList.Moved) -> None:
        """Tell of another row."""
        self.tell_of(message.row)

    def tell_of(self, row: Row | None) -> None:
        """Show what is known of a row."""

    def action_open(self) -> None:
        """A click on the key: what Enter does."""
        self.listed.action_open()


BEFORE = Binding("left", "turn(-1)", N_("Before"), key_display="←")
AFTER = Binding("right", "turn(1)", N_("After"), key_display="→")
SPAN = Binding("space", "span", N_("Year … day"), key_display="Space")
AREA = Binding("a", "area", N_("Area"), key_display="a")
TEAM = Binding("t", "team", N_("Team"), key_display="t")
TURNING = (BEFORE, AFTER, SPAN, AREA, TEAM)
"""The keys of every screen of a period."""


SPANS = ("year", "month", "week", "day")
"""What Space goes through."""


def _around(day: date, span: str) -> Period:
    """The span that holds a day; a week begins on Monday."""
    if span == "day":
        return Period(day, day)
    if span == "week":
        first = day - timedelta(days=day.weekday())
        return Period(first, first + timedelta(days=6))
    if span == "month":
        first = day.replace(day=1)
        return Period(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
    return Period(date(day.year, 1, 1), date(day.year, 12, 31))


class Counting(Listed, Background):
    """A screen of a year, month, week or day, of all areas and teams or of one."""

    def __init__(self, like: Counting | None = None) -> None:
        """`like` is the screen whose period and choice are shown at first."""
        super().__init__()
        self._span: str = like._span if like is not None else SPANS[0]
        self._from: date | None = like._from if like is not None else None
        self._area: tuple[str, tuple[int, ...]] = like._area if like is not None else ("", ())
        """Name and keys of the area; without a name all of them."""
        self._team: tuple[str, tuple[int, ...]] = like._team if like is not None else ("", ())

    def period(self) -> Period:
        """The year, month, week or day that is shown; it is counted whole, also where its end is still to come."""
        today = self.desk.room.calendar.day(self.desk.clock())
        start = self._from or today
        return narrowed(_around(start, self._span), self._area[1], self._team[1])

    def days_text(self) -> str:
        """The days, and of what area and team."""
        period, t = self.period(), self.t
        said = t(N_("Figures from {first} to {last}"), first=period.first, last=period.last)
        return " · ".join(part for part in (said, self._area[0], self._team[0]) if part)

    def action_turn(self, by: int) -> None:
        """Left and Right: the period before or after; none begins after today."""
        period = self.period()
        other = period.first - timedelta(days=1) if by < 0 else period.last + timedelta(days=1)
        today = self.desk.room.calendar.day(self.desk.clock())
        if other > today or other.year < 1990:
            self.host.tell(N_("There is no period further on: this is the last one."))
            return
        self._from = other
        self.reload()

    def action_span(self) -> None:
        """Space: a month, a week, a day, and the year again."""
        self._span = SPANS[(SPANS.index(self._span) + 1) % len(SPANS)]
        self.reload()

    def action_area(self) -> None:
        """a: only one area with all under it, or all again."""
        reader, room_id = self.desk.reader, self.desk.room.id
        known = area_levels.levels(reader, room_id)
        named = {
            str(key): one.label for key, one in known.spots.items() if one.open and one.kind != "household"
        }

        def chosen(value: str) -> None:
            self._area = (
                (named[value], area_levels.under_area(reader, int(value))) if value != _ALL else ("", ())
            )
            self.reload()

        self._choose(N_("Figures of which area"), N_("All areas"), named, chosen)

    def action_team(self) -> None:
        """t: only one team with those under it, or all again."""
        reader, room_id = self.desk.reader, self.desk.room.id
        named = area_levels.team_names(reader, room_id)

        def chosen(value: str) -> None:
            self._team = (
                (named[value], area_levels.under_team(reader, room_id, int(value))) if value != _ALL else ("", ())
            )  # fmt: skip
            self.reload()

        self._choose(N_("Figures of which team"), N_("All teams"), named, chosen)

    def _choose(
        self, title: str, every: str, named: Mapping[str, str], chosen: Callable[[str], None]
    ) -> None:
        from deskapp.screens.choose import Choice, Choose

        if self.app.screen is not self:
            return
        choices = [
            Choice(_ALL, self.t(every), other=every),
            *(Choice(key, name) for key, name in named.items()),
        ]

        def took(value: str | None) -> None:
            if value is not None:
                chosen(value)

        self.app.push_screen(Choose(title, choices), took)


_ALL = "all"
"""Stands for no narrowing."""
