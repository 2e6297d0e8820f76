"""Repeats of a week: people, matters and places that came up at least twice, and the requests behind each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from deskapp.domain.listing import Row, Source
from deskapp.domain.repeat_list import WEEK, Repeat
from deskapp.domain.repeats import since
from deskapp.domain.request_card import Line
from deskapp.domain.words import N_
from deskapp.reading import repeat_lists
from deskapp.screens import keys
from deskapp.screens.lists import ListScreen
from deskapp.widgets.card import Card


class RepeatsScreen(ListScreen):
    """Who, what and where came up again in seven days."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["lists.tcss", "repeats.tcss"]
    NAME = N_("Repeats")
    ABOUT = N_(
        "People, matters and places that came up at least twice within seven days: how often, how many of it are "
        "open, when last. Enter shows the requests behind a line; Left and Right turn to another week."
    )
    EMPTY = N_("Nothing and nobody came up twice in these days. Left shows the days before.")
    KEYS = (
        keys.BACK,
        keys.OPEN,
        Binding("left", "week(-1)", N_("Week before"), key_display="←"),
        Binding("right", "week(1)", N_("Week after"), key_display="→"),
        keys.HELP,
        keys.LANGUAGE,
        keys.COMMANDS,
    )
    BINDINGS: ClassVar[list[BindingType]] = [keys.BACK, *KEYS[2:4], *keys.IN_LISTS]

    def __init__(self) -> None:
        super().__init__()
        self._back = 0
        """How many weeks back."""
        self._found: tuple[Repeat, ...] = ()

    def body(self) -> Iterable[Widget]:
        """The days, then the list."""
        yield Static("", markup=False, id="days")
        yield from super().body()

    def begin(self) -> None:
        """The last seven days."""
        self.reload()
        self.listed.focus()

    def _days(self) -> tuple[date, date]:
        today = self.desk.room.calendar.day(self.desk.clock())
        last = today - timedelta(days=WEEK * self._back)
        return since(last, WEEK - 1), last

    def source(self) -> Source:
        """The repeats of these days."""
        desk = self.desk
        first, last = self._days()
        self._found = repeat_lists.repeats_in(desk.reader, desk.room, first, last, desk.repeat_days)
        self.query_one("#days", Static).update(
            self.t(N_("Repeats from {first} to {last}"), first=first, last=last)
        )
        return repeat_lists.repeat_source(self._found, desk.room, desk.clock(), self.t)

    def action_week(self, by: int) -> None:
        """Turn to another week."""
        if self._back - by < 0:
            self.host.tell(N_("These are the last seven days: there is nothing after today."))
            return
        self._back -= by
        self.reload()
        self.listed.action_first()

    def action_open(self) -> None:
        """Open the row under the cursor."""
        self.listed.action_open()

    def show_beside(self, row: Row | None, card: Card) -> None:
        """The numbers behind the line."""
        if row is None or row.id > len(self._found):
            card.show()
            return
        repeat = self._found[row.id - 1]
        heading = repeat_lists.name_of(repeat, self.t)
        card.show((heading, [Line(str(place), number) for place, number in enumerate(repeat.numbers, 1)]))

    def open_row(self, row: Row) -> None:
        """Show the requests behind the line."""
        if row.id <= len(self._found):
            self.app.push_screen(BehindScreen(self._found[row.id - 1]))


class BehindScreen(ListScreen):
    """The requests behind one repeat."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["lists.tcss", "repeats.tcss"]
    ABOUT = N_("The requests behind one line of the repeats, the newest first. Enter opens one.")
    EMPTY = N_("None of these requests is here any more. Esc goes back.")
    KEYS = (keys.BACK, keys.OPEN, keys.HELP, keys.LANGUAGE, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [keys.BACK, *keys.IN_LISTS]

    def __init__(self, repeat: Repeat) -> None:
        super().__init__()
        self._repeat = repeat

    def body(self) -> Iterable[Widget]:
        """What they have in common, then the list."""
        yield Static("", markup=False, id="days")
        yield from super().body()

    def begin(self) -> None:
        """Read them."""
        self.reload()
        self.listed.focus()

    def source(self) -> Source:
        """The requests behind the repeat."""
        desk, one = self.desk, self._repeat
        cells = repeat_lists.cells(one, desk.room, desk.clock(), self.t)
        self.query_one("#days", Static).update(" · ".join(cell for cell in cells[:3] if cell))
        return repeat_lists.behind_source(lambda: desk.reader, desk.room, one, desk.clock(), self.t)

    def action_open(self) -> None:
        """Open the row under the cursor."""
        self.listed.action_open()
