"""All handovers of the room: looked up by number, name and words, opened, and any two compared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Protocol, cast

from textual.binding import Binding, BindingType
from textual.types import CSSPathType
from textual.widget import Widget

from deskapp.domain.handover import Handover
from deskapp.domain.listing import Row, Source
from deskapp.domain.request_card import Line
from deskapp.domain.shift import PREFIX, STATUS, Shift
from deskapp.domain.words import N_
from deskapp.reading import shift_lists
from deskapp.reading import shifts as reading
from deskapp.screens import keys
from deskapp.screens.filters import Filters
from deskapp.screens.handover.compare import CompareScreen
from deskapp.screens.register import RegisterScreen
from deskapp.widgets.card import Card
from deskapp.widgets.form import FieldSpec, Form

SPECS = (
    FieldSpec("text", N_("Look for"), hint=N_("number, officer, or words of what was sealed"), submits=True),
)  # fmt: skip
COMPARE = Binding("ctrl+b", "marked", N_("Compare"), key_display="Ctrl+B")
NONE = N_("No handover fits. Ctrl+L shows all of them.")
NOTHING = N_("No shift was opened yet: Ctrl+A opens the first one.")


class Reads(Protocol):
    """What this screen needs of the app."""

    def handover_of(self, shift: Shift) -> Handover:
        """What a handover says; in a thread."""


class HandoversScreen(RegisterScreen):
    """The register of handovers."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../lists.tcss", "handover.tcss"]
    NAME = N_("Handovers")
    ABOUT = N_(
        "All handovers of the room, the newest first. Tab leads to the box above: number, name of an officer, words of "
        "what was sealed. Enter opens one with all its lines, from which Enter leads to each record. Space marks two, "
        "Ctrl+B compares them; without marks the one under the cursor is compared with the one before."
    )
    EMPTY = NOTHING
    PREFIX = PREFIX
    SORTING = shift_lists.NEWEST
    ALL_BY = N_("Ctrl+L takes all filters away")
    KEYS = (keys.BACK, keys.OPEN, COMPARE, keys.CLEAR, keys.HELP, keys.LANGUAGE, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [keys.BACK, COMPARE, keys.CLEAR, *keys.IN_LISTS]

    def body(self) -> Iterable[Widget]:
        """The box, then the list."""
        yield Filters(SPECS)
        yield from super().body()

    def begin(self) -> None:
        """Read the first rows."""
        self.reload()
        self.listed.focus()

    def source(self) -> Source:
        """What the box leaves."""
        desk = self.desk
        words = self.query_one(Form).values()["text"]
        self.listed.empty = NONE if words else NOTHING
        people = {one.id: one.name for one in desk.officers}
        return shift_lists.list_source(desk.connection, desk.room, people, self.t, words, self.sorting)

    def on_form_changed(self, _message: Form.Changed) -> None:
        """Narrow the list while somebody types."""
        self.reload(keep=False)

    def on_form_submitted(self, _message: Form.Submitted) -> None:
        """Enter opens the first one, where something is found."""
        if self.listed.selected is not None:
            self.open_row(self.listed.selected)

    def on_filters_down(self, _message: Filters.Down) -> None:
        """Into the list."""
        self.listed.focus()

    def on_form_notice(self, message: Form.Notice) -> None:
        """Say what the box has to say."""
        self.host.tell("{text}", text=message.text)

    def action_clear(self) -> None:
        """Ctrl+L: all of them."""
        self.query_one(Form).clear()
        self.reload()
        self.listed.focus()

    def action_back(self) -> None:
        """From the box back to the list, then one step back."""
        if self.listed.has_focus:
            self.dismiss()
        else:
            self.listed.focus()

    def shift_at(self, row: Row | None) -> Shift | None:
        """The shift of a row."""
        return reading.by_id(self.desk.reader, row.id) if row else None

    def show_beside(self, row: Row | None, card: Card) -> None:
        """The head of the handover, and what came after its seal."""
        one, t, view = self.shift_at(row), self.t, self.view()
        if one is None:
            card.show()
            return
        lines = [
            Line(t(STATUS.label), STATUS.label_of(one.status, t)),
            Line(t(N_("From–to")), one.span(view.calendar, t)),
            Line(t(N_("Hands over")), view.who(one.outgoing) if one.outgoing else ""),
            Line(t(N_("Takes over")), view.who(one.incoming) if one.incoming else ""),
            Line(t(N_("People")), " · ".join(view.who(m.officer_id) for m in one.members)),
            Line(t(N_("By oneself")), one.self_reason),
            Line(t(N_("No relief")), one.reason),
            Line(t(N_("Seal")), one.digest[:16]),
            Line(
                t(N_("Left the desk")),
                t(N_("{count} on paper or as PDF"), count=one.copies) if one.copies else "",
            ),
            *(Line(t(N_("Question")), e.text) for e in one.said("question")),
            *(
                Line(t(N_("Addendum")), f"{e.text} · {view.who(e.by)} {view.when(e.at)}")
                for e in one.said("addendum")
            ),
            *(
                Line(t(N_("Countersigned")), f"{view.who(e.by)} {view.when(e.at)}")
                for e in one.said("countersign")
            ),
        ]
        card.show((one.number, [line for line in lines if line.text]))

    def open_row(self, row: Row) -> None:
        """Open the handover of a row."""
        one = self.shift_at(row)
        if one is not None:
            self.host.open_handover(one.number)

    def action_open(self) -> None:
        """Open the row under the cursor."""
        self.listed.action_open()

    def action_person(self) -> None:
        """A handover is nobody's."""
        self.host.tell(N_("A handover has two people: they stand in its line. Enter opens it."))

    def action_marked(self) -> None:
        """Ctrl+B: compare the two marked ones, or this one with the one before."""
        if self.app.screen is not self:
            return
        found = [
            one for id in self.listed.selected_ids if (one := reading.by_id(self.desk.reader, id)) is not None
        ]
        if not found and (here := self.shift_at(self.listed.selected)) is not None:
            before = reading.beside(self.desk.reader, here, -1)
            if before is None:
                self.host.tell(N_("There is no handover before {number}."), number=here.number)
                return
            found = [before, here]
        if len(found) != 2:
            self.host.tell(N_("Mark two handovers with Space, then Ctrl+B compares them."), "bad")
            return
        left, right = sorted(found, key=lambda one: one.id)
        reads = cast(Reads, self.app)

        def both() -> tuple[Handover, Handover]:
            return reads.handover_of(left), reads.handover_of(right)

        self.act(both, lambda two: self._compare(*two))

    def _compare(self, left: Handover, right: Handover) -> None:
        self.app.push_screen(CompareScreen(left, right))
