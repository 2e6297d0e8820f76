"""Page 2 of the volunteers: the register."""

from __future__ import annotations

from deskapp.domain.listing import Row, Source
from deskapp.domain.volunteer import Dossier
from deskapp.domain.volunteer_codes import PREFIX
from deskapp.domain.words import N_
from deskapp.reading import volunteer_lists
from deskapp.reading import volunteers as reading
from deskapp.screens import keys
from deskapp.screens.base import open_card
from deskapp.screens.volunteers.pages import VolunteersPage
from deskapp.widgets.card import Card


class VolunteersScreen(VolunteersPage):
    """The register of volunteers."""

    NAME = N_("Register of volunteers")
    ABOUT = N_("Who belongs to the volunteers, by member number. Enter opens an entry.")
    EMPTY = N_("Nobody is in the register yet. Insert writes somebody in.")
    PAGE = 2
    PREFIX = PREFIX
    SORTING = volunteer_lists.MEMBERS
    KEYS = (keys.BACK, keys.OPEN, keys.HELP, keys.FIND, keys.LANGUAGE, keys.COMMANDS)

    def source(self) -> Source:
        """Everybody of the register."""
        desk = self.desk
        return volunteer_lists.list_source(
            desk.connection, desk.room, desk.limits, volunteer_lists.VolunteerFilter(open=True), desk.clock(),
            self.t, self.sorting,
        )  # fmt: skip

    def member_at(self, row: Row | None) -> Dossier | None:
        """The volunteer of a row."""
        return reading.by_id(self.desk.reader, row.id) if row else None

    def show_beside(self, row: Row | None, card: Card) -> None:
        """The entry under the cursor, masked as the list is."""
        card.show()

    def open_row(self, row: Row) -> None:
        """Open the entry of a row."""
        member = self.member_at(row)
        if member is not None:
            self.host.open_volunteer(member.volunteer.number)

    def action_person(self) -> None:
        """Ctrl+X: the card of the person under the cursor."""
        member = self.member_at(self.listed.selected)
        if member is not None:
            open_card(self, member.person.id)
