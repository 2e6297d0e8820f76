"""Files that may hold a table, as one types where they lie."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from deskapp.widgets.fields_person import Candidate

ENDINGS = (".xlsx", ".csv", ".txt")
MOST = 2000
"""Names of a folder that are looked at."""
SHOWN = 8


def is_folder(typed: str) -> bool:
    """Whether a text names a folder."""
    try:
        return Path(typed).expanduser().is_dir()
    except (OSError, RuntimeError):
        return False


def candidates(typed: str, folder: str) -> tuple[Candidate, ...]:
    """What may be meant by the beginning of a path: tables, the newest first, then folders, called `folder`."""
    head, slash, tail = typed.rpartition("/")
    base = f"{head}{slash}"
    try:
        where = Path(base or ".").expanduser()
        names = [one for one in islice(where.iterdir(), MOST) if _fits(one.name, tail)]
        files = [one for one in names if one.suffix.lower() in ENDINGS and one.is_file()]
        folders = sorted((one for one in names if one.is_dir()), key=lambda one: one.name)
        files.sort(key=lambda one: one.stat().st_mtime, reverse=True)
    except (OSError, RuntimeError, ValueError):
        return ()
    found = [Candidate(f"{base}{one.name}", one.suffix[1:].upper(), one.name) for one in files]
    found += [Candidate(f"{base}{one.name}/", folder, f"{one.name}/") for one in folders]
    return tuple(found[:SHOWN])


def _fits(name: str, tail: str) -> bool:
    return name.casefold().startswith(tail.casefold()) and (tail.startswith(".") or not name.startswith("."))
