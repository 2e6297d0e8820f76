"""Looks at the copies of the desk file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from deskapp import backup, db, second
from deskapp.doctor.finding import BAD, GOOD, NOTE, Finding
from deskapp.domain.errors import DeskError
from deskapp.domain.times import moment, wall_clock
from deskapp.domain.words import N_
from deskapp.envelope import check
from deskapp.reading.room import rooms
from deskapp.settings import Settings

DAYS_LATE, DAYS_BAD = 2, 7
"""Days that writes may go without a copy before that is a note, and before it is wrong."""


def last_copy(settings: Settings) -> Iterator[Finding]:
    """How old the newest copy is, and what was written since."""
    path = settings.database
    try:
        db.check(path)
        with db.told(path), closing(db.connect(path, readonly=True)) as connection:
            room = next(iter(rooms(connection)), None)
            last = connection.execute(
                "SELECT max(seq), max(at) FROM audit WHERE action = 'backup'"
            ).fetchone()
            since, first = connection.execute(
                "SELECT count(*), min(at) FROM audit WHERE seq > ?", (last[0] or 0,)
            ).fetchone()
    except DeskError:
        return  # said with the file itself
    if room is None or room.practice:
        yield Finding(N_("Last copy"), GOOD, N_("A practice file is not copied by itself."))
        return
    late = (wall_clock() - moment(first)).days if first else 0
    state = GOOD if late < DAYS_LATE else NOTE if late < DAYS_BAD else BAD
    said = {
        "at": room.calendar.local(moment(last[1])).strftime("%Y-%m-%d %H:%M") if last[1] else "",
        "since": since, "late": late, "folder": settings.backups, "count": len(backup.copies(settings)),
    }  # fmt: skip
    text = (
        N_("Made {at}; {since} entries since then. Copies in {folder}: {count}.") if last[1]
        else N_("None yet; the desk makes one on each day on which it is opened.")
    )  # fmt: skip
    remedy = N_("The oldest entry without a copy is {late} days old. Make one: deskapp backup")
    yield Finding(N_("Last copy"), state, text, said, "" if state == GOOD else remedy)


def second_place(settings: Settings) -> Iterator[Finding]:
    """Whether the second place of copies is there and has the newest one; nothing is said of a practice file."""
    if not _copies_itself(settings):
        return
    name, folder = N_("Second place"), settings.second_place
    if folder is None:
        yield Finding(name, NOTE, N_("All copies lie in {folder} alone."), {"folder": settings.backups},
                      N_("Name a folder on a stick or other disk: deskapp config set second_place FOLDER"))  # fmt: skip
        return
    said: dict[str, object] = {"folder": folder}
    if not second.is_there(folder):
        yield Finding(name, NOTE, N_("{folder} is not there."), said,
                      N_("Plug it in while the desk is open: the newest copy follows by itself."))  # fmt: skip
        return
    here, there = backup.automatic(settings), backup.automatic(settings, folder)
    said |= {"count": len(there), "at": f"{there[-1][0]:%Y-%m-%d %H:%M}" if there else ""}
    if _same_disk(folder, settings.database):
        yield Finding(name, NOTE, N_("{folder} is on the same disk as the desk file: both are lost together."), said,
                      N_("Name a folder on a stick or other disk: deskapp config set second_place FOLDER"))  # fmt: skip
    elif here and (not there or there[-1][0] < here[-1][0]):
        yield Finding(name, NOTE, N_("{folder} does not have the newest copy yet; copies there: {count}."), said,
                      N_("Leave it plugged in while the desk is open: the copy follows by itself."))  # fmt: skip
    elif there:
        yield Finding(name, GOOD, N_("{folder}: copies there: {count}, the newest of {at}."), said)
    else:
        yield Finding(name, GOOD, N_("{folder} is there."), said)


def _copies_itself(settings: Settings) -> bool:
    try:
        db.check(settings.database)
        with db.told(settings.database), closing(db.connect(settings.database, readonly=True)) as connection:
            room = next(iter(rooms(connection)), None)
    except DeskError:
        return False  # said with the file itself
    return room is not None and not room.practice


def _same_disk(folder: Path, database: Path) -> bool:
    try:
        return folder.stat().st_dev == database.stat().st_dev
    except OSError:
        return False


def encrypted_copies(settings: Settings) -> Iterator[Finding]:
    """To which key copies are encrypted; nothing is said where they are readable."""
    if not settings.copy_key:
        return
    name = N_("Encrypted copies")
    try:
        check(settings.copy_key)
    except DeskError as error:
        yield Finding(name, BAD, error.text, error.params)
        return
    yield Finding(name, GOOD, N_("They are written for {key}…; the desk cannot read them."),
                  {"key": settings.copy_key[:12]})  # fmt: skip
