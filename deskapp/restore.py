"""Bringing a copy back: what it holds, and putting it in the place of the desk file, which is kept."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from deskapp import backup, db
from deskapp.domain.audit import key_name
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.officer import Actor, Room
from deskapp.domain.times import moment, stored
from deskapp.domain.words import N_
from deskapp.reading import room as room_reading
from deskapp.services.audit import append
from deskapp.settings import Settings, audit_key
from deskapp.wiring import clock_of

_JOURNALS = ("-journal", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Held:
    """What a desk file holds."""

    path: Path
    size: int
    step: str
    """Its schema step."""
    room: Room
    first: date | None
    """Day of the first record; None where there is none."""
    last: date | None
    records: int
    written: datetime | None
    """When something was last written."""
    chain_head: str
    key_names: tuple[str, ...]
    """The keys that sealed its audit chain, see `domain.audit.key_name`."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A copy that is now the desk file."""

    path: Path
    held: Held
    kept: Path | None
    """Where the replaced file lies; None where there was none."""


def describe(path: Path) -> Held:
    """Look into a desk file without changing it.

    Raises DeskError in words for a missing, foreign, damaged or newer file, and for one without a room.
    """
    step = db.check(path)
    with db.told(path), closing(db.connect(path, readonly=True)) as connection:
        if not backup.is_whole(connection):
            raise DeskError(
                N_("{path} is damaged and is not touched. Keep a copy of it and bring back another backup."),
                path=path,
            )
        found = room_reading.rooms(connection)
        if not found:
            raise DeskError(
                N_("{path} has no room in it: nothing is brought back. Choose another copy."), path=path
            )
        first, last, records = _records(connection)
        (at,) = connection.execute("SELECT max(at) FROM audit").fetchone()
        names = [
            row[0] for row in connection.execute("SELECT key_name FROM audit GROUP BY 1 ORDER BY min(seq)")
        ]
        head = room_reading.chain_head(connection)
    return Held(path, path.stat().st_size, step, found[0], first, last, records, moment(at) if at else None,
                head, tuple(names))  # fmt: skip


def _records(connection: sqlite3.Connection) -> tuple[date | None, date | None, int]:
    """First day, last day and number of the records of all registers: of the tables with numbered rows.

    Cards of people are not counted: what a person types to confirm is the number of matters.
    """
    registers = [
        row[0] for row in connection.execute(
            "SELECT name FROM sqlite_master AS m WHERE type = 'table' AND name <> 'person' AND 3 = (SELECT count(*) "
            "FROM pragma_table_info(m.name) WHERE name IN ('number', 'day', 'entered_at'))"
        )
    ]  # fmt: skip
    days: list[str] = []
    records = 0
    for name in registers:
        first, last, count = connection.execute(
            f'SELECT min(day), max(day), count(*) FROM "{name}"'
        ).fetchone()
        records += int(count)
        days += [first, last] if count else []
    return (
        (date.fromisoformat(min(days)), date.fromisoformat(max(days)), records) if days else (None, None, 0)
    )


def other_keys(settings: Settings, held: Held) -> tuple[str, ...]:
    """The keys in the chain of `held` that are not the key of this machine. Raises DeskError."""
    own = key_name(audit_key(settings)) if settings.key_file.exists() else ""
    return tuple(name for name in held.key_names if name != own)


def check(settings: Settings, source: Path) -> Held:
    """See that `source` may take the place of the desk file, and give what it holds. Raises DeskError."""
    held = describe(source)
    target = settings.database
    if target.exists() and target.samefile(source):
        raise DeskError(N_("{path} is the desk file itself: there is nothing to bring back."), path=source)
    if target.is_dir():
        raise DeskError(N_("{path} is a folder, not a desk file. Choose a file."), path=target)
    return held


def restore(settings: Settings, source: Path, *, via: str = "cli") -> Restored:
    """Put a copy of `source` in the place of the desk file, in one step or not at all.

    An older copy is brought up to date; the replaced file is kept beside. Works as well where the desk file
    is missing or damaged. Raises DeskError; then everything is as it was.
    """
    held = check(settings, source)
    target = Path(os.path.realpath(settings.database))
    key = audit_key(settings)
    clock = clock_of(settings, held.room.practice)
    now = clock()
    with db.told(target):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    backup.sweep(target.parent, target.name)
    with backup.told(target), db.beside(target) as half:
        found = backup.copy(source, half, target)
        _bring_up_to_date(half)
        with db.told(half), closing(db.connect(half)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            actor = Actor(held.room.signed_in, held.room.id, via)
            append(connection.execute, key, actor, stored(now), "restore", "room", held.room.id,
                   {"name": source.name, "head": found.chain_head, "counts": dict(found.counts)})  # fmt: skip
            connection.execute("COMMIT")
            connection.execute("PRAGMA journal_mode=DELETE")  # one file alone changes its place
        with db.told(target), _held_still(target):
            db.sync(half)
            kept = _keep(target, f"{held.room.calendar.local(now):%Y%m%d-%H%M%S}")
            half.replace(target)
            db.sync(target.parent)
    return Restored(target, held, kept)


def _bring_up_to_date(half: Path) -> None:
    """Migrate the file that is being built; the copy that this makes is not needed, `source` is one."""
    step = db.check(half)
    if step != db.HEAD:
        try:
            db.migrate(half)
        finally:
            half.with_name(f"{half.name}.before-{step}-to-{db.HEAD}").unlink(missing_ok=True)


def refuse_open(settings: Settings) -> None:
    """Raise DeskError where the desk is open in another window, before anybody is asked for anything."""
    _refuse_open(settings.database)


def _refuse_open(target: Path) -> None:
    if _is_open_elsewhere(target):
        raise DeskError(
            N_("The desk is open in another window. Close it there (Ctrl+Q), then bring the copy back."),
            code=Exit.BUSY,
        )


@contextmanager
def _held_still(target: Path) -> Iterator[None]:
    """Let nobody write into the present file while it goes aside.

    Raises DeskError where the desk is open in another window: what is written there would be lost.
    """
    _refuse_open(target)
    holder = _hold(target)
    try:
        yield
    finally:
        if holder is not None:
            holder.close()


def _hold(target: Path) -> sqlite3.Connection | None:
    """The lock on a sound desk file; None for what is none: it goes aside as it is."""
    try:
        db.check(target)
        with db.told(target):
            holder = db.connect(target)
            try:
                holder.execute("PRAGMA journal_mode=DELETE")  # all of it into the one file
                holder.execute("BEGIN EXCLUSIVE")
            except BaseException:
                holder.close()
                raise
            return holder
    except DeskError as error:
        if error.code == Exit.BUSY:
            raise
    except sqlite3.DatabaseError:
        pass
    return None


def _is_open_elsewhere(path: Path) -> bool:
    """True where another process has the file open, as far as the system tells."""
    try:
        own = path.stat()
        processes = [name for name in os.listdir("/proc") if name.isdigit() and name != str(os.getpid())]
    except OSError:
        return False
    return any((own.st_dev, own.st_ino) in _open_files(process) for process in processes)


def _open_files(process: str) -> set[tuple[int, int]]:
    """Device and inode of each file that a process has open; none where it has gone or is another person's."""
    found = set()
    with suppress(OSError), os.scandir(f"/proc/{process}/fd") as entries:
        for entry in entries:
            with suppress(OSError):
                seen = os.stat(entry.path)
                found.add((seen.st_dev, seen.st_ino))
    return found


def _keep(target: Path, stamp: str) -> Path | None:
    """Give the present file a second name beside it; `target` itself stays where it is."""
    kept = target.with_name(f"{target.name}.replaced-{stamp}")
    found = target.exists()
    if found:
        _twin(target, kept)
    _set_aside_journals(target, kept)
    return kept if found else None


def _set_aside_journals(target: Path, kept: Path) -> None:
    """Move what a crash left beside the old file: the engine would play it into the new one."""
    for ending in _JOURNALS:
        journal = target.with_name(target.name + ending)
        if journal.exists():
            _twin(journal, kept.with_name(kept.name + ending))
            journal.unlink()


def _twin(path: Path, name: Path) -> None:
    if os.path.lexists(name):
        if name.exists() and name.samefile(path):  # a restore that was killed got as far as here
            return
        raise DeskError(
            N_("{path} is there already and is left as it is. Wait a second and try again."), path=name
        )
    try:
        os.link(path, name)
    except OSError:  # a file system without links
        shutil.copyfile(path, name)
        db.sync(name)


def facts(held: Held) -> Mapping[str, object]:
    """What `held` says, for programs."""
    return {
        "path": str(held.path.absolute()), "size": held.size, "schema": held.step,
        "station": held.room.station, "room": held.room.name, "practice": held.room.practice,
        "from": held.first.isoformat() if held.first else None,
        "to": held.last.isoformat() if held.last else None,
        "records": held.records, "last_entry": held.written.isoformat() if held.written else None,
        "chain_head": held.chain_head, "keys": list(held.key_names),
    }  # fmt: skip
