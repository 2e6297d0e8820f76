"""Cards inside a write of another register: found or made, added to, and in use as long as something needs them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.person import PREFIX, differs_greatly
from deskapp.domain.person_draft import OTHER_NAME, Told, document_columns, news
from deskapp.domain.search_keys import name_keys
from deskapp.domain.text import clean
from deskapp.domain.words import N_
from deskapp.reading.people import match, person_of
from deskapp.services.store import Writing
from deskapp.tables.person import PersonRow
from deskapp.tables.trail import HistoryRow

SUBJECT = "person"

_TOLD_BESIDE = ("take_in", "let_go", "undo", "redo")
"""Steps of a card that changed nothing on it, whose taking back is told there all the same."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The card of an applicant, and what was odd about finding it."""

    person_id: int | None = None
    warnings: tuple[str, ...] = ()
    left: int | None = None
    """The card that the record was linked with before."""


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of one room as a write sees them."""

    writing: Writing
    room_id: int

    def link(self, told: Told, day: date, source: str, chosen: str = "") -> Linked:
        """The card of an applicant, found or made, with what is new; nothing told, no card.

        `source` is the number of the record that tells it, `chosen` the number of a card that the officer picked.
        Raises DeskError where that one is gone.
        """
        row = self.survivor(self.chosen(chosen)) if chosen else self.match(told)
        if row is None:
            return Linked(self.make(told, day, source)) if told else Linked()
        warnings = (OTHER_NAME,) if differs_greatly(told.name, row.name) else ()
        changes, more = news(told, person_of(row.model_dump()))
        if changes:
            self.change(row, changes, "tell", source)
        return Linked(row.id, (*warnings, *more))

    def relink(self, told: Told, request_id: int, current: int | None, day: date, source: str) -> Linked:
        """The card of a corrected applicant: that of the same facts, else the present one if it can be, else a new one.

        No card is added to: what was wrong on a request need not be wrong on the card.
        """
        if not told:
            return Linked(None, left=current)
        found = self.match(told)
        if found is not None:
            warnings = (OTHER_NAME,) if differs_greatly(told.name, found.name) else ()
            return Linked(found.id, warnings, current)
        if current is not None:
            row = self.survivor(self.row(current))
            if told.name == row.name and fits_id(told, row) and self._has_others(row, request_id):
                return Linked(current, left=current)
        return Linked(self.make(told, day, source), left=current)

    def _has_others(self, row: PersonRow, request_id: int) -> bool:
        """True where the card is not this request's alone."""
        found = self._session.connection().exec_driver_sql(
            "SELECT 1 FROM request WHERE person_id = ? AND id <> ? AND status <> 'undone' LIMIT 1",
            (row.id, request_id),
        )
        return found.first() is not None or self.is_used(row, requests=False)

    def chosen(self, number: str, field: str = "person") -> PersonRow:
        """The card with `number`. Raises DeskError where there is none or its making was undone."""
        found = self._session.exec(
            select(PersonRow).where(PersonRow.room_id == self.room_id, PersonRow.number == number)
        ).first()
        if found is None:
            raise no_card(number, field)
        if found.status == "undone":
            raise DeskError(
                N_("The card {number} was undone meanwhile: choose the person again. What you typed is kept."),
                field=field, number=number,
            )  # fmt: skip
        return found

    def match(self, told: Told) -> PersonRow | None:
        """The card of the same document, else that of the same name and phone."""
        found = match(self._session.connection().exec_driver_sql, self.room_id, told)
        return self.row(found) if found is not None else None

    def with_id(self, id_number: str) -> PersonRow | None:
        """The card of a document."""
        same = self._session.exec(
            select(PersonRow)
            .where(PersonRow.room_id == self.room_id, PersonRow.id_number == id_number)
            .where(PersonRow.status != "undone")
            .order_by("id")
        ).first()
        return self.survivor(same) if same is not None else None

    def survivor(self, row: PersonRow) -> PersonRow:
        """The card that this one was merged into, through all merges."""
        while row.merged_into is not None:
            row = self.row(row.merged_into)
        return row

    def row(self, person_id: int) -> PersonRow:
        """The card with this key, which is there."""
        return self._session.get_one(PersonRow, person_id)

    def make(self, told: Told, day: date, source: str) -> int:
        """A new card of what was told."""
        values: dict[str, object] = {
            "name": told.name, "phones": told.phone, "address": told.address, "minor": int(told.minor),
        }  # fmt: skip
        return self.write_new(values | document_columns(told.document), day, "log", source)

    def write_new(self, columns: Mapping[str, object], day: date, step: str, reason: str = "") -> int:
        """A new card of checked columns, with its rows in history and audit."""
        values: dict[str, object] = {
            "room_id": self.room_id,
            "number": self.writing.next_number(PREFIX, day),
            "day": day.isoformat(),
            "entered_at": self.writing.at,
            "entered_by": self.writing.actor.officer_id,
        }
        values["sounds"] = name_keys(str(columns.get("name", "")))
        row = PersonRow.model_validate(values | dict(columns))
        self._session.add(row)
        self._session.flush()
        self.keep(row, step, "", "active", reason)
        return row.id or 0

    def change(
        self, row: PersonRow, changes: Mapping[str, object], step: str, reason: str,
        more: Mapping[str, object] | None = None,
    ) -> None:  # fmt: skip
        """Write new values of columns, the old ones in the history; `more` goes into its detail."""
        source = row.status
        before = {name: getattr(row, name) for name in changes}
        for name, value in changes.items():
            setattr(row, name, value)
        if "name" in changes:
            row.sounds = name_keys(row.name)
        row.version += 1
        self._session.add(row)
        self._session.flush()
        detail: dict[str, object] = {n: [was, getattr(row, n)] for n, was in before.items() if n != "status"}
        self.keep(row, step, source, row.status, reason, detail | dict(more or {}))

    def keep(
        self, row: PersonRow, step: str, source: str, target: str, reason: str = "",
        detail: Mapping[str, object] | None = None,
    ) -> None:  # fmt: skip
        """A row in the history of the card and one in the audit chain."""
        self.writing.history(SUBJECT, row.id or 0, step, source, target, reason, detail)
        self.writing.audit(step, SUBJECT, row.id or 0, row.model_dump())

    def take_back(self, taken: int, step: str, write: int, beside: Iterable[int | None] = ()) -> None:
        """Take back what the write `taken` did to cards, as the `step` undo or redo of the write `write`.

        Columns that somebody has changed since stay. Whether a card is in use is told by what uses it: those of
        the write and those in `beside` are looked at.
        """
        rows = self._session.exec(
            select(HistoryRow)
            .where(HistoryRow.write_id == taken, HistoryRow.subject == SUBJECT)
            .order_by("id")
        ).all()
        steps: dict[int, list[HistoryRow]] = {}
        for row in rows:
            steps.setdefault(row.subject_id, []).append(row)
        for person_id, taken_steps in steps.items():
            self._restore(self.row(person_id), taken_steps, step, write)
        self.settle((*(row.subject_id for row in rows), *beside), (step, step), {"write": write})

    def _restore(self, row: PersonRow, steps: list[HistoryRow], step: str, write: int) -> None:
        changes: dict[str, object] = {}
        for taken in reversed(steps):
            detail = json.loads(taken.detail) if taken.detail else {}
            detail.pop("write", None)
            for name, (old, new) in detail.items():
                if changes.get(name, getattr(row, name)) == new:
                    changes[name] = old
        if "merged_into" in changes:
            changes["status"] = "active" if changes["merged_into"] is None else "merged"
            self.refuse_circle(row, changes["merged_into"])
        if changes or any(taken.step in _TOLD_BESIDE for taken in steps):
            self.change(row, changes, step, "", {"write": write})

    def refuse_circle(self, row: PersonRow, target_id: object) -> None:
        """Raise DeskError where the card would come under itself, or under a card that is gone."""
        target = self._session.get(PersonRow, target_id) if target_id is not None else None
        if target is not None and (target.status == "undone" or self.survivor(target).id == row.id):
            raise DeskError(
                N_("{number} cannot go back into {other}: that one is undone, or merged into this one meanwhile. "
                   "Nothing is changed: merge them anew from their cards."),
                number=row.number, other=target.number,
            )  # fmt: skip

    def settle(
        self, people: Iterable[int | None], steps: tuple[str, str] = ("leave", "return"),
        more: Mapping[str, object] | None = None,
    ) -> None:  # fmt: skip
        """Put cards that nothing uses any more out of sight, and back where something uses them again."""
        self._session.flush()
        for person_id in dict.fromkeys(people):
            if person_id is None:
                continue
            row = self.row(person_id)
            used = self.is_used(row)
            if row.status == "active" and not used:
                self.change(row, {"status": "undone"}, steps[0], "", more)
            elif row.status == "undone" and used:
                self.change(row, {"status": "active"}, steps[1], "", more)

    def is_used(self, row: PersonRow, *, requests: bool = True) -> bool:
        """True where a request that stands, another card or somebody's own work is on the card."""
        execute = self._session.connection().exec_driver_sql
        return bool(
            (
                requests
                and execute(
                    "SELECT 1 FROM request WHERE person_id = ? AND status <> 'undone' LIMIT 1", (row.id,)
                ).first()
            )
            or execute("SELECT 1 FROM person WHERE merged_into = ? LIMIT 1", (row.id,)).first()
            or execute(
                "SELECT 1 FROM dispute_party AS p JOIN dispute AS d ON d.id = p.dispute_id "
                "WHERE p.person_id = ? AND p.gone = 0 AND d.status <> 'undone' LIMIT 1",
                (row.id,),
            ).first()
            or execute(
                "SELECT 1 FROM volunteer WHERE person_id = ? AND status <> 'undone' LIMIT 1", (row.id,)
            ).first()
            or execute(
                "SELECT 1 FROM activity_person AS p JOIN activity AS a ON a.id = p.activity_id "
                "WHERE p.person_id = ? AND p.gone = 0 AND a.status <> 'undone' LIMIT 1",
                (row.id,),
            ).first()
            or execute(
                "SELECT 1 FROM journal AS j WHERE j.subject = ? AND j.subject_id = ? AND j.kind = 'write' AND "
                "(SELECT coalesce(sum(CASE kind WHEN 'undo' THEN 1 ELSE -1 END), 0) FROM journal "
                "WHERE id > j.id AND of_id = j.id) <= 0 LIMIT 1",
                (SUBJECT, row.id),
            ).first()
        )

    @property
    def _session(self) -> Session:
        return self.writing.session


def fits_id(told: Told, row: PersonRow) -> bool:
    """False where the card has another document than the one that was told."""
    return not told.document.number or not row.id_number or told.document.number == row.id_number


def no_card(number: str, field: str = "person") -> DeskError:
    """The sentence for a number that no card has."""
    return DeskError(
        N_("There is no person {number}. Look them up: deskapp people list, or F5."),
        code=Exit.NOT_FOUND, field=field, number=clean(number),
    )  # fmt: skip
