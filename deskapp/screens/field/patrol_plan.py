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

from deskapp.domain.chart import BEATS
from deskapp.domain.listing import Column, Row, Sorting
from deskapp.domain.patrol_plan import (
    VIEW_LABELS,
    VIEWS,
    Plan,
    area_name,
    heat_head,
    heat_row,
)
from deskapp.domain.setting_patrol import WEEKS, weights_of
from deskapp.domain.words import N_
from deskapp.reading.area_levels import levels
from deskapp.reading.patrol_plan import plan
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen
from deskapp.screens.field.pages import FieldPage
from deskapp.widgets.fixed_rows import FixedRows
from deskapp.widgets.record_list import RecordList

EARLY = Binding("left", "hours(-1)", N_("Earlier hours"), key_display="←")
LATE = Binding("right", "hours(1)", N_("Later hours"), key_display="→")
VIEW = Binding("space,v", "view", N_("View"), key_display="Space")
LEVEL = Binding("l", "level", N_("Level"), key_display="l")

HALF, QUARTER, ROOMY = 12, 6, 76
"""Hours that stand side by side; how many where the screen is narrower than the last of them."""
MOST = 5
"""Windows that are proposed."""


class PatrolPlanScreen(FieldPage):
    """Hours of the day against grids; below stand the windows that are proposed, with their arithmetic."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../lists.tcss", "field.tcss"]
    NAME = N_("Patrol plan")
    ABOUT = N_(
        "What happened in the last weeks, as points by grid and hour, against patrols. Left and Right show the hours "
        "before and after noon; Space turns from points to hours of patrol, and to points where nobody patrolled; l "
        "takes the next level of grids, or the police beats. Below stand the windows that are proposed for the grid "
        "under the cursor, each with its arithmetic; Enter shows the whole of it. Weeks and points are settings."
    )
    EMPTY = N_("Nothing happened and nobody patrolled in these weeks. F2 logs a request.")
    PAGE = 7
    SORTING = Sorting("area")
    KEYS = (keys.BACK, keys.OPEN, EARLY, LATE, VIEW, LEVEL, keys.HELP)
    BINDINGS: ClassVar[list[BindingType]] = [EARLY, LATE, VIEW, LEVEL]

    def __init__(self) -> None:
        super().__init__()
        self._first = HALF
        self._view = VIEWS[0]
        self._level = 1
        self._plan: Plan | None = None
        self._areas: tuple[int | None, ...] = ()

    def commands(self) -> tuple[Binding, ...]:
        """The keys of the bar, and the pages; nothing is sorted or marked here."""
        others = (
            Binding(str(one.digit), f"page({one.digit})", one.label, key_display=str(one.digit))
            for one in self.GROUP.pages
            if one.digit != self.PAGE
        )
        return (*self.KEYS, keys.COMMANDS, *others)

    def body(self) -> Iterable[Widget]:
        """The weeks, the table, the windows."""
        yield Static("", markup=False, id="weeks")
        yield RecordList(empty=self.EMPTY, id="list", markable=False)
        yield VerticalScroll(Static("", markup=False, id="windows"), id="proposed", can_focus=False)

    def reload(self, keep: bool = True) -> None:
        """Count again."""
        desk, t = self.desk, self.t
        value = desk.values.text
        today = desk.room.calendar.day(desk.clock())
        self._plan = found = plan(
            desk.reader, desk.room, today, int(value(WEEKS)), weights_of(value), self._level
        )
        self._areas = (None, *found.areas()) if found.cells else ()
        hours = self._hours()
        rows = [
            Row((), at, (area_name(found, area, t), heat_row(found, area, self._view, hours, t)))
            for at, area in enumerate(self._areas, 1)
        ]
        columns = (Column("area", N_("Grid")), Column("cells", heat_head(hours), 5 * len(hours)))
        self.listed.set_source(FixedRows(columns, rows), keep)
        level = t(N_("police beats")) if self._level == BEATS else t(N_("level {level}"), level=self._level)
        self.query_one("#weeks", Static).update(
            t(N_("{view} · {first} to {last}, {weeks} weeks · {level}"), view=t(VIEW_LABELS[self._view]),
              first=found.first, last=found.last, weeks=found.weeks, level=level)
        )  # fmt: skip
        self._tell(self.listed.selected)

    def on_resize(self, event: events.Resize) -> None:
        """As many hours as there is room for."""
        self.call_after_refresh(self.reload)

    def _show(self, row: Row | None) -> None:
        """Tell the windows of another grid, however wide the screen is."""
        self._tell(row)

    def _tell(self, row: Row | None) -> None:
        self.query_one("#windows", Static).update("\n".join(self.told(row)))

    def told(self, row: Row | None) -> list[str]:
        """The windows of a row in words, with their arithmetic, then the method."""
        found, t = self._plan, self.t
        if found is None or row is None or row.id > len(self._areas):
            return []
        area = self._areas[row.id - 1]
        windows = found.windows(MOST, area)
        lines = [t(N_("Proposed for {area}:"), area=area_name(found, area, t))]
        if not windows:
            lines = [t(N_("Nothing happened in these weeks, so no window is proposed."))]
        for at, one in enumerate(windows, 1):
            lines.append(
                f"{at}  {area_name(found, one.area, t)} · {one.hours()} · {one.proposed(found.weeks, t)}"
            )
            lines.append(f"   {one.reckoned(found.weights, found.weeks, t)}")
        if found.untimed:
            lines.append(
                t(N_("{count} patrols have no beginning and end written down and cover no hour."), count=found.untimed)
            )  # fmt: skip
        return [*lines, found.method(t)]

    def open_row(self, row: Row) -> None:
        """Enter: all that is told of the grid, on a page of its own."""
        if self.app.screen is self:
            self.app.push_screen(PatrolWindowsScreen(self, row))

    def _hours(self) -> range:
        """The hours that stand side by side."""
        count = HALF if self.size.width >= ROOMY else QUARTER
        return range(self._first, self._first + count)

    def action_hours(self, by: int) -> None:
        """Left and Right: earlier or later hours of the day."""
        self._first = (self._first + by * len(self._hours())) % 24
        self.reload()

    def action_view(self) -> None:
        """Space: points, hours of patrol, points where nobody patrolled."""
        self._view = VIEWS[(VIEWS.index(self._view) + 1) % len(VIEWS)]
        self.reload()

    def action_level(self) -> None:
        """l: the next level of grids, then the police beats."""
        known = levels(self.desk.reader, self.desk.room.id).choices()
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
        "The windows that are proposed, each with the arithmetic of its worth, and how it is counted. Esc leads back."
    )
    KEYS = (keys.BACK, keys.HELP, keys.LANGUAGE)
    BINDINGS: ClassVar[list[BindingType]] = [
        keys.BACK,
        *keys.IN_LISTS,
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
        self.query_one("#windows", Static).update("\n".join(self._page.told(self._row)))

    def relabel(self) -> None:
        """In the other language."""
        self.reload()

    def action_scroll(self, by: int) -> None:
        """Move the text."""
        self.query_one("#scroll").scroll_relative(y=by, animate=False, immediate=True)
