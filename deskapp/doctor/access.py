"""Looks who can read the files of the desk, and at the key."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from deskapp.doctor.finding import BAD, GOOD, NOTE, Finding
from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_
from deskapp.keyring import is_encrypted
from deskapp.settings import Settings, audit_key
from deskapp.swap import left_behind

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


def encryption(settings: Settings) -> Iterator[Finding]:
    """Whether the desk file is encrypted, and what of it lies about readable all the same."""
    path, name = settings.database, N_("Encryption")
    try:
        locked = path.is_file() and is_encrypted(path)
        left = left_behind(path) if locked else ()
    except OSError:
        return  # said with the file itself
    if not path.is_file():
        return
    if not locked:
        text = N_(
            "The desk file is not encrypted: whoever has the disk reads it. To encrypt it: deskapp encrypt"
        )
        if settings.opened_by:
            yield Finding(name, NOTE, N_("There is a key file, but the desk file is not encrypted."), {},
                          N_("Encrypt it: deskapp encrypt"))  # fmt: skip
        else:
            yield Finding(name, GOOD, text)
    elif left:
        yield Finding(
            name, NOTE, N_("The desk file is encrypted; older forms of it lie beside it: {paths}."),
            {"paths": " ".join(map(str, left))},
            N_("Open the desk once, then take them away: deskapp encrypt --done"),
        )  # fmt: skip
    elif (
        settings.opened_by
        and Path(settings.opened_by).expanduser().absolute().parent == path.absolute().parent
    ):
        yield Finding(name, NOTE, N_("The desk file is encrypted, and its key lies beside it: whoever has the disk has "
                                     "both."), {},
                      N_("Move the key file to a stick that is locked away, or choose a passphrase: deskapp rekey")
                      )  # fmt: skip
    else:
        yield Finding(name, GOOD, N_("The desk file is encrypted."))
