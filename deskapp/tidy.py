"""What the desk puts away by itself at its start: drafts that nobody came back to, files that a killed program left."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp import drafts
from deskapp.domain.words import N_

if TYPE_CHECKING:
    from deskapp.app import DeskApp
    from deskapp.settings import Settings
    from deskapp.wiring import Desk

STALE = 3600
"""Seconds after which an unfinished file is nobody's."""

TEMPORARY = ("deskapp-slip-", "deskapp-code-")
"""How folders for a print begin; each is gone when the queue has taken the paper."""


def look(app: DeskApp) -> None:
    """Drop old drafts, say what waits, and sweep in a thread of its own."""
    dropped = app.glance(lambda: drop_old(app.desk))
    drafts.tell_waiting(app)
    if dropped:
        app.tell(
            N_("Half-typed forms were dropped: {count}, of records that are over or older than {days} days. Ctrl+T "
               "lists what is kept."),
            days=app.desk.values.number("draft_days"), count=dropped,
        )  # fmt: skip
    settings = app.desk.settings
    app.run_worker(_sweep(settings), group="tidy", exit_on_error=False)


async def _sweep(settings: Settings) -> None:
    await asyncio.to_thread(sweep, settings)


def drop_old(desk: Desk) -> int:
    """Drop the drafts of everybody that are older than the room keeps them, or of no use; gives how many.

    What was half typed for a record that is over by now, and is a day old, can be saved nowhere any more.
    """
    now = desk.clock()
    yesterday = now - timedelta(days=1)
    aged = [draft for draft in desk.drafts.of_room(desk.room.id) if draft.updated_at < yesterday]
    days = (
        desk.values.number("draft_days") if aged else 0
    )  # not asked in vain: all settings are loaded with it
    if not days:
        return 0
    before = now - timedelta(days=days)
    old = [
        draft
        for draft in aged
        if draft.updated_at < before or (draft.place.subject and drafts.standing(desk, draft).over)
    ]
    for draft in old:
        desk.drafts.discard(draft.place)
    return len(old)


def sweep(settings: Settings) -> int:
    """Remove what killed programs left: folders of a print, halves of papers and tables; gives how many."""
    count = 0
    for path in _left(settings):
        with suppress(OSError):
            found = path.lstat()
            if time.time() - found.st_mtime < STALE or (
                hasattr(os, "getuid") and found.st_uid != os.getuid()
            ):
                continue
            if path.is_dir() and not path.is_symlink():
                import shutil  # late: hardly ever is something left

                shutil.rmtree(path)
            else:
                path.unlink()
            count += 1
    return count


def _left(settings: Settings) -> Iterable[Path]:
    import tempfile

    place = Path(tempfile.gettempdir())
    for prefix in TEMPORARY:
        yield from place.glob(f"{prefix}*")
    for folder in (settings.papers, settings.exports):
        for ending in (".new", ".part"):
            with suppress(OSError):
                yield from folder.glob(f".*{ending}")
