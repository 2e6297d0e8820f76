"""Connections to encrypted files, through SQLCipher; they fail with the errors of sqlite3, as all others do."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self, cast

from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_

try:
    from sqlcipher3 import dbapi2 as engine
except ImportError as error:  # told where a file needs it
    raise DeskError(
        N_(
            "This file is encrypted, and what reads it is not installed. Install it and try again, "
            "with pip install deskapp[encrypted]."
        )
    ) from error

VERSION = str(engine.sqlite_version)
"""Of the SQLite inside."""


@contextmanager
def spoken() -> Iterator[None]:
    """Raise what the engine says as the error of sqlite3 that has the same name, so that one word catches both."""
    try:
        yield
    except engine.Error as error:
        raise twin(error) from error


_NAMES = {
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
    "database is locked": "SQLITE_BUSY",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "unable to open database file": "SQLITE_CANTOPEN",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
}
"""What the engine means where it gives the sentence of an error without its name, as in a copy."""


def twin(error: BaseException) -> sqlite3.Error:
    """The same error as sqlite3 would raise it."""
    found = cast(sqlite3.Error, getattr(sqlite3, type(error).__name__, sqlite3.DatabaseError)(*error.args))
    for name in ("sqlite_errorcode", "sqlite_errorname"):
        if hasattr(error, name):
            setattr(found, name, getattr(error, name))
    if not hasattr(found, "sqlite_errorname") and (name := _NAMES.get(str(error), "")):
        found.sqlite_errorname = name
    return found


def _rows(base: Any) -> property:
    """What rows are made by: for the row of sqlite3 that of the engine, which alone goes with its cursors."""

    def put(self: Any, made_by: Any) -> None:
        base.row_factory.__set__(self, engine.Row if made_by is sqlite3.Row else made_by)

    return property(base.row_factory.__get__, put)


class Cursor(engine.Cursor):  # type: ignore[misc]  # the wheel has no types
    """A cursor that fails as one of sqlite3 does."""

    row_factory = _rows(engine.Cursor)

    def execute(self, *words: Any) -> Self:
        """Run a statement."""
        try:
            return cast(Self, super().execute(*words))
        except engine.Error as error:
            raise twin(error) from error

    def executemany(self, *words: Any) -> Self:
        """Run a statement for each row."""
        with spoken():
            return cast(Self, super().executemany(*words))

    def executescript(self, *words: Any) -> Self:
        """Run several statements."""
        with spoken():
            return cast(Self, super().executescript(*words))

    def fetchone(self) -> Any:
        """The next row, or None."""
        try:
            return super().fetchone()
        except engine.Error as error:
            raise twin(error) from error

    def fetchmany(self, *size: Any) -> list[Any]:
        """Some rows."""
        with spoken():
            return cast(list[Any], super().fetchmany(*size))

    def fetchall(self) -> list[Any]:
        """All rows that are left."""
        with spoken():
            return cast(list[Any], super().fetchall())

    def __next__(self) -> Any:
        """The next row."""
        try:
            return super().__next__()
        except engine.Error as error:
            raise twin(error) from error


class Connection(engine.Connection):  # type: ignore[misc]
    """A connection that fails as one of sqlite3 does."""

    row_factory = _rows(engine.Connection)

    def cursor(self, kind: Callable[..., Any] = Cursor, /) -> Any:
        """A cursor."""
        with spoken():
            return super().cursor(kind)

    def execute(self, *words: Any) -> Any:
        """Run a statement."""
        return self.cursor().execute(*words)

    def executemany(self, *words: Any) -> Any:
        """Run a statement for each row."""
        return self.cursor().executemany(*words)

    def executescript(self, *words: Any) -> Any:
        """Run several statements."""
        return self.cursor().executescript(*words)

    def backup(self, *words: Any, **named: Any) -> None:
        """Copy all pages into another connection."""
        with spoken():
            super().backup(*words, **named)

    def commit(self) -> None:
        """End the transaction."""
        with spoken():
            super().commit()

    def rollback(self) -> None:
        """Take the transaction back."""
        with spoken():
            super().rollback()

    def close(self) -> None:
        """Close."""
        with spoken():
            super().close()


def connect(
    path: Path, spec: str, *, factory: Any = Connection, mode: str = "rw", **named: Any
) -> sqlite3.Connection:
    """A connection to the file at `path` with the key `spec`; to all who use it one of sqlite3.

    Without a key it is a plain file.
    """
    with spoken():
        found = engine.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, factory=factory, **named)
        try:
            found.execute("PRAGMA cipher_log_level=NONE")  # before the key: the engine would tell of it
            if spec:
                found.set_key(spec)
            found.row_factory = sqlite3.Row
        except BaseException:
            found.close()
            raise
    return cast(sqlite3.Connection, found)
