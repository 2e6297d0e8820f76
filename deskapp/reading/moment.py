"""Many reads of one moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def one_moment(reader: sqlite3.Connection) -> Iterator[None]:
    """Let many reads see the file at one moment, and lock it once for all of them."""
    if reader.in_transaction:
        yield
        return
    reader.execute("BEGIN")
    try:
        yield
    finally:
        if reader.in_transaction:  # an error of the disk has ended it already
            reader.execute("COMMIT")
