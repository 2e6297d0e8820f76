"""Bringing a copy back: what it holds, and putting it in the place of the desk file, which is kept."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from deskapp import backup, db, sums
from deskapp.domain.audit import key_name
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.officer import Actor, Room
from deskapp.domain.times import moment, stored
from deskapp.domain.words import N_
from deskapp.envelope import is_locked, read_identity, unlock
from deskapp.reading import room as room_reading
from deskapp.services.audit import append
from deskapp.settings import Settings, audit_key
from deskapp.swap import swap
from deskapp.wiring import clock_of


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


@contextmanager
def readable(settings: Settings, source: Path, identity: Path | None = None) -> Iterator[Path]:
    """The copy `source`, decrypted beside the desk file where it is an encrypted one; that is gone at the end.

    A copy that lies beside its sum is compared with it first. Raises DeskError.
    """
    _compare_sum(source)
    with backup.told(source):
        locked = source.is_file() and is_locked(source)
    if not locked:
        if identity is not None:
            raise DeskError(
                N_("{path} is no encrypted copy: bring it back without --identity."),
                code=Exit.USAGE,
                path=source,
            )
        yield source
        return
    if identity is None:
        raise DeskError(
            N_("{path} is an encrypted copy: use the file with its secret key, --identity FILE. Nothing is changed."),
            code=Exit.USAGE, path=source,
        )  # fmt: skip
    secret = read_identity(identity)
    target = Path(os.path.realpath(settings.database))
    with db.told(target):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    backup.sweep(target.parent, f"{target.name}.unlocked")
    with backup.told(target), db.beside(target.with_name(f"{target.name}.unlocked")) as plain:
        unlock(source, plain, secret, identity)
        yield plain


def _compare_sum(source: Path) -> None:
    """Raise DeskError where the folder knows the copy otherwise than it is now."""
    with backup.told(source):
        wanted = sums.known(source.absolute().parent).get(source.name)
        if wanted is not None and source.is_file() and sums.sum_of(source) != wanted:
            raise DeskError(
                N_("{path} is not byte for byte what the desk wrote: it is damaged or was changed. Nothing is changed: "
                   "take another copy, or that of the second place."),
                path=source,
            )  # fmt: skip


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


def restore(settings: Settings, source: Path, *, via: str = "cli", name: str = "") -> Restored:
    """Put a copy of `source` in the place of the desk file, in one step or not at all.

    `name` is what people know it by, where that is not its own name. An older copy is brought up to date; the replaced
    file is kept beside. Works as well where the desk file is missing or damaged. Raises DeskError; then everything is
    as it was.
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
                   {"name": name or source.name, "head": found.chain_head, "counts": dict(found.counts)})  # fmt: skip
            connection.execute("COMMIT")
            connection.execute("PRAGMA journal_mode=DELETE")  # one file alone changes its place
        kept = swap(half, target, f"{held.room.calendar.local(now):%Y%m%d-%H%M%S}")
    return Restored(target, held, kept)


def _bring_up_to_date(half: Path) -> None:
    """Migrate the file that is being built; the copy that this makes is not needed, `source` is one."""
    step = db.check(half)
    if step != db.HEAD:
        try:
            db.migrate(half)
        finally:
            half.with_name(f"{half.name}.before-{step}-to-{db.HEAD}").unlink(missing_ok=True)


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
