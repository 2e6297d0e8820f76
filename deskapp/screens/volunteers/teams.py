"""Page 4 of the volunteers: the teams, each below the one it belongs to."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from deskapp.domain.draft import Draft
from deskapp.domain.listing import Row, Source
from deskapp.domain.team import PREFIX, Team
from deskapp.domain.team_card import team_lines
from deskapp.domain.words import N_
from deskapp.reading import team_lists
from deskapp.reading import volunteers as reading
from deskapp.screens import keys
from deskapp.screens.volunteers.pages import NEW, OF_NEW, SmallPage
from deskapp.screens.volunteers.team_form import AddTeam
from deskapp.widgets.card import Card


class TeamsScreen(SmallPage):
    """The teams as a tree."""

    NAME = N_("Teams")
    ABOUT = N_(
        "The teams: each stands below the one it belongs to, with its people and with those of its sub-teams. Enter "
        "opens a team with its people and steps, Insert makes a new one; in an opened team 3 makes one under it."
    )
    EMPTY = N_("There is no team yet. Insert makes one.")
    PAGE = 4
    PREFIX = PREFIX
    SORTING = team_lists.IN_TREE
    KEYS = (keys.BACK, keys.OPEN, NEW, keys.HELP, keys.FIND, keys.LANGUAGE, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [*OF_NEW]

    def source(self) -> Source:
        """All teams."""
        desk = self.desk
        return team_lists.team_source(desk.reader, desk.room.id, self.t, self.sorting)

    def key_of(self, number: str) -> int:
        """The key of a team."""
        found = reading.find_team(self.desk.reader, self.desk.room.id, number)
        return found.id if found is not None else 0

    def team_at(self, row: Row | None) -> Team | None:
        """The team of a row."""
        return reading.team_by_id(self.desk.reader, row.id) if row else None

    def show_beside(self, row: Row | None, card: Card) -> None:
        """The team under the cursor."""
        team, desk = self.team_at(row), self.desk
        if team is None:
            card.show()
            return
        every = reading.teams(desk.reader, desk.room.id)
        above = next((one.name for one in every if one.id == team.parent_id), "")
        under = [one.name for one in every if one.parent_id == team.id]
        today = desk.room.calendar.day(desk.clock())
        leaders = [
            one.person.shown_name(today, self.t, desk.room.masks)
            for one in team_lists.leaders_of(desk.reader, team.id)
        ]
        people = team_lists.people_of(desk.reader, every).get(team.id, 0)
        card.show((team.number, team_lines(team, above, under, leaders, people, self.view())))

    def open_row(self, row: Row) -> None:
        """Open the team of a row."""
        team = self.team_at(row)
        if team is not None:
            self.host.open_team(team.number)

    def action_new(self) -> None:
        """Insert: a new team."""
        if self.app.screen is self:
            self.app.push_screen(AddTeam(self._save))

    def resume(self, draft: Draft) -> None:
        """Open the half-typed form of a new team."""
        self.app.push_screen(AddTeam(self._save, draft))

    def _save(self, dialog: AddTeam, given: dict[str, str]) -> None:
        desk, t = self.desk, self.t

        def done(number: str) -> None:
            dialog.saved()
            dialog.close_once(True)
            self.stand_on(number)
            self.host.tell(N_("{number}: team made · Ctrl+Z undoes"), "good", number=number)

        dialog.act(lambda: desk.teams.add(given, desk.actor, t), done, dialog.refused)
