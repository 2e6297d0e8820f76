"""Page 6 of the volunteers: hours of a period by member, team, dimension and type of service, and certificates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import ClassVar, Protocol, cast

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from deskapp.domain.certificate_card import card as certificate_card
from deskapp.domain.figures import Period
from deskapp.domain.hours_words import CODES, RULE, VIEW, label_of, tenths
from deskapp.domain.listing import Column, Row, Sorting, Source
from deskapp.domain.periods import EARLIEST, TURNED, around, show, turned
from deskapp.domain.request_card import Line
from deskapp.domain.rewards import said_of, stars_of
from deskapp.domain.text import one_line
from deskapp.domain.words import N_
from deskapp.reading import certificates, hours
from deskapp.reading.volunteers import by_id
from deskapp.screens import keys
from deskapp.screens.base import open_card
from deskapp.screens.choose import Choose, choices_of
from deskapp.screens.volunteers.certificate import CertificateScreen, issue_for
from deskapp.screens.volunteers.hours_behind import DutiesBehind
from deskapp.screens.volunteers.hours_days import DaysDialog
from deskapp.screens.volunteers.pages import VolunteersPage
from deskapp.widgets.card import Card
from deskapp.widgets.lazy_rows import LazyRows
from deskapp.widgets.record_list import RecordList

ISSUE = Binding("insert", "issue", N_("Certificate"), key_display="Ins", priority=True)
EXCEL = Binding("ctrl+s", "excel", N_("Excel"), key_display="Ctrl+S")
DAYS = Binding("ctrl+g", "days", N_("Own days"), key_display="Ctrl+G")


class WritesHours(Protocol):
    """What this page needs of the app."""

    def write_hours(self, by: str, period: Period) -> Path:
        """Write the page as an Excel file; runs in a thread."""


class HoursScreen(VolunteersPage):
    """What was served in a period."""

    NAME = N_("Hours of volunteers")
    ABOUT = N_(
        "Hours of service in a period: present, confirmed, waiting for a look. Left and Right turn to another period, "
        "Space makes it longer, Ctrl+G takes days of your own. Ctrl+B adds up by member, team, dimension or type of "
        "service, or lists the certificates. Enter opens the duties behind a number; Insert issues a certificate; "
        "Ctrl+S keeps the page as an Excel file."
    )
    EMPTY = N_("Nobody served in this period. Left shows the period before.")
    PAGE = 6
    SORTING = Sorting("confirmed", desc=True)
    CSS_PATH: ClassVar[CSSPathType | None] = ["../lists.tcss", "hours.tcss"]
    KEYS = (
        keys.BACK,
        keys.OPEN,
        Binding("left", "period(-1)", N_("Before"), key_display="←"),
        Binding("right", "period(1)", N_("After"), key_display="→"),
        Binding("space", "span", N_("Longer"), key_display="Space"),
        Binding("ctrl+b", "by", N_("Add up by"), key_display="Ctrl+B"),
        keys.HELP,
        ISSUE,
        EXCEL,
        keys.LANGUAGE,
        keys.COMMANDS,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *KEYS[2:6],
        ISSUE,
        EXCEL,
        DAYS,
    ]

    def __init__(self) -> None:
        super().__init__()
        self._by = "member"
        self._span = "month"
        self._period: Period | None = None
        self._lines: tuple[hours.Sum, ...] = ()

    def commands(self) -> tuple[Binding, ...]:
        """The keys of the bar, then those of this page that stand in no bar."""
        return (*self.KEYS, keys.SORT, DAYS, keys.PERSON)

    def body(self) -> Iterable[Widget]:
        """The period and its sum, the list, and what is known of a line."""
        yield Static("", markup=False, id="days")
        yield Horizontal(
            RecordList(empty=self.EMPTY, id="list", markable=False),
            VerticalScroll(Card(id="card"), id="detail", can_focus=False),
            id="work",
        )

    @property
    def period(self) -> Period:
        """The period that is shown; it begins as this month."""
        if self._period is None:
            self._period = around(self._span, self._today())
        return self._period

    def _today(self) -> date:
        return self.desk.room.calendar.day(self.desk.clock())

    # -- the list

    def source(self) -> Source:
        """The lines of the period, in their order; also tells the sum above them."""
        desk, t = self.desk, self.t
        self._tell_days()
        if self._by == "certificates":
            self._lines = ()
            days = (self.period.first.isoformat(), self.period.last.isoformat())
            return certificates.list_source(
                desk.connection, desk.room, desk.clock(), t, "day BETWEEN ? AND ?", days
            )
        self._lines = self._sorted(hours.sums(desk.reader, desk.room.id, self._by, self.period))
        return LazyRows(self._columns(), range(1, len(self._lines) + 1), self._cells)

    def _sorted(self, found: tuple[hours.Sum, ...]) -> tuple[hours.Sum, ...]:
        if self._by == "team":
            return found
        name = self.sorting.column
        return tuple(sorted(found, key=lambda one: getattr(one, name), reverse=self.sorting.desc))

    def _columns(self) -> Sequence[Column]:
        zh, ordered = self.t.language == "zh", self._by != "team"

        def number(name: str, label: str, width: int, least: int = 0) -> Column:
            return Column(name, label, width, "right", least, sortable=ordered, newest_first=True)

        head = [Column("name", VIEW[self._by].label)]
        if self._by == "member":
            head.insert(0, Column("member", N_("Member number"), 8 if zh else 13))
        counted = [number("confirmed", N_("Confirmed, h"), 10 if zh else 14), number("times", N_("Times"), 6)]
        if self._by in CODES:
            return (*head, *counted)
        if self._by == "member" and self.desk.rewards is not None:
            head.append(Column("stars", N_("Stars"), 5, "right", 60))
        return (
            *head, *counted, number("present", N_("Present, h"), 8 if zh else 10, 60),
            number("waiting", N_("To confirm"), 7 if zh else 10),
        )  # fmt: skip

    def _cells(self, at: int) -> tuple[Sequence[str], str]:
        one = self._lines[at]
        counted = [tenths(one.confirmed), str(one.times)]
        if self._by in CODES:
            return (self._called(one)[-1], *counted), ""
        waiting = f"! {one.waiting}" if one.waiting else "0"
        return (*self._called(one), *self._stars(one), *counted, tenths(one.present), waiting), ""

    def _stars(self, one: hours.Sum) -> tuple[str, ...]:
        """The stars of a member, where the room shows them; by all hours, not those of the period."""
        rules = self.desk.rewards
        if rules is None or self._by != "member":
            return ()
        minutes = hours.minutes_of(self.desk.connection(), int(one.key))
        return (str(stars_of(sum(minutes.values()), rules)) if int(one.key) else "",)

    def _called(self, one: hours.Sum) -> tuple[str, ...]:
        t = self.t
        if self._by != "member":
            return ("  " * one.depth + one_line(label_of(self._by, one.key, one.name, t)),)
        found = hours.member_of(self.desk.connection(), int(one.key))
        if found is None:
            return "", t(N_("helpers for one time"))
        return found[0], one_line(found[1].shown_name(self._today(), t, self.desk.room.masks))

    def _tell_days(self) -> None:
        t, every = self.t, hours.total(self.desk.reader, self.desk.room.id, self.period)
        said = t(
            N_("{period} · {view} · confirmed {confirmed} h · present {present} h · to confirm {waiting}"),
            period=show(self._span, self.period, t), view=VIEW.label_of(self._by, t),
            confirmed=tenths(every.confirmed), present=tenths(every.present),
            waiting=every.waiting,
        )  # fmt: skip
        self.query_one("#days", Static).update(said)

    def show_beside(self, row: Row | None, card: Card) -> None:
        """What a line adds up, and the rule."""
        t = self.t
        if row is None:
            card.show((t(N_("Rule")), [Line("", t(RULE))]))
        elif self._by == "certificates":
            found = certificates.by_id(self.desk.reader, row.id)
            if found is not None:
                # Beside a list no more stands than in the list: the lines of the open certificate are in full.
                lines = [line for line in certificate_card(found, self.view()) if line.label != t(N_("Name"))]
                card.show((found.number, [line for line in lines if line.label != found.statement.id_kind]))
        else:
            one = self._lines[row.id - 1]
            card.show((" ".join(filter(None, map(str.strip, self._called(one)))), self._told(one)))

    def _told(self, one: hours.Sum) -> list[Line]:
        t = self.t
        lines = [
            Line(
                t(N_("Confirmed")),
                t(N_("{hours} h, {count} times"), hours=tenths(one.confirmed), count=one.times),
            )
        ]
        if self._by not in CODES:
            lines += [
                Line(
                    t(N_("Present")),
                    t(N_("{hours} h, {count} times"), hours=tenths(one.present), count=one.duties),
                ),
                Line(
                    t(N_("To confirm")),
                    t(N_("{count} times"), count=one.waiting),
                    "urgent" if one.waiting else "",
                ),
            ]
        rules, member = (
            self.desk.rewards,
            by_id(self.desk.reader, int(one.key)) if self._by == "member" else None,
        )
        if rules is not None and member is not None:
            minutes = hours.minutes_of(self.desk.reader, member.volunteer.id)
            lines.append(Line(t(N_("Stars and points")), said_of(minutes, member.honours, rules, t)))
        return [*lines, Line(t(N_("Rule")), t(RULE))]

    # -- verbs

    def open_row(self, row: Row) -> None:
        """The duties behind a line; a certificate as it was issued."""
        if self.app.screen is not self:
            return
        if self._by == "certificates":
            found = certificates.by_id(self.desk.reader, row.id)
            if found is not None:
                self.app.push_screen(CertificateScreen(found.number))
            return
        one = self._lines[row.id - 1]
        where, params = hours.where_of(self.desk.reader, self.desk.room.id, self._by, one.key, self.period)
        name = " ".join(filter(None, map(str.strip, self._called(one))))
        self.app.push_screen(DutiesBehind(f"{name} · {show(self._span, self.period, self.t)}", where, params))

    def action_period(self, by: int) -> None:
        """Left and Right: the period before or after; none begins after today."""
        other = turned(self._span, self.period, by)
        if other.first > self._today() or other.first.year < EARLIEST:
            self.host.tell(N_("There is no period further on: this is the last one."))
            return
        self._turn_to(self._span, other)

    def action_span(self) -> None:
        """Space: a longer period around the same day; behind the year comes the day."""
        at = TURNED.index(self._span) if self._span in TURNED else -1
        span = TURNED[(at + 1) % len(TURNED)]
        inside = self.period.first <= self._today() <= self.period.last
        self._turn_to(span, around(span, self._today() if inside else self.period.first))

    def action_days(self) -> None:
        """Ctrl+G: from a day to a day of one's own."""
        if self.app.screen is self:
            self.app.push_screen(DaysDialog(self.period, lambda period: self._turn_to("custom", period)))

    def _turn_to(self, span: str, period: Period) -> None:
        self._span, self._period = span, period
        self.host.tell("")
        self.reload(keep=False)

    def action_by(self) -> None:
        """Ctrl+B: by what it is added up."""

        def chosen(view: str | None) -> None:
            if view:
                self._by = view
                self.sorting = Sorting("") if view in ("team", "certificates") else self.SORTING
                self.reload(keep=False)

        if self.app.screen is self:
            self.app.push_screen(Choose(VIEW.label, choices_of(VIEW, self.t), direct=True), chosen)

    def action_sort(self) -> None:
        """Ctrl+N: by another column; teams stand as their tree."""
        if self._by in ("team", "certificates"):
            self.host.tell(N_("This order is fixed: press Ctrl+B and choose Member to sort by a column."))
        else:
            super().action_sort()

    def action_marked(self) -> None:
        """Nothing is marked here: Ctrl+B adds up by something else."""
        self.action_by()

    def action_go_to(self) -> None:
        """Going to a place means other days here."""
        self.action_days()

    def action_issue(self) -> None:
        """Insert: a certificate for the member under the cursor."""
        row = self.listed.selected
        found = self._member_at(row)
        if found is None:
            self.host.tell(
                N_("A certificate is for one member: press Ctrl+B, choose Member, and go to a line.")
            )
        elif self.app.screen is self:
            issue_for(self, found, self.period)

    def action_person(self) -> None:
        """Ctrl+X: the card of the member under the cursor."""
        found = self._member_at(self.listed.selected)
        entry = by_id(self.desk.reader, found) if found else None
        if entry is not None:
            open_card(self, entry.person.id)
        else:
            self.host.tell(N_("Here stands no single member: press Ctrl+B, choose Member, and go to a line."))

    def _member_at(self, row: Row | None) -> int | None:
        if row is None or self._by != "member" or row.id > len(self._lines):
            return None
        return int(self._lines[row.id - 1].key) or None

    def action_excel(self) -> None:
        """Ctrl+S: the page as an Excel file."""
        if self._by == "certificates":
            self.host.tell(N_("Certificates go into the export: deskapp export FILE.xlsx"))
            return
        by, period = self._by, self.period
        self.act(
            lambda: cast(WritesHours, self.app).write_hours(by, period),
            lambda path: self.host.tell(N_("Kept: {path}"), "good", path=path),
        )
