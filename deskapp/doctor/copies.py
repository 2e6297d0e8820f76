"""Looks at the copies of the desk file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from deskapp import backup, db
from deskapp.doctor.finding import BAD, GOOD, NOTE, Finding
from deskapp.domain.errors import DeskError
from deskapp.domain.times import moment, wall_clock
from deskapp.domain.words import N_
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
