"""The one way in which tests open a desk file past the desk: bare, plain or encrypted as the file is."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from deskapp import db
from deskapp.keyring import RING

IN_THE_CLEAR = pytest.mark.skipif(
    os.environ.get("DESKAPP_TEST_ENCRYPTED") == "1",
    reason="an encrypted file has no readable bytes to look for: run it with DESKAPP_TEST_ENCRYPTED unset",
)
"""For tests that read the bytes of a plain file."""


def bare(path: Path | str, *, isolation_level: str | None = "", mode: str = "rw") -> sqlite3.Connection:
    """A connection as sqlite3.connect gives one: without our pragmas, its rows tuples; a missing file is made."""
    if not Path(path).exists():
        return sqlite3.connect(path)
    found: Any = db.opened(Path(path), isolation_level=isolation_level, mode=mode)
    found.row_factory = None
    return found


def statements(connection: sqlite3.Connection) -> Iterator[str]:
    """The statements that make the file; an encrypted one gives none by itself."""
    dump: Any = import_module("sqlite3.dump")
    yield from dump._iterdump(connection)


def hold() -> None:
    """Hold the key that a test handed to this program of its own, as the desk does at its start."""
    if path := os.environ.get("DESKAPP_KEY_FILE"):
        RING.hold_file(Path(path))
