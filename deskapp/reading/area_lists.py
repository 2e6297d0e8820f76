"""The lists of areas: the tree of grids and beats with what stands in them, and what stands under one of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from deskapp.domain.area import KIND, STATUS, TREE, Area, beat_of, kind_text, roll_up
from deskapp.domain.listing import Column, Row, Sorting, Source
from deskapp.domain.masks import phone_tail
from deskapp.domain.tree import tree
from deskapp.domain.words import N_, Words
from deskapp.reading import areas
from deskapp.reading.areas import area_of
from deskapp.reading.few import Entry, Few
from deskapp.reading.keyset import KeysetQuery, Order

_NARROW, _WIDE = 72, 100

IN_TREE = Sorting("tree")
"""Each area below the one it belongs to."""
BY_NAME = Sorting("place")
"""What stands under an area: grids first, then points, by their codes."""

Connect = Callable[[], sqlite3.Connection]


def tree_columns(t: Words) -> tuple[Column, ...]:
    """The columns of the tree."""
    zh = t.language == "zh"
    return (
        Column("name", N_("Name of the area"), 0, sortable=True),
        Column("kind", KIND.label, 10 if zh else 15, sortable=True),
        Column("beat", KIND["beat"].label, 12, min_screen=_NARROW),
        Column("places", N_("Points in it"), 6 if zh else 12, "right", min_screen=_NARROW, sortable=True,
               newest_first=True),
        Column("households", N_("Households"), 6 if zh else 10, "right", min_screen=_WIDE, sortable=True,
               newest_first=True),
        Column("hazards", N_("Open hazards"), 8 if zh else 12, "right", sortable=True, newest_first=True),
        Column("number", N_("Number"), 15, min_screen=_WIDE),
    )  # fmt: skip


def tree_source(connection: sqlite3.Connection, room_id: int, t: Words, sorting: Sorting = IN_TREE) -> Source:
    """Grids and beats as a tree with what stands in them, those that were given up at the end."""
    held = areas.tree_of(connection, room_id)
    every = list(held.values())
    serving = [one for one in every if one.status == "active"]
    points = roll_up(every, _counted(connection, room_id, "kind NOT IN ('grid', 'beat', 'household')"))
    homes = roll_up(every, _counted(connection, room_id, "kind = 'household'"))
    hazards = areas.tally(connection, room_id, "hazard", "is_open = 1")
    placed = [*tree(serving), *((0, one) for one in every if one.status != "active")]
    entries = []
    for depth, one in placed:
        closed = one.status != "active"
        indent = "  " * depth if sorting == IN_TREE else ""
        name = (
            f"{t.marks.states['closed']} {STATUS.label_of(one.status, t)} {one.label}"
            if closed
            else one.label
        )
        beat = beat_of(held, one.id)
        counts = [found.get(one.id, 0) for found in (points, homes, hazards)]
        cells = (
            indent + name, kind_text(held, one, t), beat.name if beat is not None and beat.id != one.id else "",
            *(str(count) if count else "·" for count in counts), one.number,
        )  # fmt: skip
        values = {
            "name": (closed, one.name), "kind": (cells[1], one.id), "places": (counts[0], -one.id),
            "households": (counts[1], -one.id), "hazards": (counts[2], -one.id),
        }  # fmt: skip
        entries.append(Entry(Row((), one.id, cells, "muted" if closed else ""), values))
    return Few(tree_columns(t), entries, sorting)


def _counted(connection: sqlite3.Connection, room_id: int, where: str) -> dict[int, int]:
    """Areas in use that fulfil `where`, by the one in which they stand."""
    rows = connection.execute(
        f"SELECT parent_id, count(*) FROM area WHERE room_id = ? AND is_open = 1 AND parent_id IS NOT NULL AND {where} "
        "GROUP BY parent_id",
        (room_id,),
    ).fetchall()
    return {row[0]: row[1] for row in rows}


def under_columns(t: Words) -> tuple[Column, ...]:
    """The columns of what stands under an area."""
    zh = t.language == "zh"
    return (
        Column("place", N_("Name of the area"), 0),
        Column("kind", KIND.label, 10 if zh else 15),
        Column("contact", N_("Contact person"), 14, min_screen=_NARROW),
        Column("phone", N_("Phone"), 11, min_screen=_NARROW),
    )


def under_source(connect: Connect, one: Area, t: Words) -> Source:
    """What stands under an area; of a beat the grids that belong to it, too."""
    known = areas.tree_of(connect(), one.room_id)

    def row(found: sqlite3.Row) -> Row:
        area = area_of(found)
        cells = (
            area.label,
            kind_text(known | {area.id: area}, area, t),
            area.contact,
            phone_tail(area.phone),
        )
        return Row((), area.id, cells, "muted" if area.status != "active" else "")

    order = (Order("area.desk_order", null=False), Order("area.id", null=False))
    return KeysetQuery(
        connect, columns=under_columns(t), select="area.*", table="area", order=order, row=row,
        where="(area.parent_id = ? OR area.beat_id = ?) AND area.status <> 'undone'", params=[one.id, one.id],
    )  # fmt: skip


def top_points(connection: sqlite3.Connection, room_id: int) -> int:
    """How many points stand in no grid yet."""
    found = connection.execute(
        f"SELECT count(*) FROM area WHERE room_id = ? AND is_open = 1 AND parent_id IS NULL "
        f"AND kind NOT IN ({', '.join('?' * len(TREE))})",
        (room_id, *TREE),
    ).fetchone()
    return int(found[0])
