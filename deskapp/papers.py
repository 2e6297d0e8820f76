"""Papers of the desk: made from the file, kept as PDF, printed, and every one of them audited."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp.domain.errors import DeskError
from deskapp.domain.oserrors import reason
from deskapp.domain.sheet_summary import summarise
from deskapp.domain.words import N_, Words
from deskapp.press import PRINT_PATIENCE, USUAL, Asked, hand_over
from deskapp.printing.layout import lay_out
from deskapp.printing.pdf import Missing, as_pdf
from deskapp.reading import room as room_reading
from deskapp.reading import shifts
from deskapp.reading.sheet import sheet_input
from deskapp.services import reads
from deskapp.services.on_paper import SHEET, day_key

if TYPE_CHECKING:
    from deskapp.domain.handover import Handover
    from deskapp.domain.sheet import Sheet
    from deskapp.domain.shift import Shift
    from deskapp.wiring import Desk


@dataclass(frozen=True, slots=True)
class Kept:
    """A paper that was set and kept."""

    path: Path
    pages: int
    day: date
    """The day that it is about."""
    warnings: tuple[Missing, ...] = ()
    called: str = ""
    """What the paper of a sealed handover says that it is: the original, or a copy with its number."""


def day_sheet(desk: Desk, day: date | None = None) -> Sheet:
    """The sheet of `day`, or of today; safe to call from any thread."""
    now = desk.clock()
    connection = desk.new_reader()
    try:
        return summarise(
            sheet_input(connection, desk.room, day or desk.room.calendar.day(now), now, desk.officer)
        )
    finally:
        connection.close()


def handover_at(desk: Desk, shift: Shift) -> Handover:
    """What the handover of a shift that has begun says now, or said when it was sealed; from any thread."""
    connection = desk.new_reader()
    try:
        return _handover(desk, connection, shift)
    finally:
        connection.close()


def _handover(desk: Desk, connection: sqlite3.Connection, shift: Shift) -> Handover:
    from deskapp.domain.checklist import things_of
    from deskapp.domain.frozen import frozen_sheet, things_frozen
    from deskapp.domain.handover import handover_of, head_of, unsealed

    people = room_reading.officers(connection, desk.room.id)
    if shift.locked:
        return unsealed(shift.content, shift, people)
    things = things_of(desk.values.text("checklist"))
    if shift.snapshot:
        sheet, things = frozen_sheet(shift.snapshot), things_frozen(shift.snapshot)
    elif shift.from_write is None:
        raise DeskError(
            N_("{number} has not begun: it has no sheet yet. Look: deskapp list handovers"), number=shift.number
        )  # fmt: skip
    else:
        connection.execute("BEGIN")
        try:
            head = head_of(shift, people)
            sheet = summarise(shifts.input_of(connection, desk.room, shift, head, desk.clock(), desk.officer))
        finally:
            connection.execute("COMMIT")
    return handover_of(shift, sheet, things, people)


def shift_sheet(desk: Desk, shift: Shift) -> Sheet:
    """The sheet of a shift that has begun: sealed, frozen, or as things stand; safe to call from any thread."""
    from deskapp.domain.handover_sheet import whole_sheet

    found = handover_at(desk, shift)
    by = desk.officer.signature() if desk.officer else ""
    return whole_sheet(found, desk.room.calendar, copies=shift.copies, printed_at=desk.clock(), printed_by=by)


def current_sheet(desk: Desk) -> Sheet:
    """The sheet of the open shift; without one of all that was entered since the last cut-off, or today."""
    connection = desk.new_reader()
    try:
        shift = shifts.open_shift(connection, desk.room.id)
        if shift is not None:
            return shift_sheet(desk, shift)
        now = desk.clock()
        if not shifts.has_shifts(connection, desk.room.id):
            return day_sheet(desk)
        connection.execute("BEGIN")
        try:
            return summarise(
                shifts.input_between(connection, desk.room, desk.room.calendar.day(now), now, desk.officer)
            )
        finally:
            connection.execute("COMMIT")
    finally:
        connection.close()


def keep(desk: Desk, sheet: Sheet, t: Words, path: Path | None = None, *, replace: bool = False) -> Kept:
    """Set the sheet as PDF and write it to `path`, or into the folder of papers under the day's name.

    The file is written whole or not at all. Raises DeskError where it cannot be written, or where `path` is
    there already and `replace` is false.
    """
    pdf = as_pdf(lay_out(sheet, t))
    place = path or desk.settings.papers / f"sheet-{sheet.head.day:%Y%m%d}.pdf"
    if not replace:
        refuse_there(path)
    write_whole(place, pdf.data)
    noted(desk, place, sheet.head.day)
    return Kept(place, pdf.pages, sheet.head.day, pdf.warnings)


def refuse_there(path: Path | None) -> None:
    """Raise DeskError where a file that was named is there already."""
    if path is not None and path.exists():
        raise DeskError(N_("{path} is there already and is left as it is. Choose another name."), path=path)


def noted(desk: Desk, place: Path, day: date) -> None:
    """Keep in the audit chain that the sheet of `day` was kept as PDF. Raises DeskError."""
    note(desk, "pdf", day, {"day": day.isoformat(), "name": place.name})


def write_whole(path: Path, data: bytes, may: Callable[[], bool] = lambda: True) -> bool:
    """Write a file, 0600, whole or not at all; `may` is asked when all of it is written and it only takes its place.

    Gives whether it is there now. Raises DeskError.
    """
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        try:
            there = may()
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
        if there:
            fresh.replace(path)
        else:
            fresh.unlink()
        return there
    except OSError as error:
        with suppress(OSError):  # where even its folder is none, nothing was begun
            fresh.unlink(missing_ok=True)
        raise DeskError(
            N_("{path} cannot be written: {why}. Nothing else is lost; choose another place."),
            path=path, why=reason(error),
        ) from error  # fmt: skip


def print_and_wait(
    desk: Desk, kept: Kept, asked: Asked = USUAL, patience: float = PRINT_PATIENCE
) -> tuple[str, str]:
    """Hand a kept paper to the print queue and look how it goes; gives an English sentence and its tone.

    “Printed” is said only when the queue says so. Raises DeskError with code PRINTER; the PDF stays.
    """
    return hand_over(
        desk, kept.path, asked, patience=patience, taken=lambda: taken(desk, kept),
    )  # fmt: skip


def taken(desk: Desk, kept: Kept) -> None:
    """Keep in the audit chain that a queue has a paper. Raises DeskError."""
    note(desk, "print", kept.day, {"name": kept.path.name})


def note(desk: Desk, action: str, day: date, content: dict[str, object]) -> None:
    """Keep in the audit chain that the sheet of `day` left the desk. Raises DeskError."""
    reads.keep(
        desk.settings.database, desk.key, desk.clock, desk.actor, action, SHEET, day_key(day), content
    )  # fmt: skip
