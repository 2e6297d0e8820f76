"""Read-only connections of the threads that work beside the screen's own; each closes between two reads."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self, cast

from deskapp import db

AGAIN = 0.05
"""Seconds after which a read that has begun just now is broken off once more."""


class LentCursor(sqlite3.Cursor):
    """A cursor whose every step is taken by one thread alone."""

    @property
    def _lent(self) -> Lent:
        return cast(Lent, self.connection)

    def execute(self, *words: Any) -> Self:
        """Run a statement."""
        with self._lent.at_work():
            return super().execute(*words)

    def fetchone(self) -> Any:
        """The next row, or None."""
        with self._lent.at_work():
            return super().fetchone()

    def fetchmany(self, *size: Any) -> list[Any]:
        """Some rows."""
        with self._lent.at_work():
            return super().fetchmany(*size)

    def fetchall(self) -> list[Any]:
        """All rows that are left."""
        with self._lent.at_work():
            return super().fetchall()

    def __next__(self) -> Any:
        """The next row."""
        with self._lent.at_work():
            return super().__next__()


class Lent(sqlite3.Connection):
    """A connection that another thread may end: closed in the middle of a read it would take the process down."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._turn = threading.Lock()
        self._ended = False

    def cursor(self, *_: Any) -> LentCursor:  # type: ignore[override]
        """A cursor."""
        return super().cursor(LentCursor)

    def execute(self, *words: Any) -> LentCursor:
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
            self.interrupt()
            if self._turn.acquire(timeout=AGAIN):
                break
        try:
            self.close()
        finally:
            self._turn.release()


class Readers:
    """One connection for each thread that asks."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._own = threading.local()
        self._turn = threading.Lock()
        self._all: list[Lent] = []
        self._closed = False

    def here(self) -> sqlite3.Connection:
        """The connection of the calling thread; after `close` one on which nothing can be read."""
        found: Lent | None = getattr(self._own, "connection", None)
        if found is None:
            found = self._own.connection = cast(Lent, db.connect(self._path, readonly=True, factory=Lent))
            found.execute("PRAGMA cache_size=-256")  # it walks through once: nothing of it is read again
            with self._turn:
                self._all.append(found)
                late = self._closed
            if late:
                found.end()
        return found

    def close(self) -> None:
        """Break off what is being read, and close."""
        with self._turn:
            self._closed = True
            ending, self._all = self._all, []
        for connection in ending:
            connection.end()
