"""The figures of a period; Enter on a number shows the records that it was counted from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from deskapp.domain.attendance_card import card as duty_card
from deskapp.domain.clocks import due
from deskapp.domain.dispute_card import beside
from deskapp.domain.figures import Figure, Metric, Period
from deskapp.domain.listing import Column, Row
from deskapp.domain.request_card import Line
from deskapp.domain.sheet import say
from deskapp.domain.text import one_line
from deskapp.domain.words import N_
from deskapp.reading import attendances, certificates, disputes, field_behind, volunteers
from deskapp.reading.behind import behind_source
from deskapp.reading.figures import figures
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen, open_file
from deskapp.widgets.card import Card
from deskapp.widgets.fixed_rows import FixedRows
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


class FiguresScreen(Listed):
    """Every counted figure of a year or a month."""

    NAME = N_("Figures")
    ABOUT = N_(
        "What was counted in the period, each figure by its rule. A rate stands with its two numbers, and both "
        "readings of “settled” stand side by side. Enter on a number shows the records behind it; Left and Right "
        "turn to another period, Space changes between year and month."
    )
    EMPTY = N_("Nothing was counted. Left shows the period before.")
    KEYS = (
        keys.BACK,
        keys.OPEN,
        Binding("left", "turn(-1)", N_("Before"), key_display="←"),
        Binding("right", "turn(1)", N_("After"), key_display="→"),
        Binding("space", "span", N_("Year/month"), key_display="Space"),
        keys.HELP,
        keys.LANGUAGE,
    )
    BINDINGS: ClassVar[list[BindingType]] = [keys.BACK, *KEYS[2:5], *keys.IN_LISTS]

    def __init__(self) -> None:
        super().__init__()
        self._monthly = False
        self._from: date | None = None
        self._rows: list[Figure | Metric] = []

    def period(self) -> Period:
        """The year or the month that is shown; it is counted whole, also where its end is still to come."""
        today = self.desk.room.calendar.day(self.desk.clock())
        start = self._from or today
        if self._monthly:
            first = start.replace(day=1)
            return Period(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
        return Period(date(start.year, 1, 1), date(start.year, 12, 31))

    def reload(self) -> None:
        """Count again; the cursor stays on its figure."""
        desk, t, period = self.desk, self.t, self.period()
        found = figures(desk.reader, desk.room, period)
        self._rows = []
        for one in found:
            head = one.metric.by and not any(row is one.metric for row in self._rows)
            self._rows += [one.metric, one] if head else [one]
        rows = [Row((), at, *self._cells(one)) for at, one in enumerate(self._rows, 1)]
        zh = t.language == "zh"
        columns = (
            Column("label", N_("Figure")),
            Column("value", N_("Count"), 9, "right"),
            Column("unit", N_("Unit"), 4 if zh else 5),
            Column("parts", N_("n/N"), 11, "right"),
        )
        self.listed.set_source(FixedRows(columns, rows))
        self.query_one("#days", Static).update(
            t(N_("Figures from {first} to {last}"), first=period.first, last=period.last)
        )
        self.tell_of(self.listed.selected)

    def _cells(self, one: Figure | Metric) -> tuple[tuple[str, ...], str]:
        t = self.t
        if isinstance(one, Metric):
            return (t(one.label), "", "", ""), "muted"
        unit = one.metric.unit if one.metric.unit == "%" else t(one.metric.unit)
        label = ("   " if one.metric.by else "") + one_line(say(one.label(), t))
        return (label, one.told(), unit, one.parts()), ""

    def tell_of(self, row: Row | None) -> None:
        """The rule of a figure in words."""
        card, t = self.query_one("#card", Card), self.t
        if row is None or row.id > len(self._rows):
            card.show()
            return
        one = self._rows[row.id - 1]
        metric = one if isinstance(one, Metric) else one.metric
        lines = [Line(t(N_("Rule")), t(metric.rule)), Line(t(N_("Name for programs")), metric.code)]
        if isinstance(one, Figure):
            shown = f"{one.told()} {'%' if metric.unit == '%' else t(metric.unit)}  {one.parts()}".rstrip()
            lines.insert(0, Line(t(N_("Count")), shown))
        card.show((t(metric.label), lines))

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Show the records behind a number."""
        one = self._rows[message.row.id - 1]
        if self.app.screen is not self:
            return
        if isinstance(one, Metric):
            self.host.tell(N_("This is a heading: go down to one of its numbers, then Enter."))
        elif not one.n:
            self.host.tell(N_("Nothing was counted here, so no record stands behind it."))
        else:
            self.app.push_screen(CountedScreen(one, self.period()))

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
        """Space: a month instead of the year, or the other way round."""
        self._monthly = not self._monthly
        self.reload()


class CountedScreen(Listed):
    """The records behind one number."""

    ABOUT = N_("The records from which the number was counted, the newest first. Enter opens one.")
    EMPTY = N_("None of these records is counted any more. Esc goes back.")
    KEYS = (keys.BACK, keys.OPEN, keys.HELP, keys.LANGUAGE)
    BINDINGS: ClassVar[list[BindingType]] = [keys.BACK, *keys.IN_LISTS]

    def __init__(self, figure: Figure, period: Period) -> None:
        super().__init__()
        self._figure = figure
        self._period = period

    def reload(self) -> None:
        """Read them."""
        desk, t, one = self.desk, self.t, self._figure
        head = f"{t(one.metric.label)} · " if one.metric.by else ""
        self.query_one("#days", Static).update(
            f"{head}{one_line(say(one.label(), t))} · {self._period.first} – {self._period.last}"
        )
        self.listed.set_source(
            behind_source(desk.connection, desk.room, desk.limits, one, self._period, desk.clock(), t)
        )
        self.tell_of(self.listed.selected)

    def tell_of(self, row: Row | None) -> None:
        """The record beside the list, masked as the list is."""
        if self.size.width < WIDE:
            return
        card = self.query_one("#card", Card)
        file = disputes.by_id(self.desk.reader, row.id) if row and self._register == "dispute" else None
        duty = attendances.by_id(self.desk.reader, row.id) if row and self._register == "attendance" else None
        if file is not None:
            card.show((file.dispute.number, beside(file, self.view(), due(file, self.desk.room.times))))
        elif duty is not None and duty.person is not None and not duty.person.is_sheltered(self._today()):
            card.show((duty.attendance.number, duty_card(duty, self.view())))
        else:
            card.show()

    @property
    def _register(self) -> str:
        return self._figure.metric.register

    def _today(self) -> date:
        return self.desk.room.calendar.day(self.desk.clock())

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Open the record."""
        reader, key, host = self.desk.reader, message.row.id, self.host
        if self._register in field_behind.REGISTERS:
            self._open_any(*field_behind.number_of(reader, key))
            return
        if self._register == "dispute" and (file := disputes.by_id(reader, key)):
            open_file(self, file.dispute.number)
        elif self._register == "attendance" and (duty := attendances.by_id(reader, key)):
            host.open_duty(duty.attendance.number)
        elif self._register == "volunteer" and (member := volunteers.by_id(reader, key)):
            host.open_volunteer(member.volunteer.number)
        elif self._register == "certificate" and (paper := certificates.by_id(reader, key)):
            host.open_certificate(paper.number)

    def _open_any(self, register: str, number: str) -> None:
        """Open a record of whatever register."""
        if register == "request":
            self.host.open_record(number)
        elif register == "dispute":
            open_file(self, number)
        elif register == "team":
            self.host.open_team(number)
        else:
            self.host.open_field(number)
