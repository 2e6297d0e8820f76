"""Looks whether the audit chain holds, and, where somebody asks for it, whether the rows are those that it binds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from deskapp import db
from deskapp.doctor.finding import BAD, GOOD, NOTE, Finding
from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_, Term
from deskapp.reading.bound_rows import Check, Rows
from deskapp.reading.chain import Progress, Walk, unseen, walk
from deskapp.settings import Settings, audit_key

_COMPARE = N_("Keep a copy of the file, tell the duty leader, and compare with the last backup.")
_KINDS = {"changed": N_("changed"), "gone": N_("taken out"), "strange": N_("put in")}


def as_found(raw: bytes) -> str:
    """A text as it stands in the file, even where it was bent to be no UTF-8 any more."""
    return raw.decode("utf-8", "surrogateescape")


@contextmanager
def opened(settings: Settings) -> Iterator[tuple[sqlite3.Connection, bytes] | None]:
    """The file and its key; None where a look at the file or at the key says what is wrong with them."""
    connection = None
    try:
        if settings.key_file.exists():
            key = audit_key(settings)
            db.check(settings.database)
            connection = db.connect(settings.database, readonly=True)
            connection.text_factory = as_found
    except (DeskError, OSError):
        connection = None
    if connection is None:
        yield None
        return
    with db.told(settings.database), closing(connection):
        yield connection, key


def audit_chain(settings: Settings) -> Iterator[Finding]:
    """Whether every link of the audit chain holds."""
    try:
        with opened(settings) as file:
            if file is None:
                return
            found = walk(*file)
    except DeskError:
        return  # said with the file
    yield _told(found)


def _told(found: Walk) -> Finding:
    said = {
        "links": found.links, "seq": found.broken, "foreign": found.foreign,
        "first": found.links + 1, "last": found.cut,
    }  # fmt: skip
    name = N_("Audit chain")
    if found.broken:
        return Finding(
            name, BAD, N_("It breaks at entry {seq}: something was changed behind the desk."), said, _COMPARE
        )
    if found.cut:
        return Finding(
            name, BAD, N_("Its end is cut off: entries {first} to {last} are gone."), said, _COMPARE
        )
    if found.foreign:
        return Finding(name, NOTE, N_("{links} entries hold; {foreign} were sealed with another key."),
                       said, N_("Bring back the key file of that time to check them, too."))  # fmt: skip
    return Finding(name, GOOD, N_("All {links} entries hold."), said)


def verify(settings: Settings, progress: Progress = unseen) -> Iterator[Finding]:
    """Whether the rows are those that the chain binds: every one of them is read, nothing is changed."""
    try:
        with opened(settings) as file:
            if file is None:
                return
            found = Check(*file).run(progress)
    except DeskError:
        return  # said with the file
    yield _told_rows(found)


def _told_rows(found: Rows) -> Finding:
    name, first = N_("Rows of the chain"), found.first
    said: dict[str, object] = {
        "fit": found.fit,
        "older": found.older,
        "foreign": found.foreign,
        "count": len(found.misfits),
    }
    if first is not None:
        said |= {"table": first.table, "row": first.key, "kind": Term(_KINDS[first.kind]), "seq": first.seq}
        text = (
            N_("{count} were changed behind the desk; the first is row {row} of {table} ({kind}), see entry {seq}.")
            if first.seq
            else N_("{count} were changed behind the desk; the first is row {row} of {table} ({kind}), of which no "
                    "entry knows.")
        )  # fmt: skip
        return Finding(name, BAD, text, said, _COMPARE)
    if found.older or found.foreign:
        return Finding(
            name, NOTE,
            N_("{fit} are as they were written; {older} are older than this check and {foreign} are bound by another "
               "key."),
            said, N_("They are checked once they are written again."),
        )  # fmt: skip
    return Finding(name, GOOD, N_("All {fit} are as they were written."), said)
