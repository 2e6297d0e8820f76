"""Reading that can be broken off: a long count in another thread ends where nobody waits for it any more."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

Reader = sqlite3.Connection
"""What such a read is handed: screens name it so."""

STEPS = 20_000
"""Instructions of SQLite between two looks whether anybody still waits: some hundred microseconds."""


class BrokenOffError(Exception):
    """Nobody waits for what was being read."""


@contextmanager
def breakable(
    connect: Callable[[], sqlite3.Connection], broken: threading.Event
) -> Iterator[sqlite3.Connection]:
    """A connection of one's own, on which every read raises BrokenOffError once `broken` is set."""
    with closing(connect()) as connection:
        connection.set_progress_handler(lambda: int(broken.is_set()), STEPS)
        try:
            yield connection
        except sqlite3.OperationalError as error:
            if broken.is_set():
                raise BrokenOffError from error
            raise
