"""Importing hazards, lead appeals, found things and lost reports: checked, written and undone as a whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from deskapp import locales
from deskapp.domain import appeal, custody, hazard_codes, lost
from deskapp.domain.appeal_check import findings, said_of
from deskapp.domain.area_find import find_area
from deskapp.domain.errors import DeskError
from deskapp.domain.field_form import Around
from deskapp.domain.field_sheet import FieldEntry, FieldSheet, read_records
from deskapp.domain.field_sheet import Room as SheetRoom
from deskapp.domain.officer import Actor, Room
from deskapp.domain.roster import Progress as Reading
from deskapp.domain.roster import SheetRow
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.times import moment
from deskapp.domain.words import N_, Words
from deskapp.reading.areas import areas
from deskapp.reading.field_records import minors
from deskapp.services.batches import open_batch
from deskapp.services.bulk import Bulk, Progress, Row
from deskapp.services.custody import sounds_of
from deskapp.services.field_book import APPEAL, CUSTODY, LOST
from deskapp.services.hazards import SUBJECT as HAZARD
from deskapp.services.lost_reports import lost_sounds
from deskapp.services.requests import closed_order
from deskapp.services.store import Store
from deskapp.tables.field_records import AppealRow, CustodyRow, FieldRow, LostRow
from deskapp.tables.hazard import HazardRow, RecheckRow


@dataclass(frozen=True, slots=True)
class _Register:
    """How the records of a register come into their table."""

    row: type[HazardRow | FieldRow]
    prefix: str
    first: str
    """The state in which a record comes in."""
    step: str
    """The step by which it comes in."""
    open: frozenset[str]
    order: Callable[[Row], str]
    """What open records are ordered by."""
    sounds: Callable[[Row], str] | None = None


_REGISTERS: Mapping[str, _Register] = {
    HAZARD: _Register(
        HazardRow, hazard_codes.PREFIX, "found", "find", hazard_codes.OPEN, lambda row: str(row["next_due"])
    ),
    APPEAL: _Register(
        AppealRow, appeal.PREFIX, "draft", "add_appeal", appeal.OPEN, lambda _row: "0"
    ),
    CUSTODY: _Register(
        CustodyRow, custody.PREFIX, "received", "receive", custody.OPEN, lambda row: str(row["due_on"]),
        lambda row: sounds_of(row["finder"], row["claimant"]),
    ),
    LOST: _Register(
        LostRow, lost.PREFIX, "open", "report", lost.OPEN, lambda row: row["last_at"] or row["entered_at"],
        lambda row: lost_sounds(row["kind"], row["name"], row["owner"]),
    ),
}  # fmt: skip


@dataclass
class FieldImport:
    """The verb of importing."""

    store: Store
    room: Room

    def look(
        self, register: str, rows: Iterable[SheetRow], reader: sqlite3.Connection, actor: Actor, t: Words,
        progress: Reading | None = None,
    ) -> FieldSheet:  # fmt: skip
        """What an import would write, and what is odd; nothing is written. Raises DeskError."""
        around = Around(self.store.clock(), self.room.calendar, t)
        known = _Known(reader, self.room, around.today, actor, t)
        seen = SheetRoom(known.area, known.finder, known.findings, actor.officer_id)
        return read_records(
            register, rows, around, seen, locales.load("zh"), Words.plain(), progress=progress
        )

    def take_over(self, found: FieldSheet, name: str, actor: Actor, progress: Progress) -> str:
        """Write a table that was looked at, all of it or nothing; gives the number of the write. Raises DeskError."""
        if found.bad:
            raise DeskError(
                N_("{count} rows are bad: mend them in the file, then import it again. Nothing is written."),
                count=len({one.at for one in found.bad}),
            )
        with self.store.write(actor) as writing:
            today = self.room.calendar.day(moment(writing.at))
            batch = open_batch(writing, f"import_{found.register}", today, len(found.entries), name)
            bulk = Bulk(writing, progress, len(found.entries))
            self._refuse_moved(bulk.raw, found)
            for entry in found.entries:
                self._write(bulk, found.register, entry, today)
                bulk.one_more()
            bulk.flush()
            return batch.number

    def _write(self, bulk: Bulk, subject: str, entry: FieldEntry, today: date) -> None:
        known, writing = _REGISTERS[subject], bulk.writing
        row = bulk.put(known.row, {
            "room_id": self.room.id, "number": bulk.number(known.prefix, today), "day": today.isoformat(),
            "entered_at": writing.at, "entered_by": writing.actor.officer_id, "status": known.first,
            **entry.columns,
        })  # fmt: skip
        row["desk_order"] = f"0{known.order(row)}"
        if known.sounds is not None:
            row["sounds"] = known.sounds(row)
        bulk.fresh(subject, row, known.step)
        for step in entry.steps:
            changes: dict[str, Any] = dict(step.changes) | {
                "status": step.target, "is_open": int(step.target in known.open),
            }  # fmt: skip
            after = row | changes
            if after["is_open"]:
                changes["desk_order"] = f"0{known.order(after)}"
            else:
                changes["closed_at"] = after["closed_at"] or writing.at
                changes["desk_order"] = closed_order(self.room, moment(writing.at))
            if known.sounds is not None:
                changes["sounds"] = known.sounds(after)
            beside = self._recheck(bulk, row, passed=step.recheck, text=step.reason)
            bulk.step(subject, row, changes, step.code, step.reason, beside)

    def _recheck(self, bulk: Bulk, row: Row, *, passed: bool | None, text: str) -> list[object]:
        if passed is None:
            return []
        made = bulk.put(RecheckRow, {
            "hazard_id": row["id"], "at": bulk.writing.at, "by_id": bulk.writing.actor.officer_id,
            "passed": int(passed), "text": text,
        })  # fmt: skip
        return [["recheck", made["id"], {"gone": [1, 0]}]]

    def _refuse_moved(self, raw: sqlite3.Connection, found: FieldSheet) -> None:
        """Raise DeskError where an area that the table names has been given up since it was looked at."""
        there = {
            row[0]
            for row in raw.execute("SELECT id FROM area WHERE room_id = ? AND is_open = 1", (self.room.id,))
        }
        for entry in found.entries:
            area = entry.columns.get("area_id")
            if area is not None and area not in there:
                raise DeskError(
                    N_("The areas have changed meanwhile, and row {row} fits none of them any more. Nothing is "
                       "written: look at the file again."),
                    row=entry.at,
                )  # fmt: skip


class _Known:
    """What of the room the cells of a table may name."""

    def __init__(self, reader: sqlite3.Connection, room: Room, today: date, actor: Actor, t: Words) -> None:
        self._reader, self._room, self._today, self._actor, self._t = reader, room, today, actor, t
        self._areas = areas(reader, room.id)
        self._officers = {
            said: key
            for key, name, badge in reader.execute(
                "SELECT id, name, badge FROM officer WHERE room_id = ? AND active = 1", (room.id,)
            )
            for said in (name, badge, f"{name} {badge}")
        }
        self._members = {
            said: key
            for key, number, member in reader.execute(
                "SELECT id, number, member_no FROM volunteer WHERE room_id = ? "
                "AND status NOT IN ('voided', 'undone')",
                (room.id,),
            )
            for said in (number, member)
        }

    def area(self, said: str) -> int | None:
        """The area that a cell names, by path, code, name or number."""
        last = said.replace("／", "/").rpartition("/")[2]
        for text in (said, last):
            with suppress(DeskError):
                return find_area(self._areas, text).id
        return None

    def finder(self, said: str) -> Mapping[str, object] | None:
        """Who found a hazard: somebody of the volunteers or of the officers."""
        text = one_line(clean(said))
        for one in (text, narrow(text).upper(), text.partition(" ")[0]):
            if one in self._members:
                return {"found_by": None, "volunteer_id": self._members[one]}
            if one in self._officers:
                return {"found_by": self._officers[one], "volunteer_id": None}
        return None

    def findings(self, text: str) -> str:
        """What of a text must not go out unseen."""
        named = {
            name
            for place, char in enumerate(text)
            for name in self._minors.get(char, ())
            if text.startswith(name, place)
        }
        return said_of(findings(text, sorted(named)), self._t)

    @cached_property
    def _minors(self) -> Mapping[str, Sequence[str]]:
        """The names of minors by their first character: they are looked up once, not for every text."""
        found: dict[str, list[str]] = {}
        for name in minors(self._reader.execute, self._room.id, self._today):
            found.setdefault(name[0], []).append(name)
        return found
