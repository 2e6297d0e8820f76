"""The database file: opening it safely, pragmas, transactions, and clear words where it cannot be used."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deskapp import disk
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.words import N_
from deskapp.keyring import HEADER, RING, head_of, is_encrypted

if TYPE_CHECKING:
    from sqlalchemy import Engine

APPLICATION_ID = 0x4465736B
"""“Desk”: tells our files from other SQLite files."""

HEAD = "0017"
"""The newest schema step that this program knows."""

APPEND_ONLY = ("history", "action_log", "audit", "journal")
"""Tables that only grow; triggers hold them."""

SEALS = (
    "shift_sealed", "shift_no_delete", "shift_not_replaced", "shift_not_pushed_out", "shift_member_sealed",
    "shift_member_kept", "shift_member_no_delete", "handover_entry_sealed", "handover_entry_kept",
    "handover_entry_no_delete", "handover_entry_not_replaced",
)  # fmt: skip
"""Triggers that keep a sealed handover as it was accepted."""

_SAFE_WAL = (3, 51, 3)
"""From this SQLite on, WAL mode with two connections cannot lose a commit (the WAL-reset bug)."""


def journal_pragmas(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> tuple[str, ...]:
    """Journal mode and synchronous level that lose nothing acknowledged on this SQLite."""
    if version >= _SAFE_WAL:
        return ("journal_mode=WAL", "synchronous=FULL")
    return ("journal_mode=DELETE", "synchronous=EXTRA")


def _encrypted() -> type[Any]:
    from deskapp.cipher import Connection

    return Connection


BUSY_MS = 5000
"""How long a connection waits for another one's lock."""

_LOOK = 0.001
"""Seconds between two looks whether the file is free for a write, at least; four times as many at most."""

PRAGMAS = (
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "recursive_triggers=ON",
    "secure_delete=ON",
    "cell_size_check=ON",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a connection is made of: one of sqlite3, or one to an encrypted file, loaded where there is such a file."""

    plain: type[sqlite3.Connection] = sqlite3.Connection
    encrypted: Callable[[], type[Any]] = _encrypted


PLAIN = Kind()


def connect(
    path: Path,
    *,
    readonly: bool = False,
    durable: bool = True,
    statements: int = 128,
    kind: Kind = PLAIN,
    encrypted: bool | None = None,
    like: Path | None = None,
) -> sqlite3.Connection:
    """A connection with all pragmas, in autocommit mode; the file must exist. It keeps `statements` ready.

    It may be used from any one thread at a time. A read-only one still rolls back what a crash left half
    done, which SQLite's own mode=ro cannot. `durable=False` is for a file that nobody has yet: it is fast,
    and lost where the machine stops. An empty file becomes an encrypted one where this process has a key, unless
    `encrypted` says what it becomes, or it gets the key of the file `like` which it is to be a copy of. Raises
    DeskError where the file cannot be opened.
    """
    with told(path):
        found = opened(path, kind, encrypted, like, cached_statements=statements)
        try:
            for pragma in (f"busy_timeout={BUSY_MS}", *PRAGMAS):
                found.execute(f"PRAGMA {pragma}")
            if readonly:
                found.execute("PRAGMA query_only=ON")
            else:
                for pragma in journal_pragmas() if durable else ("journal_mode=MEMORY", "synchronous=OFF"):
                    found.execute(f"PRAGMA {pragma}")
        except BaseException:
            found.close()
            raise
        return found


def opened(
    path: Path, kind: Kind = PLAIN, encrypted: bool | None = None, like: Path | None = None, *, mode: str = "rw",
    **named: Any,
) -> sqlite3.Connection:  # fmt: skip
    """The one place that opens desk files, plain and encrypted: a bare connection in autocommit mode."""
    named = {"isolation_level": None, "check_same_thread": False, "timeout": BUSY_MS / 1000} | named
    if spec := _spec_of(path, encrypted, like):
        from deskapp.cipher import connect as connect_encrypted

        return connect_encrypted(path, spec, factory=kind.encrypted(), mode=mode, **named)
    found = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, factory=kind.plain, **named)
    found.row_factory = sqlite3.Row
    return found


def _spec_of(path: Path, encrypted: bool | None, like: Path | None) -> str:
    """The key of the file for the engine; nothing for a plain one. Raises DeskError where the key is not at hand."""
    try:
        head = head_of(path, len(HEADER))
    except OSError:
        return ""  # the engine says what is wrong with it
    if not head and like is not None:
        return RING.spec_of(like) if is_encrypted(like) else ""
    if not head:
        return RING.spec_for_new() if (bool(RING) if encrypted is None else encrypted) else ""
    return RING.spec_of(path) if head != HEADER and is_encrypted(path) else ""


def keep_few(connection: sqlite3.Connection, kibibytes: int) -> None:
    """Let the connection keep few pages: the system has them, too. Those of an encrypted file it has not readable."""
    if not hasattr(connection, "set_key"):
        connection.execute(f"PRAGMA cache_size=-{kibibytes}")


def check(path: Path) -> str:
    """Look at the file without changing it and give its schema step.

    Raises DeskError in words for a missing, foreign, damaged or newer file, and for one without permission.
    """
    with told(path):
        if not path.exists():
            raise DeskError(
                N_("There is no desk file at {path}. Check the path, or make one: deskapp setup."),
                code=Exit.NOT_FOUND, path=path,
            )  # fmt: skip
        if path.is_dir():
            raise DeskError(N_("{path} is a folder, not a desk file: choose a file in it."), path=path)
        if not path.is_file():
            raise _foreign(path)
        head = head_of(path, 100)
        # Read from the bytes: a foreign file, perhaps with a journal of its own, is never opened by SQLite.
        encrypted = not head.startswith(HEADER) and is_encrypted(path)
        if not encrypted and (not head.startswith(HEADER) or int.from_bytes(head[68:72]) != APPLICATION_ID):
            raise _foreign(path)
        probe = connect(path, readonly=True)
        try:
            if encrypted and probe.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
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


def begin(connection: sqlite3.Connection) -> None:
    """Begin a write; where others write it waits its turn, for no longer than BUSY_MS.

    The engine's own waiting looks more and more rarely, so that who waits longest is served last; this one looks
    every few milliseconds, at moments that nobody shares.
    """
    end = time.monotonic() + BUSY_MS / 1000
    connection.execute("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if not _is_busy(error) or time.monotonic() >= end:
                    raise
                time.sleep(_LOOK * (1 + time.monotonic_ns() % 4))  # a chance that needs no library
            else:
                return
    finally:
        connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")


def _is_busy(error: sqlite3.DatabaseError) -> bool:
    return getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY")


def roll_back(connection: sqlite3.Connection) -> None:
    """Roll back what is open; a full disk has the engine do that by itself, and then nothing is left to do."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say about the file into sentences."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if refused := _refused(error, path):
            raise refused from error
        raise
    except PermissionError as error:
        raise DeskError(
            N_("No permission for {path}: ask whoever set up this machine. Nothing is changed."), path=path
        ) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _full(path) from error
        if error.errno == errno.EIO:
            raise _failed(path) from error
        raise DeskError(
            N_("{path} cannot be opened: check the path and its permissions."), path=path
        ) from error


@contextmanager
def told_by_engine(path: Path) -> Iterator[None]:
    """Like `told`, for what goes through SQLAlchemy."""
    from sqlalchemy.exc import DBAPIError

    with told(path):
        try:
            yield
        except DBAPIError as error:
            cause = error.orig
            if isinstance(cause, sqlite3.DatabaseError) and (refused := _refused(cause, path)):
                raise refused from error
            raise


def _refused(error: sqlite3.DatabaseError, path: Path) -> DeskError | None:
    """Like `refusal`; where the disk is full, the reserve goes, so that the same write gets through now."""
    if getattr(error, "sqlite_errorname", "").startswith("SQLITE_FULL") and disk.let_go(path):
        return DeskError(
            N_("The disk is full: nothing was saved yet. What you typed is kept. The desk has let its reserve go: save "
               "again now, then make room."),
            path=path,
        )  # fmt: skip
    return refusal(error, path)


def refusal(error: sqlite3.DatabaseError, path: Path) -> DeskError | None:
    """The sentence for an error of the file itself, or None for a bug of ours."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return DeskError(
            N_("Another program holds {path} busy. Nothing is lost: try again in a moment."),
            code=Exit.BUSY, path=path,
        )  # fmt: skip
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or any(sign in str(error) for sign in _DAMAGE):
        return DeskError(
            N_("{path} is damaged and is not touched. Keep a copy of it and bring back a backup."), path=path
        )
    if name == "SQLITE_READONLY_DBMOVED":
        return DeskError(
            N_("{path} was replaced while the desk was open: nothing was saved. Leave with Ctrl+Q, open it again."),
            path=path,
        )  # fmt: skip
    if name == "SQLITE_READONLY_DIRECTORY" or (
        name.startswith("SQLITE_CANTOPEN") and _folder_is_closed(path)
    ):
        return DeskError(
            N_("The folder of {path} is read-only, and a write needs it. Nothing is changed: ask whoever set up this "
               "machine, or choose another place."),
            path=path,
        )  # fmt: skip
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM")):
        return DeskError(
            N_("{path} cannot be written: it is read-only. Nothing is changed: choose another place."),
            path=path,
        )
    if name.startswith("SQLITE_FULL"):
        return _full(path)
    if name.startswith("SQLITE_IOERR"):
        return _failed(path)
    if name.startswith("SQLITE_CANTOPEN"):
        return DeskError(N_("{path} cannot be opened: check the path and its permissions."), path=path)
    return None


_DAMAGE = ("no such table: alembic_version", "Could not decode to UTF-8")
"""What the engine says of damage that it does not know by a name."""


def _full(path: Path) -> DeskError:
    return DeskError(
        N_("The disk is full: nothing was saved. What you typed is kept; make room, then save again."), path=path
    )  # fmt: skip


def _failed(path: Path) -> DeskError:
    return DeskError(
        N_("The disk failed while {path} was used. Stop writing, and copy the file to another disk."),
        path=path,
    )


def _folder_is_closed(path: Path) -> bool:
    return os.path.isfile(path) and os.access(path, os.R_OK) and not os.access(path.parent, os.W_OK)


@contextmanager
def building(path: Path) -> Iterator[Path]:
    """A place beside `path` to build its file in; it becomes `path` in one step, or leaves nothing behind.

    Raises DeskError where something is at `path` already, before anything is written.
    """
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.path.lexists(path):
            raise _taken(path)
    with beside(path) as half:
        yield half
        with told(path):
            _publish(half, path)


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A place beside `path` to build a file in; what is left there at the end is removed."""
    half = path.with_name(f".{path.name[:200]}.{os.getpid()}.new")
    with told(path):
        half.unlink(missing_ok=True)
    try:
        yield half
    finally:
        for ending in ("", "-journal", "-wal", "-shm"):
            half.with_name(half.name + ending).unlink(missing_ok=True)


def _publish(half: Path, path: Path) -> None:
    sync(half)
    try:
        os.link(half, path)  # unlike a rename, it never replaces what came there meanwhile
    except FileExistsError:
        raise _taken(path) from None
    except OSError:  # a file system without links
        if os.path.lexists(path):
            raise _taken(path) from None
        half.rename(path)
    sync(path.parent)


def _taken(path: Path) -> DeskError:
    return DeskError(N_("{path} is there already and is left as it is. Choose another name."), path=path)


def sync(path: Path) -> None:
    """Wait until the disk has the file or the folder."""
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no folders
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def create(path: Path) -> None:
    """Make an empty desk file of the newest schema, 0600. Raises DeskError where something is there."""
    with building(path) as half:
        with told(path):
            touch(half)
        stamped = connect(half, durable=False)
        try:
            stamped.execute(f"PRAGMA application_id={APPLICATION_ID}")
        finally:
            stamped.close()
        migrate(half)


def touch(path: Path) -> None:
    """Make an empty file, 0600, where nothing is."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def migrate(path: Path) -> None:
    """Bring the file to the newest schema in one transaction; a file with records is copied first."""
    from alembic import command
    from alembic.config import Config

    if step := check(path) if _has_tables(path) else "":
        if step == HEAD:
            return
        keep_copy(path, step)
    plain = connect(path)
    plain.execute("PRAGMA foreign_keys=OFF")  # before any transaction: inside one it does nothing
    engine = _engine_on(plain)
    try:
        with told_by_engine(path), engine.connect() as connection, connection.begin():
            config = Config()
            config.set_main_option("script_location", "deskapp:migrations")
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            _assert_whole(connection.exec_driver_sql)
    finally:
        engine.dispose()


def _has_tables(path: Path) -> bool:
    probe = connect(path, readonly=True)
    try:
        with told(path):
            return bool(probe.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    finally:
        probe.close()


def _assert_whole(execute: Callable[[str], Any]) -> None:
    """Refuse a schema whose append-only or sealing triggers or foreign keys a step has lost."""
    names = {row[0] for row in execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    grows = {f"{table}_no_{verb}" for table in APPEND_ONLY for verb in ("update", "delete", "replace")}
    lost = (grows | set(SEALS)) - names
    broken = execute("PRAGMA foreign_key_check").fetchall()
    if lost or broken:
        raise RuntimeError(f"migration lost triggers {sorted(lost)} or foreign keys {len(broken)}")


def keep_copy(path: Path, step: str) -> Path:
    """A checked copy of the file beside it, made before its schema changes from `step`."""
    copy = path.with_name(f"{path.name}.before-{step}-to-{HEAD}")
    with told(path):
        copy.unlink(missing_ok=True)
        touch(copy)  # VACUUM fills an empty file, and this one is nobody else's to read
        source = connect(path)
        try:
            source.execute("VACUUM INTO ?", (str(copy),))
            expected = row_counts(source)
        finally:
            source.close()
        sync(copy)
        checked = connect(copy, readonly=True)
        try:
            if (
                checked.execute("PRAGMA integrity_check").fetchone()[0] != "ok"
                or row_counts(checked) != expected
            ):
                raise DeskError(
                    N_("{path} is damaged and is not touched. Keep a copy of it and bring back a backup."),
                    path=path,
                )
        finally:
            checked.close()
    return copy


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table has."""
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names}


def write_engine(path: Path, *, durable: bool = True) -> Engine:
    """An engine whose transactions begin with BEGIN IMMEDIATE; see `connect`."""
    return _engine_on(connect(path, durable=durable))


def _engine_on(connection: sqlite3.Connection) -> Engine:
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import StaticPool

    engine = create_engine(
        "sqlite://", creator=lambda: connection, poolclass=StaticPool, hide_parameters=True
    )

    @event.listens_for(engine, "begin")
    def _begin(_: object) -> None:
        begin(connection)

    return engine
