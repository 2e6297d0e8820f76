"""The floor of a scan: one Input that commits one raw row, as durable as the desk does, and says so."""

from __future__ import annotations

import sqlite3
import sys

from textual.app import App, ComposeResult
from textual.widgets import Input, Label


class OneRow(App[None]):
    """One field, one table, one line."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._file = sqlite3.connect(path, isolation_level=None)
        self._file.execute("PRAGMA journal_mode=DELETE")
        self._file.execute("PRAGMA synchronous=EXTRA")
        self._file.execute("CREATE TABLE scan (id INTEGER PRIMARY KEY, code TEXT NOT NULL)")

    def compose(self) -> ComposeResult:
        yield Label("scan")
        yield Input()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self._file.execute("BEGIN IMMEDIATE")
        row = self._file.execute("INSERT INTO scan (code) VALUES (?)", (event.value,)).lastrowid
        self._file.execute("COMMIT")
        event.input.value = ""
        self.query_one(Label).update(f"row {row} is kept")


if __name__ == "__main__":
    OneRow(sys.argv[1]).run()
