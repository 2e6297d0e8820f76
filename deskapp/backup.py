"""Copies of the desk file: whole, looked at before they get their name, one a day by itself."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp import db
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.officer import Actor
from deskapp.domain.oserrors import reason
from deskapp.domain.words import N_
from deskapp.reading.room import chain_head, knows_head
from deskapp.services import reads

if TYPE_CHECKING:
    from deskapp.settings import Settings
    from deskapp.wiring import Desk

KEPT = 14
"""Daily copies that stay; older ones make room."""

_STALE = 3600
"""Seconds after which an unfinished copy is nobody's: what a killed program left."""


@dataclass(frozen=True, slots=True)
class Contents:
    """By what two files are compared: the rows of every table and the head of the audit chain."""

    counts: Mapping[str, int]
    chain_head: str


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was made, reopened and found whole."""

    path: Path
    size: int
    counts: Mapping[str, int]
    """Rows of each table."""
    chain_head: str
    unnoted: DeskError | None = None
    """Why the desk file could not note the copy; the copy is whole all the same."""


def make(desk: Desk, path: Path | None = None) -> Backup:
    """Copy the desk file to `path`, into the folder `path`, or into the folder of copies.

    The copy is there whole or not at all, and never takes the place of another file. Raises DeskError.
    """
    if path is None:
        _folder(desk.settings)
    return _make(desk, place_of(desk, path), Actor(desk.room.signed_in, desk.room.id, desk.via))


def place_of(desk: Desk, path: Path | None) -> Path:
    """Where `make` would write the copy."""
    now = desk.room.calendar.local(desk.clock())
    name = f"{desk.settings.database.stem}-{now:%Y%m%d-%H%M%S}.db"
    if path is None:
        return desk.settings.backups / name
    return path / name if path.is_dir() else path


def daily(desk: Desk) -> Backup | None:
    """Make today's copy unless it is there, and let the oldest go; None where nothing was to do.

    A practice file has none. Copies that a person made are never touched. Raises DeskError.
    """
    if desk.room.practice:
        return None
    place = desk.settings.backups / f"{desk.settings.database.stem}-auto-{_today(desk)}.db"
    if place.exists():
        return None
    _folder(desk.settings)
    try:
        made = _make(desk, place, Actor(0, desk.room.id, "auto"))
    except DeskError:
        if place.exists():  # another window was first
            return None
        raise
    _rotate(desk.settings, made.path)
    return made


def _today(desk: Desk) -> str:
    return f"{desk.room.calendar.local(desk.clock()):%Y%m%d}"


def _rotate(settings: Settings, newest: Path) -> None:
    pattern = re.compile(rf"{re.escape(settings.database.stem)}-auto-\d{{8}}\.db")
    found = sorted(path for path in settings.backups.iterdir() if pattern.fullmatch(path.name))
    for old in found[:-KEPT]:
        if old != newest:  # a clock that once ran ahead has left later names
            with suppress(OSError):  # the new copy counts; the old one goes another day
                old.unlink()


def copies(settings: Settings) -> tuple[Path, ...]:
    """The copies in the folder of copies, oldest first."""
    pattern = re.compile(rf"{re.escape(settings.database.stem)}-(auto-\d{{8}}|\d{{8}}-\d{{6}})\.db")
    try:
        found = [path for path in settings.backups.iterdir() if pattern.fullmatch(path.name)]
        return tuple(sorted(found, key=lambda path: path.stat().st_mtime))
    except OSError:
        return ()


def _folder(settings: Settings) -> Path:
    """The folder of copies, made where it is missing, without what a killed program left in it."""
    folder = settings.backups
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    sweep(folder, f"{settings.database.stem}-*.db")
    return folder


def sweep(folder: Path, name: str) -> None:
    """Remove the unfinished files that killed programs left in building a file of this name."""
    for left in folder.glob(f".{name}.*.new*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE:
                left.unlink()


def _make(desk: Desk, place: Path, actor: Actor) -> Backup:
    source = desk.settings.database
    check_place(source, place)
    with told(place), db.building(place) as half:
        found = copy(source, half, place)
        size = half.stat().st_size
    try:
        reads.keep(source, desk.key, desk.clock, actor, "backup", "room", actor.room_id,
                   {"name": place.name, "head": found.chain_head, "counts": dict(found.counts)})  # fmt: skip
    except DeskError as error:  # as on a full disk, from which the copy was to save the day
        return Backup(place, size, found.counts, found.chain_head, error)
    return Backup(place, size, found.counts, found.chain_head)


def check_place(source: Path, place: Path) -> None:
    """See that a copy of `source` may be written to `place`. Raises DeskError."""
    folder = place.absolute().parent
    with told(place):
        if os.path.lexists(place):
            if place.exists() and source.exists() and place.samefile(source):
                raise DeskError(
                    N_("{path} is the desk file itself. Choose another name for the copy."), path=place
                )
            raise DeskError(
                N_("{path} is there already and is left as it is. Choose another name."), path=place
            )
        if not folder.is_dir():
            raise DeskError(
                N_("There is no folder {folder}, so no copy was made. Check the path, or make the folder."),
                code=Exit.NOT_FOUND, folder=folder,
            )  # fmt: skip
        if not os.access(folder, os.W_OK | os.X_OK):
            raise _closed(folder)


def copy(source: Path, half: Path, place: Path) -> Contents:
    """Write all that `source` holds at one moment into the new file `half` and look whether it came out whole.

    Whoever writes into `source` meanwhile waits for some pages at the most; only where they write without
    end, they wait for the last attempt. `place` is how people know the file that `half` becomes. Raises DeskError.
    """
    db.touch(half)  # nobody else's to read
    with db.told(source), closing(_open(source)) as reader:
        before = _contents_now(reader)
        if not _copy_pages(reader, half, place, PATIENCE):
            with closing(_open(source)) as holder:
                _hold(holder)
                before = contents(holder)
                _copy_pages(reader, half, place)
        found, after = _look_into(half), _contents_now(reader)
        if found is not None and _is_of_one_moment(found, before, after, reader):
            return found
        if not is_whole(reader):
            raise DeskError(
                N_("{path} is damaged and is not touched. Keep a copy of it and bring back a backup."),
                path=source,
            )
    raise DeskError(
        N_("The copy {path} did not come out whole and was thrown away; the desk file is as it was. "
           "Run deskapp doctor, and try another disk."),
        path=place,
    )  # fmt: skip


_PAGES = 256
"""Pages between which others may write: about a megabyte, some milliseconds."""

PATIENCE = 5
"""How often a copy begins anew because somebody wrote meanwhile, before it makes them wait."""


class _Disturbed(Exception):  # noqa: N818 - no error: the copy is made in another way then
    """Others write so often that the copy does not come to its end."""


def _copy_pages(source: sqlite3.Connection, half: Path, place: Path, patience: float = inf) -> bool:
    """Copy some pages at a time; the engine begins anew by itself where somebody has written in between.

    Gives False where that happened more than `patience` times.
    """
    left, begun = 0, 0

    def step(_status: int, remaining: int, _total: int) -> None:
        nonlocal left, begun
        begun += remaining > left
        left = remaining
        if begun > patience + 1:
            raise _Disturbed

    with closing(db.connect(half, durable=False)) as target:
        try:
            source.backup(target, pages=_PAGES, progress=step, sleep=0.005)
            target.execute(
                "PRAGMA journal_mode=DELETE"
            )  # one file alone, whatever the desk file has beside it
        except _Disturbed:
            return False
        except sqlite3.OperationalError as error:
            raise _about_target(error, place) or error from error
    return True


def _contents_now(connection: sqlite3.Connection) -> Contents:
    connection.execute("BEGIN")
    try:
        return contents(connection)
    finally:
        connection.execute("COMMIT")


def _look_into(half: Path) -> Contents | None:
    """What the copy holds; None where it is not whole."""
    with closing(db.connect(half, readonly=True)) as made:
        try:
            return contents(made) if is_whole(made) else None
        except sqlite3.DatabaseError:
            return None


def _is_of_one_moment(found: Contents, before: Contents, after: Contents, source: sqlite3.Connection) -> bool:
    """Whether the copy is the file as it was before, after, or at some moment between the two."""
    if found in (before, after):
        return True
    if before == after:
        return False
    grown = all(
        before.counts.get(table, 0) <= found.counts.get(table, 0) <= after.counts.get(table, 0)
        for table in db.APPEND_ONLY
    )
    return grown and knows_head(source, found.chain_head)


def is_whole(connection: sqlite3.Connection) -> bool:
    """True where the engine finds no damage and no row that points nowhere."""
    return (
        connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        and connection.execute("PRAGMA foreign_key_check").fetchone() is None
    )


def contents(connection: sqlite3.Connection) -> Contents:
    """What is in the file, in numbers."""
    return Contents(db.row_counts(connection), chain_head(connection))


def _open(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing in the file, not even its journal mode, but may lock and copy it."""
    found = db.connect(path, readonly=True)
    found.execute("PRAGMA query_only=OFF")
    return found


def _hold(connection: sqlite3.Connection) -> None:
    """Let nobody write until `connection` is closed, so that counts and copy are of one moment.

    With the write lock others wait their turn and hold nothing meanwhile; a read lock could end in each
    waiting for the other.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if not getattr(error, "sqlite_errorname", "").startswith("SQLITE_READONLY"):
            raise
        connection.execute("BEGIN")  # a file that cannot be written: nobody else writes it either


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the system says about the place of a copy into sentences."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _no_room(path) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise _closed(path.absolute().parent) from error
        raise DeskError(
            N_("{path} cannot be written: {why}. Nothing else is lost; choose another place."),
            path=path, why=reason(error),
        ) from error  # fmt: skip


def _about_target(error: sqlite3.OperationalError, place: Path) -> DeskError | None:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_FULL"):
        return _no_room(place)
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM")):
        return DeskError(
            N_("The disk of {path} failed while the copy was written. Nothing is left of the copy and the "
               "desk file is as it was: try another disk."),
            path=place,
        )  # fmt: skip
    return None


def _no_room(place: Path) -> DeskError:
    return DeskError(
        N_("There is no room for the copy {path}: nothing is left of it. Make room, or choose another disk."),
        path=place,
    )


def _closed(folder: Path) -> DeskError:
    return DeskError(
        N_("The folder {folder} cannot be written, so no copy was made. Choose another place."), folder=folder
    )
