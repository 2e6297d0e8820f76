"""What `deskapp import` knows of each kind: how its table is checked, how it is written, what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from deskapp.domain.field_sheet_heads import NAMES
from deskapp.domain.roster import Progress, SheetRow
from deskapp.domain.words import N_, Words
from deskapp.reading import areas
from deskapp.wiring import Desk

Look = Callable[[Desk, Sequence[SheetRow], Words, Progress], Any]
Write = Callable[[Desk, Any, str, Words, Progress], str]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of table."""

    label: str
    counted: str
    """How many rows there are, good and bad."""
    done: str
    """That they are written."""
    look: Look
    """What an import would write."""
    write: Write
    """Writes it, and gives the number of the write."""
    hours: bool = False
    """Whether the hour of a cell with a date counts."""


def _field(register: str, counted: str, done: str) -> Kind:
    def look(desk: Desk, rows: Sequence[SheetRow], t: Words, progress: Progress) -> object:
        return desk.field_import.look(register, rows, desk.reader, desk.actor, t, progress)

    def write(desk: Desk, found: Any, name: str, t: Words, progress: Progress) -> str:
        return desk.field_import.take_over(found, name, desk.actor, progress)

    return Kind(NAMES[register], counted, done, look, write, hours=True)


KINDS: Mapping[str, Kind] = {
    "volunteers": Kind(
        N_("Volunteers"),
        N_("Volunteers: {good}, bad rows: {bad}, rows with warnings: {warned}."),
        N_("Imported: {count} volunteers. deskapp undo takes all of it back."),
        lambda desk, rows, t, progress: desk.importing.look(rows, desk.reader.execute, t, progress),
        lambda desk, found, name, t, progress: desk.importing.roster(found, name, desk.actor, t, progress),
    ),
    "areas": Kind(
        N_("Areas"),
        N_("Areas: {good}, bad rows: {bad}, rows with warnings: {warned}."),
        N_("Imported: {count} areas. deskapp undo takes all of it back."),
        lambda desk, rows, t, progress: desk.areas.look(
            rows, areas.areas(desk.reader, desk.room.id), t, progress
        ),
        lambda desk, found, name, _t, progress: desk.areas.take_over(found, name, desk.actor, progress),
    ),
    "activities": Kind(
        N_("Activities"),
        N_("Activities: {good}, bad rows: {bad}, rows with warnings: {warned}."),
        N_("Imported: {count} activities. deskapp undo takes all of it back."),
        lambda desk, rows, t, progress: desk.activity_import.look(rows, desk.reader.execute, t, progress),
        lambda desk, found, name, t, progress: desk.activity_import.take_over(
            found, name, desk.actor, t, progress
        ),
        hours=True,
    ),
    "hazards": _field(
        "hazard",
        N_("Hazards: {good}, bad rows: {bad}, rows with warnings: {warned}."),
        N_("Imported: {count} hazards. deskapp undo takes all of it back."),
    ),
    "appeals": _field(
        "lead_appeal",
        N_("Lead appeals: {good}, bad rows: {bad}, rows with warnings: {warned}."),
        N_("Imported as drafts: {count} lead appeals. deskapp undo takes all of it back."),
    ),
    "custody": _field(
        "custody",
        N_("Found things: {good}, bad rows: {bad}, rows with warnings: {warned}."),
        N_("Imported: {count} found things. deskapp undo takes all of it back."),
    ),
    "lost": _field(
        "lost_report",
        N_("Lost reports: {good}, bad rows: {bad}, rows with warnings: {warned}."),
        N_("Imported: {count} lost reports. deskapp undo takes all of it back."),
    ),
}
"""By the word that is typed."""
