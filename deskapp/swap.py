"""Putting a finished file in the place of the desk file: nobody writes meanwhile, and the old one is kept beside."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from deskapp import db
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.words import N_
from deskapp.keyring import HEADER, SALT, head_of, is_encrypted

WORDS = ("plain", "encrypted", "oldkey", "replaced", "before")
"""What files are called, behind the name of the desk file, that hold its records as they once were."""

_JOURNALS = ("-journal", "-wal", "-shm")


def swap(half: Path, target: Path, stamp: str, word: str = "replaced") -> Path | None:
    """Let the finished file `half` become `target` in one step; gives where the file lies that was there before.

    Raises DeskError; then everything is as it was.
    """
    with db.told(target), held_still(target):
        return put(half, target, f"{word}-{stamp}")


def put(half: Path, target: Path, ending: str) -> Path | None:
    """Let `half` become `target`, which nobody has open; gives where the file lies that was there before."""
    db.sync(half)
    kept = keep(target, ending)
    half.replace(target)
    db.sync(target.parent)
    return kept


def refuse_open(target: Path) -> None:
    """Raise DeskError where the desk is open in another window, before anybody is asked for anything."""
    if _is_open_elsewhere(target):
        raise DeskError(
            N_("The desk is open in another window. Close it there (Ctrl+Q), then try again."),
            code=Exit.BUSY,
        )


@contextmanager
def held_still(target: Path) -> Iterator[None]:
    """Let nobody write into the present file while it goes aside.

    Raises DeskError where the desk is open in another window: what is written there would be lost.
    """
    refuse_open(target)
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


def keep(target: Path, ending: str) -> Path | None:
    """Give the present file a second name beside it; `target` itself stays where it is."""
    kept = target.with_name(f"{target.name}.{ending}")
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


def left_behind(database: Path) -> tuple[Path, ...]:
    """Files beside an encrypted desk file that hold its records readable, or opened by an older key.

    Beside a readable one they are those that are encrypted. Raises OSError.
    """
    target = Path(os.path.realpath(database))
    locked, salt = is_encrypted(target), head_of(target, SALT)
    found = []
    for path in sorted(target.parent.glob(f"{target.name}.*")):
        word = path.name[len(target.name) + 1 :].partition("-")[0]
        if word not in WORDS or path.is_symlink() or not path.is_file():
            continue
        plain = head_of(path, len(HEADER)) == HEADER
        if (plain and locked) or (not plain and is_encrypted(path) and head_of(path, SALT) != salt):
            found.append(path)
    return tuple(found)
