"""The roll-call of a team: ticks in a list, and one Enter that signs all ticked in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from deskapp.domain.listing import Row, Source
from deskapp.domain.request_card import Line
from deskapp.domain.volunteer import Dossier
from deskapp.domain.volunteer_codes import PREFIX, ROLE
from deskapp.domain.volunteer_warnings import warnings
from deskapp.domain.words import N_
from deskapp.reading import duty_board, volunteers
from deskapp.screens import keys
from deskapp.screens.base import open_card
from deskapp.screens.register import RegisterScreen
from deskapp.widgets.card import Card
from deskapp.widgets.record_list import RecordList

TICK = Binding("space", "tick", N_("Tick"), key_display="Space")
SIGN_IN = Binding("enter", "all_in", N_("Sign all ticked in"), key_display="Enter")
ALL = Binding("asterisk,fullwidth_asterisk", "all", N_("Tick all"), key_display="*")


class RollScreen(RegisterScreen):
    """Who of a team is here: nobody is signed in before Enter."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../lists.tcss", "duty.tcss"]
    NAME = N_("Roll-call")
    ABOUT = N_(
        "The roll of a team and of the teams under it. Space ticks who is here and goes on, * ticks all, Enter "
        "signs all ticked in with one write, which Ctrl+Z takes back as one. Who is on duty already stays so."
    )
    EMPTY = N_("Nobody active is in this team. Page 2 puts people into it.")
    PREFIX = PREFIX
    SORTING = duty_board.ON_ROLL
    MORE_KEYS = (("Space", N_("tick who is here")), ("Enter", N_("sign all ticked in")))
    KEYS = (keys.BACK, TICK, ALL, SIGN_IN, keys.HELP, keys.LANGUAGE, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [keys.BACK, *keys.IN_LISTS]

    def __init__(self, team: str) -> None:
        """`team` is the number of the team."""
        super().__init__()
        self._team = team

    def body(self) -> Iterable[Widget]:
        """Whose roll it is, and the people."""
        yield Static("", markup=False, id="what")
        yield from super().body()

    def begin(self) -> None:
        """Read the roll."""
        self.reload()
        self.listed.focus()

    def source(self) -> Source | None:
        """The active people of the team and of those under it."""
        desk, t = self.desk, self.t
        team = volunteers.find_team(desk.reader, desk.room.id, self._team)
        if team is None:
            self.dismiss()
            return None
        self.query_one("#what", Static).update(
            t(N_("{team}: Space ticks who is here, Enter signs all ticked in"), team=team.name)
        )
        return duty_board.roll_source(desk.connection, desk.room, team.id, desk.clock(), t, self.sorting)

    def _at(self, row: Row | None) -> Dossier | None:
        return volunteers.by_id(self.desk.reader, row.id) if row else None

    def show_beside(self, row: Row | None, card: Card) -> None:
        """The entry of the register, its name masked as in the list."""
        found, desk = self._at(row), self.desk
        if found is None or row is None:
            card.show()
            return
        today, t = desk.room.calendar.day(desk.clock()), self.t
        lines = [
            Line(t(N_("Team")), " / ".join(held.team for held in found.teams)),
            Line(t(ROLE.label), " · ".join(ROLE.label_of(code, t) for code in found.volunteer.roles)),
            *(Line("", f"! {warned.say(t)}", "urgent") for warned in warnings(found, desk.limits, today)),
        ]
        name = found.person.shown_name(today, t, desk.room.masks)
        card.show((f"{found.volunteer.member_no} {name}", [line for line in lines if line.text]))

    def action_person(self) -> None:
        """Ctrl+X: the card of whoever is under the cursor."""
        found = self._at(self.listed.selected)
        if found is not None:
            open_card(self, found.person.id)

    def on_record_list_marked(self, message: RecordList.Marked) -> None:
        """Say how many are ticked."""
        self.host.tell(N_("{count} ticked · Enter signs them in"), count=message.count)

    def action_tick(self) -> None:
        """Space, clicked: tick who is under the cursor."""
        self.listed.action_mark()

    def action_all(self) -> None:
        """*, clicked: tick all, or none."""
        self.listed.action_mark_all()

    def action_marked(self) -> None:
        """Ctrl+B: as Enter."""
        self.action_all_in()

    def open_row(self, row: Row) -> None:
        """Enter: sign all ticked in."""
        self.action_all_in()

    def action_all_in(self) -> None:
        """Sign all ticked in, in one write."""
        if self.app.screen is not self:
            return
        desk, t, reader = self.desk, self.t, self.desk.reader
        found = [one for id in self.listed.selected_ids if (one := volunteers.by_id(reader, id)) is not None]
        if not found:
            self.host.tell(N_("Nobody is ticked: Space ticks who is here, * all of them."), "bad")
            return
        numbers = [one.volunteer.number for one in found]

        def done(made: tuple[str, ...]) -> None:
            self.dismiss()
            self.host.tell(N_("{count} signed in · Ctrl+Z undoes all of it"), "good", count=len(made))

        self.act(lambda: desk.attendances.roll_in(self._team, numbers, desk.actor, t), done)
