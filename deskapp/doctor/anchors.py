"""Looks whether the audit chain comes through the heads that were noted elsewhere: on sealed sheets and in copies."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from deskapp import backup, db, sums
from deskapp.doctor.chain import opened
from deskapp.doctor.finding import BAD, GOOD, NOTE, Finding
from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_
from deskapp.reading.anchors import LEAST, Anchor, first_other, head_of, place_of, sealed
from deskapp.settings import Settings

_NAME = N_("Anchors of the chain")
_REMEDY = N_(
    "Keep the file and all copies as they are, and tell the duty leader; compare with the signed paper."
)


@dataclass(frozen=True, slots=True)
class _Lost:
    """A noted head that the chain does not come through."""

    where: str
    seq: int
    """The first link that is not what it was, as far as it can be told; else 0."""
    ahead: bool = False
    """Whether it is so because an older copy was brought back: the chain says that itself."""


def anchors(settings: Settings) -> Iterator[Finding]:
    """Whether the chain comes through the head of each sealed sheet and of each copy that was made."""
    try:
        with opened(settings) as file:
            if file is None:
                return
            connection = file[0]
            sheets = list(sealed(connection))
            lost = [_Lost(one.where, 0) for one in sheets if not place_of(connection, one)]
            missing = [_looked_into(connection, one) for one in _noted(settings, connection)]
    except DeskError:
        return  # said with the file
    copies = len(missing)
    lost += [one for one in missing if one is not None and not one.ahead]
    ahead = [one.where for one in missing if one is not None and one.ahead]
    said: dict[str, object] = {
        "sheets": len(sheets), "copies": copies - len(ahead), "names": ", ".join(one.where for one in lost[:5]),
        "seq": min((one.seq for one in lost if one.seq), default=0), "ahead": ", ".join(ahead[:5]),
    }  # fmt: skip
    if lost:
        text = (
            N_("Entries were cut off or written anew from entry {seq} on: the chain does not come through {names}.")
            if said["seq"]
            else N_("Entries were cut off or written anew: the chain does not come through {names}.")
        )  # fmt: skip
        yield Finding(_NAME, BAD, text, said, _REMEDY)
    elif ahead:
        yield Finding(
            _NAME, NOTE,
            N_("An older copy was brought back: {ahead} hold entries that this file does not have."), said,
            N_("Keep them: what was written between stands in them alone."),
        )  # fmt: skip
    elif sheets or copies:
        yield Finding(
            _NAME, GOOD, N_("The chain comes through {sheets} sealed sheets and {copies} copies."), said
        )
    else:
        yield Finding(_NAME, GOOD, N_("None yet: accepted handovers and copies note the head of the chain."))


def _noted(settings: Settings, connection: sqlite3.Connection) -> Iterator[tuple[Anchor, Path | None]]:
    """The head of each copy with the copy, where it lies there; those that are gone or encrypted left theirs noted."""
    there = {path.name: path for path in backup.copies(settings)}
    noted: dict[str, tuple[str, int]] = {}
    for folder in filter(None, (settings.second_place, settings.backups)):
        noted |= sums.heads(folder)
    for name, (head, seq) in noted.items():
        yield Anchor(name, head, seq), there.get(name)
    for name in there.keys() - noted.keys():
        with _copy(there[name]) as copy:
            if copy is not None and (one := head_of(copy, name)) is not None:
                yield one, there[name]


def _looked_into(connection: sqlite3.Connection, noted: tuple[Anchor, Path | None]) -> _Lost | None:
    """None where the chain comes through the head of a copy; else what became of it."""
    head, path = noted
    if place_of(connection, head):
        return None
    with _copy(path) as copy:
        seq = first_other(connection, copy, head.seq) if copy is not None else 0
    restored = connection.execute(
        "SELECT 1 FROM audit WHERE action = 'restore' AND seq BETWEEN ? AND ?", (seq or 1, seq or head.seq)
    ).fetchone()
    return _Lost(head.where, seq, ahead=restored is not None)


@contextmanager
def _copy(path: Path | None) -> Iterator[sqlite3.Connection | None]:
    """A copy opened; None where there is none, or none that can be read: `restore` says what is wrong with it."""
    copy = None
    with suppress(DeskError):
        if path is not None:
            db.check(path)
            copy = db.connect(path, readonly=True)
    if copy is None:
        yield None
        return
    with closing(copy):
        yield copy


def head_on_paper(settings: Settings, digits: str) -> Finding:
    """Whether the chain has come through the `digits` that a paper shows. Raises DeskError."""
    typed = "".join(digits.split()).lower()
    if len(typed) < LEAST or not set(typed) <= set("0123456789abcdef"):
        raise DeskError(
            N_("“{digits}” is no head of the chain: type at least {least} of the digits (0-9, a-f) after "
               "“Record chain” at the foot of the sheet."),
            digits=digits, least=LEAST,
        )  # fmt: skip
    db.check(settings.database)
    with db.told(settings.database), closing(db.connect(settings.database, readonly=True)) as connection:
        seq = place_of(connection, Anchor("", typed))
        row = connection.execute("SELECT at FROM audit WHERE seq = ?", (seq,)).fetchone() if seq else None
    said = {"digits": typed, "seq": seq, "at": row[0][:16].replace("T", " ") if row else ""}
    if row is None:
        return Finding(N_("Head on paper"), BAD,
                       N_("The chain does not come through {digits}: look at the digits once more, those after "
                          "“Record chain”. If they are right, entries were cut off or written anew."),
                       said, _REMEDY)  # fmt: skip
    return Finding(
        N_("Head on paper"), GOOD, N_("The chain comes through {digits}: entry {seq}, {at} UTC."), said
    )
