"""One team: where it stands, its people, what happened, and its steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from deskapp.domain.draft import Draft
from deskapp.domain.errors import DeskError
from deskapp.domain.listing import Source
from deskapp.domain.machine import Bar, Machine, Step
from deskapp.domain.team import Team
from deskapp.domain.team_card import team_lines, team_trail
from deskapp.domain.team_steps import ADD_MEMBER, CLOSE, MOVE, SUBTEAM, TAKE_MEMBER, TEAM_MACHINE
from deskapp.domain.volunteer import Dossier
from deskapp.domain.words import N_
from deskapp.reading import member_lists, team_lists
from deskapp.reading import requests as request_reading
from deskapp.reading import volunteers as reading
from deskapp.reading.volunteer_lists import MEMBERS
from deskapp.screens.base import open_card
from deskapp.screens.correct import CORRECT
from deskapp.screens.steps import STEP, StepDialog
from deskapp.screens.thing import ThingScreen
from deskapp.screens.volunteers.team_form import AddTeam, TeamCorrect
from deskapp.screens.volunteers.who import WhoStep
from deskapp.widgets.card import Card
from deskapp.widgets.record_list import RecordList


class TeamScreen(ThingScreen[Team]):
    """A team with its people; those of its sub-teams are among them."""

    NAME = N_("Team")
    sorting = MEMBERS
    SUBJECT = "team"
    ABOUT = N_(
        "A team, the teams under it, and its people. Enter opens whoever is under the cursor. 1 adds a member, 2 takes "
        "one out, 3 makes a team under this one, 4 or Ctrl+E renames or moves it, 9 disbands it when nobody is in it."
    )
    EMPTY_LIST = N_("Nobody is in this team yet: 1 adds a member.")

    @property
    def machine(self) -> Machine:
        """The steps of teams."""
        return TEAM_MACHINE

    def record(self) -> Team | None:
        """The team."""
        return reading.find_team(self.desk.reader, self.desk.room.id, self.number)

    def source(self, record: Team) -> Source:
        """Its people and those of its sub-teams, by member number."""
        desk = self.desk
        chosen = member_lists.MemberFilter(team_id=record.id)
        return member_lists.list_source(
            desk.connection, desk.room, desk.limits, chosen, desk.clock(), self.t, self.sorting
        )

    def show(self, record: Team) -> None:
        """The team, and what happened."""
        desk, view = self.desk, self.view()
        every = reading.teams(desk.reader, desk.room.id)
        above = next((team.name for team in every if team.id == record.parent_id), "")
        under = [team.name for team in every if team.parent_id == record.id]
        people = team_lists.people_of(desk.reader, every).get(record.id, 0)
        lines = team_lines(record, above, under, self._leaders(record), people, view)
        told = team_trail(request_reading.history(desk.reader, self.SUBJECT, record.id), view)
        self.query_one("#facts", Card).show((record.number, lines), (self.t(N_("What happened")), told))

    def _leaders(self, record: Team) -> Sequence[str]:
        desk, t = self.desk, self.t
        today = desk.room.calendar.day(desk.clock())
        return [
            one.person.shown_name(today, t, desk.room.masks)
            for one in team_lists.leaders_of(desk.reader, record.id)
        ]

    def bars(self, record: Team) -> Mapping[str, Bar]:
        """A team is disbanded when nobody is in it and no team stands under it."""
        desk = self.desk
        under = sum(team.parent_id == record.id for team in reading.teams(desk.reader, desk.room.id))
        if not record.members and not under:
            return {}
        error = DeskError(
            N_("“{team}” still has {people} people and {below} teams under it: move them first, with 2 and 4."),
            team=record.name, people=record.members, below=under,
        )  # fmt: skip
        return {CLOSE.code: Bar(error)}

    # -- whoever is under the cursor

    def _member(self) -> Dossier | None:
        row = self.listed.selected
        return reading.by_id(self.desk.reader, row.id) if row else None

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Open the entry of a member."""
        member = reading.by_id(self.desk.reader, message.row.id)
        if member is not None:
            self.host.open_volunteer(member.volunteer.number)

    def action_person(self) -> None:
        """Ctrl+X: the card of the person under the cursor."""
        member = self._member()
        if member is not None and self.app.screen is self:
            open_card(self, member.person.id)

    # -- steps

    def step_dialog(self, record: Team, step: Step, draft: Draft | None = None) -> StepDialog:
        """The box of a step; who is under the cursor is meant where somebody is to leave."""
        member = self._member() if step is TAKE_MEMBER else None
        usual = {"who": member.volunteer.member_no} if member is not None else {}
        return WhoStep(record, step, partial(self.save_step, step), draft, usual=usual, name=record.name)

    def ask(self, record: Team, step: Step, draft: Draft | None = None) -> None:
        """Open the box of a step."""
        if step is SUBTEAM:
            self.app.push_screen(AddTeam(self._add, draft, record.number))
        elif step is MOVE:
            self.app.push_screen(TeamCorrect(record, self._correct, draft))
        else:
            super().ask(record, step, draft)

    def action_correct(self) -> None:
        """Ctrl+E: rename or move it."""
        self.action_step(MOVE.key)

    def resume(self, draft: Draft) -> None:
        """Open the box of a half-typed step."""
        record = self.record()
        if record is None:
            return
        if draft.place.kind == STEP + CORRECT:
            self.ask(record, MOVE, draft)
        elif not draft.place.kind.startswith(STEP):
            self.ask(record, SUBTEAM, draft)
        else:
            super().resume(draft)

    def take(self, code: str, given: dict[str, str], version: int) -> object:
        """Write a step."""
        desk, t, actor, team = self.desk, self.t, self.desk.actor, self.number
        if code == ADD_MEMBER.code:
            return desk.volunteers.join(given["who"], team, actor, t, given["on"], given["post"])
        if code == TAKE_MEMBER.code:
            return desk.volunteers.leave_team(given["who"], team, given["text"], actor, given["on"])
        if code == CLOSE.code:
            desk.teams.close(team, given["text"], actor, version)
        return None

    def _add(self, dialog: AddTeam, given: dict[str, str]) -> None:
        desk, t = self.desk, self.t

        def done(number: str) -> None:
            dialog.saved()
            dialog.close_once(True)
            self.host.tell(N_("{number}: team made · Ctrl+Z undoes"), "good", number=number)
            self.reload()

        dialog.act(lambda: desk.teams.add(given, desk.actor, t), done, dialog.refused)

    def _correct(self, dialog: TeamCorrect, given: dict[str, str], reason: str) -> None:
        desk, t, number, version = self.desk, self.t, self.number, dialog.version

        def again() -> TeamCorrect | None:
            record = self.record()
            return TeamCorrect(record, self._correct) if record is not None else None

        def done(_: object) -> None:
            dialog.saved()
            dialog.close_once(True)
            self.host.tell(N_("{number}: corrected · Ctrl+Z undoes"), "good", number=number)
            self.reload()

        dialog.act(
            lambda: desk.teams.correct(number, given, reason, desk.actor, t, version), done,
            lambda error: dialog.late(error, again),
        )  # fmt: skip
