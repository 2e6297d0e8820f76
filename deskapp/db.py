"""The database file: opening it safely, pragmas, transactions, and clear words where it cannot be used."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.words import N_

if TYPE_CHECKING:
    from sqlalchemy import Engine

APPLICATION_ID = 0x4465736B
"""“Desk”: tells our files from other SQLite files."""

HEAD = "0001"
"""The newest schema step that this program knows."""

APPEND_ONLY = ("history", "action_log", "audit")
"""Tables that only grow; triggers hold them."""

_SAFE_WAL = (3, 51, 3)
"""From this SQLite on, WAL mode with two connections cannot lose a commit (the WAL-reset bug)."""

_HEADER = b"SQLite format 3\x00"


def journal_pragmas(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> tuple[str, ...]:
    """Journal mode and synchronous level that lose nothing acknowledged on this SQLite."""
    if version >= _SAFE_WAL:
        return ("journal_mode=WAL", "synchronous=FULL")
    return ("journal_mode=DELETE", "synchronous=EXTRA")


PRAGMAS = (
    "foreign_keys=ON",
    "busy_timeout=5000",
    "trusted_schema=OFF",
    "recursive_triggers=ON",
    "secure_delete=ON",
    "cell_size_check=ON",
)


def connect(path: Path, *, readonly: bool = False) -> sqlite3.Connection:
    """A connection with all pragmas, in autocommit mode; the file must exist.

    It may be used from any one thread at a time. Raises DeskError where the file cannot be opened.
    """
    uri = f"{path.absolute().as_uri()}?mode={'ro' if readonly else 'rw'}"
    with told(path):
        found = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=5.0)
        found.row_factory = sqlite3.Row
        for pragma in PRAGMAS:
            found.execute(f"PRAGMA {pragma}")
        if not readonly:
            for pragma in journal_pragmas():
                found.execute(f"PRAGMA {pragma}")
        return found


def check(path: Path) -> str:
    """Look at the file without changing it and give its schema step.

    Raises DeskError in words for a missing, foreign, damaged or newer file, and for one without permission.
    """
    if not path.exists():
        raise DeskError(
            N_("There is no desk file at {path}. Check the path, or make one: deskapp setup."),
            code=Exit.NOT_FOUND, path=path,
        )  # fmt: skip
    with told(path):
        if path.is_dir():
            raise DeskError(N_("{path} is a folder, not a desk file."), path=path)
        with path.open("rb") as file:
            head = file.read(100)
        if not head.startswith(_HEADER):
            raise _foreign(path)
        probe = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5.0)
        try:
            if probe.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise _foreign(path)
            found = probe.execute("SELECT version_num FROM alembic_version").fetchone()
        finally:
            probe.close()
    step = str(found[0]) if found else ""
    if step > HEAD:
        raise DeskError(
            N_("{path} was written by a newer deskapp (schema {step}, this one knows {head}). "
               "Nothing is changed: install the newer program."),
            path=path, step=step, head=HEAD,
        )  # fmt: skip
    return step


def _foreign(path: Path) -> DeskError:
    return DeskError(N_("{path} is not a desk file. It is left as it is: choose another one."), path=path)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say about the file into sentences."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if refused := refusal(error, path):
            raise refused from error
        raise
    except PermissionError as error:
        raise DeskError(
            N_("No permission for {path}: ask whoever set up this machine. Nothing is changed."), path=path
        ) from error


def refusal(error: sqlite3.DatabaseError, path: Path) -> DeskError | None:
    """The sentence for an error of the file itself, or None for a bug of ours."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return DeskError(
            N_("Another program holds {path} busy. Nothing is lost: try again in a moment."),
            code=Exit.BUSY, path=path,
        )  # fmt: skip
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or "no such table: alembic_version" in str(error):
        return DeskError(
            N_("{path} is damaged and is not touched. Keep a copy of it and bring back a backup."), path=path
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM")):
        return DeskError(N_("{path} cannot be written: it is read-only. Nothing is changed."), path=path)
    if name.startswith("SQLITE_FULL"):
        return DeskError(
            N_("The disk is full: nothing was saved. What you typed is kept; make room, then save again."),
            path=path,
        )
    if name.startswith("SQLITE_IOERR"):
        return DeskError(
            N_("The disk failed while {path} was used. Stop writing, and copy the file to another disk."),
            path=path,
        )
    if name.startswith("SQLITE_CANTOPEN"):
        return DeskError(N_("{path} cannot be opened: check the path and its permissions."), path=path)
    return None


def create(path: Path) -> None:
    """Make an empty desk file of the newest schema, 0600. Raises DeskError where something is there already."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with told(path):
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            raise DeskError(
                N_("{path} is there already and is left as it is. Choose another name."), path=path
            ) from None
        stamped = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)
        try:
            stamped.execute(f"PRAGMA application_id={APPLICATION_ID}")
        finally:
            stamped.close()
    migrate(path)


def migrate(path: Path) -> None:
    """Bring the file to the newest schema in one transaction; a file with records is copied first."""
    from alembic import command
    from alembic.config import Config

    if step := check(path) if _has_tables(path) else "":
        if step == HEAD:
            return
        keep_copy(path, step)
    engine = write_engine(path)
    try:
        with told(path), engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.commit()
            with connection.begin():
                config = Config()
                config.set_main_option("script_location", "deskapp:migrations")
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                _assert_whole(connection.exec_driver_sql)
    finally:
        engine.dispose()


def _has_tables(path: Path) -> bool:
    with told(path):
        probe = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            return bool(probe.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
        finally:
            probe.close()


def _assert_whole(execute: Callable[[str], Any]) -> None:
    """Refuse a schema whose append-only triggers or foreign keys a step has lost."""
    names = {row[0] for row in execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    lost = {f"{table}_no_{verb}" for table in APPEND_ONLY for verb in ("update", "delete")} - names
    broken = execute("PRAGMA foreign_key_check").fetchall()
    if lost or broken:
        raise RuntimeError(f"migration lost triggers {sorted(lost)} or foreign keys {len(broken)}")


def keep_copy(path: Path, step: str) -> Path:
    """A checked copy of the file beside it, made before its schema changes from `step`."""
    copy = path.with_name(f"{path.name}.before-{step}-to-{HEAD}")
    copy.unlink(missing_ok=True)
    with told(path):
        source = connect(path)
        try:
            source.execute("VACUUM INTO ?", (str(copy),))
        finally:
            source.close()
        copy.chmod(0o600)
        checked = sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)
        try:
            if checked.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise DeskError(
                    N_("{path} is damaged and is not touched. Keep a copy of it and bring back a backup."),
                    path=path,
                )
        finally:
            checked.close()
    return copy


def write_engine(path: Path) -> Engine:
    """An engine whose transactions begin with BEGIN IMMEDIATE."""
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import StaticPool

    connection = connect(path)
    engine = create_engine(
        "sqlite://", creator=lambda: connection, poolclass=StaticPool, hide_parameters=True
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: object) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # type: ignore[attr-defined]

    return engine
