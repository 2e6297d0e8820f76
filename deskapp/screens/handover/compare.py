"""Two handovers side by side: figures with their difference, and what was open in one alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.binding import BindingType
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from deskapp.domain.handover import Handover
from deskapp.domain.handover_compare import compare
from deskapp.domain.listing import Column, Row, Sorting, Source
from deskapp.domain.sheet import Sheet, say
from deskapp.domain.text import one_line
from deskapp.domain.words import N_
from deskapp.reading.few import Entry, Few
from deskapp.screens import keys
from deskapp.screens.handover.drill import open_number
from deskapp.screens.handover.lines import LinesScreen
from deskapp.widgets.card import Card


class CompareScreen(LinesScreen):
    """What differs between two handovers."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../lists.tcss", "handover.tcss"]
    NAME = N_("Two handovers")
    ABOUT = N_(
        "Two handovers side by side, the earlier one left: each figure with its difference, then what was open at one "
        "cut-off alone. Enter opens the record of such a line."
    )
    SORTING = Sorting("")
    KEYS = (keys.BACK, keys.OPEN, keys.HELP, keys.LANGUAGE, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [keys.BACK, *keys.IN_LISTS]

    def __init__(self, left: Handover, right: Handover) -> None:
        super().__init__()
        self._left, self._right = left, right
        self._found = compare(left, right)
        self._numbers: dict[int, str] = {}

    def body(self) -> Iterable[Widget]:
        """Which two, then the list."""
        yield Static("", markup=False, id="top")
        yield from super().body()

    def begin(self) -> None:
        """Compare them."""
        self.listed._markable = False
        self.reload()
        self.listed.focus()

    def source(self) -> Source:
        """Figures, then records."""
        found = self._found
        self.query_one("#top", Static).update(f"{found.left} ↔ {found.right}")
        rows = list(self._rows())
        self._numbers = {at: number for at, (number, *_) in enumerate(rows, 1)}
        entries = [Entry(Row((), at, cells, tone)) for at, (_, cells, tone) in enumerate(rows, 1)]
        return Few(
            (
                Column("what", N_("Figure"), 0), Column("left", found.left, 15, "right"),
                Column("right", found.right, 15, "right"), Column("difference", N_("Difference"), 10, "right"),
            ),
            entries, self.SORTING,
        )  # fmt: skip

    def _rows(self) -> Iterator[tuple[str, tuple[str, ...], str]]:
        found, t = self._found, self.t
        for pair in found.figures:
            sign = f"{pair.difference:+d}" if pair.difference else "="
            yield (
                "",
                (say(pair.label, t), str(pair.left), str(pair.right), sign),
                "" if pair.difference else "muted",
            )
        yield "", (t(N_("Open at both")), str(len(found.both)), str(len(found.both)), "="), "muted"
        told = {**_told(self._left.sheet, self.t), **_told(self._right.sheet, self.t)}
        for numbers, cells in (
            (found.only_left, (t(N_("open")), "—", "-1")),
            (found.only_right, ("—", t(N_("open")), "+1")),
        ):
            for number in numbers:
                yield number, (f"{number} {told.get(number, '')}".strip(), *cells), ""

    def show_beside(self, row: Row | None, card: Card) -> None:
        """The number of the record; the record itself is opened by Enter."""
        number = self._numbers.get(row.id, "") if row is not None else ""
        card.show(*([(number, ())] if number else []))

    def open_row(self, row: Row) -> None:
        """Open the record of a line."""
        open_number(self, self._numbers.get(row.id, ""))


def _told(sheet: Sheet, t: object) -> dict[str, str]:
    """What the sheet says of each open record, in short."""
    section = sheet.section("must_do")
    at = next((i for i, column in enumerate(section.columns) if column.id == "what"), 0)
    return {str(row.facts.get("number")): one_line(say(row.cells[at].text, t)) for row in section.rows}  # type: ignore[arg-type]
