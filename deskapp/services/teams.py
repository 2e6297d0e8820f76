"""What a person can do with teams and with equipment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import select

from deskapp.domain.coded import coded
from deskapp.domain.equipment import CHANGE, KIND, RESULT, changed_stock, read_count
from deskapp.domain.equipment import PREFIX as EQUIPMENT_PREFIX
from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.officer import Actor
from deskapp.domain.team import PREFIX, read_team
from deskapp.domain.text import clean, one_line
from deskapp.domain.times import read_day
from deskapp.domain.words import N_, Term, Words
from deskapp.reading.volunteers import equipment_of
from deskapp.services.keeping import keep, key_of, read_reason, refuse_moved
from deskapp.services.store import Writing
from deskapp.services.volunteer_book import VolunteerBook
from deskapp.tables.volunteer import EquipmentRow, LoanRow, TeamRow, VolunteerRow

SUBJECT, EQUIPMENT = "team", "equipment"


class Teams(VolunteerBook):
    """The verbs of teams."""

    def add(self, given: Mapping[str, str], actor: Actor, t: Words) -> str:
        """Make a team; see domain.team. Gives its number. Raises DeskError."""
        with self.store.write(actor) as writing:
            row = self.add_in(writing, given, t)
            writing.journal("add_team", SUBJECT, key_of(row))
            return row.number

    def add_in(self, writing: Writing, given: Mapping[str, str], t: Words) -> TeamRow:
        """Like `add`, inside a transaction whose journal is another's."""
        columns = read_team(given, t, new=True)
        self._refuse_name(writing, str(columns["name"]), None)
        if given.get("parent", "").strip():
            columns["parent_id"] = self.team(writing, given["parent"], "parent").id
            columns.setdefault("kind", "subteam")
        today = self.today
        row = TeamRow(
            room_id=self.room.id, number=writing.next_number(PREFIX, today), day=today.isoformat(), name="",
            entered_at=writing.at, entered_by=writing.actor.officer_id,
        )  # fmt: skip
        for name, value in columns.items():
            setattr(row, name, value)
        writing.session.add(row)
        writing.session.flush()
        keep(writing, SUBJECT, row, {}, "add_team", fresh=True)
        return row

    def correct(
        self,
        team: str,
        given: Mapping[str, str],
        reason: str,
        actor: Actor,
        t: Words,
        version: int | None = None,
    ) -> None:
        """Correct a team: its name, its kind, above all where it stands in the tree. Raises DeskError."""
        with self.store.write(actor) as writing:
            row = self.team(writing, team)
            refuse_moved(row, version)
            columns = read_team(given, t, new=False)
            if "name" in columns:
                self._refuse_name(writing, str(columns["name"]), row)
            if "parent" in given:
                columns["parent_id"] = self._parent(writing, row, given["parent"])
            changed = {name: value for name, value in columns.items() if value != getattr(row, name)}
            if not changed:
                raise DeskError(
                    N_(
                        "Nothing would be changed: all of it stands there already. Change a value, or press Esc."
                    ),
                    code=Exit.USAGE,
                )
            said = read_reason(reason)
            writing.journal("correct", SUBJECT, key_of(row))
            before = row.model_dump()
            for name, value in changed.items():
                setattr(row, name, value)
            row.corrected_at = writing.at
            keep(writing, SUBJECT, row, before, "correct", said)

    def close(self, team: str, reason: str, actor: Actor, version: int | None = None) -> None:
        """Disband a team that nobody is in any more. Raises DeskError."""
        with self.store.write(actor) as writing:
            row = self.team(writing, team)
            refuse_moved(row, version)
            said = read_reason(reason)
            read = writing.session.connection().exec_driver_sql
            people = read(
                "SELECT count(*) FROM volunteer_team WHERE team_id = ? AND gone = 0 AND to_on IS NULL",
                (row.id,),
            ).scalar_one()
            below = read(
                "SELECT count(*) FROM team WHERE parent_id = ? AND status = 'active'", (row.id,)
            ).scalar_one()
            if people or below:
                raise DeskError(
                    N_("“{team}” still has {people} people and {below} teams under it: move them first. "
                       "Nothing is changed."),
                    team=row.name, people=people, below=below,
                )  # fmt: skip
            writing.journal("close_team", SUBJECT, key_of(row))
            before = row.model_dump()
            row.status, row.is_open = "closed", 0
            keep(writing, SUBJECT, row, before, "close_team", said)

    def _parent(self, writing: Writing, row: TeamRow, said: str) -> int | None:
        if not said.strip():
            return None
        found: TeamRow | None = self.team(writing, said, "parent")
        parent = key_of(found) if found else None
        while found is not None:
            if found.id == row.id:
                raise DeskError(
                    N_("“{team}” would come under itself: choose another team above it."),
                    field="parent",
                    team=row.name,
                )
            found = writing.session.get(TeamRow, found.parent_id) if found.parent_id else None
        return parent

    def _refuse_name(self, writing: Writing, name: str, row: TeamRow | None) -> None:
        taken = writing.session.exec(
            select(TeamRow).where(
                TeamRow.room_id == self.room.id, TeamRow.name == name, TeamRow.status == "active"
            )
        ).first()
        if taken is not None and taken is not row:
            raise DeskError(
                N_("There is a team “{team}” already, {number}: choose another name."),
                code=Exit.USAGE, field="name", team=name, number=taken.number,
            )  # fmt: skip


class Stock(VolunteerBook):
    """The verbs of equipment: what comes in, is handed out, comes back, is mended or scrapped."""

    def add(self, given: Mapping[str, str], actor: Actor, t: Words) -> str:
        """Make a kind of equipment, or one numbered piece, with its first stock; gives its number. Raises DeskError."""
        with about("kind"):
            kind = KIND.find(given.get("kind", ""), t)
        count = read_count(given.get("count", ""))
        name = one_line(clean(given.get("name", "")))[:100]
        with self.store.write(actor) as writing:
            today = self.today
            row = EquipmentRow(
                room_id=self.room.id, number=writing.next_number(EQUIPMENT_PREFIX, today), day=today.isoformat(),
                kind=kind, name=name, in_stock=count, entered_at=writing.at, entered_by=actor.officer_id,
            )  # fmt: skip
            writing.session.add(row)
            writing.session.flush()
            writing.journal("add_equipment", EQUIPMENT, key_of(row))
            keep(writing, EQUIPMENT, row, {}, "add_equipment", fresh=True)
            return row.number

    def change_stock(
        self,
        number: str,
        change: str,
        count: str,
        reason: str,
        actor: Actor,
        t: Words,
        version: int | None = None,
    ) -> None:
        """New pieces, repaired, scrapped or found again; see domain.equipment. Raises DeskError."""
        with about("change"):
            code = CHANGE.find(change, t)
        pieces, said = read_count(count), read_reason(reason)
        with self.store.write(actor) as writing:
            row = self.equipment(writing, number)
            refuse_moved(row, version)
            writing.journal("stock", EQUIPMENT, key_of(row))
            before = row.model_dump()
            for name, value in changed_stock(equipment_of(before), code, pieces, t).items():
                setattr(row, name, value)
            label = Term(CHANGE[code].label)
            told = coded(N_("{change} {count} · {why}"), change=label, count=pieces, why=said)
            keep(writing, EQUIPMENT, row, before, "stock", told)

    def issue(
        self,
        number: str,
        volunteer: str,
        actor: Actor,
        count: str = "",
        due: str = "",
        version: int | None = None,
    ) -> None:
        """Hand equipment to a volunteer. Raises DeskError where so many pieces are not in stock."""
        pieces = read_count(count)
        with about("due"):
            due_on = read_day(due, self.today) if due.strip() else None
        with self.store.write(actor) as writing:
            row = self.equipment(writing, number)
            refuse_moved(row, version)
            holder = self.row(writing, volunteer)
            writing.journal("issue", EQUIPMENT, key_of(row))
            self.issue_in(writing, row, holder, pieces, due_on)

    def issue_in(
        self, writing: Writing, row: EquipmentRow, holder: VolunteerRow, count: int, due_on: date | None = None,
        attendance_id: int | None = None,
    ) -> None:  # fmt: skip
        """Like `issue`, inside a transaction whose journal is another's."""
        if not holder.is_open:
            raise DeskError(N_("{number} has left: take the step “Comes back” first."), number=holder.number)
        if row.in_stock < count:
            raise DeskError(
                N_("Of {number} there are only {count} in stock: hand out fewer, or take some back first."),
                number=row.number, count=row.in_stock,
            )  # fmt: skip
        before = row.model_dump()
        row.in_stock, row.issued = row.in_stock - count, row.issued + count
        loan = LoanRow(
            equipment_id=key_of(row), volunteer_id=key_of(holder), attendance_id=attendance_id, count=count,
            out_at=writing.at, due_on=due_on.isoformat() if due_on else None,
        )  # fmt: skip
        writing.session.add(loan)
        writing.session.flush()
        keep(writing, EQUIPMENT, row, before, "issue", holder.number, [["loan", loan.id, {"gone": [1, 0]}]])

    def take_back(
        self,
        loan_id: int,
        actor: Actor,
        t: Words,
        result: str = "",
        note: str = "",
        version: int | None = None,
    ) -> None:
        """Take back what was handed out: whole, damaged, or noted as lost. Raises DeskError."""
        with about("result"):
            code = RESULT.find(result, t) if result.strip() else "returned"
        with self.store.write(actor) as writing:
            loan = writing.session.get(LoanRow, loan_id)
            if loan is None or loan.gone or loan.back_at:
                raise DeskError(
                    N_("That is back already. Look at what is out: deskapp equipment loans"),
                    code=Exit.NOT_FOUND,
                )
            row = writing.session.get_one(EquipmentRow, loan.equipment_id)
            refuse_moved(row, version)
            writing.journal("take_back", EQUIPMENT, key_of(row))
            self.take_back_in(writing, loan, code, note)

    def take_back_in(self, writing: Writing, loan: LoanRow, result: str, note: str = "") -> None:
        """Like `take_back`, inside a transaction whose journal is another's."""
        row = writing.session.get_one(EquipmentRow, loan.equipment_id)
        before = row.model_dump()
        target = {"returned": "in_stock", "lost": "missing"}.get(result, result)
        row.issued -= loan.count
        setattr(row, target, getattr(row, target) + loan.count)
        values: dict[str, object] = {
            "back_at": writing.at,
            "result": result,
            "note": one_line(clean(note))[:200],
        }
        changes: dict[str, Any] = {name: [getattr(loan, name), value] for name, value in values.items()}
        for name, value in values.items():
            setattr(loan, name, value)
        writing.session.add(loan)
        keep(writing, EQUIPMENT, row, before, "take_back", loan.note, [["loan", loan.id, changes]])

    def equipment(self, writing: Writing, number: str) -> EquipmentRow:
        """The row of a number. Raises DeskError where there is none."""
        found = writing.session.exec(
            select(EquipmentRow).where(
                EquipmentRow.room_id == self.room.id, EquipmentRow.number == number.strip().upper(),
                EquipmentRow.status == "active",
            )
        ).first()  # fmt: skip
        if found is None:
            raise DeskError(
                N_("There is no equipment {number}. Look: deskapp list equipment"),
                code=Exit.NOT_FOUND, number=clean(number)[:40],
            )  # fmt: skip
        return found
