"""What follows from other clocks or working days: every open dispute is timed anew, in the same transaction."""

from __future__ import annotations

from dataclasses import replace

from sqlmodel import select

from deskapp.domain.clock_table import read_clocks
from deskapp.domain.clocks import due
from deskapp.domain.officer import Room
from deskapp.domain.roomwords import CLOCKS, WORKDAYS
from deskapp.domain.times import stored
from deskapp.domain.workday_table import read_workdays
from deskapp.reading.disputes import file_of
from deskapp.services.configuring import Follow
from deskapp.services.dispute_book import SUBJECT
from deskapp.services.keeping import key_of
from deskapp.services.store import Writing
from deskapp.tables.dispute import DisputeRow


def following(room: Room) -> Follow:
    """Times open disputes anew where the clocks or the working days of `room` were changed."""

    def follow(writing: Writing, name: str, value: str) -> None:
        if name == CLOCKS:
            retime(writing, replace(room, clocks=read_clocks(value)))
        elif name == WORKDAYS:
            retime(writing, replace(room, own_days=read_workdays(value)))

    return follow


def retime(writing: Writing, room: Room) -> None:
    """Set the nearest clock of all that waits for one, as `room` counts now; the chain keeps what changed."""
    waiting = select(DisputeRow).where(DisputeRow.room_id == room.id, DisputeRow.desk_order < "1")
    for row in writing.session.exec(waiting).all():
        if retime_row(writing, row, room):
            writing.audit("retime", SUBJECT, key_of(row), row.model_dump())


def retime_row(writing: Writing, row: DisputeRow, room: Room) -> bool:
    """Set the nearest clock of one file; gives whether it is another one."""
    connection = writing.session.connection()
    writing.session.flush()
    file = file_of(
        lambda sql, params: connection.exec_driver_sql(sql, params).mappings(), "id = ?", (row.id,)
    )
    assert file is not None
    nearest = next(iter(due(file, room.times)), None)
    if nearest is None or (row.next_due, row.next_clock) == (stored(nearest.at), nearest.clock):
        return False
    row.next_due, row.next_clock = stored(nearest.at), nearest.clock
    if row.desk_order < "1":
        row.desk_order = "0" + row.next_due
    writing.session.add(row)
    writing.session.flush()
    return True
