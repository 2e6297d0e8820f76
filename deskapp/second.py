"""The second place of copies, as a stick: it may be there or not; what arrives there is compared byte by byte."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

from deskapp import sums
from deskapp.db import sync
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.oserrors import reason
from deskapp.domain.words import N_

_CHUNK = 1024 * 1024


def is_there(folder: Path) -> bool:
    """Whether the second place can be reached now; it is never made by the way: a stick may be missing."""
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def bring(source: Path, folder: Path, digest: str, stopped: Callable[[], bool] = sums.never) -> bool:
    """Copy the finished copy `source` into the second place; False where that is not there, or it has it already.

    It gets its name when it is on the disk and was read again whole. Raises DeskError; then nothing is left of it.
    """
    place = folder / source.name
    if not is_there(folder) or (sums.known(folder).get(source.name) == digest and place.is_file()):
        return False
    half = folder / f".{source.name}.{os.getpid()}.new"
    try:
        try:
            if os.path.lexists(place):
                raise DeskError(
                    N_(
                        "{path} is there already and is left as it is. Move it away; the copy follows by itself."
                    ),
                    path=place,
                )
            _copy(source, half, stopped)
            if sums.sum_of(half, fresh=True, stopped=stopped) != digest:
                raise DeskError(
                    N_("The copy at {path} did not arrive as it was sent and was thrown away: this disk or stick "
                       "fails. Take another one; the copy in {folder} is whole."),
                    path=place, folder=source.parent,
                )  # fmt: skip
            half.replace(place)
            sync(folder)
            sums.note(folder, source.name, digest, sums.heads(source.parent).get(source.name))
        finally:
            half.unlink(missing_ok=True)
    except InterruptedError:
        return False
    except OSError as error:
        if not is_there(folder):  # taken out in the middle
            return False
        raise _told(error, place) from error
    return True


def _copy(source: Path, half: Path, stopped: Callable[[], bool]) -> None:
    descriptor = os.open(half, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with source.open("rb", buffering=0) as file, os.fdopen(descriptor, "wb", buffering=0) as target:
        while chunk := file.read(_CHUNK):
            if stopped():
                raise InterruptedError
            _write(target.fileno(), chunk)
        os.fsync(target.fileno())


def _write(descriptor: int, chunk: bytes) -> None:
    left = memoryview(chunk)
    while left:
        left = left[os.write(descriptor, left) :]


def _told(error: OSError, place: Path) -> DeskError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DeskError(
            N_(
                "There is no room for the copy {path}: nothing is left of it. Make room there; it follows by itself."
            ),
            path=place,
        )
    return DeskError(
        N_("The copy {path} could not be written: {why}. Nothing is left of it; the copy in the first place is whole. "
           "Try another disk or stick."),
        code=Exit.REFUSED, path=place, why=reason(error),
    )  # fmt: skip
