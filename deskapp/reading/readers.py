"""Read-only connections of the threads that work beside the screen's own; each closes between two reads."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Self, cast

from deskapp import db

AGAIN = 0.05
"""Seconds after which a read that has begun just now is broken off once more."""


class Step:
    """What a cursor does whose every step is taken by one thread alone; the engine's own steps stand behind it."""

    connection: Any

    @property
    def _lent(self) -> Loan:
        return cast(Loan, self.connection)

    def execute(self, *words: Any) -> Self:
        """Run a statement."""
        with self._lent.at_work():
            return cast(Self, cast(Any, super()).execute(*words))

    def fetchone(self) -> Any:
        """The next row, or None."""
        with self._lent.at_work():
            return cast(Any, super()).fetchone()

    def fetchmany(self, *size: Any) -> list[Any]:
        """Some rows."""
        with self._lent.at_work():
            return cast(list[Any], cast(Any, super()).fetchmany(*size))

    def fetchall(self) -> list[Any]:
        """All rows that are left."""
        with self._lent.at_work():
            return cast(list[Any], cast(Any, super()).fetchall())

    def __next__(self) -> Any:
        """The next row."""
        with self._lent.at_work():
            return cast(Any, super()).__next__()


class Loan:
    """What a connection does that another thread may end: closed in the middle of a read it would end the process."""

    CURSOR: type[Any]

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._turn = threading.Lock()
        self._ended = False

    def cursor(self, *_: Any) -> Any:
        """A cursor."""
        return cast(Any, super()).cursor(self.CURSOR)

    def execute(self, *words: Any) -> Any:
        """Run a statement; SQLite's own way would go past our cursor."""
        return self.cursor().execute(*words)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Keep the connection open meanwhile. Raises ProgrammingError where it was ended."""
        with self._turn:
            if self._ended:
                raise sqlite3.ProgrammingError("the desk was closed")
            yield

    def end(self) -> None:
        """Break off what is being read, and close."""
        self._ended = True
        while True:
            cast(Any, self).interrupt()
            if self._turn.acquire(timeout=AGAIN):
                break
        try:
            cast(Any, self).close()
        finally:
            self._turn.release()


class LentCursor(Step, sqlite3.Cursor):
    """Such a cursor of a plain file."""


class Lent(Loan, sqlite3.Connection):
    """Such a connection to a plain file."""

    CURSOR = LentCursor


@cache
def _encrypted_lent() -> type[Any]:
    """Such a connection to an encrypted file."""
    from deskapp import cipher

    class EncryptedCursor(Step, cipher.Cursor):
        pass

    class EncryptedLent(Loan, cipher.Connection):
        CURSOR = EncryptedCursor

    return EncryptedLent


LENT = db.Kind(Lent, _encrypted_lent)


class Readers:
    """One connection for each thread that asks."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._own = threading.local()
        self._turn = threading.Lock()
        self._all: list[Loan] = []
        self._closed = False

    def here(self) -> sqlite3.Connection:
        """The connection of the calling thread; after `close` one on which nothing can be read."""
        found: Any = getattr(self._own, "connection", None)
        if found is None:
            found = self._own.connection = db.connect(self._path, readonly=True, kind=LENT)
            db.keep_few(found, 256)  # it walks through once: nothing of it is read again
            with self._turn:
                self._all.append(found)
                late = self._closed
            if late:
                found.end()
        return cast(sqlite3.Connection, found)

    def close(self) -> None:
        """Break off what is being read, and close."""
        with self._turn:
            self._closed = True
            ending, self._all = self._all, []
        for connection in ending:
            connection.end()
