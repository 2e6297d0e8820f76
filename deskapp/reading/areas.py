"""Reading areas: the tree, the keys under an area, and counts that roll up.

Other registers count by area with `inside`, a condition on their `area_id`, and `tally`, which gives the counts of
every area at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from deskapp.domain.area import TREE, Area, kinds_below, roll_up
from deskapp.domain.times import moment

if TYPE_CHECKING:
    from deskapp.domain.area_card import Tallied
    from deskapp.domain.area_rating import Rating

Execute = Callable[..., Any]

SUBTREE = (
    "WITH RECURSIVE inside (id) AS (SELECT ?1 UNION SELECT a.id FROM area AS a WHERE a.beat_id = ?1 "
    "UNION SELECT a.id FROM area AS a JOIN inside ON a.parent_id = inside.id "
    "WHERE a.beat_id IS NULL OR a.beat_id = ?1 OR (SELECT kind FROM area WHERE id = ?1) <> 'beat') "
    "SELECT id FROM inside"
)
"""The keys of an area (?1) and of all under it; of a beat also its grids, save those that belong to another one."""

_USED = 300
"""Requests of late among which the areas are counted that stand on digits."""


def inside(column: str, parameter: str = "?1") -> str:
    """The condition that `column` names an area or one under it; `parameter` is where its key is bound."""
    return f"{column} IN ({SUBTREE.replace('?1', parameter)})"


def subtree(connection: sqlite3.Connection, area_id: int) -> tuple[int, ...]:
    """The keys of an area and of all under it, of whatever kind and state."""
    return tuple(row[0] for row in connection.execute(SUBTREE, (area_id,)).fetchall())


def area_of(row: sqlite3.Row | Mapping[str, Any]) -> Area:
    """The value of a row of the table `area`."""
    left_out = ("sounds", "is_open", "desk_order")
    values: dict[str, Any] = {name: row[name] for name in row.keys() if name not in left_out}  # noqa: SIM118
    values["day"] = date.fromisoformat(values["day"])
    values["stamped_on"] = date.fromisoformat(values["stamped_on"]) if values["stamped_on"] else None
    values["entered_at"] = moment(values["entered_at"])
    values["corrected_at"] = moment(values["corrected_at"]) if values["corrected_at"] else None
    return Area(**values)


def areas(
    connection: sqlite3.Connection, room_id: int, *, closed: bool = False, kinds: Sequence[str] = ()
) -> tuple[Area, ...]:
    """The areas in use, in the order of kinds and codes; with `closed` those given up, too; of `kinds` alone."""
    state = "status <> 'undone'" if closed else "is_open = 1"
    wanted = f" AND kind IN ({', '.join('?' * len(kinds))})" if kinds else ""
    rows = connection.execute(
        f"SELECT * FROM area WHERE room_id = ? AND {state}{wanted} ORDER BY desk_order, id", (room_id, *kinds)
    )
    return tuple(area_of(row) for row in rows.fetchall())


def every(connection: sqlite3.Connection, room_id: int) -> Iterable[Area]:
    """All areas of the room, in the order of entry."""
    rows = connection.execute("SELECT * FROM area WHERE room_id = ? ORDER BY id", (room_id,)).fetchall()
    return (area_of(row) for row in rows)


def known(connection: sqlite3.Connection, room_id: int) -> dict[int, Area]:
    """The areas of the room by key, those given up too: for names and paths."""
    return {one.id: one for one in areas(connection, room_id, closed=True)}


def tree_of(connection: sqlite3.Connection, room_id: int) -> dict[int, Area]:
    """Grids and beats by key, those given up too: names and paths where no point is asked for."""
    return {one.id: one for one in areas(connection, room_id, closed=True, kinds=TREE)}


def offered(connection: sqlite3.Connection, room_id: int) -> tuple[Area, ...]:
    """What a record can name, but for households: they are found in their grid."""
    rows = connection.execute(
        "SELECT * FROM area WHERE room_id = ? AND is_open = 1 AND kind <> 'household' ORDER BY desk_order, id",
        (room_id,),
    )
    return tuple(area_of(row) for row in rows.fetchall())


def used(connection: sqlite3.Connection, room_id: int) -> tuple[int, ...]:
    """The keys of the areas of the requests of late, the most used first."""
    rows = connection.execute(
        "SELECT area_id FROM (SELECT area_id FROM request WHERE room_id = ? ORDER BY id DESC LIMIT ?) "
        "WHERE area_id IS NOT NULL GROUP BY area_id ORDER BY count(*) DESC, area_id",
        (room_id, _USED),
    )
    return tuple(row[0] for row in rows.fetchall())


def find(connection: sqlite3.Connection, room_id: int, number: str) -> Area | None:
    """The area with `number`, or None."""
    found = connection.execute(
        "SELECT * FROM area WHERE room_id = ? AND number = ?", (room_id, number)
    ).fetchone()
    return area_of(found) if found else None


def by_id(connection: sqlite3.Connection, area_id: int | None) -> Area | None:
    """The area with this key, or None."""
    found = connection.execute("SELECT * FROM area WHERE id = ?", (area_id,)).fetchone()
    return area_of(found) if found else None


def name_of(connection: sqlite3.Connection, area_id: int | None) -> str:
    """Code and name of an area; empty for none."""
    found = by_id(connection, area_id) if area_id is not None else None
    return found.label if found is not None else ""


def tally(
    connection: sqlite3.Connection, room_id: int, table: str, where: str = "1", params: Sequence[object] = ()
) -> dict[int, int]:
    """How many records of `table` fulfil `where` in each area with all under it; what names no area is in none."""
    rows = connection.execute(
        f"SELECT area_id, count(*) FROM {table} WHERE room_id = ? AND area_id IS NOT NULL AND {where} GROUP BY area_id",
        (room_id, *params),
    ).fetchall()
    return roll_up(known(connection, room_id).values(), {row[0]: row[1] for row in rows})


def ratings(connection: sqlite3.Connection, area_id: int) -> tuple[Rating, ...]:
    """How an area was rated, the latest days first."""
    from deskapp.domain.area_rating import (
        Rating,  # late, as below: every filter offers areas, few cards are opened
    )

    rows = connection.execute(
        "SELECT id, first, last, verdict, text, at, by_id FROM area_rating WHERE area_id = ? AND gone = 0 "
        "ORDER BY last DESC, id DESC",
        (area_id,),
    ).fetchall()
    return tuple(
        Rating(
            row[0],
            date.fromisoformat(row[1]),
            date.fromisoformat(row[2]),
            row[3],
            row[4],
            moment(row[5]),
            row[6],
        )
        for row in rows
    )


_COUNTED = "status NOT IN ('voided', 'undone')"


def tallied(connection: sqlite3.Connection, one: Area) -> Tallied:
    """What was counted in an area with all under it."""
    from deskapp.domain.area_card import Tallied

    def count(table: str, where: str = _COUNTED) -> int:
        found = connection.execute(
            f"SELECT count(*) FROM {table} WHERE {where} AND {inside('area_id')}", (one.id,)
        ).fetchone()
        return int(found[0])

    return Tallied(
        count("request"), count("dispute"), count("hazard"), count("hazard", "is_open = 1"),
        kinds_below(areas(connection, one.room_id), subtree(connection, one.id)), ratings(connection, one.id),
    )  # fmt: skip
