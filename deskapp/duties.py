"""What the open desk does for duties by itself: it closes what nobody signed out of, and says so."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_

if TYPE_CHECKING:
    from deskapp.app import DeskApp

EVERY = 60.0
"""Seconds between two looks for duties that were forgotten."""


def look(app: DeskApp) -> None:
    """Look whether a duty was forgotten, by one small read; only then the write side is needed."""
    desk = app.desk
    found = app.glance(lambda: _is_somebody_here(app) and _forgotten(app) > 0)
    if found and desk.room.signed_in:
        app.run_worker(_close(app), group="duties", exclusive=True)


def _is_somebody_here(app: DeskApp) -> bool:
    sql = "SELECT 1 FROM attendance WHERE room_id = ? AND is_open = 1 LIMIT 1"
    return app.desk.reader.execute(sql, (app.desk.room.id,)).fetchone() is not None


def _forgotten(app: DeskApp) -> int:
    from deskapp.reading.duty_board import forgotten  # late: with it come all words of duties

    desk = app.desk
    return forgotten(desk.reader, desk.room.id, desk.clock(), desk.limits.hours)


async def _close(app: DeskApp) -> None:
    """Close them; of several windows one does it, and the others find nothing left."""
    desk = app.desk
    try:
        closed = await asyncio.to_thread(
            lambda: desk.attendances.close_forgotten(desk.actor, app.words, by_itself=True)
        )
    except DeskError:
        return  # who only looks closes nothing, and a busy file is tried again
    if closed:
        app.tell(N_("{count} not signed out: closed without hours, they wait at F6 3."), count=len(closed))
        app.reload_top()
