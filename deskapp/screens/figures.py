"""The figures of a period; Enter on a number shows the records that it was counted from."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from deskapp.domain.attendance_card import card as duty_card
from deskapp.domain.clocks import due
from deskapp.domain.compare import BEFORE, YEAR_AGO, Beside, beside, other_period
from deskapp.domain.dispute_card import beside as file_beside
from deskapp.domain.field_figures import FIELD_METRICS
from deskapp.domain.figures import METRICS, Figure, Metric, Period
from deskapp.domain.listing import Column, Row
from deskapp.domain.request_card import Line
from deskapp.domain.sheet import say
from deskapp.domain.text import one_line
from deskapp.domain.volunteer_figures import VOLUNTEER_METRICS
from deskapp.domain.words import N_
from deskapp.reading import attendances, certificates, disputes, field_behind, volunteers
from deskapp.reading.behind import behind_source
from deskapp.reading.breakable import Reader
from deskapp.reading.figures import figures
from deskapp.screens import counted, keys
from deskapp.screens.background import WAIT
from deskapp.screens.base import open_file
from deskapp.screens.counted import WIDE, Counting, Listed
from deskapp.widgets.card import Card
from deskapp.widgets.fixed_rows import FixedRows
from deskapp.widgets.record_list import RecordList

VIEWS = ("", BEFORE, YEAR_AGO)
"""What stands beside the figures, in the order in which v turns it."""

CHARTS = Binding("c", "charts", N_("Charts"), key_display="c")
BESIDE = Binding("v", "beside", N_("Compare"), key_display="v")
SENTENCES = Binding("w", "sentences", N_("Sentences"), key_display="w")


class FiguresScreen(Counting):
    """Every counted figure of a year or a month."""

    NAME = N_("Figures")
    ABOUT = N_(
        "What was counted in the period, each figure by its rule. A rate stands with its two numbers, and both "
        "readings of “settled” stand side by side. Enter on a number shows the records behind it; Left and Right "
        "turn to another period, Space goes from year to month, week and day. v puts the period before beside it, "
        "then the same one a year ago; c shows charts, w the sentences to publish; a and t choose an area or a team."
    )
    EMPTY = N_("Nothing was counted. Left shows the period before.")
    KEYS = (keys.BACK, keys.OPEN, counted.BEFORE, counted.AFTER, CHARTS, BESIDE, SENTENCES, keys.HELP)
    BINDINGS: ClassVar[list[BindingType]] = [
        keys.BACK, *counted.TURNING, CHARTS, BESIDE, SENTENCES, *keys.IN_LISTS,
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._view = ""
        self._rows: list[Beside | Metric] = []
        self._counted = False
        """Whether the numbers stand."""

    def commands(self) -> tuple[Binding, ...]:
        """The keys of the bar and those that have no room there."""
        return (*self.KEYS, counted.SPAN, counted.AREA, counted.TEAM)

    def reload(self) -> None:
        """Count again, in a thread: keys work meanwhile, another period breaks it off, the cursor stays."""
        self._counted = False
        period = self.period()
        other = other_period(period, self._view) if self._view else None
        said = self.days_text()
        if other is not None:
            said += self.t(N_(" · beside {first} to {last}"), first=other.first, last=other.last)
        self.query_one("#days", Static).update(said)
        if not self._rows:
            self._rows = [one for one in (*METRICS, *FIELD_METRICS, *VOLUNTEER_METRICS) if not one.by]
        self._fill()
        room = self.desk.room

        def read(connection: Reader) -> tuple[Beside, ...]:
            found = figures(connection, room, period)
            if other is None:
                return tuple(Beside(one, one) for one in found)
            return beside(found, figures(connection, room, other))

        self.count(read, self._show_counted)

    def _show_counted(self, pairs: tuple[Beside, ...]) -> None:
        row = self.listed.selected
        stood = self._rows[row.id - 1] if row is not None and row.id > 1 else None
        self._rows, self._counted = [], True
        for one in pairs:
            metric = one.now.metric
            head = metric.by and not any(row is metric for row in self._rows)
            self._rows += [metric, one] if head else [one]
        self._fill()
        self._stand(stood)

    def _fill(self) -> None:
        """The rows as they are known; dots stand for what is still being counted."""
        rows = [Row((), at, *self._cells(one)) for at, one in enumerate(self._rows, 1)]
        self.listed.set_source(FixedRows(self._columns(), rows))
        self.tell_of(self.listed.selected)

    def _stand(self, on: Beside | Metric | None) -> None:
        """Put the cursor on the figure on which it stood before."""
        code = on.now.code if isinstance(on, Beside) else on.code if on is not None else ""
        for at, one in enumerate(self._rows, 1):
            if code and code == (one.now.code if isinstance(one, Beside) else one.code):
                self.listed.go_to(at)
                return

    def _columns(self) -> tuple[Column, ...]:
        first = (Column("label", N_("Figure")), Column("value", N_("Count"), 9, "right"))
        if self._view:
            then = Column("then", N_("Then"), 9, "right")
            return (*first, then, Column("change", N_("Difference"), 18, narrow=16))
        unit = Column("unit", N_("Unit"), 4 if self.t.language == "zh" else 5)
        return (*first, unit, Column("parts", N_("n/N"), 11, "right"))

    def _cells(self, one: Beside | Metric) -> tuple[tuple[str, ...], str]:
        t = self.t
        if isinstance(one, Metric):
            dots = "" if self._counted or one.by else t.marks.cut
            return (t(one.label), dots, "", ""), "muted"
        now = one.now
        unit = now.metric.unit if now.metric.unit == "%" else t(now.metric.unit)
        label = ("   " if now.metric.by else "") + one_line(say(now.label(), t))
        if not self._counted:
            return (label, t.marks.cut, "" if self._view else unit, ""), "muted"
        if self._view:
            return (label, now.told(), one.then.told(), one.told(t)), ""
        return (label, now.told(), unit, now.parts()), ""

    def tell_of(self, row: Row | None) -> None:
        """The rule of a figure in words."""
        card, t = self.query_one("#card", Card), self.t
        if row is None or row.id > len(self._rows):
            card.show()
            return
        one = self._rows[row.id - 1]
        metric = one if isinstance(one, Metric) else one.now.metric
        lines = [Line(t(N_("Rule")), t(metric.rule)), Line(t(N_("Name for programs")), metric.code)]
        if isinstance(one, Beside) and self._counted:
            lines.insert(0, Line(t(N_("Count")), self._shown(one.now)))
            if self._view:
                lines.insert(1, Line(t(N_("Then")), f"{self._shown(one.then)} · {one.told(t)}"))
        card.show((t(metric.label), lines))

    def _shown(self, one: Figure) -> str:
        unit = "%" if one.metric.unit == "%" else self.t(one.metric.unit)
        return f"{one.told()} {unit}  {one.parts()}".rstrip()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Show the records behind a number."""
        one = self._rows[message.row.id - 1]
        if self.app.screen is not self:
            return
        if not self._counted:
            self.host.tell(WAIT)
        elif isinstance(one, Metric):
            self.host.tell(N_("This is a heading: go down to one of its numbers, then Enter."))
        elif not one.now.n:
            self.host.tell(N_("Nothing was counted here, so no record stands behind it."))
        else:
            self.app.push_screen(CountedScreen(one.now, self.period()))

    def action_beside(self) -> None:
        """v: the period before beside it, then the same a year ago, then nothing."""
        self._view = VIEWS[(VIEWS.index(self._view) + 1) % len(VIEWS)]
        self.reload()

    def action_charts(self) -> None:
        """c: the charts of this period."""
        from deskapp.screens.charts import ChartsScreen

        if self.app.screen is self:
            self.app.push_screen(ChartsScreen(self))

    def action_sentences(self) -> None:
        """w: the sentences to publish, with the numbers of this period."""
        from deskapp.screens.sentences import SentencesScreen

        if self.app.screen is self:
            self.app.push_screen(SentencesScreen(self))


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
            card.show((file.dispute.number, file_beside(file, self.view(), due(file, self.desk.room.times))))
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
        elif register == "attendance":
            self.host.open_duty(number)
        elif register == "team":
            self.host.open_team(number)
        else:
            self.host.open_field(number)
