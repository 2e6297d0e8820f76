"""All that changed in one register since an officer's last shift, read on as far as one likes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from deskapp.domain.changes import NOTHING, Change, Changes, called, label_of, told
from deskapp.domain.listing import Column, Row, Sorting, Source
from deskapp.domain.request_card import Line as CardLine
from deskapp.domain.shift import Shift
from deskapp.domain.words import N_
from deskapp.reading import changes as news
from deskapp.reading.few import Entry, Few
from deskapp.screens import keys
from deskapp.screens.handover.drill import open_number
from deskapp.screens.handover.lines import LinesScreen
from deskapp.widgets.card import Card


class ChangesScreen(LinesScreen):
    """Every record of a register that was changed, the newest first."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../lists.tcss", "handover.tcss"]
    NAME = N_("Changed since the last shift")
    ORDER = N_("The newest change stands first.")
    ABOUT = N_(
        "All that changed in one register since the last shift of who takes over, the newest first: the steps, and "
        "the state of now. Enter opens the record. Where very much was done, the last line reads on further back."
    )
    SORTING = Sorting("")
    EMPTY = N_("Nothing was changed here. Esc goes back.")
    KEYS = (keys.BACK, keys.OPEN, keys.HELP, keys.LANGUAGE, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [keys.BACK, *keys.IN_LISTS]

    def __init__(self, subject: str, last: Shift) -> None:
        """`last` is the last shift of who takes over; what it holds is known."""
        super().__init__()
        self._subject, self._last = subject, last
        self._found: list[Change] = []
        self._read_to = NOTHING
        self._unnamed = 0

    def body(self) -> Iterable[Widget]:
        """What it is about, then the list."""
        yield Static("", markup=False, id="top")
        yield from super().body()

    def begin(self) -> None:
        """Read the newest."""
        self.listed._markable = False
        self.listed.focus()
        self._read_on()

    def _read_on(self) -> None:
        desk, before = self.desk, self._read_to.before
        write = self._last.cut_write or 0

        def read() -> Changes:
            return news.since(
                desk.connection(), desk.room.id, write, before, only=self._subject, most=news.STEPS
            )  # fmt: skip

        self.act(read, self._take)

    def _take(self, found: Changes) -> None:
        if not self.is_attached or not self.query("#top"):  # it is being taken down
            return
        self._read_to = found
        for group in found.groups:
            self._found += group.newest
            self._unnamed += group.more
        self.reload()

    def source(self) -> Source:
        """What was read so far, and a line that reads on."""
        t, calendar, found = self.t, self.desk.room.calendar, self._read_to
        count = len({change.number or called(change, t) for change in self._found}) + self._unnamed
        self.query_one("#top", Static).update(
            t(N_("{register}: {count} changed since {number}"), register=label_of(self._subject, t), count=count,
              number=self._last.number)
        )  # fmt: skip
        rows = [
            Entry(Row((), at, (f"{calendar.local(one.at):%m-%d %H:%M}", one.number, told(one, t))))
            for at, one in enumerate(self._found, 1)
        ]
        if found.before is not None:
            at = f"{calendar.local(found.since):%Y-%m-%d %H:%M}" if found.since else ""
            text = t(N_("… what was done before {at}: Enter reads on"), at=at)
            rows.append(Entry(Row((), len(rows) + 1, ("", "", text), "muted")))
        return Few(
            (Column("at", N_("Last"), 11), Column("number", N_("Number"), 15), Column("what", N_("What"))),
            rows, self.SORTING,
        )  # fmt: skip

    def change_at(self, row: Row | None) -> Change | None:
        """The change in a row; None in the line that reads on."""
        return self._found[row.id - 1] if row is not None and row.id <= len(self._found) else None

    def show_beside(self, row: Row | None, card: Card) -> None:
        """All of the line; the record itself is opened by Enter."""
        one = self.change_at(row)
        if one is None:
            card.show()
        else:
            card.show((one.number or called(one, self.t), [CardLine("", told(one, self.t))]))

    def open_row(self, row: Row) -> None:
        """Open the record of a line, or read on."""
        one = self.change_at(row)
        if one is None:
            self._read_on()
        elif not one.number:
            where = N_("Settings stand under Ctrl+K, people under Ctrl+O, purges under Ctrl+P.")
            self.host.tell(where)
        else:
            open_number(self, one.number)
