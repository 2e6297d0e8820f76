"""Page 6 of field work: the areas, each below the one it belongs to."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from deskapp.domain.area import PREFIX, Area
from deskapp.domain.area_card import area_lines
from deskapp.domain.draft import Draft
from deskapp.domain.listing import Row, Source
from deskapp.domain.words import N_
from deskapp.reading import area_lists
from deskapp.reading import areas as reading
from deskapp.screens import keys
from deskapp.screens.field.area_form import AddArea
from deskapp.screens.field.pages import SmallFieldPage
from deskapp.screens.paging import NEW, OF_NEW
from deskapp.widgets.card import Card

IMPORT = Binding("ctrl+u", "app.import_areas", N_("Import"), key_display="Ctrl+U")


class AreasScreen(SmallFieldPage):
    """Grids and beats as a tree."""

    NAME = N_("Areas")
    ABOUT = N_(
        "The areas: grids below grids, and the police beats to which they belong, with how many places and households "
        "stand in them and how many hazards are open there. Enter opens one with what stands under it, Insert makes a "
        "new one, Ctrl+U takes them over from Excel. Records name their area in their forms; figures add up the tree."
    )
    EMPTY = N_("There is no area yet. Insert makes one, Ctrl+U takes them over from Excel.")
    PAGE = 6
    PREFIX = PREFIX
    SORTING = area_lists.IN_TREE
    KEYS = (keys.BACK, keys.OPEN, NEW, IMPORT, keys.HELP, keys.FIND, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [*OF_NEW, IMPORT]

    def source(self) -> Source:
        """All grids and beats."""
        desk = self.desk
        return area_lists.tree_source(desk.reader, desk.room.id, self.t, self.sorting)

    def key_of(self, number: str) -> int:
        """The key of an area."""
        found = reading.find(self.desk.reader, self.desk.room.id, number)
        return found.id if found is not None else 0

    def area_at(self, row: Row | None) -> Area | None:
        """The area of a row."""
        return reading.by_id(self.desk.reader, row.id) if row else None

    def show_beside(self, row: Row | None, card: Card) -> None:
        """The area under the cursor."""
        one, desk = self.area_at(row), self.desk
        if one is None:
            card.show()
            return
        known, counted = reading.known(desk.reader, desk.room.id), reading.tallied(desk.reader, one)
        card.show((one.number, area_lines(one, known, counted, self.view(), beside=True)))

    def open_row(self, row: Row) -> None:
        """Open the area of a row."""
        one = self.area_at(row)
        if one is not None:
            self.host.open_field(one.number)

    def action_new(self) -> None:
        """Insert: a new area."""
        if self.app.screen is self:
            self.app.push_screen(AddArea(self._save))

    def resume(self, draft: Draft) -> None:
        """Open the half-typed form of a new area."""
        self.app.push_screen(AddArea(self._save, draft))

    def _save(self, dialog: AddArea, given: dict[str, str]) -> None:
        desk, t = self.desk, self.t

        def done(number: str) -> None:
            dialog.saved()
            dialog.close_once(True)
            self.stand_on(number)
            self.host.tell(N_("{number}: area made · Ctrl+Z undoes"), "good", number=number)

        dialog.act(lambda: desk.areas.add(given, desk.actor, t), done, dialog.refused)
