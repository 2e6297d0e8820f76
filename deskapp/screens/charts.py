"""Charts of a period: one thing counted, broken down by hour, grid, week or team, with its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Static

from deskapp.domain.chart import BEATS, BY, NOTHING, SUBJECTS, Chart, bar_text
from deskapp.domain.listing import Column, Row
from deskapp.domain.request_card import Line
from deskapp.domain.words import N_
from deskapp.reading import charts as reading
from deskapp.reading.area_levels import levels
from deskapp.reading.breakable import Reader
from deskapp.screens import counted, keys
from deskapp.screens.background import COUNTING
from deskapp.screens.counted import WIDE, Counting
from deskapp.screens.papering import Papers, do_paper, papers_of
from deskapp.widgets.card import Card
from deskapp.widgets.fixed_rows import FixedRows

SUBJECT = Binding("tab,w", "subject(1)", N_("Counted"), key_display="Tab")
SUBJECT_BACK = Binding("shift+tab", "subject(-1)", N_("Counted before"), show=False)
LEVEL = Binding("l", "level", N_("Level"), key_display="l")
KEEP = Binding("ctrl+s", "keep", N_("Keep PDF"), key_display="Ctrl+S")
PRINT = Binding("p", "print", N_("Print"), key_display="p")

HEADS: Mapping[str, str] = {"hour": N_("Hour"), "area": N_("Grid"), "week": N_("Week"), "team": N_("Team")}
"""What stands above the bars."""

_BESIDE = 42
_NUMBER = 9


class ChartsScreen(Counting):
    """One chart; digits change how it is broken down, Tab changes what is counted."""

    NAME = N_("Charts")
    ABOUT = N_(
        "What was counted in the period as bars with their numbers. The digits 1 to 4 break it down by hour of day, "
        "grid, week or team; Tab changes what is counted; Left and Right turn to another period, Space goes from "
        "year to month, week and day. l takes the next level of grids, or the police beats. Ctrl+S keeps the chart as "
        "PDF, p prints it; a and t choose an area or a team."
    )
    EMPTY = NOTHING
    KEYS = (keys.BACK, counted.BEFORE, counted.AFTER, SUBJECT, LEVEL, KEEP, keys.HELP)
    MORE_KEYS = (("1–4", N_("by hour of day, by grid, by week, by team")),)
    BINDINGS: ClassVar[list[BindingType]] = [
        keys.BACK, *counted.TURNING, SUBJECT, SUBJECT_BACK, LEVEL, KEEP, PRINT, *keys.IN_LISTS,
        *(Binding(keys.digit(at), f"by('{code}')", show=False) for at, code in enumerate(BY, 1)),
    ]  # fmt: skip

    def __init__(self, like: Counting | None = None) -> None:
        """`like` is the screen whose period is shown at first."""
        super().__init__(like)
        self._by = "hour"
        self._subject = 0
        self._level = 1
        self._chart: Chart | None = None
        """None while it is being counted."""
        self._levels: tuple[int, ...] = (1,)
        """The levels of grids that can be chosen."""

    def commands(self) -> tuple[Binding, ...]:
        """The keys of the bar, then the ways to break it down."""
        ways = (
            Binding(str(at), f"by('{code}')", label, key_display=str(at))
            for at, (code, label) in enumerate(BY.items(), 1)
        )
        return (*self.KEYS, PRINT, *ways, counted.SPAN, counted.AREA, counted.TEAM)

    def reload(self) -> None:
        """Count again, in a thread; until then dots stand for the numbers."""
        room, period, by, level = self.desk.room, self.period(), self._by, self._level
        subject = SUBJECTS[self._subject]
        self._chart = None
        self.listed.empty = COUNTING
        self.listed.set_source(FixedRows((), []))
        self.query_one("#card", Card).show()
        title = f"{self.t(subject.label)} · {self.t(BY[by])} · {self._where()}"
        self.query_one("#days", Static).update(f"{title} · {self.t(COUNTING)}")

        def read(connection: Reader) -> tuple[Chart, tuple[int, ...]]:
            found = reading.chart(connection, room, period, subject.code, by, level)
            return found, levels(connection, room.id).choices()

        self.count(read, self._show_counted)

    def _show_counted(self, counted: tuple[Chart, tuple[int, ...]]) -> None:
        self._chart, self._levels = counted
        self.listed.empty = NOTHING
        self.query_one("#days", Static).update(f"{self._chart.title(self.t)} · {self._where()}")
        self._draw()

    def _draw(self) -> None:
        """The bars, as long as there is room."""
        found, t = self._chart, self.t
        if found is None:
            return
        names = [bar.name(t) for bar in found.bars]
        label = min(26, max([10, *(cell_len(name) for name in names)]))
        wide = self.size.width - (_BESIDE if self.size.width >= WIDE else 0)
        room = max(4, wide - label - _NUMBER - 6)
        rows = [
            Row((), at, (name, bar.told(), bar_text(bar.number, found.most, room, t)))
            for at, (name, bar) in enumerate(zip(names, found.bars, strict=True), 1)
        ]
        columns = (
            Column("label", HEADS[found.by], label),
            Column("number", found.subject.unit, _NUMBER, "right"),
            Column("bar", ""),
        )
        self.listed.set_source(FixedRows(columns, [] if found.is_empty else rows))
        self.tell_of(None)

    def _where(self) -> str:
        period = self.period()
        parts = (f"{period.first} – {period.last}", self._level_text(), self._area[0], self._team[0])
        return " · ".join(part for part in parts if part)

    def _level_text(self) -> str:
        if self._by != "area":
            return ""
        return (
            self.t(N_("police beats"))
            if self._level == BEATS
            else self.t(N_("level {level}"), level=self._level)
        )

    def tell_of(self, row: Row | None) -> None:
        """How much it is together, and how it was counted."""
        found, t = self._chart, self.t
        if found is None:
            return
        lines = [Line(t(N_("Count")), found.sum_text(t))]
        lines += [Line(t(N_("Rule")) if not at else "", rule) for at, rule in enumerate(found.rules(t))]
        self.query_one("#card", Card).show((found.title(t), lines))

    def on_resize(self, event: events.Resize) -> None:
        """The bars are as long as there is room."""
        super().on_resize(event)
        self.call_after_refresh(self._draw)

    def action_by(self, code: str) -> None:
        """A digit: another way to break it down."""
        self._by = code
        self.reload()

    def action_subject(self, by: int) -> None:
        """Tab: something else is counted."""
        self._subject = (self._subject + by) % len(SUBJECTS)
        self.reload()

    def action_level(self) -> None:
        """l: the next level of grids, then the police beats."""
        known = self._levels
        self._by = "area"
        self._level = known[(known.index(self._level) + 1) % len(known)] if self._level in known else known[0]
        self.reload()

    def action_open(self) -> None:
        """Enter: nothing stands behind a bar."""
        self.host.tell(
            N_("A bar opens nothing: the figures show their records. Ctrl+S keeps the chart as PDF.")
        )

    def on_record_list_opened(self) -> None:
        """Enter on a bar."""
        self.action_open()

    def action_keep(self) -> None:
        """Ctrl+S: keep the PDF."""
        self._paper(N_("Setting the PDF…"), papers_of(self).keep_chart)

    def action_print(self) -> None:
        """p: print it."""
        self._paper(N_("Printing…"), papers_of(self).print_chart)

    def _paper(self, meanwhile: str, verb: Papers) -> None:
        if (found := self._chart) is not None:
            do_paper(self, meanwhile, lambda: verb(found))
        else:
            self.after_count(lambda: self._paper(meanwhile, verb))
