"""Counting patrol against the duty plan: hours with somebody out ÷ hours with somebody planned, by hour of the day."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from deskapp.domain.chart import hour_label
from deskapp.domain.field_figures import COVERAGE_METRICS
from deskapp.domain.figures import Figure, Period
from deskapp.domain.officer import Room
from deskapp.domain.times import moment
from deskapp.reading.by_hour import minute_of, patrolled, spread, stretches
from deskapp.reading.slots import slots

_DAY, _HOUR = 24 * 60, 60

WALKED: Mapping[str, tuple[str, tuple[str, str], str]] = {
    "activity": ("held_on", ("start_at", "end_at"), "kind = 'patrol' AND status = 'done'"),
    "attendance": (
        "duty_day", ("in_at", "out_at"), "mode = 'patrol' AND status NOT IN ('voided', 'undone', 'rejected')",
    ),
}  # fmt: skip
"""The day, the ends and the condition of what is patrol, by table."""


def figures(connection: sqlite3.Connection, room: Room, period: Period) -> tuple[Figure, ...]:
    """The share of the whole day, then that of each hour in which anybody is planned or out."""
    out, planned = _out(connection, room, period), _planned(connection, room, period)
    whole, by_hour = COVERAGE_METRICS
    found = [Figure(whole, _hours(sum(out.values())), _hours(sum(planned.values())))]
    for hour in range(24):
        if out.get(hour) or planned.get(hour):
            name = hour_label(hour)
            found.append(
                Figure(
                    by_hour,
                    _hours(out.get(hour, 0)),
                    _hours(planned.get(hour, 0)),
                    key=f"{hour:02}",
                    name=name,
                )
            )
    return tuple(found)


def _hours(minutes: float) -> int:
    return round(minutes / _HOUR)


def _out(connection: sqlite3.Connection, room: Room, period: Period) -> dict[int, float]:
    """Minutes with somebody on patrol, by hour of the day; an hour of one day is sixty at most."""
    there: dict[tuple[str, int], int] = {}
    for table, (day, ends, where) in WALKED.items():
        spent = patrolled(
            connection, room.calendar, table, (day, period.first, period.last), ends,
            f"room_id = ? AND {where} AND {period.within('area_id', 'team_id')}", (room.id,), "NULL",
        )  # fmt: skip
        for _, on, hour, minutes in spent:
            there[on, hour] = min(_HOUR, there.get((on, hour), 0) + minutes)
    found: dict[int, float] = {}
    for (_, hour), minutes in there.items():
        found[hour] = found.get(hour, 0) + minutes
    return found


def _planned(connection: sqlite3.Connection, room: Room, period: Period) -> dict[int, float]:
    """Minutes with somebody in the plan, by hour of the day, counted alike."""
    wanted = [
        one
        for one in slots(connection, room.id)
        if (not period.areas or one.area_id in period.areas)
        and (not period.teams or one.team_id in period.teams)
    ]
    found: dict[int, float] = {}
    for day in _days(period, _last(connection, room)) if wanted else ():
        there: dict[int, int] = {}
        for one in wanted:
            if one.is_on(day):
                for hour, minutes in spread(one.begins, (one.ends - one.begins) % _DAY or _DAY):
                    there[hour] = min(_HOUR, there.get(hour, 0) + minutes)
        for hour, minutes in there.items():
            found[hour] = found.get(hour, 0) + minutes
    return found


def _days(period: Period, last: date) -> Iterator[date]:
    day = period.first
    while day <= min(period.last, last):
        yield day
        day += timedelta(days=1)


def _last(connection: sqlite3.Connection, room: Room) -> date:
    """The last day on which anything was written."""
    found = connection.execute("SELECT at FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    return room.calendar.day(moment(found[0])) if found else date.max


def where_of(room: Room, period: Period, table: str, hour: str) -> str:
    """The condition of the patrols or duties behind a figure; with an `hour` of those that fell into it."""
    day, (start, end), where = WALKED[table]
    within = period.within("area_id", "team_id")
    said = f"room_id = {room.id} AND {where} AND {end} > {start} AND {within}"
    if not hour:
        return f"{said} AND {day} BETWEEN '{period.first}' AND '{period.last}'"
    first = int(hour) * _HOUR
    length = f"(julianday({end}) - julianday({start})) * {_DAY} + 0.001"
    parts = [
        f"({day} BETWEEN '{one.first}' AND '{one.last}' AND (({minute_of(start, one.ahead)} < {first + _HOUR} "
        f"AND {minute_of(start, one.ahead)} + {length} > {first}) "
        f"OR {minute_of(start, one.ahead)} + {length} > {_DAY + first}))"
        for one in stretches(room.calendar, period.first, period.last)
    ]
    return f"{said} AND ({' OR '.join(parts)})"
