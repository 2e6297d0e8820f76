"""Copies of the desk file: whole, looked at before they get their name, one a day and a handover by itself."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp import db, second, sums
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.officer import Actor
from deskapp.domain.oserrors import reason
from deskapp.domain.rotation import kept_of, staying
from deskapp.domain.words import N_
from deskapp.envelope import ENDING, lock
from deskapp.reading.on_shift import last_sealed
from deskapp.reading.room import chain_head, knows_head
from deskapp.services import reads

if TYPE_CHECKING:
    from deskapp.settings import Settings
    from deskapp.wiring import Desk

_STALE = 3600
"""Seconds after which an unfinished copy is nobody's: what a killed program left."""

_FRESH = 120
"""Seconds within which an unfinished copy was written to: another window is at work on it."""

HELD = 256 * 1024 * 1024
"""Bytes of a file up to which a copy of the desk's own may make others wait; a larger one waits for a calmer hour."""


class Stopped(DeskError):  # noqa: N818 - no error: it is what was asked for
    """The copy was broken off because the desk closes."""


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
    second: Path | None = None
    """Where it lies in the second place, too; None where there is none, or it is not there now."""
    missed: DeskError | None = None
    """Why the second place has no copy of it, where that is there."""


def make(desk: Desk, path: Path | None = None, stopped: Callable[[], bool] = sums.never) -> Backup:
    """Copy the desk file to `path`, into the folder `path`, or into the folder of copies and the second place.

    The copy is there whole or not at all, and never takes the place of another file. Raises DeskError.
    """
    actor = Actor(desk.room.signed_in, desk.room.id, desk.via)
    if path is not None:
        return _make(desk, place_of(desk, path), actor, stopped)
    _folder(desk.settings)
    return _doubled(desk.settings, _make(desk, place_of(desk, None), actor, stopped), stopped)


def place_of(desk: Desk, path: Path | None) -> Path:
    """Where `make` would write the copy."""
    name = f"{desk.settings.database.stem}-{_stamp(desk)}.db" + (ENDING if desk.settings.copy_key else "")
    if path is None:
        return desk.settings.backups / name
    return path / name if path.is_dir() else path


def _stamp(desk: Desk) -> str:
    return f"{desk.room.calendar.local(desk.clock()):%Y%m%d-%H%M%S}"


def daily(desk: Desk, stopped: Callable[[], bool] = sums.never) -> Backup | None:
    """Make the copy that is due, of today or of the handover that was sealed last, and let old ones go.

    None where nothing was to do; what the second place missed while it was away is brought there. A practice file has
    no copies. Copies that a person made are never touched. Raises DeskError.
    """
    if desk.room.practice:
        return None
    settings = desk.settings
    if not is_due(desk):
        _catch_up(settings, stopped)
        return None
    _folder(settings)
    place = settings.backups / f"{settings.database.stem}-auto-{_stamp(desk)}.db"
    if settings.copy_key:
        place = place.with_name(place.name + ENDING)
    if place.exists() or _is_being_made(settings):  # another window was first
        return None
    made = _make(desk, place, Actor(0, desk.room.id, "auto"), stopped, own=True)
    _rotate(settings, settings.backups, made.path.name, stopped)
    return _doubled(settings, made, stopped)


def is_due(desk: Desk) -> bool:
    """Whether there is no copy of today, or none since a handover was sealed."""
    calendar, now = desk.room.calendar, desk.clock()
    here = calendar.local(now).replace(tzinfo=None)
    last = max((at for at, _ in automatic(desk.settings) if at <= here), default=None)
    if last is None or last.date() != here.date():
        return True
    with db.told(desk.settings.database):
        sealed = last_sealed(desk.connection(), desk.room.id)
    return sealed is not None and calendar.local(sealed).replace(tzinfo=None, microsecond=0) > last


def automatic(settings: Settings, folder: Path | None = None) -> list[tuple[datetime, Path]]:
    """The copies that the desk made by itself in the folder of copies, or in another one, with their moments."""
    pattern = re.compile(rf"{re.escape(settings.database.stem)}-auto-(\d{{8}})(?:-(\d{{6}}))?\.db(?:\.age)?")
    found = []
    with suppress(OSError):
        for path in (folder or settings.backups).iterdir():
            if fits := pattern.fullmatch(path.name):
                with suppress(ValueError):
                    found.append((datetime.strptime(fits[1] + (fits[2] or "000000"), "%Y%m%d%H%M%S"), path))  # noqa: DTZ007
    return sorted(found)


def _is_being_made(settings: Settings) -> bool:
    with suppress(OSError):
        for left in settings.backups.glob(f".{settings.database.stem}-auto-*.new"):
            if f".{os.getpid()}." not in left.name and time.time() - left.stat().st_mtime < _FRESH:
                return True
    return False


def _doubled(settings: Settings, made: Backup, stopped: Callable[[], bool]) -> Backup:
    """Bring a finished copy to the second place, too."""
    folder = settings.second_place
    if folder is None or folder == settings.backups:
        return made
    try:
        if not second.bring(made.path, folder, sums.known(made.path.parent).get(made.path.name, ""), stopped):
            return made
    except DeskError as error:
        return replace(made, missed=error)
    _rotate(settings, folder, made.path.name, stopped)
    return replace(made, second=folder / made.path.name)


def _catch_up(settings: Settings, stopped: Callable[[], bool]) -> None:
    """Bring the newest copy to a second place that was away when it was made. Raises DeskError."""
    folder, there = settings.second_place, automatic(settings)
    if folder is None or folder == settings.backups or not there or not second.is_there(folder):
        return
    newest = there[-1][1]
    digest = sums.known(newest.parent).get(newest.name)
    if digest is not None and second.bring(newest, folder, digest, stopped):
        _rotate(settings, folder, newest.name, stopped)


def _rotate(settings: Settings, folder: Path, newest: str, stopped: Callable[[], bool]) -> None:
    """Take away the automatic copies whose time is over: those alone that are byte for byte what the desk wrote."""
    written = sums.known(folder)
    found = [(at, path) for at, path in automatic(settings, folder) if path.name in written]
    stay = staying([at for at, _ in found], kept_of(settings.copies_kept))
    for at, old in found:
        if at in stay or old.name == newest:  # a clock that once ran ahead has left later names
            continue
        with suppress(OSError):  # the new copy counts; the old one goes another day
            if sums.sum_of(old, stopped=stopped) == written[old.name]:
                old.unlink()
                sums.forget(folder, old.name)


def copies(settings: Settings) -> tuple[Path, ...]:
    """The copies in the folder of copies, oldest first."""
    pattern = re.compile(
        rf"{re.escape(settings.database.stem)}-(auto-\d{{8}}|auto-\d{{8}}-\d{{6}}|\d{{8}}-\d{{6}})\.db(\.age)?"
    )
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
    sweep(folder, f"{settings.database.stem}-*.db*")
    sweep(settings.database.absolute().parent, f"{settings.database.stem}-*.db*")
    if settings.second_place is not None:
        sweep(settings.second_place, f"{settings.database.stem}-*.db*")
    return folder


def sweep(folder: Path, name: str) -> None:
    """Remove the unfinished files that killed programs left in building a file of this name."""
    with suppress(OSError):
        for left in folder.glob(f".{name}.*.new*"):
            with suppress(OSError):
                if time.time() - left.stat().st_mtime > _STALE:
                    left.unlink()


def _make(desk: Desk, place: Path, actor: Actor, stopped: Callable[[], bool], *, own: bool = False) -> Backup:
    source = desk.settings.database
    check_place(source, place)
    with told(place), db.building(place) as half:
        if place.name.endswith(ENDING):
            if not desk.settings.copy_key:
                raise DeskError(
                    N_(
                        "There is no key for encrypted copies yet, so no copy was made. Make one: deskapp backup-key"
                    ),
                    path=place,
                )
            # The readable copy lies beside the desk file for a moment, never on the disk or stick of the copies.
            with db.beside(source.absolute().with_name(place.name)) as plain:
                found = copy(source, plain, place, stopped, own=own)
                lock(plain, half, desk.settings.copy_key)
        else:
            found = copy(source, half, place, stopped, own=own)
        db.sync(half)
        size, digest = half.stat().st_size, sums.sum_of(half, stopped=stopped)
    with suppress(OSError):  # the copy is whole without it
        head = (found.chain_head, found.counts.get("audit", 0))
        sums.note(place.absolute().parent, place.name, digest, head if found.chain_head else None)
    made = Backup(place, size, found.counts, found.chain_head)
    try:
        reads.keep(source, desk.key, desk.clock, actor, "backup", "room", actor.room_id,
                   {"name": place.name, "head": found.chain_head, "counts": dict(found.counts),
                    "sha256": digest})  # fmt: skip
    except DeskError as error:  # as on a full disk, from which the copy was to save the day
        return replace(made, unnoted=error)
    return made


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


def copy(
    source: Path, half: Path, place: Path, stopped: Callable[[], bool] = sums.never, *, own: bool = False
) -> Contents:
    """Write all that `source` holds at one moment into the new file `half` and look whether it came out whole.

    Whoever writes into `source` meanwhile waits for some pages at the most. Where they write without end, they wait
    for the last attempt, unless it is the desk's `own` copy of a large file: that is made in a calmer hour. `place` is
    how people know the file that `half` becomes. Raises DeskError.
    """
    db.touch(half)  # nobody else's to read
    with db.told(source), closing(_open(source)) as reader:
        version, before = _version(reader), contents(reader)
        waits = own and source.stat().st_size > HELD
        if not _copy_pages(reader, source, half, place, stopped, CALM_PATIENCE if waits else PATIENCE):
            if waits:
                raise DeskError(
                    N_("Others write so often that no copy came to its end. Nothing is lost: the desk tries again when "
                       "it is quieter."),
                    code=Exit.BUSY,
                )  # fmt: skip
            with closing(_open(source)) as holder:
                _hold(holder)
                before = contents(holder)
                _copy_pages(reader, source, half, place, stopped)
        found = _look_into(half, stopped)
        after = before if _version(reader) == version else contents(reader)
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


_PAGES = 1024
"""Pages between which others may write: four megabytes, some milliseconds."""

PATIENCE = 5
"""How often a copy begins anew because somebody wrote meanwhile, before it makes them wait."""

CALM_PATIENCE = 20
"""The same for a copy that makes nobody wait."""


class _Disturbed(Exception):  # noqa: N818 - no error: the copy is made in another way then
    """Others write so often that the copy does not come to its end."""


def _copy_pages(
    reader: sqlite3.Connection, source: Path, half: Path, place: Path, stopped: Callable[[], bool],
    patience: float = inf,
) -> bool:  # fmt: skip
    """Copy some pages at a time; the engine begins anew by itself where somebody has written in between.

    Gives False where that happened more than `patience` times.
    """
    left, begun = 0, 0

    def step(_status: int, remaining: int, _total: int) -> None:
        nonlocal left, begun
        if stopped():
            raise _broken_off()
        begun += remaining > left
        left = remaining
        if begun > patience + 1:
            raise _Disturbed

    with closing(db.connect(half, durable=False, like=source)) as target:
        try:
            reader.backup(target, pages=_PAGES, progress=step, sleep=0.005)
            target.execute(
                "PRAGMA journal_mode=DELETE"
            )  # one file alone, whatever the desk file has beside it
        except _Disturbed:
            return False
        except sqlite3.OperationalError as error:
            raise _about_target(error, place) or error from error
    return True


def _broken_off() -> Stopped:
    return Stopped(
        N_("The copy was broken off, for the desk was closed: it is made at the next start."), code=Exit.BUSY
    )


def _version(connection: sqlite3.Connection) -> int:
    """A number that changes when another connection writes."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _look_into(half: Path, stopped: Callable[[], bool]) -> Contents | None:
    """What the copy holds; None where it is not whole."""
    with closing(db.connect(half, readonly=True)) as made:
        made.set_progress_handler(lambda: int(stopped()), 1_000_000)
        try:
            return contents(made) if is_whole(made) else None
        except sqlite3.DatabaseError:
            if stopped():
                raise _broken_off() from None
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
