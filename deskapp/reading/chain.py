"""Walking the audit chain from its first link to its last, a page at a time, so that others can write meanwhile."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from deskapp.domain.audit import FIELDS, START, key_name, seal_link
from deskapp.domain.bound import BEFORE, read

PAGE = 5000
"""Links that are read at once; between two pages nobody is kept from writing."""

Progress = Callable[[int, int], None]
"""Is told how many links were looked at, and of how many."""


def unseen(done: int, of: int) -> None:
    """Progress that nobody looks at."""


@dataclass(frozen=True, slots=True)
class Walk:
    """What was found on the way."""

    links: int
    broken: int
    """The first link that does not hold, or 0."""
    foreign: int
    """How many another key has sealed: nobody can check them without it."""
    cut: int = 0
    """The number of the last link that was ever written, where those after `links` are gone; else 0."""


def has_bound(connection: sqlite3.Connection) -> bool:
    """Whether links of this file can bind rows: those of an older schema cannot."""
    return any(row[1] == "bound" for row in connection.execute("PRAGMA table_info(audit)"))


def links(connection: sqlite3.Connection) -> Iterator[tuple[object, ...]]:
    """Every link, oldest first: its fields, what it binds, and its hash."""
    bound = "bound" if has_bound(connection) else "''"
    sql = f"SELECT {', '.join(FIELDS)}, {bound}, mac FROM audit WHERE seq > ? ORDER BY seq LIMIT {PAGE}"
    last = -1
    while rows := connection.execute(sql, (last,)).fetchall():
        for row in rows:
            yield tuple(row)
        last = rows[-1][0]


def walk(connection: sqlite3.Connection, key: bytes, progress: Progress = unseen) -> Walk:
    """Whether every link holds.

    Links of another key are counted, not checked: of a key that came before, as the first link of this key says,
    or of the only key that the file knows. One between links of this key was changed behind the desk.
    """
    of = int(connection.execute("SELECT coalesce(max(seq), 0) FROM audit").fetchone()[0])
    before, own, count, foreign, open_from = START, key_name(key), 0, 0, 0
    for *fields, bound, mac in links(connection):
        count += 1
        mine = fields[9] == own
        if fields[10] != before or fields[0] != count or (mine and seal_link(key, fields, str(bound)) != mac):
            return Walk(count, open_from or count, foreign)
        if mine and open_from > _earlier(str(bound)):
            return Walk(count, open_from, foreign)
        foreign += not mine
        open_from = 0 if mine else open_from or count
        before = str(mac)
        if count % PAGE == 0:
            progress(count, of)
    progress(count, max(of, count))
    if open_from > 1:
        return Walk(count, open_from, foreign)
    ever = connection.execute("SELECT max(seq) FROM sqlite_sequence WHERE name = 'audit'").fetchone()[0] or 0
    return Walk(count, 0, foreign, ever if ever > count else 0)


def _earlier(bound: str) -> int:
    """Up to which link an earlier key has sealed, as a link of this key says; 0 where it says nothing."""
    return max((one.key for one in read(bound) if (one.table, one.digest) == ("audit", BEFORE)), default=0)
