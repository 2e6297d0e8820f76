"""The sheet of a shift or a day on the screen: a preview that changes nothing; Enter prints it, Ctrl+S keeps it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from deskapp.domain.words import N_
from deskapp.printing.layout import lay_out
from deskapp.printing.text import as_text
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen
from deskapp.screens.choose import Choice, Choose

if TYPE_CHECKING:
    from deskapp.domain.sheet import Sheet
    from deskapp.domain.shift import Shift

WIDEST = 100
"""Cells of the preview at the most: longer lines are hard to read."""


class MakesPapers(Protocol):
    """What this screen needs of the app."""

    def day_sheet(self, day: date | None) -> Sheet:
        """The sheet of a day; runs in a thread."""

    def current_sheet(self) -> Sheet:
        """The sheet of the open shift, else of all since the last cut-off, else of today; runs in a thread."""

    def shift_sheet(self, shift: Shift) -> Sheet:
        """The sheet of a shift; runs in a thread."""

    def keep_sheet(self, sheet: Sheet) -> Told:
        """Set the PDF and keep it; runs in a thread."""

    def print_sheet(self, sheet: Sheet) -> Told:
        """Set the PDF, keep it and hand it to the printer; runs in a thread."""


class Told(Protocol):
    """A sentence about what was done, with its parameters."""

    text: str
    tone: str
    params: dict[str, object]


class SheetScreen(DeskScreen):
    """The sheet of a shift or of a day as it would be printed."""

    CSS_PATH = "sheet.tcss"
    NAME = N_("Sheet")
    ABOUT = N_(
        "The sheet as it would be printed; looking at it changes nothing. Enter prints it, Ctrl+S keeps it as PDF. Of "
        "a sealed handover the first paper or PDF is the original, every other one a copy with its number. In a room "
        "with shifts it is the sheet of the shift that is on, and Left and Right turn to the handovers before and "
        "after; else it is that of the day. Ctrl+B begins the handover, Ctrl+G lists all handovers."
    )
    KEYS = (
        keys.BACK,
        Binding("enter", "print", N_("Print"), key_display="Enter"),
        Binding("ctrl+s", "keep", N_("Keep PDF"), key_display="Ctrl+S"),
        Binding("left", "day(-1)", N_("Before"), key_display="←"),
        Binding("right", "day(1)", N_("After"), key_display="→"),
        keys.START,
        keys.HELP,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *KEYS[:6],
        keys.HISTORY,
        Binding("up", "scroll(-1)", N_("Up"), show=False),
        Binding("down", "scroll(1)", N_("Down"), show=False),
        Binding("pageup", "scroll(-15)", N_("Page up"), show=False),
        Binding("pagedown,space", "scroll(15)", N_("Page down"), show=False),
        Binding("home", "scroll(-100000)", N_("First row"), show=False),
        Binding("end", "scroll(100000)", N_("Last row"), show=False),
    ]

    def __init__(self, number: str = "") -> None:
        """It begins with the handover `number`, else with the sheet of now."""
        super().__init__()
        self._number = number
        self._sheet: Sheet | None = None
        self._day: date | None = None
        self._shift: Shift | None = None
        """The handover that is shown; None for the sheet of now, or of a day."""
        self._printed: object = None
        """What the sheet said that was sent to the printer last."""

    def commands(self) -> tuple[Binding, ...]:
        """The keys of the bar, and all handovers."""
        return (*self.KEYS, keys.HISTORY)

    def body(self) -> Iterable[Widget]:
        """The preview."""
        yield VerticalScroll(Static(markup=False, id="paper"), can_focus=False)

    @property
    def _papers(self) -> MakesPapers:
        return cast(MakesPapers, self.app)

    def begin(self) -> None:
        """Make the sheet."""
        if self._number:
            from deskapp.reading import shifts

            desk = self.desk
            today = desk.room.calendar.day(desk.clock())
            self._shift = shifts.find(desk.reader, desk.room, self._number, today)
        self.reload()

    def reload(self) -> None:
        """Make the sheet again; keys wait until it is there, so that Enter prints what is seen."""
        papers, day, shift = self._papers, self._day, self._shift

        def make() -> Sheet:
            if shift is not None:
                return papers.shift_sheet(self._again(shift))
            return papers.day_sheet(day) if day is not None else papers.current_sheet()

        self.act(make, self._show)

    def _again(self, shift: Shift) -> Shift:
        """The shift as the file holds it now; in a thread."""
        from deskapp.reading import shifts

        return shifts.by_id(self.desk.connection(), shift.id) or shift

    def _show(self, sheet: Sheet) -> None:
        self._sheet = sheet
        if self.is_attached:  # it may have been left while the sheet was made
            self._paint()

    def _paint(self) -> None:
        if self._sheet is not None:
            columns = max(56, min(WIDEST, self.size.width - 3))
            said = as_text(lay_out(self._sheet, self.t), columns)
            self.query_one("#paper", Static).update(Text(said, no_wrap=True, overflow="crop"))

    def on_resize(self, _event: events.Resize) -> None:
        """Set the lines again for the new width."""
        self._paint()

    def relabel(self) -> None:
        """Say the sheet again in the other language."""
        self._paint()

    def action_scroll(self, by: int) -> None:
        """Move the paper."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False, immediate=True)

    def action_day(self, by: int) -> None:
        """Turn to another handover, or to another day where the room does not work in shifts."""
        from deskapp.reading import shifts

        desk = self.desk
        if shifts.has_shifts(desk.reader, desk.room.id):
            self._turn(by)
            return
        today = desk.room.calendar.day(desk.clock())
        wanted = (self._day or today) + timedelta(days=by)
        if wanted > today:
            self.host.tell(N_("This is today: there is no sheet of a day to come."))
            return
        self._day = wanted
        self.reload()

    def _turn(self, by: int) -> None:
        """To the handover before or after; after the last one comes the sheet of now."""
        from deskapp.reading import shifts

        desk = self.desk
        reader, room = desk.reader, desk.room.id
        here, now = self._shift, shifts.open_shift(reader, room)
        if here is not None:
            found = shifts.beside(reader, here, by)
        else:
            found = (
                None
                if by > 0
                else shifts.beside(reader, now, by)
                if now
                else (shifts.frozen_shift(reader, room) or shifts.last_sealed(reader, room))
            )
        if found is None and by < 0:
            self.host.tell(N_("There is no handover before this one."))
            return
        if found is None and here is None:
            self.host.tell(N_("This is the sheet of now: there is no handover after it."))
            return
        self._shift = None if found is None or (now is not None and found.id == now.id) else found
        self._day = None
        self.host.tell("")
        self.reload()

    def action_start(self) -> None:
        """Ctrl+B: fix the cut-off, then the page of the handover."""
        desk = self.desk
        if self.app.screen is not self:
            return

        def done(_: object) -> None:
            self.app.call_later(self.app.run_action, "shift")

        self.act(lambda: desk.shifts.start(desk.actor), done)

    def action_keep(self) -> None:
        """Keep the PDF."""
        self._do(self._papers.keep_sheet, N_("Setting the PDF…"), lambda told: self._next_paper())

    def action_print(self) -> None:
        """Print, marked as not handed over; what was sent already is asked about, for Enter is soon hit twice."""
        if self._sheet is None or _said(self._sheet) != self._printed:
            self._print()
            return
        leave = Choice("leave", self.t(N_("Leave it at that")), other="Leave it at that")
        again = Choice("again", self.t(N_("Print another copy")), other="Print another copy")
        self.app.push_screen(
            Choose(N_("This sheet was sent to the printer already"), (leave, again)), self._ask
        )

    def _ask(self, chosen: str | None) -> None:
        if chosen == "again":
            self._print()

    def _print(self) -> None:
        sheet = self._sheet

        def done(told: Told) -> None:
            if sheet is not None and told.tone != "bad":
                self._printed = _said(sheet)
            self._next_paper()

        self._do(self._papers.print_sheet, N_("Printing…"), done)

    def _next_paper(self) -> None:
        """What leaves next of a sealed handover is another copy: the foot says so."""
        if self._sheet is not None and self._sheet.foot.copy != "preview":
            self.call_after_refresh(self.reload)

    def _do(
        self, verb: Callable[[Sheet], Told], meanwhile: str, then: Callable[[Told], None] = lambda told: None
    ) -> None:
        sheet = self._sheet
        if sheet is None:
            return

        def done(told: Told) -> None:
            then(told)
            self.host.tell(told.text, told.tone, **told.params)

        self.host.tell(meanwhile)
        self.act(lambda: verb(sheet), done)


def _said(sheet: Sheet) -> object:
    """What a sheet says, without the moment at which it was made."""
    return (sheet.head.day, sheet.head.number, sheet.figures, sheet.sections)
