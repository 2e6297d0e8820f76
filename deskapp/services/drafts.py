"""Half-typed forms in the file, so that Esc, a crash, a kill or a power cut takes nothing that was typed.

A draft is no record: it is nobody's word yet, so it has no number, no history and no link in the audit
chain. It may hold half-typed private data; the row is overwritten with zeros (secure_delete) when the form
is saved or its draft discarded, and the facts of a case are never put into it.

Plain sqlite3 and a thread of its own: typing waits neither for an import nor for the disk.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path

from deskapp import db, disk
from deskapp.domain.draft import Draft, Place, keepable
from deskapp.domain.errors import DeskError
from deskapp.domain.request_codes import CASE_REPORT
from deskapp.domain.times import Clock, moment, stored
from deskapp.domain.words import N_

AGAIN = 3.0
"""Seconds until a refused write is tried again."""

LAST_WAIT = 3.0
"""Seconds that the end of the desk waits for the last write."""

_KEEP = (
    "INSERT INTO draft (room_id, officer_id, form, subject, typed, updated_at) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (room_id, officer_id, form, subject) DO UPDATE SET typed = excluded.typed, "
    "updated_at = excluded.updated_at"
)
_DISCARD = "DELETE FROM draft WHERE room_id = ? AND officer_id = ? AND form = ? AND subject = ?"


class Drafts:
    """The drafts of one file; what is not written yet is remembered, so that reading always tells the newest."""

    def __init__(self, path: Path, clock: Clock, reader: Callable[[], sqlite3.Connection]) -> None:
        """`reader` gives the calling thread its connection."""
        self._path = path
        self._clock = clock
        self._reader = reader
        self._waiting: dict[Place, Draft | None] = {}
        self._turn = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closing = False
        self._hurry = False
        self._trouble: DeskError | None = None
        self._told = False

    # -- what a form does; none of it waits for the disk

    def keep(self, place: Place, values: Mapping[str, str]) -> None:
        """Keep what is typed, instead of what was kept there before; it is written at once, by the thread."""
        self._put(place, Draft(place, keepable(values), self._clock()))

    def discard(self, place: Place) -> None:
        """Forget the draft: it was saved, or a person said so."""
        self._put(place, None)

    def _put(self, place: Place, draft: Draft | None) -> None:
        with self._turn:
            self._waiting.pop(place, None)  # the newest stands last
            self._waiting[place] = draft
            self._hurry = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="drafts", daemon=True)
                self._thread.start()
            self._turn.notify_all()

    # -- reading

    def all(self, room_id: int, officer_id: int) -> tuple[Draft, ...]:
        """The drafts of one officer, the newest first. Raises DeskError where the file cannot be read."""
        with self._turn:  # first: what is written meanwhile stands in one of the two
            waiting = dict(self._waiting)
        with db.told(self._path):
            rows = self._reader().execute(
                "SELECT * FROM draft WHERE room_id = ? AND officer_id = ? ORDER BY updated_at, id",
                (room_id, officer_id),
            )
            found = {draft.place: draft for draft in map(_draft_of, rows)}
        for place, draft in waiting.items():
            found.pop(place, None)
            if draft is not None and (place.room_id, place.officer_id) == (room_id, officer_id):
                found[place] = draft
        newest_last = sorted(found.values(), key=lambda draft: draft.updated_at)
        return tuple(reversed(newest_last))

    def of_room(self, room_id: int) -> tuple[Draft, ...]:
        """The drafts of everybody in the room, as the file has them. Raises DeskError where it cannot be read."""
        with db.told(self._path):
            rows = self._reader().execute("SELECT * FROM draft WHERE room_id = ? ORDER BY id", (room_id,))
            return tuple(_draft_of(row) for row in rows)

    def find(self, place: Place) -> Draft | None:
        """The draft that stands at `place`, or None. Raises DeskError where the file cannot be read."""
        return next((d for d in self.all(place.room_id, place.officer_id) if d.place == place), None)

    # -- how the writing goes

    def trouble(self) -> DeskError | None:
        """Why the last write failed, told once until one succeeds."""
        with self._turn:
            if self._told or self._trouble is None:
                return None
            self._told = True
            return self._trouble

    def flush(self, seconds: float = LAST_WAIT) -> DeskError | None:
        """Wait until all is written; gives the reason where it could not be."""
        end = time.monotonic() + seconds
        with self._turn:
            self._hurry = bool(self._waiting)
            self._turn.notify_all()
            while self._waiting and (left := end - time.monotonic()) > 0:
                self._turn.wait(left)
                if self._trouble is not None and not self._hurry:
                    break
            if not self._waiting:
                return None
            return self._trouble or DeskError(
                N_("Another program holds {path} busy. Nothing is lost: try again in a moment."),
                path=self._path,
            )

    def close(self) -> None:
        """Write what waits, and end; the thread closes what it has open by itself."""
        refused = self.flush()
        with self._turn:
            self._closing = True
            self._turn.notify_all()
        if (
            self._thread is not None and refused is None
        ):  # one that waits for a busy file ends with the process
            self._thread.join(LAST_WAIT)

    # -- the thread

    def _run(self) -> None:
        while True:
            with self._turn:
                while not self._closing and not self._hurry:
                    if not self._turn.wait(AGAIN if self._waiting else None) and self._waiting:
                        break
                if self._closing:
                    return
                self._hurry = False
                batch = dict(self._waiting)
            trouble = self._written(batch)
            with self._turn:
                self._trouble = trouble
                if trouble is None:
                    self._told = False
                    for place, draft in batch.items():
                        if place in self._waiting and self._waiting[place] is draft:
                            del self._waiting[place]
                self._turn.notify_all()

    def _written(self, batch: Mapping[Place, Draft | None]) -> DeskError | None:
        """Write one batch whole; gives the reason where it was refused."""
        disk.make_way(self._path)
        try:
            with db.told(self._path), closing(db.connect(self._path)) as connection:
                db.begin(connection)
                try:
                    for place, draft in batch.items():
                        _write(connection, place, draft)
                except BaseException:
                    db.roll_back(connection)
                    raise
                connection.execute("COMMIT")
                if _wipes(batch):
                    _empty_log(connection)
        except DeskError as error:
            return error
        except sqlite3.Error as error:
            return DeskError(
                N_("The file refuses it: {why}. Nothing is changed: run deskapp doctor."), why=error
            )
        return None


def _wipes(batch: Mapping[Place, Draft | None]) -> bool:
    return any(draft is None or draft.values.get("category") == CASE_REPORT for draft in batch.values())


def _empty_log(connection: sqlite3.Connection) -> None:
    """Let no log beside the file hold on to what was just wiped from it; a busy one is emptied later."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        connection.execute("PRAGMA busy_timeout=100")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _write(connection: sqlite3.Connection, place: Place, draft: Draft | None) -> None:
    key = (place.room_id, place.officer_id, place.form, place.subject)
    if draft is None:
        connection.execute(_DISCARD, key)
    else:
        typed = json.dumps(dict(draft.values), ensure_ascii=False, sort_keys=True)
        connection.execute(_KEEP, (*key, typed, stored(draft.updated_at)))


def _draft_of(row: sqlite3.Row) -> Draft:
    place = Place(row["room_id"], row["officer_id"], row["form"], row["subject"])
    at: datetime = moment(row["updated_at"])
    return Draft(place, {str(name): str(text) for name, text in json.loads(row["typed"]).items()}, at)
