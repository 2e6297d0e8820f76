"""Many reads of one moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def one_moment(reader: sqlite3.Connection) -> Iterator[None]:
    """Let many reads see the file at one moment, and lock it once for all of them."""
    began = not reader.in_transaction
    if began:
        reader.execute("BEGIN")
    try:
        yield
    finally:
        if began and reader.in_transaction:  # an error of the disk has ended it already
            reader.execute("COMMIT")
