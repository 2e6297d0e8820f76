"""SHA256SUMS: what the desk wrote into a folder of copies, in the form that sha256sum -c reads.

Beside the sums stand, as comments, the heads that the audit chain had in the copies: they stay when a copy goes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from deskapp.db import sync

NAME = "SHA256SUMS"

_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_HEAD = re.compile(r"# head ([0-9a-f]{64}) ([0-9]+) (.+)")
_CHUNK = 1024 * 1024


def never() -> bool:
    """Nobody wishes to stop."""
    return False


def sum_of(path: Path, *, fresh: bool = False, stopped: Callable[[], bool] = never) -> str:
    """The SHA-256 of a file; `fresh` reads it from its disk, not from memory, where the system can. Raises OSError."""
    import hashlib  # late: it takes three megabytes, and most looks at the copies need no sum

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
    return {found[2]: found[1] for line in _lines(folder) if (found := _LINE.fullmatch(line))}


def heads(folder: Path) -> dict[str, tuple[str, int]]:
    """Hash and number of the last link of the audit chain in each copy that was ever written there, by name."""
    return {
        found[3]: (found[1], int(found[2])) for line in _lines(folder) if (found := _HEAD.fullmatch(line))
    }


def _lines(folder: Path) -> list[str]:
    with suppress(OSError, UnicodeDecodeError):
        return (folder / NAME).read_text("utf-8").splitlines()
    return []


def note(folder: Path, name: str, digest: str, head: tuple[str, int] | None = None) -> None:
    """Add a file that was written, in one step, with the head of its audit chain. Raises OSError."""
    _write(folder, {**known(folder), name: digest}, heads(folder) | ({name: head} if head else {}))


def forget(folder: Path, name: str) -> None:
    """Take a file out that is there no more. Raises OSError."""
    left = known(folder)
    if left.pop(name, None):
        _write(folder, left, heads(folder))


def _write(folder: Path, sums: dict[str, str], heads: dict[str, tuple[str, int]]) -> None:
    fresh = folder / f".{NAME}.{os.getpid()}.new"
    try:
        descriptor = os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
            file.writelines(f"# head {mac} {seq} {name}\n" for name, (mac, seq) in sorted(heads.items()))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(folder / NAME)
    finally:
        fresh.unlink(missing_ok=True)
    sync(folder)
