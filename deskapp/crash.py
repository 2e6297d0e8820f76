"""The log of unexpected errors: what kind and where, never a message, a name, a phone or an ID."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from deskapp import __version__
from deskapp.domain.words import N_, Words
from deskapp.settings import Settings

_MOST = 256 * 1024
"""Bytes after which the log begins anew."""


def write(settings: Settings | None, error: BaseException) -> Path:
    """Add `error` to the crash log and give its place; where it cannot be written, a file for the day."""
    text = _scrubbed(error)
    if settings is not None:
        try:
            settings.crash_log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _append(settings.crash_log, text)
        except OSError:
            pass
        else:
            return settings.crash_log
    descriptor, name = tempfile.mkstemp(prefix="deskapp-crash-", suffix=".log")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    return Path(name)


def sentence(t: Words, place: Path) -> str:
    """What a person is told about it."""
    return t(
        N_("Something unexpected went wrong; what was saved is safe. A trace without names is in {path}."),
        path=place,
    )


def _append(path: Path, text: str) -> None:
    mode = os.O_TRUNC if path.exists() and path.stat().st_size > _MOST else os.O_APPEND
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | mode, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


def _scrubbed(error: BaseException) -> str:
    version = ".".join(map(str, sys.version_info[:3]))
    lines = [f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} deskapp {__version__} python {version} {sys.platform}"]
    for one in _chain(error):
        lines.append(f"  {type(one).__module__}.{type(one).__qualname__}")
        lines += [f"    {frame}" for frame in _frames(one.__traceback__)]
    return "\n".join(lines) + "\n"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, then what it came from; each once."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop(0)
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        if isinstance(one, BaseExceptionGroup):
            waiting += one.exceptions
        waiting += [one.__cause__, None if one.__suppress_context__ else one.__context__]


def _frames(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        code = trace.tb_frame.f_code
        # Only the end of the path: a home folder carries somebody's name.
        place = "/".join(Path(code.co_filename).parts[-2:])
        yield f"{place}:{trace.tb_lineno}:{code.co_name}"
        trace = trace.tb_next
