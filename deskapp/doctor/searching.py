"""Looks whether the search index agrees with the records, and makes it anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing

from deskapp import db
from deskapp.doctor.finding import BAD, GOOD, Finding
from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_
from deskapp.settings import Settings
from deskapp.tables import search

SAMPLE = 200
"""The newest records of a register whose entries in the search index are compared word for word."""


def search_index(settings: Settings) -> Iterator[Finding]:
    """Whether the index was made by these rules and agrees with the newest records."""
    try:
        if db.check(settings.database) != db.HEAD:
            return
        with db.told(settings.database), closing(db.connect(settings.database, readonly=True)) as connection:
            current = search.is_current(connection.execute)
            wrong = [
                found for subject in search.REGISTERS
                if (found := search.differences(connection.execute, subject, SAMPLE))
            ]  # fmt: skip
    except DeskError:
        return  # said with the file itself
    remedy = N_("Make it anew: deskapp doctor --reindex")
    if not current:
        yield Finding(
            N_("Search index"), BAD, N_("It was made by other rules than those of this program."), {}, remedy
        )
    elif wrong:
        yield Finding(N_("Search index"), BAD, N_("It does not agree with the records: {what}."),
                      {"what": ", ".join(wrong)}, remedy)  # fmt: skip
    else:
        yield Finding(N_("Search index"), GOOD, N_("It agrees with the records."))


def reindex(settings: Settings, progress: Callable[[int, int], None]) -> None:
    """Make the search index anew, all of it or nothing; other windows go on reading. Raises DeskError."""
    if db.check(settings.database) != db.HEAD:
        db.migrate(settings.database)
    with db.told(settings.database), closing(db.connect(settings.database)) as connection:
        connection.execute("PRAGMA cache_spill=OFF")  # what is spilled to the file would lock readers out
        connection.execute("BEGIN IMMEDIATE")
        try:
            for done, total in search.rebuild(connection.execute):
                progress(done, total)
            connection.execute("COMMIT")
        except BaseException:
            db.roll_back(connection)
            raise
