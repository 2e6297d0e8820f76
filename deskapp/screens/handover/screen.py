"""The page of a shift and its handover: one list in the order of the sheet, and the verbs of its state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar, Protocol, TypeVar, cast

from textual.binding import Binding, BindingType
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from deskapp.domain.draft import Draft
from deskapp.domain.handover import Handover
from deskapp.domain.handover_rows import Line
from deskapp.domain.listing import Column, Row, Sorting, Source
from deskapp.domain.officer import Room
from deskapp.domain.request_card import Line as CardLine
from deskapp.domain.shift import Shift
from deskapp.domain.words import N_
from deskapp.reading.few import Entry, Few
from deskapp.screens import keys
from deskapp.screens.handover import verbs
from deskapp.screens.handover.drill import open_number
from deskapp.screens.handover.rows import text_of
from deskapp.screens.handover.standing import Standing, head, lines, read
from deskapp.screens.register import RegisterScreen
from deskapp.widgets.bars import KeyBar
from deskapp.widgets.card import Card
from deskapp.widgets.record_list import RecordList

T = TypeVar("T")

PEOPLE = Binding("ctrl+n", "people", N_("People"), key_display="Ctrl+N")
RECORD = Binding("ctrl+g", "record", N_("Record"), key_display="Ctrl+G")
NOTE = Binding("enter", "open", N_("Note"), key_display="Enter")
TICK = Binding("enter", "open", N_("Tick, open"), key_display="Enter")
TELL = Binding("1", "digit(1)", N_("To tell"), key_display="1")
ALL_THERE = Binding("asterisk,fullwidth_asterisk", "all_there", N_("All there"), key_display="*")
ALL_ON = Binding("plus,fullwidth_plus_sign", "all_on", N_("All go on"), key_display="+")
TAKE_BACK = Binding("delete", "step_back", N_("Take back"), key_display="Del")
RETURN = Binding("delete", "step_back", N_("Return"), key_display="Del")
SEND = Binding("ctrl+s", "go_on", N_("Send"), key_display="Ctrl+S")
ACCEPT = Binding("ctrl+s", "go_on", N_("Take over"), key_display="Ctrl+S")
CLOSE = Binding("ctrl+l", "close_alone", N_("No relief"), key_display="Ctrl+L")

BARS: Mapping[str, tuple[Binding, ...]] = {
    "open": (keys.BACK, NOTE, TELL, keys.START, PEOPLE, keys.HELP),
    "handing_over": (keys.BACK, NOTE, ALL_THERE, ALL_ON, SEND, TAKE_BACK, keys.HELP),
    "pending_accept": (keys.BACK, TICK, ACCEPT, RETURN, RECORD, keys.HELP),
}
"""The keys that the bar shows, by the state of the shift: where room is short the first ones stay."""


class Hands(Protocol):
    """What this screen needs of the app."""

    def handover_of(self, shift: Shift) -> Handover:
        """What a handover says; in a thread."""

    async def taken_over(self, shift: Shift, room: Room) -> None:
        """Somebody else sits here now: the board."""

    def told_sealed(self, shift: Shift) -> None:
        """Say number and seal."""


class HandoverScreen(verbs.Verbs, RegisterScreen):
    """The shift that is on, or the handover that is under way."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../lists.tcss", "handover.tcss"]
    NAME = N_("Shift and handover")
    ABOUT = N_(
        "The shift and its handover, in the order of the sheet. Enter writes a note, 1 marks a record to be told, "
        "Ctrl+N says who serves, Ctrl+B fixes the cut-off. Then count the things (a digit, * all there), say which "
        "volunteers go on (1, or + all) or sign out (2), and send it with Ctrl+S. The next officer chooses the own "
        "name by its digit (0 finds more), sees what changed, ticks what was told with Space and accepts with Ctrl+S: "
        "by the PIN the ticks become that officer's own. Del returns it with a question. Ctrl+L: a leader closes it "
        "where nobody comes."
    )
    KEYS = BARS["open"]
    MORE_KEYS = (
        ("1–9 · 0", N_("count; a volunteer goes on (1), signs out (2)")),
        ("Space", N_("tick what was told")),
    )
    SORTING = Sorting("")
    EMPTY = N_("Nothing stands in this handover. Esc goes back.")
    BINDINGS: ClassVar[list[BindingType]] = [
        keys.BACK, PEOPLE, RECORD, keys.START, ALL_THERE, ALL_ON, TAKE_BACK, SEND, CLOSE,
        Binding("space", "tick", N_("Tick"), show=False),
        *(Binding(keys.digit(number), f"digit({number})", show=False) for number in range(10)),
        *keys.IN_LISTS,
    ]  # fmt: skip

    def __init__(self, draft: Draft | None = None) -> None:
        """`draft` is a half-typed note, whose box is opened as soon as the handover is read."""
        super().__init__()
        self.standing: Standing | None = None
        self.incoming = 0
        self._lines: tuple[Line, ...] = ()
        self._draft = draft
        self._left = False

    def body(self) -> Iterable[Widget]:
        """The head, then the list with the record beside it."""
        yield Static("", markup=False, id="top")
        yield from super().body()

    def begin(self) -> None:
        """Read all of it."""
        self.listed._markable = False
        self.listed.focus()
        self.reload()

    def commands(self) -> tuple[Binding, ...]:
        """The keys of the state, and those that have no room in the bar."""
        status = self.standing.shift.status if self.standing else "open"
        more = (PEOPLE, RECORD) if status == "open" else (RECORD, CLOSE)
        return tuple(dict.fromkeys((*BARS[status], *more)))

    # -- reading

    def read(self) -> Standing | None:
        """How it stands; in a thread."""
        return read(self.desk, self.incoming, cast(Hands, self.app).handover_of)

    def reload(self, keep: bool = True) -> None:
        """Read it again; keys wait until it is there."""
        self.act(self.read, self.show)

    def show(self, found: Standing | None) -> None:
        """Put into the list what was read; where the shift is over, leave."""
        if not self.is_attached or self._left:
            return
        self.standing = found
        if found is None:
            if self._leave():
                self.host.tell(N_("No shift is open: Ctrl+A opens one."))
            return
        self.paint()
        if self._draft is not None:
            draft, self._draft = self._draft, None
            self.resume(draft)

    def _leave(self) -> bool:
        """Go back, once; false where that is done already."""
        if self._left:
            return False
        self._left = True
        self.dismiss()
        return True

    def paint(self) -> None:
        """Say what was read, in the language in use."""
        one, t, calendar = self.standing, self.t, self.desk.room.calendar
        if one is None:
            return
        self.query_one("#top", Static).update(head(one, calendar, t))
        self.query_one(KeyBar).show(BARS[one.shift.status])
        self._lines = lines(one, calendar, t)
        source = self.source()
        if source is not None:
            self.listed.set_source(source)
        self._show(self.listed.selected)

    def source(self) -> Source | None:
        """The rows as they were read."""
        rows = [Entry(Row((), at, (text_of(line),), line.tone)) for at, line in enumerate(self._lines, 1)]
        return Few((Column("line", N_("What is handed over")),), rows, self.SORTING)

    def relabel(self) -> None:
        """Say it again in the other language."""
        self.paint()

    def line_at(self, row: Row | None) -> Line | None:
        """What stands in a row."""
        return self._lines[row.id - 1] if row is not None and row.id <= len(self._lines) else None

    @property
    def line(self) -> Line | None:
        """What is under the cursor."""
        return self.line_at(self.listed.selected)

    def show_beside(self, row: Row | None, card: Card) -> None:
        """All of the line, with what is said of it."""
        line, one = self.line_at(row), self.standing
        if line is None or one is None:
            card.show()
            return
        parts = [CardLine("", line.what, line.tone)]
        if line.when:
            parts.insert(0, CardLine("", line.when))
        if line.mark:
            parts.append(CardLine("", line.mark))
        said = [
            CardLine(self.t(N_("Note")), note.text) for note in one.handover.notes if note.about == line.about
        ]
        card.show((line.number or line.what, [*parts, *said] if line.number else said))

    # -- doing

    def do(self, verb: Callable[[], object], said: str = "", **params: object) -> None:
        """Run a verb and show what has become of it; a refusal goes to the status line."""

        def both() -> Standing | None:
            verb()
            return self.read()

        def done(found: Standing | None) -> None:
            self.show(found)
            if said:
                self.host.tell(said, "good", **params)

        self.act(both, done)

    def open_row(self, row: Row) -> None:
        """Enter: note, count, tick or open, by the state and the line."""
        line, one = self.line_at(row), self.standing
        if line is not None and one is not None and self.app.screen is self:
            self.enter(one, line)

    def action_open(self) -> None:
        """The row under the cursor."""
        self.listed.action_open()

    def action_record(self) -> None:
        """Ctrl+G: the record of the line."""
        if self.line is not None and self.app.screen is self:
            open_number(self, self.line.number or self.line.about)

    def action_sort(self) -> None:
        """The order is that of the paper."""
        self.host.tell(N_("The order is that of the sheet."))

    def action_go_to(self) -> None:
        """As Ctrl+G."""
        self.action_record()

    def action_marked(self) -> None:
        """Ctrl+B means something else here."""
        self.action_start()

    def action_person(self) -> None:
        """A line is no person."""
        self.host.tell(N_("Open the record first, Ctrl+G: there Ctrl+X shows who came."))

    def on_record_list_marked(self, message: RecordList.Marked) -> None:
        """Nothing is marked here."""

    def after_accept(self, sealed: tuple[Shift, Room]) -> None:
        """The incoming officer sits here now."""
        hands = cast(Hands, self.app)
        self.app.run_worker(hands.taken_over(*sealed), group="seat")

    def after_close(self, shift: Shift) -> None:
        """It is closed without relief: back to where one came from."""

        def leave() -> None:
            self._leave()
            cast(Hands, self.app).told_sealed(shift)

        self.call_after_refresh(leave)  # the box that asked is still being taken down

    def refuse(self, text: str, /, **params: object) -> None:
        """Say why a key does nothing now."""
        self.host.tell(text, "bad", **params)
