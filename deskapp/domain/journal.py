"""The journal of writes: which of an officer's writes can be undone or redone now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One write, or the undo or redo of one."""

    id: int
    at: str
    """The moment, as stored."""
    action: str
    """`log`, a step's code, `note`, `correct`, `add_officer`; of an undo that of the write."""
    subject: str
    subject_id: int
    kind: str = "write"
    """`write`, `undo` or `redo`."""
    of: int = 0
    """Of an undo or redo: the key of the write."""


@dataclass(frozen=True, slots=True)
class Stacks:
    """An officer's writes of a day, the last one at the end."""

    done: tuple[Entry, ...] = ()
    """What stands."""
    undone: tuple[tuple[Entry, Entry], ...] = ()
    """What was undone since the last new write, each with the undo of it."""


def stacks(entries: Iterable[Entry]) -> Stacks:
    """What stands and what was undone, from an officer's entries of one day in their order."""
    done: list[Entry] = []
    undone: list[tuple[Entry, Entry]] = []
    for entry in entries:
        if entry.kind == "write":
            done.append(entry)
            undone.clear()
        elif entry.kind == "undo" and done and done[-1].id == entry.of:
            undone.append((done.pop(), entry))
        elif entry.kind == "redo" and undone and undone[-1][0].id == entry.of:
            done.append(undone.pop()[0])
    return Stacks(tuple(done), tuple(undone))


@dataclass(frozen=True, slots=True)
class Undone:
    """What was undone or redone, for the sentence about it."""

    name: str
    """Number of the record, or name of the person."""
    label: str
    """English text of the catalogue: what was done."""
    subject: str
    subject_id: int
