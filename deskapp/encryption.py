"""Encrypting the desk file, giving it another key, or making it readable again: each is a whole, compared copy."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from deskapp import backup, db
from deskapp.domain.errors import DeskError
from deskapp.domain.officer import Actor
from deskapp.domain.times import stored
from deskapp.domain.words import N_
from deskapp.keyring import RING, is_encrypted, spec_with
from deskapp.reading import room as room_reading
from deskapp.services.audit import append
from deskapp.settings import Settings, audit_key
from deskapp.swap import put, refuse_open
from deskapp.wiring import clock_of

Way = Literal["encrypt", "decrypt", "rekey"]

KEPT = {"encrypt": "plain", "decrypt": "encrypted", "rekey": "oldkey"}
"""What the kept file is called, behind the name of the desk file; see swap.WORDS."""

_SUMS = 1024 * 1024
"""Bytes that are written over at once."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Converted:
    """The desk file in its new form."""

    path: Path
    kept: Path | None
    """The file as it was before."""
    rows: int
    """How many rows were compared, one by one."""


def check(settings: Settings, way: Way) -> Path:
    """See that the desk file can go this way, and give where it really lies. Raises DeskError."""
    target = Path(os.path.realpath(settings.database))
    db.check(target)
    encrypted = is_encrypted(target)
    if way == "encrypt" and encrypted:
        raise DeskError(
            N_(
                "{path} is encrypted already. Another passphrase: deskapp rekey; readable again: deskapp decrypt."
            ),
            path=target,
        )
    if way != "encrypt" and not encrypted:
        raise DeskError(
            N_("{path} is not encrypted: nothing is changed. Encrypt it: deskapp encrypt."), path=target
        )
    refuse_open(target)
    return target


def convert(settings: Settings, way: Way, secret: str, progress: Progress, *, via: str = "cli") -> Converted:
    """Make a copy of the desk file in its new form, compare it row by row, and let it take the place; all or nothing.

    `secret` is the new passphrase or key; nothing is needed to decrypt. The old file is kept beside. Raises DeskError.
    """
    target = check(settings, way)
    if db.check(target) != db.HEAD:
        db.migrate(target)
    key, spec = audit_key(settings), spec_with(secret) if way != "decrypt" else ""
    with (
        backup.told(target),
        db.beside(target) as half,
        db.told(target),
        closing(_exporter(target)) as source,
    ):
        db.touch(half)
        _export(source, half, spec)
        if secret:
            RING.hold(secret)
        rows = _compare(source, half, progress)
        now = _note(settings, half, key, way, via)
        kept = put(half, target, f"{KEPT[way]}-{now}")
    return Converted(target, kept, rows)


def _exporter(target: Path) -> sqlite3.Connection:
    """A connection that nobody else reads or writes beside, until it is closed."""
    from deskapp.cipher import connect

    found = connect(
        target, RING.spec_of(target) if is_encrypted(target) else "",
        isolation_level=None, check_same_thread=False, timeout=db.BUSY_MS / 1000,
    )  # fmt: skip
    try:
        found.execute("PRAGMA journal_mode=DELETE")  # all of it in the one file
        found.execute("PRAGMA main.locking_mode=EXCLUSIVE")
        found.execute("BEGIN EXCLUSIVE")
        found.execute("COMMIT")
    except BaseException:
        found.close()
        raise
    return found


def _export(source: sqlite3.Connection, half: Path, spec: str) -> None:
    source.execute("ATTACH DATABASE ? AS half KEY ?", (str(half), spec))
    try:
        source.execute("PRAGMA half.journal_mode=MEMORY")
        source.execute(
            "PRAGMA half.synchronous=OFF"
        )  # nobody's file yet; it is synced before it gets its name
        source.execute(f"PRAGMA half.application_id={db.APPLICATION_ID}")
        source.execute("BEGIN")
        source.execute("SELECT sqlcipher_export('half')")
        source.execute("COMMIT")
        (version,) = source.execute("PRAGMA main.user_version").fetchone()
        source.execute(f"PRAGMA half.user_version={int(version)}")
    finally:
        source.execute("DETACH DATABASE half")


def _compare(source: sqlite3.Connection, half: Path, progress: Progress) -> int:
    """See that both files hold the same, row by row. Raises DeskError."""
    with closing(db.connect(half, readonly=True)) as made:
        same = backup.is_whole(made) and _schema(source) == _schema(made)
        tables = [name for name, _ in _schema(source) if _is_table(source, name)] if same else []
        rows = 0
        for done, table in enumerate(tables):
            progress(done, len(tables))
            (one, count), (other, _) = _sum(source, table), _sum(made, table)
            same, rows = same and one == other, rows + count
    if not same:
        raise DeskError(
            N_("The new file did not come out as the old one and was thrown away; {path} is as it was. Run deskapp "
               "doctor, and try again."),
            path=half.parent,
        )  # fmt: skip
    return rows


def _schema(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Everything that the file is made of; what the engine makes by itself has no words."""
    found = connection.execute("SELECT name, coalesce(sql, '') FROM sqlite_master ORDER BY name, sql")
    return [(row[0], row[1]) for row in found.fetchall()]


def _is_table(connection: sqlite3.Connection, name: str) -> bool:
    """Whether rows are kept under this name; a virtual table keeps them in others."""
    sql = "SELECT 1 FROM sqlite_master WHERE name = ? AND type = 'table' AND rootpage > 0"
    return connection.execute(sql, (name,)).fetchone() is not None


def _sum(connection: sqlite3.Connection, table: str) -> tuple[str, int]:
    """What the rows of a table add up to, and how many there are."""
    found, count = hashlib.sha256(), 0
    for row in _rows(connection, table):
        found.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
        count += 1
    return found.hexdigest(), count


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[sqlite3.Row]:
    keys = [
        row[0] for row in connection.execute(
            "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", (table,)
        ).fetchall()
    ]  # fmt: skip
    order = ", ".join(f'"{key}"' for key in keys) or "rowid"
    cursor = connection.execute(f'SELECT * FROM "{table}" ORDER BY {order}')
    while found := cursor.fetchmany(1000):
        yield from found


def _note(settings: Settings, half: Path, key: bytes, way: Way, via: str) -> str:
    """Bind what is done to the audit chain of the new file; gives the moment, for a name."""
    with closing(db.connect(half)) as connection:
        room = room_reading.rooms(connection)[0]
        now = clock_of(settings, room.practice)()
        connection.execute("BEGIN IMMEDIATE")
        actor = Actor(room.signed_in, room.id, via)
        append(
            connection.execute,
            key,
            actor,
            stored(now),
            way,
            "room",
            room.id,
            {"file": settings.database.name},
        )
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode=DELETE")  # one file alone changes its place
    return f"{room.calendar.local(now):%Y%m%d-%H%M%S}"


def remove(paths: tuple[Path, ...]) -> None:
    """Write these files over and take them away. Raises DeskError."""
    for path in paths:
        with db.told(path):
            with path.open("r+b") as file:
                left = path.stat().st_size
                while left > 0:
                    file.write(bytes(min(left, _SUMS)))
                    left -= _SUMS
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
            db.sync(path.parent)
