"""One handover of the register, line by line: from each line to its record, addenda, countersignature, seal."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar, Protocol, cast

from textual.binding import Binding, BindingType
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from deskapp.domain.draft import Draft
from deskapp.domain.handover import Handover
from deskapp.domain.handover_rows import Line, lines_of
from deskapp.domain.listing import Column, Row, Sorting, Source
from deskapp.domain.request_card import Line as CardLine
from deskapp.domain.shift import STATUS, Shift
from deskapp.domain.words import N_, Words
from deskapp.reading import shifts as reading
from deskapp.reading.few import Entry, Few
from deskapp.screens import keys
from deskapp.screens.handover.drill import open_number
from deskapp.screens.handover.forms import AddendumDialog, Asks, NoteDialog, ProofDialog
from deskapp.screens.handover.lines import LinesScreen
from deskapp.screens.handover.rows import text_of
from deskapp.screens.handover.standing import Standing
from deskapp.screens.handover.steps import leaders, proof
from deskapp.widgets.bars import Notice
from deskapp.widgets.card import Card

PAPER = Binding("ctrl+s", "paper", N_("Sheet"), key_display="Ctrl+S")
ADD = Binding("insert,n", "add", N_("Addendum"), key_display="Ins", priority=True)
SIGN = Binding("ctrl+l", "countersign", N_("Countersign"), key_display="Ctrl+L")
VERIFY = Binding("ctrl+b", "verify", N_("Check seal"), key_display="Ctrl+B")

COUNTERSIGN = Asks(
    N_("Countersign {number}"), N_("A leader signs for a handover without a second officer, by PIN."), ""
)


class Reads(Protocol):
    """What this screen needs of the app."""

    def handover_of(self, shift: Shift) -> Handover:
        """What a handover says; in a thread."""

    def seal_checked(self, shift: Shift) -> Notice:
        """Whether the content is what was sealed."""


class SealedScreen(LinesScreen):
    """The lines of one handover."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../lists.tcss", "handover.tcss"]
    NAME = N_("One handover")
    ABOUT = N_(
        "One handover with all its lines: Enter opens the record of a line as it is now, Ctrl+S shows the sheet to "
        "print it. Under a sealed one Insert adds an addendum, Ctrl+L lets a leader countersign, Ctrl+B checks the "
        "seal."
    )
    SORTING = Sorting("")
    EMPTY = N_("Nothing stands in this handover. Esc goes back.")
    KEYS = (keys.BACK, keys.OPEN, PAPER, ADD, SIGN, keys.HELP)
    BINDINGS: ClassVar[list[BindingType]] = [keys.BACK, PAPER, ADD, SIGN, VERIFY, *keys.IN_LISTS]

    def __init__(self, number: str, draft: Draft | None = None) -> None:
        """`draft` is a half-typed addendum, opened at once."""
        super().__init__()
        self._number, self._draft = number, draft
        self._shift: Shift | None = None
        self._handover: Handover | None = None
        self._lines: tuple[Line, ...] = ()

    def commands(self) -> tuple[Binding, ...]:
        """The keys of the bar, and what has no room in it."""
        return (*self.KEYS, VERIFY)

    @property
    def number(self) -> str:
        """The number of the handover."""
        return self._number

    def body(self) -> Iterable[Widget]:
        """The head, then the lines."""
        yield Static("", markup=False, id="top")
        yield from super().body()

    def begin(self) -> None:
        """Read it."""
        self.listed._markable = False
        self.listed.focus()
        self.reload()

    def reload(self, keep: bool = True) -> None:
        """Read it again; keys wait until it is there."""
        self.act(self._read, self._take)

    def _read(self) -> tuple[Shift, Handover]:
        desk = self.desk
        today = desk.room.calendar.day(desk.clock())
        shift = reading.find(desk.connection(), desk.room, self._number, today)
        return shift, cast(Reads, self.app).handover_of(shift)

    def _take(self, found: tuple[Shift, Handover]) -> None:
        if not self.is_attached or not self.query("#top"):  # it is being taken down
            return
        self._shift, self._handover = found
        self._paint()
        if self._draft is not None:
            draft, self._draft = self._draft, None
            self.resume(draft)

    def _paint(self) -> None:
        shift, one, t = self._shift, self._handover, self.t
        if shift is None or one is None:
            return
        self.query_one("#top", Static).update(self._head(shift, one))
        after = [
            Line("note", "", what=_said(N_("Addendum"), f"{said.text} · {said.by}", t))
            for said in one.addenda
        ]
        if one.countersigned is not None:
            after.append(Line("note", "", what=_said(N_("Countersigned"), one.countersigned.by, t)))
        questions = [
            Line("note", "", what=_said(N_("Question"), f"{said.text} · {said.by}", t))
            for said in one.questions
        ]
        self._lines = (*after, *questions, *lines_of(one, t))
        source = self.source()
        if source is not None:
            self.listed.set_source(source)
        self._show(self.listed.selected)

    def _head(self, shift: Shift, one: Handover) -> str:
        t, calendar, head = self.t, self.desk.room.calendar, one.head
        lines = [f"{shift.number} · {shift.span(calendar, t)} · {STATUS.label_of(shift.status, t)}"]
        if head.outgoing:
            lines.append(f"{head.outgoing} → {head.incoming or t(N_('nobody'))}")
        if why := head.alone or head.reason:
            lines.append(t(N_("Why: {reason}"), reason=why))
        if shift.digest:
            said = N_("Seal {seal} · {count} on paper or as PDF") if shift.copies else N_("Seal {seal}")
            lines.append(t(said, seal=shift.digest[:16], count=shift.copies))
        return "\n".join(lines)

    def source(self) -> Source | None:
        """The lines as they were read."""
        rows = [Entry(Row((), at, (text_of(line),), line.tone)) for at, line in enumerate(self._lines, 1)]
        return Few((Column("line", N_("What was handed over")),), rows, self.SORTING)

    def relabel(self) -> None:
        """Say it again in the other language."""
        self._paint()

    def show_beside(self, row: Row | None, card: Card) -> None:
        """All of the line."""
        line = self._lines[row.id - 1] if row is not None and row.id <= len(self._lines) else None
        if line is None:
            card.show()
            return
        parts = [CardLine("", text) for text in (line.when, line.mark, line.what) if text]
        card.show((line.number, parts))

    def open_row(self, row: Row) -> None:
        """Open the record of a line."""
        line = self._lines[row.id - 1]
        open_number(self, line.number or line.about)

    def action_marked(self) -> None:
        """Ctrl+B checks the seal here."""
        self.action_verify()

    # -- verbs

    def action_paper(self) -> None:
        """Ctrl+S: the sheet, to print or keep it."""
        if self.app.screen is self:
            self.host.open_sheet(self._number)

    def action_add(self) -> None:
        """Insert: something comes after the seal."""
        if self.app.screen is self:
            self._ask_addendum()

    def resume(self, draft: Draft) -> None:
        """Open a half-typed addendum."""
        self._ask_addendum(draft)

    def _ask_addendum(self, draft: Draft | None = None) -> None:
        title = self.t(N_("Addendum to {number}"), number=self._number)
        self.app.push_screen(AddendumDialog(self._number, title, "", self._added, draft))

    def _added(self, dialog: NoteDialog, text: str) -> None:
        desk, number = self.desk, self._number

        def add() -> tuple[Shift, Handover]:
            desk.shifts.add(number, text, desk.actor)
            return self._read()

        def done(found: tuple[Shift, Handover]) -> None:
            dialog.saved()
            dialog.close_once(True)
            self._take(found)
            self.host.tell(N_("{number}: addendum kept, with your name and the time"), "good", number=number)

        dialog.act(add, done, dialog.refused)

    def action_countersign(self) -> None:
        """Ctrl+L: a leader signs it too."""
        shift, handover, desk = self._shift, self._handover, self.desk
        if shift is None or handover is None or self.app.screen is not self:
            return
        own = {shift.outgoing, reading.closed_by(desk.reader, shift.id)}
        able = leaders(Standing(shift, handover, desk.officers))
        who = tuple(one for one in able if one.id not in own) or able
        asks = Asks(COUNTERSIGN.title, COUNTERSIGN.about, shift.number, who=who, pins=desk.has_pins)
        if asks.empty:
            self.act(partial(self._sign, {"who": str(who[0].id if who else 0)}), self._signed)
            return

        def given(dialog: ProofDialog, typed: object) -> None:
            def done(found: tuple[Shift, Handover]) -> None:
                dialog.close_once(True)
                self._signed(found)

            dialog.act(partial(self._sign, typed), done, dialog.refused)

        self.app.push_screen(ProofDialog(asks, given))

    def _sign(self, typed: object) -> tuple[Shift, Handover]:
        desk = self.desk
        desk.shifts.countersign(self._number, proof(typed), desk.via)  # type: ignore[arg-type]
        return self._read()

    def _signed(self, found: tuple[Shift, Handover]) -> None:
        self._take(found)
        self.host.tell(N_("{number} is countersigned"), "good", number=self._number)

    def action_verify(self) -> None:
        """Ctrl+B: whether the content is what was sealed."""
        shift = self._shift
        if shift is None or self.app.screen is not self:
            return
        if not shift.digest:
            self.host.tell(N_("{number} is not sealed yet."), number=shift.number)
            return
        told = cast(Reads, self.app).seal_checked(shift)
        self.host.tell(told.text, told.tone, **told.params)


def _said(what: str, text: str, t: Words) -> str:
    return t(N_("{what}: {text}"), what=t(what), text=text)
