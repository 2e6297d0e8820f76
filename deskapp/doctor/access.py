"""Looks who can read the files of the desk, and at the key."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from deskapp.doctor.finding import BAD, GOOD, NOTE, Finding
from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_
from deskapp.settings import Settings, audit_key

FEW = 5
"""So many files are named one by one; of more their folders are."""


def permissions(settings: Settings) -> Iterator[Finding]:
    """Whether the files, the copies, the papers and the exports are for their owner alone."""
    if os.name == "nt":
        return
    shared = [path for path in _files(settings) if _is_shared(path)]
    text, name = N_("Others on this machine can read: {paths}."), N_("Permissions")
    if len(shared) > FEW:
        folders = " ".join(sorted({str(path.parent) for path in shared}))
        yield Finding(name, BAD, text, {"paths": folders}, N_("Mend it: chmod -R go= {paths}"))
    elif shared:
        paths = " ".join(map(str, shared))
        yield Finding(name, BAD, text, {"paths": paths}, N_("Mend it: chmod 600 {paths}"))
    else:
        yield Finding(name, GOOD, N_("The files are for their owner alone."))


def _files(settings: Settings) -> Iterator[Path]:
    yield from (settings.database, settings.key_file, settings.crash_log)
    for folder in (settings.backups, settings.papers, settings.exports):
        try:
            with os.scandir(folder) as entries:
                yield from sorted(Path(entry.path) for entry in entries if entry.is_file())
        except OSError:
            continue  # not made yet, or nobody's to look into


def _is_shared(path: Path) -> bool:
    try:
        return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)
    except OSError:
        return False


def key_file(settings: Settings) -> Iterator[Finding]:
    """Whether the key of the audit chain is there."""
    path = settings.key_file
    if not path.exists():
        state = BAD if settings.database.exists() else NOTE
        yield Finding(N_("Key file"), state, N_("{path} is missing."), {"path": path},
                      N_("Bring back its copy; without it a new key is made and the old part of the audit "
                         "chain cannot be checked."))  # fmt: skip
        return
    try:
        audit_key(settings)
    except (DeskError, OSError) as error:
        text, params = (error.text, error.params) if isinstance(error, DeskError) else (str(error), {})
        yield Finding(N_("Key file"), BAD, text, params)
    else:
        yield Finding(N_("Key file"), GOOD, N_("{path} is there."), {"path": path})
