"""Page 5 of the volunteers: equipment with its stock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import BindingType

from deskapp.domain.draft import Draft
from deskapp.domain.equipment import KIND, PREFIX, Equipment
from deskapp.domain.listing import Row, Source
from deskapp.domain.request_card import Line
from deskapp.domain.team_card import equipment_lines
from deskapp.domain.words import N_
from deskapp.reading import team_lists
from deskapp.reading import volunteers as reading
from deskapp.screens import keys
from deskapp.screens.forms import FormDialog
from deskapp.screens.volunteers.pages import NEW, OF_NEW, SmallPage
from deskapp.widgets.card import Card
from deskapp.widgets.form import FieldSpec

FORM = "equipment"
"""The name of the form among the drafts."""

SPECS = (
    FieldSpec("kind", KIND.label, "code", True, codes=KIND),
    FieldSpec("count", N_("Pieces"), "number", hint=N_("empty: 1"), submits=True),
    FieldSpec(
        "name", N_("Name or own number"), limit=100, hint=N_("of a single piece, like No. 3"), submits=True
    ),
)  # fmt: skip
BESIDE = 8
"""People beside the list who have a kind of equipment."""


class AddEquipment(FormDialog):
    """Asks what comes into the stock."""

    ABOUT = N_(
        "New equipment: a digit chooses the kind, then how many pieces; Enter saves. A name or an own number makes it "
        "a piece of its own. Esc keeps a draft, Ctrl+R brings it back, Ctrl+D discards it."
    )
    DRAFT = FORM

    def __init__(
        self, save: Callable[[AddEquipment, dict[str, str]], None], draft: Draft | None = None
    ) -> None:
        super().__init__(draft)
        self._write = save

    def title_text(self) -> str:
        """What the box does."""
        return self.t(N_("New equipment"))

    def specs(self) -> Sequence[FieldSpec]:
        """Kind, pieces, name."""
        return SPECS

    def save(self, given: dict[str, str]) -> None:
        """Hand over what was typed."""
        self._write(self, given)


class StockScreen(SmallPage):
    """The equipment of the room."""

    NAME = N_("Equipment")
    ABOUT = N_(
        "Equipment: how much lies in stock, is out, damaged, lost or scrapped. Enter opens a kind with everybody who "
        "has some, to hand out, take back or change the stock. Insert adds new equipment."
    )
    EMPTY = N_("There is no equipment yet. Insert adds some.")
    PAGE = 5
    PREFIX = PREFIX
    SORTING = team_lists.BY_KIND
    KEYS = (keys.BACK, keys.OPEN, NEW, keys.HELP, keys.FIND, keys.LANGUAGE, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [*OF_NEW]

    def source(self) -> Source:
        """All equipment."""
        desk = self.desk
        return team_lists.equipment_source(desk.reader, desk.room.id, self.t, self.sorting)

    def key_of(self, number: str) -> int:
        """The key of equipment."""
        found = reading.find_equipment(self.desk.reader, self.desk.room.id, number)
        return found.id if found is not None else 0

    def thing_at(self, row: Row | None) -> Equipment | None:
        """The equipment of a row."""
        return reading.equipment_by_id(self.desk.reader, row.id) if row else None

    def show_beside(self, row: Row | None, card: Card) -> None:
        """The equipment under the cursor, and who has it now."""
        one, desk, view, t = self.thing_at(row), self.desk, self.view(), self.t
        if one is None:
            card.show()
            return
        today = view.calendar.day(view.now)
        held = [loan for loan in reading.loans_of(desk.reader, one.id) if loan.back_at is None]
        lines = []
        for loan in held[:BESIDE]:
            holder = reading.by_id(desk.reader, loan.volunteer_id)
            if holder is not None:
                name = holder.person.shown_name(today, t, desk.room.masks)
                count = f" × {loan.count}" if loan.count > 1 else ""
                lines.append(Line(holder.volunteer.member_no, f"{name}{count} · {view.when(loan.out_at)}"))
        if len(held) > BESIDE:
            lines.append(Line("", t(N_("and {count} more"), count=len(held) - BESIDE), "muted"))
        parts = [(one.number, equipment_lines(one, view))]
        if lines:
            parts.append((t(N_("Who has it")), tuple(lines)))
        card.show(*parts)

    def open_row(self, row: Row) -> None:
        """Open the equipment of a row."""
        one = self.thing_at(row)
        if one is not None:
            self.host.open_equipment(one.number)

    def action_new(self) -> None:
        """Insert: new equipment."""
        if self.app.screen is self:
            self.app.push_screen(AddEquipment(self._save))

    def resume(self, draft: Draft) -> None:
        """Open the half-typed form of new equipment."""
        self.app.push_screen(AddEquipment(self._save, draft))

    def _save(self, dialog: AddEquipment, given: dict[str, str]) -> None:
        desk, t = self.desk, self.t

        def done(number: str) -> None:
            dialog.saved()
            dialog.close_once(True)
            self.stand_on(number)
            self.host.tell(N_("{number} is in stock · Ctrl+Z undoes"), "good", number=number)

        dialog.act(lambda: desk.stock.add(given, desk.actor, t), done, dialog.refused)
