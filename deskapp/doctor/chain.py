"""Looks whether the audit chain holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from deskapp import db
from deskapp.doctor.finding import BAD, GOOD, NOTE, Finding
from deskapp.domain.audit import START, key_name, seal
from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_
from deskapp.settings import Settings, audit_key


def audit_chain(settings: Settings) -> Iterator[Finding]:
    """Whether every link of the audit chain holds; those of another key are counted, not checked."""
    if not settings.key_file.exists():
        return  # said with the key
    try:
        key = audit_key(settings)
        db.check(settings.database)
        with db.told(settings.database), closing(db.connect(settings.database, readonly=True)) as connection:
            broken, links, foreign = _walk(connection, key)
    except (DeskError, OSError):
        return  # said with the file or the key
    said = {"links": links, "seq": broken, "foreign": foreign}
    if broken:
        yield Finding(N_("Audit chain"), BAD, N_("It breaks at entry {seq}: something was changed behind the desk."),
                      said, N_("Keep a copy of the file, tell the duty leader, and compare with the last backup.")
                      )  # fmt: skip
    elif foreign:
        yield Finding(N_("Audit chain"), NOTE, N_("{links} entries hold; {foreign} were sealed with another key."),
                      said, N_("Bring back the key file of that time to check them, too."))  # fmt: skip
    else:
        yield Finding(N_("Audit chain"), GOOD, N_("All {links} entries hold."), said)


def _walk(connection: sqlite3.Connection, key: bytes) -> tuple[int, int, int]:
    """The first entry that does not hold, or 0; how many there are, and how many another key has sealed."""
    before, own, links, foreign = START, key_name(key), 0, 0
    for *content, mac in connection.execute(
        "SELECT seq, room_id, at, officer_id, via, action, subject, subject_id, content, key_name, prev, mac "
        "FROM audit ORDER BY seq"
    ):
        links += 1
        foreign += content[9] != own
        if content[10] != before or content[0] != links or (content[9] == own and seal(key, content) != mac):
            return int(content[0]), links, foreign
        before = mac
    return 0, links, foreign
