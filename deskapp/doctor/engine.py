"""Looks at the engine and at the desk file itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from deskapp import db
from deskapp.doctor.finding import BAD, GOOD, NOTE, Finding
from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_
from deskapp.keyring import is_encrypted
from deskapp.settings import Settings


def engine(settings: Settings) -> Iterator[Finding]:
    """Which SQLite this is, and how the desk keeps from its known fault."""
    mode = ", ".join(db.journal_pragmas())
    if version := _cipher(settings):
        yield Finding(N_("Engine"), GOOD, N_("SQLCipher with SQLite {version}, {mode}"),
                      {"version": version, "mode": mode})  # fmt: skip
        return
    if "WAL" in mode:
        yield Finding(N_("Engine"), GOOD, N_("SQLite {version}, {mode}"),
                      {"version": sqlite3.sqlite_version, "mode": mode})  # fmt: skip
        return
    yield Finding(
        N_("Engine"), GOOD,
        N_("SQLite {version} can lose records in WAL mode; the desk goes round that with {mode}."),
        {"version": sqlite3.sqlite_version, "mode": mode},
    )  # fmt: skip


def _cipher(settings: Settings) -> str:
    """The SQLite inside of what reads an encrypted desk file; nothing for a plain file."""
    try:
        if settings.database.is_file() and is_encrypted(settings.database):
            from deskapp.cipher import VERSION

            return VERSION
    except (OSError, DeskError):
        pass  # said with the file itself
    return ""


def desk_file(settings: Settings) -> Iterator[Finding]:
    """Whether the file is whole, of this schema, and written with every safety."""
    path = settings.database
    try:
        step = db.check(path)
        with db.told(path), closing(db.connect(path, readonly=True)) as connection:
            wrong = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
            orphans = len(connection.execute("PRAGMA foreign_key_check").fetchall())
        wrong_pragmas = _wrong_pragmas(path)
    except DeskError as error:
        yield Finding(N_("Desk file"), BAD, error.text, error.params)
        return
    if step == db.HEAD:
        yield Finding(N_("Schema"), GOOD, N_("Step {step}, the newest."), {"step": step})
    else:
        yield Finding(N_("Schema"), NOTE, N_("Step {step}; this program writes {head}."),
                      {"step": step, "head": db.HEAD},
                      N_("It is brought up to date when the desk is opened, after a copy."))  # fmt: skip
    if wrong == ["ok"] and not orphans:
        yield Finding(N_("Desk file"), GOOD, N_("{path} is whole."), {"path": path})
    else:
        yield Finding(
            N_("Desk file"), BAD, N_("{path} is damaged: {what}."),
            {"path": path, "what": "; ".join(wrong[:2]) if wrong != ["ok"] else f"{orphans}"},
            N_("Stop writing, keep a copy of it and bring back a backup."),
        )  # fmt: skip
    if wrong_pragmas:
        yield Finding(N_("Safety of writes"), BAD, N_("The engine does not keep to: {what}."),
                      {"what": ", ".join(wrong_pragmas)},
                      N_("Install the program again; do not write until then."))  # fmt: skip
    else:
        yield Finding(N_("Safety of writes"), GOOD, N_("Every setting of the engine holds."))


_NUMBERS = {"ON": 1, "OFF": 0, "FULL": 2, "EXTRA": 3}


def _wrong_pragmas(path: Path) -> list[str]:
    wrong = []
    with db.told(path), closing(db.connect(path)) as connection:
        for pragma in (*db.PRAGMAS, *db.journal_pragmas()):
            name, _, wanted = pragma.partition("=")
            found = connection.execute(f"PRAGMA {name}").fetchone()[0]
            if str(found).upper() != str(_NUMBERS.get(wanted, wanted)):
                wrong.append(pragma)
    return wrong
