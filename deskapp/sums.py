"""SHA256SUMS: what the desk wrote into a folder of copies, in the form that sha256sum -c reads."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from deskapp.db import sync

NAME = "SHA256SUMS"

_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_CHUNK = 1024 * 1024


def never() -> bool:
    """Nobody wishes to stop."""
    return False


def sum_of(path: Path, *, fresh: bool = False, stopped: Callable[[], bool] = never) -> str:
    """The SHA-256 of a file; `fresh` reads it from its disk, not from memory, where the system can. Raises OSError."""
    found = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        if fresh and hasattr(os, "posix_fadvise"):
            with suppress(OSError):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while chunk := file.read(_CHUNK):
            if stopped():
                raise InterruptedError
            found.update(chunk)
    return found.hexdigest()


def known(folder: Path) -> dict[str, str]:
    """The sums of all files that the desk wrote there, by name; nothing where it wrote none."""
    with suppress(OSError, UnicodeDecodeError):
        lines = (folder / NAME).read_text("utf-8").splitlines()
        return {found[2]: found[1] for line in lines if (found := _LINE.fullmatch(line))}
    return {}


def note(folder: Path, name: str, digest: str) -> None:
    """Add a file that was written, in one step. Raises OSError."""
    _write(folder, {**known(folder), name: digest})


def forget(folder: Path, name: str) -> None:
    """Take a file out that is there no more. Raises OSError."""
    left = known(folder)
    if left.pop(name, None):
        _write(folder, left)


def _write(folder: Path, sums: dict[str, str]) -> None:
    fresh = folder / f".{NAME}.{os.getpid()}.new"
    try:
        descriptor = os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(folder / NAME)
    finally:
        fresh.unlink(missing_ok=True)
    sync(folder)
