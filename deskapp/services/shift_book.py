"""Shifts inside one write: rows found, people and words put to them, and who may take a step."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from sqlmodel import col, select

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.frozen import frozen_sheet, things_frozen
from deskapp.domain.handover import Handover, handover_of
from deskapp.domain.officer import Officer, Room
from deskapp.domain.rights import ACCEPT, RIGHTS
from deskapp.domain.shift import FROZEN, LOCKED, PREFIX, Shift
from deskapp.domain.times import moment
from deskapp.domain.words import N_, Words
from deskapp.reading import room as reading
from deskapp.reading.pins import has_pins, with_pins
from deskapp.reading.shifts import shift_of
from deskapp.services.keeping import keep, key_of, officers
from deskapp.services.pins import Pins
from deskapp.services.store import Store, Writing
from deskapp.tables.shift import HandoverEntryRow, ShiftMemberRow, ShiftRow

SUBJECT = "shift"

LEADERS = frozenset({"duty_leader", "administrator"})
"""Kinds who close a shift without relief, and countersign."""


@dataclass
class ShiftBook:
    """What the verbs of shifts stand on."""

    store: Store
    room: Room
    pins: Pins
    pattern: str
    """The shift pattern of the room, as kept."""
    checklist: str
    """What is counted at each handover, as kept."""
    leader_signs: bool
    """Whether an acceptance needs the leader's PIN too."""
    both: Callable[[], tuple[Words, Words]]
    """The words of the room in Chinese and in English."""
    connect: Callable[[], sqlite3.Connection]
    """Gives the calling thread its connection for reading."""

    # -- rows

    def row(self, writing: Writing, *status: str) -> ShiftRow | None:
        """The one row of this room in one of these states."""
        return writing.session.exec(
            select(ShiftRow).where(ShiftRow.room_id == self.room.id, col(ShiftRow.status).in_(status))
        ).first()

    def under_way(self, writing: Writing, *wanted: str) -> ShiftRow:
        """The handover under way, in one of the `wanted` states. Raises DeskError."""
        row = self.row(writing, *FROZEN)
        if row is None:
            raise DeskError(
                N_("No handover is under way: begin one on the sheet, F9, or type deskapp shift start.")
            )
        if row.status not in wanted:
            raise DeskError(
                N_("{number} waits to be accepted: Ctrl+A, then the incoming officer accepts it or "
                   "returns it with a question.")
                if row.status == "pending_accept"
                else N_("{number} is not sent yet: Ctrl+A, then the outgoing officer finishes it."),
                number=row.number,
            )  # fmt: skip
        return row

    def numbered(self, writing: Writing, number: str) -> ShiftRow:
        """The row of a whole number. Raises DeskError where there is none."""
        row = writing.session.exec(
            select(ShiftRow).where(ShiftRow.room_id == self.room.id, ShiftRow.number == number)
        ).first()
        if row is None:
            raise DeskError(
                N_("There is no handover {number}. Look: deskapp list handovers"),
                code=Exit.NOT_FOUND,
                number=number[:40],
            )
        return row

    def sealed(self, writing: Writing, number: str) -> ShiftRow:
        """The row of a sealed handover. Raises DeskError."""
        row = self.numbered(writing, number)
        if row.status not in LOCKED:
            raise DeskError(
                N_("{number} is not sealed yet: until then write it into the handover itself, Ctrl+A."),
                number=row.number,
            )
        return row

    def planned(self, writing: Writing) -> ShiftRow:
        """The row of the next shift, made where there is none."""
        row = self.row(writing, "planned")
        if row is None:
            day = self.room.calendar.day(moment(writing.at))
            row = ShiftRow(
                room_id=self.room.id, number=writing.next_number(PREFIX, day), day=day.isoformat(),
                entered_at=writing.at, entered_by=writing.actor.officer_id,
            )  # fmt: skip
            self.keep(writing, row, {}, "plan", fresh=True)
        return row

    def keep(
        self, writing: Writing, row: ShiftRow, before: Mapping[str, object], step: str, reason: str = "",
        rows: Sequence[object] = (), *, fresh: bool = False,
    ) -> None:  # fmt: skip
        """Write the row with its step in history and chain; the long texts stand in the row alone."""
        row.is_open = int(row.status not in LOCKED)
        row.desk_order = f"{1 - row.is_open}{row.starts_at or '9'}"
        writing.session.add(row)
        writing.session.flush()
        apart = {name: value for name, value in before.items() if name not in ("snapshot", "content")}
        keep(writing, SUBJECT, row, apart, step, reason, rows, fresh=fresh)

    # -- people and words

    def set_people(
        self, writing: Writing, row: ShiftRow, leader: int, officers: Sequence[int], auxiliaries: Sequence[int]
    ) -> list[object]:  # fmt: skip
        """Let these serve; gives what the history keeps of it. Raises DeskError for whoever does not work here."""
        known = {one.id: one for one in self.people(writing) if one.active}
        wanted = {**dict.fromkeys(auxiliaries, "auxiliary"), **dict.fromkeys(officers, "officer")}
        if leader:
            wanted[leader] = "leader"
        if stranger := next((key for key in wanted if key not in known), 0):
            raise DeskError(
                N_("Nobody with the key {key} works here now. Choose people of the room."), key=stranger
            )
        changes: list[object] = []
        for held in writing.session.exec(
            select(ShiftMemberRow).where(ShiftMemberRow.shift_id == key_of(row), ShiftMemberRow.gone == 0)
        ):
            if wanted.get(held.officer_id) == held.role:
                del wanted[held.officer_id]
                continue
            held.gone = 1
            writing.session.add(held)
            changes.append(["member", held.id, {"gone": [0, 1]}])
        writing.session.flush()
        for officer_id, role in wanted.items():
            made = ShiftMemberRow(shift_id=key_of(row), officer_id=officer_id, role=role)
            writing.session.add(made)
            writing.session.flush()
            changes.append(["member", made.id, {"gone": [1, 0], "officer": officer_id, "role": role}])
        return changes

    def put(
        self, writing: Writing, row: ShiftRow, kind: str, about: str, text: str, *,
        expected: int | None = None, found: int | None = None, replaces: bool = True, by: int = 0,
    ) -> None:  # fmt: skip
        """Keep what was said, in the place of what was said before where it `replaces` that; `by` may be another."""
        if replaces:
            for held in writing.session.exec(
                select(HandoverEntryRow).where(
                    HandoverEntryRow.shift_id == key_of(row), HandoverEntryRow.kind == kind,
                    HandoverEntryRow.about == about, HandoverEntryRow.gone == 0,
                )
            ):  # fmt: skip
                held.gone = 1
                writing.session.add(held)
            writing.session.flush()
        made = HandoverEntryRow(
            room_id=self.room.id, shift_id=key_of(row), kind=kind, about=about, text=text, expected=expected,
            found=found, at=writing.at, by_id=by or writing.actor.officer_id,
        )  # fmt: skip
        writing.session.add(made)
        writing.session.flush()
        writing.audit(f"handover_{kind}", SUBJECT, key_of(row), made.model_dump())

    def people(self, writing: Writing) -> tuple[Officer, ...]:
        """The people of the room, as this write sees them."""
        return officers(writing, self.room.id)

    def retire(self, writing: Writing, row: ShiftRow, *kinds: str) -> None:
        """Let what was said of these kinds count no more; it stays in the file."""
        for held in writing.session.exec(
            select(HandoverEntryRow).where(
                HandoverEntryRow.shift_id == key_of(row), col(HandoverEntryRow.kind).in_(kinds),
                HandoverEntryRow.gone == 0,
            )
        ):  # fmt: skip
            held.gone = 1
            writing.session.add(held)
        writing.session.flush()

    # -- values

    def shift(self, writing: Writing, row: ShiftRow) -> Shift:
        """The shift as it stands inside this write."""
        writing.session.flush()
        plain = self.plain(writing)
        found = plain.execute("SELECT * FROM shift WHERE id = ?", (key_of(row),)).fetchone()
        return shift_of(plain, found)

    def plain(self, writing: Writing) -> sqlite3.Connection:
        """The connection of this write as the reading side knows it: it sees what is not committed yet."""
        return cast(
            sqlite3.Connection, writing.session.connection().connection.dbapi_connection
        )  # fmt: skip

    def handover(self, writing: Writing, row: ShiftRow) -> Handover:
        """What the handover says so far, on the sheet of its cut-off."""
        return handover_of(
            self.shift(writing, row), frozen_sheet(row.snapshot), things_frozen(row.snapshot), self.people(writing)
        )  # fmt: skip

    # -- who takes a step

    def proved(self, officer_id: int, pin: str, via: str) -> Officer:
        """The officer who types a PIN, or who is named in a room without PINs. Raises DeskError."""
        reader = self.connect()
        named = next((one for one in reading.officers(reader, self.room.id) if one.id == officer_id), None)
        asked = has_pins(reader, self.room.id)
        if named is None or not named.active:
            raise DeskError(N_("Choose somebody who works in this room now."))
        if not asked:
            return named
        if officer_id not in with_pins(reader, self.room.id):
            raise DeskError(
                N_(
                    "{name} has no PIN yet, nothing is changed. Set one first: Ctrl+O, or deskapp officers pin."
                ),
                name=named.name,
            )
        return self.pins.prove(officer_id, pin, via)

    def proved_leader(self, officer_id: int, pin: str, via: str) -> Officer:
        """A leader who types a PIN; in a room without one, an officer. Raises DeskError."""
        people = reading.officers(self.connect(), self.room.id)
        led = any(one.kind in LEADERS and one.active for one in people)
        found = self.proved(officer_id, pin, via)
        if found.kind not in (LEADERS if led else RIGHTS[ACCEPT]):
            raise DeskError(
                N_("{name} is no leader. Choose a duty leader or an administrator for this step."),
                name=found.name,
            )
        return found
