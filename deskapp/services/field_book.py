"""What the verbs of lead appeals, found things and lost reports stand on: their rows read, written and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from sqlmodel import select

from deskapp.domain.errors import DeskError
from deskapp.domain.field_form import Around, changed, no_record, read_fields
from deskapp.domain.machine import StepField
from deskapp.domain.officer import Actor, Room
from deskapp.domain.request import Request
from deskapp.domain.request_steps import machine
from deskapp.domain.text import clean, narrow
from deskapp.domain.times import moment
from deskapp.domain.words import N_, Words
from deskapp.reading.field_records import Read
from deskapp.reading.requests import request_of
from deskapp.services.area_book import key_of_area
from deskapp.services.keeping import add_note, checked_entry, keep, key_of, read_reason, stored_value
from deskapp.services.requests import Requests, closed_order
from deskapp.services.store import Store, Writing
from deskapp.tables.field_records import CustodyRow, FieldRow, LostRow
from deskapp.tables.request import RequestRow

APPEAL, CUSTODY, LOST = "lead_appeal", "custody", "lost_report"
"""The subjects of history, audit and journal, which are the tables as well."""

ANSWERED = frozenset({"found_item", "lost_item", "lost_person", "lost_pet"})
"""Categories of requests that are answered by receiving, or finding, what they are about."""

RowT = TypeVar("RowT", bound=FieldRow)


@dataclass
class FieldBook:
    """One room's records of field work, inside a write."""

    store: Store
    room: Room
    requests: Requests

    SUBJECT: ClassVar[str]
    """Of the register's own records."""
    ROW: ClassVar[type[FieldRow]]

    def note(self, number: str, kind: str, text: str, actor: Actor, t: Words) -> None:
        """Add an entry to the log of a record. Raises DeskError."""
        said = checked_entry(text)
        with self.store.write(actor) as writing:
            add_note(writing, self.SUBJECT, self.of_number(writing, self.ROW, number), kind, said, t)

    def around(self, writing: Writing, t: Words) -> Around:
        """What forms and steps need to know of the desk."""
        return Around(moment(writing.at), self.room.calendar, t)

    def read(self, writing: Writing) -> Read:
        """Reads as this write sees the file."""
        connection = writing.session.connection()

        def run(sql: str, params: Sequence[Any]) -> Any:
            return connection.exec_driver_sql(sql, tuple(params)).mappings()

        return run

    def of_number(self, writing: Writing, kind: type[RowT], number: str) -> RowT:
        """The row of a number. Raises DeskError where there is none."""
        said = narrow(clean(number)).upper()
        found = writing.session.exec(
            select(kind).where(kind.room_id == self.room.id, kind.number == said)
        ).first()
        if found is None:
            raise no_record(number)
        if found.status == "undone":
            raise DeskError(
                N_("{number} was undone: nothing is added to it. Its officer brings it back with Ctrl+Y."),
                number=found.number,
            )
        return found

    def columns(
        self, writing: Writing, fields: Sequence[StepField], given: Mapping[str, str], t: Words, *, new: bool
    ) -> dict[str, object]:  # fmt: skip
        """The columns of what was typed, its area looked up. Raises DeskError."""
        found = read_fields(fields, given, self.around(writing, t), new=new)
        if "area" in given:
            found["area_id"] = key_of_area(writing, self.room.id, given["area"])
        return found

    def facts(self, writing: Writing, prefix: str) -> dict[str, Any]:
        """The columns that every new row has."""
        today = self.room.calendar.day(moment(writing.at))
        return {
            "room_id": self.room.id, "number": writing.next_number(prefix, today), "day": today.isoformat(),
            "entered_at": writing.at, "entered_by": writing.actor.officer_id,
        }  # fmt: skip

    def write_new(
        self, writing: Writing, subject: str, row: RowT, step: str, order: str, reason: str = "", *,
        journal: bool = True,
    ) -> RowT:  # fmt: skip
        """Write a fresh row with its history."""
        row.desk_order = f"0{order}"
        writing.session.add(row)
        writing.session.flush()
        if journal:
            writing.journal(step, subject, key_of(row))
        keep(writing, subject, row, {}, step, reason, fresh=True)
        return row

    def write_step(
        self, writing: Writing, subject: str, row: RowT, step: str, target: str, changes: Mapping[str, object],
        is_open: Callable[[str], bool], order: Callable[[RowT], str], reason: str = "", rows: Sequence[object] = (),
    ) -> None:  # fmt: skip
        """Write a checked step with what changed."""
        before = row.model_dump()
        for name, value in changes.items():
            setattr(row, name, stored_value(value))
        row.status, row.is_open = target, int(is_open(target))
        if row.is_open:
            row.desk_order = f"0{order(row)}"
        else:
            row.closed_at = row.closed_at or writing.at
            row.desk_order = closed_order(self.room, moment(writing.at))
        keep(writing, subject, row, before, step, reason, rows)

    def write_correction(
        self, writing: Writing, subject: str, row: RowT, columns: Mapping[str, object], reason: str,
        order: Callable[[RowT], str], sounds: str | None = None,
    ) -> None:  # fmt: skip
        """Write a correction; both values are kept. Raises DeskError where it changes nothing or has no reason."""
        news = changed(row, columns)
        said = read_reason(reason)
        writing.journal("correct", subject, key_of(row))
        before = row.model_dump()
        for name, value in news.items():
            setattr(row, name, value)
        if sounds is not None and isinstance(row, CustodyRow | LostRow):
            row.sounds = sounds
        row.corrected_at = writing.at
        if row.is_open:
            row.desk_order = f"0{order(row)}"
        keep(writing, subject, row, before, "correct", said)

    # -- the request from which a record comes

    def request(self, writing: Writing, number: str) -> Request | None:
        """The request of a number; None where none is said. Raises DeskError where there is no such one."""
        if not number:
            return None
        key = self.requests.key_of(writing, narrow(clean(number)).upper())
        return request_of(writing.session.get_one(RequestRow, key).model_dump())

    def settle_request(
        self, writing: Writing, request_id: int | None, told: str, t: Words, *, on_spot: bool = False
    ) -> None:
        """Close the request that a record has answered, with the number of that record; a closed one stays so.

        With `on_spot` it was answered at once, at the desk.
        """
        row = writing.session.get(RequestRow, request_id) if request_id is not None else None
        if row is None:
            return
        request = request_of(row.model_dump())
        if request.category not in ANSWERED or not request.is_open:
            return  # another matter is not settled by it
        try:
            machine().path(request.status, "resolve")
        except DeskError:
            return  # it lies with another body, which answers
        if on_spot and request.status == "registered":
            self.requests.step_in(writing, request.number, "solve", {"text": told}, t)
        else:
            self.requests.step_in(writing, request.number, "resolve", {"outcome": "solved", "text": told}, t)


def row_key(row: FieldRow) -> int:
    """The key of a row that was written."""
    return row.id or 0
