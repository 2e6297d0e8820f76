"""Purging what is kept too long: one person proposes it, another one agrees, each with the own PIN; then it is gone."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import select

from deskapp import db
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.journal import Entry
from deskapp.domain.officer import Actor, Officer, Room
from deskapp.domain.retention import MOST, PREFIX, Due, Item, Kind, kind_of
from deskapp.domain.rights import PURGE
from deskapp.domain.text import clean
from deskapp.domain.times import moment
from deskapp.domain.words import N_
from deskapp.reading import retention as reading
from deskapp.reading.seals import COLUMNS
from deskapp.services.keeping import read_reason
from deskapp.services.pins import Pins
from deskapp.services.purge_texts import Eraser
from deskapp.services.store import Store, Writing
from deskapp.tables.purge import HoldRow, PurgeItemRow, PurgeRow
from deskapp.tables.search import REGISTERS

SUBJECT, HOLD = "purge", "hold"

STEP = "purge"
"""What the history of a purged record says."""


@dataclass(frozen=True, slots=True)
class Purged:
    """A purge that was done."""

    number: str
    count: int
    spared: tuple[str, ...]
    """Numbers of what was proposed and is not due any more: somebody wrote on it, or it is held back."""
    sheets: int
    """Sealed handovers from which purged records were taken."""
    numbers: tuple[str, ...]
    unpacked: DeskError | None = None
    """Why the file could not be rebuilt at once; what was purged is overwritten in any case."""


@dataclass
class Purging:
    """The verbs of purges of one room."""

    store: Store
    room: Room
    pins: Pins
    years: Callable[[Kind], int]

    # -- the first person

    def propose(self, actor: Actor, pin: str, most: int = MOST) -> PurgeRow:
        """Propose to purge all that is due; the proposer proves who that is. Raises DeskError."""
        self._refuse_unproved()
        self.pins.prove(actor.officer_id, pin, actor.via)
        with self.store.write(actor, PURGE) as writing:
            execute = writing.session.connection().exec_driver_sql
            if (waiting := reading.proposed(execute, self.room.id)) is not None:
                raise DeskError(
                    N_("{number} waits for the second person already: deskapp purge agree, or take it back with "
                       "deskapp purge withdraw. Nothing is changed."),
                    number=waiting.number,
                )  # fmt: skip
            now = moment(writing.at)
            found = reading.due(execute, self.room, self.years, now, most)
            items = [item for one in found for item in one.items]
            if not items:
                raise DeskError(
                    N_(
                        "Nothing is due: no record is older than its class is kept. Look at the years: deskapp purge"
                    )
                )
            day = self.room.calendar.day(now)
            row = PurgeRow(
                room_id=self.room.id, number=writing.next_number(PREFIX, day), day=day.isoformat(), count=len(items),
                counts=json.dumps(_counts(found)), proposed_by=actor.officer_id, proposed_at=writing.at,
            )  # fmt: skip
            writing.session.add(row)
            writing.session.flush()
            for item in items:
                writing.session.add(
                    PurgeItemRow(
                        purge_id=row.id or 0, subject=item.register, subject_id=item.id, number=item.number
                    )
                )
            writing.session.flush()
            writing.journal("propose", SUBJECT, row.id or 0)
            _keep(writing, row, "propose", "", [item.number for item in items])
        return row

    def withdraw(self, actor: Actor) -> str:
        """Take the proposal back; gives its number. Raises DeskError where none waits."""
        with self.store.write(actor, PURGE) as writing:
            row = self._waiting(writing)
            writing.journal("withdraw", SUBJECT, row.id or 0)
            _withdraw(writing, row, "withdraw")
            return row.number

    # -- the second person

    def agree(self, officer_id: int, pin: str, number: str = "", via: str = "desk") -> Purged:
        """Agree to the proposal as another person than who made it, and purge at once. Raises DeskError.

        Nothing brings back what is gone then, no undo either. `number` is what the person saw.
        """
        self._refuse_unproved()
        with self.store.write(Actor(officer_id, self.room.id, via), PURGE) as writing:
            self._other(writing, officer_id, number)
        self.pins.prove(officer_id, pin, via)
        with self.store.write(Actor(officer_id, self.room.id, via), PURGE) as writing:
            done = self._purge(writing, self._other(writing, officer_id, number))
        try:
            rebuild(self.store.path)
        except DeskError as error:
            return Purged(done.number, done.count, done.spared, done.sheets, done.numbers, error)
        return done

    def _other(self, writing: Writing, officer_id: int, number: str) -> PurgeRow:
        row = self._waiting(writing)
        if number and row.number != number:
            raise DeskError(
                N_("The proposal is {number} by now, not the one that you saw. Look at it again: deskapp purge"),
                number=row.number,
            )  # fmt: skip
        if row.proposed_by == officer_id:
            raise DeskError(
                N_("{number} was proposed by yourself: let another person type badge number and PIN. Nothing is "
                   "purged."),
                number=row.number, field="who",
            )  # fmt: skip
        return row

    def _purge(self, writing: Writing, row: PurgeRow) -> Purged:
        execute = writing.session.connection().exec_driver_sql
        row.status, row.agreed_by, row.agreed_at = "running", writing.actor.officer_id, writing.at
        row.version += 1
        writing.session.add(row)
        writing.session.flush()
        eraser, now = Eraser(writing.rewriting, row.id or 0), moment(writing.at)
        taken: list[Item] = []
        spared: list[str] = []
        for item in reading.items(execute, row.id or 0):
            kind = kind_of(item.register)
            if not reading.is_due(execute, self.room, kind, self.years(kind), now, item.id):
                spared.append(item.number)
                continue
            eraser.record(kind, item.id)
            execute("INSERT INTO purged (subject, subject_id, purge_id) VALUES (?, ?, ?)",
                    (item.register, item.id, row.id))  # fmt: skip
            _told(writing, item.register, item.id)
            taken.append(item)
        numbers = tuple(item.number for item in taken)
        whole = {item.id for item in taken if item.register == "shift"}
        sheets = eraser.sheets(numbers, whole)
        for key in sheets:
            _told(writing, "shift", key)
        row.status = "done"
        writing.session.add(row)
        writing.session.flush()
        _keep(writing, row, "agree", "proposed", list(numbers))
        return Purged(row.number, len(taken), tuple(spared), len(sheets), numbers)

    # -- what is held back

    def hold(self, number: str, reason: str, actor: Actor) -> Item:
        """Let no purge touch a record, as where a court or a superior asks for it. Raises DeskError."""
        said = read_reason(reason)
        with self.store.write(actor, PURGE) as writing:
            item = self._record(writing, number)
            if self._held(writing, item) is not None:
                raise DeskError(N_("{number} is held back already. Look: deskapp purge"), number=item.number)
            row = HoldRow(
                room_id=self.room.id, subject=item.register, subject_id=item.id, number=item.number, reason=said,
                at=writing.at, by_id=actor.officer_id,
            )  # fmt: skip
            writing.session.add(row)
            writing.session.flush()
            writing.audit("hold", HOLD, row.id or 0, row.model_dump())
            return item

    def release(self, number: str, reason: str, actor: Actor) -> Item:
        """Hold a record back no more. Raises DeskError."""
        said = read_reason(reason)
        with self.store.write(actor, PURGE) as writing:
            item = self._record(writing, number)
            row = self._held(writing, item)
            if row is None:
                raise DeskError(N_("{number} is not held back. Look: deskapp purge"), number=item.number)
            row.gone = 1
            writing.session.add(row)
            writing.session.flush()
            writing.audit("release", HOLD, row.id or 0, row.model_dump() | {"why": said})
            return item

    def _record(self, writing: Writing, number: str) -> Item:
        found = reading.record_of(
            writing.session.connection().exec_driver_sql, self.room.id, number.strip().upper()
        )
        if found is None:
            raise DeskError(
                N_("There is no record {number}. Type its whole number, as on its page."),
                code=Exit.NOT_FOUND, number=clean(number)[:40],
            )  # fmt: skip
        return found

    def _held(self, writing: Writing, item: Item) -> HoldRow | None:
        return writing.session.exec(
            select(HoldRow).where(
                HoldRow.subject == item.register, HoldRow.subject_id == item.id, HoldRow.gone == 0
            )
        ).first()

    # -- shared

    def _waiting(self, writing: Writing) -> PurgeRow:
        row = writing.session.exec(
            select(PurgeRow).where(PurgeRow.room_id == self.room.id, PurgeRow.status == "proposed")
        ).first()
        if row is None:
            raise DeskError(N_("No purge is proposed. Look what is due: deskapp purge"))
        return row

    def _refuse_unproved(self) -> None:
        """Raise DeskError where two people cannot prove who they are."""
        with self.store.write(Actor(0, self.room.id), "") as writing:
            found = writing.session.connection().exec_driver_sql(
                "SELECT count(*) FROM officer_pin AS p JOIN officer AS o ON o.id = p.officer_id "
                "WHERE o.room_id = ? AND o.active = 1",
                (self.room.id,),
            )
            known = int(found.scalar_one())
        if known < 2:
            raise DeskError(
                N_("Two people must agree to a purge, each with a PIN, and {count} of this room have one. Set PINs "
                   "first: deskapp officers pin")
                if known else
                N_("Two people must agree to a purge, each with a PIN, and nobody of this room has one. Set PINs "
                   "first: deskapp officers pin"),
                count=known,
            )  # fmt: skip


def _counts(found: tuple[Due, ...]) -> Mapping[str, int]:
    return {one.kind.register: len(one.items) for one in found if one.items}


def _keep(writing: Writing, row: PurgeRow, step: str, source: str, numbers: list[str]) -> None:
    writing.history(SUBJECT, row.id or 0, step, source, row.status)
    writing.audit(step, SUBJECT, row.id or 0, row.model_dump() | {"numbers": numbers})


def _withdraw(writing: Writing, row: PurgeRow, step: str) -> None:
    row.status = "withdrawn"
    row.version += 1
    writing.session.add(row)
    writing.session.flush()
    _keep(writing, row, step, "proposed", [])


def _told(writing: Writing, register: str, key: int) -> None:
    """Bind a purged row to the chain as it is now, with a step in its history, and index it anew."""
    execute = writing.session.connection().exec_driver_sql
    writing.rewriting(f"UPDATE {register} SET version = version + 1 WHERE id = ?", (key,))
    row: dict[str, Any] = dict(execute(f"SELECT * FROM {register} WHERE id = ?", (key,)).mappings().one())
    writing.history(register, key, STEP, row["status"], row["status"])
    sealed = {name: row[name] for name in COLUMNS} | {"copies": 0} if register == "shift" else row
    writing.audit(STEP, register, key, sealed)
    # Disputes and volunteers are found by what stands on cards.
    writing.forgets |= {
        register,
        *(("dispute", "volunteer") if register == "person" else ()),
    } & REGISTERS.keys()


def rebuild(path: Path) -> None:
    """Write every page of the file anew, so that no free page, no index and no log holds what was purged.

    Raises DeskError where another window is at work: the pages are overwritten already, and this can be done later.
    """
    with db.told(path), closing(db.connect(path)) as connection:
        connection.execute("VACUUM")
        if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@dataclass(frozen=True, slots=True)
class Proposals:
    """Takes a proposal back, as long as the second person has not agreed."""

    def name(self, writing: Writing, subject_id: int) -> str:
        """The number."""
        return writing.session.get_one(PurgeRow, subject_id).number

    def label(self, action: str) -> str:
        """What was done."""
        return {"propose": N_("Purge proposed"), "withdraw": N_("Purge withdrawn")}.get(action, action)

    def undo(self, writing: Writing, write: Entry) -> None:
        """Withdraw it. Raises DeskError where it is done."""
        row = writing.session.get_one(PurgeRow, write.subject_id)
        if row.status != "proposed" or write.action != "propose":
            raise DeskError(
                N_("{number} is over: nothing brings back what was purged, and what was withdrawn is proposed anew "
                   "with deskapp purge propose."),
                number=row.number,
            )  # fmt: skip
        _withdraw(writing, row, "undo")

    def redo(self, writing: Writing, write: Entry, undo: Entry) -> None:
        """Never: what is due may be something else by now."""
        raise DeskError(
            N_("A purge is not proposed again by redoing: look what is due now, then deskapp purge propose.")
        )


def other_people(
    officers: tuple[Officer, ...], proposer: int, with_pins: frozenset[int]
) -> tuple[Officer, ...]:
    """Who may agree to what `proposer` proposed."""
    return tuple(one for one in officers if one.active and one.id in with_pins and one.id != proposer)
