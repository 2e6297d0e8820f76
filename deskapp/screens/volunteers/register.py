"""Page 2 of the volunteers: the register, filtered and sorted, with the entry under the cursor beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from deskapp.domain.codes import CodeList
from deskapp.domain.draft import Draft
from deskapp.domain.listing import Row, Source
from deskapp.domain.volunteer import Dossier
from deskapp.domain.volunteer_card import beside
from deskapp.domain.volunteer_codes import PREFIX, ROLE, STATUS
from deskapp.domain.volunteer_warnings import WARNING, register_warnings
from deskapp.domain.words import N_
from deskapp.reading import member_lists
from deskapp.reading import volunteers as reading
from deskapp.reading.volunteer_lists import MEMBERS
from deskapp.screens import keys
from deskapp.screens.base import open_card
from deskapp.screens.filters import Filtered, Filters
from deskapp.screens.options import numbered
from deskapp.screens.volunteers.member_form import AddVolunteer
from deskapp.screens.volunteers.member_marked import MarkedMembers
from deskapp.screens.volunteers.options import team_options
from deskapp.screens.volunteers.pages import NEW, OF_NEW, VolunteersPage
from deskapp.widgets.card import Card
from deskapp.widgets.fields import Option
from deskapp.widgets.form import FieldSpec, Form

IMPORT = Binding("ctrl+u", "app.import_volunteers", N_("Import"), key_display="Ctrl+U")
_STATES = CodeList("volunteer_shown", STATUS.label, *(code for code in STATUS if code.code != "undone"))

SPECS = (
    FieldSpec("text", N_("Look for"), hint=N_("name, pinyin, phone or ID tail, member no."), submits=True),
    FieldSpec("team", N_("Team"), "code"),
    FieldSpec("status", STATUS.label, "code", codes=_STATES),
    FieldSpec("role", ROLE.label, "code", codes=ROLE),
    FieldSpec("warning", WARNING.label, "code"),
)

NOBODY = N_("Nobody is in the register yet. Insert writes somebody in, Ctrl+U imports a roster.")
NONE = N_("Nobody fits. Ctrl+L takes all filters away.")


class VolunteersScreen(Filtered, VolunteersPage):
    """The register of volunteers."""

    NAME = N_("Register of volunteers")
    ABOUT = N_(
        "Who belongs to the volunteers, by member number. Enter opens an entry, Insert writes somebody in, Tab leads "
        "to the filters: words, team, state, role, warnings. Whoever has left is found by words or by state. Space "
        "marks, Ctrl+B puts the marked into a team, signs them in or exports them; Ctrl+U imports a roster."
    )
    EMPTY = NOBODY
    PAGE = 2
    PREFIX = PREFIX
    SORTING = MEMBERS
    ALL_BY = N_("Ctrl+L takes all filters away")
    KEYS = (keys.BACK, keys.OPEN, NEW, IMPORT, keys.CLEAR, keys.HELP, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [*OF_NEW, IMPORT, keys.CLEAR]

    def __init__(self, draft: Draft | None = None) -> None:
        """`draft` is a half-typed form of a new volunteer, opened at once."""
        super().__init__()
        self._draft = draft
        self._fresh = 0

    def body(self) -> Iterable[Widget]:
        """The filters, then the list."""
        yield Filters(self._specs())
        yield from super().body()

    def _specs(self) -> Sequence[FieldSpec]:
        warnings = numbered([(member_lists.ANY, self.t(N_("Any")))])
        warnings += tuple(Option(one.code, one.label, str(place)) for place, one in enumerate(WARNING, 2))
        options = {"team": team_options(self.desk), "warning": warnings}
        return [replace(spec, options=options.get(spec.name, ())) for spec in SPECS]

    def begin(self) -> None:
        """Read the first rows; a draft is opened at once."""
        super().begin()
        if self._draft is not None:
            self.call_after_refresh(self.resume, self._draft)

    # -- what is listed

    def source(self) -> Source:
        """What the filters let through."""
        desk, values = self.desk, self.chosen_values()
        chosen = member_lists.MemberFilter(
            values["text"], values["status"], values["role"], self._team_id(values["team"]), values["warning"]
        )
        self.listed.empty = NONE if any(values.values()) else NOBODY
        return member_lists.list_source(
            desk.connection, desk.room, desk.limits, chosen, desk.clock(), self.t, self.sorting
        )

    def _team_id(self, number: str) -> int:
        team = reading.find_team(self.desk.reader, self.desk.room.id, number) if number else None
        return team.id if team else 0

    def take_fresh(self) -> int:
        """Whoever was just written in."""
        fresh, self._fresh = self._fresh, 0
        return fresh

    def member_at(self, row: Row | None) -> Dossier | None:
        """The volunteer of a row."""
        return reading.by_id(self.desk.reader, row.id) if row else None

    def show_beside(self, row: Row | None, card: Card) -> None:
        """The entry under the cursor, masked as the list is."""
        member, view = self.member_at(row), self.view()
        if member is None:
            card.show()
        else:
            warned = register_warnings(member, self.desk.limits, view.calendar.day(view.now))
            card.show((member.volunteer.number, beside(member, warned, view)))

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

    def action_marked(self) -> None:
        """Ctrl+B: do something with the marked rows."""
        if self.app.screen is self:
            MarkedMembers(self, self.listed).offer()

    # -- somebody new

    def action_new(self) -> None:
        """Insert: write somebody in; the team of the filter is chosen already."""
        if self.app.screen is self:
            self.app.push_screen(AddVolunteer(self._save, team=self.query_one(Form).values()["team"]))

    def resume(self, draft: Draft) -> None:
        """Open the half-typed form of a new volunteer."""
        self.app.push_screen(AddVolunteer(self._save, draft))

    def _save(self, dialog: AddVolunteer, given: dict[str, str]) -> None:
        desk, t = self.desk, self.t

        def done(number: str, member_no: str, key: int, warned: str) -> None:
            dialog.saved()
            dialog.close_once(True)
            self._fresh = key
            if warned:
                self.host.tell(
                    N_("{number} is in the register, member no. {member} · Ctrl+Z undoes · {warning}"), "good",
                    number=number, member=member_no, warning=warned,
                )  # fmt: skip
            else:
                self.host.tell(
                    N_("{number} is in the register, member no. {member} · Ctrl+Z undoes"), "good",
                    number=number, member=member_no,
                )  # fmt: skip
            self.reload()

        def write() -> tuple[str, str, int, str]:
            made = desk.volunteers.register({k: v for k, v in given.items() if v}, desk.actor, t)
            one = made.dossier.volunteer
            return one.number, one.member_no, one.id, made.warnings[0].say(t) if made.warnings else ""

        dialog.act(write, lambda found: done(*found), dialog.refused)
