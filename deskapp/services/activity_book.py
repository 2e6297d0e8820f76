"""Activities inside one write: people and records looked up, rows kept with history and audit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import select

from deskapp.domain.activity import Told
from deskapp.domain.activity_codes import OPEN
from deskapp.domain.activity_form import names_of, numbers_of, order_of
from deskapp.domain.activity_steps import Around
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.person_draft import Told as ToldPerson
from deskapp.domain.text import clean, narrow
from deskapp.domain.times import moment, stored
from deskapp.domain.words import N_, Words
from deskapp.reading.activities import told_of
from deskapp.services.area_book import key_of_area
from deskapp.services.attendance_book import AttendanceBook
from deskapp.services.cards import Cards
from deskapp.services.keeping import keep, key_of, officers
from deskapp.services.store import Writing
from deskapp.tables.activity import ActivityRow, LinkRow, PartakerRow
from deskapp.tables.attendance import AttendanceRow
from deskapp.tables.volunteer import MembershipRow, TeamRow, VolunteerRow

SUBJECT = "activity"

EVERYBODY = "*"
"""In the place of names: everybody who is on duty now."""

REGISTERS = {
    "LF": "request", "JF": "dispute", "YH": "hazard", "HD": "activity", "XS": "lead_appeal", "ZC": "custody",
    "ZX": "lost_report",
}  # fmt: skip
"""The tables of the records that an activity may lead to, by what stands before their numbers."""

ROLES = {"people_in": "member", "trainer": "trainer", "served": "served"}
"""The fields in which people stand, and the part that they have."""

_MODES = {
    "school_guard": "school_guard", "training": "training", "class": "training", "drill": "training",
    "rescue": "on_call", "incident": "on_call",
}  # fmt: skip
"""As which kind of duty an activity counts; every other as a patrol."""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody as a row has it."""

    volunteer_id: int | None = None
    officer_id: int | None = None
    person_id: int | None = None
    name: str = ""
    team_id: int | None = None

    @property
    def key(self) -> tuple[int | None, int | None, int | None, str]:
        """Who it is, whatever the team."""
        return self.volunteer_id, self.officer_id, self.person_id, self.name


class ActivityBook(AttendanceBook):
    """What the verbs of activities stand on."""

    def around(self, t: Words) -> Around:
        """What the steps need to know."""
        return Around(self.store.clock(), self.room.calendar, t)

    def told(self, writing: Writing, row: ActivityRow) -> Told:
        """The activity with all that belongs to it, as this write sees it."""
        connection = writing.session.connection()
        writing.session.flush()
        found = told_of(
            lambda sql, params: connection.exec_driver_sql(sql, params).mappings(), "a.id = ?", (row.id,)
        )
        assert found is not None
        return found

    def activity(self, writing: Writing, number: str) -> ActivityRow:
        """The row of a number. Raises DeskError where there is none."""
        said = narrow(clean(number)).upper()
        found = writing.session.exec(
            select(ActivityRow).where(ActivityRow.room_id == self.room.id, ActivityRow.number == said)
        ).first()
        if found is None or found.status == "undone":
            raise no_activity(number)
        return found

    def place_row(self, row: ActivityRow) -> None:
        """Put the row where it stands in the list, and say whether it is open."""
        row.is_open = int(row.status in OPEN)
        row.desk_order = order_of(row.status, row.held_on, row.start_at or row.plan_from or "")

    def looked_up(self, writing: Writing, given: Mapping[str, str]) -> dict[str, object]:
        """The columns of what is looked up: team and area. Raises DeskError."""
        found: dict[str, object] = {}
        if "team" in given:
            found["team_id"] = self.team(writing, given["team"]).id if given["team"].strip() else None
        if "area" in given:
            found["area_id"] = key_of_area(writing, self.room.id, given["area"])
        return found

    # -- who took part

    def put_people(self, writing: Writing, row: ActivityRow, given: Mapping[str, str]) -> list[object]:
        """Write who took part as it is typed; gives what the history keeps of it. Raises DeskError."""
        changes: list[object] = []
        for field, role in ROLES.items():
            if field in given:
                changes += self._sync(writing, row, role, self._found(writing, given[field], field))
        return changes

    def _sync(self, writing: Writing, row: ActivityRow, role: str, wanted: Sequence[Who]) -> list[object]:
        changes: list[object] = []
        held = writing.session.exec(
            select(PartakerRow).where(
                PartakerRow.activity_id == row.id, PartakerRow.role == role, PartakerRow.gone == 0
            )
        ).all()
        keys = {one.key for one in wanted}
        known = set()
        for one in held:
            key = (one.volunteer_id, one.officer_id, one.person_id, one.name)
            known.add(key)
            if key not in keys:
                one.gone = 1
                writing.session.add(one)
                changes.append(["person", one.id, {"gone": [0, 1]}])
        for who in wanted:
            if who.key not in known:
                known.add(who.key)
                made = PartakerRow(
                    activity_id=key_of(row), role=role, volunteer_id=who.volunteer_id, officer_id=who.officer_id,
                    person_id=who.person_id, name=who.name, team_id=who.team_id,
                )  # fmt: skip
                writing.session.add(made)
                writing.session.flush()
                changes.append(["person", made.id, {"gone": [1, 0]}])
        return changes

    def count_people(self, writing: Writing, row: ActivityRow) -> None:
        """Count the rows of who took part into the columns that figures are added up from."""
        writing.session.flush()
        found = (
            writing.session.connection()
            .exec_driver_sql(
                "SELECT coalesce(sum(role = 'member' AND volunteer_id IS NOT NULL), 0), "
                "coalesce(sum(role = 'member' AND officer_id IS NOT NULL), 0), "
                "coalesce(sum(role = 'member' AND volunteer_id IS NULL AND officer_id IS NULL), 0), "
                "coalesce(sum(role = 'served'), 0), count(DISTINCT CASE WHEN role = 'member' THEN team_id END) "
                "FROM activity_person WHERE activity_id = ? AND gone = 0",
                (row.id,),
            )
            .one()
        )
        row.volunteers, row.officers, row.others, row.served, row.teams = found

    def _found(self, writing: Writing, text: str, field: str) -> list[Who]:
        found = [one for said in names_of(text) for one in self.who(writing, said, field)]
        return list({one.key: one for one in found}.values())

    def who(self, writing: Writing, said: str, field: str) -> list[Who]:
        """Who is meant by one name or number in a field of people. Raises DeskError."""
        return self._on_duty(writing) if said == EVERYBODY else self._meant(writing, said, field)

    def _meant(self, writing: Writing, said: str, field: str) -> list[Who]:
        """Who is meant by one number or name. Raises DeskError."""
        if field == "served":
            return [self._card(writing, said)]
        number = narrow(said).upper()
        rows = writing.session.exec(
            select(VolunteerRow).where(
                VolunteerRow.room_id == self.room.id, VolunteerRow.status.notin_(("voided", "undone")),  # type: ignore[attr-defined]
                (VolunteerRow.number == number) | (VolunteerRow.member_no == number),
            )
        ).all()  # fmt: skip
        if len(rows) == 1:
            return [self._volunteer(rows[0])]
        for officer in officers(writing, self.room.id):
            if officer.active and said in (officer.name, officer.badge):
                return [Who(officer_id=officer.id)]
        team = next((one for one in self._teams(writing) if said in (one.name, one.number)), None)
        if team is not None:
            return self._members(writing, team)
        return self._by_name(writing, said, number, field)

    def _by_name(self, writing: Writing, said: str, number: str, field: str) -> list[Who]:
        named = writing.session.connection().exec_driver_sql(
            "SELECT v.id FROM person AS p JOIN volunteer AS v ON v.person_id = p.id WHERE p.room_id = ? AND p.name = ? "
            "AND v.status NOT IN ('voided', 'undone')",
            (self.room.id, said),
        ).all()  # fmt: skip
        if len(named) == 1:
            return [self._volunteer(writing.session.get_one(VolunteerRow, named[0][0]))]
        if named or number.replace("-", "").isdigit():
            raise DeskError(
                N_("“{name}” is nobody of the register and no officer, or more than one: type the member number. What "
                   "you typed is kept."),
                code=Exit.NOT_FOUND, field=field, name=said[:60],
            )  # fmt: skip
        return [Who(name=said[:100])]

    def _card(self, writing: Writing, said: str) -> Who:
        """Somebody who was served: by the number of a card, by name and phone, or by name alone."""
        cards = Cards(writing, self.room.id)
        number = narrow(said).upper()
        if number.startswith("RY-"):
            return Who(person_id=cards.survivor(cards.chosen(number, "served")).id)
        name, _, phone = said.rpartition(" ")
        if name and phone.isdigit():
            found = cards.match(ToldPerson(name.strip(), narrow(phone)))
            return Who(person_id=found.id) if found is not None else Who(name=name.strip()[:100])
        return Who(name=said[:100])

    def _volunteer(self, row: VolunteerRow) -> Who:
        return Who(volunteer_id=row.id, team_id=row.team_id)

    def _teams(self, writing: Writing) -> Sequence[TeamRow]:
        return writing.session.exec(
            select(TeamRow).where(TeamRow.room_id == self.room.id, TeamRow.status == "active")
        ).all()

    def _members(self, writing: Writing, team: TeamRow) -> list[Who]:
        """Everybody who is in a team now and in service."""
        rows = writing.session.exec(
            select(VolunteerRow)
            .join(MembershipRow, MembershipRow.volunteer_id == VolunteerRow.id)  # type: ignore[arg-type]
            .where(MembershipRow.team_id == team.id, MembershipRow.gone == 0)
            .where(MembershipRow.to_on == None, VolunteerRow.status == "active")  # noqa: E711 - a condition of SQL
            .order_by(VolunteerRow.id)  # type: ignore[arg-type]
        ).all()
        return [Who(volunteer_id=one.id, team_id=team.id) for one in rows]

    def _on_duty(self, writing: Writing) -> list[Who]:
        rows = writing.session.exec(
            select(AttendanceRow)
            .where(AttendanceRow.room_id == self.room.id, AttendanceRow.is_open == 1)
            .order_by(AttendanceRow.in_at, AttendanceRow.id)  # type: ignore[arg-type]
        ).all()
        return [
            Who(volunteer_id=one.volunteer_id, team_id=one.team_id)
            if one.volunteer_id
            else Who(name=one.guest_name)
            for one in rows
        ]

    # -- the duties in which it falls

    def put_duties(self, writing: Writing, row: ActivityRow, *, make: bool, reason: str) -> list[object]:
        """Join volunteers to the duties in which it falls; with `make` who had none gets one, to be confirmed."""
        if row.status not in ("running", "done") or row.start_at is None:
            return []
        changes: list[object] = []
        people = writing.session.exec(
            select(PartakerRow).where(
                PartakerRow.activity_id == row.id, PartakerRow.gone == 0, PartakerRow.volunteer_id != None,  # noqa: E711
                PartakerRow.role != "served", PartakerRow.attendance_id == None,  # noqa: E711
            )
        ).all()  # fmt: skip
        for one in people:
            execute = writing.session.connection().exec_driver_sql
            duty = duty_at(execute, one.volunteer_id or 0, row.start_at, row.end_at or row.start_at)
            if duty is None and make and row.end_at:
                duty = self._duty_for(writing, one, row, reason)
            if duty is not None:
                one.attendance_id = duty
                writing.session.add(one)
                changes.append(["person", one.id, {"attendance_id": [None, duty]}])
        return changes

    def _duty_for(self, writing: Writing, one: PartakerRow, row: ActivityRow, reason: str) -> int:
        start, end = moment(row.start_at or ""), moment(row.end_at or "")
        made = self.past_duty(
            writing, writing.session.get_one(VolunteerRow, one.volunteer_id), start, end,
            mode=_MODES.get(row.kind, "patrol"), team_id=one.team_id, place=row.place, reason=reason,
        )  # fmt: skip
        return key_of(made)

    # -- the records that it led to

    def put_links(self, writing: Writing, row: ActivityRow, text: str) -> list[object]:
        """Write the records that it led to as they are typed. Raises DeskError for one that there is not."""
        wanted = [self.linked(writing, number) for number in numbers_of(text)]
        held = writing.session.exec(
            select(LinkRow).where(LinkRow.activity_id == row.id, LinkRow.gone == 0)
        ).all()
        changes: list[object] = []
        for one in held:
            if one.number not in wanted:
                one.gone = 1
                writing.session.add(one)
                changes.append(["link", one.id, {"gone": [0, 1]}])
        known = {one.number for one in held}
        for number in dict.fromkeys(wanted):
            if number not in known:
                made = LinkRow(activity_id=key_of(row), number=number)
                writing.session.add(made)
                writing.session.flush()
                changes.append(["link", made.id, {"gone": [1, 0]}])
        return changes

    def linked(self, writing: Writing, number: str) -> str:
        """The number of a record that there is. Raises DeskError."""
        execute = writing.session.connection().exec_driver_sql
        table = REGISTERS.get(number.partition("-")[0], "")
        there = table and execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).first()
        if (
            there
            and execute(
                f"SELECT 1 FROM {table} WHERE room_id = ? AND number = ? AND status <> 'undone'",
                (self.room.id, number),
            ).first()
        ):
            return number
        raise DeskError(
            N_("There is no record {number}: type the whole number, like LF-20261121-003. What you typed is kept."),
            code=Exit.NOT_FOUND, field="links", number=number[:40],
        )  # fmt: skip

    def keep_activity(
        self, writing: Writing, row: ActivityRow, before: Mapping[str, Any], step: str, reason: str = "",
        rows: Sequence[object] = (), *, fresh: bool = False,
    ) -> None:  # fmt: skip
        """Count who took part, put the row in its place, and keep it with history and audit."""
        self.count_people(writing, row)
        self.place_row(row)
        keep(writing, SUBJECT, row, before, step, reason, rows, fresh=fresh)


def duty_at(execute: Callable[..., Any], volunteer_id: int, start: str, end: str) -> int | None:
    """The duty of a volunteer in which a time falls; `execute` is that of any connection."""
    found = execute(
        "SELECT id FROM attendance WHERE volunteer_id = ? AND status NOT IN ('voided', 'undone', 'rejected') "
        "AND in_at <= ? AND coalesce(out_at, CASE is_open WHEN 1 THEN '9999' ELSE in_at END) >= ? "
        "ORDER BY in_at DESC LIMIT 1",
        (volunteer_id, end, start),
    ).fetchone()  # fmt: skip
    return int(found[0]) if found else None


def stored_or_none(at: datetime | None) -> str | None:
    """A moment as its column keeps it."""
    return stored(at) if at is not None else None


def no_activity(number: str) -> DeskError:
    """The sentence for a number that no activity has."""
    return DeskError(
        N_("There is no activity {number}. Look it up: deskapp list activities, or F5."),
        code=Exit.NOT_FOUND, number=clean(number)[:40],
    )  # fmt: skip
