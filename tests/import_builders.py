"""Two desks on the same file, and all that stands in them: for what must come out alike in two ways."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from deskapp import db
from deskapp.domain.roster import SheetRow
from deskapp.reading.bound_rows import Check
from deskapp.reading.chain import walk
from deskapp.services.store import Store
from tests.builders import KEY, TestDesk


def quiet(_done: int, _of: int) -> None:
    """A progress that nobody looks at."""


def sheet(*rows: Sequence[str]) -> list[SheetRow]:
    """Rows as a file has them, from row 1 on."""
    return [SheetRow(at, tuple(row)) for at, row in enumerate(rows, 1)]


def twin(desk: TestDesk, name: str) -> TestDesk:
    """The same desk on a copy of its file."""
    path = desk.path.with_name(name)
    shutil.copy(desk.path, path)
    return TestDesk(path, desk.clock, Store(path, KEY, desk.clock, durable=False), desk.room)


def tables(path: Path, without: Iterable[str] = ()) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, those of the search indexes among them; columns in `without` are left out."""
    found: dict[str, list[tuple[object, ...]]] = {}
    left_out = set(without)
    with closing(db.connect(path, readonly=True)) as connection:
        connection.row_factory = None
        names = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        for name, sql in names:
            if name.startswith("search_") and not sql.startswith("CREATE VIRTUAL"):
                continue
            columns = [one[1] for one in connection.execute(f"PRAGMA table_info({name})")]
            shown = ", ".join(
                one for one in (("rowid", *columns) if "search_" in name else columns) if one not in left_out
            )
            found[name] = connection.execute(f"SELECT {shown} FROM {name} ORDER BY 1").fetchall()
    return found


def alike(one: Path, other: Path, without: Iterable[str] = (), but: Iterable[str] = ()) -> None:
    """Assert that two files hold the same rows, but for some columns and tables."""
    mine, theirs = tables(one, without), tables(other, without)
    skipped = {"audit", *but}  # links bind block by block, or all at the end: see `said` and `bound`
    for name in mine:
        if name not in skipped:
            assert mine[name] == theirs[name], name


def said(path: Path) -> list[tuple[object, ...]]:
    """What the links of a file say, apart from which of them binds which row."""
    with closing(db.connect(path, readonly=True)) as connection:
        asked = "SELECT seq, room_id, at, officer_id, via, action, subject, subject_id, content, key_name FROM audit"
        return [tuple(row) for row in connection.execute(f"{asked} ORDER BY seq")]


def bound(path: Path) -> set[str]:
    """Every row that the links of a file bind, with its digest."""
    with closing(db.connect(path, readonly=True)) as connection:
        return {part for row in connection.execute("SELECT bound FROM audit") for part in row[0].split()}


def proven(path: Path) -> bool:
    """Whether every link of the chain holds, and every row is as a link has bound it."""
    with closing(db.connect(path, readonly=True)) as connection:
        walked = walk(connection, KEY)
        return not walked.broken and not walked.cut and Check(connection, KEY).run().first is None


def whole(path: Path) -> bool:
    """Whether the file is sound and no key of it points nowhere."""
    with closing(sqlite3.connect(path)) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return sound and not connection.execute("PRAGMA foreign_key_check").fetchall()


def columns(row: sqlite3.Row) -> Mapping[str, object]:
    """A row by its names."""
    return {name: row[name] for name in row.keys()}  # noqa: SIM118 - a row of sqlite3
