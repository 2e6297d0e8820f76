"""What somebody at the kiosk can do: sign in and out, and for two minutes say how that duty is served and with what."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from deskapp import db
from deskapp.domain import kiosk
from deskapp.domain.attendance_codes import MODE
from deskapp.domain.errors import DeskError
from deskapp.domain.kiosk import IN, LIMIT, NEAR, OUT, Thing, Told
from deskapp.domain.masks import public_name
from deskapp.domain.officer import KIOSK, Actor
from deskapp.domain.rights import CHECK_IN
from deskapp.domain.times import moment
from deskapp.domain.words import Words
from deskapp.reading import kiosk as reading
from deskapp.reading.attendances import who
from deskapp.services.attendance_book import SUBJECT, Signed
from deskapp.services.attendances import Attendances
from deskapp.services.keeping import keep, key_of
from deskapp.services.store import Writing
from deskapp.services.teams import Stock
from deskapp.tables.attendance import AttendanceRow
from deskapp.tables.volunteer import LoanRow, VolunteerRow


@dataclass
class AtKiosk:
    """The verbs of the kiosk of one room; they run in a thread, and none says more than a public room may read."""

    duties: Attendances
    stock: Stock
    connect: Callable[[], sqlite3.Connection]
    """Gives the calling thread its connection for reading."""

    def sign(self, typed: str, t: Words, more: str = "") -> Told:
        """The same act signs in and out. Raises DeskError.

        `more` is a fact that was typed before and was not enough; a member number is taken without it.
        """
        if len(typed) > LIMIT:
            raise kiosk.too_long()
        with self._in_public() as known:
            key = self._who(typed, more)
            number, known[0] = reading.status(self.connect(), key)
            signed = self.duties.scan(number, self._actor(), t)
            return self._told(signed, key)

    def set_mode(self, duty: str, mode: str, t: Words) -> None:
        """Say how the duty that has just begun is served. Raises DeskError."""
        with self._change(duty) as (writing, row):
            code = MODE.find(mode, t)
            if row.mode != code:
                writing.journal("correct", SUBJECT, key_of(row))
                before = row.model_dump()
                row.mode, row.corrected_at = code, writing.at
                keep(writing, SUBJECT, row, before, "correct")

    def hand_out(self, duty: str, equipment: str) -> None:
        """Hand equipment to whoever has just begun the duty. Raises DeskError."""
        with self._change(duty) as (writing, row):
            writing.journal("correct", SUBJECT, key_of(row))
            holder = writing.session.get_one(VolunteerRow, row.volunteer_id)
            piece = self.stock.equipment(writing, equipment)
            self.stock.issue_in(writing, piece, holder, 1, None, key_of(row))

    def take_back(self, duty: str, loan: str) -> None:
        """Take back what was handed out for the duty that has just ended. Raises DeskError."""
        with self._change(duty, ended=True) as (writing, row):
            found = writing.session.get(LoanRow, int(loan))
            if found is None or found.gone or found.back_at or found.attendance_id != row.id:
                raise kiosk.too_late()
            writing.journal("correct", SUBJECT, key_of(row))
            self.stock.take_back_in(writing, found, "returned")
            if not _things_out(writing, row):
                before = row.model_dump()
                row.flags = ",".join(flag for flag in row.flags.split(",") if flag != "equipment_out")
                keep(writing, SUBJECT, row, before, "correct")

    # -- inside

    @contextmanager
    def _in_public(self) -> Iterator[list[str]]:
        """Say what goes wrong as a public room may read it; the list holds the state of whoever scanned."""
        known = ["active"]
        try:
            with db.told(self.duties.store.path):
                yield known
        except DeskError as error:
            raise kiosk.in_public(error, known[0]) from error

    def _who(self, typed: str, more: str) -> int:
        """The key of whoever is meant. Raises DeskError, which names nobody."""
        connection, room_id = self.connect(), self.duties.room.id
        said = typed.strip()
        for text in (said, f"{more} {said}" if more else ""):
            try:
                if text:
                    return who(connection, room_id, text)
            except DeskError:
                continue
        raise kiosk.nobody() if more or len(said.split()) > 1 else kiosk.needs_more(said)

    def _told(self, signed: Signed, volunteer_id: int) -> Told:
        duty, connection = signed.duty, self.connect()
        one = duty.attendance
        way = signed.way
        things: tuple[Thing, ...] = ()
        if way == IN:
            things = reading.in_stock(connection, one.room_id)
        elif way == OUT and duty.out_now:
            things = reading.still_out(connection, one.number)
        month, total = reading.minutes(connection, volunteer_id, self.duties.today.replace(day=1))
        return Told(
            way, public_name(duty.name()), one.number, one.out_at or one.in_at, one.mode, one.is_open,
            one.minutes(), month, total, things, bool(signed.closed or signed.warnings),
        )  # fmt: skip

    def _actor(self) -> Actor:
        room = self.duties.room
        found = reading.writer(self.connect(), room.id, room.signed_in)
        if not found:  # 0 would be whoever makes a room, who may do everything
            raise kiosk.unwritten()
        return Actor(found, room.id, KIOSK)

    @contextmanager
    def _change(self, duty: str, *, ended: bool = False) -> Iterator[tuple[Writing, AttendanceRow]]:
        """A write on a duty that the kiosk has just begun, or just ended. Raises DeskError for any other."""
        with self._in_public(), self.duties.store.write(self._actor(), CHECK_IN) as writing:
            row = self.duties.attendance(writing, duty)
            at = row.out_at if ended else row.entered_at
            fits = row.status == "ended" if ended else bool(row.is_open)
            if not fits or at is None or row.volunteer_id is None:
                raise kiosk.too_late()
            if abs(moment(writing.at) - moment(at)) > timedelta(seconds=NEAR):
                raise kiosk.too_late()
            yield writing, row


def _things_out(writing: Writing, row: AttendanceRow) -> bool:
    """Whether something that was handed out for the duty is not back."""
    writing.session.flush()
    found = writing.session.connection().exec_driver_sql(
        "SELECT 1 FROM equipment_loan WHERE attendance_id = ? AND gone = 0 AND back_at IS NULL LIMIT 1",
        (row.id,),
    )
    return found.first() is not None
