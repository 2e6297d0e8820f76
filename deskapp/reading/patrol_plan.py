"""Reading what the patrol plan is made of: grouped by grid and hour, in one moment of the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date

from deskapp.domain.area_levels import Levels
from deskapp.domain.officer import Room
from deskapp.domain.patrol_plan import NONE, Plan, days_of
from deskapp.domain.patrol_points import Tally, Weights
from deskapp.domain.patrol_route import Ground, Walked
from deskapp.reading.area_levels import levels
from deskapp.reading.by_hour import Counted, moments, patrolled
from deskapp.reading.moment import one_moment

_SEEN: Mapping[str, tuple[str, str, str]] = {
    "requests": ("request", "occurred_at", "status NOT IN ('voided', 'undone')"),
    "disputes": ("dispute", "occurred_at", "status NOT IN ('voided', 'undone')"),
    "hazards": ("hazard", "found_at", "status NOT IN ('voided', 'undone')"),
}
"""Table, moment and condition of what gives points; the day is that of entry, as in the figures."""

_PATROL = "kind = 'patrol' AND status = 'done'"
_ON_PATROL = "mode = 'patrol' AND status NOT IN ('voided', 'undone', 'rejected')"


def plan(
    connection: sqlite3.Connection, room: Room, today: date, weeks: int, weights: Weights, level: int = 1
) -> Plan:
    """The table of the last weeks; grids are rolled up to `level`, 0 are the police beats."""
    first, last = days_of(today, weeks)
    with one_moment(connection):
        return _plan(connection, room, (first, last), weeks, weights, level)


def _plan(
    connection: sqlite3.Connection, room: Room, days: tuple[date, date], weeks: int, weights: Weights, level: int
) -> Plan:  # fmt: skip
    known = levels(connection, room.id)
    own, params = "room_id = ? AND ", (room.id,)
    cells: dict[tuple[int, int], Tally] = {}
    places: dict[tuple[int, int], Tally] = {}
    for kind, (table, at, where) in _SEEN.items():
        seen = moments(connection, room.calendar, table, ("day", *days), at, own + where, params)
        _add(cells, known, level, kind, seen)
        for (place, hour), count in seen.items():
            if place is not None:
                places[place, hour] = places.get((place, hour), NONE) + Tally(**{kind: int(count)})
    walked: dict[tuple[int, str, int], int] = {}
    there: dict[tuple[int, int], set[int]] = {}
    for table, day, ends, where in (
        ("activity", "held_on", ("start_at", "end_at"), _PATROL),
        ("attendance", "duty_day", ("in_at", "out_at"), _ON_PATROL),
    ):
        spent = patrolled(connection, room.calendar, table, (day, *days), ends, own + where, params)
        for area, on, hour, minutes in spent:
            key = (known.at(area, level), on, hour)
            walked[key] = min(60, walked.get(key, 0) + minutes)
            if area is not None:
                there.setdefault((area, hour), set()).add(_week(days[0], on))
    for (grid, _, hour), minutes in walked.items():
        cells[grid, hour] = cells.get((grid, hour), NONE) + Tally(minutes=minutes)
    untimed = connection.execute(
        f"SELECT count(*) FROM activity WHERE held_on BETWEEN ? AND ? AND room_id = ? AND {_PATROL} "
        "AND (start_at IS NULL OR end_at IS NULL OR end_at <= start_at)",
        (*(day.isoformat() for day in days), room.id),
    ).fetchone()[0]
    names = {key: one.label for key, one in known.spots.items()}
    ground = Ground(
        known, level, places, {key: frozenset(found) for key, found in there.items()},
        _routes(connection, room, days),
    )  # fmt: skip
    return Plan(*days, weeks, weights, cells, names, int(untimed), ground)


def _routes(connection: sqlite3.Connection, room: Room, days: tuple[date, date]) -> tuple[Walked, ...]:
    """The routes that patrols wrote down, with the newest patrol on each, in their order of age."""
    where, params = f"room_id = ? AND {_PATROL} AND route <> ''", (room.id,)
    weeks: dict[str, dict[int, set[int]]] = {}
    spent = patrolled(
        connection,
        room.calendar,
        "activity",
        ("held_on", *days),
        ("start_at", "end_at"),
        where,
        params,
        "route",
    )
    for route, on, hour, _ in spent:
        weeks.setdefault(str(route), {}).setdefault(hour, set()).add(_week(days[0], on))
    newest = connection.execute(
        f"SELECT route, max(number) FROM activity WHERE held_on BETWEEN ? AND ? AND {where} GROUP BY 1 ORDER BY 2 DESC",
        (*(day.isoformat() for day in days), *params),
    )
    return tuple(
        Walked(route, number, {hour: frozenset(found) for hour, found in weeks[route].items()})
        for route, number in newest.fetchall()
        if route in weeks
    )


def _week(first: date, day: str) -> int:
    return (date.fromisoformat(day) - first).days // 7


def _add(cells: dict[tuple[int, int], Tally], known: Levels, level: int, what: str, counted: Counted) -> None:
    for (area, hour), count in counted.items():
        at = (known.at(area, level), hour)
        cells[at] = cells.get(at, NONE) + Tally(**{what: int(count)})
