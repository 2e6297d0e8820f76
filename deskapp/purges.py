"""What lies beside the desk file and still holds what was purged: papers, which go, and copies, which are named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp import backup
from deskapp.reading import retention as reading

if TYPE_CHECKING:
    from deskapp.domain.retention import Due
    from deskapp.services.purging import Purged
    from deskapp.settings import Settings
    from deskapp.wiring import Desk


@dataclass(frozen=True, slots=True)
class Left:
    """A file beside the desk that may hold what was purged."""

    path: Path
    at: datetime
    """When it was written."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A purge with what it left beside the file."""

    done: Purged
    papers: int
    """Kept papers of purged records that were removed."""
    copies: tuple[Left, ...]
    """Copies of the desk file from before; they go in their own time, or by hand."""
    others: tuple[Left, ...]
    """Papers and tables without the number of a record in their name."""


def due(desk: Desk) -> tuple[Due, ...]:
    """What of each class is due now; safe to call from any thread."""
    connection = desk.new_reader()
    try:
        years = desk.values.number
        return reading.due(
            connection.execute, desk.room, lambda kind: years(kind.setting), desk.clock()
        )  # fmt: skip
    finally:
        connection.close()


def agree(desk: Desk, officer_id: int, pin: str, number: str = "") -> Outcome:
    """Purge as the second person, then remove the papers of what was purged. Raises DeskError; runs in a thread."""
    done = desk.purging.agree(officer_id, pin, number, desk.via)
    gone = drop_papers(desk.settings, done.numbers)
    return Outcome(done, gone, copies(desk.settings), others(desk.settings))


def drop_papers(settings: Settings, numbers: Iterable[str]) -> int:
    """Remove the kept papers that carry the number of a purged record in their name; gives how many."""
    wanted, count = frozenset(numbers), 0
    for folder in (settings.papers, settings.exports):
        for path in _files(folder):
            if wanted.intersection(_NUMBER.findall(path.name)):
                with suppress(OSError):
                    path.unlink()
                    count += 1
    return count


_NUMBER = re.compile(r"[A-Z]{2}-\d{8}-\d{3,}")


def copies(settings: Settings) -> tuple[Left, ...]:
    """Every copy of the desk file that this machine knows of, the oldest first."""
    steps = settings.database.parent.glob(f"{settings.database.name}.before-*")
    replaced = settings.database.parent.glob(f"{settings.database.name}.replaced-*")
    return _left((*backup.copies(settings), *steps, *replaced))


def others(settings: Settings) -> tuple[Left, ...]:
    """Kept papers and tables that name no single record, the oldest first."""
    found = (*_files(settings.papers), *_files(settings.exports))
    return _left(path for path in found if not _NUMBER.search(path.name))


def _files(folder: Path) -> tuple[Path, ...]:
    try:
        return tuple(path for path in folder.iterdir() if path.is_file() and not path.is_symlink())
    except OSError:
        return ()


def _left(paths: Iterable[Path]) -> tuple[Left, ...]:
    found = []
    for path in dict.fromkeys(paths):
        with suppress(OSError):
            found.append(Left(path, datetime.fromtimestamp(path.stat().st_mtime, UTC)))
    return tuple(sorted(found, key=lambda left: left.at))
