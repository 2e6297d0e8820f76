"""A day on a file for tests of the audit chain, and hands that bend it behind the desk's back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

from deskapp import db
from deskapp.doctor.chain import as_found
from deskapp.domain.audit import FIELDS, seal_link
from deskapp.domain.bound import read
from deskapp.reading.anchors import Anchor, head_of, place_of, sealed
from deskapp.reading.bound_rows import Check, Misfit
from deskapp.reading.chain import Walk, walk
from deskapp.wiring import Desk
from tests.builders import matters
from tests.shift_builders import as_officer, handed_over, log, shift_desk

LINK = (*FIELDS, "bound", "mac")
TRAIL = ("history", "action_log", "journal")


def a_day(folder: Path) -> Desk:
    """A shift with what happens in one: matters of a day, steps, entries, corrections, an undo, a handover."""
    desk = shift_desk(folder)
    desk.store.durable = False
    desk.shifts.open(desk.actor)
    t, random = desk.words, Random(4)
    numbers = []
    for matter in matters()[:14]:
        told = {
            name: matter[name] for name in ("category", "applicant", "phone", "summary") if matter.get(name)
        }
        numbers.append(log(desk, **told).number)
    for number in numbers[:6]:
        desk.requests.step(number, "take", {}, desk.actor, t)
        desk.requests.note(number, "call", f"回电{random.randrange(99)}", desk.actor, t)
    desk.requests.correct(numbers[1], {"summary": "楼下跑跳"}, "听错了", desk.actor, t)
    desk.undoing.undo(desk.actor)
    desk.viewed("request", 1, numbers[0])
    handed_over(desk)
    later = as_officer(desk, "054321")
    for number in numbers[6:9]:
        desk.requests.step(number, "take", {}, later, t)
    return desk


def in_memory(path: Path) -> sqlite3.Connection:
    """The file as somebody with a tool has it: no trigger, no check, no foreign key in the way."""
    found = sqlite3.connect(":memory:", isolation_level=None)
    with closing(db.connect(path, readonly=True)) as source:
        source.execute("PRAGMA query_only=OFF")
        source.backup(found)
    found.text_factory = as_found
    for (name,) in found.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        found.execute(f"DROP TRIGGER {name}")
    found.execute("PRAGMA ignore_check_constraints=ON")
    return found


class Seen:
    """What the doctor sees of a bent file."""

    def __init__(self, file: sqlite3.Connection, key: bytes, copies: tuple[Anchor, ...] = ()) -> None:
        self.walk: Walk = walk(file, key)
        self.row: Misfit | None = Check(file, key).run().first
        self.lost = [one for one in (*sealed(file), *copies) if not place_of(file, one)]

    @property
    def all(self) -> bool:
        """Whether nothing speaks against the file."""
        return not (self.walk.broken or self.walk.cut or self.row or self.lost)


# -- hands


def bent(random: Random, value: object) -> object:
    """The value with one byte of it changed."""
    if isinstance(value, int):
        digits = list(str(abs(value)))
        at = random.randrange(len(digits))
        digits[at] = random.choice([d for d in "123456789" if d != digits[at]])
        return int("".join(digits))
    raw = (
        bytearray(str(value).encode("utf-8", "surrogateescape"))
        if value not in (None, "")
        else bytearray(b"\0")
    )
    at = random.randrange(len(raw))
    raw[at] ^= 1 << random.randrange(8)
    return bytes(raw)


def keys(file: sqlite3.Connection, table: str) -> list[int]:
    return [row[0] for row in file.execute(f"SELECT rowid FROM {table} ORDER BY rowid")]


def columns(file: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in file.execute(f"PRAGMA table_info({table})")]


def edit(file: sqlite3.Connection, random: Random, table: str) -> int:
    """One byte of one value changed; gives the row."""
    row, column = random.choice(keys(file, table)), random.choice(columns(file, table)[1:])
    old = file.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", (row,)).fetchone()[0]
    new = bent(random, old)
    cast = "CAST(? AS TEXT)" if isinstance(new, bytes) else "?"
    file.execute(f"UPDATE {table} SET {column} = {cast} WHERE rowid = ?", (new, row))
    return row


def take_out(file: sqlite3.Connection, random: Random, table: str) -> int:
    """A row gone."""
    row = random.choice(keys(file, table)[:-1])
    file.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))
    return row


def put_in(file: sqlite3.Connection, random: Random, table: str) -> int:
    """A copy of a row, put in among the others, which move on where they have to."""
    known = keys(file, table)
    source = random.choice(known)
    at = random.choice([source + 1, known[-1] + 1])
    key = columns(file, table)[0]
    names = ", ".join(columns(file, table)[1:])
    more = ", ".join(
        "hex(randomblob(32))" if table == "audit" and n == "mac" else n for n in columns(file, table)[1:]
    )
    for row in [one for one in reversed(known) if one >= at]:
        file.execute(f"UPDATE {table} SET {key} = ? WHERE rowid = ?", (row + 1, row))
    file.execute(
        f"INSERT INTO {table} ({key}, {names}) SELECT ?, {more} FROM {table} WHERE rowid = ?", (at, source)
    )
    return at


def exchange(file: sqlite3.Connection, random: Random, table: str) -> int:
    """Two rows that stand in each other's place; gives the first."""
    one, other = sorted(random.sample(keys(file, table), 2))
    key = columns(file, table)[0]
    for old, new in ((one, 1 << 40), (other, one), (1 << 40, other)):
        file.execute(f"UPDATE {table} SET {key} = ? WHERE rowid = ?", (new, old))
    return one


def write_anew(file: sqlite3.Connection, random: Random, key: bytes, *, upto: int = 0) -> int:
    """A link changed, and all from there on sealed again with a `key`, so that the chain fits itself."""
    first = random.randrange(1, (upto or len(keys(file, "audit"))) + 1)
    file.execute("UPDATE audit SET officer_id = officer_id + 1 WHERE seq = ?", (first,))
    prev = file.execute("SELECT mac FROM audit WHERE seq = ?", (first - 1,)).fetchone()
    mac = prev[0] if prev else "0" * 64
    rows = file.execute(
        f"SELECT {', '.join(LINK)} FROM audit WHERE seq >= ? ORDER BY seq", (first,)
    ).fetchall()
    for row in rows:
        fields = [*row[:10], mac]
        mac = seal_link(key, fields, row[11])
        file.execute("UPDATE audit SET prev = ?, mac = ? WHERE seq = ?", (fields[10], mac, row[0]))
    return first


def cut(file: sqlite3.Connection, random: Random, *, rows: bool, counter: bool) -> int:
    """The last links gone, with the rows that they bound and the counter of the file where asked for."""
    last = len(keys(file, "audit"))
    first = random.randrange(max(2, last - 12), last + 1)
    bound = " ".join(row[0] for row in file.execute("SELECT bound FROM audit WHERE seq >= ?", (first,)))
    file.execute("DELETE FROM audit WHERE seq >= ?", (first,))
    for one in read(bound) if rows else ():
        if one.table in TRAIL:
            file.execute(f"DELETE FROM {one.table} WHERE rowid = ?", (one.key,))
    if counter:
        file.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'audit'", (first - 1,))
    return first


def copy_of(file: sqlite3.Connection) -> Anchor:
    """The head as a backup of this moment notes it."""
    found = head_of(file, "desk-20261121-120000.db")
    assert found is not None
    return found


Hand = Callable[[sqlite3.Connection, Random, str], int]
