"""Areas inside one write: rows found by what was typed, for their own verbs and for records that name one."""

from __future__ import annotations

from typing import Any

from deskapp.domain.area import Area
from deskapp.domain.area_find import find_area
from deskapp.domain.text import clean, narrow
from deskapp.reading.areas import area_of
from deskapp.services.store import Writing

_OPEN = "SELECT * FROM area WHERE room_id = ? AND is_open = 1"


def _areas(
    writing: Writing, room_id: int, where: str = "1", params: tuple[Any, ...] = ()
) -> tuple[Area, ...]:
    rows = writing.session.connection().exec_driver_sql(
        f"{_OPEN} AND {where} ORDER BY desk_order, id", (room_id, *params)
    )
    return tuple(area_of(dict(row)) for row in rows.mappings())


def meant(writing: Writing, room_id: int, typed: str, field: str = "area") -> Area:
    """The area in use that is meant by a number, a code, a name or its pinyin. Raises DeskError about `field`."""
    said = narrow(clean(typed)).upper()
    if exact := _areas(writing, room_id, "number = ?", (said,)):
        return exact[0]
    return find_area(_areas(writing, room_id), typed, field)


def key_of_area(writing: Writing, room_id: int, typed: str | None, field: str = "area") -> int | None:
    """The key of the area that a record names, None where nothing is typed. Raises DeskError about `field`."""
    return meant(writing, room_id, typed, field).id if typed and typed.strip() else None
