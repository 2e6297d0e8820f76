"""Page 7 of field work: where and when to patrol, as a table of hours and grids with the windows that follow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from deskapp.domain.activity import Told
from deskapp.domain.chart import BEATS
from deskapp.domain.listing import Column, Row, Sorting
from deskapp.domain.patrol_plan import (
    VIEW_LABELS,
    VIEWS,
    Plan,
    Window,
    area_name,
    heat_head,
    heat_row,
    planned,
)
from deskapp.domain.setting_patrol import WEEKS, weights_of
from deskapp.domain.words import N_
from deskapp.reading import areas
from deskapp.reading.breakable import Reader
from deskapp.reading.patrol_plan import plan
from deskapp.screens import keys
from deskapp.screens.background import COUNTING, WAIT, Background
from deskapp.screens.base import DeskScreen
from deskapp.screens.choose import Choice, Choose
from deskapp.screens.field.pages import FieldPage
from deskapp.screens.paging import OF_NEW
from deskapp.widgets.fixed_rows import FixedRows
from deskapp.widgets.record_list import RecordList

EARLY = Binding("left", "hours(-1)", N_("Hours before"), key_display="←")
LATE = Binding("right", "hours(1)", N_("Hours after"), key_display="→")
VIEW = Binding("space,v", "view", N_("View"), key_display="Space")
LEVEL = Binding("l", "level", N_("Level"), key_display="l")

PLAN_IT = Binding("insert", "new", N_("Plan it"), key_display="Ins", priority=True)

HALF, QUARTER = 12, 6
"""Hours that stand side by side, and where there is less room."""
ROOMY, WHOLE = 76, 146
"""Cells from which on half a day stands there, and the whole of it."""
MOST = 5
"""Windows that are proposed."""


class PatrolPlanScreen(FieldPage, Background):
    """Hours of the day against grids; below stand the windows that are proposed, with their arithmetic."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../lists.tcss", "field.tcss"]
    NAME = N_("Patrol plan")
    ABOUT = N_(
        "What happened in the last weeks, as points by grid and hour, against patrols. Left and Right show the hours "
        "before and after noon; Space turns from points to hours of patrol, and to points where nobody patrolled; l "
        "takes the next level of grids, or the police beats. Below stand the windows that are proposed for the grid "
        "under the cursor, each with its arithmetic and the way to walk; Enter shows the whole of it. Insert writes "
        "down a planned patrol of a window. Weeks and points are settings."
    )
    EMPTY = N_("Nothing happened and nobody patrolled in these weeks. F2 logs a request.")
    PAGE = 7
    SORTING = Sorting("area")
    KEYS = (keys.BACK, keys.OPEN, PLAN_IT, EARLY, LATE, VIEW, keys.HELP)
    BINDINGS: ClassVar[list[BindingType]] = [PLAN_IT, *OF_NEW[1:], EARLY, LATE, VIEW, LEVEL]

    def __init__(self) -> None:
        super().__init__()
        self._first = HALF
        self._view = VIEWS[0]
        self._level = 1
        self._plan: Plan | None = None
        """None until it was counted once."""
        self._waits = False
        """Whether it is being counted."""
        self._areas: tuple[int | None, ...] = ()

    def commands(self) -> tuple[Binding, ...]:
        """The keys of the bar, and the pages; nothing is sorted or marked here."""
        others = (
            Binding(str(one.digit), f"page({one.digit})", one.label, key_display=str(one.digit))
            for one in self.GROUP.pages
            if one.digit != self.PAGE
        )
        return (*self.KEYS, LEVEL, keys.COMMANDS, *others, *self.leads)

    def body(self) -> Iterable[Widget]:
        """The weeks, the table, the windows."""
        yield Static("", markup=False, id="weeks")
        yield RecordList(empty=self.EMPTY, id="list", markable=False)
        yield VerticalScroll(Static("", markup=False, id="windows"), id="proposed", can_focus=False)

    def reload(self, keep: bool = True) -> None:
        """Count again, in a thread; what stood there stays until the new numbers stand."""
        desk = self.desk
        room, today, level = desk.room, desk.room.calendar.day(desk.clock()), self._level
        weeks, weights = int(desk.values.text(WEEKS)), weights_of(desk.values.text)
        self._waits = True
        self._head()
        if self._plan is None:
            self.listed.empty = COUNTING
            self.listed.set_source(FixedRows((), []))

        def read(connection: Reader) -> Plan:
            return plan(connection, room, today, weeks, weights, level)

        def done(found: Plan) -> None:
            self._plan, self._waits = found, False
            self.listed.empty = self.EMPTY
            self._draw(keep)

        self.count(read, done)

    def _head(self) -> None:
        """What stands above the table."""
        found, t = self._plan, self.t
        level = t(N_("police beats")) if self._level == BEATS else t(N_("level {level}"), level=self._level)
        said = t(COUNTING)
        if found is not None and not self._waits:
            said = t(N_("{view} · {first} to {last}, {weeks} weeks · {level}"), view=t(VIEW_LABELS[self._view]),
                     first=found.first, last=found.last, weeks=found.weeks, level=level)  # fmt: skip
        self.query_one("#weeks", Static).update(said)

    def _draw(self, keep: bool = True) -> None:
        """Show what was counted: the hours and the view that are chosen."""
        found, t = self._plan, self.t
        if found is None:
            return
        self._areas = (None, *found.areas()) if found.cells else ()
        hours = self._hours()
        rows = [
            Row((), at, (area_name(found, area, t), heat_row(found, area, self._view, hours, t)))
            for at, area in enumerate(self._areas, 1)
        ]
        columns = (Column("area", N_("Grid")), Column("cells", heat_head(hours), 5 * len(hours)))
        self.listed.set_source(FixedRows(columns, rows), keep)
        self._head()
        self._tell(self.listed.selected)

    def on_resize(self, event: events.Resize) -> None:
        """As many hours as there is room for."""
        self.call_after_refresh(self._draw)

    def _show(self, row: Row | None) -> None:
        """Tell the windows of another grid, however wide the screen is."""
        self._tell(row)

    def _tell(self, row: Row | None) -> None:
        self.query_one("#windows", Static).update("\n".join(self.told(row)))

    def windows(self, row: Row | None) -> tuple[Window, ...]:
        """The windows that are proposed for a row."""
        if self._plan is None or row is None or row.id > len(self._areas):
            return ()
        return self._plan.windows(MOST, self._areas[row.id - 1])

    def told(self, row: Row | None, *, whole: bool = False) -> list[str]:
        """The windows of a row in words with their ways; `whole` with all their arithmetic, and the method behind."""
        found, t = self._plan, self.t
        if found is None or row is None or row.id > len(self._areas):
            return []
        area, windows = self._areas[row.id - 1], self.windows(row)
        lines = [t(N_("Proposed for {area}:"), area=area_name(found, area, t))]
        if not windows:
            lines = [t(N_("Nothing happened in these weeks, so no window is proposed."))]
        for at, one in enumerate(windows, 1):
            lines.append(
                f"{at}  {area_name(found, one.area, t)} · {one.hours()} · {one.proposed(found.weeks, t)}"
            )
            lines.append(f"   {one.reckoned(found.weights, found.weeks, t)}")
            lines.append(f"   {found.way_text(one, t)}")
            if whole:
                lines += [f"     {place}" for place in found.way_lines(one, t)]
        if found.untimed:
            lines.append(
                t(N_("{count} patrols have no beginning and end written down and cover no hour."), count=found.untimed)
            )  # fmt: skip
        return [*lines, found.method(t)]

    def plan_window(self, row: Row, at: int) -> None:
        """Write down a planned patrol of the `at`-th window of a row, the next time that its hours come."""
        found, windows, desk, t = self._plan, self.windows(row), self.desk, self.t
        if found is None or at > len(windows):
            self.host.tell(N_("There is no window {number} here: take one that stands below."), number=at)
            return
        one = windows[at - 1]
        area = areas.by_id(desk.reader, one.area)
        given = planned(found, one, area.number if area else "", desk.clock(), desk.room.calendar, t)

        def done(told: Told) -> None:
            self.host.tell(
                N_("{number}: patrol planned {when} · Ctrl+Z undoes"), "good", number=told.activity.number,
                when=given["when"],
            )  # fmt: skip

        self.act(lambda: desk.activities.add("patrol", given, desk.actor, t), done)

    def action_new(self) -> None:
        """Insert: a planned patrol of a window under the cursor; of several a digit says which."""
        row = self.listed.selected
        if self.app.screen is not self:
            return
        if self._waits:
            self.after_count(self.action_new)
            return
        if self._plan is None or row is None:
            self.host.tell(self.EMPTY)
            return
        found, windows, t = self._plan, self.windows(row), self.t
        if not windows:
            self.host.tell(N_("Nothing happened in these weeks, so no window is proposed."))
        elif len(windows) == 1:
            self.plan_window(row, 1)
        else:
            choices = [
                Choice(str(at), f"{area_name(found, one.area, t)} · {one.hours()}", found.way_text(one, t))
                for at, one in enumerate(windows, 1)
            ]

            def chosen(at: str | None) -> None:
                if at:
                    self.plan_window(row, int(at))

            self.app.push_screen(Choose(N_("Plan a patrol of which window"), choices, direct=True), chosen)

    def open_row(self, row: Row) -> None:
        """Enter: all that is told of the grid, on a page of its own."""
        if self.app.screen is self:
            self.app.push_screen(PatrolWindowsScreen(self, row))

    def _hours(self) -> range:
        """The hours that stand side by side."""
        if self.size.width >= WHOLE:
            return range(24)
        count = HALF if self.size.width >= ROOMY else QUARTER
        return range(self._first, self._first + count)

    def action_hours(self, by: int) -> None:
        """Left and Right: earlier or later hours of the day."""
        self._first = (self._first + by * len(self._hours())) % 24
        self._draw()

    def action_view(self) -> None:
        """Space: points, hours of patrol, points where nobody patrolled."""
        self._view = VIEWS[(VIEWS.index(self._view) + 1) % len(VIEWS)]
        self._draw()

    def action_level(self) -> None:
        """l: the next level of grids, then the police beats."""
        if self._plan is None:
            self.host.tell(WAIT)
            return
        known = self._plan.ground.levels.choices()
        self._level = known[(known.index(self._level) + 1) % len(known)] if self._level in known else known[0]
        self.reload()

    def action_sort(self) -> None:
        """Ctrl+N: the grid with the most points stands first."""
        self.host.tell(N_("The grid with the most points stands first; nothing else is sorted here."))

    def action_go_to(self) -> None:
        """Ctrl+G: there is no number here."""
        self.host.tell(
            N_("These are grids, not records: go down with the arrows, Enter shows the windows of one.")
        )

    def action_marked(self) -> None:
        """Ctrl+B: nothing is marked here."""
        self.action_go_to()

    def action_person(self) -> None:
        """Ctrl+X: nobody stands here."""
        self.action_go_to()


class PatrolWindowsScreen(DeskScreen):
    """All that is told of one grid, with room for it."""

    CSS_PATH: ClassVar[CSSPathType | None] = "field.tcss"
    NAME = N_("Windows of the patrol plan")
    ABOUT = N_(
        "The windows that are proposed, each with the arithmetic of its worth and of each place on its way, and how "
        "it is counted. A digit writes down a planned patrol of that window, the next time that its hours come. Esc "
        "leads back."
    )
    KEYS = (keys.BACK, keys.HELP, keys.LANGUAGE)
    MORE_KEYS = (("1–5", N_("plan a patrol of that window")),)
    BINDINGS: ClassVar[list[BindingType]] = [
        keys.BACK,
        *keys.IN_LISTS,
        *(Binding(keys.digit(at), f"plan({at})", show=False) for at in range(1, MOST + 1)),
        Binding("up", "scroll(-1)", N_("Up"), show=False),
        Binding("down", "scroll(1)", N_("Down"), show=False),
        Binding("pageup", "scroll(-15)", N_("Page up"), show=False),
        Binding("pagedown,space", "scroll(15)", N_("Page down"), show=False),
    ]

    def __init__(self, page: PatrolPlanScreen, row: Row) -> None:
        """`page` tells the windows of its `row`."""
        super().__init__()
        self._page = page
        self._row = row

    def body(self) -> Iterable[Widget]:
        """The text."""
        yield VerticalScroll(Static(markup=False, id="windows"), can_focus=False, id="scroll")

    def begin(self) -> None:
        """Say it."""
        self.reload()

    def reload(self) -> None:
        """Say it again."""
        self.query_one("#windows", Static).update("\n".join(self._page.told(self._row, whole=True)))

    def relabel(self) -> None:
        """In the other language."""
        self.reload()

    def action_plan(self, at: int) -> None:
        """A digit: a planned patrol of that window."""
        if self.app.screen is self:
            self._page.plan_window(self._row, at)

    def action_scroll(self, by: int) -> None:
        """Move the text."""
        self.query_one("#scroll").scroll_relative(y=by, animate=False, immediate=True)
