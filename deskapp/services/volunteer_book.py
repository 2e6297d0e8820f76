"""The register of volunteers inside one write: rows read, changed and kept with history and audit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import SQLModel, select

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.officer import Actor, Room
from deskapp.domain.text import clean, one_line
from deskapp.domain.volunteer import Dossier
from deskapp.domain.volunteer_codes import PREFIX
from deskapp.domain.volunteer_form import order_of
from deskapp.domain.volunteer_warnings import Limits
from deskapp.domain.words import N_
from deskapp.reading.volunteers import dossier_of
from deskapp.services.keeping import keep, key_of, refuse_moved
from deskapp.services.store import Store, Writing
from deskapp.tables.volunteer import HonourRow, MembershipRow, TeamRow, TrainingRow, VolunteerRow

SUBJECT = "volunteer"

CHILDREN: Mapping[str, type[SQLModel]] = {
    "membership": MembershipRow, "training": TrainingRow, "honour": HonourRow,
}  # fmt: skip
"""The rows beside a volunteer, by the name that the history gives them."""


@dataclass
class VolunteerBook:
    """What the verbs of volunteers stand on."""

    store: Store
    room: Room
    limits: Limits = field(default_factory=Limits)

    @property
    def today(self) -> date:
        """The room's day."""
        return self.room.calendar.day(self.store.clock())

    def beside(
        self, number: str, step: str, change: Callable[[Writing, VolunteerRow], list[object]], actor: Actor,
        version: int | None = None, reason: str = "",
    ) -> Dossier:  # fmt: skip
        """One change that is no step of the machine; `change` gives the rows beside the volunteer that it wrote."""
        with self.store.write(actor) as writing:
            row = self.row(writing, number)
            refuse_moved(row, version)
            refuse_gone(row)
            writing.journal(step, SUBJECT, key_of(row))
            before = row.model_dump()
            rows = change(writing, row)
            self.place(row)
            keep(writing, SUBJECT, row, before, step, reason, rows)
            return self.dossier(writing, row)

    def put(
        self, writing: Writing, row: VolunteerRow, name: str, values: Mapping[str, object]
    ) -> list[object]:
        """Add a row beside the volunteer; gives what the history keeps of it."""
        one: Any = CHILDREN[name](volunteer_id=key_of(row), **values)
        writing.session.add(one)
        writing.session.flush()
        return [name, one.id, {"gone": [1, 0]}]

    def change(self, writing: Writing, name: str, one: Any, values: Mapping[str, object]) -> list[object]:
        """Change a row beside the volunteer; gives what the history keeps of it."""
        changes = {column: [getattr(one, column), value] for column, value in values.items()}
        for column, value in values.items():
            setattr(one, column, value)
        writing.session.add(one)
        return [name, one.id, changes]

    def join_in(
        self, writing: Writing, row: VolunteerRow, team: TeamRow, on: date, post: str = "member"
    ) -> list[object]:
        """Put somebody into a team. Raises DeskError where that is done already."""
        held = [one for one in self.memberships(writing, row) if one.team_id == team.id]
        if held:
            raise DeskError(
                N_("{number} is in the team “{team}” already: choose another one, or press Esc."),
                field="team", number=row.number, team=team.name,
            )  # fmt: skip
        row.team_id = team.id
        values = {"team_id": key_of(team), "from_on": on.isoformat(), "post": post}
        return self.put(writing, row, "membership", values)

    def memberships(self, writing: Writing, row: VolunteerRow) -> list[MembershipRow]:
        """The times in teams that have not ended, the oldest first."""
        return list(
            writing.session.exec(
                select(MembershipRow)
                .where(MembershipRow.volunteer_id == row.id, MembershipRow.gone == 0)
                .where(MembershipRow.to_on == None)  # noqa: E711 - a condition of SQL
                .order_by("id")
            )
        )

    def leave_teams(
        self, writing: Writing, row: VolunteerRow, on: date, team_id: int | None = None
    ) -> list[object]:
        """End the time in one team, or in all; the team joined last of the others is the usual one from then on."""
        held = self.memberships(writing, row)
        ended = [one for one in held if team_id in (None, one.team_id)]
        left = [one for one in held if one not in ended]
        row.team_id = left[-1].team_id if left else None
        return [
            self.change(writing, "membership", one, {"to_on": max(on.isoformat(), one.from_on)})
            for one in ended
        ]

    def member_no(self, writing: Writing, said: str, row: VolunteerRow | None = None) -> str:
        """The member number that was typed, or the next free one. Raises DeskError where it is taken."""
        if said:
            taken = writing.session.exec(
                select(VolunteerRow).where(
                    VolunteerRow.room_id == self.room.id, VolunteerRow.member_no == said,
                    VolunteerRow.status.notin_(("voided", "undone")),  # type: ignore[attr-defined]
                )
            ).first()  # fmt: skip
            if taken is not None and taken is not row:
                raise DeskError(
                    N_("The member number {member} belongs to {number} already: type another one, or none."),
                    code=Exit.USAGE, field="member_no", member=said, number=taken.number,
                )  # fmt: skip
            return said
        found = writing.session.connection().exec_driver_sql(
            "SELECT coalesce(max(CAST(member_no AS INTEGER)), 0) + 1 FROM volunteer "
            "WHERE room_id = ? AND length(member_no) <= 6 AND member_no NOT GLOB '*[^0-9]*'",
            (self.room.id,),
        )
        return f"{int(found.scalar_one()):04d}"

    def place(self, row: VolunteerRow) -> None:
        """Put the row where it stands in the register."""
        row.desk_order = order_of(row.member_no, open=bool(row.is_open))

    def team(self, writing: Writing, said: str, field: str = "team") -> TeamRow:
        """The team of a name or a number, that is in service. Raises DeskError."""
        wanted = one_line(clean(said))
        found = writing.session.exec(
            select(TeamRow).where(TeamRow.room_id == self.room.id, TeamRow.status == "active")
        ).all()
        for team in found:
            if wanted in (team.name, team.number) or wanted.upper() == team.number:
                return team
        raise DeskError(
            N_("There is no team “{team}”; there is: {known}. Choose one of them, or make it with deskapp team add."),
            code=Exit.NOT_FOUND, field=field, team=wanted[:60], known=", ".join(team.name for team in found) or "—",
        )  # fmt: skip

    def dossier(self, writing: Writing, row: VolunteerRow) -> Dossier:
        """The volunteer with all that belongs to one, as this write sees it."""
        connection = writing.session.connection()
        writing.session.flush()
        found = dossier_of(
            lambda sql, params: connection.exec_driver_sql(sql, params).mappings(), "id = ?", (row.id,)
        )
        assert found is not None
        return found

    def row(self, writing: Writing, number: str) -> VolunteerRow:
        """The row of a record number or a member number. Raises DeskError where there is none."""
        said = clean(number).strip().upper()
        rows = writing.session.exec(
            select(VolunteerRow).where(
                VolunteerRow.room_id == self.room.id,
                (VolunteerRow.number == said) | (VolunteerRow.member_no == said),
            )
        ).all()
        found = sorted(rows, key=lambda one: (one.number != said, one.status in ("voided", "undone")))
        if not found:
            raise no_volunteer(number)
        return found[0]


def refuse_gone(row: VolunteerRow) -> None:
    """Raise DeskError for a volunteer who was voided or undone."""
    if row.status in ("voided", "undone"):
        raise DeskError(
            N_("{number} is void: nothing is added to it. Register the person anew: deskapp volunteer add"),
            number=row.number,
        )


def no_volunteer(number: str) -> DeskError:
    """The sentence for a number that no volunteer has."""
    return DeskError(
        N_("There is no volunteer {number}. Look them up: deskapp list volunteers, or F5."),
        code=Exit.NOT_FOUND, number=clean(number)[:40] or PREFIX,
    )  # fmt: skip
