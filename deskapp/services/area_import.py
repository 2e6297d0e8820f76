"""Writing the areas of a table that was looked at: all of them in blocks, each behind those that it names."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date

from deskapp.domain.area import PREFIX, TREE, order_of
from deskapp.domain.area_sheet import AreaEntry
from deskapp.domain.errors import DeskError
from deskapp.domain.search_keys import name_keys
from deskapp.domain.words import N_
from deskapp.services.area_undo import SUBJECT
from deskapp.services.bulk import Bulk
from deskapp.tables.area import AreaRow


def write_areas(bulk: Bulk, entries: Sequence[AreaEntry], today: date) -> None:
    """Write them. Raises DeskError where the areas of the room have changed since the table was looked at."""
    actor, at = bulk.writing.actor, bulk.writing.at
    _refuse_moved(bulk.raw, actor.room_id, entries)
    common = {
        "room_id": actor.room_id, "day": today.isoformat(), "entered_at": at, "entered_by": actor.officer_id,
    }  # fmt: skip
    made: dict[int, int] = {}
    for entry in entries:
        columns = dict(entry.columns)
        for column, link in (("parent_id", entry.parent), ("beat_id", entry.beat)):
            if link is not None:
                columns[column] = link.key or made[link.ref]
        columns["sounds"] = name_keys(str(columns["name"]))
        columns["desk_order"] = order_of(str(columns["kind"]), str(columns.get("code") or ""), open=True)
        row = bulk.put(AreaRow, common | {"number": bulk.number(PREFIX, today)} | columns)
        made[entry.ref] = row["id"]
        bulk.fresh(SUBJECT, row, "add_area")
        bulk.one_more()


def _refuse_moved(raw: sqlite3.Connection, room_id: int, entries: Sequence[AreaEntry]) -> None:
    kinds: dict[int, str] = {}
    codes: dict[str, str] = {}
    names: dict[tuple[object, ...], str] = {}
    for key, number, code, name, kind, parent in raw.execute(
        "SELECT id, number, code, name, kind, parent_id FROM area WHERE room_id = ? AND is_open = 1",
        (room_id,),
    ):
        kinds[key] = kind
        names[name, kind, parent] = number
        if code:
            codes[code] = number
    for entry in entries:
        columns, parent = entry.columns, entry.parent
        at_home = parent is None or parent.key
        taken = codes.get(str(columns.get("code") or "")) or (
            names.get((columns["name"], columns["kind"], parent.key if parent else None)) if at_home else None
        )
        if taken:
            raise DeskError(
                N_("The register has changed meanwhile, row {row} stands there as {number}. "
                   "Nothing is written: look again."),
                row=entry.at, number=taken,
            )  # fmt: skip
        for link, fits in ((parent, TREE), (entry.beat, ("beat",))):
            if link is not None and link.key and kinds.get(link.key) not in fits:
                raise DeskError(
                    N_("The areas have changed meanwhile, and row {row} fits none of them any more. Nothing is "
                       "written: look at the file again."),
                    row=entry.at,
                )  # fmt: skip
